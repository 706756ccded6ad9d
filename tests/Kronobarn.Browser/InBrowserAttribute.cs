namespace Kronobarn.Browser;

/// <summary>
/// A test in a real browser. Where there is none it is passed over and says so; <c>.ci/run</c> installs one and sets KRONOBARN_TEST_BROWSER, and then it is never passed over.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InBrowserAttribute : FactAttribute
{
    public override string? Skip
    {
        get => Chromium.Path is not null || Environment.GetEnvironmentVariable("KRONOBARN_TEST_BROWSER") == "1" ? null
            : "Needs Chromium on the PATH (Debian: apt install chromium-headless-shell fonts-dejavu-core fonts-liberation), or its path in CHROMIUM; .ci/run always runs it.";
    }
}

/// <summary>The browser that the machine has.</summary>
internal static class Chromium
{
    // Chromium's own headless build first: the same engine without a window to draw around each page.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? (
        from name in Names
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        let file = System.IO.Path.Combine(folder, name)
        where File.Exists(file)
        select file).FirstOrDefault();
}
