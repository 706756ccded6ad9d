using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Accesses;

/// <summary>Fresh rows of what stands in the store that all organisations share.</summary>
internal static class RouteRecords
{
    /// <summary>Records of a kind about a child; of consents one for each member.</summary>
    /// <param name="members">By the name under which the test knows them.</param>
    /// <returns>The records' ids, each with the member that it is for, where the kind has one.</returns>
    public static async Task<List<(Guid Id, string? Member)>> About(Town town, Subject subject, Guid child, (string Name, Guid Id)[] members)
    {
        var at = Kronobarn.Kernel.Clock.StartOf(Town.FirstDay);
        var id = Guid.CreateVersion7();
        switch (subject)
        {
            case Subject.Ground:
                await Insert(town, "OtherGround", ["GroundId", "ChildId", "Kind", "FromUnitId", "ToUnitId", "Category", "Reasons", "UntilDate", "DecidedBy", "DecidedAt"],
                    [[id, child, "osl-10-2", "S-0761-2", "F-0761-2", "contact", "Skäl.", Town.FirstDay, "S-0761-2-head", at]]);
                return [(id, null)];
            case Subject.Correction:
                await Insert(town, "CorrectionAsk", ["AskId", "ChildId", "MemberId", "About", "Body", "AskedAt"], [[id, child, members[0].Id, "register", "Fel namn.", at]]);
                return [(id, null)];
            case Subject.Form or Subject.Consent:
                await Insert(town, "ConsentForm", ["FormId", "ChildId", "AskedByOrganisation", "AskedByUnitId", "AskedBy", "AskedAt", "Purpose", "UntilDate", "State"],
                    [[id, child, "school", "S-0761-2", "S-0761-2-staff", at, "Ett möte om skolgången.", Town.FirstDay, "open"]]);
                var consents = members.Select(member => (Id: Guid.CreateVersion7(), member)).ToList();
                await Insert(town, "Consent", ["ConsentId", "FormId", "ChildId", "MemberId", "IsNeeded", "State"],
                    [.. consents.Select(c => new object?[] { c.Id, id, child, c.member.Id, true, "given" })]);
                return subject == Subject.Form ? [(id, null)] : [.. consents.Select(c => (c.Id, (string?)c.member.Name))];
            case Subject.Plan:
                await Plan(town, id, child, "S-0761-2");
                return [(id, null)];
            case Subject.Meeting:
                var meetings = new List<(Guid, string?)>();
                foreach (var (name, member) in members)
                    meetings.Add((await Meeting(town, child, "S-0761-2", member: member), name));
                return meetings;
            case Subject.Message:
                var messages = members.Select(member => (Id: Guid.CreateVersion7(), member)).ToList();
                await Insert(town, "Message", ["MessageId", "PlanId", "ChildId", "FromUnitId", "SentBy", "SentAt", "Body"], [.. messages.Select(m => new object?[] { m.Id, id, child, "S-0761-2", "S-0761-2-staff", at, "Hej." })]);
                await Insert(town, "AudienceMember", ["ItemId", "MemberId"], [.. messages.Select(m => new object?[] { m.Id, m.member.Id })]);
                return [.. messages.Select(m => (m.Id, (string?)m.member.Name))];
            default:
                throw new InvalidOperationException($"Nobody has told how a {subject} about a child is made.");
        }
    }

    /// <summary>A consent in force by which one unit may have the plan of another. The child is judged mature enough to give it alone: it has no guardians here.</summary>
    public static async Task Consented(Town town, Guid child, string from, string to, DateOnly until)
    {
        var (form, at) = (Guid.CreateVersion7(), Kronobarn.Kernel.Clock.StartOf(Town.FirstDay));
        await Insert(town, "Maturity", ["MaturityId", "ChildId", "Judgement", "Reasons", "JudgedByUnitId", "JudgedBy", "JudgedAt"], [[Guid.CreateVersion7(), child, "needed", "Förstår vad frågan gäller.", "S-0761-2", "S-0761-2-head", at]]);
        await Insert(town, "ConsentForm", ["FormId", "ChildId", "AskedByOrganisation", "AskedByUnitId", "AskedBy", "AskedAt", "Purpose", "UntilDate", "State"],
            [[form, child, "school", "S-0761-2", "S-0761-2-staff", at, "Ett möte om skolgången.", until, "open"]]);
        await Insert(town, "ConsentLine", ["FormId", "FromUnitId", "ToUnitId", "Category"], [[form, from, to, "plan"]]);
        await Insert(town, "Consent", ["ConsentId", "FormId", "ChildId", "MemberId", "IsNeeded", "State"], [[Guid.CreateVersion7(), form, child, child, true, "given"]]);
    }

    public static async Task Plan(Town town, Guid planId, Guid child, string owner, string? party = null, string? state = null)
    {
        var at = Kronobarn.Kernel.Clock.StartOf(Town.FirstDay);
        await Insert(town, "ChildPlan", ["PlanId", "ChildId", "State", "OwnerOrganisation", "OwnerUnitId", "Number", "NextFollowUp", "OpenedAt", "OpenedBy"],
            [[planId, child, "open", TownPlan.OrganisationOf(owner), owner, 1, Town.FirstDay.AddMonths(1), at, $"{owner}-head"]]);
        if (party is not null)
            await Insert(town, "PlanParty", ["PlanId", "UnitId", "Organisation", "State", "AskedBy", "AskedAt"], [[planId, party, TownPlan.OrganisationOf(party), state, $"{owner}-head", at]]);
    }

    /// <summary>A meeting that the unit has called, to which one other unit or one of the family is invited.</summary>
    public static async Task<Guid> Meeting(Town town, Guid child, string convener, string? unit = null, Guid? member = null)
    {
        var (id, at) = (Guid.CreateVersion7(), Kronobarn.Kernel.Clock.StartOf(Town.FirstDay));
        await Insert(town, "Meeting", ["MeetingId", "ChildId", "IsProtected", "CalledByOrganisation", "CalledByUnitId", "CalledBy", "CalledAt", "Purpose", "StartsAt", "EndsAt", "Place", "State", "Sequence", "Version"],
            [[id, child, false, TownPlan.OrganisationOf(convener), convener, $"{convener}-head", at, "Ett möte om skolgången.", at.AddDays(20), at.AddDays(20).AddHours(1), "Rum 2", "called", 0, 1]]);
        await Insert(town, "MeetingInvitee", ["InviteeId", "MeetingId", "Kind", "Organisation", "UnitId", "MemberId"],
        [
            [Guid.CreateVersion7(), id, "unit", TownPlan.OrganisationOf(convener), convener, null],
            [Guid.CreateVersion7(), id, unit is null ? "guardian" : "unit", unit is null ? null : TownPlan.OrganisationOf(unit), unit, member],
        ]);
        return id;
    }

    public static Task Insert(Town town, string table, string[] columns, IReadOnlyCollection<object?[]> rows) =>
        town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["Collaboration"]].Write(async db =>
        {
            await db.Insert(table, columns, rows);
            return 0;
        }, default);
}
