using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>A meeting as one unit may see it. What the convener says of the child (purpose, agenda, outcome) is of the category plan; that there is a meeting, when, where and who, is contact too.</summary>
/// <param name="ChildName">Missing for a child who has none yet.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="WishedParticipants">To the convener alone, as are the reasons why the child is not invited and why the meeting was called off.</param>
/// <param name="Sequence">Of the calendar file.</param>
/// <param name="Version">For If-Match.</param>
internal sealed record MeetingPage(Guid MeetingId, Guid ChildId, string? ChildName, string State, bool IsConvener, UnitPage CalledBy, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Place, string? VideoLink,
    string? Purpose, string? Agenda, string? WishedParticipants, string? ChildNotInvitedBecause, string? CancelReason, IReadOnlyList<InviteePage> Invitees, IReadOnlyList<ViewPage> Views, HeldPage? Held, int Sequence, int Version);

internal sealed record UnitPage(string Organisation, string UnitId, string? Name);

/// <param name="Kind">unit, guardian or child.</param>
/// <param name="MemberId">To the convener alone, as are names of the family.</param>
/// <param name="Words">What a unit says with its answer is its own: shown where a consent covers it.</param>
internal sealed record InviteePage(Guid InviteeId, string Kind, UnitPage? Unit, Guid? MemberId, string? Name, string? Answer, string? Words, DateTimeOffset? AnsweredAt, string? Attendance);

/// <summary>What one party thinks, in its own words: every version as it was said, the latest last.</summary>
internal sealed record ViewPage(Guid InviteeId, string Kind, UnitPage? Unit, IReadOnlyList<ViewVersion> Versions);

/// <param name="SaidAt">UTC.</param>
internal sealed record ViewVersion(int Number, string Words, bool Disagrees, DateTimeOffset SaidAt)
{
    public static IReadOnlyList<ViewVersion> Of(IEnumerable<StoredView> views) => [.. views.Select(v => new ViewVersion(v.Number, v.Body, v.Disagrees, v.SaidAt))];
}

/// <param name="Outcome">plan, no-plan or another-meeting.</param>
/// <param name="ChildPart">How the child had its part.</param>
/// <param name="Words">Of the outcome.</param>
internal sealed record HeldPage(string Outcome, string? Words, string ChildPart, string? ChildWords);

/// <summary>Makes a unit's rendition of a meeting from its seat: a piece of another unit's is there only where a consent in force, or another ground, lets it through now.</summary>
internal sealed class MeetingPages(IUnits units, IUnitRecords records, IFamilies families)
{
    public async Task<MeetingPage> Of(Session db, MeetingSeat seat, Caller caller, CancellationToken cancel)
    {
        var (meeting, me) = (seat.Meeting, caller.UnitId);
        var isConvener = meeting.CalledByUnitId == me;
        var known = await units.All(cancel);
        var name = (await records.Cards(caller, [meeting.ChildId], cancel, hasCases: true)).GetValueOrDefault(meeting.ChildId)?.Name;
        var family = isConvener ? await families.Of(meeting.ChildId, cancel) : null;
        var hasPlan = Lets(meeting.CalledByUnitId, Categories.Plan);
        var views = (await StoredView.Of(db, meeting.MeetingId)).ToLookup(v => v.InviteeId);
        return new MeetingPage(meeting.MeetingId, meeting.ChildId, name, meeting.State, isConvener, Named(meeting.CalledByOrganisation, meeting.CalledByUnitId), meeting.StartsAt, meeting.EndsAt, meeting.Place, meeting.VideoLink,
            hasPlan ? meeting.Purpose : null, hasPlan ? meeting.Agenda : null, isConvener ? meeting.WishedParticipants : null, isConvener ? meeting.ChildNotInvited : null, isConvener ? meeting.CancelReason : null,
            [.. seat.Invitees.Where(i => i.IsInvited).Select(Invitee)],
            [.. seat.Invitees.Where(i => views.Contains(i.InviteeId) && MayRead(i)).Select(i => new ViewPage(i.InviteeId, i.Kind, UnitOf(i), ViewVersion.Of(views[i.InviteeId])))],
            meeting.Outcome is null || !hasPlan ? null : new HeldPage(meeting.Outcome, meeting.OutcomeBody, meeting.ChildPart!, meeting.ChildPartBody),
            meeting.Sequence, meeting.Version);

        bool Lets(string from, string category) => seat.Coverage!.Lets(from, me, category);

        // What the family says it says to the meeting: to whoever called it, and to those whom the convener may tell what is said there.
        bool MayRead(StoredInvitee said) => said.UnitId is { } unit ? Lets(unit, Categories.Plan) : hasPlan;

        InviteePage Invitee(StoredInvitee one) => new(one.InviteeId, one.Kind, UnitOf(one), isConvener ? one.MemberId : null, NameOf(one), one.Answer,
            one.UnitId is { } unit ? (Lets(unit, Categories.Plan) || Lets(unit, Categories.Contact) ? one.AnswerBody : null) : isConvener ? one.AnswerBody : null, one.AnsweredAt, one.Attendance);

        string? NameOf(StoredInvitee one) => one.MemberId is null || family is null ? null
            : one.MemberId == family.ChildId ? family.Name : family.Guardians.FirstOrDefault(g => g.MemberId == one.MemberId)?.Name;

        UnitPage? UnitOf(StoredInvitee one) => one.UnitId is { } unit ? Named(one.Organisation!, unit) : null;

        UnitPage Named(string organisation, string unitId) => new(organisation, unitId, known.GetValueOrDefault(unitId)?.Name);
    }
}
