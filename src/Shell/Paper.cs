namespace Kronobarn.Shell;

/// <summary>Makes a PDF of a page (tagged, with outline), where the deployment has something to make it with.</summary>
public interface IPaperPress
{
    bool IsThere { get; }

    /// <param name="html">A whole page, whose styles are the bundled ones.</param>
    /// <exception cref="PaperFailed">No PDF came of it, or not in time.</exception>
    Task<byte[]> Press(string html, CancellationToken cancel);
}

/// <summary>No PDF came of a page that can be read, and printed, all the same.</summary>
public sealed class PaperFailed(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>How a page is asked for on paper, and how it tells that it could not be had so.</summary>
internal static class PaperFormats
{
    public const string Key = "format", Pdf = "pdf", Failed = "utan-pdf";
}
