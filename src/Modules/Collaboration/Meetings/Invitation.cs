using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.Hosting;

namespace Kronobarn.Collaboration;

/// <summary>What is sent to call a meeting, or to change one: all of it each time.</summary>
/// <param name="Purpose">10 to 500 characters.</param>
/// <param name="StartsAt">An instant, in the future.</param>
/// <param name="EndsAt">An instant, at most 8 hours after the start.</param>
/// <param name="Units">The units that are invited beside the own one; at most 20. Each must be covered by a consent in force, or another recorded ground.</param>
/// <param name="Guardians">Member ids of guardians with custody today.</param>
/// <param name="ChildNotInvitedBecause">When the child is not invited, and only then: why. Its part is equal whether or not it is in the room.</param>
/// <param name="Agenda">At most 2,000 characters.</param>
/// <param name="WishedParticipants">Whom the child and the guardians wish for, in words; at most 1,000 characters. The convener's own note.</param>
/// <param name="Place">At most 200 characters; a place, a link or both.</param>
/// <param name="VideoLink">An https address at one of the municipality's own secure video services, <c>Kronobarn:Meetings:VideoHosts</c>.</param>
internal sealed record Invitation(string Purpose, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<string> Units, IReadOnlyList<Guid> Guardians, bool IsChildInvited,
    string? ChildNotInvitedBecause = null, string? Agenda = null, string? WishedParticipants = null, string? Place = null, string? VideoLink = null);

/// <summary>An invitation by its form.</summary>
internal sealed class InvitationRules : AbstractValidator<Invitation>
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    public InvitationRules(Clock clock, MeetingSettings settings, IHostEnvironment environment)
    {
        RuleFor(i => i.Purpose).Must(ReadableText.Is).WithMessage("Say what the meeting is for, in text that can be read.").Length(10, 500);
        RuleFor(i => i.StartsAt).Must(at => at > clock.Now).WithMessage("In the future.");
        RuleFor(i => i.EndsAt).Must((i, end) => end > i.StartsAt && end - i.StartsAt <= Longest).WithMessage("After the start, and at most 8 hours after it.");
        RuleFor(i => i.Units).Must(units => units.Count <= 20 && units.All(u => u.Length is > 0 and <= 40)).WithMessage("At most 20 units.");
        RuleFor(i => i.Guardians).Must(all => all.Count <= 10).WithMessage("At most 10.");
        RuleFor(i => i).Must(i => i.IsChildInvited || i.Units.Count + i.Guardians.Count > 0).WithMessage("Invite somebody.");
        RuleFor(i => i.ChildNotInvitedBecause).MaximumLength(500).Must((i, why) => i.IsChildInvited ? why is null : why is not null && ReadableText.Is(why)).WithMessage("When the child is not invited, and only then: why.");
        RuleFor(i => i.Agenda).MaximumLength(2000).Must(IsNoneOrReadable).WithMessage("Text that can be read, or none.");
        RuleFor(i => i.WishedParticipants).MaximumLength(1000).Must(IsNoneOrReadable).WithMessage("Text that can be read, or none.");
        RuleFor(i => i.Place).MaximumLength(200).Must(IsNoneOrReadable).WithMessage("Text that can be read, or none.").Must((i, place) => place is not null || i.VideoLink is not null).WithMessage("A place, a link or both.");
        RuleFor(i => i.VideoLink).MaximumLength(400).Must(link => link is null || settings.Allows(link, environment)).WithMessage("An https address at the municipality's own video service.");
    }

    private static bool IsNoneOrReadable(string? text) => text is null || ReadableText.Is(text);
}

/// <summary>Who is invited, found in the register and the directory, with what each unit's invitation rests on.</summary>
internal sealed record Guests(FamilyInfo Family, IReadOnlyList<(UnitInfo Unit, Basis? Basis)> Units, IReadOnlyList<Guid> Guardians, bool IsChildInvited);

