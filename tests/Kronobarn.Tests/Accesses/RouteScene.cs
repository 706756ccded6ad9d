using Kronobarn.Casework;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Accesses;

/// <summary>Someone who asks: a person of one actor's first unit.</summary>
internal sealed record Person(string Id, Asker Asker, string Role, Actor Actor, bool IsNamed);

internal sealed record Actor(ModuleInfo Module, string Unit, string OtherUnit);

/// <summary>Whom or what is asked for, and what the actor's first unit is to it by the way in which it was made.</summary>
/// <param name="HasConsent">A consent in force covers the unit.</param>
internal sealed record Target(Guid Id, Relations Relations, bool IsProtected, string Told, bool HasConsent = false);

/// <summary>
/// A town with children in each relation to the first unit of each actor, each without protection and with both kinds: made by agreed exceptions, so that every kind of unit
/// can hold, have held and be about to hold; and the people who ask. One person of the unit is named for every protected child.
/// </summary>
internal sealed class RouteScene(Town town)
{
    /// <summary>The organisation whose offers lie at every actor.</summary>
    public const string Giver = "school";

    private static readonly string[] Protections = ["none", "sekretessmarkering", "skyddad-folkbokforing"];
    private readonly Dictionary<(Actor, string Relation, string Protection), Guid> children = [];

    public List<Person> People { get; } = [];

    public static IReadOnlyList<Actor> Actors(ModuleList modules) => [.. modules.All.Where(m => m.IsActor).Select(module =>
        TownPlan.Units.Where(u => u.Organisation == module.Slug).Select(u => u.Unit).Take(2).ToList() is [var first, var second] ? new Actor(module, first, second)
            : throw new InvalidOperationException($"TownPlan has no two units of {module.Slug}: the matrix cannot be tried for it."))];

    public async Task Build()
    {
        foreach (var actor in Actors(town.Services.GetRequiredService<ModuleList>()))
        {
            var staff = (await Role(actor.Unit, "staff"))!;
            Add($"{actor.Unit}-staff", staff, actor);
            Add($"{actor.Unit}-head", (await Role(actor.Unit, "head"))!, actor);
            Add(await town.Employ(actor.Unit, staff, "named"), staff, actor, isNamed: true);
            foreach (var role in (string[])["coordinator", "log-reviewer", "it-admin"])
                Add(await town.Employ(actor.Unit, role), role, actor);
        }

        await Children();
    }

    /// <summary>A child in each relation that it can have to the actor's unit.</summary>
    public IEnumerable<Target> ChildrenOf(Actor actor) =>
        from child in children
        where child.Key.Item1 == actor && child.Key.Relation is not ("of-records" or "of-meetings" or "of-plans")
        select new Target(child.Value, child.Key.Relation switch
        {
            "holder" => Relations.Holder,
            "incoming" => Relations.Incoming,
            "former" => Relations.Former,
            "case" => Relations.Case,
            "closed-case" => Relations.ClosedCase,
            "broken-glass" => Relations.BreakGlass,
            "owner" => Relations.Owner,
            "party" => Relations.Party,
            "asked" => Relations.Asked,
            _ => Relations.None,
        }, child.Key.Protection != "none", $"{child.Key.Relation}, {child.Key.Protection}");

