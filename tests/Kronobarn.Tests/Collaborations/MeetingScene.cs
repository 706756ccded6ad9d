using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Collaborations;

/// <summary>What is said and done around a samverkansmöte, over HTTP. The child's holder, BVC-0780-1, calls; the school S-0780-1 is invited.</summary>
internal static class MeetingScene
{
    public const string Nurse = "BVC-0780-1-staff";
    public const string Teacher = "S-0780-1-staff";
    public const string Api = "/api/collaboration/v1";
    public const string FamilyApi = "/api/family/v1";

    public const string Purpose = "Kanariefågelns skolgång";
    public const string Place = "Näktergalsvägen 7";
    public const string Link = "https://video.kanarie.example/rum/koltrast";

    /// <summary>One unit may have these categories of another; asked by the holder and given by each of the guardians on their own page.</summary>
    /// <returns>Each guardian's consent, by number.</returns>
    public static async Task<Dictionary<string, Guid>> Consented(this Town town, Guid child, string[] guardians, string from, string to, params string[] categories)
    {
        var asked = (await (await town.As(Nurse)).Post($"{Api}/children/{child}/consent-forms", new
        {
            purpose = "Att prata om skolgången tillsammans.",
            until = town.Today.AddMonths(6),
            lines = new[] { new { from = new[] { from }, to = new[] { to }, categories } },
        })).Created["asked"]!.AsArray();
        var given = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var number in guardians)
        {
            var member = await town.Member(child, number);
            given[number] = asked.Single(a => a!["memberId"]!.GetValue<Guid>() == member)!["consentId"]!.GetValue<Guid>();
            _ = (await (await town.As(number)).Post($"{FamilyApi}/consents/{given[number]}/answers", new { answer = "given" })).Ok;
        }

        return given;
    }

    public static async Task Withdraw(this Town town, string guardian, Guid consent) => _ = (await (await town.As(guardian)).Post($"{FamilyApi}/consents/{consent}/withdrawals", new { })).Ok;

    /// <summary>An invitation with a canary in every word that may not travel.</summary>
    public static JsonObject Invitation(DateTimeOffset startsAt, string[]? units = null, Guid[]? guardians = null, bool child = false) => new()
    {
        ["purpose"] = Purpose,
        ["startsAt"] = startsAt.UtcDateTime,
        ["endsAt"] = startsAt.AddHours(1).UtcDateTime,
        ["units"] = new JsonArray([.. (units ?? []).Select(u => (JsonNode?)u)]),
        ["guardians"] = new JsonArray([.. (guardians ?? []).Select(g => (JsonNode?)g)]),
        ["isChildInvited"] = child,
        ["childNotInvitedBecause"] = child ? null : "Orkar inte just nu.",
        ["agenda"] = "Steglitsan först.",
        ["wishedParticipants"] = "Mormor Gärdsmyg",
        ["place"] = Place,
        ["videoLink"] = Link,
    };

    public static DateTimeOffset In(this Town town, double days) => town.Services.GetRequiredService<Clock>().Now.AddDays(days);

    public static async Task<Answer> TryCall(this Town town, Guid child, JsonObject invitation, string person = Nurse) => await (await town.As(person)).Post($"{Api}/children/{child}/meetings", invitation);

    public static async Task<Guid> Called(this Town town, Guid child, JsonObject invitation, string person = Nurse) => (await town.TryCall(child, invitation, person)).Created["meetingId"]!.GetValue<Guid>();

    public static async Task<Answer> Get(this Town town, string person, string path) => await (await town.As(person)).Get(path);

    public static async Task<Answer> Meeting(this Town town, string person, Guid meeting) => await town.Get(person, $"{Api}/meetings/{meeting}");

    public static async Task<Answer> Do(this Town town, string person, Guid meeting, string step, object body)
    {
        var url = $"{(char.IsAsciiDigit(person[0]) ? FamilyApi : Api)}/meetings/{meeting}/{step}";
        var signedIn = await town.As(person);
        var answer = step == "view" ? await signedIn.Put(url, body, "\"1\"") : await signedIn.Post(url, body);
        await town.DeliverEvents();
        return answer;
    }

    /// <summary>A record that says that everybody was there but the child, whose words were read.</summary>
    public static async Task<JsonObject> Record(this Town town, Guid meeting, string childPart = "own-words-read", string outcome = "plan") => new()
    {
        ["attendance"] = new JsonArray([.. (await town.Meeting(Nurse, meeting)).Ok["invitees"]!.AsArray().Select(i => (JsonNode?)new JsonObject
        {
            ["inviteeId"] = i!["inviteeId"]!.GetValue<Guid>(),
            ["how"] = i["kind"]!.GetValue<string>() == "child" ? "absent" : "present",
        })]),
        ["childPart"] = new JsonObject { ["how"] = childPart, ["text"] = "Vill ha en vuxen på rasten." },
        ["outcome"] = outcome,
        ["outcomeText"] = "Fler behöver göra något.",
    };

    /// <summary>Called for an hour from now, begun, and recorded.</summary>
    public static async Task Held(this Town town, Guid meeting)
    {
        town.MoveClock(TimeSpan.FromHours(2));
        _ = (await town.Do(Nurse, meeting, "records", await town.Record(meeting))).Ok;
    }

    public static string Code(this Answer answer, HttpStatusCode status = HttpStatusCode.Conflict) => answer.Expect(status)["code"]!.GetValue<string>();

    public static Task<List<string>> Audited(this Town town, string sql, object args) =>
        town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Collaboration"]].Read(async db =>
            (await db.Query<dynamic>(sql, args)).ConvertAll(row => string.Join('|', ((IDictionary<string, object>)row).Values)), default);
}
