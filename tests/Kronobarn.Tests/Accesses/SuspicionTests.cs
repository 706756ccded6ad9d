using Kronobarn.Casework;
using Kronobarn.Kernel;

namespace Kronobarn.Tests.Accesses;

public class SuspicionTests
{
    private static readonly DateTimeOffset Noon = Clock.StartOf(new DateOnly(2026, 3, 2)).AddHours(12);
    private static long seq;

    [Theory]
    [InlineData("2026-03-02T04:59:59Z", true)]
    [InlineData("2026-03-02T05:00:00Z", false)]
    [InlineData("2026-03-02T17:59:59Z", false)]
    [InlineData("2026-03-02T18:00:00Z", true)]
    [InlineData("2026-07-01T04:00:00Z", false)]
    [InlineData("2026-07-01T17:00:00Z", true)]
    public void Before_six_and_from_seven_in_the_evening_in_sweden_is_outside_hours(string at, bool isSuspect) =>
        Assert.Equal(isSuspect, Found([Row(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))]).Contains(Suspicion.OutsideHours, StringComparer.Ordinal));

    [Theory]
    [InlineData(Suspicion.ManyInADay, false)]
    [InlineData(Suspicion.ManyInADay + 1, true)]
    public void More_children_one_by_one_than_a_days_work_is_suspect(int children, bool isSuspect) =>
        Assert.Equal(isSuspect, Found([.. Enumerable.Range(0, children).Select(i => Row(Noon, Guid.CreateVersion7(), request: $"r{i}"))]).Contains(Suspicion.ManyChildren, StringComparer.Ordinal));

    [Fact]
    public void A_list_of_many_children_is_one_look() =>
        Assert.Empty(Found([.. Enumerable.Range(0, 100).Select(_ => Row(Noon, Guid.CreateVersion7(), request: "one"))]));

    [Fact]
    public void A_refused_try_broken_glass_and_a_protected_child_are_each_a_reason_and_most_reasons_come_first()
    {
        var child = Guid.CreateVersion7();
        var found = Suspicion.Of([Row(Noon, outcome: "refused"), Row(Noon, child, ground: "break-glass"), Row(Noon, Guid.CreateVersion7())], new HashSet<Guid> { child });

        Assert.Equal(2, found.Count);
        Assert.Equal([Suspicion.BreakGlass, Suspicion.Protected], found[0].Reasons);
        Assert.Equal([Suspicion.RefusedTry], found[1].Reasons);
    }

    private static IReadOnlyList<string> Found(IReadOnlyList<AuditRow> rows) => [.. Suspicion.Of(rows, new HashSet<Guid>()).SelectMany(f => f.Reasons)];

    private static AuditRow Row(DateTimeOffset at, Guid? child = null, string? ground = "holder", string outcome = "done", string? request = null) =>
        new() { Stripe = "s", Seq = Interlocked.Increment(ref seq), At = at, Action = "read", Slice = "GetCase", Actor = "nurse", SubjectId = child, Ground = ground, Outcome = outcome, RequestId = request };
}