    /// <summary>Fresh records of a kind at the actor's unit, one in each relation: a step that succeeds spoils nobody else's.</summary>
    public async Task<List<Target>> Records(Subject subject, Person person)
    {
        var targets = new List<Target>();
        var rows = new List<object?[]>();
        var (actor, at) = (person.Actor, Kronobarn.Kernel.Clock.StartOf(Town.FirstDay));
        if (subject == Subject.Receipt)
        {
            foreach (var (owner, unit) in ((string, string)[])[(person.Id, actor.Unit), ("somebody", actor.Unit), (person.Id, actor.OtherUnit)])
            {
                var id = Guid.CreateVersion7();
                rows.Add([id, unit, owner, at, false, "normal", "child", "Oro.", "sent", at]);
                targets.Add(new Target(id, owner == person.Id && unit == actor.Unit ? Relations.Reporter : Relations.None, false, $"receipt of {owner} at {unit}"));
            }

            await Insert("Receipt", ["ReceiptId", "UnitId", "PersonId", "RaisedAt", "Harm", "Urgency", "About", "Body", "Status", "StatusAt"]);
            return targets;
        }

        if (subject == Subject.Offer)
        {
            foreach (var (protection, child) in Protections.Select(p => (p, children[(actor, "of-records", p)])))
            {
                foreach (var unit in (string[])[actor.Unit, actor.OtherUnit])
                {
                    var id = Guid.CreateVersion7();
                    rows.Add([Giver, id, unit, child, protection != "none", "S-0761-2", "Fråga.", "osl-10-28", at, "offered"]);
                    targets.Add(new Target(id, unit == actor.Unit ? Relations.Offer : Relations.None, protection != "none", $"offer to {unit}, {protection}"));
                }
            }

            await Insert("Offer", ["GiverOrganisation", "OfferId", "UnitId", "ChildId", "IsProtected", "FromUnitId", "Message", "Ground", "OfferedAt", "State"]);
            return targets;
        }

        if (subject == Subject.Report)
        {
            foreach (var (protection, child) in Protections.Select(p => (p, children[(actor, "of-records", p)])))
            {
                foreach (var unit in (string[])[actor.Unit, actor.OtherUnit])
                {
                    var id = Guid.CreateVersion7();
                    rows.Add([id, unit, child, protection != "none", "child", "Oro.", "normal", "staff", at, at, "new", Town.FirstDay, Town.FirstDay]);
                    targets.Add(new Target(id, unit == actor.Unit ? Relations.Intake : Relations.None, protection != "none", $"report at {unit}, {protection}"));
                }
            }

            await Insert("Report", ["ReportId", "UnitId", "ChildId", "IsProtected", "About", "Body", "Urgency", "ReporterKind", "RaisedAt", "ReceivedAt", "State", "ProtectionDueOn", "DecisionDueOn"]);
            return targets;
        }

        if (subject is Subject.Form or Subject.Consent or Subject.Ground or Subject.Message or Subject.Correction)
        {
            // As open as the child is to the unit.
            foreach (var child in ChildrenOf(actor).ToList())
                targets.AddRange((await RouteRecords.About(town, subject, child.Id, [("child", child.Id)])).Select(record => child with { Id = record.Id, Told = $"{subject} about {child.Told}" }));
            return targets;
        }

        if (subject == Subject.Plan)
        {
            foreach (var (protection, child) in Protections.Select(p => (p, children[(actor, "of-records", p)])))
            {
                foreach (var (owner, party, state, relation) in ((string, string?, string?, Relations)[])[
                    (actor.Unit, null, null, Relations.Owner), (actor.OtherUnit, actor.Unit, "joined", Relations.Party), (actor.OtherUnit, actor.Unit, "asked", Relations.Asked),
                    (actor.OtherUnit, actor.Unit, "left", Relations.None), (actor.OtherUnit, null, null, Relations.None)])
                {
                    var id = Guid.CreateVersion7();
                    await RouteRecords.Plan(town, id, child, owner, party, state);
                    targets.Add(new Target(id, relation, protection != "none", $"plan of {owner}, {party} {state}, {protection}"));
                }
            }

            foreach (var (protection, child) in Protections.Select(p => (p, children[(actor, "of-plans", p)])))
            {
                var id = Guid.CreateVersion7();
                await RouteRecords.Consented(town, child, actor.OtherUnit, actor.Unit, Town.FirstDay.AddMonths(1));
                await RouteRecords.Plan(town, id, child, actor.OtherUnit, actor.Unit, "joined");
                targets.Add(new Target(id, Relations.Party, protection != "none", $"plan of {actor.OtherUnit}, {actor.Unit} joined and covered, {protection}", HasConsent: true));
            }

            return targets;
        }

        if (subject == Subject.Meeting)
            return await Meetings(actor);

        foreach (var (protection, child) in Protections.Select(p => (p, children[(actor, "of-records", p)])))
        {
            var isCase = subject == Subject.Case;
            foreach (var (unit, state, relation) in ((string, string, Relations)[])[
                (actor.Unit, isCase ? "gathering" : "acknowledged", isCase ? Relations.Case : Relations.Concern),
                (actor.Unit, isCase ? "closed" : "passed", isCase ? Relations.ClosedCase : Relations.ClosedConcern),
                (actor.OtherUnit, isCase ? "gathering" : "acknowledged", Relations.None)])
            {
                var id = Guid.CreateVersion7();
                rows.Add(isCase ? [id, child, unit, protection != "none", state, "concern", at, 1]
                    : [id, unit, child, protection != "none", "child", "Oro.", "normal", "staff", at, at, "holder", state, 1]);
                targets.Add(new Target(id, relation, protection != "none", $"{subject} {state} at {unit}, {protection}"));
            }
        }

        await Insert(subject == Subject.Case ? "CaseFile" : "Concern", subject == Subject.Case
            ? ["CaseId", "ChildId", "UnitId", "IsProtected", "State", "Origin", "OpenedAt", "Version"]
            : ["ConcernId", "UnitId", "ChildId", "IsProtected", "About", "Body", "Urgency", "ReporterKind", "RaisedAt", "ReceivedAt", "Because", "State", "Version"]);
        return targets;

        Task Insert(string table, string[] columns) => town.Services.GetRequiredService<Stores>()[actor.Module].Write(async db =>
        {
            await db.Insert(table, columns, rows);
            return 0;
        }, default);
    }

