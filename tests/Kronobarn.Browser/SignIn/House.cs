using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Browser.SignIn;

/// <summary>The program as a municipality runs it: in Production, over TLS, with an identity provider and a copy of the demo county's stores. Nobody chooses from a list here who to be.</summary>
public sealed class House(bool isByKey) : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Unknown = "somebody-whom-nobody-knows", Guardian = "a-guardian";

    private static readonly Lazy<Task<House>> BySecret = new(() => Start(isByKey: false)), ByKey = new(() => Start(isByKey: true));

    private readonly string folder = Path.Combine(Path.GetTempPath(), "kronobarn-sign-in", Guid.NewGuid().ToString("N"));
    private readonly int port = FreePort();
    private readonly RSA key = RSA.Create(2048);

    internal CapturedLog Log { get; } = new();

    /// <summary>Not the story's: the provider lives in real time, and would not take what is signed days ahead.</summary>
    internal MovedTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    internal Cast Cast { get; private set; } = null!;

    internal Provider Provider { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    private string KeyFile => Path.Combine(folder, "client-key.pem");

    public Uri Address => new($"https://127.0.0.1:{port}/");

    public static Task<House> Shared => BySecret.Value;

    /// <summary>One that has no secret with the provider, but a key.</summary>
    public static Task<House> ProvedByKey => ByKey.Value;

    public async Task InitializeAsync()
    {
        var county = await County.Shared;
        Browser = county.Browser;
        Cast = county.Casts[7];
        await CopyStores(county.Folder);
        if (isByKey)
            await File.WriteAllTextAsync(KeyFile, key.ExportPkcs8PrivateKeyPem());
        Provider = await Provider.Start(Address, isByKey ? key : null,
        [
            (Cast.Rektor.PersonId, []), (Guardian, Number(Cast.Mother)), (Unknown, Number("199001012380")),
        ]);
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(Certificate())));
        StartServer();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
        key.Dispose();
        if (System.IO.Directory.Exists(folder))
            System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>A window of somebody's own, with what it may have kept from before.</summary>
    public async Task<IPage> Window()
    {
        var context = await Browser.NewContextAsync(new() { BaseURL = Address.ToString(), Locale = "sv-SE", IgnoreHTTPSErrors = true });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        return page;
    }

    /// <summary>A program that calls the APIs.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=127.0.0.1" } }) { BaseAddress = Address };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Kronobarn:DataFolder", folder);
        builder.UseSetting("Kronobarn:Identity:Authority", Provider.Address.ToString());
        builder.UseSetting("Kronobarn:Identity:ClientId", Provider.ClientId);
        builder.UseSetting(isByKey ? "Kronobarn:Identity:ClientKeyFile" : "Kronobarn:Identity:ClientSecret", isByKey ? KeyFile : Provider.ClientSecret);
        builder.UseSetting("Kronobarn:Identity:Scopes:0", "https://id.oidc.se/scope/naturalPersonNumber");
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time)));
        builder.ConfigureLogging(log => log.ClearProviders().AddProvider(Log));
    }

    private static Dictionary<string, string> Number(string number) => new(StringComparer.Ordinal) { [Http.IdentityNumberClaim] = number };

    // As whoever runs it would: backup of the running county, and restore.
    private async Task CopyStores(string from)
    {
        var backup = $"{folder}-backup";
        await Verb("backup", from, backup);
        await Verb("restore", folder, backup);
        System.IO.Directory.Delete(backup, recursive: true);
    }

    private static async Task Verb(string verb, string dataFolder, string argument)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, verb, argument]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Kronobarn__DataFolder"] = dataFolder;
        using var process = Process.Start(start)!;
        var (told, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{verb}: {await told} {await wrong}");
    }

    private static X509Certificate2 Certificate()
    {
        using var own = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", own, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<House> Start(bool isByKey)
    {
        var house = new House(isByKey);
        await house.InitializeAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => ((IAsyncLifetime)house).DisposeAsync().GetAwaiter().GetResult();
        return house;
    }
}
