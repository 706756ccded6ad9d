using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kronobarn.Tests.Sql;

/// <summary>
/// Judges SQL without a server: the T-SQL grammar, every table and column against the migrations, the wall between modules,
/// and what SQLite would read otherwise. It knows nothing of types, plans, rights or collations.
/// </summary>
internal static partial class Gate
{
    /// <summary>Reads migrations in their order; the Kernel's are a template that runs first in every module, an Actor folder's one that runs last in every actor.</summary>
    public static (Catalogue Catalogue, IReadOnlyList<Fault> Faults) Read(IEnumerable<Migration> migrations, IReadOnlyList<string> modules)
    {
        var all = migrations.OrderBy(m => m.File, StringComparer.Ordinal).ToList();
        var catalogue = new Catalogue();
        var faults = new List<Fault>();
        foreach (var stray in all.Where(m => m.Module is not (SqlTexts.Template or SqlTexts.ActorTemplate) && !modules.Contains(m.Module, StringComparer.Ordinal)))
            faults.Add(new Fault(stray.File, FaultKind.Name, $"there is no module {stray.Module}", stray.Text));

        foreach (var module in modules)
            foreach (var migration in all.Where(m => m.Module is SqlTexts.Template).Concat(all.Where(m => m.Module.Equals(module, StringComparison.Ordinal)))
                .Concat(all.Where(m => m.Module is SqlTexts.ActorTemplate && Walls.IsActor(module))))
                faults.AddRange(Check(migration, module, catalogue));
        return (catalogue, [.. faults.Distinct()]);
    }

    public static IReadOnlyList<Fault> Check(SqlText text, Catalogue catalogue)
    {
        var faults = new List<Fault>();
        void Add(FaultKind kind, string problem) => faults.Add(new Fault(text.Assembly, kind, problem, text.Text));

        if (SqlTexts.IsPieceOfSql(text.Text))
            Add(FaultKind.Syntax, "a piece of SQL, put together at run time: write each statement whole");
        else
        {
            if (text.Text.EndsWith(' '))
                Add(FaultKind.Syntax, "ends with a blank, as a text does that is added to at run time: write each statement whole");

            var names = new Names(catalogue, text.Module, Add, mayAskForTables: text.Assembly.Equals($"Kronobarn.{SqlTexts.Template}", StringComparison.Ordinal));
            foreach (var statement in Parse(SqlTexts.Normalise(text.Text), Add))
            {
                statement.Accept(new Portability(Add));
                names.Check(statement);
            }
        }

        return [.. faults.Distinct()];
    }

    private static List<Fault> Check(Migration migration, string module, Catalogue catalogue)
    {
        // A pair exists because the engines must differ there. SQLite's half is not T-SQL; the other half makes the catalogue.
        if (migration.File.EndsWith(".sqlite.sql", StringComparison.Ordinal))
            return [];

        var faults = new List<Fault>();
        var sql = migration.Text;
        void Add(FaultKind kind, string problem) => faults.Add(new Fault(migration.File, kind, problem, sql));

        var portable = !migration.File.EndsWith(".sqlserver.sql", StringComparison.Ordinal);
        var definitions = new Definitions(catalogue, module, portable, Add);
        foreach (var statement in Parse(migration.Text.Replace(SqlTexts.Token, module, StringComparison.Ordinal), Add))
        {
            sql = Text(statement);
            if (portable)
                statement.Accept(new Portability(Add));
            definitions.Check(statement);
        }

        return faults;
    }

    private static IReadOnlyList<TSqlStatement> Parse(string sql, Action<FaultKind, string> fault)
    {
        var script = (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        foreach (var error in errors)
            fault(FaultKind.Syntax, $"not T-SQL, line {error.Line}: {error.Message}{Hint(sql)}");
        if (errors.Count > 0)
            return [];

        if (script.Batches.Count > 1)
            fault(FaultKind.Syntax, "GO is a word of a tool, not of the engine");
        return [.. script.Batches.SelectMany(batch => batch.Statements)];
    }

    private static string Hint(string sql)
    {
        var words = SqliteOnly().Matches(sql).Select(m => m.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return words.Count == 0 ? "" : $" (SQL Server does not know {string.Join(", ", words)})";
    }

    private static string Text(TSqlStatement statement) =>
        string.Concat(statement.ScriptTokenStream.Skip(statement.FirstTokenIndex).Take(statement.LastTokenIndex - statement.FirstTokenIndex + 1).Select(t => t.Text));

    [GeneratedRegex(@"\b(LIMIT|OFFSET|RETURNING|ON\s+CONFLICT|RECURSIVE|REPLACE\s+INTO|OR\s+IGNORE|AUTOINCREMENT|STRICT|IF\s+NOT\s+EXISTS)\b|\|\|", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SqliteOnly();
}
