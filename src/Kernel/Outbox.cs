using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Threading.Channels;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Kernel;

/// <summary>One handler of one kind of event, in the module that it belongs to.</summary>
public sealed record Subscription(string Handler, Type EventType, ModuleInfo Module, Func<IServiceProvider, IEvent, CancellationToken, Task> Deliver);

/// <summary>Who hears what, found by the scan.</summary>
public sealed class Subscriptions
{
    private readonly ILookup<Type, Subscription> byEvent;
    private readonly Dictionary<(string Handler, string EventType), Subscription> byHandler;

    public Subscriptions(ModuleList modules)
    {
        var all = (from module in modules.All
                   from part in module.Parts
                   where part.Contract.IsGenericType && part.Contract.GetGenericTypeDefinition() == typeof(INotificationHandler<>)
                   let eventType = part.Contract.GetGenericArguments()[0]
                   where typeof(IEvent).IsAssignableFrom(eventType)
                   from hearer in part.Type.GetCustomAttribute<CarriedByActorsAttribute>() is null ? [module] : modules.All.Where(m => m.IsActor)
                   select Subscribe(hearer, part.Type, eventType)).ToList();
        byEvent = all.ToLookup(s => s.EventType);
        byHandler = all.ToDictionary(s => (s.Handler, s.EventType.Name));
    }

    /// <summary>The handlers that an event is for: an addressed one skips the actors that it does not concern.</summary>
    public IEnumerable<Subscription> For(IEvent happened) => byEvent[happened.GetType()]
        .Where(s => happened.Recipients is null || !s.Module.IsActor || happened.Recipients.Contains(s.Module.Slug, StringComparer.Ordinal));

    internal Subscription? Find(string handler, string eventType) => byHandler.GetValueOrDefault((handler, eventType));

    private static Subscription Subscribe(ModuleInfo module, Type handler, Type eventType) =>
        (Subscription)typeof(Subscriptions).GetMethod(nameof(Typed), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(eventType).Invoke(null, [module, handler])!;

    private static Subscription Typed<TEvent>(ModuleInfo module, Type handler)
        where TEvent : IEvent
    {
        // Its constructor is looked for once, and not before it is needed: most of what could be heard is not heard in the first minutes.
        var make = new Lazy<ObjectFactory>(() => ActivatorUtilities.CreateFactory(handler, Type.EmptyTypes));
        return new($"{module.Name}.{(handler.DeclaringType ?? handler).Name}", typeof(TEvent), module, (services, happened, cancel) =>
            ((INotificationHandler<TEvent>)make.Value(services, null)).Handle((TEvent)happened, cancel));
    }
}

/// <summary>
/// Delivers the events of every module's outbox to every subscriber, each in its own transaction in its own module with the inbox row
/// first, so that a crash or a retry repeats nothing and one failing subscriber stops no other. In order per subscriber and key. Woken by
/// commits; a slow sweep finds what another process left. After ten tries an event is parked, out of the line, for a human.
/// </summary>
public sealed class Outbox(Stores stores, ModuleList modules, Subscriptions subscriptions, IServiceScopeFactory scopes, Clock clock, ILogger<Outbox> log) : BackgroundService
{
    private const int Batch = 1000;
    private const int Tries = 10;
    private const int AtOnce = 32;

    // So many rows go in one write; with more, a request would wait for them.
    private const int ClearedAtOnce = 100;

    // The width of the column on both engines; what is longer goes on in rows of its own.
    private const int PartLength = 4000;
    private const int LongestPayload = 100_000;

    // Read by nobody but us, so that å needs no escape.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(20);
    private static long lastSeq;

    private readonly Channel<Store> woken = Channel.CreateUnbounded<Store>();
    private readonly Dictionary<Store, SemaphoreSlim> oneAtATime = stores.All.ToDictionary(s => s, _ => new SemaphoreSlim(1));