    /// <summary>Meetings about children of their own: what covers the unit here would cover it in a plan too.</summary>
    private async Task<List<Target>> Meetings(Actor actor)
    {
        var targets = new List<Target>();
        var others = TownPlan.Units.Where(u => u.Organisation != actor.Module.Slug).Select(u => u.Unit).ToList();
        var (at, until) = (Kronobarn.Kernel.Clock.StartOf(Town.FirstDay), Town.FirstDay.AddMonths(1));
        foreach (var (protection, child) in Protections.Select(p => (p, children[(actor, "of-meetings", p)])))
        {
            await RouteRecords.Consented(town, child, others[0], actor.Unit, until);
            await RouteRecords.Insert(town, "OtherGround", ["GroundId", "ChildId", "Kind", "FromUnitId", "ToUnitId", "Category", "Reasons", "UntilDate", "DecidedBy", "DecidedAt"],
                [[Guid.CreateVersion7(), child, "osl-10-2", others[1], actor.Unit, "contact", "Skäl.", until, "head", at]]);
            foreach (var (convener, unit, relation, hasConsent) in ((string, string, Relations, bool)[])[
                (actor.Unit, actor.OtherUnit, Relations.Convener, false), (others[0], actor.Unit, Relations.Invited, true), (others[1], actor.Unit, Relations.Invited | Relations.OtherGround, false),
                (others[2], actor.Unit, Relations.Invited, false), (others[0], actor.OtherUnit, Relations.None, false)])
                targets.Add(new Target(await RouteRecords.Meeting(town, child, convener, unit), relation, protection != "none", $"meeting of {convener} with {unit}, {protection}", hasConsent));
        }

        return targets;
    }

    private async Task<string?> Role(string unit, string who) =>
        (await town.Services.GetRequiredService<Kronobarn.Directory.Contracts.IPeople>().Assignments(Town.FirstDay, default)).FirstOrDefault(a => a.PersonId == $"{unit}-{who}")?.Role;

    private void Add(string id, string role, Actor actor, bool isNamed = false) => People.Add(new Person(id, role switch
    {
        "unit-head" or "rektor" or "preschool-head" => Asker.Head,
        "coordinator" => Asker.Coordinator,
        "log-reviewer" => Asker.LogReviewer,
        "it-admin" => Asker.ItAdmin,
        _ => Asker.Staff,
    }, role, actor, isNamed));

