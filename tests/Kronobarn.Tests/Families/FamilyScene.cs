using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Families;

/// <summary>A child's household, and a plan of five organisations in which every field says one fact that can be found again.</summary>
internal static partial class FamilyScene
{
    public const string GuardianA = "198501012382";
    public const string GuardianB = "198501022381";
    public const string Owner = "S-0780-1";

    private static readonly string[] Parties = ["S-0780-1", "SOC-0780-1", "HAB-0780-1", "BVC-0780-1", "POL-0780-1"];
    private static readonly string[] AllCategories = ["concern", "analysis", "plan", "documents", "contact"];

    /// <summary>A child with the same two guardians as every other of the scene.</summary>
    public static async Task<Guid> Household(this Town town, string number, string born, string protection = "none", string? ofGuardianB = null, string guardianA = GuardianA, string guardianB = GuardianB)
    {
        var child = await town.Resident(number, born, protection: protection);
        var change = new ChildChange(child);
        var since = DateOnly.Parse(born, CultureInfo.InvariantCulture);
        change.Guardians.Add(new GuardianChange(guardianA, "Alma", "Vuxen", IsMother: false, since, null, null, "population"));
        change.Guardians.Add(new GuardianChange(guardianB, "Bo", "Vuxen", IsMother: false, since, null, ofGuardianB, "population"));
        await town.Change(change);
        return child;
    }

    public static async Task<Guid> MemberOf(this Town town, Guid child, string number) => (await town.Services.GetRequiredService<ICitizenDirectory>().Find(number, default))!.ActsFor[child];

    public static async Task<Answer> Plan(this Town town, string number, Guid child) => await (await town.As(number)).Get($"/api/family/v1/children/{child}/plan");

    /// <summary>The plan with its thirty facts. The police are covered for the plan alone.</summary>
    /// <param name="isKeptFromB">A need, an insats and a contact are kept from guardian B.</param>
    /// <param name="lacksThem">Those three were never written.</param>
    public static async Task<Guid> PlantPlan(this Town town, Guid child, string childNumber, bool isKeptFromB = false, bool lacksThem = false, string guardianA = GuardianA, string guardianB = GuardianB)
    {
        var planId = Guid.CreateVersion7();
        await Consent(town, child);
        var at = Kronobarn.Kernel.Clock.StartOf(Town.FirstDay);
        await Insert(town, "ChildPlan", ["PlanId", "ChildId", "State", "OwnerOrganisation", "OwnerUnitId", "Number", "NextFollowUp", "OpenedAt", "OpenedBy"],
            [planId, child, "open", "school", Owner, 1, Town.FirstDay.AddMonths(2), at, $"{Owner}-head"]);
        foreach (var unit in Parties)
            await Insert(town, "PlanParty", ["PlanId", "UnitId", "Organisation", "State", "Message", "AskedBy", "AskedAt", "AnsweredAt"], [planId, unit, TownPlan.OrganisationOf(unit), "joined", "fakta24", $"{Owner}-head", at, at]);

        await Part(Owner, new { background = new { text = "fakta01" } });
        var need = await Part(Owner, new { need = new { spoke = "trygg", text = "fakta02" } });
        var secondNeed = lacksThem ? null : await Part("HAB-0780-1", new { need = new { spoke = "aktiv", text = "fakta03" } });
        var goal = await Part(Owner, new { goal = new { text = "fakta04", evidence = "fakta05", needId = need } });
        var secondGoal = await Part("HAB-0780-1", new { goal = new { text = "fakta06", evidence = "fakta07", needId = secondNeed } });
        await Part("SOC-0780-1", new { intervention = new { what = "fakta08", unitId = "SOC-0780-1", from = "2026-03-10", until = "2026-06-01", status = "ongoing", goalId = goal, topic = "fakta11" } });
        await Part("HAB-0780-1", new { intervention = new { what = "fakta09", unitId = "HAB-0780-1", from = "2026-03-11", goalId = secondGoal } });
        var help = lacksThem ? null : await Part(Owner, new { intervention = new { what = "fakta10", unitId = Owner, from = "2026-03-12", goalId = goal } });
        await Part("SOC-0780-1", new { contact = new { unitId = "SOC-0780-1", name = "fakta12", email = "fakta13@example.se", phone = "0470-141414", task = "Rum fakta15" } });
        var contact = lacksThem ? null : await Part("BVC-0780-1", new { contact = new { unitId = "BVC-0780-1", name = "fakta16", phone = "0470-161616" } });
        await Say(childNumber, "fakta17");
        await Say(guardianA, "fakta18");
        await Say(guardianB, "fakta19");
        await Part("SOC-0780-1", new { words = new { text = "fakta20" } });
        _ = (await (await town.As($"{Owner}-head")).Post($"/api/collaboration/v1/plans/{planId}/follow-ups", new
        {
            on = "2026-03-02",
            summary = "fakta21",
            nextOn = "2026-06-02",
            goals = (object[])[new { goalId = goal, reached = "partly", text = "fakta22" }, new { goalId = secondGoal, reached = "not", text = "fakta23" }],
        })).Created;
        if (isKeptFromB)
        {
            foreach (var kept in new[] { secondNeed, help, contact })
                _ = (await town.Keep(planId, kept!.Value, await town.MemberOf(child, guardianB))).Created;
        }

        return planId;

        // Parts stand in the order in which they were written, which a clock that stands still would not tell.
        async Task<Guid?> Part(string unit, object part)
        {
            town.MoveClock(TimeSpan.FromMilliseconds(1));
            return (await (await town.As($"{unit}-head")).Post($"/api/collaboration/v1/plans/{planId}/parts", part)).Created["partId"]!.GetValue<Guid>();
        }

        async Task Say(string number, string text)
        {
            town.MoveClock(TimeSpan.FromMilliseconds(1));
            _ = (await (await town.As(number)).Put($"/api/family/v1/children/{child}/plan/words", new { text }, null)).Ok;
        }
    }

