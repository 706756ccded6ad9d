using System.Collections.Concurrent;
using Kronobarn.Shell;

namespace Kronobarn.Browser;

/// <summary>Every page, found and not listed, as the people of the story met it: looked at once more with other eyes.</summary>
public sealed class ScreensTests
{
    private const int Phone = 320, MeetingsAPage = 10;

    // KRONOBARN_TEST_SCREENS=full looks at each page as two people and sends each of its forms; the short form as one, and one form.
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("KRONOBARN_TEST_SCREENS") == "full";
    private static readonly int PeopleAPage = IsFull ? 2 : 1, FormsAPage = IsFull ? int.MaxValue : 1;

    private static readonly Lazy<Task<IReadOnlyList<string>>> Once = new(LookAtAll);

    [InBrowser]
    public async Task The_story_has_met_every_page()
    {
        var county = await Story.Told();

        var met = county.Album.Met.Select(m => m.Page.Route).ToHashSet(StringComparer.Ordinal);
        Rule.NoOffenders("Pages that nobody in the story has met:", county.Album.Pages.Where(page => !met.Contains(page.Route)).Select(page => $"{page.Route} ({page.Type.Name})"));
    }

    /// <summary>WCAG 2.2 AA by axe, filled, wrong and, where it has languages, in Arabic; nothing to be scrolled sideways at 320 px, which is also 1,280 px at 400 %.</summary>
    [InBrowser]
    public async Task No_page_has_a_barrier_filled_wrong_narrow_or_from_right_to_left() => Rule.NoOffenders("Barriers:", await Barriers);

    /// <summary>What every page was looked at for, once. Whoever fills the county with hostile text waits for it: pages would be gone, or unreadable, before they were looked at.</summary>
    internal static Task<IReadOnlyList<string>> Barriers => Once.Value;

    private static async Task<IReadOnlyList<string>> LookAtAll()
    {
        var county = await Story.Told();
        var barriers = new ConcurrentBag<string>();
        var gone = await Tour(county, async (visitor, meeting) =>
        {
            await Look(visitor, barriers, "");
            await visitor.Page.SetViewportSizeAsync(Phone, 640);
            if (await visitor.Overflow() is > 0 and var wider)
                barriers.Add($"{meeting.Address}: {wider} px wider than {Phone}");
            await visitor.Page.SetViewportSizeAsync(1280, 900);
            if (meeting.Page.Audience != Audience.Staff)
            {
                await visitor.Speak("ar", meeting.Address);
                await Look(visitor, barriers, " (ar)");
                await visitor.Speak("sv", meeting.Address);
            }

            foreach (var form in (await visitor.Forms()).Take(FormsAPage))
            {
                await visitor.Go(meeting.Address);
                if (await visitor.SendEmpty(form))
                    await Look(visitor, barriers, $" ({form}, empty)");
                else if (meeting.SignIn is null)
                    // Whoever pressed the first button of the sign-in page is nobody no longer.
                    await visitor.Forget();
            }
        });
        return [.. gone, .. barriers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Pictures of every page, desktop and phone, in the folder that KRONOBARN_SCREENS names: <c>KRONOBARN_SCREENS=/some/folder dotnet test tests/Kronobarn.Browser --filter Pictures</c>.
    /// Without it one page is taken and thrown away, so that the command is known to work.
    /// </summary>
    [InBrowser]
    public async Task Pictures_of_every_page_can_be_taken()
    {
        var county = await Story.Told();
        var wanted = Environment.GetEnvironmentVariable("KRONOBARN_SCREENS");
        var folder = System.IO.Directory.CreateDirectory(wanted ?? Path.Combine(Path.GetTempPath(), $"kronobarn-screens-{Guid.NewGuid():N}"));
        try
        {
            var taken = new ConcurrentBag<string>();
            var gone = await Tour(county, async (visitor, meeting) =>
            {
                var name = $"{meeting.Page.Type.FullName!["Kronobarn.".Length..]}{(meeting.Page.Audience == Audience.Staff ? "" : $"-{meeting.Who}")}";
                foreach (var (suffix, width) in new[] { ("desktop", 1280), ("phone", 390) })
                    taken.Add(await visitor.Picture(Path.Combine(folder.FullName, $"{name}-{suffix}.png"), width));
            }, wanted is null ? 1 : int.MaxValue);

            Rule.NoOffenders("Pages without a picture:", gone);
            Assert.NotEmpty(taken);
            Assert.All(taken, picture => Assert.True(new FileInfo(picture).Length > 5_000, picture));
        }
        finally
        {
            if (wanted is null)
                folder.Delete(recursive: true);
        }
    }

    private static async Task Look(Visitor visitor, ConcurrentBag<string> barriers, string state)
    {
        if (!state.Contains("(ar)", StringComparison.Ordinal))
        {
            foreach (var text in await visitor.NotSwedish())
                barriers.Add($"{text}{state}");
        }

        foreach (var barrier in await visitor.Barriers())
            barriers.Add($"{barrier}{state}");
        foreach (var complaint in visitor.Complaints)
            barriers.Add($"{complaint}{state}");
        visitor.Complaints.Clear();
    }

    // Different people first: a full table and often an empty one.
    private static Queue<Meeting> Ahead(IEnumerable<Meeting> met)
    {
        var people = met.GroupBy(m => m.SignIn, StringComparer.Ordinal).ToList();
        return new(people.Select(same => same.First()).Concat(people.SelectMany(same => same.Skip(1))).Take(MeetingsAPage));
    }

    /// <summary>
    /// Every page is opened again by those who met it, two people at a time. The story has gone on since: a concern is taken up, an offer answered, and the page is no longer there;
    /// then another meeting with the same page is tried.
    /// </summary>
    /// <returns>Pages that could not be looked at.</returns>
    internal static async Task<IReadOnlyList<string>> Tour(County county, Func<Visitor, Meeting, Task> look, int most = int.MaxValue)
    {
        var ahead = county.Album.Met.GroupBy(m => m.Page).Take(most).ToDictionary(met => met.Key, Ahead);
        var looked = new ConcurrentDictionary<PageInfo, int>();
        while (ahead.Where(page => page.Value.Count > 0 && looked.GetValueOrDefault(page.Key) < PeopleAPage).Select(page => page.Value.Dequeue()).ToList() is { Count: > 0 } next)
        {
            await Parallel.ForEachAsync(next.GroupBy(m => m.SignIn, StringComparer.Ordinal), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (meetings, _) =>
            {
                await using var visitor = await (await county.Visitor()).As(meetings.Key);
                foreach (var meeting in meetings)
                {
                    if (await visitor.Go(meeting.Address) is not { Status: 200 })
                        continue;
                    await look(visitor, meeting);
                    looked.AddOrUpdate(meeting.Page, 1, (_, times) => times + 1);
                }
            });
        }

        return [.. ahead.Keys.Where(page => !looked.ContainsKey(page)).Select(page => $"{page.Route} ({page.Type.Name}): nobody could open it again")];
    }
}
