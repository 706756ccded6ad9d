using System.Diagnostics;
using Kronobarn.Kernel;
using Kronobarn.Shell;

namespace Kronobarn.Host;

/// <summary>
/// Prints a page by headless Chromium: <c>Kronobarn:Pdf:Chromium</c> names its file, <c>Kronobarn:Pdf:Arguments</c> what else it needs (in a container that has no user namespaces: <c>--no-sandbox</c>).
/// The page lies in a folder that only this account can read while it is printed, and is gone when it is. It has no scripts and asks the network for nothing.
/// </summary>
internal sealed class ChromiumPress(IConfiguration configuration, Assets assets) : IPaperPress, IDisposable
{
    private const int AtOnce = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Always =
    [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--allow-file-access-from-files",
        "--blink-settings=scriptEnabled=false", "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
    ];

    private readonly SemaphoreSlim room = new(AtOnce);

    public bool IsThere => !string.IsNullOrEmpty(configuration["Kronobarn:Pdf:Chromium"]);

    public async Task<byte[]> Press(string html, CancellationToken cancel)
    {
        await room.WaitAsync(cancel);
        var folder = System.IO.Directory.CreateTempSubdirectory("kronobarn-paper-");
        try
        {
            assets.CopyTo(folder.FullName);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "page.html"), html.Replace("/lib/", "lib/", StringComparison.Ordinal), cancel);
            return await Print(folder.FullName, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
            room.Release();
        }
    }

    public void Dispose() => room.Dispose();

    private async Task<byte[]> Print(string folder, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(configuration["Kronobarn:Pdf:Chromium"]!) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var argument in Always.Concat((configuration["Kronobarn:Pdf:Arguments"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add($"--user-data-dir={Path.Combine(folder, "profile")}");
        start.ArgumentList.Add($"--print-to-pdf={Path.Combine(folder, "page.pdf")}");
        start.ArgumentList.Add(Path.Combine(folder, "page.html"));
        using var chromium = Process.Start(start) ?? throw new InvalidOperationException("Chromium did not start.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            // What it says is read and thrown away: it may quote the page.
            await Task.WhenAll(chromium.StandardError.ReadToEndAsync(patience.Token), chromium.StandardOutput.ReadToEndAsync(patience.Token), chromium.WaitForExitAsync(patience.Token));
        }
        catch (OperationCanceledException)
        {
            chromium.Kill(entireProcessTree: true);
            throw;
        }

        var made = Path.Combine(folder, "page.pdf");
        return File.Exists(made) ? await File.ReadAllBytesAsync(made, cancel) : throw new InvalidOperationException($"Chromium made no PDF and ended with {chromium.ExitCode}.");
    }
}
