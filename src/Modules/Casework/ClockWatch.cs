using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Casework;

/// <summary>
/// Climbs the ladder for clocks that nobody has answered (eskalering): unit, its head, the municipality's coordinator, each step an event and taken once, whatever the
/// number of hosts. Clocks are days, so a look an hour finds the new day soon enough and costs next to nothing.
/// </summary>
internal sealed class ClockWatch(Stores stores, ModuleList modules, Clocks clocks, Clock clock, ILogger<ClockWatch> log) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Takes every step that is due today; returns how many were taken.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var taken = 0;
        foreach (var module in modules.All.Where(m => m.IsActor))
        {
            var store = stores[module];
            while (await Due(store, cancel) is { Count: > 0 } due && await Lease.Take(store, "clock-watch", TimeSpan.FromMinutes(5), clock, cancel))
                taken += await store.Write(db => Climb(db, module.Slug, due), cancel);
        }

        return taken;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock.Time, stoppingToken);
            try
            {
                var taken = await Run(stoppingToken);
                if (taken > 0)
                    log.LogInformation("{Steps} steps of unanswered clocks were taken", taken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The clocks could not be watched; looking again in an hour");
            }
        }
    }

    private Task<List<DeadlineRow>> Due(Store store, CancellationToken cancel) => store.Read(db => db.Query<DeadlineRow>("""
        SELECT x.DeadlineId, x.Clock, x.UnitId, x.DueOn, x.Step FROM (
          SELECT DeadlineId, Clock, UnitId, DueOn, Step, ROW_NUMBER() OVER (ORDER BY NextStepOn, DeadlineId) AS Place
          FROM {Module}.Deadline WHERE DoneAt IS NULL AND NextStepOn <= @Today) x
        WHERE x.Place <= @MostAtOnce
        """, new { clock.Today, MostAtOnce }), cancel);

    private async Task<int> Climb(Session db, string organisation, List<DeadlineRow> due)
    {
        var taken = 0;
        foreach (var row in due)
        {
            var level = Clocks.LevelOn(row.DueOn, clock.Today, clocks.LadderOf(row.Clock));
            var change = new { row.DeadlineId, row.UnitId, row.Step, reached = (int)level, next = Clocks.NextStep(row.DueOn, level, clocks.LadderOf(row.Clock)) };
            // Answered, moved to another unit, or climbed by another host, since we looked: then it is not ours to take.
            if (await db.Execute("UPDATE {Module}.Deadline SET Step = @reached, NextStepOn = @next WHERE DeadlineId = @DeadlineId AND UnitId = @UnitId AND Step = @Step AND DoneAt IS NULL", change) == 0)
                continue;
            for (var step = row.Step + 1; step <= (int)level; step++, taken++)
                db.Publish(new ClockEscalated(row.DeadlineId, organisation, row.UnitId, row.Clock, row.DueOn, step, clock.Now));
        }

        return taken;
    }

    private sealed class DeadlineRow
    {
        public required Guid DeadlineId { get; init; }
        public required string Clock { get; init; }
        public required string UnitId { get; init; }
        public required DateOnly DueOn { get; init; }
        public required int Step { get; init; }
    }
}
