using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Directory;

/// <summary>
/// Tells that units and roles are no more, on the day and not before: until then their people work on. Told once, in the transaction that notes it, whether an
/// administrator ended them, a feed did, or a day that was set long ago has come.
/// </summary>
internal sealed class Endings(StoreOf<Endings> store, Clock clock, ILogger<Endings> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    public async Task Run(CancellationToken cancel)
    {
        if (await store.Read(db => db.Scalar<int>("""
            SELECT (SELECT COUNT(*) FROM Directory.Unit WHERE ToDate <= @Today AND ClosureToldAt IS NULL) + (SELECT COUNT(*) FROM Directory.Assignment WHERE ToDate <= @Today AND EndToldAt IS NULL)
            """, new { clock.Today }), cancel) > 0)
            await store.Write(db => Tell(db, clock), cancel);
    }

    /// <summary>Tells what has ended and is not told, in the transaction at hand.</summary>
    public static async Task<int> Tell(Session db, Clock clock)
    {
        var today = new { clock.Today, clock.Now };
        var units = await db.Query<Successors.Link>("""
            SELECT UnitId, Organisation, Municipality, FromDate, ToDate, SuccessorUnitId FROM Directory.Unit WHERE ToDate <= @Today AND ClosureToldAt IS NULL ORDER BY UnitId
            """, today);
        var all = units.Count > 0 ? await Successors.All(db) : [];
        foreach (var unit in units)
        {
            var home = Successors.Home(all, unit.UnitId, clock.Today);
            db.Publish(new UnitClosed(unit.UnitId, unit.Organisation, home == unit.UnitId ? null : home, unit.ToDate!.Value));
        }

        // Who has another role at the unit is still there.
        var roles = await db.Query<RoleRow>("""
            SELECT DISTINCT a.PersonId, a.UnitId, u.Organisation FROM Directory.Assignment a JOIN Directory.Unit u ON u.UnitId = a.UnitId
            WHERE a.ToDate <= @Today AND a.EndToldAt IS NULL AND NOT EXISTS (
              SELECT 1 FROM Directory.Assignment o WHERE o.PersonId = a.PersonId AND o.UnitId = a.UnitId AND o.FromDate <= @Today AND (o.ToDate IS NULL OR o.ToDate > @Today))
            ORDER BY a.UnitId, a.PersonId
            """, today);
        foreach (var role in roles)
            db.Publish(new RoleEnded(role.PersonId, role.UnitId, role.Organisation));
        await db.Execute("UPDATE Directory.Unit SET ClosureToldAt = @Now WHERE ToDate <= @Today AND ClosureToldAt IS NULL", today);
        await db.Execute("UPDATE Directory.Assignment SET EndToldAt = @Now WHERE ToDate <= @Today AND EndToldAt IS NULL", today);
        return units.Count + roles.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, clock.Time, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Clock.StartOf(clock.Today.AddDays(1)) - clock.Now;
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The endings of the day could not be told; trying again");
                pause = RetryAfter;
            }

            await Task.Delay(pause < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : pause, clock.Time, stoppingToken);
        }
    }

    private sealed class RoleRow
    {
        public required string PersonId { get; init; }
        public required string UnitId { get; init; }
        public required string Organisation { get; init; }
    }
}
