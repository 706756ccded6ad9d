using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Kronobarn.Shell;

namespace Kronobarn.Browser;

/// <summary>Where a page was met: by whom, and under which address.</summary>
/// <param name="SignIn">The button of the sign-in page that makes one this person; <c>null</c> for nobody.</param>
internal sealed record Meeting(PageInfo Page, string? SignIn, string Address)
{
    /// <summary>nobody, or the end of the person's key.</summary>
    public string Who => SignIn is null ? "nobody" : SignIn[^6..^2];
}

/// <summary>Every page that the story's people have met, so that each can be looked at again, in every state and on every width.</summary>
internal sealed class Album(IEnumerable<PageInfo> all)
{
    private readonly List<PageInfo> pages = [.. all.Where(page => !typeof(IGivesFile).IsAssignableFrom(page.Type))];

    private readonly List<(PageInfo Page, Regex Route)> routes = [.. all.Where(page => !typeof(IGivesFile).IsAssignableFrom(page.Type)).Select(page => (page, new Regex(
        "^" + Regex.Replace(Regex.Escape(page.Route), @"\\\{[^}]+}", "[^/]+", RegexOptions.None, TimeSpan.FromSeconds(1)) + "$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))))
        .OrderBy(found => found.page.Route.Count(sign => sign == '{'))];

    private readonly ConcurrentDictionary<(Type Page, string Address, string? Who), Meeting> met = new();

    public IReadOnlyList<PageInfo> Pages => pages;

    public IEnumerable<Meeting> Met => met.Values.OrderBy(m => m.Page.Route, StringComparer.Ordinal).ThenBy(m => m.Address, StringComparer.Ordinal).ThenBy(m => m.SignIn, StringComparer.Ordinal);

    /// <summary>A page that this person has met under no address yet.</summary>
    public bool IsNew(Uri address, string? signIn, bool asAnyone) => routes.Find(found => found.Route.IsMatch(address.AbsolutePath)).Page is { } page
        && !met.Values.Any(m => m.Page == page && (asAnyone || m.SignIn == signIn));

    public void Note(string address, string? signIn)
    {
        var uri = new Uri(address);
        if (routes.Find(found => found.Route.IsMatch(uri.AbsolutePath)).Page is { } page)
            met.TryAdd((page.Type, uri.PathAndQuery, signIn), new Meeting(page, signIn, uri.PathAndQuery));
    }
}
