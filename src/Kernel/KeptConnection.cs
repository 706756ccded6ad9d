using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Kronobarn.Kernel;

/// <summary>
/// A connection that parses a statement once. The driver keeps none by itself, and a store would spend more time on parsing than on reading and writing. It is used by one
/// thread at a time, and its statements end with it. A list's length is part of its statement's text: of those with lists only the short ones are kept, and only so many.
/// </summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    // SQL stands whole in the code, so that its texts are few; this is the bound should that cease to be so.
    private const int MostKept = 256;
    private const int MostKeptWithLists = 96;
    private const int MostParametersWithLists = 16;

    private readonly Dictionary<string, SqliteCommand> kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> withLists = new(StringComparer.Ordinal);

    /// <summary>Runs a statement without parameters.</summary>
    public void Run(string sql)
    {
        var command = Take(sql);
        command.ExecuteNonQuery();
        Keep(command);
    }

    /// <summary>An insert into the table, its parameters in the order of the columns.</summary>
    public SqliteCommand Insert(string table, string[] columns)
    {
        var key = $"{table} {string.Join(' ', columns)}";
        if (kept.TryGetValue(key, out var known))
            return known;
        var command = CreateCommand();
        // The one statement that is put together: table and columns are the code's own, and the suite runs every one of them.
        command.CommandText = string.Join(' ', "INSERT", "INTO", table, $"({string.Join(", ", columns)})", "VALUES", $"({string.Join(", ", columns.Select(c => "@" + c))})");
        command.Parameters.AddRange(Array.ConvertAll(columns, column => new SqliteParameter("@" + column, null)));
        command.Prepare();
        kept.Add(key, command);
        return command;
    }

    protected override DbCommand CreateDbCommand() => new Borrowed(this);

    // What is taken is not there for another: a statement that is still being read may be asked for again.
    private SqliteCommand Take(string sql)
    {
        if (kept.Remove(sql, out var command))
            return command;
        command = CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private void KeepWithLists(SqliteCommand command)
    {
        if (withLists.Contains(command.CommandText)
            || (command.Parameters.Count <= MostParametersWithLists && withLists.Count < MostKeptWithLists && withLists.Add(command.CommandText)))
            Keep(command);
        else
            command.Dispose();
    }

    private void Keep(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (State is not ConnectionState.Open || kept.Count >= MostKept || !kept.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    /// <summary>A kept statement in the hands of one caller, who gives it back by disposing of it.</summary>
    private sealed class Borrowed(KeptConnection connection) : DbCommand
    {
        private SqliteCommand? command;
        private string? rewritten;
        private bool hasList;

        [AllowNull]
        public override string CommandText
        {
            get => rewritten ?? command?.CommandText ?? "";
            set
            {
                if (command is null)
                {
                    command = connection.Take(value ?? "");
                }
                else
                {
                    rewritten = value;
                }
            }
        }

        public override int CommandTimeout { get => Command.CommandTimeout; set => Command.CommandTimeout = value; }

        public override CommandType CommandType { get => Command.CommandType; set => Command.CommandType = value; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get => Command.UpdatedRowSource; set => Command.UpdatedRowSource = value; }

        protected override DbConnection? DbConnection { get => connection; set => throw new NotSupportedException(); }

        protected override DbParameterCollection DbParameterCollection => Command.Parameters;

        protected override DbTransaction? DbTransaction { get => Command.Transaction; set => Command.Transaction = (SqliteTransaction?)value; }

        private SqliteCommand Command => command ?? throw new InvalidOperationException("The text comes first.");

        public override void Cancel() => Command.Cancel();

        public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

        public override object? ExecuteScalar() => Ready().ExecuteScalar();

        public override void Prepare() => Ready().Prepare();

        // A list's members take its name's place in the text one list after another, while parameters are still added: the statement is looked up when the text is whole.
        private SqliteCommand Ready()
        {
            if (rewritten is null)
                return Command;
            var parameters = Command.Parameters.Cast<SqliteParameter>().ToArray();
            connection.Keep(Command);
            command = connection.Take(rewritten);
            command.Parameters.AddRange(parameters);
            (rewritten, hasList) = (null, true);
            return command;
        }

        protected override DbParameter CreateDbParameter() => Command.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            if (disposing && command is not null)
            {
                if (hasList)
                    connection.KeepWithLists(command);
                else
                    connection.Keep(command);
                command = null;
            }

            base.Dispose(disposing);
        }
    }
}