    /// <summary>Writes the session's events into its own store's outbox, one row for each subscriber.</summary>
    internal static async Task Record(Session session, Subscriptions subscriptions, DateTimeOffset now)
    {
        if (session.Events.Count == 0)
            return;
        var rows = new List<object?[]>(session.Events.Count);
        var parts = new List<object?[]>();
        foreach (var happened in session.Events)
        {
            var id = Guid.CreateVersion7(now);
            string? payload = null;
            foreach (var subscription in subscriptions.For(happened))
            {
                payload ??= Payload(happened);
                rows.Add([id, subscription.Handler, happened.OrderKey, NextSeq(now), happened.GetType().Name, payload[..Math.Min(payload.Length, PartLength)], now, 0, now]);
            }

            for (var part = 1; part * PartLength < (payload?.Length ?? 0); part++)
                parts.Add([id, part, payload!.Substring(part * PartLength, Math.Min(PartLength, payload.Length - (part * PartLength)))]);
        }

        session.Events.Clear();
        await session.Insert("Outbox", ["EventId", "Handler", "OrderKey", "Seq", "EventType", "Payload", "RecordedAt", "Attempts", "NotBefore"], rows);
        await session.Insert("OutboxPart", ["EventId", "Part", "Text"], parts);
    }

    private static string Payload(IEvent happened)
    {
        var payload = JsonSerializer.Serialize(happened, happened.GetType(), Compact);
        return payload.Length <= LongestPayload ? payload : throw new InvalidOperationException($"{happened.GetType().Name} is longer than an event may be.");
    }

