using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>On which ground a case is told to somebody else, as stored and sent. OSL: offentlighets- och sekretesslagen (2009:400).</summary>
internal static class Grounds
{
    /// <summary>OSL 10:1 and 12:2.</summary>
    public const string Consent = "consent";

    /// <summary>Necessary for the giver's own work.</summary>
    public const string Necessary = "osl-10-2";

    /// <summary>A duty to tell that a law or ordinance lays down.</summary>
    public const string Duty = "osl-10-28";

    /// <summary>Inside the organisation there is no wall to tell across.</summary>
    public const string OwnOrganisation = "own-organisation";

    public static readonly IReadOnlyList<string> All = [Consent, Necessary, Duty, OwnOrganisation];
}

/// <summary>A hand-over as the giver has it: the one row that decides who has the case.</summary>
internal sealed class StoredHandOver
{
    public required Guid HandOverId { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid ChildId { get; init; }
    public required string UnitId { get; init; }
    public required string ToOrganisation { get; init; }
    public required string ToUnitId { get; init; }
    public required string Message { get; init; }
    public required bool TakesConcern { get; init; }
    public required bool TakesAnalysis { get; init; }
    public required bool TakesDecision { get; init; }
    public required string Ground { get; init; }
    public string? ConsentBody { get; init; }

    /// <summary>The form that it rests on.</summary>
    public Guid? ConsentId { get; init; }
    public required string State { get; init; }
    public required DateTimeOffset OfferedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? Reason { get; init; }
    public Guid? NewCaseId { get; init; }

    /// <summary>What consent must cover for this to travel: the decision says what the concern was about.</summary>
    public static IReadOnlyCollection<string> Categories(bool concern, bool analysis, bool decision) =>
        [.. concern || decision ? [Collaboration.Contracts.Categories.Concern] : (IEnumerable<string>)[], .. analysis ? [Collaboration.Contracts.Categories.Analysis] : (IEnumerable<string>)[]];

    public static Task<StoredHandOver?> Find(Session db, Guid handOverId) => db.Find<StoredHandOver>("""
        SELECT HandOverId, CaseId, ChildId, UnitId, ToOrganisation, ToUnitId, Message, TakesConcern, TakesAnalysis, TakesDecision, Ground, ConsentBody, ConsentId, State, OfferedAt, AnsweredAt, Reason, NewCaseId
        FROM {Module}.HandOver WHERE HandOverId = @handOverId
        """, new { handOverId });

    /// <summary>The latest first.</summary>
    public static Task<List<StoredHandOver>> OfCase(Session db, Guid caseId) => db.Query<StoredHandOver>("""
        SELECT HandOverId, CaseId, ChildId, UnitId, ToOrganisation, ToUnitId, Message, TakesConcern, TakesAnalysis, TakesDecision, Ground, ConsentBody, ConsentId, State, OfferedAt, AnsweredAt, Reason, NewCaseId
        FROM {Module}.HandOver WHERE CaseId = @caseId ORDER BY OfferedAt DESC, HandOverId DESC
        """, new { caseId });

    /// <summary>Answers the offer, for accept, decline and withdraw alike: whoever's update finds it unanswered wins.</summary>
    /// <param name="state">One of <see cref="HandOverStates.Answers"/>.</param>
    /// <param name="personId">Missing when the house withdraws it, because the holder has changed.</param>
    /// <exception cref="Refused">It has an answer.</exception>
    public static async Task Answer(Session db, Clock clock, StoredHandOver offer, string state, string? personId, string? reason = null, Guid? newCaseId = null)
    {
        if (!Baton.After(offer.State, state).Wins || await db.Execute("""
            UPDATE {Module}.HandOver SET State = @state, AnsweredAt = @Now, AnsweredBy = @personId, Reason = @reason, NewCaseId = @newCaseId
            WHERE HandOverId = @HandOverId AND State = 'offered'
            """, new { state, clock.Now, personId, reason, newCaseId, offer.HandOverId }) == 0)
            throw new Refused("already-answered", "The offer has been answered already.");
    }

    /// <summary>The case is the giver's again to decide about, and its clock runs anew.</summary>
    public static async Task BackToGiver(Session db, Clock clock, Deadlines deadlines, StoredHandOver offer, string state, string line, string? personId, string? reason)
    {
        await deadlines.AllDone(db, offer.HandOverId, offer.UnitId);
        var file = await CaseFile.Load(db, offer.CaseId);
        await CaseMoves.To(db, file, Baton.CaseState(state));
        await deadlines.Start(db, ClockName.FirstDecision, ItemKinds.Case, file.CaseId, file.UnitId);
        await CaseFile.Note(db, clock, file.CaseId, line, personId, reason);
        db.Publish(new HandOverEnded(offer.HandOverId, db.Module.Slug, offer.ToOrganisation, state, clock.Now));
    }
}
