using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.SqlClient;

namespace Kronobarn.Kernel;

/// <summary>
/// A module's store as a schema of a SQL Server database. A write is one transaction at READ COMMITTED; where several hosts may decide about
/// the same thing, the handler's first statement takes that thing's row by an UPDATE. A deadlock's victim runs again.
/// </summary>
public sealed class SqlServerStore(ModuleInfo module, string connectionString, Subscriptions subscriptions, Clock clock) : Store(module, subscriptions, clock)
{
    private const int Tries = 5;

    private readonly ConcurrentBag<AuditStripe> stripes = [];

    public override async Task<T> Read<T>(Func<Session, Task<T>> body, CancellationToken cancel)
    {
        try
        {
            await using var connection = new SqlConnection(connectionString);
            await connection.OpenAsync(cancel);
            return await body(new Session(Module, connection, null, Dialect.SqlServer));
        }
        catch (SqlException e) when (Dialect.IsUnavailable(e))
        {
            throw new StoreUnavailable("The store cannot be reached now. Try again in a moment.", e);
        }
    }

    public override async Task<T> Write<T>(Func<Session, Task<T>> body, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnce(body, cancel);
            }
            catch (SqlException e) when (Dialect.IsDeadlock(e) && attempt < Tries)
            {
                // Rolled back whole by the engine, so running it again repeats nothing.
            }
            catch (SqlException e) when (Dialect.IsUnavailable(e))
            {
                throw new StoreUnavailable("The store cannot be used now. Try again in a moment.", e);
            }
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> WriteOnce<T>(Func<Session, Task<T>> body, CancellationToken cancel)
    {
        var stripe = stripes.TryTake(out var free) ? free : new AuditStripe();
        var mark = stripe.Mark();
        var committed = false;
        try
        {
            await using var connection = new SqlConnection(connectionString);
            await connection.OpenAsync(cancel);
            await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
            var session = new Session(Module, connection, transaction, Dialect.SqlServer);
            var (answer, published) = await RunAndRecord(session, body, stripe);
            // Past this point the client's going away must not leave the outcome open.
            await transaction.CommitAsync(CancellationToken.None);
            committed = true;
            if (published)
                Woke();
            return answer;
        }
        finally
        {
            if (!committed)
                stripe.Rewind(mark);
            stripes.Add(stripe);
        }
    }
}