    public static async Task<Answer> Keep(this Town town, Guid planId, Guid partId, Guid memberId) =>
        await (await town.As($"{Owner}-head")).Post($"/api/collaboration/v1/plans/{planId}/parts/{partId}/keepings", new { memberId, reason = "fakta25" });

    /// <summary>The JSON with every id named by where it first stands, so that two worlds can be laid beside each other.</summary>
    public static string Stable(string json)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = Id().Replace(JsonNode.Parse(json)!.ToJsonString(), match => names.TryGetValue(match.Value, out var name) ? name : names[match.Value] = $"id-{names.Count + 1}");
        return JsonNode.Parse(ChildName().Replace(named, "Barn"))!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public static Task Insert(Town town, string table, string[] columns, params object?[] row) =>
        town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Collaboration"]].Write(async db =>
        {
            await db.Insert(table, columns, [row]);
            return 0;
        }, default);

    /// <summary>Everybody in the family has said yes, to all that each unit may tell each other; of the police, to the plan alone.</summary>
    private static async Task Consent(Town town, Guid child)
    {
        var (formId, at) = (Guid.CreateVersion7(), Kronobarn.Kernel.Clock.StartOf(Town.FirstDay));
        await Insert(town, "ConsentForm", ["FormId", "ChildId", "AskedByOrganisation", "AskedByUnitId", "AskedBy", "AskedAt", "Purpose", "UntilDate", "State"],
            [formId, child, "school", Owner, $"{Owner}-head", at, "Ett gemensamt möte om skolgången.", Town.FirstDay.AddYears(1), "open"]);
        foreach (var (from, to) in from one in Parties from other in Parties where one != other select (one, other))
        {
            foreach (var category in to.StartsWith("POL", StringComparison.Ordinal) ? ["plan"] : AllCategories)
                await Insert(town, "ConsentLine", ["FormId", "FromUnitId", "ToUnitId", "Category"], [formId, from, to, category]);
        }

        var family = (await town.Services.GetRequiredService<IFamilies>().Of(child, default))!;
        foreach (var member in family.Guardians.Select(g => g.MemberId).Append(child))
        {
            var consentId = Guid.CreateVersion7();
            await Insert(town, "Consent", ["ConsentId", "FormId", "ChildId", "MemberId", "IsNeeded", "State", "How", "Words", "AnsweredAt"], [consentId, formId, child, member, true, "given", "e-identification", "fakta29", at]);
            await Insert(town, "ConsentEvent", ["EventId", "ConsentId", "FormId", "Kind", "ByPersonId", "HappenedAt"], [Guid.CreateVersion7(), consentId, formId, "given", "somebody", at]);
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Id();

    [GeneratedRegex("Barn [0-9]{8}", RegexOptions.None, 1000)]
    private static partial Regex ChildName();
}
