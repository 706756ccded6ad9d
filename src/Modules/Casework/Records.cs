using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Casework;

/// <summary>A message about a concern that was sent to the caller's unit.</summary>
internal interface IAboutConcern : IAboutRecord;

/// <summary>A message about a case of the caller's unit.</summary>
internal interface IAboutCase : IAboutRecord;

/// <summary>A message about a case that is, or was, offered to the caller's unit.</summary>
internal interface IAboutOffer : IAboutRecord
{
    /// <summary>The slug of the giving organisation.</summary>
    string Giver { get; }
}

/// <summary>A message about a concern that the caller's unit has sent.</summary>
internal interface IAboutReceipt : IAboutRecord;

/// <summary>The states of a concern at the unit that has it, as stored and sent.</summary>
internal static class ConcernStates
{
    public const string New = "new";
    public const string Acknowledged = "acknowledged";

    /// <summary>A case has taken it up.</summary>
    public const string InCase = "in-case";
    public const string Passed = "passed";
    public const string Transferred = "transferred";
    public const string Closed = "closed";
}

/// <summary>The states of a case, as stored and sent.</summary>
internal static class CaseStates
{
    public const string Gathering = "gathering";

    /// <summary>Decided: the own organisation can meet the need, measures are under way.</summary>
    public const string Measures = "measures";

    /// <summary>Decided: another organisation's alone; offered to it. The baton is still here.</summary>
    public const string Offered = "offered";

    /// <summary>Decided: two or more have to act together.</summary>
    public const string Collaborating = "collaborating";
    public const string HandedOver = "handed-over";
    public const string Transferred = "transferred";
    public const string Closed = "closed";

    public static bool IsOpen(string state) => state is Gathering or Measures or Offered or Collaborating;
}

/// <summary>What the caller's unit is to the concerns, cases and receipts of its own organisation's store.</summary>
internal sealed class CaseworkRelations(Stores stores, ModuleList modules, Clock clock) : IRelations
{
    // The caller's own store also where a shared API asks: a unit's case on a child is no less a case there.
    public async Task<ChildRelations> ToChild(Call call, Guid childId, CancellationToken cancel) => call.Caller is { } caller && modules.Actor(caller.Organisation) is { } module
        ? await stores[module].Read(async db =>
        {
            var states = await db.Query<string>("SELECT DISTINCT State FROM {Module}.CaseFile WHERE ChildId = @childId AND UnitId = @UnitId", new { childId, caller.UnitId });
            var broken = await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.GlassBreak WHERE ChildId = @childId AND UnitId = @UnitId AND PersonId = @PersonId AND EndsAt > @Now",
                new { childId, caller.UnitId, caller.PersonId, clock.Now });
            return states.Aggregate(broken > 0 ? Relations.BreakGlass : Relations.None, (relations, state) => relations | OfCase(state));
        }, cancel)
        : Relations.None;

    public Task<RecordFacts?> ToRecord(Call call, object message, CancellationToken cancel)
    {
        if (call is not { Module: { IsActor: true } module, Caller: { } caller } || message is not IAboutRecord about)
            return Task.FromResult<RecordFacts?>(null);
        var key = new { about.RecordId, caller.UnitId, caller.PersonId };
        return message switch
        {
            IAboutConcern => stores[module].Read(async db =>
                (await db.Find<RecordRow>("SELECT ChildId, State FROM {Module}.Concern WHERE ConcernId = @RecordId AND UnitId = @UnitId", key))?.Facts(OfConcern), cancel),
            IAboutCase => stores[module].Read(async db =>
                (await db.Find<RecordRow>("SELECT ChildId, State FROM {Module}.CaseFile WHERE CaseId = @RecordId AND UnitId = @UnitId", key))?.Facts(OfCase), cancel),
            IAboutReceipt => stores[module].Read(async db =>
                (await db.Find<RecordRow>("SELECT Status AS State FROM {Module}.Receipt WHERE ReceiptId = @RecordId AND UnitId = @UnitId AND PersonId = @PersonId", key))?.Facts(_ => Relations.Reporter), cancel),
            // One that is answered stays readable as that, so that whoever comes second is told so.
            IAboutOffer offer => stores[module].Read(async db =>
                (await db.Find<RecordRow>("SELECT ChildId, State FROM {Module}.Offer WHERE GiverOrganisation = @Giver AND OfferId = @RecordId AND UnitId = @UnitId", new { offer.Giver, about.RecordId, caller.UnitId }))
                    ?.Facts(_ => Relations.Offer), cancel),
            _ => Task.FromResult<RecordFacts?>(null),
        };
    }

    private static Relations OfCase(string state) => CaseStates.IsOpen(state) ? Relations.Case : Relations.ClosedCase;

    private static Relations OfConcern(string state) => state is ConcernStates.Passed or ConcernStates.Transferred ? Relations.ClosedConcern : Relations.Concern;

    private sealed class RecordRow
    {
        public Guid? ChildId { get; init; }
        public required string State { get; init; }

        public RecordFacts Facts(Func<string, Relations> relation) => new(ChildId, relation(State));
    }
}
