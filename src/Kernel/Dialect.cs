using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Kronobarn.Kernel;

/// <summary>All that differs between the two engines, apart from how a connection is opened and a transaction is run.</summary>
public abstract class Dialect
{
    public static readonly Dialect Sqlite = new SqliteDialect();
    public static readonly Dialect SqlServer = new SqlServerDialect();

    public abstract Task BulkInsert(DbConnection connection, DbTransaction? transaction, string module, string table, string[] columns,
        IReadOnlyCollection<object?[]> rows, CancellationToken cancel);

    /// <summary>A row with this key is there already: two hosts, or two requests, did the same.</summary>
    public static bool IsDuplicate(Exception exception) => exception switch
    {
        SqliteException e => e.SqliteExtendedErrorCode is 1555 or 2067,
        SqlException e => e.Number is 2627 or 2601,
        _ => false,
    };

    /// <summary>The engine chose this transaction to end a deadlock; it was rolled back whole and may run again.</summary>
    public static bool IsDeadlock(Exception exception) => exception is SqlException { Number: 1205 };

    /// <summary>Locked, full, read-only or unreachable: nothing was changed, and trying again later is right.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        SqliteException e => e.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14,
        SqlException e => e.Number is -2 or -1 or 2 or 53 or 233 or 1222 or 4060 or 10053 or 10054 or 10060 or 10061 or 40197 or 40501 or 40613,
        _ => false,
    };

    private sealed class SqliteDialect : Dialect
    {
        public override Task BulkInsert(DbConnection connection, DbTransaction? transaction, string module, string table, string[] columns,
            IReadOnlyCollection<object?[]> rows, CancellationToken cancel)
        {
            if (rows.Count == 0)
                return Task.CompletedTask;
            var command = ((KeptConnection)connection).Insert($"{module}.{table}", columns);
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                    command.Parameters[i].Value = SqlTypes.ForSqlite(row[i]);
                command.ExecuteNonQuery();
            }

            return Task.CompletedTask;
        }
    }

    private sealed class SqlServerDialect : Dialect
    {
        public override async Task BulkInsert(DbConnection connection, DbTransaction? transaction, string module, string table, string[] columns,
            IReadOnlyCollection<object?[]> rows, CancellationToken cancel)
        {
            using var data = new DataTable();
            for (var i = 0; i < columns.Length; i++)
                data.Columns.Add(columns[i], Column(rows.Select(row => row[i]).FirstOrDefault(value => value is not null))?.GetType() ?? typeof(string));
            foreach (var row in rows)
                data.Rows.Add(Array.ConvertAll(row, value => Column(value) ?? DBNull.Value));
            using var copy = new SqlBulkCopy((SqlConnection)connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction?)transaction)
            {
                DestinationTableName = $"{module}.{table}",
            };
            foreach (var column in columns)
                copy.ColumnMappings.Add(column, column);
            await copy.WriteToServerAsync(data, cancel);
        }

        // A DataTable knows dates by their older type alone.
        private static object? Column(object? value) => value is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : value;
    }
}