/// <summary>An invitation by its content: to invite a unit is to tell it of the child, and so rests on a consent in force or another recorded ground.</summary>
internal sealed class Invitations(Givers givers, IUnits units, AuditLog audit, Clock clock)
{
    /// <exception cref="Invalid">A unit that is closed, or somebody without custody.</exception>
    /// <exception cref="Refused"><c>consent-missing</c>, with the units that nothing covers.</exception>
    public async Task<Guests> Find(Session db, string convenerUnitId, Guid childId, Invitation invitation, CancellationToken cancel)
    {
        var (family, _) = await givers.Of(db, childId, cancel);
        if (invitation.Guardians.Any(id => !family.Guardians.Any(g => g.MemberId == id)))
            throw new Invalid("guardians", "Only guardians with custody today.");
        var known = await units.All(cancel);
        var coverage = await givers.Coverage(db, childId, cancel);
        var (found, missing) = (new List<(UnitInfo, Basis?)>(), new List<string>());
        foreach (var unitId in invitation.Units.Append(convenerUnitId).Distinct(StringComparer.Ordinal))
        {
            if (!known.TryGetValue(unitId, out var unit) || unit.To <= clock.Today)
                throw new Invalid("units", $"There is no unit {unitId} today.");
            var basis = unitId == convenerUnitId ? null : MeetingSeat.Basis(coverage, convenerUnitId, unitId);
            if (basis is null && unitId != convenerUnitId)
                missing.Add(unitId);
            found.Add((unit, basis));
        }

        return missing.Count == 0 ? new Guests(family, found, [.. invitation.Guardians.Distinct()], invitation.IsChildInvited)
            : throw new Refused("consent-missing", $"No consent in force and no other ground covers {string.Join(", ", missing)}.");
    }

    /// <summary>Invites all of them who are not invited yet, the others no more; and notes what each unit's invitation rests on.</summary>
    /// <param name="isMoved">The meeting is at another time: what was answered was about the time before.</param>
    public async Task Invite(Session db, Guid meetingId, string convenerUnitId, Guests guests, bool isMoved)
    {
        var before = await StoredInvitee.Of(db, meetingId);
        List<(string Kind, string? UnitId, string? Organisation, Guid? MemberId)> wanted =
        [
            .. guests.Units.Select(u => (InviteeKinds.Unit, (string?)u.Unit.UnitId, (string?)u.Unit.Organisation, (Guid?)null)),
            .. guests.Guardians.Select(id => (InviteeKinds.Guardian, (string?)null, (string?)null, (Guid?)id)),
        ];
        if (guests.IsChildInvited)
            wanted.Add((InviteeKinds.Child, null, null, guests.Family.ChildId));
        foreach (var gone in before.Where(b => b.IsInvited && !wanted.Exists(w => w.UnitId == b.UnitId && w.MemberId == b.MemberId)))
            await db.Execute("UPDATE Collaboration.MeetingInvitee SET RemovedAt = @Now WHERE InviteeId = @InviteeId", new { clock.Now, gone.InviteeId });
        foreach (var (kind, unitId, organisation, memberId) in wanted)
        {
            // The convener comes to what it has called itself.
            var answer = unitId == convenerUnitId ? InvitationAnswers.Accepted : null;
            var row = new { id = Guid.CreateVersion7(clock.Now), meetingId, kind, organisation, unitId, memberId, answer };
            if (before.Find(b => b.UnitId == unitId && b.MemberId == memberId) is not { } old)
                await db.Execute("INSERT INTO Collaboration.MeetingInvitee (InviteeId, MeetingId, Kind, Organisation, UnitId, MemberId, Answer) VALUES (@id, @meetingId, @kind, @organisation, @unitId, @memberId, @answer)", row);
            else if (isMoved || !old.IsInvited)
                await db.Execute("UPDATE Collaboration.MeetingInvitee SET Answer = @answer, AnswerBody = NULL, AnsweredBy = NULL, AnsweredAt = NULL, RemovedAt = NULL WHERE InviteeId = @InviteeId", new { answer, old.InviteeId });
        }

        foreach (var (_, basis) in guests.Units.Where(u => u.Basis is not null))
            db.Audit(audit.ByEvent(AuditAttribute.Disclosed, guests.Family.ChildId, basis!.IsConsent ? "invited" : "other-ground") with { ConsentId = basis.IsConsent ? basis.Id : null });
    }
}
