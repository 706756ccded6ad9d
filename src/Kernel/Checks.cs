namespace Kronobarn.Kernel;

/// <summary>An invariant of stored data that <c>verify</c> tries; found by the scan. It only reads, in batches, so that memory stays flat.</summary>
public interface ICheck
{
    string Name { get; }

    /// <summary>Stops at the first counter-example.</summary>
    Task<CheckOutcome> Run(CancellationToken cancel);
}

/// <summary>What a check has gone through, with counts, and the first counter-example. Ids, days and codes only: never a name or an identity number.</summary>
public sealed record CheckOutcome(string Went, string? FirstFault = null);

/// <summary>Every chain of the access log in every store is unbroken.</summary>
internal sealed class AuditChains(Stores stores) : ICheck
{
    public string Name => "access log";

    public async Task<CheckOutcome> Run(CancellationToken cancel)
    {
        long rows = 0;
        foreach (var store in stores.All)
        {
            rows += await store.Read(db => db.Scalar<long>("SELECT COUNT(*) FROM {Module}.Audit"), cancel);
            if (await AuditStripe.Verify(store, cancel) is { } fault)
                return new CheckOutcome($"{rows} rows", fault);
        }

        return new CheckOutcome($"{rows} rows in {stores.All.Count()} stores");
    }
}

/// <summary>Events that a subscriber has refused for good. They wait for a human and are no fault of the stored data, so they are told and fail nothing.</summary>
internal sealed class ParkedEvents(Stores stores) : ICheck
{
    public string Name => "events";

    public async Task<CheckOutcome> Run(CancellationToken cancel)
    {
        var waiting = 0;
        var parked = new List<string>();
        foreach (var store in stores.All)
        {
            waiting += await store.Read(db => db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Outbox WHERE ParkedAt IS NULL"), cancel);
            foreach (var line in await store.Read(db => db.Query<Parked>("""
                SELECT EventType, Handler, COUNT(*) AS Events FROM {Module}.Outbox WHERE ParkedAt IS NOT NULL GROUP BY EventType, Handler ORDER BY EventType, Handler
                """), cancel))
                parked.Add($"{store.Module}: {line.Events} {line.EventType} for {line.Handler}");
        }

        return new CheckOutcome($"{waiting} on their way, {(parked.Count == 0 ? "none parked" : "parked: " + string.Join("; ", parked))}");
    }

    private sealed class Parked
    {
        public required string EventType { get; init; }
        public required string Handler { get; init; }
        public required int Events { get; init; }
    }
}
