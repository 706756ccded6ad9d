using Kronobarn.Kernel;

namespace Kronobarn.Collaboration;

/// <summary>A plan's own row.</summary>
internal sealed class StoredPlan
{
    public required Guid PlanId { get; init; }
    public required Guid ChildId { get; init; }
    public required string State { get; init; }
    public required string OwnerOrganisation { get; init; }
    public required string OwnerUnitId { get; init; }
    public string? HolderOrganisation { get; init; }
    public string? HolderUnitId { get; init; }
    public Guid? MeetingId { get; init; }
    public required int Number { get; init; }
    public required DateOnly NextFollowUp { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Outcome { get; init; }
    public string? OutcomeBody { get; init; }

    public bool IsOverdue(DateOnly today) => State == PlanStates.Open && today > NextFollowUp;

    public static async Task<StoredPlan> Load(Session db, Guid planId) => await Find(db, planId) ?? throw new NotFound();

    public static Task<StoredPlan?> Find(Session db, Guid planId) => db.Find<StoredPlan>("""
        SELECT PlanId, ChildId, State, OwnerOrganisation, OwnerUnitId, HolderOrganisation, HolderUnitId, MeetingId, Number, NextFollowUp, OpenedAt, ClosedAt, Outcome, OutcomeBody
        FROM Collaboration.ChildPlan WHERE PlanId = @planId
        """, new { planId });

    /// <exception cref="Refused">The plan is closed.</exception>
    public static async Task<StoredPlan> Open(Session db, Guid planId)
    {
        var plan = await Load(db, planId);
        return plan.State == PlanStates.Open ? plan : throw new Refused("wrong-state", "The plan is closed: it can be read, and nothing more be written in it.");
    }

    /// <summary>Each change has a number of its own; two that come at once get one each, because the plan's row is taken first.</summary>
    public static async Task<int> Next(Session db, Guid planId)
    {
        await db.Execute("UPDATE Collaboration.ChildPlan SET Number = Number + 1 WHERE PlanId = @planId", new { planId });
        return await db.Scalar<int>("SELECT Number FROM Collaboration.ChildPlan WHERE PlanId = @planId", new { planId });
    }

    /// <summary>Something has happened to the plan besides its parts.</summary>
    public static async Task<int> Happened(Session db, Clock clock, Guid planId, string kind, string? unitId, string personId)
    {
        var number = await Next(db, planId);
        await db.Execute("""
            INSERT INTO Collaboration.PlanEvent (EventId, PlanId, Number, Kind, UnitId, PersonId, HappenedAt) VALUES (@id, @planId, @number, @kind, @unitId, @personId, @Now)
            """, new { id = Guid.CreateVersion7(clock.Now), planId, number, kind, unitId, personId, clock.Now });
        return number;
    }

    public static Task<List<StoredParty>> Parties(Session db, Guid planId) => db.Query<StoredParty>("""
        SELECT PlanId, UnitId, Organisation, State, Message, AskedAt, AnsweredAt FROM Collaboration.PlanParty WHERE PlanId = @planId ORDER BY AskedAt, UnitId
        """, new { planId });
}

/// <summary>A unit beside a plan.</summary>
internal sealed class StoredParty
{
    public required Guid PlanId { get; init; }
    public required string UnitId { get; init; }
    public required string Organisation { get; init; }
    public required string State { get; init; }
    public string? Message { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>What happens to a plan, as stored and sent.</summary>
internal static class PlanEvents
{
    public const string Opened = "opened";
    public const string Asked = "party-asked";
    public const string Joined = "party-joined";
    public const string Declined = "party-declined";
    public const string Left = "party-left";
    public const string Offered = "owner-offered";
    public const string Passed = "owner-changed";
    public const string NotPassed = "owner-offer-over";
    public const string FollowedUp = "followed-up";
    public const string Closed = "closed";
    public const string Reopened = "reopened";
}
