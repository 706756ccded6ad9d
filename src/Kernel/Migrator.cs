using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Kronobarn.Kernel;

/// <summary>
/// Brings a module's store up to date: numbered scripts, each in a transaction, frozen once applied (checksum kept), a journal per module.
/// The kernel's own tables come first, the same in every store; an actor's store has the tables of what every actor carries. One DDL text: on SQLite the file is opened as main and the
/// <c>{Module}.</c> prefix is taken away.
/// </summary>
public sealed class Migrator(ModuleInfo module, string? sqliteFile, string? connectionString, IEnumerable<ModuleInfo>? carried = null)
{
    private sealed record Script(string Scope, int Number, string Name, string Text)
    {
        public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    /// <returns>The names of the scripts that ran.</returns>
    public async Task<IReadOnlyList<string>> Run(DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await Open(cancel);
        await Prepare(connection);
        // One question at every start; the scripts are asked for one by one only where something is to be done.
        var journal = await Journal(connection, cancel);
        var ran = new List<string>();
        foreach (var script in Scripts("Kernel", typeof(Migrator).Assembly).Skip(1).Concat(Scripts(module.Name, module.Assembly)).Concat(CarriedScripts()))
        {
            if (journal.TryGetValue(Line(script.Scope, script.Number), out var applied))
                RefuseChanged(script, applied);
            else if (await Apply(connection, script, now, cancel))
                ran.Add($"{module.Name}: {script.Name}");
        }

        return ran;
    }

    private async Task<Dictionary<string, string>> Journal(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Text("SELECT Scope, Number, Checksum FROM {Module}.Migration");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var journal = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
            journal[Line(reader.GetString(0), reader.GetInt32(1))] = reader.GetString(2);
        return journal;
    }

    private static string Line(string scope, int number) => string.Create(CultureInfo.InvariantCulture, $"{scope} {number}");

    private void RefuseChanged(Script script, string applied)
    {
        if (applied != script.Checksum)
            throw new InvalidOperationException($"{module.Name}: the migration {script.Name} was changed after it had been applied. Put its text back, and write a new one.");
    }

    private async Task<DbConnection> Open(CancellationToken cancel)
    {
        if (sqliteFile is not null)
            return SqliteStore.OpenFile(sqliteFile);
        var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    private async Task Prepare(DbConnection connection)
    {
        if (sqliteFile is null)
        {
            var schemas = await connection.ExecuteScalarAsync<int>(
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = @Name", new { module.Name });
            if (schemas == 0)
                await connection.ExecuteAsync($"CREATE SCHEMA {module.Name}");
            var tables = await connection.ExecuteScalarAsync<int>(
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = @Name AND TABLE_NAME = 'Migration'", new { module.Name });
            if (tables > 0)
                return;
        }
        else if (await HasJournal(connection))
        {
            return;
        }

        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await RunStatements(connection, Scripts("Kernel", typeof(Migrator).Assembly).First(), transaction);
            await transaction.CommitAsync();
        }
        catch (InvalidOperationException)
        {
            // Another process may have made it between the look and the leap; then its lock row decides from here.
            if (await connection.ExecuteScalarAsync<int>(Text("SELECT COUNT(*) FROM {Module}.Migration WHERE Scope = 'lock'")) == 0)
                throw;
        }
    }

    private static async Task<bool> HasJournal(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'Migration'";
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    private async Task<bool> Apply(DbConnection connection, Script script, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Taking the lock row makes a second host wait here, and then see that the script has run.
        await connection.ExecuteAsync(Text("UPDATE {Module}.Migration SET AppliedAt = @at WHERE Scope = 'lock'"), new { at = SqlTypes.Text(now) }, transaction);
        if (await Applied(connection, script, transaction) is { } applied)
        {
            RefuseChanged(script, applied);
            return false;
        }

        await RunStatements(connection, script, transaction);
        await connection.ExecuteAsync(
            Text("INSERT INTO {Module}.Migration (Scope, Number, Name, Checksum, AppliedAt) VALUES (@Scope, @Number, @Name, @Checksum, @at)"),
            new { script.Scope, script.Number, script.Name, script.Checksum, at = SqlTypes.Text(now) }, transaction);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private Task<string?> Applied(DbConnection connection, Script script, DbTransaction? transaction) => connection.QueryFirstOrDefaultAsync<string?>(
        Text("SELECT Checksum FROM {Module}.Migration WHERE Scope = @Scope AND Number = @Number"), new { script.Scope, script.Number }, transaction);

    private async Task RunStatements(DbConnection connection, Script script, DbTransaction transaction)
    {
        var lines = script.Text.Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal));
        foreach (var statement in string.Join('\n', lines).Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                await connection.ExecuteAsync(Text(statement), transaction: transaction);
            }
            catch (DbException e)
            {
                throw new InvalidOperationException(
                    $"{module.Name}: the migration {script.Name} failed and was rolled back: {e.Message} at: {statement.Split('\n')[0]}", e);
            }
        }
    }

    private string Text(string sql) => sqliteFile is null
        ? sql.Replace("{Module}", module.Name, StringComparison.Ordinal)
        : sql.Replace("{Module}.", "", StringComparison.Ordinal).Replace($"{module.Name}.", "", StringComparison.Ordinal);

    private IEnumerable<Script> CarriedScripts() => module.IsActor
        ? (carried ?? []).SelectMany(floor => Scripts(floor.Name, floor.Assembly, "actor-migrations/"))
        : [];

    private IEnumerable<Script> Scripts(string scope, Assembly assembly, string folder = "migrations/")
    {
        var engine = sqliteFile is null ? ".sqlserver.sql" : ".sqlite.sql";
        var other = sqliteFile is null ? ".sqlite.sql" : ".sqlserver.sql";
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = resource[folder.Length..];
            if (name.EndsWith(other, StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var number = int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture);
            yield return new Script(scope, number, name.Replace(engine, "", StringComparison.Ordinal).Replace(".sql", "", StringComparison.Ordinal), reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }
}
