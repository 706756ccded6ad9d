using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Collaborations;

/// <summary>The table around one child: a family that has consented, a plan, and the units that take part in it; laid over HTTP.</summary>
internal sealed class PlanTable
{
    public const string Api = "/api/collaboration/v1";
    public const string Family = "/api/family/v1";

    /// <summary>Everything but documents: a form that leaves nothing out is not saved.</summary>
    public static readonly string[] Usual = ["concern", "analysis", "plan", "contact"];

    /// <summary>Swedish as people read it.</summary>
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Town town;

    private PlanTable(Town town, Guid child, string owner, IReadOnlyList<string> guardians) => (this.town, Child, Owner, Guardians) = (town, child, owner, guardians);

    public Guid Child { get; }

    public string Owner { get; }

    public IReadOnlyList<string> Guardians { get; }

    public Guid Plan { get; private set; }

    public Guid Form { get; private set; }

    public string Url => $"{Api}/plans/{Plan}";

    /// <summary>A child whom BVC-0780-1 holds, with consent of its guardians between that unit and the others, and a plan that all of them have joined.</summary>
    public static async Task<PlanTable> Lay(Town town, string childNumber, string[] guardians, params string[] others)
    {
        var table = await Empty(town, childNumber, guardians);
        table.Form = await table.Consent(Usual, [table.Owner, .. others]);
        await table.Open();
        foreach (var unit in others)
            await table.Seat(unit);
        return table;
    }

    /// <summary>The same child, and nothing agreed yet.</summary>
    public static async Task<PlanTable> Empty(Town town, string childNumber, string[] guardians)
    {
        var born = $"{childNumber[..4]}-{childNumber[4..6]}-{childNumber[6..8]}";
        return new PlanTable(town, await town.Family(childNumber, born, guardians), "BVC-0780-1", guardians);
    }

    public Task<Staff> At(string unit) => town.As($"{unit}-staff");

    /// <summary>A form between all of the units, both ways, to which every guardian says yes on its own page.</summary>
    public async Task<Guid> Consent(string[] categories, string[] units, Guid? renews = null, string? answer = "given")
    {
        var form = await Ask(categories, units, renews);
        if (answer is not null)
            foreach (var guardian in Guardians)
                await Answer(form, guardian, answer);
        return form;
    }

    public async Task<Guid> Ask(string[] categories, string[] units, Guid? renews = null) =>
        (await (await At(Owner)).Post($"{Api}/children/{Child}/consent-forms", new
        {
            purpose = "Att vi tillsammans kan hjälpa barnet.",
            until = town.Today.AddMonths(6),
            lines = new[] { new { from = units, to = units, categories } },
            renews,
        })).Created["formId"]!.GetValue<Guid>();

    public async Task Answer(Guid form, string guardian, string answer) =>
        _ = (await (await town.As(guardian)).Post($"{Family}/consents/{await ConsentOf(form, guardian)}/answers", new { answer })).Ok;

    public async Task Withdraw(Guid form, string guardian) =>
        _ = (await (await town.As(guardian)).Post($"{Family}/consents/{await ConsentOf(form, guardian)}/withdrawals", null)).Ok;

    public async Task<Guid> ConsentOf(Guid form, string guardian) => (await (await town.As(guardian)).Get($"{Family}/children/{Child}/consents")).Ok["consents"]!.AsArray()
        .Single(c => c!["formId"]!.GetValue<Guid>() == form)!["consentId"]!.GetValue<Guid>();

    public async Task Open() => Plan = (await (await At(Owner)).Post($"{Api}/children/{Child}/plans", new { nextFollowUp = town.Today.AddMonths(2) })).Created["planId"]!.GetValue<Guid>();

    public async Task Seat(string unit)
    {
        _ = (await (await At(Owner)).Post($"{Url}/parties", new { unitId = unit, message = "Ni känner barnet." })).Created;
        _ = (await (await At(unit)).Post($"{Url}/answers", new { joins = true })).Ok;
    }

    /// <summary>A part of the plan, written by a unit.</summary>
    public async Task<Guid> Write(string unit, object part) => (await (await At(unit)).Post($"{Url}/parts", part)).Created["partId"]!.GetValue<Guid>();

    public async Task<JsonNode> Read(string unit) => (await (await At(unit)).Get(Url)).Ok;

    /// <summary>The texts of the plan that the unit sees, whatever part they stand in; <c>null</c> when it is told that there is no such plan.</summary>
    public async Task<string?> TextFor(string unit)
    {
        var answer = await (await At(unit)).Get(Url);
        return answer.Status == HttpStatusCode.NotFound ? null : answer.Ok.ToJsonString(Readable);
    }
}
