using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Tests.Caseworks;

namespace Kronobarn.Tests.SocialServicesIntakes;

/// <summary>What social services do with reports (orosanmälningar), in the words of the intake.</summary>
internal static class Intakes
{
    public const string Worker = "SOC-0780-1-staff";
    public const string Head = "SOC-0780-1-head";
    private const string Api = "/api/social-services/v1";

    /// <summary>Staff answer yes to the question on harm; returns the report's id, which is the receipt's.</summary>
    public static Task<Guid> ReportHarm(this Town town, string identityNumber, string text = "Blåmärken på båda armarna.", string reporter = "POL-0780-1-staff") =>
        town.RaiseConcern(reporter, identityNumber, text, harm: true);

    /// <summary>The ids in one of the person's views of the intake.</summary>
    public static async Task<IReadOnlyList<Guid>> Intake(this Town town, string person, string view = "unit") =>
        [.. (await (await town.As(person)).Get($"{Api}/reports?view={view}&limit=100")).Ok["reports"]!.AsArray().Select(r => r!["reportId"]!.GetValue<Guid>())];

    public static async Task<Answer> GetReport(this Town town, string person, Guid report) => await (await town.As(person)).Get($"{Api}/reports/{report}");

    public static async Task<JsonNode> Report(this Town town, Guid report) => (await town.GetReport(Head, report)).Ok;

    /// <summary>Takes a step with a report, and lets the house tell it.</summary>
    public static async Task<Answer> Take(this Town town, Guid report, string step, object body, string person = Worker)
    {
        var answer = await (await town.As(person)).Post($"{Api}/reports/{report}/{step}", body);
        await town.DeliverEvents();
        return answer;
    }

    public static async Task Assess(this Town town, Guid report, string person = Worker) =>
        (await town.Take(report, "protection-assessments", new { needsProtectionNow = false, reasons = "Barnet är hos mormor." }, person)).Expect(HttpStatusCode.OK);

    public static async Task<JsonNode> Decide(this Town town, Guid report, string kind, string person = Worker) =>
        (await town.Take(report, "decisions", new { kind, reasons = "Efter samtal med familjen." }, person)).Ok;
}
