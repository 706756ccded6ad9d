namespace Kronobarn.Browser;

/// <summary>
/// The story of the model's FAQ, by clicking: a concern becomes a case, an analysis, a decision, consents, a meeting and a plan, and the family reads it. Told once; what its people have met is
/// what the other tests look at.
/// </summary>
internal static class Story
{
    private static readonly Lazy<Task<County>> Once = new(Tell);

    public static Task<County> Told() => Once.Value;

    private static async Task<County> Tell()
    {
        var county = await County.Shared;
        await Strangers(county);
        await Everybody(county);
        return county;
    }

    // What anyone meets without signing in.
    private static async Task Strangers(County county)
    {
        await using var stranger = await county.Visitor();
        foreach (var page in county.Album.Pages.Where(p => p.Audience == Shell.Audience.Anyone && !p.Route.Contains('{', StringComparison.Ordinal)))
            await stranger.Go(page.Route);
    }

    // One person of every role opens everything that the menu offers: most of it is empty on the first day, and says what to do.
    private static async Task Everybody(County county)
    {
        foreach (var someone in (await county.Assignments()).GroupBy(a => (a.Organisation, a.Role)).Select(same => same.First()))
        {
            await using var visitor = await (await county.Visitor()).AsStaff(someone.PersonId);
            foreach (var address in await visitor.Menu())
                await visitor.Go(address);
            await visitor.Go(Shell.Paths.Shortcuts);
        }
    }
}