    /// <summary>Delivers until nothing that is due is left; returns how many were delivered.</summary>
    public async Task<int> DeliverAll(CancellationToken cancel = default)
    {
        var total = 0;
        for (var round = -1; round != 0; total += round)
        {
            round = 0;
            foreach (var store in stores.All)
                round += await Deliver(store, cancel);
        }

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var store in stores.All)
            store.Published += s => woken.Writer.TryWrite(s);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var store in await Woken(stoppingToken))
                    await Deliver(store, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Events wait: their store cannot be used");
            }
        }
    }

    private static long NextSeq(DateTimeOffset now)
    {
        while (true)
        {
            var last = Interlocked.Read(ref lastSeq);
            var next = Math.Max(last + 1, now.UtcTicks);
            if (Interlocked.CompareExchange(ref lastSeq, next, last) == last)
                return next;
        }
    }

    private async Task<HashSet<Store>> Woken(CancellationToken cancel)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timer.CancelAfter(Sweep);
        try
        {
            await woken.Reader.WaitToReadAsync(timer.Token);
            var named = new HashSet<Store>();
            while (woken.Reader.TryRead(out var store))
                named.Add(store);
            return named;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return [.. stores.All];
        }
    }

    private async Task<int> Deliver(Store store, CancellationToken cancel)
    {
        await oneAtATime[store].WaitAsync(cancel);
        try
        {
            var delivered = 0;
            while (true)
            {
                var due = await Due(store, cancel);
                // The lease is taken only when there is work, so that a quiet house writes nothing.
                if (due.Count == 0 || !await Lease.Take(store, "outbox", TimeSpan.FromMinutes(1), clock, cancel))
                    return delivered;
                var sent = new ConcurrentBag<Delivery>();
                await Parallel.ForEachAsync(due.GroupBy(d => (d.Handler, d.OrderKey)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (line, token) =>
                {
                    foreach (var delivery in line)
                    {
                        if (!await TryDeliver(store, delivery, token))
                            break;
                        sent.Add(delivery);
                    }
                });
                foreach (var some in sent.Chunk(ClearedAtOnce))
                    await Clear(store, some, cancel);
                delivered += sent.Count;
                if (sent.IsEmpty)
                    return delivered;
            }
        }
        finally
        {
            oneAtATime[store].Release();
        }
    }

    private Task<List<Delivery>> Due(Store store, CancellationToken cancel) => store.Read(session =>
    {
        // Read no further than the batch: to number the rows would read every event that waits, for each batch of them.
        var waiting = session.Stream<Delivery>("""
            SELECT EventId, Handler, OrderKey, EventType, Payload, Attempts, NotBefore FROM {Module}.Outbox WHERE ParkedAt IS NULL ORDER BY Seq
            """).Take(Batch).ToList();
        // What waits for its next try holds back what comes after it for the same subscriber and key, and nothing else.
        var held = waiting.Where(d => d.NotBefore > clock.Now).Select(d => (d.Handler, d.OrderKey)).ToHashSet();
        waiting.RemoveAll(d => held.Contains((d.Handler, d.OrderKey)));
        return Task.FromResult(waiting);
    }, cancel);

    /// <summary>What has been handed over goes from the outbox. Should the process die before, it is handed over again, and the inbox knows it.</summary>
    private static Task<int> Clear(Store store, Delivery[] handed, CancellationToken cancel) => store.Write(async session =>
    {
        await session.Execute("DELETE FROM {Module}.Outbox WHERE EventId = @EventId AND Handler = @Handler", handed);
        return await session.Execute("""
            DELETE FROM {Module}.OutboxPart WHERE EventId = @EventId AND NOT EXISTS (SELECT 1 FROM {Module}.Outbox WHERE EventId = @EventId)
            """, handed.Where(delivery => delivery.Payload.Length >= PartLength));
    }, cancel);

    private async Task<bool> TryDeliver(Store from, Delivery delivery, CancellationToken cancel)
    {
        try
        {
            if (subscriptions.Find(delivery.Handler, delivery.EventType) is { } subscription)
                await Hand(subscription, delivery.EventId, await Whole(from, delivery, cancel), cancel);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var attempts = delivery.Attempts + 1;
            DateTimeOffset? parked = attempts >= Tries ? clock.Now : null;
            log.LogError(e, "{Handler} failed on {EventType} {EventId}, try {Attempts}{Parked}", delivery.Handler, delivery.EventType, delivery.EventId, attempts, parked is null ? "" : ": parked");
            await from.Write(s => s.Execute("""
                UPDATE {Module}.Outbox SET Attempts = @attempts, NotBefore = @next, LastError = @error, ParkedAt = @parked
                WHERE EventId = @EventId AND Handler = @Handler
                """, new { attempts, next = clock.Now.AddSeconds(Math.Min(3600, Math.Pow(2, attempts))), error = e.GetType().Name, parked, delivery.EventId, delivery.Handler }), cancel);
            return false;
        }
    }

    private static async Task<string> Whole(Store from, Delivery delivery, CancellationToken cancel) => delivery.Payload.Length < PartLength
        ? delivery.Payload
        : delivery.Payload + string.Concat(await from.Read(s => s.Query<string>("SELECT Text FROM {Module}.OutboxPart WHERE EventId = @EventId ORDER BY Part", delivery), cancel));

    private async Task Hand(Subscription subscription, Guid eventId, string payload, CancellationToken cancel)
    {
        var happened = (IEvent)JsonSerializer.Deserialize(payload, subscription.EventType)!;
        await stores[subscription.Module].Write(async session =>
        {
            var first = await session.Execute("""
                INSERT INTO {Module}.Inbox (EventId, Handler, HandledAt)
                SELECT @eventId, @Handler, @now WHERE NOT EXISTS (SELECT 1 FROM {Module}.Inbox WHERE EventId = @eventId AND Handler = @Handler)
                """, new { eventId, subscription.Handler, now = clock.Now });
            if (first == 0)
                return 0;
            await using var scope = scopes.CreateAsyncScope();
            var call = scope.ServiceProvider.GetRequiredService<Call>();
            (call.Module, call.Slice, call.RequestId) = (modules[subscription.Module.Name], subscription.Handler, eventId.ToString("N"));
            using (scope.ServiceProvider.GetRequiredService<Db>().Enter(session))
                await subscription.Deliver(scope.ServiceProvider, happened, cancel);
            return 1;
        }, cancel);
    }

    private sealed class Delivery
    {
        public required Guid EventId { get; init; }
        public required string Handler { get; init; }
        public required string OrderKey { get; init; }
        public required string EventType { get; init; }
        public required string Payload { get; init; }
        public required int Attempts { get; init; }
        public required DateTimeOffset NotBefore { get; init; }
    }
}

/// <summary>A turn that one process holds for a while, kept in the store, so that several hosts do a job once.</summary>
public static class Lease
{
    private static readonly string Me = Guid.CreateVersion7().ToString("N");

    public static Task<bool> Take(Store store, string name, TimeSpan time, Clock clock, CancellationToken cancel) => store.Write(async session =>
    {
        var turn = new { name, Me, clock.Now, until = clock.Now + time };
        if (await session.Execute("UPDATE {Module}.Lease SET Owner = @Me, Until = @until WHERE Name = @name AND (Owner = @Me OR Until < @Now)", turn) == 1)
            return true;
        try
        {
            return await session.Execute("""
                INSERT INTO {Module}.Lease (Name, Owner, Until) SELECT @name, @Me, @until WHERE NOT EXISTS (SELECT 1 FROM {Module}.Lease WHERE Name = @name)
                """, turn) == 1;
        }
        catch (Exception e) when (Dialect.IsDuplicate(e))
        {
            return false;
        }
    }, cancel);
}
