namespace Kronobarn.Shell;

/// <summary>Keys for those who would rather not reach for the mouse: Alt, Shift and a letter.</summary>
public static class Shortcuts
{
    /// <summary>The browser's name of the key, the letter on it, where it leads and what that is called.</summary>
    public static readonly IReadOnlyList<(string Key, string Letter, string? Route, string What)> All =
    [
        ("KeyD", "D", Paths.Today, "I dag"),
        ("KeyI", "I", Paths.Inbox, "Inkorg"),
        ("KeyO", "O", Paths.NewConcern, "Anmäl en oro"),
        ("KeyB", "B", Paths.MyChildren, "Våra barn"),
        ("KeyS", "S", null, "Slå upp ett barn"),
    ];

    internal static string? KeyOf(string route) => All.FirstOrDefault(s => s.Route == route).Key;
}
