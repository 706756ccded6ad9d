using System.Globalization;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Responsibility;

/// <summary>The engine against the day-by-day reading of the document, over children that lie on its edges.</summary>
public class TimelinePropertyTests
{
    /// <summary>Set KRONOBARN_TEST_SEED to look at other children than yesterday's, or to repeat a failure.</summary>
    private static readonly int FirstSeed =
        int.TryParse(Environment.GetEnvironmentVariable("KRONOBARN_TEST_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20210409;

    private const int Batches = 40;
    private const int ChildrenInABatch = 550;

    private static readonly County County = new(RandomChild.County, RandomChild.Defaults);

    private static readonly (DateOnly From, string Id)[][] Schedules =
    [
        [(DateOnly.MinValue, "styrgrupp-2021-04-09")],
        [(DateOnly.MinValue, "faq-2022-02-23")],
        [(new DateOnly(2013, 3, 10), "styrgrupp-2021-04-09"), (new DateOnly(2015, 6, 9), "faq-2022-02-23"), (new DateOnly(2018, 2, 1), "styrgrupp-2021-04-09")],
    ];

    [Fact]
    public void The_engine_agrees_with_the_document_read_day_by_day_for_every_rule_set_and_for_a_schedule() =>
        Parallel.For(0, Batches, batch =>
        {
            var children = new RandomChild(FirstSeed + batch);
            var reference = new TimelineReference(RandomChild.County, RandomChild.Defaults);
            for (var i = 0; i < ChildrenInABatch; i++)
            {
                var child = children.Next();
                var drawn = Array.ConvertAll(Schedules, schedule => Timeline.Of(child, Build(schedule), County));
                if (FirstDifference(reference, child, drawn) is { } difference)
                    Assert.Fail($"Seed {FirstSeed}, batch {batch}, child {i}: {difference}\n{RandomChild.Json(child)}");
            }
        });

    [Fact]
    public void The_timeline_depends_on_the_set_of_facts_alone_and_never_on_their_order_or_on_facts_told_twice()
    {
        var children = new RandomChild(FirstSeed);
        for (var i = 0; i < 5_000; i++)
        {
            var child = children.Next();
            var schedule = Build(Schedules[i % Schedules.Length]);
            var one = Timeline.Of(child, schedule, County);
            var other = Timeline.Of(children.Reordered(child), schedule, County);
            Assert.True(
                one.Periods.SequenceEqual(other.Periods) && one.Alerts.SequenceEqual(other.Alerts),
                $"Seed {FirstSeed}, child {i}\n{RandomChild.Json(child)}");
        }
    }

    [Fact]
    public void A_corrected_fact_gives_the_timeline_of_the_corrected_facts_with_no_trace_of_the_wrong_one()
    {
        var children = new RandomChild(FirstSeed);
        var reused = new Timeline();
        var schedule = Build(Schedules[1]);
        for (var i = 0; i < 2_000; i++)
        {
            var wrong = children.Next();
            reused.Draw(wrong, schedule, County);
            var right = children.Reordered(wrong);
            right.BirthDate = right.BirthDate?.AddDays(1);
            reused.Draw(right, schedule, County);
            var fresh = Timeline.Of(right, schedule, County);
            Assert.Equal(fresh.Periods, reused.Periods);
            Assert.Equal(fresh.Alerts, reused.Alerts);
        }
    }

    /// <summary>The random children are only worth their time if they reach every rule and every alert.</summary>
    [Fact]
    public void The_random_children_meet_every_rule_and_every_alert()
    {
        var children = new RandomChild(FirstSeed);
        var rules = new HashSet<string>(StringComparer.Ordinal);
        var alerts = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 2_000; i++)
        {
            var timeline = Timeline.Of(children.Next(), Build(Schedules[1]), County);
            rules.UnionWith(timeline.Periods.Select(period => period.Rule));
            alerts.UnionWith(timeline.Alerts.Select(alert => alert.Code));
        }
        Assert.Equal(9, rules.Count);
        Assert.Equal(5, alerts.Count);
    }

    private static RuleSchedule Build((DateOnly From, string Id)[] schedule) =>
        new(schedule.Select(entry => (entry.From, RuleSets.ById[entry.Id])));

    private static string? FirstDifference(TimelineReference reference, ChildFacts child, Timeline[] drawn)
    {
        reference.Read(child);
        var born = child.BirthDate ?? child.Pregnancy?.From ?? new DateOnly(2010, 1, 1);
        var (first, last) = LookedAt(child, born);
        var cursors = Array.ConvertAll(drawn, timeline => new Cursor(timeline));
        for (var day = first; day < last; day = day.AddDays(1))
        {
            var with = reference.On(day, preschoolHolds: true);
            var without = with is null ? null : reference.On(day, preschoolHolds: false);
            for (var s = 0; s < drawn.Length; s++)
            {
                var expected = TimelineReference.InForce(Schedules[s], day) is "faq-2022-02-23" ? with : without;
                if (cursors[s].Differs(day, expected) is { } difference)
                    return string.Create(CultureInfo.InvariantCulture, $"schedule {s}, {day:yyyy-MM-dd}: {difference}");
            }
        }
        return cursors.Select(cursor => cursor.Rest(first, last, mayBeOpen: child.BirthDate is null)).FirstOrDefault(rest => rest is not null);
    }

    /// <summary>Only days of residence can be in scope; a few more on either side show that the edges lie where they should.</summary>
    private static (DateOnly First, DateOnly Last) LookedAt(ChildFacts child, DateOnly born)
    {
        var (earliest, latest) = (born.AddYears(-2), born.AddYears(20));
        var first = child.Residences.Select(home => home.From).DefaultIfEmpty(born).Min().AddDays(-3);
        var last = child.Residences.Select(home => home.To ?? latest).DefaultIfEmpty(born).Max().AddDays(3);
        return (first < earliest ? earliest : first, last > latest ? latest : last);
    }

    /// <summary>
    /// Walks a drawn timeline a day at a time. It also holds the shape: periods in order and apart, no two neighbours that should
    /// have been one, an alert's runs never touching.
    /// </summary>
    private sealed class Cursor(Timeline timeline)
    {
        private int period;
        private Period? yesterday;

        public string? Differs(DateOnly day, TimelineReference.Verdict? expected)
        {
            while (period < timeline.Periods.Count && timeline.Periods[period].To <= day)
                period++;
            Period? holding = period < timeline.Periods.Count && timeline.Periods[period].From <= day ? timeline.Periods[period] : null;
            if (period + 1 < timeline.Periods.Count && timeline.Periods[period + 1].From <= day)
                return "two periods cover the day";
            if ((holding?.Organisation, holding?.Unit, holding?.Rule) != (expected?.Organisation, expected?.Unit, expected?.Rule))
                return $"held by {holding}, but the document says {expected}";
            if (holding is { } now && yesterday is { } before && now != before && before.To == now.From
                && (before.Organisation, before.Unit, before.Rule) == (now.Organisation, now.Unit, now.Rule))
                return $"{before} and {now} should be one period";
            yesterday = holding;

            return Raised(day, expected?.Alerts ?? []);
        }

        private string? Raised(DateOnly day, string[] expected)
        {
            var raised = 0;
            foreach (var alert in timeline.Alerts)
                if (alert.From <= day && !(alert.To <= day))
                {
                    raised++;
                    if (Array.IndexOf(expected, alert.Code) < 0)
                        return $"{alert}, but the document says nothing of it";
                }
            return raised == expected.Length ? null : $"{raised} alerts, but the document says {string.Join(' ', expected)}";
        }

        /// <summary>Beyond the days that are looked at only a child without a birth date may be held, and alerts come in their order.</summary>
        public string? Rest(DateOnly first, DateOnly last, bool mayBeOpen)
        {
            var alerts = timeline.Alerts;
            for (var i = 1; i < alerts.Count; i++)
                if (string.CompareOrdinal(alerts[i - 1].Code, alerts[i].Code) is var order && (order > 0 || order == 0 && !(alerts[i - 1].To < alerts[i].From)))
                    return $"alerts {alerts[i - 1]} and {alerts[i]} are out of order or should be one";
            return timeline.Periods.Exists(p => p.From < first || !mayBeOpen && !(p.To <= last)) ? "held outside the days of residence" : null;
        }
    }
}