    private async Task Children()
    {
        var changes = new List<ChildChange>();
        foreach (var actor in People.Select(p => p.Actor).Distinct())
        {
            foreach (var protection in Protections)
            {
                foreach (var (relation, unit, from, to) in ((string, string?, DateOnly, DateOnly?)[])[
                    ("holder", actor.Unit, new(2026, 1, 1), null), ("incoming", actor.Unit, new(2026, 4, 1), null), ("former", actor.Unit, new(2026, 1, 1), new(2026, 2, 1)),
                    ("other-unit", actor.OtherUnit, new(2026, 1, 1), null), ("case", null, default, null), ("closed-case", null, default, null), ("other-municipality", null, default, null), ("broken-glass", null, default, null), ("of-records", null, default, null), ("of-meetings", null, default, null), ("of-plans", null, default, null),
                    ("owner", null, default, null), ("party", null, default, null), ("asked", null, default, null)])
                {
                    var change = new ChildChange(Guid.CreateVersion7()) { IsNew = true, GivenName = "Barn", FamilyName = relation };
                    var born = new DateOnly(2024, 1, 1);
                    change.Facts.Add(new FactChange("birth", "population", "birth", new FactContent { FromDate = born }));
                    // Nobody of the first units takes the children of 0761.
                    change.Facts.Add(new FactChange("residence", "population", "r1", new FactContent { Municipality = "0761", FromDate = born }));
                    if (protection != "none")
                        change.Facts.Add(new FactChange("protection", "population", "p1", new FactContent { FromDate = born, Reason = protection }));
                    if (unit is not null)
                        change.Facts.Add(new FactChange("exception", "responsibility", "e1", new FactContent { Organisation = actor.Module.Slug, UnitId = unit, FromDate = from, ToDate = to, Reason = "Avtalat." }));
                    changes.Add(change);
                    children.Add((actor, relation, protection), change.ChildId);
                }
            }
        }

        var register = town.Services.GetRequiredService<Register>();
        var store = town.Services.GetRequiredService<StoreOf<Register>>();
        var county = await register.County(default);
        await store.Write(async db =>
        {
            foreach (var batch in changes.Chunk(Register.MostAtOnce))
                await register.Apply(db, batch, county);
            await db.Insert("NamedStaff", ["ChildId", "PersonId", "NamedBy", "NamedAt"], [.. children.Where(c => c.Key.Protection != "none")
                .Select(c => new object?[] { c.Value, $"{c.Key.Item1.Unit}-named", "head", Kronobarn.Kernel.Clock.StartOf(Town.FirstDay) })]);
            return 0;
        });
        await town.DeliverEvents();
        foreach (var (key, child) in children.Where(c => c.Key.Relation is "owner" or "party" or "asked"))
            await RouteRecords.Plan(town, Guid.CreateVersion7(), child, key.Relation == "owner" ? key.Item1.Unit : key.Item1.OtherUnit, key.Item1.Unit, key.Relation switch { "party" => "joined", "asked" => "asked", _ => "left" });
        foreach (var (key, child) in children.Where(c => c.Key.Relation is "case" or "closed-case" or "broken-glass"))
        {
            await town.Services.GetRequiredService<Stores>()[key.Item1.Module].Write(async db =>
            {
                var at = Kronobarn.Kernel.Clock.StartOf(Town.FirstDay);
                if (key.Relation == "broken-glass")
                {
                    await db.Insert("GlassBreak", ["GlassBreakId", "ChildId", "UnitId", "PersonId", "Reason", "BrokenAt", "EndsAt"],
                        [.. People.Where(p => p.Actor == key.Item1).Select(p => new object?[] { Guid.CreateVersion7(), child, p.Actor.Unit, p.Id, "Barnet är i fara.", at, at.AddHours(10) })]);
                    return 0;
                }

                await db.Insert("CaseFile", ["CaseId", "ChildId", "UnitId", "IsProtected", "State", "Origin", "OpenedAt", "Version"],
                    [[Guid.CreateVersion7(), child, key.Item1.Unit, key.Protection != "none", key.Relation == "case" ? "gathering" : "closed", "concern", at, 1]]);
                return 0;
            }, default);
        }
    }
}
