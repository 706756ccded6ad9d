using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Kronobarn.Kernel;

/// <summary>
/// One module's data, inside one transaction or one read. SQL is the same text on both engines; <c>{Module}</c> in it stands for
/// the module at hand, for the few statements that every module's store runs.
/// </summary>
public sealed class Session(ModuleInfo module, DbConnection connection, DbTransaction? transaction, Dialect dialect)
{
    private static readonly ConcurrentDictionary<(string Module, string Sql), string> Expanded = new();

    internal List<IEvent> Events { get; } = [];

    internal List<AuditEntry> AuditEntries { get; } = [];

    public ModuleInfo Module => module;

    public async Task<int> Execute(string sql, object? args = null) => await connection.ExecuteAsync(Text(sql), args, transaction);

    public async Task<List<T>> Query<T>(string sql, object? args = null) => (await connection.QueryAsync<T>(Text(sql), args, transaction)).AsList();

    public async Task<T?> Find<T>(string sql, object? args = null) => await connection.QueryFirstOrDefaultAsync<T>(Text(sql), args, transaction);

    public async Task<T> Scalar<T>(string sql, object? args = null) => (await connection.ExecuteScalarAsync<T>(Text(sql), args, transaction))!;

    /// <summary>Rows one after another, for what does not fit in memory.</summary>
    public IEnumerable<T> Stream<T>(string sql, object? args = null) => connection.Query<T>(Text(sql), args, transaction, buffered: false);

    /// <summary>Many rows into one table of this module, by the engine's fastest way, in the same transaction.</summary>
    public Task Insert(string table, string[] columns, IReadOnlyCollection<object?[]> rows, CancellationToken cancel = default) =>
        rows.Count == 0 ? Task.CompletedTask : dialect.BulkInsert(connection, transaction, module.Name, table, columns, rows, cancel);

    /// <summary>Told to the subscribers after the commit, at least once, in order per key.</summary>
    public void Publish(IEvent happened) => Events.Add(happened);

    /// <summary>A further audit row in this transaction, beside the one that the pipeline writes.</summary>
    public void Audit(AuditEntry entry) => AuditEntries.Add(entry);

    private string Text(string sql) => sql.Contains("{Module}", StringComparison.Ordinal)
        ? Expanded.GetOrAdd((module.Name, sql), static key => key.Sql.Replace("{Module}", key.Module, StringComparison.Ordinal))
        : sql;
}

/// <summary>The handler's door to its module's data: the session that the pipeline opened for the request at hand.</summary>
public sealed class Db
{
    private Session? session;

    public Session Session => session ?? throw new InvalidOperationException("The database is reached through Send only.");

    /// <summary>The request's own session, where one is open and it is this store's.</summary>
    public Session? In(Store store) => session?.Module == store.Module ? session : null;

    public Task<int> Execute(string sql, object? args = null) => Session.Execute(sql, args);

    public Task<List<T>> Query<T>(string sql, object? args = null) => Session.Query<T>(sql, args);

    public Task<T?> Find<T>(string sql, object? args = null) => Session.Find<T>(sql, args);

    public Task<T> Scalar<T>(string sql, object? args = null) => Session.Scalar<T>(sql, args);

    public void Publish(IEvent happened) => Session.Publish(happened);

    internal IDisposable Enter(Session opened)
    {
        var outer = session;
        session = opened;
        return new Leave(() => session = outer);
    }

    private sealed class Leave(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}

/// <summary>One module's store: many readers, and writes in transactions that are durable when the task completes.</summary>
public abstract class Store(ModuleInfo module, Subscriptions subscriptions, Clock clock) : IAsyncDisposable
{
    public ModuleInfo Module { get; } = module;

    /// <summary>Raised after a commit that published events.</summary>
    public event Action<Store>? Published;

    public abstract Task<T> Read<T>(Func<Session, Task<T>> body, CancellationToken cancel);

    /// <summary>The body does SQL and pure computing, nothing that waits. It may run again after a deadlock.</summary>
    public abstract Task<T> Write<T>(Func<Session, Task<T>> body, CancellationToken cancel);

    public abstract ValueTask DisposeAsync();

    protected void Woke() => Published?.Invoke(this);

    /// <summary>The handler's work, then its events and audit rows: the order inside every transaction.</summary>
    protected async Task<(T Answer, bool Published)> RunAndRecord<T>(Session session, Func<Session, Task<T>> body, AuditStripe stripe)
    {
        var answer = await body(session);
        var published = session.Events.Count > 0;
        await Outbox.Record(session, subscriptions, clock.Now);
        await stripe.Record(session);
        return (answer, published);
    }
}

/// <summary>Every module's store, by module.</summary>
public sealed class Stores(IEnumerable<Store> stores) : IAsyncDisposable
{
    private readonly Dictionary<ModuleInfo, Store> byModule = stores.ToDictionary(s => s.Module);

    public IEnumerable<Store> All => byModule.Values;

    public Store this[ModuleInfo module] => byModule[module];

    public async ValueTask DisposeAsync()
    {
        foreach (var store in byModule.Values)
            await store.DisposeAsync();
    }
}

/// <summary>The store of the module that <typeparamref name="TInModule"/> is a type of: for contracts and jobs, which have no request.</summary>
public sealed class StoreOf<TInModule>(Stores stores, ModuleList modules)
{
    public Store Store { get; } = stores[modules.Of(typeof(TInModule))];

    public Task<T> Read<T>(Func<Session, Task<T>> body, CancellationToken cancel = default) => Store.Read(body, cancel);

    public Task<T> Write<T>(Func<Session, Task<T>> body, CancellationToken cancel = default) => Store.Write(body, cancel);
}
