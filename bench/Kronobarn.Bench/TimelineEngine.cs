using System.Diagnostics;
using System.Globalization;
using Kronobarn.Responsibility;

namespace Kronobarn.Bench;

/// <summary>Children a second on one core and bytes a child, beside a loop that only sorts the same days: no engine can be faster than that.</summary>
internal sealed class TimelineEngine : IBenchmark
{
    private const int Children = 20_000;
    private const int Rounds = 12;

    public string Name => "timeline-engine";

    public string Help => "children/s and bytes/child of the pure engine, beside sorting alone";

    public Task<int> Run(string[] args)
    {
        var random = new Random(1);
        var children = Enumerable.Range(0, Children).Select(i => TypicalChild.Make(random, i)).ToArray();
        var schedule = RuleSchedule.Always(RuleSets.ById["faq-2022-02-23"]);
        var county = TypicalChild.Kronoberg();
        var reused = new Timeline();

        var periods = children.Sum(child => Timeline.Of(child, schedule, county).Periods.Count);
        Print($"{Children} children of {TypicalChild.Facts} facts, {(double)periods / Children:F1} periods each, best of {Rounds} rounds, one core");
        var drawn = Measure("engine, a new timeline a child", child => Timeline.Of(child, schedule, county).Periods.Count);
        var redrawn = Measure("engine, one timeline redrawn", child =>
        {
            reused.Draw(child, schedule, county);
            return reused.Periods.Count;
        });
        var sorted = Measure("sorting the same days alone", Sort);
        Print($"engine / sorting: {drawn / sorted:F2} times (redrawn {redrawn / sorted:F2})");
        return Task.FromResult(0);

        double Measure(string what, Func<ChildFacts, int> work)
        {
            var best = double.MaxValue;
            long bytes = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var clock = Stopwatch.StartNew();
                foreach (var child in children)
                    Sink += work(child);
                best = Math.Min(best, clock.Elapsed.TotalSeconds);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            }
            Print($"{what,-32} {Children / best,12:N0} children/s {best / Children * 1e9,8:N0} ns {(double)bytes / Children,6:N0} bytes");
            return best;
        }
    }

    /// <summary>Keeps the work from being found useless.</summary>
    private static long Sink { get; set; }

    private static int Sort(ChildFacts child)
    {
        Span<int> days = stackalloc int[32];
        var count = 0;
        foreach (var fact in child.Residences)
            count += Put(days[count..], fact);
        foreach (var fact in child.Listings)
            count += Put(days[count..], fact);
        foreach (var fact in child.Placements)
            count += Put(days[count..], fact);
        foreach (var fact in child.Enrolments)
            count += Put(days[count..], fact);
        days[count++] = child.BirthDate!.Value.DayNumber;
        days[count++] = child.Pregnancy!.Value.From!.Value.DayNumber;
        days[count++] = child.Pregnancy!.Value.DueDate!.Value.DayNumber;
        days = days[..count];
        days.Sort();
        return days[0];
    }

    private static int Put<T>(Span<int> days, T fact) where T : struct, IInterval<T>
    {
        days[0] = fact.First();
        days[1] = fact.End();
        return 2;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
