using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>Putting a form's question to people.</summary>
internal static class ConsentAskings
{
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
