using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Kronobarn.Tests.MaternalCares;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Responsibility;

/// <summary>Records that arrive before the child that they speak of.</summary>
public sealed class WaitingRecordTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_move_and_a_listing_wait_and_are_taken_once_when_the_birth_arrives()
    {
        const string Number = "201601012394";
        var bystander = await town.Resident("201601042383", "2016-01-04");
        var before = await Facts();
        var early = await town.Population(Move("mv-1", Number, "0761", "2024-05-01"));
        await town.Health(Listing("ls-1", Number, "BVC-0761-2", "2024-05-02"));
        Assert.Equal((1, 0, 0), (early.Waiting, early.Rejections.Count, early.Changed));
        Assert.Equal(["listing ls-1", "move mv-1"], await Waiting("mv-1", "ls-1"));
        Assert.Equal(before, await Facts());

        // The same again, alone or among others, waits once and keeps its place.
        await town.Population(Move("mv-1", Number, "0761", "2024-05-01"), Move("mv-other", "201601072398", "0761", "2024-05-01"));
        Assert.Equal(["move mv-1"], await Waiting("mv-1"));

        await town.Population(Birth("bi-1", Number, "2016-01-01"));

        Assert.Empty(await Waiting("mv-1", "ls-1"));
        Assert.Equal(["move mv-other"], await Waiting("mv-other"));
        var child = await ChildWith(Number);
        Assert.Equal("holder", (await (await town.As("BVC-0761-2-staff")).Get($"/api/child-health-care/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
        Assert.Equal(1, await Told(child));
        var taken = await Facts();
        Assert.Equal(4, taken.Count(f => f.StartsWith(child.ToString(), StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(before, taken.Where(f => !f.StartsWith(child.ToString(), StringComparison.OrdinalIgnoreCase)), StringComparer.Ordinal);
        Assert.Contains(before, f => f.StartsWith(bystander.ToString(), StringComparison.OrdinalIgnoreCase));

        // What has been taken is known: neither feed brings anything new.
        Assert.Equal(0, (await town.Population(Move("mv-1", Number, "0761", "2024-05-01"), Birth("bi-1", Number, "2016-01-01"))).Changed);
        Assert.Equal(0, (await town.Health(Listing("ls-1", Number, "BVC-0761-2", "2024-05-02"), Listing("ls-none", "201601102385", "BVC-0761-2", "2024-05-02"))).Changed);
        Assert.Equal(taken, await Facts());
    }

    [Fact]
    public async Task A_child_that_the_clinic_makes_known_takes_its_records_along()
    {
        const string Number = "20260302TF77";
        await town.Health(Listing("ls-r", Number, "BVC-0780-2", "2026-03-02"));
        Assert.Equal(["listing ls-r"], await Waiting("ls-r"));
        var midwife = await town.As("MVC-0780-1-staff");
        var child = Registration.Only(await town.Registered(midwife, "198601022398"));
        (await midwife.Post(Registration.Births, new { childId = child, birthDate = "2026-03-02", reserveNumber = Number })).Expect(System.Net.HttpStatusCode.NoContent);
        await town.DeliverEvents();

        Assert.Empty(await Waiting("ls-r"));
        Assert.Equal("holder", (await (await town.As("BVC-0780-2-staff")).Get($"/api/child-health-care/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_highest_edition_waits_and_one_that_is_taken_back_waits_no_more()
    {
        const string Number = "201601132390";
        await town.Population(Move("rv-1", Number, "0761", "2024-07-01", revision: 2), Move("rv-2", Number, "0761", "2024-06-01"), Move("rv-3", Number, "0761", "2024-08-01"));
        await town.Population(Move("rv-1", Number, "0780", "2024-05-01"), """{"type":"withdraw","id":"rv-2"}""");
        Assert.Equal(["move rv-1", "move rv-3"], await Waiting("rv-1", "rv-2", "rv-3"));
        await town.Population(Birth("rv-b", Number, "2016-01-13"), Move("rv-3", Number, "0761", "2024-09-01", revision: 2));
        Assert.Empty(await Waiting("rv-1", "rv-2", "rv-3"));
        Assert.Equal(["birth 2016-01-13", "residence 2016-01-13", "residence 2024-07-01", "residence 2024-09-01"], await FactsOf(await ChildWith(Number)));
    }

    [Fact]
    public async Task A_protection_waits_for_a_child_and_for_a_guardian()
    {
        const string Number = "201601162389";
        await town.Population(Protection("pr-c", Number), Protection("pr-g", "198701022397"));
        await town.Population(Birth("pr-b", Number, "2016-01-16", guardian: "198701022397"));
        Assert.Empty(await Waiting("pr-c", "pr-g"));
        var child = await ChildWith(Number);
        Assert.Equal("skyddad-folkbokforing", await Text("SELECT Protection FROM Responsibility.Child WHERE ChildId = @child", child));
        Assert.Equal("skyddad-folkbokforing", await Text("SELECT Protection FROM Responsibility.Guardian WHERE ChildId = @child", child));
    }

    [Fact]
    public async Task A_death_whose_child_never_comes_stays_listed_masked_and_a_malformed_record_is_rejected()
    {
        var outcome = await town.Population(Death("death-201601192394", "201601192394"), Death("d-bad", "201601192395"));
        Assert.Equal("d-bad", Assert.Single(outcome.Rejections).RecordId);
        await town.Population(Birth("d-b", "201601222381", "2016-01-22"));

        var admin = await town.As("it-admin-0780");
        var listed = (await admin.Get("/api/responsibility/v1/waiting-records?limit=100")).Ok["records"]!.AsArray().Single(r => r!["type"]!.GetValue<string>() == "death")!;
        Assert.Equal(("population", "no such child in the register"), (listed["source"]!.GetValue<string>(), listed["reason"]!.GetValue<string>()));
        Assert.DoesNotContain("201601192394", listed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(Town.FirstDay, Clock.DayOf(listed["since"]!.GetValue<DateTimeOffset>()));
        var run = (await admin.Get("/api/responsibility/v1/feed-runs?limit=100")).Ok["runs"]!.AsArray().Single(r => r!["runId"]!.GetValue<Guid>() == outcome.RunId)!;
        Assert.Equal((1, 1), (run["waiting"]!.GetValue<int>(), run["rejected"]!.GetValue<int>()));
        (await (await town.As("S-0780-1-head")).Get("/api/responsibility/v1/waiting-records")).Expect(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_record_of_one_child_that_is_corrected_to_an_unknown_number_is_rejected_and_changes_nothing()
    {
        const string Number = "201601252396";
        await town.Population(Birth("co-b", Number, "2016-01-25"), Move("co-m", Number, "0761", "2024-05-01"));
        var before = await Facts();
        var outcome = await town.Population(Move("co-m", "201601282385", "0761", "2024-05-01", revision: 2));
        Assert.Equal((1, 0), (outcome.Rejections.Count, outcome.Waiting));
        Assert.Equal(before, await Facts());
    }

    private Task<List<string>> Facts() => Store.Read(async db => (await db.Query<Row>("SELECT ChildId, Kind, SourceKey, FromDate FROM Responsibility.Fact WHERE SupersededAt IS NULL ORDER BY ChildId, Kind, SourceKey"))
        .ConvertAll(f => $"{f.ChildId} {f.Kind} {f.SourceKey} {f.FromDate}"));

    private Task<List<string>> FactsOf(Guid child) => Store.Read(async db => (await db.Query<Row>("SELECT ChildId, Kind, SourceKey, FromDate FROM Responsibility.Fact WHERE SupersededAt IS NULL AND ChildId = @child ORDER BY Kind, FromDate", new { child }))
        .ConvertAll(f => $"{f.Kind} {f.FromDate:yyyy-MM-dd}"));

    private Task<Guid> ChildWith(string number) => Store.Read(async db => (await db.Query<Guid>("SELECT ChildId FROM Responsibility.ChildIdentity WHERE Number = @number", new { number })).Single());

    private Task<string> Text(string sql, Guid child) => Store.Read(async db => (await db.Query<string>(sql, new { child })).Single());

    /// <summary>How often anybody has been told that the child has another holder: once, if its first timeline was the right one.</summary>
    private Task<int> Told(Guid child) => Store.Read(db => db.Scalar<int>("SELECT COUNT(DISTINCT RecordedAt) FROM Responsibility.Period WHERE ChildId = @child", new { child }));

    private async Task<List<string>> Waiting(params string[] ids) =>
        [.. (await (await town.As("coordinator-0780")).Get("/api/responsibility/v1/waiting-records?limit=100")).Ok["records"]!.AsArray()
            .Where(r => ids.Contains(r!["recordId"]!.GetValue<string>(), StringComparer.Ordinal)).Select(r => $"{r!["type"]} {r["recordId"]}").Order(StringComparer.Ordinal)];

    private StoreOf<Register> Store => town.Services.GetRequiredService<StoreOf<Register>>();

    private static string Move(string id, string number, string to, string date, int revision = 1) =>
        $$"""{"type":"move","id":"{{id}}","revision":{{revision}},"personnummer":"{{number}}","municipality":"{{to}}","date":"{{date}}"}""";

    private static string Death(string id, string number) => $$"""{"type":"death","id":"{{id}}","personnummer":"{{number}}","date":"2026-01-01"}""";

    private static string Protection(string id, string number) => $$"""{"type":"protection","id":"{{id}}","personnummer":"{{number}}","level":"skyddad-folkbokforing","date":"2026-01-01"}""";

    private static string Listing(string id, string number, string unit, string from) => $$"""{"type":"listing","id":"{{id}}","personnummer":"{{number}}","unit":"{{unit}}","from":"{{from}}"}""";

    private static string Birth(string id, string number, string born, string? guardian = null)
    {
        var guardians = guardian is null ? "" : $$"""{"personnummer":"{{guardian}}","givenName":"Mia","familyName":"Ek"}""";
        return $$"""{"type":"birth","id":"{{id}}","personnummer":"{{number}}","givenName":"Bo","familyName":"Ek","birthDate":"{{born}}","municipality":"0780","guardians":[{{guardians}}]}""";
    }

    private sealed class Row
    {
        public required Guid ChildId { get; init; }
        public required string Kind { get; init; }
        public required string SourceKey { get; init; }
        public DateOnly? FromDate { get; init; }
    }
}
