using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Caseworks;

/// <summary>What staff do with concerns, in the words of the model.</summary>
internal static class Concerns
{
    public static object About(string identityNumber) => new { kind = "child", identityNumber };

    /// <summary>Leaves a concern and lets the house carry it to where it belongs; returns the receipt's id, which is the concern's.</summary>
    public static async Task<Guid> RaiseConcern(this Town town, string person, string identityNumber, string text = "Sover på lektionerna och är ofta ensam.", bool harm = false) =>
        await town.RaiseConcern(person, new { harm, about = About(identityNumber), text, spokes = new[] { "safe", "healthy" }, urgency = "normal" });

    public static async Task<Guid> RaiseConcern(this Town town, string person, object body)
    {
        var answer = (await (await town.As(person)).Post($"/api/{TownPlan.OrganisationOf(person)}/v1/concerns", body)).Created;
        await town.DeliverEvents();
        return answer["receiptId"]!.GetValue<Guid>();
    }

    /// <summary>The ids in one of the person's inbox views.</summary>
    public static async Task<IReadOnlyList<Guid>> Inbox(this Town town, string person, string view = "unit") =>
        [.. (await (await town.As(person)).Get($"/api/{TownPlan.OrganisationOf(person)}/v1/inbox?view={view}&limit=100")).Ok["items"]!.AsArray().Select(i => i!["id"]!.GetValue<Guid>())];

    public static async Task<JsonNode> Concern(this Town town, string person, Guid id) => (await (await town.As(person)).Get($"/api/{TownPlan.OrganisationOf(person)}/v1/concerns/{id}")).Ok;

    /// <summary>Does one of the steps of a concern, and lets the house tell it.</summary>
    public static async Task<Answer> Step(this Town town, string person, Guid concern, string step, object? body = null)
    {
        var answer = await (await town.As(person)).Post($"/api/{TownPlan.OrganisationOf(person)}/v1/concerns/{concern}/{step}", body);
        await town.DeliverEvents();
        return answer;
    }

    public static async Task<JsonNode> Receipt(this Town town, string person, Guid id) => (await (await town.As(person)).Get($"/api/{TownPlan.OrganisationOf(person)}/v1/receipts/{id}")).Ok;

    /// <summary>A concern that the unit has taken up in a case of its own; returns the case's id.</summary>
    public static async Task<Guid> OpenCase(this Town town, string person, string identityNumber, string reporter = "POL-0780-1-staff")
    {
        var concern = await town.RaiseConcern(reporter, identityNumber);
        var answer = (await town.Step(person, concern, "uptakes", new { })).Ok;
        return answer["caseId"]!.GetValue<Guid>();
    }
}
