using System.Text.Json.Nodes;
using Kronobarn.Collaboration;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Collaborations;

/// <summary>What staff and families do with consent, in the words of the model. The asker is the holder's nurse where nothing else is said.</summary>
internal static class Consents
{
    public const string Nurse = "BVC-0780-1-staff";
    public const string Head = "BVC-0780-1-head";
    public const string Api = "/api/collaboration/v1";
    public const string Home = "/api/family/v1";

    public static object Question(string until = "2026-09-01", Guid? renews = null, object? notAsked = null, object? lines = null, string purpose = "Ett samverkansmöte om barnets språk.", string? exceptions = null) =>
        new { purpose, until, lines = lines ?? Lines("BVC-0780-1", "F-0780-1", "concern", "plan"), exceptions, renews, notAsked };

    public static object Lines(string from, string to, params string[] categories) => new[] { new { from = new[] { from }, to = new[] { to }, categories } };

    public static async Task<Guid> Ask(this Town town, Guid child, object? question = null, string person = Nurse) =>
        (await town.TryAsk(child, question, person)).Created["formId"]!.GetValue<Guid>();

    public static async Task<Answer> TryAsk(this Town town, Guid child, object? question = null, string person = Nurse) =>
        await (await town.As(person)).Post($"{Api}/children/{child}/consent-forms", question ?? Question());

    public static async Task<JsonNode> Asked(this Town town, Guid child, string person = Nurse) => (await (await town.As(person)).Get($"{Api}/children/{child}/consent-forms")).Ok;

    public static async Task<JsonNode> Form(this Town town, Guid child, Guid form, string person = Nurse) =>
        (await town.Asked(child, person))["forms"]!.AsArray().Single(f => f!["formId"]!.GetValue<Guid>() == form)!;

    /// <summary>The id of the consent that this form asks of the one with this number.</summary>
    public static async Task<Guid> ConsentOf(this Town town, Guid child, Guid form, string number)
    {
        var member = await town.Member(child, number);
        return (await town.Form(child, form))["answers"]!.AsArray().Single(a => a!["person"]!["memberId"]!.GetValue<Guid>() == member)!["consentId"]!.GetValue<Guid>();
    }

    /// <summary>Somebody of the family answers on its own page.</summary>
    public static async Task<Answer> Says(this Town town, string number, Guid child, Guid form, string answer, params (string Unit, string Category)[] heldBack) =>
        await (await town.As(number)).Post($"{Home}/consents/{await town.ConsentOf(child, form, number)}/answers",
            new { answer, heldBack = heldBack.Select(h => new { toUnitId = h.Unit, category = h.Category }) });

    public static async Task<Answer> TakesBack(this Town town, string number, Guid child, Guid form) =>
        await (await town.As(number)).Post($"{Home}/consents/{await town.ConsentOf(child, form, number)}/withdrawals", null);

    /// <summary>Staff note what somebody has said or signed.</summary>
    public static async Task<Answer> Notes(this Town town, string person, Guid consent, object note) => await (await town.As(person)).Post($"{Api}/consents/{consent}/answers", note);

    public static async Task<Answer> Judges(this Town town, Guid child, string word) =>
        await (await town.As(Nurse)).Post($"{Api}/children/{child}/maturity-judgements", new { word, reasons = "Förstår vad frågan gäller och vad svaret leder till." });

    /// <summary>Whether one unit may have something of another today, and the consent or ground that lets it.</summary>
    public static async Task<Guid?> Covered(this Town town, Guid child, string from = "BVC-0780-1", string to = "F-0780-1", string category = "plan")
    {
        var givers = town.Services.GetRequiredService<Givers>();
        return await town.Store().Read(async db => (await givers.Coverage(db, child, default)).Of(from, to, category)?.Id, default);
    }

    public static Store Store(this Town town) => town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Collaboration"]];

    /// <summary>The rows of the access log about a child: action, ground and outcome.</summary>
    public static Task<List<string>> Logged(this Town town, string slice, Guid child) => town.Store().Read<List<string>>(async db =>
        [.. (await db.Query<dynamic>("SELECT Action, Ground, Outcome FROM Collaboration.Audit WHERE Slice = @slice AND SubjectId = @child ORDER BY At, Seq", new { slice, child }))
            .Select(row => string.Join('|', ((IDictionary<string, object>)row).Values))], default);

    /// <summary>By an agreed exception the nurse's unit holds the child, whatever its age.</summary>
    public static Task HeldByNurse(this Town town, Guid child)
    {
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("exception", "responsibility", "e1", new FactContent
        {
            Organisation = "child-health-care",
            UnitId = "BVC-0780-1",
            FromDate = Town.FirstDay.AddMonths(-1),
            Reason = "Avtalat.",
        }));
        return town.Change(change);
    }
}
