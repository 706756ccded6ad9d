using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Kronobarn.Shell;
using Xunit.Abstractions;

namespace Kronobarn.Browser;

/// <summary>What a page costs, measured and printed. Sizes are the same on every machine and are held; times are not, and are told.</summary>
public sealed class FiguresTests(ITestOutputHelper output)
{
    private const int FirstVisit = 100 * 1024, LaterPage = 30 * 1024, RoundTrip = 400;

    [InBrowser]
    public async Task A_first_visit_weighs_at_most_100_KB_and_a_later_page_30()
    {
        var county = await Story.Told();
        var heavy = new System.Collections.Concurrent.ConcurrentBag<string>();
        var gone = await ScreensTests.Tour(county, async (visitor, meeting) =>
        {
            await using var wire = await Wire.On(visitor.Page);
            await wire.Forget();
            var first = await wire.Weigh(meeting.Address);
            var later = await wire.Weigh(meeting.Address);
            output.WriteLine($"{meeting.Page.Type.Name,-36} first {first / 1024.0,6:F1} KB, later {later / 1024.0,6:F1} KB");
            if (first > FirstVisit || later > LaterPage)
                heavy.Add($"{meeting.Page.Type.Name}: first {first}, later {later} bytes");
        });

        Rule.NoOffenders("Pages that were not weighed, or are too heavy:", gone.Concat(heavy));
    }

    /// <summary>How long the server works on a page, beside the same slices sent as JSON: their own time, and what an answer of next to nothing takes on this machine; the median of some calls.</summary>
    [InBrowser]
    public async Task A_pages_time_is_told_beside_its_slices()
    {
        var county = await Story.Told();
        var printed = 0;
        using var nobody = new HttpClient { BaseAddress = county.Address };
        var (bare, _) = (await Median(nobody, "/health/live"))!.Value;
        foreach (var meetings in county.Album.Met.Where(m => m.Page.Audience != Audience.Anyone).GroupBy(m => m.Page.Type).Select(same => same.First()).GroupBy(m => m.SignIn, StringComparer.Ordinal))
        {
            await using var visitor = await (await county.Visitor()).As(meetings.Key);
            using var client = await visitor.Client();
            foreach (var meeting in meetings)
            {
                // The story has gone on since, and so may have the page; and a page that asks nobody has no JSON beside it.
                if (await Median(client, meeting.Address) is not (var page, > 0 and var slices))
                    continue;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{meeting.Page.Type.Name,-36} page {page,7:F2} ms, its slices {slices + bare,7:F2} ms, ratio {page / (slices + bare):F2}"));
                printed++;
            }
        }

        Assert.True(printed > 0, "No page was timed.");
    }

    [InBrowser]
    public async Task The_largest_thing_on_a_page_is_there_soon_on_a_slow_line()
    {
        var county = await Story.Told();
        var (child, plan) = (Story.Walked.Cast.Child, Story.Walked.PlanId);
        foreach (var (page, address) in new[] { ("the day", Paths.Today), ("our children", Paths.MyChildren), ("inbox", Paths.Inbox), ("a child", Paths.Child(child)), ("a plan", Paths.Plan(plan)) })
        {
            await using var visitor = await (await county.Visitor()).AsStaff(Story.Walked.Cast.Rektor.PersonId);
            await using var wire = await Wire.On(visitor.Page);
            await wire.Slow(RoundTrip);
            var first = await visitor.LargestPaint(address, wire.Forget);
            var later = await visitor.LargestPaint(address, () => Task.CompletedTask);
            output.WriteLine($"{page,-20} largest contentful paint, {RoundTrip} ms round trip: first visit {first:F0} ms, later {later:F0} ms");
            // Less than one round trip has not been that line.
            Assert.All((double[])[first, later], paint => Assert.True(paint > RoundTrip, $"{page}: {paint} ms"));
        }
    }

    private static async Task<(double Page, double Slices)?> Median(HttpClient client, string address)
    {
        const int Calls = 9;
        var times = new List<(double Page, double Slices)>();
        for (var call = 0; call < Calls; call++)
        {
            var slices = 0.0;
            using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Name == "kronobarn.slice.duration") l.EnableMeasurementEvents(instrument); } };
            listener.SetMeasurementEventCallback<double>((_, value, _, _) => slices += value);
            listener.Start();
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(address);
            if (answer.StatusCode != HttpStatusCode.OK)
                return null;
            times.Add((Stopwatch.GetElapsedTime(began).TotalMilliseconds, slices));
        }

        return times.OrderBy(t => t.Page).ElementAt(Calls / 2);
    }
}
