using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Responsibility.Contracts;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Collaborations;
using Kronobarn.Tests.Pages;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Tests.Rights;

public sealed class RetentionTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Head = "BVC-0780-1-head";
    private const string Care = "child-health-care";

    private static readonly string[] CaseTables =
    [
        "CaseFile", "CaseEvent", "Note", "NoteVersion", "SourceAsked", "SourceAnswer", "Analysis", "AnalysisView", "AnalysisSide", "AnalysisAnswer", "CaseDecision", "CaseMeasure", "HandOver", "Offer", "Disclosure",
        "ReceivedParcel", "CaseDelegation", "Concern", "Receipt", "Outbox", "OutboxPart", "Idempotency", "ErasureItem", "Tombstone",
    ];

    [Fact]
    public async Task What_a_preview_lists_is_erased_to_the_last_row_and_leaves_a_tombstone_and_a_row_in_the_log()
    {
        var child = await town.Resident("201901012391", "2019-01-01");
        var (file, other) = (await ClosedCase("201901012391", "Kanarie ett"), await ClosedCaseAt("BVC-0780-2", "Kanarie hos grannen"));
        Assert.NotEmpty(await town.TablesWith(Care, CaseTables, "Kanarie ett"));
        await Age(Care, file, "2015-01-01");
        await Age(Care, other, "2015-01-01");

        var (preview, items) = await Preview(Head);
        var mine = items.Single(i => i.Id == file);
        Assert.Equal(("closed-case", "2025-01-01", "child-health-care:closed-case 10 years"), (mine.Kind, mine.DueOn, mine.Rule));
        Assert.DoesNotContain(items, i => i.Id == other);
        Assert.DoesNotContain(child.ToString(), (await List(Head, preview)).Body, StringComparison.Ordinal);
        var erased = (await Erase(Head, preview)).Ok;

        Assert.Equal(items.Count, erased["count"]!.GetValue<int>());
        Assert.Empty(await town.TablesWith(Care, CaseTables, "Kanarie ett"));
        Assert.Equal("CaseFile,Note", string.Join(',', await town.TablesWith(Care, CaseTables, "Kanarie hos grannen")));
        Assert.Empty(await town.Rows(Care, "SELECT CaseId FROM {Module}.CaseFile WHERE CaseId = @file", new { file }));
        Assert.Equal([$"closed-case|BVC-0780-1|{Head}|Gallringen i mars."],
            await town.Rows(Care, "SELECT Kind, UnitId, ErasedBy, Reason FROM {Module}.Tombstone WHERE RecordId = @file AND SubjectId = @child", new { file, child }));
        Assert.Equal(["changed|done"], await town.Rows(Care, "SELECT Action, Outcome FROM {Module}.Audit WHERE Slice = 'EraseRecords' AND SubjectId = @child", new { child }));
        Assert.Equal("preview-used", (await Erase(Head, preview)).Code());
    }

    [Fact]
    public async Task What_has_changed_since_the_preview_is_left_and_told()
    {
        await town.Resident("201901022382", "2019-01-02");
        await town.Resident("201901032399", "2019-01-03");
        var (reopened, changed) = (await ClosedCase("201901022382", "Kanarie två"), await ClosedCase("201901032399", "Kanarie tre"));
        await Age(Care, reopened, "2015-01-01");
        await Age(Care, changed, "2015-01-01");
        var (preview, _) = await Preview(Head);
        await town.HasCome(Nurse, reopened, "gathering");
        await town.Change(Care, "UPDATE {Module}.CaseFile SET Version = Version + 1 WHERE CaseId = @changed", new { changed });

        var erased = (await Erase(Head, preview)).Ok;

        Assert.True(erased["left"]!.GetValue<int>() >= 2);
        var after = (await List(Head, preview)).Ok["items"]!.AsArray();
        Assert.All((Guid[])[reopened, changed], id => Assert.Equal("left", after.Single(i => i!["recordId"]!.GetValue<Guid>() == id)!["outcome"]!.GetValue<string>()));
        Assert.Contains("Note", await town.TablesWith(Care, CaseTables, "Kanarie två"), StringComparer.Ordinal);
        Assert.Contains("Note", await town.TablesWith(Care, CaseTables, "Kanarie tre"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Nothing_open_and_nothing_too_young_is_listed_and_no_other_head_uses_the_preview()
    {
        await town.Resident("201901042380", "2019-01-04");
        await town.Resident("201901052397", "2019-01-05");
        await town.Resident("201901062388", "2019-01-06");
        var (young, open, due) = (await ClosedCase("201901042380", "Kanarie fyra"), await town.OpenCase(Nurse, "201901052397"), await ClosedCase("201901062388", "Kanarie sex"));
        // One day too young, and one that is due today.
        await Age(Care, young, "2016-03-03");
        await Age(Care, due, "2016-03-02");

        var (preview, items) = await Preview(Head);

        Assert.DoesNotContain(items, i => i.Id == young || i.Id == open);
        Assert.Contains(items, i => i.Id == due);
        Assert.Equal(HttpStatusCode.NotFound, (await Erase("BVC-0780-2-head", preview)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Erase(Nurse, preview)).Status);
    }

    [Fact]
    public async Task Closed_plans_old_consents_and_held_meetings_go_with_their_owners_rule_and_another_units_stay()
    {
        var table = await PlanTable.Lay(town, "201901072395", ["198501012382"], "F-0780-1");
        _ = await table.Write("F-0780-1", new { background = new { text = "Kanarie i planen" } });
        _ = (await (await town.As(Head)).Post($"{table.Url}/corrections", new { text = "Kanarie i rättelsen" })).Created;
        await town.Change("collaboration", "UPDATE Collaboration.ChildPlan SET State = 'closed', ClosedAt = @at WHERE PlanId = @Plan", new { at = At("2015-01-01"), table.Plan });
        await town.Change("collaboration", "UPDATE Collaboration.ConsentForm SET UntilDate = @until, Purpose = 'Kanarie i samtycket' WHERE FormId = @Form", new { until = new DateOnly(2015, 1, 1), table.Form });
        string[] tables = ["ChildPlan", "PlanPart", "PlanPartVersion", "PlanCorrection", "ConsentForm", "Consent"];
        Assert.NotEmpty(await town.TablesWith("collaboration", tables, "Kanarie"));

        var url = $"{PlanTable.Api}/erasures";
        var others = (await (await town.As("F-0780-1-head")).Post($"{url}/previews", null)).Created;
        var mine = (await (await town.As(Head)).Post($"{url}/previews", null)).Created;
        Assert.Equal((0, "closed-plan,consent"), (others["total"]!.GetValue<int>(), mine["kinds"]!.Row("kind")));
        _ = (await (await town.As(Head)).Post(url, new { previewId = mine["previewId"]!.GetValue<Guid>(), reason = "Gallringen i mars." })).Ok;

        Assert.Empty(await town.TablesWith("collaboration", tables, "Kanarie"));
        Assert.Equal(["changed"], await town.Rows("collaboration", "SELECT Action FROM Collaboration.Audit WHERE Slice = 'EraseRecords' AND SubjectId = @Child", new { table.Child }));
        Assert.Equal(["closed-plan", "consent"], await town.Rows("collaboration", "SELECT Kind FROM Collaboration.Tombstone WHERE SubjectId = @Child ORDER BY Kind", new { table.Child }));
    }

    [Fact]
    public async Task A_report_on_which_nothing_was_opened_goes_after_thirty_years_and_one_under_investigation_stays()
    {
        string[] columns = ["ReportId", "UnitId", "IsProtected", "About", "Body", "Urgency", "ReporterKind", "RaisedAt", "ReceivedAt", "State", "ProtectionDueOn", "DecisionDueOn", "DecidedAt"];
        var (at, day) = (At("1996-03-02"), new DateOnly(1996, 3, 2));
        foreach (var (state, text) in ((string, string)[])[("no-investigation", "Kanarie utan utredning"), ("investigation", "Kanarie med utredning")])
            await town.Put("social-services", "Report", columns, [Guid.CreateVersion7(), "SOC-0780-1", false, "child", text, "normal", "staff", at, at, state, day, day, at]);
        await town.Put("social-services", "Report", columns, [Guid.CreateVersion7(), "SOC-0780-1", false, "child", "Kanarie ung", "normal", "staff", at, at, "no-investigation", day, day, at.AddDays(1)]);

        var (preview, items) = await Preview("SOC-0780-1-head");
        Assert.Equal("social-services:closed-concern 30 years", items.Single().Rule);
        _ = (await Erase("SOC-0780-1-head", preview)).Ok;

        Assert.Empty(await town.TablesWith("social-services", ["Report"], "Kanarie utan utredning"));
        Assert.Equal(["Report"], await town.TablesWith("social-services", ["Report"], "Kanarie med utredning"));
        Assert.Equal(["Report"], await town.TablesWith("social-services", ["Report"], "Kanarie ung"));
    }

    [Fact]
    public async Task On_the_pages_a_head_sees_how_much_is_due_says_why_and_only_then_is_it_gone()
    {
        await town.Resident("201901082386", "2019-01-08");
        await Age(Care, await ClosedCase("201901082386", "Kanarie på sidan"), "2015-01-01");
        var table = await PlanTable.Lay(town, "201901092393", ["198501022387"], "F-0780-1");
        _ = await table.Write("F-0780-1", new { background = new { text = "Kanarie på plansidan" } });
        await town.Change("collaboration", "UPDATE Collaboration.ChildPlan SET State = 'closed', ClosedAt = @at WHERE PlanId = @Plan", new { at = At("2015-01-01"), table.Plan });
        var head = await PageReader.At(town).AsStaff(Head);
        foreach (var (page, store, canary) in ((string, string, string)[])[("/arbete/enheten/gallring", Care, "Kanarie på sidan"), ("/arbete/enheten/gallring/tillsammans", "collaboration", "Kanarie på plansidan")])
        {
            string[] tables = store == Care ? CaseTables : ["PlanPart", "PlanPartVersion"];
            Assert.NotEmpty(await town.TablesWith(store, tables, canary));
            var proposal = (await head.Send(page, "propose")).To!.ToString();
            var (_, listed, _) = await head.Get(proposal);
            Assert.Contains("Förslaget", listed, StringComparison.Ordinal);
            Assert.DoesNotContain("Kanarie", listed, StringComparison.Ordinal);

            var unsaid = await head.Send(proposal, "erase", ("reason", " "));
            Assert.Equal(HttpStatusCode.BadRequest, unsaid.Status);
            Assert.Contains("reason-error", unsaid.Text, StringComparison.Ordinal);
            Assert.NotEmpty(await town.TablesWith(store, tables, canary));

            var erased = await head.Send(proposal, "erase", ("reason", "Årlig gallring enligt vårt beslut."));
            Assert.Equal((HttpStatusCode.SeeOther, proposal), (erased.Status, erased.To!.ToString()));
            Assert.Empty(await town.TablesWith(store, tables, canary));
            Assert.Contains("Borttagna", (await head.Get(proposal)).Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await (await PageReader.At(town).AsStaff(Nurse)).Get("/arbete/enheten/gallring")).Status);
    }

    [Fact]
    public void Social_services_keep_concern_files_longer_by_the_bill_that_proposes_it()
    {
        var rules = new RetentionRules(new ConfigurationBuilder().Build());
        Assert.Equal(30, rules["social-services", "closed-concern"].Years);
        Assert.Contains("2025/26:12", rules["social-services", "closed-case"].Source, StringComparison.Ordinal);
        Assert.Equal(10, rules["child-health-care", "closed-case"].Years);
    }

    [Theory]
    [InlineData("school:closed-case:Years", "0", "Kronobarn:Retention:school:closed-case:Years")]
    [InlineData("school:closed-case:Years", "tio", "Kronobarn:Retention:school:closed-case:Years")]
    [InlineData("school:closed-file:Years", "5", "Kronobarn:Retention:school:closed-file")]
    [InlineData("skola:closed-case:Years", "5", "Kronobarn:Retention:skola")]
    [InlineData("school:closed-case:Days", "5", "Kronobarn:Retention:school:closed-case:Days")]
    public void A_wrong_setting_stops_the_start_and_is_named(string key, string value, string named)
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => Rules((key, value), ("school:closed-case:Source", "Beslut 2026-01-01")));
        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_without_its_source_stops_the_start_and_one_that_keeps_lets_nothing_go()
    {
        Assert.Contains("Kronobarn:Retention:school:receipt:Source", Assert.Throws<InvalidOperationException>(() => Rules(("school:receipt:Years", "5"))).Message, StringComparison.Ordinal);
        Assert.Null(Rules(("school:receipt:Years", "keep"), ("school:receipt:Source", "Beslut 2026-01-01"))["school", "receipt"].DueAfter(new DateOnly(1900, 1, 1)));
    }

    private static RetentionRules Rules(params (string Key, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => $"Kronobarn:Retention:{s.Key}", s => (string?)s.Value, StringComparer.Ordinal)).Build());

    private static DateTimeOffset At(string day) => Kronobarn.Kernel.Clock.StartOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).AddHours(12);

    private async Task<Guid> ClosedCase(string number, string canary)
    {
        var file = await town.OpenCase(Nurse, number);
        _ = (await town.Add(Nurse, file, "notes", new { text = $"{canary}, först" })).Created;
        var note = (await town.Add(Nurse, file, "notes", new { text = $"{canary}, en till" })).Created["noteId"]!.GetValue<Guid>();
        _ = (await town.Change(Nurse, file, $"notes/{note}", new { text = $"{canary}, ändrad" }, "\"1\"")).Ok;
        _ = (await town.Add(Nurse, file, "events", new { on = "2026-03-01", text = $"{canary}, händelsen" })).Created;
        var source = (await town.Add(Nurse, file, "sources", new { question = $"{canary}, frågan", ground = "own-organisation", words = "Läkaren" })).Created["sourceId"]!.GetValue<Guid>();
        _ = (await town.Add(Nurse, file, $"sources/{source}/answers", new { on = "2026-03-01", text = $"{canary}, svaret" })).Created;
        _ = (await town.Add(Nurse, file, "analyses", new { basedOn = 0, views = new[] { new { spoke = "safe", voice = "child", strengths = $"{canary}, styrkan" } }, summary = $"{canary}, analysen" })).Created;
        _ = (await town.Work(Nurse, file, "decisions", new { kind = "no-need", motivation = $"{canary}, skälet" })).Created;
        return file;
    }

    private async Task<Guid> ClosedCaseAt(string unit, string canary)
    {
        var (file, at) = (Guid.CreateVersion7(), At("2026-01-01"));
        await town.Put(Care, "CaseFile", ["CaseId", "ChildId", "UnitId", "IsProtected", "State", "Origin", "OpenedAt", "ClosedAt", "Outcome", "Version"], [file, Guid.CreateVersion7(), unit, false, "closed", "concern", at, at, canary, 1]);
        await town.Put(Care, "Note", ["NoteId", "CaseId", "AuthorId", "Body", "Version", "WrittenAt", "ChangedBy", "ChangedAt"], [Guid.CreateVersion7(), file, "x", canary, 1, at, "x", at]);
        return file;
    }

    /// <summary>The case was closed long ago.</summary>
    private Task Age(string slug, Guid file, string day) => town.Change(slug, "UPDATE {Module}.CaseFile SET ClosedAt = @at WHERE CaseId = @file", new { at = At(day), file });

    private async Task<(Guid Preview, List<(string Kind, Guid Id, string DueOn, string Rule)> Items)> Preview(string head)
    {
        var preview = (await (await town.As(head)).Post($"{Cases.Api(head)}/erasures/previews", null)).Created["previewId"]!.GetValue<Guid>();
        return (preview, [.. (await List(head, preview)).Ok["items"]!.AsArray().Select(i => (Word(i, "kind"), i!["recordId"]!.GetValue<Guid>(), Word(i, "dueOn"), Word(i, "rule")))]);

        static string Word(JsonNode? item, string member) => item![member]!.GetValue<string>();
    }

    private Task<Answer> List(string head, Guid preview) => town.Get(head, $"{Cases.Api(head)}/erasures/previews/{preview}");

    private async Task<Answer> Erase(string head, Guid previewId) => await (await town.As(head)).Post($"{Cases.Api(head)}/erasures", new { previewId, reason = "Gallringen i mars." });
}

/// <summary>A town of its own: the clock goes a week ahead.</summary>
public sealed class OldPreviewTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_preview_that_is_more_than_seven_days_old_erases_nothing()
    {
        var head = await town.As("BVC-0780-1-head");
        var previewId = (await head.Post("/api/child-health-care/v1/erasures/previews", null)).Created["previewId"]!.GetValue<Guid>();
        town.MoveClock(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));

        // Signed in anew: the first sign-in has run out.
        Assert.Equal("preview-too-old", (await (await town.As("BVC-0780-1-head")).Post("/api/child-health-care/v1/erasures", new { previewId, reason = "Gallringen i mars." })).Code());
    }
}
