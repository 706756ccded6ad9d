namespace Kronobarn.Shell;

/// <summary>Where a page's styles, scripts and pictures are.</summary>
public interface IAssets
{
    /// <summary>The address of a bundled file, for example <c>kronobarn.css</c>; it changes with the content.</summary>
    string Href(string logicalName);
}
