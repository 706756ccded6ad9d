using Kronobarn.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Responsibility;

/// <summary>
/// Tells the transfers that a new day brings (00:00 Europe/Stockholm), and at start those of the days when no host ran. Once, whatever the number
/// of hosts: the holder told last stands on the child's row, and is compared and moved in one transaction.
/// </summary>
internal sealed class DayBreak(StoreOf<DayBreak> store, Clock clock, ILogger<DayBreak> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1);

    /// <summary>Tells everything up to and including today; returns how many were told.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var today = clock.Today;
        var last = await store.Read(db => db.Scalar<DateOnly>("SELECT COALESCE(MAX(OnDate), '0001-01-01') FROM Responsibility.DayTold"), cancel);
        if (last >= today || !await Lease.Take(store.Store, "day-break", TimeSpan.FromMinutes(5), clock, cancel))
            return 0;
        var turning = await store.Read(db => db.Query<Guid>("""
            SELECT DISTINCT ChildId FROM Responsibility.Period
            WHERE SupersededAt IS NULL AND ((FromDate > @last AND FromDate <= @today) OR (ToDate > @last AND ToDate <= @today)) ORDER BY ChildId
            """, new { last, today }), cancel);
        var told = 0;
        foreach (var ids in turning.Chunk(Register.MostAtOnce))
            told += await store.Write(db => Tell(db, ids, today), cancel);
        await store.Write(db => db.Execute("""
            INSERT INTO Responsibility.DayTold (OnDate, DoneAt) SELECT @today, @Now WHERE NOT EXISTS (SELECT 1 FROM Responsibility.DayTold WHERE OnDate = @today)
            """, new { today, clock.Now }), cancel);
        return told;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host answers its first requests before it looks at the calendar.
        await Task.Delay(AfterStart, clock.Time, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Clock.StartOf(clock.Today.AddDays(1)) - clock.Now;
            try
            {
                var told = await Run(stoppingToken);
                if (told > 0)
                    log.LogInformation("The day brought {Transfers} transfers", told);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The day's transfers could not be told; trying again");
                pause = RetryAfter;
            }

            await Task.Delay(pause < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : pause, clock.Time, stoppingToken);
        }
    }

    private static async Task<int> Tell(Session db, Guid[] ids, DateOnly today)
    {
        await db.Execute("UPDATE Responsibility.Child SET Version = Version + 1 WHERE ChildId IN @ids", new { ids });
        var told = 0;
        foreach (var (childId, child) in await StoredChildren.Load(db, ids))
        {
            if (Telling.DayBegun(childId, child.Told, child.Periods, today) is not { } happened)
                continue;
            var holder = Telling.HolderOn(child.Periods, today);
            await db.Execute("UPDATE Responsibility.Child SET ToldOrganisation = @Organisation, ToldUnitId = @UnitId WHERE ChildId = @childId", new { holder.Organisation, holder.UnitId, childId });
            db.Publish(happened);
            told++;
        }

        return told;
    }
}
