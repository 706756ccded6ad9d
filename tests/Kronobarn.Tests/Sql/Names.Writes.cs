using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kronobarn.Tests.Sql;

/// <summary>The statements that write: what they name, and that values and columns agree.</summary>
internal sealed partial class Names
{
    private void Insert(InsertSpecification insert, Dictionary<string, IReadOnlyList<string?>> ctes)
    {
        if (insert.InsertOption != InsertOption.Into)
            Tell(FaultKind.Portability, "INSERT without INTO: SQLite needs the word");
        if (insert.Columns.Count == 0)
            Tell(FaultKind.Portability, "INSERT without a column list breaks when a column is added");

        var named = insert.Columns.Select(c => c.MultiPartIdentifier.Identifiers[^1].Value).ToList();
        var table = Target(insert.Target);
        if (table is not null)
        {
            foreach (var column in named.Where(column => !table.Has(column)))
                Tell(FaultKind.Name, $"unknown column '{column}' in {table.Schema}.{table.Name}");
            foreach (var column in table.Columns.Where(c => c.Required && !named.Contains(c.Name, StringComparer.OrdinalIgnoreCase)))
                Tell(FaultKind.Name, $"column '{column.Name}' of {table.Schema}.{table.Name} is NOT NULL without a default and is not inserted");
        }

        foreach (var twice in named.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            Tell(FaultKind.Name, $"column '{twice.Key}' is inserted twice");

        switch (insert.InsertSource)
        {
            case ValuesInsertSource { IsDefaultValues: false } values:
                foreach (var row in values.RowValues)
                {
                    Count(named.Count, row.ColumnValues.Count);
                    Resolve(row, new Scope(outer: null, ctes));
                }

                break;
            case SelectInsertSource select:
                Count(named.Count, Query(select.Select, outer: null, ctes).Count);
                break;
            default:
                Tell(FaultKind.Portability, $"{insert.InsertSource.GetType().Name} is not portable");
                break;
        }
    }

    private void Count(int columns, int values)
    {
        if (columns > 0 && columns != values)
            Tell(FaultKind.Name, $"INSERT names {columns} columns and gives {values} values");
    }

    private void Update(UpdateSpecification update, Dictionary<string, IReadOnlyList<string?>> ctes)
    {
        if (update.FromClause is not null)
            Tell(FaultKind.Portability, "UPDATE … FROM means different things on the two engines: use a subquery");

        var scope = new Scope(outer: null, ctes);
        var table = Target(update.Target);
        scope.Sources.Add(table is null ? new Source("the target", Schema: null, Columns: null) : SourceOf(table, alias: null));
        foreach (var clause in update.SetClauses)
        {
            if (clause is not AssignmentSetClause { Variable: null, AssignmentKind: AssignmentKind.Equals } assignment)
            {
                Tell(FaultKind.Portability, "SET takes Column = value only");
                continue;
            }

            var column = assignment.Column.MultiPartIdentifier.Identifiers[^1].Value;
            if (table is not null && !table.Has(column))
                Tell(FaultKind.Name, $"unknown column '{column}' in {table.Schema}.{table.Name}");
            Resolve(assignment.NewValue, scope);
        }

        Resolve(update.WhereClause, scope);
    }

    private void Delete(DeleteSpecification delete, Dictionary<string, IReadOnlyList<string?>> ctes)
    {
        if (delete.FromClause is not null)
            Tell(FaultKind.Portability, "DELETE with a second FROM is not portable: use a subquery");
        if (delete.ScriptTokenStream[delete.FirstTokenIndex].TokenType != TSqlTokenType.Delete
            || delete.ScriptTokenStream.Skip(delete.FirstTokenIndex + 1).First(t => t.TokenType != TSqlTokenType.WhiteSpace).TokenType != TSqlTokenType.From)
            Tell(FaultKind.Portability, "DELETE without FROM: SQLite needs the word");

        var scope = new Scope(outer: null, ctes);
        var table = Target(delete.Target);
        scope.Sources.Add(table is null ? new Source("the target", Schema: null, Columns: null) : SourceOf(table, alias: null));
        Resolve(delete.WhereClause, scope);
    }

    private Table? Target(TableReference target)
    {
        if (target is NamedTableReference named)
            return Find(named.SchemaObject);

        Tell(FaultKind.Portability, $"{target.GetType().Name} cannot be written to on both engines");
        return null;
    }
}
