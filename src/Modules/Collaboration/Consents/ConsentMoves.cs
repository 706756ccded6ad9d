using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>What follows when somebody answers.</summary>
internal static class ConsentMoves
{
    /// <summary>
    /// Takes the answer; a form that renews another takes its place in the moment in which it is in force, so that there is no day between them. Where it was in force
    /// already, because of a judgement or because custody has changed, it is told before the answer is taken: a yes that is taken back never brings the old form back.
    /// </summary>
    public static async Task Answer(Session db, Clock clock, Givers givers, StoredConsent consent, string happens, Doer doer, SaidConsent said, CancellationToken cancel)
    {
        var form = await StoredForm.Load(db, consent.FormId);
        await Renew(db, clock, givers, form, doer, cancel);
        await StoredConsents.Change(db, clock, consent, form, happens, doer, said);
        await Renew(db, clock, givers, form, doer, cancel);
    }

    /// <summary>Ends the form that this one renews, when this one is in force.</summary>
    public static async Task Renew(Session db, Clock clock, Givers givers, StoredForm form, Doer doer, CancellationToken cancel)
    {
        if (form is not { RenewsFormId: { } old, State: StoredForm.Open })
            return;
        var (_, all) = await givers.Of(db, form.ChildId, cancel);
        var answers = (await StoredConsent.Of(db, form.FormId)).ConvertAll(c => new Given(c.MemberId, c.State, []));
        if (Coverage.IsInForce(new AskedConsent(form.FormId, form.UntilDate, answers, []), [.. all.Where(g => g.IsNeeded).Select(g => g.MemberId)], clock.Today))
            await End(db, clock, old, "replaced", ConsentEvents.Replace, doer);
    }

    /// <summary>The form is over, with all its answers.</summary>
    /// <param name="state">replaced or cancelled.</param>
    public static async Task End(Session db, Clock clock, Guid formId, string state, string happens, Doer doer)
    {
        if (await db.Execute("UPDATE Collaboration.ConsentForm SET State = @state WHERE FormId = @formId AND State = 'open'", new { state, formId }) == 0)
            return;
        var form = await StoredForm.Load(db, formId);
        foreach (var consent in await StoredConsent.Of(db, formId))
        {
            var after = ConsentSteps.Take(consent.State, happens);
            await db.Execute("UPDATE Collaboration.Consent SET State = @after WHERE ConsentId = @ConsentId", new { after, consent.ConsentId });
            await StoredConsents.Happened(db, clock, consent.ConsentId, formId, happens, doer, null);
            StoredConsents.Tell(db, clock, form, after);
        }
    }
}
