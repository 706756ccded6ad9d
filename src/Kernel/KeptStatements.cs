using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Kronobarn.Kernel;

/// <summary>
/// The statements that every request runs (savepoints, events, audit rows), parsed once for each connection. The driver keeps none by itself, and the one writer of a
/// store would spend more time on parsing than on writing. A connection is used by one thread at a time, and its statements end with it.
/// </summary>
internal static class KeptStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Kept = [];

    /// <summary>Runs a statement without parameters.</summary>
    public static void Run(SqliteConnection connection, string sql)
    {
        var statements = Kept.GetOrCreateValue(connection);
        if (!statements.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            statements.Add(sql, command);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>An insert into the table, its parameters in the order of the columns.</summary>
    public static SqliteCommand Insert(SqliteConnection connection, string table, string[] columns)
    {
        var statements = Kept.GetOrCreateValue(connection);
        var key = $"{table} {string.Join(' ', columns)}";
        if (statements.TryGetValue(key, out var kept))
            return kept;
        var command = connection.CreateCommand();
        // The one statement that is put together: table and columns are the code's own, and the suite runs every one of them.
        command.CommandText = string.Join(' ', "INSERT", "INTO", table, $"({string.Join(", ", columns)})", "VALUES", $"({string.Join(", ", columns.Select(c => "@" + c))})");
        command.Parameters.AddRange(Array.ConvertAll(columns, column => new SqliteParameter("@" + column, null)));
        command.Prepare();
        statements.Add(key, command);
        return command;
    }
}
