using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

/// <summary>What staff decide about cases and how they hand them over, in the words of the model.</summary>
internal static class Cases
{
    public static readonly object Questions = new
    {
        kind = "hand-over",
        motivation = "Behovet är ett annat än vårt.",
        canWeMeetTheNeed = "Nej, det krävs en utredning.",
        isEverythingExhausted = "Ja, samtal och hembesök.",
        whoMustAct = "Socialtjänsten ensam.",
    };

    public static object Decision(string kind, string until = "2026-05-01") => kind switch
    {
        "own" => new { kind, motivation = "Vi kan möta behovet.", measures = new[] { new { what = "Samtal varje vecka", until, responsible = "kuratorn" } } },
        "no-need" => new { kind, motivation = "Inget behov funnet." },
        _ => new { kind, motivation = "Fler måste agera.", canWeMeetTheNeed = "Nej.", isEverythingExhausted = "Ja.", whoMustAct = "Flera." },
    };

    public static object Offer(string toUnitId = "SOC-0780-1", string ground = "consent", string? consentText = "Båda vårdnadshavarna, muntligt, 2 mars.") => new
    {
        toUnitId,
        message = "Barnet behöver en kontaktfamilj.",
        checklist = new[] { new { item = "Familjen är informerad", isDone = true } },
        takes = new { concern = true, analysis = false, decision = true },
        ground,
        consentText,
    };

    public static string Api(string person) => $"/api/{TownPlan.OrganisationOf(person)}/v1";

    /// <summary>Does something with a case a second later, and lets the house tell it.</summary>
    public static async Task<Answer> Work(this Town town, string person, Guid caseId, string step, object? body)
    {
        town.MoveClock(TimeSpan.FromSeconds(1));
        var answer = await (await town.As(person)).Post($"{Api(person)}/cases/{caseId}/{step}", body);
        await town.DeliverEvents();
        return answer;
    }

    public static async Task<JsonNode> Read(this Town town, string person, string url) => (await (await town.As(person)).Get($"{Api(person)}/{url}")).Ok;

    public static async Task<string> StateOf(this Town town, string person, Guid caseId) => (await town.Read(person, $"cases/{caseId}"))["state"]!.GetValue<string>();

    /// <summary>A case of the unit that is decided for another and offered to it; returns the hand-over's id.</summary>
    public static async Task<Guid> Offered(this Town town, string person, Guid caseId, object? offer = null)
    {
        (await town.Work(person, caseId, "decisions", Questions)).Expect(HttpStatusCode.Created);
        return (await town.Work(person, caseId, "hand-overs", offer ?? Offer())).Created["handOverId"]!.GetValue<Guid>();
    }

    public static async Task<Answer> Answer(this Town town, string person, string giver, Guid offerId, string answer, object? body = null)
    {
        var told = await (await town.As(person)).Post($"{Api(person)}/offers/{giver}/{offerId}/{answer}", body);
        await town.DeliverEvents();
        return told;
    }

    /// <summary>One member of every item of a list, in a row: <c>a,b,c</c>.</summary>
    public static string Row(this JsonNode list, string member) => string.Join(',', list.AsArray().Select(item => item![member]!.GetValue<string>()));

    /// <summary>The clocks that run for a case, by name.</summary>
    public static string Clocks(this JsonNode file) => file["clocks"]!.Row("clock");

    public static string Chronology(this JsonNode file) => file["chronology"]!.Row("kind");

    /// <summary>Rows of a module's store, each as one text.</summary>
    public static Task<IReadOnlyList<string>> Rows(this Town town, string slug, string sql, object? args = null) =>
        town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>().All.Single(m => m.Slug == slug)].Read<IReadOnlyList<string>>(async db =>
            [.. (await db.Query<dynamic>(sql, args)).Select(row => string.Join('|', ((IDictionary<string, object>)row).Values))], default);
}
