using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Kronobarn.Kernel;

/// <summary>
/// A module's store in one SQLite file, attached under the module's name so that <c>School.Enrolment</c> is the same text as on SQL Server
/// and another module's table does not exist. One writer thread takes the waiting requests together into one transaction, a savepoint
/// each (one failure does not take its neighbours along), and answers them after the commit's fsync. Readers are pooled.
/// </summary>
public sealed class SqliteStore : Store
{
    private const int MostInOneCommit = 256;

    // The engine's own codes, https://sqlite.org/rescode.html.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly string file;
    private readonly BlockingCollection<Work> queue = new(boundedCapacity: 10_000);
    private readonly ConcurrentBag<KeptConnection> readers = [];
    private readonly SemaphoreSlim readerSlots = new(Math.Max(4, Environment.ProcessorCount * 4));
    private readonly AuditStripe stripe = new();
    private readonly Lazy<Thread> writer;

    public SqliteStore(ModuleInfo module, string file, Subscriptions subscriptions, Clock clock)
        : base(module, subscriptions, clock)
    {
        this.file = file;
        writer = new(() =>
        {
            var thread = new Thread(WriteLoop) { IsBackground = true, Name = $"{module.Name} writer" };
            thread.Start();
            return thread;
        });
    }

    public override async Task<T> Read<T>(Func<Session, Task<T>> body, CancellationToken cancel)
    {
        await readerSlots.WaitAsync(cancel);
        KeptConnection? connection = null;
        try
        {
            connection = readers.TryTake(out var pooled) ? pooled : Open(readOnly: true);
            // One snapshot for the whole read, so that what was decided and what is shown belong together.
            connection.Run("BEGIN");
            try
            {
                return await body(new Session(Module, connection, null, Dialect.Sqlite));
            }
            finally
            {
                connection.Run("COMMIT");
                readers.Add(connection);
                connection = null;
            }
        }
        catch (SqliteException e) when (Dialect.IsUnavailable(e))
        {
            throw Unavailable(e);
        }
        finally
        {
            connection?.Dispose();
            readerSlots.Release();
        }
    }

    public override async Task<T> Write<T>(Func<Session, Task<T>> body, CancellationToken cancel)
    {
        _ = writer.Value;
        var work = new Work<T>(this, body, ExecutionContext.Capture(), cancel);
        queue.Add(work, cancel);
        return await work.Answer;
    }

