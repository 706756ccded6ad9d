namespace Kronobarn.Shell;

/// <summary>Makes a PDF of a page (tagged, with outline), where the deployment has something to make it with.</summary>
public interface IPaperPress
{
    bool IsThere { get; }

    /// <param name="html">A whole page, whose styles are the bundled ones.</param>
    Task<byte[]> Press(string html, CancellationToken cancel);
}
