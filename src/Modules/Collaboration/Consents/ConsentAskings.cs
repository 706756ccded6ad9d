using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>Putting a form's question to people.</summary>
internal static class ConsentAskings
{
    /// <summary>
    /// A form belongs to the unit that asked, and to the one that holds the child today and so carries on what another began. Any unit that works with consent may note
    /// what closes, never what opens: else a unit could let itself in on another's question.
    /// </summary>
    public static async Task DemandAsker(IResponsibility register, Clock clock, Caller caller, StoredForm form, CancellationToken cancel)
    {
        if (form.AskedByUnitId != caller.UnitId && (await register.Holder(form.ChildId, clock.Today, cancel))?.UnitId != caller.UnitId)
            throw new Refused("another-unit", "The unit that asked, or the one that holds the child, does this.");
    }

    public static async Task<IReadOnlyList<AskConsent.Asked>> Ask(Session db, Clock clock, Guid formId, Guid childId, IEnumerable<Giver> givers, Doer doer, IReadOnlyDictionary<Guid, string> excused)
    {
        var asked = new List<AskConsent.Asked>();
        foreach (var giver in givers)
        {
            var reason = excused.GetValueOrDefault(giver.MemberId);
            var one = new AskConsent.Asked(Guid.CreateVersion7(clock.Now), giver.MemberId, giver.IsNeeded, reason is null ? ConsentStates.Requested : ConsentStates.NotAsked);
            await db.Execute("""
                INSERT INTO Collaboration.Consent (ConsentId, FormId, ChildId, MemberId, IsNeeded, State, Reason) VALUES (@ConsentId, @formId, @childId, @MemberId, @IsNeeded, @State, @reason)
                """, new { one.ConsentId, formId, childId, one.MemberId, one.IsNeeded, one.State, reason });
            await StoredConsents.Happened(db, clock, one.ConsentId, formId, reason is null ? ConsentEvents.Ask : ConsentEvents.Excuse, doer, null);
            asked.Add(one);
        }

        return asked;
    }
}
