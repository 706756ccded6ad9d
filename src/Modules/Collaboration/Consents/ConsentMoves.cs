using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>What follows when somebody answers.</summary>
internal static class ConsentMoves
{
    /// <summary>Takes the answer; a form that renews another takes its place in the moment in which it is in force, so that there is no day between them and no fall-back after.</summary>
    public static async Task Answer(Session db, Clock clock, Givers givers, StoredConsent consent, string happens, Doer doer, SaidConsent said, CancellationToken cancel)
    {
        var form = await StoredForm.Load(db, consent.FormId);
        await StoredConsents.Change(db, clock, consent, form, happens, doer, said);
        if (happens != ConsentEvents.Give || form.RenewsFormId is not { } old)
            return;
        var (_, all) = await givers.Of(db, form.ChildId, cancel);
        var answers = (await StoredConsent.Of(db, form.FormId)).ConvertAll(c => new Given(c.MemberId, c.State, []));
        if (!Coverage.IsInForce(new AskedConsent(form.FormId, form.UntilDate, answers, []), [.. all.Where(g => g.IsNeeded).Select(g => g.MemberId)], clock.Today))
            return;
        await End(db, clock, old, "replaced", ConsentEvents.Replace, doer);
    }

    /// <summary>The form is over, with all its answers.</summary>
    /// <param name="state">replaced or cancelled.</param>
    public static async Task End(Session db, Clock clock, Guid formId, string state, string happens, Doer doer)
    {
        if (await db.Execute("UPDATE Collaboration.ConsentForm SET State = @state WHERE FormId = @formId AND State = 'open'", new { state, formId }) == 0)
            return;
        foreach (var consent in await StoredConsent.Of(db, formId))
        {
            var after = ConsentSteps.Take(consent.State, happens);
            await db.Execute("UPDATE Collaboration.Consent SET State = @after WHERE ConsentId = @ConsentId", new { after, consent.ConsentId });
            await StoredConsents.Happened(db, clock, consent.ConsentId, formId, happens, doer, null);
        }
    }
}
