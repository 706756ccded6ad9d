using System.ComponentModel;
using System.Diagnostics;
using Kronobarn.Kernel;
using Kronobarn.Shell;

namespace Kronobarn.Host;

/// <summary>
/// Prints a page by headless Chromium: <c>Kronobarn:Pdf:Chromium</c> names its file, <c>Kronobarn:Pdf:Arguments</c> what else it needs (in a container that has no user namespaces: <c>--no-sandbox</c>),
/// <c>Kronobarn:Pdf:Seconds</c> how long anyone waits for it. The page lies in a folder that only this account can read while it is printed, and is gone when it is. Nothing in it runs (Chromium prints by a script of its own, so scripts
/// are forbidden by the page and not by a switch), and the network is not asked for anything.
/// </summary>
internal sealed class ChromiumPress(IConfiguration configuration, Assets assets, ILogger<ChromiumPress> log) : IPaperPress, IDisposable
{
    private const int AtOnce = 2, DefaultSeconds = 30, Sweeps = 20;
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMilliseconds(50), UntilEnded = TimeSpan.FromSeconds(5);
    private static readonly string[] Always =
    [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--allow-file-access-from-files", "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
    ];

    private readonly SemaphoreSlim room = new(AtOnce);

    public bool IsThere => !string.IsNullOrEmpty(configuration["Kronobarn:Pdf:Chromium"]);

    public async Task<byte[]> Press(string html, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(configuration.GetValue("Kronobarn:Pdf:Seconds", DefaultSeconds)));
        try
        {
            await room.WaitAsync(patience.Token);
            try
            {
                return await Pressed(html, patience.Token);
            }
            finally
            {
                room.Release();
            }
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new PaperFailed("Chromium made no PDF in time.", e);
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new PaperFailed("Chromium could not be run.", e);
        }
    }

    public void Dispose() => room.Dispose();

    private async Task<byte[]> Pressed(string html, CancellationToken cancel)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("kronobarn-paper-").FullName;
        try
        {
            assets.CopyTo(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "page.html"), html.Replace("\"/lib/", "\"lib/", StringComparison.Ordinal), cancel);
            return await Print(folder, cancel);
        }
        finally
        {
            await Sweep(folder);
        }
    }

    private async Task<byte[]> Print(string folder, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(configuration["Kronobarn:Pdf:Chromium"]!) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var argument in Always.Concat((configuration["Kronobarn:Pdf:Arguments"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add($"--user-data-dir={Path.Combine(folder, "profile")}");
        start.ArgumentList.Add($"--print-to-pdf={Path.Combine(folder, "page.pdf")}");
        start.ArgumentList.Add(Path.Combine(folder, "page.html"));
        using var chromium = Process.Start(start) ?? throw new PaperFailed("Chromium did not start.");
        // What it says is read and thrown away: it may quote the page. Its end is waited for, and not theirs who hold its outputs after it.
        using var heard = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _ = Task.WhenAll(chromium.StandardError.BaseStream.CopyToAsync(Stream.Null, heard.Token), chromium.StandardOutput.BaseStream.CopyToAsync(Stream.Null, heard.Token));
        try
        {
            await chromium.WaitForExitAsync(cancel);
        }
        finally
        {
            await End(chromium);
            await heard.CancelAsync();
        }

        var made = Path.Combine(folder, "page.pdf");
        return File.Exists(made) ? await File.ReadAllBytesAsync(made, cancel) : throw new PaperFailed($"Chromium made no PDF and ended with {chromium.ExitCode}.");
    }

    private static async Task End(Process chromium)
    {
        if (chromium.HasExited)
            return;
        chromium.Kill(entireProcessTree: true);
        using var ended = new CancellationTokenSource(UntilEnded);
        await chromium.WaitForExitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A helper of Chromium's may write a last file while its folder is being taken away.
    private async Task Sweep(string folder)
    {
        for (var sweep = 1; ; sweep++)
        {
            try
            {
                System.IO.Directory.Delete(folder, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException) when (sweep < Sweeps)
            {
                await Task.Delay(BetweenSweeps);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.LogError(e, "A printed page's folder could not be taken away; it lies below the folder for temporary files");
                return;
            }
        }
    }
}
