using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Collaborations;

/// <summary>
/// A child's plan with three units around it: the owner shares plan and documents with each of the other two, and those two only say to each other whom to call. Made over HTTP, with
/// a form for each pair, so that one can be taken back alone.
/// </summary>
internal sealed class PlanScene
{
    public const string Owner = "BVC-0780-1";
    public const string Party = "S-0780-1";
    public const string Other = "SOC-0780-1";
    public const string Api = "/api/collaboration/v1";
    public const string Family = "/api/family/v1";

    private readonly Town town;
    private readonly Dictionary<string, Guid> forms = new(StringComparer.Ordinal);

    private PlanScene(Town town, Guid child, string[] guardians) => (this.town, Child, Guardians) = (town, child, guardians);

    public Guid Child { get; }

    public string[] Guardians { get; }

    public Guid Plan { get; private set; }

    public string Messages => $"{Api}/plans/{Plan}/messages";

    public string Documents => $"{Api}/plans/{Plan}/documents";

    public string MyMessages => $"{Family}/children/{Child}/messages";

    public string MyDocuments => $"{Family}/children/{Child}/documents";

    public static async Task<PlanScene> Lay(Town town, string childNumber, string[] guardians, string protection = "none")
    {
        var born = $"{childNumber[..4]}-{childNumber[4..6]}-{childNumber[6..8]}";
        var child = await town.Resident(childNumber, born, protection: protection);
        var change = new ChildChange(child);
        foreach (var number in guardians)
            change.Guardians.Add(new GuardianChange(number, "Vuxen", number[..8], IsMother: false, new(2000, 1, 1), null, null, "population"));
        await town.Change(change);
        var scene = new PlanScene(town, child, guardians);
        var head = await town.As($"{Owner}-head");
        await scene.Ask(Party, ["plan", "documents"], (Owner, Party), (Party, Owner));
        await scene.Ask(Other, ["plan", "documents"], (Owner, Other), (Other, Owner));
        await scene.Ask("contact", ["contact"], (Party, Other), (Other, Party));
        scene.Plan = (await head.Post($"{Api}/children/{child}/plans", new { nextFollowUp = town.Today.AddMonths(2) })).Created["planId"]!.GetValue<Guid>();
        foreach (var unit in (string[])[Party, Other])
        {
            _ = (await head.Post($"{Api}/plans/{scene.Plan}/parties", new { unitId = unit, message = "Ni känner barnet." })).Created;
            _ = (await (await town.As($"{unit}-head")).Post($"{Api}/plans/{scene.Plan}/answers", new { joins = true })).Ok;
        }

        return scene;
    }

    public Task<Staff> Guardian(int which) => town.As(Guardians[which]);

    public Task<Staff> At(string unit) => town.As($"{unit}-head");

    public async Task<Guid> Member(string number) => (await town.Services.GetRequiredService<ICitizenDirectory>().Find(number, default))!.ActsFor[Child];

    public Task<Guid> Member(int guardian) => Member(Guardians[guardian]);

    /// <summary>The first guardian takes back what lets the owner and one of the others tell each other.</summary>
    public async Task Withdraw(string unit)
    {
        var guardian = await Guardian(0);
        _ = (await guardian.Post($"{Family}/consents/{await Consent(guardian, forms[unit])}/withdrawals", null)).Ok;
    }

    public async Task CloseView(int guardian)
    {
        var memberId = await Member(guardian);
        await town.Services.GetRequiredService<StoreOf<Register>>().Write(async db =>
        {
            await db.Insert("ClosedView", ["ClosingId", "ChildId", "MemberId", "Reason", "ClosedByUnitId", "ClosedBy", "ClosedAt"],
                [[Guid.CreateVersion7(), Child, memberId, "Barnet har bett om det.", Owner, $"{Owner}-head", Clock.StartOf(Town.FirstDay)]]);
            return 0;
        });
    }

    public async Task Close() => _ = (await (await At(Owner)).Post($"{Api}/plans/{Plan}/closings", new { outcome = "goals-reached", text = "Det gick bra." })).Ok;

    public async Task<Guid> Send(string from, string text, string[] units, params Guid[] family) =>
        (await (await At(from)).Post(Messages, new { text, audience = new { units, family } })).Created["messageId"]!.GetValue<Guid>();

    /// <summary>The texts that a unit is shown, newest first.</summary>
    public async Task<string[]> Seen(string unit) => Texts((await (await At(unit)).Get(Messages)).Ok);

    public async Task<string[]> SeenBy(Staff member) => Texts((await member.Get(MyMessages)).Ok);

    public async Task<Answer> Upload(Staff from, string? name, byte[] content, string[]? units = null, params Guid[] family)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Documents) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (name is not null)
            request.Headers.Add("Kronobarn-Document-Name", Uri.EscapeDataString(name));
        request.Headers.Add("Kronobarn-Audience-Units", string.Join(", ", units ?? [Party]));
        if (family.Length > 0)
            request.Headers.Add("Kronobarn-Audience-Family", string.Join(", ", family));
        using var answer = await from.Client.SendAsync(request);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), null);
    }

    /// <summary>A document that has been brought, and scanned as the town is told to.</summary>
    public async Task<Guid> Brought(string from, string name, byte[] content, string[] units, params Guid[] family)
    {
        var id = (await Upload(await At(from), name, content, units, family)).Created["documentId"]!.GetValue<Guid>();
        await Scan();
        return id;
    }

    public async Task Scan()
    {
        await town.DeliverEvents();
        await town.Services.GetRequiredService<Kronobarn.Collaboration.DocumentScans>().Run(default);
    }

    /// <summary>The documents that a unit is shown, by name.</summary>
    public async Task<Dictionary<string, JsonNode>> Shown(string unit) =>
        (await (await At(unit)).Get(Documents)).Ok["documents"]!.AsArray().ToDictionary(d => d!["name"]!.GetValue<string>(), d => d!, StringComparer.Ordinal);

    public string Content(Guid document) => $"{Documents}/{document}/content";

    public Task<int> Chunks(Guid document) => Collaboration(db => db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.DocumentChunk WHERE DocumentId = @document", new { document }));

    public Task<T> Collaboration<T>(Func<Session, Task<T>> read) => town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Collaboration"]].Read(read, default);

    private static string[] Texts(JsonNode answer) => [.. answer["messages"]!.AsArray().Select(m => m!["text"]!.GetValue<string>())];

    private async Task<Guid> Consent(Staff guardian, Guid form) => (await guardian.Get($"{Family}/children/{Child}/consents")).Ok["consents"]!.AsArray()
        .Single(c => c!["formId"]!.GetValue<Guid>() == form)!["consentId"]!.GetValue<Guid>();

    private async Task Ask(string name, string[] categories, params (string From, string To)[] lines)
    {
        forms[name] = (await (await At(Owner)).Post($"{Api}/children/{Child}/consent-forms", new
        {
            purpose = "Att vi tillsammans kan hjälpa barnet.",
            until = town.Today.AddMonths(6),
            lines = lines.Select(line => new { from = (string[])[line.From], to = (string[])[line.To], categories }),
        })).Created["formId"]!.GetValue<Guid>();
        foreach (var number in Guardians)
        {
            var guardian = await town.As(number);
            _ = (await guardian.Post($"{Family}/consents/{await Consent(guardian, forms[name])}/answers", new { answer = "given" })).Ok;
        }
    }
}
