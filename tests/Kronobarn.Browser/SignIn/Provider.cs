using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Kronobarn.Browser.SignIn;

/// <summary>An OpenID Connect provider that is not ours (npm oidc-provider, tests/tooling/openid), in a process of its own.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "kronobarn-under-test", ClientSecret = "a-secret-that-only-the-tests-have-0123456789";

    private readonly Process node;
    private readonly HttpClient client;

    private Provider(Process node, Uri address) => (this.node, Address, client) = (node, address, new HttpClient { BaseAddress = address });

    public Uri Address { get; }

    /// <param name="home">Where the program under test answers.</param>
    /// <param name="key">What the program proves itself by, if not by the secret.</param>
    /// <param name="accounts">Who can sign in, with the claims that the id token then has.</param>
    public static async Task<Provider> Start(Uri home, RSA? key, IEnumerable<(string Sub, Dictionary<string, string> Claims)> accounts)
    {
        var configuration = JsonSerializer.Serialize(new
        {
            client = new { id = ClientId, secret = ClientSecret, key = key?.ExportSubjectPublicKeyInfoPem(), redirect = new Uri(home, "/logga-in/klar"), afterSignOut = home },
            accounts = accounts.Select(account => new { sub = account.Sub, claims = account.Claims }),
        });
        var started = Process.Start(new ProcessStartInfo("node", [NeedsProvider.Server, configuration]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var wrong = started.StandardError.ReadToEndAsync();
        var address = await started.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return address is null ? throw new InvalidOperationException($"The provider did not start: {await wrong}") : new Provider(started, new Uri(address));
    }

    /// <summary>Signs with a key of which nobody has heard.</summary>
    public Task ChangeKeys() => Control(new { newKeys = true });

    /// <summary>Spoils one thing of every id token; see server.mjs for what.</summary>
    public Task Forge(string? what) => Control(new { forge = what });

    /// <summary>A token for the APIs, as a system that somebody works in gets it.</summary>
    public async Task<string> Token(string sub, string audience)
    {
        using var answer = await client.PostAsJsonAsync("/control", new { token = new { sub, aud = audience } });
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!node.HasExited)
            node.Kill();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    private async Task Control(object what)
    {
        using var answer = await client.PostAsJsonAsync("/control", what);
        answer.EnsureSuccessStatusCode();
    }
}

/// <summary>Needs the browser, Node, and the provider's packages; where they are missing the test says so, and <c>.ci/run</c> always has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsProviderAttribute : FactAttribute
{
    public override string? Skip
    {
        get => NeedsProvider.Lacks;
    }
}

/// <inheritdoc cref="NeedsProviderAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsProviderTheoryAttribute : TheoryAttribute
{
    public override string? Skip
    {
        get => NeedsProvider.Lacks;
    }
}

internal static class NeedsProvider
{
    private const string Folder = "tests/tooling/openid";

    public static string Server => Path.Combine(Root, Folder, "server.mjs");

    public static string? Lacks => Environment.GetEnvironmentVariable("KRONOBARN_TEST_TOOLING") == "1" || (Chromium.Path is not null && System.IO.Directory.Exists(Path.Combine(Root, Folder, "node_modules"))) ? null
        : $"Needs Chromium, Node and 'npm ci --prefix {Folder}'; .ci/run always runs it.";

    private static string Root { get; } = Above(AppContext.BaseDirectory);

    private static string Above(string folder) => File.Exists(Path.Combine(folder, "Kronobarn.sln")) ? folder : Above(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository."));
}
