using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Casework;

/// <summary>Lays a concern on a unit's table: as a new one, or in the case that it came with.</summary>
internal static class ConcernArrival
{
    /// <param name="because">One of <see cref="RoutedBecause"/>.</param>
    /// <param name="caseId">The case that has taken it up; missing for a new one.</param>
    public static async Task Put(Session db, Clock clock, ConcernTold told, string unitId, Guid? childId, bool isProtected, string because, string? reason, Guid? caseId)
    {
        var state = caseId is null ? ConcernStates.New : ConcernStates.InCase;
        var row = new
        {
            told.ConcernId,
            unitId,
            childId,
            isProtected,
            told.About,
            // One form, so that the same number typed in two ways is seen to be the same.
            IdentityNumber = told.IdentityNumber is null ? null : IdentityText.Stored(told.IdentityNumber, clock.Today),
            told.Description,
            told.Text,
            told.Urgency,
            told.Reporter.Kind,
            told.Reporter.Organisation,
            ReporterUnit = told.Reporter.UnitId,
            told.Reporter.Name,
            told.Reporter.Contact,
            told.RaisedAt,
            clock.Now,
            because,
            reason,
            state,
            caseId,
        };
        // A concern may come back to a unit that has had it, and somebody may have found out whom it is about meanwhile.
        var back = await db.Execute("""
            UPDATE {Module}.Concern SET State = @state, ChildId = @childId, IsProtected = @isProtected, About = @About, IdentityNumber = @IdentityNumber, Description = @Description, ReceivedAt = @Now, Because = @because, Reason = @reason, HandlerId = NULL, CaseId = @caseId,
              WentToOrganisation = NULL, WentToUnitId = NULL, ClosedAt = NULL, Version = Version + 1
            WHERE ConcernId = @ConcernId AND UnitId = @unitId
            """, row);
        if (back > 0)
            return;
        await db.Execute("""
            INSERT INTO {Module}.Concern (ConcernId, UnitId, ChildId, IsProtected, About, IdentityNumber, Description, Body, Urgency, ReporterKind, ReporterOrganisation, ReporterUnitId,
              ReporterName, ReporterContact, RaisedAt, ReceivedAt, Because, Reason, State, CaseId, Version)
            VALUES (@ConcernId, @unitId, @childId, @isProtected, @About, @IdentityNumber, @Description, @Text, @Urgency, @Kind, @Organisation, @ReporterUnit,
              @Name, @Contact, @RaisedAt, @Now, @because, @reason, @state, @caseId, 1)
            """, row);
        await db.Insert("ConcernSpoke", ["ConcernId", "UnitId", "Spoke"], [.. told.Spokes.Select(spoke => new object?[] { told.ConcernId, unitId, spoke })]);
    }

    /// <summary>The concern is another unit's now; returns it as it was told.</summary>
    public static async Task<ConcernTold> Leave(Session db, Clock clock, Deadlines deadlines, StoredConcern concern, string organisation, string unitId)
    {
        await db.Execute("""
            UPDATE {Module}.Concern SET State = 'transferred', WentToOrganisation = @organisation, WentToUnitId = @unitId, ClosedAt = @Now, Version = Version + 1
            WHERE ConcernId = @ConcernId AND UnitId = @from
            """, new { organisation, unitId, clock.Now, concern.ConcernId, from = concern.UnitId });
        await deadlines.AllDone(db, concern.ConcernId, concern.UnitId);
        return concern.Told(await StoredConcern.Spokes(db, concern.ConcernId, concern.UnitId));
    }

    /// <summary>The unit's concerns that nobody has taken up, about one child or about all.</summary>
    public static Task<List<Guid>> Untaken(Session db, string unitId, Guid? childId) => db.Query<Guid>("""
        SELECT ConcernId FROM {Module}.Concern WHERE UnitId = @unitId AND State IN ('new', 'acknowledged') AND (@childId IS NULL OR ChildId = @childId) ORDER BY ReceivedAt
        """, new { unitId, childId });

    public static Task<List<Guid>> OfCase(Session db, Guid caseId, string unitId) =>
        db.Query<Guid>("SELECT ConcernId FROM {Module}.Concern WHERE CaseId = @caseId AND UnitId = @unitId AND State = 'in-case' ORDER BY RaisedAt", new { caseId, unitId });
}