    public override async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        if (writer.IsValueCreated)
            await Task.Run(writer.Value.Join);
        foreach (var reader in readers)
            await reader.DisposeAsync();
        queue.Dispose();
        readerSlots.Dispose();
    }

    /// <summary>
    /// A copy of the store as it is at one instant, in a file of its own without a log beside it; requests go on meanwhile.
    /// Returns what had been applied to it at that instant.
    /// </summary>
    internal async Task<IReadOnlyList<AppliedMigration>> CopyTo(string target)
    {
        using var source = Open(readOnly: true);
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ConnectionString);
        copy.Open();
        Run(source, "BEGIN");
        var applied = await new Session(Module, source, null, Dialect.Sqlite).Query<AppliedMigration>(
            "SELECT Scope, Number FROM {Module}.Migration WHERE Number > 0 ORDER BY Scope, Number");
        source.BackupDatabase(copy, "main", Module.Name);
        Run(source, "COMMIT");
        Run(copy, "PRAGMA journal_mode = DELETE");
        return applied;
    }

    /// <summary>Brings what stands in the log into the file, and takes the log away. False where another process has the store open.</summary>
    internal static bool EndLog(string file)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
            connection.Open();
            Run(connection, "PRAGMA journal_mode = DELETE");
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Busy or Locked)
        {
            return false;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            // A store too broken to be opened is what a restore is for.
            return true;
        }
    }

    internal static SqliteConnection OpenFile(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=True;Default Timeout=5");
        connection.Open();
        // Without its own waiting the engine answers "busy" at once and the driver sleeps 150 ms at a time.
        Run(connection, "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static StoreUnavailable Unavailable(Exception e) => new("The store cannot be used now. Nothing was changed; try again in a moment.", e);

    private KeptConnection Open(bool readOnly)
    {
        var connection = new KeptConnection("Data Source=:memory:;Pooling=False;Foreign Keys=True;Default Timeout=5");
        connection.Open();
        using (var attach = connection.CreateCommand())
        {
            attach.CommandText = $"ATTACH @file AS {Module.Name}";
            attach.Parameters.AddWithValue("@file", file);
            attach.ExecuteNonQuery();
        }

        Run(connection, $"PRAGMA busy_timeout = 5000; PRAGMA {Module.Name}.journal_mode = WAL; PRAGMA {Module.Name}.synchronous = FULL");
        // The one writer keeps a county's indexes in memory and folds the log back seldom; readers share what the system caches. What it deletes it wipes:
        // an event that has been delivered must not be read out of the file of an organisation that it only passed through. What a savepoint may have to bring back
        // it keeps in memory: beyond 64 KB the engine wrote it to the system's temporary folder, three quarters of all that was written, and a child's data among it.
        Run(connection, readOnly
            ? "PRAGMA query_only = 1"
            : $"PRAGMA {Module.Name}.cache_size = -65536; PRAGMA {Module.Name}.wal_autocheckpoint = 8000; PRAGMA {Module.Name}.secure_delete = 1; PRAGMA temp_store = 2");
        return connection;
    }

    private void WriteLoop()
    {
        KeptConnection? connection = null;
        var batch = new List<Work>(MostInOneCommit);
        foreach (var first in queue.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            var mark = stripe.Mark();
            try
            {
                connection ??= Open(readOnly: false);
                connection.Run("BEGIN IMMEDIATE");
                first.Run(connection);
                while (batch.Count < MostInOneCommit && queue.TryTake(out var next))
                {
                    batch.Add(next);
                    next.Run(connection);
                }

                connection.Run("COMMIT");
            }
            catch (Exception e)
            {
                // The whole commit is lost: every request in it hears so, and none has been answered yet.
                stripe.Rewind(mark);
                connection?.Dispose();
                connection = null;
                foreach (var work in batch)
                    work.Lost(Dialect.IsUnavailable(e) ? Unavailable(e) : e);
            }

            var published = false;
            foreach (var work in batch)
                published |= work.Complete();
            if (published)
                Woke();
        }

        connection?.Dispose();
    }

    private abstract class Work
    {
        public abstract void Run(KeptConnection connection);

        public abstract void Lost(Exception e);

        /// <summary>Answers the waiting request; says whether it published events.</summary>
        public abstract bool Complete();
    }

    private sealed class Work<T>(SqliteStore store, Func<Session, Task<T>> body, ExecutionContext? context, CancellationToken cancel) : Work
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T answer = default!;
        private Exception? failure;
        private bool published;

        public Task<T> Answer => done.Task;

        public override void Run(KeptConnection connection)
        {
            if (cancel.IsCancellationRequested)
            {
                failure = new OperationCanceledException(cancel);
                return;
            }

            var mark = store.stripe.Mark();
            connection.Run("SAVEPOINT request");
            try
            {
                var session = new Session(store.Module, connection, null, Dialect.Sqlite);
                if (context is null)
                    Handle(session);
                else
                    ExecutionContext.Run(context.CreateCopy(), _ => Handle(session), null);
                connection.Run("RELEASE request");
            }
            catch (Exception e)
            {
                failure = e is SqliteException && Dialect.IsUnavailable(e) ? Unavailable(e) : e;
                published = false;
                store.stripe.Rewind(mark);
                // Some failures (disk full, I/O) make the engine roll back the whole transaction; then this throws, and the batch is lost.
                SqliteStore.Run(connection, "ROLLBACK TO request; RELEASE request");
            }
        }

        public override void Lost(Exception e) => failure ??= e;

        public override bool Complete()
        {
            if (failure is OperationCanceledException)
                done.TrySetCanceled(cancel);
            else if (failure is not null)
                done.TrySetException(failure);
            else
                done.TrySetResult(answer);
            return published && failure is null;
        }

        // On SQLite a handler's tasks are complete when they are returned, so nothing waits here.
        private void Handle(Session session) => (answer, published) = store.RunAndRecord(session, body, store.stripe).GetAwaiter().GetResult();
    }
}
