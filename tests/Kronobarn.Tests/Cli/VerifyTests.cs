using Kronobarn.Host.Cli;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Cli;

public sealed class VerifyTests
{
    private const string Number = "202401152384";

    [Fact]
    public async Task A_sound_house_is_found_sound_after_corrections_and_new_days()
    {
        await using var place = await Place.Make();

        await place.Town.MorningOf("2026-08-20");
        var correction = new ChildChange(place.Child);
        correction.Facts.Add(new FactChange("placement", "feed", "p1", new FactContent { UnitId = "F-0780-1", FromDate = new(2026, 1, 7) }));
        await place.Town.Change(correction);
        await place.Town.MorningOf("2026-09-01");

        var ran = await CommandLine.Run<VerifyVerb>(place.Town.Services);
        Assert.True(ran.Exit == 0, ran.All);
        Assert.Contains("timelines: 2 children, 5 periods", ran.Out, StringComparison.Ordinal);
        Assert.Contains("access log: ", ran.Out, StringComparison.Ordinal);
        Assert.Contains("none parked", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE Responsibility.Period SET UnitId = 'BVC-0780-2' WHERE ChildId = @Child AND RuleName = 'child-health-care'", "2024-01-15: stored child-health-care BVC-0780-2 by child-health-care, recomputed child-health-care BVC-0780-1 by child-health-care")]
    [InlineData("UPDATE Responsibility.Period SET ToDate = '2030-01-01' WHERE ChildId = @Child AND RuleName = 'child-health-care'", "2030-01-01: stored nobody, recomputed child-health-care BVC-0780-1")]
    [InlineData("UPDATE Responsibility.Period SET FromDate = '2024-02-01' WHERE ChildId = @Child AND RuleName = 'child-health-care'", "2024-01-15: stored nobody")]
    [InlineData("UPDATE Responsibility.Period SET RuleName = 'kaa' WHERE ChildId = @Child AND RuleName = 'child-health-care'", "stored child-health-care BVC-0780-1 by kaa")]
    [InlineData("DELETE FROM Responsibility.Period WHERE ChildId = @Child", "2024-01-15: stored nobody")]
    [InlineData("DELETE FROM Responsibility.Fact WHERE ChildId = @Child AND Kind = 'residence'", "2024-01-15: stored child-health-care BVC-0780-1 by child-health-care, recomputed nobody")]
    [InlineData("DELETE FROM Responsibility.Alert WHERE ChildId = @Child", "2030-09-01: the alert late-school-start until 2040-07-01 is recomputed and not stored")]
    [InlineData("INSERT INTO Responsibility.Alert (ChildId, Code, FromDate) VALUES (@Child, 'overlap', '2029-01-01')", "2029-01-01: the alert overlap until further notice is stored and not recomputed")]
    [InlineData("UPDATE Responsibility.Child SET ToldUnitId = 'BVC-0780-2' WHERE ChildId = @Child", "2026-03-02: told child-health-care BVC-0780-2, stored child-health-care BVC-0780-1")]
    [InlineData("UPDATE Responsibility.Child SET BirthDate = '2024-01-16' WHERE ChildId = @Child", "birth or death")]
    [InlineData("UPDATE Responsibility.Fact SET ToDate = '2024-01-15' WHERE ChildId = @Child AND Kind = 'residence'", "the end must be later than the start")]
    [InlineData("""
        INSERT INTO Responsibility.Period (PeriodId, ChildId, FromDate, ToDate, Organisation, UnitId, RuleName, RecordedAt)
        SELECT @Other, ChildId, '2026-05-01', NULL, 'school', 'S-0780-1', 'school', RecordedAt FROM Responsibility.Period WHERE ChildId = @Child AND RuleName = 'child-health-care'
        """, "2026-05-01: two stored periods")]
    [InlineData("""
        INSERT INTO Responsibility.Period (PeriodId, ChildId, FromDate, ToDate, Organisation, UnitId, RuleName, RecordedAt, SupersededAt)
        SELECT @Other, ChildId, '2025-01-01', NULL, 'school', 'S-0780-1', 'school', RecordedAt, '2027-01-01 00:00:00.0000000+00:00' FROM Responsibility.Period WHERE ChildId = @Child AND RuleName = 'child-health-care'
        """, "2025-01-01: stored school S-0780-1 by school and child-health-care BVC-0780-1 by child-health-care at the same recorded time|2025-01-01: stored child-health-care BVC-0780-1 by child-health-care and school S-0780-1 by school at the same recorded time")]
    public async Task A_fault_in_the_register_is_named_by_child_and_day_and_by_nothing_personal(string corruption, string told)
    {
        await using var place = await Place.Make();
        var rows = await place.Responsibility.Write(db => db.Execute(corruption, new { place.Child, Other = Guid.CreateVersion7() }));

        var ran = await CommandLine.Run<VerifyVerb>(place.Town.Services);

        Assert.True(rows > 0, "The fault was not planted.");
        Assert.True(ran.Exit == 3, ran.All);
        Assert.Contains(place.Child.ToString(), ran.Out, StringComparison.Ordinal);
        Assert.True(told.Split('|').Any(text => ran.Out.Contains(text, StringComparison.Ordinal)), ran.Out);
        Assert.DoesNotContain(Number[..8], ran.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Barn ", ran.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM ChildHealthCare.Audit WHERE Seq = 2", "ChildHealthCare.Audit: row 2 of stripe", "is missing")]
    [InlineData("UPDATE ChildHealthCare.Audit SET Actor = 'someone else' WHERE Seq = 2", "ChildHealthCare.Audit: row 2 of stripe", "has been altered")]
    public async Task A_fault_in_the_access_log_is_named(string corruption, string where, string what)
    {
        await using var place = await Place.Make();
        var nurse = await place.Town.As("BVC-0780-1-staff");
        for (var i = 0; i < 3; i++)
            _ = (await nurse.Get($"/api/child-health-care/v1/children/{place.Child}")).Ok;
        await place.Town.Services.GetRequiredService<Stores>()[place.Town.Services.GetRequiredService<ModuleList>()["ChildHealthCare"]].Write(db => db.Execute(corruption), default);

        var ran = await CommandLine.Run<VerifyVerb>(place.Town.Services);

        Assert.True(ran.Exit == 3, ran.All);
        Assert.Contains(where, ran.Out, StringComparison.Ordinal);
        Assert.Contains(what, ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parked_event_is_told_and_fails_nothing()
    {
        await using var place = await Place.Make();
        await place.Responsibility.Write(db => db.Insert("Outbox", ["EventId", "Handler", "OrderKey", "Seq", "EventType", "Payload", "RecordedAt", "Attempts", "NotBefore", "ParkedAt"],
            [[Guid.CreateVersion7(), "School.Nobody", "k", 1, "ResponsibilityTransferred", "{}", Clock.StartOf(Town.FirstDay), 10, Clock.StartOf(Town.FirstDay), Clock.StartOf(Town.FirstDay)]]).ContinueWith(_ => 0));

        var ran = await CommandLine.Run<VerifyVerb>(place.Town.Services);

        Assert.True(ran.Exit == 0, ran.All);
        Assert.Contains("parked: Responsibility: 1 ResponsibilityTransferred for School.Nobody", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_are_bad_usage()
    {
        await using var place = await Place.Make();
        Assert.Equal(2, (await CommandLine.Run<VerifyVerb>(place.Town.Services, "--all")).Exit);
    }

    /// <summary>A town of its own for each fault, with one child that child health care holds and one that has moved.</summary>
    private sealed class Place(Town town, Guid child) : IAsyncDisposable
    {
        public Town Town => town;

        public Guid Child => child;

        public StoreOf<Register> Responsibility => town.Services.GetRequiredService<StoreOf<Register>>();

        public static async Task<Place> Make()
        {
            var town = new Town();
            await town.InitializeAsync();
            await town.Resident("201903042386", "2019-03-04", "0761");
            return new Place(town, await town.Resident(Number, "2024-01-15"));
        }

        public async ValueTask DisposeAsync() => await ((IAsyncLifetime)town).DisposeAsync();
    }
}
