using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>What a clock runs for.</summary>
internal static class ItemKinds
{
    public const string Concern = "concern";
    public const string Case = "case";
    public const string Offer = "offer";
    public const string GlassBreak = "glass-break";

    /// <summary>Barnets plan, or an offer of it.</summary>
    public const string Plan = "plan";
    public const string Intake = Contracts.IntakeClocks.ItemKind;
}

/// <summary>Starts and stops the clocks (tidsfrister) of a unit's work, in the same transaction as the work. The ladder is climbed by <see cref="ClockWatch"/>.</summary>
internal sealed class Deadlines(Clocks clocks, Clock clock) : Contracts.IClocks
{
    /// <summary>Starts a clock today, or from the day on which the reporter or giver began to wait.</summary>
    public async Task<DateOnly> Start(Session db, string name, string kind, Guid itemId, string unitId, DateOnly? from = null)
    {
        var start = from ?? clock.Today;
        return await Run(db, name, kind, itemId, unitId, start, clocks.Due(name, start));
    }

    /// <summary>Starts a clock whose last day somebody has chosen.</summary>
    public async Task<DateOnly> Run(Session db, string name, string kind, Guid itemId, string unitId, DateOnly start, DateOnly due)
    {
        await db.Execute("""
            INSERT INTO {Module}.Deadline (DeadlineId, Clock, ItemKind, ItemId, UnitId, StartedOn, DueOn, Step, NextStepOn)
            VALUES (@id, @name, @kind, @itemId, @unitId, @start, @due, 0, @next)
            """, new { id = Guid.CreateVersion7(clock.Now), name, kind, itemId, unitId, start, due, next = Clocks.NextStep(due, Level.Running, clocks.LadderOf(name)) });
        return due;
    }

    /// <summary>The clock was answered. One that had climbed is told off the ladder as well.</summary>
    public async Task Done(Session db, string name, Guid itemId) => await Done(db, await db.Query<Guid>(
        "SELECT DeadlineId FROM {Module}.Deadline WHERE ItemId = @itemId AND Clock = @name AND DoneAt IS NULL", new { itemId, name }));

    /// <summary>The clock was answered, at this unit; another unit of the organisation may have the same one running for the same thing.</summary>
    public async Task Stop(Session db, string name, Guid itemId, string unitId) => await Done(db, await db.Query<Guid>(
        "SELECT DeadlineId FROM {Module}.Deadline WHERE ItemId = @itemId AND UnitId = @unitId AND Clock = @name AND DoneAt IS NULL", new { itemId, unitId, name }));

    /// <summary>Every clock of a thing at a unit stops, because the thing is closed or has gone on.</summary>
    public async Task AllDone(Session db, Guid itemId, string unitId) => await Done(db, await db.Query<Guid>(
        "SELECT DeadlineId FROM {Module}.Deadline WHERE ItemId = @itemId AND UnitId = @unitId AND DoneAt IS NULL", new { itemId, unitId }));

    /// <summary>What runs for a thing runs on at another unit, with the days it had; what had climbed is told anew, for the heads and coordinator of that unit.</summary>
    public async Task Move(Session db, Guid itemId, string fromUnitId, string toUnitId)
    {
        foreach (var row in await db.Query<ClimbedRow>("""
            SELECT DeadlineId, Clock, DueOn, Step FROM {Module}.Deadline WHERE ItemId = @itemId AND UnitId = @fromUnitId AND DoneAt IS NULL ORDER BY DueOn, DeadlineId
            """, new { itemId, fromUnitId }))
        {
            await db.Execute("UPDATE {Module}.Deadline SET UnitId = @toUnitId WHERE DeadlineId = @DeadlineId", new { toUnitId, row.DeadlineId });
            if (row.Step > 0)
                db.Publish(new Contracts.ClockEscalated(row.DeadlineId, db.Module.Slug, toUnitId, row.Clock, row.DueOn, row.Step, clock.Now));
        }
    }

    private async Task Done(Session db, List<Guid> ids)
    {
        foreach (var id in ids)
        {
            var climbed = await db.Execute("UPDATE {Module}.Deadline SET DoneAt = @Now, NextStepOn = NULL WHERE DeadlineId = @id AND Step > 0", new { id, clock.Now });
            if (climbed == 0)
                await db.Execute("UPDATE {Module}.Deadline SET DoneAt = @Now, NextStepOn = NULL WHERE DeadlineId = @id", new { id, clock.Now });
            else
                db.Publish(new Contracts.EscalationEnded(id, clock.Now));
        }
    }

    private sealed class ClimbedRow
    {
        public required Guid DeadlineId { get; init; }
        public required string Clock { get; init; }
        public required DateOnly DueOn { get; init; }
        public required int Step { get; init; }
    }
}
