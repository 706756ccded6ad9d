using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kronobarn.Tests.Sql;

/// <summary>Resolves every table, alias and column of the statements that read and write rows.</summary>
internal sealed partial class Names(Catalogue catalogue, string module, Action<FaultKind, string> fault, bool mayAskForTables = false)
{
    public void Check(TSqlStatement statement)
    {
        switch (statement)
        {
            case SelectStatement select:
                if (select.Into is not null)
                    fault(FaultKind.Portability, "SELECT … INTO makes a table; tables are made by migrations");
                Query(select.QueryExpression, outer: null, Ctes(select));
                break;
            case InsertStatement insert:
                Insert(insert.InsertSpecification, Ctes(insert));
                break;
            case UpdateStatement update:
                Update(update.UpdateSpecification, Ctes(update));
                break;
            case DeleteStatement delete:
                Delete(delete.DeleteSpecification, Ctes(delete));
                break;
            default:
                fault(FaultKind.Portability, $"{statement.GetType().Name} is not a statement that slices use");
                break;
        }
    }

    /// <summary>An expression outside a query: a CHECK constraint, the filter of an index.</summary>
    public void Check(TSqlFragment expression, Table table)
    {
        var scope = new Scope(outer: null, Scope.NoCtes);
        scope.Sources.Add(SourceOf(table, alias: null));
        Resolve(expression, scope);
    }

    public Table? Find(SchemaObjectName name)
    {
        var schema = name.SchemaIdentifier?.Value;
        if (schema is null)
        {
            fault(FaultKind.Name, $"table '{name.BaseIdentifier.Value}' is written without its module: {module}.{name.BaseIdentifier.Value}");
            return null;
        }

        if (!schema.Equals(module, StringComparison.OrdinalIgnoreCase))
        {
            fault(FaultKind.Wall, $"'{schema}.{name.BaseIdentifier.Value}' belongs to another module than {module}");
            return null;
        }

        var table = catalogue.Find(schema, name.BaseIdentifier.Value);
        if (table is null)
            fault(FaultKind.Name, $"unknown table '{schema}.{name.BaseIdentifier.Value}'");
        return table;
    }

    private Dictionary<string, IReadOnlyList<string?>> Ctes(StatementWithCtesAndXmlNamespaces statement)
    {
        var known = new Dictionary<string, IReadOnlyList<string?>>(StringComparer.OrdinalIgnoreCase);
        foreach (var cte in statement.WithCtesAndXmlNamespaces?.CommonTableExpressions ?? [])
        {
            // A recursive CTE reads itself: its columns are known from its first part.
            var named = cte.Columns.Select(c => (string?)c.Value).ToList();
            var first = cte.QueryExpression;
            while (first is BinaryQueryExpression union)
                first = union.FirstQueryExpression;
            if (!ReferenceEquals(first, cte.QueryExpression))
                known[cte.ExpressionName.Value] = named.Count > 0 ? named : Quietly().Query(first, outer: null, known);

            var columns = Query(cte.QueryExpression, outer: null, known);
            if (named.Count > 0 && named.Count != columns.Count)
                fault(FaultKind.Name, $"CTE '{cte.ExpressionName.Value}' names {named.Count} columns and selects {columns.Count}");
            known[cte.ExpressionName.Value] = named.Count > 0 ? named : columns;
        }

        return known;
    }

    // The first part of a recursive CTE is judged again with the whole; its faults are told once.
    private Names Quietly() => new(catalogue, module, (_, _) => { }, mayAskForTables);

    /// <summary>Resolves a query and gives the names of its columns, null for one without a name.</summary>
    private IReadOnlyList<string?> Query(QueryExpression query, Scope? outer, IReadOnlyDictionary<string, IReadOnlyList<string?>> ctes)
    {
        switch (query)
        {
            case QueryParenthesisExpression parenthesis:
                return Query(parenthesis.QueryExpression, outer, ctes);
            case BinaryQueryExpression union:
                var left = Query(union.FirstQueryExpression, outer, ctes);
                var right = Query(union.SecondQueryExpression, outer, ctes);
                if (left.Count != right.Count)
                    fault(FaultKind.Name, $"the two sides of {union.BinaryQueryExpressionType} have {left.Count} and {right.Count} columns");
                var result = new Scope(outer: null, ctes);
                result.Sources.Add(new Source("the result", Schema: null, left));
                Order(union.OrderByClause, left, result);
                return left;
            case QuerySpecification specification:
                return Specification(specification, new Scope(outer, ctes));
            default:
                fault(FaultKind.Portability, $"{query.GetType().Name} is not portable");
                return [];
        }
    }

    private List<string?> Specification(QuerySpecification query, Scope scope)
    {
        foreach (var table in query.FromClause?.TableReferences ?? [])
            AddTable(table, scope);

        var columns = new List<string?>();
        foreach (var element in query.SelectElements)
        {
            if (element is not SelectScalarExpression scalar)
            {
                fault(FaultKind.Portability, element is SelectStarExpression ? "SELECT *: name the columns" : "SELECT @variable = … is not portable");
                continue;
            }

            if (scalar.ColumnName is { } alias && alias.StartOffset < scalar.Expression.StartOffset)
                fault(FaultKind.Portability, $"'{alias.Value} = …' names a column in T-SQL and compares in SQLite: write AS");
            Resolve(scalar.Expression, scope);
            columns.Add(scalar.ColumnName?.Value ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value);
        }

        Resolve(query.WhereClause, scope);
        Resolve(query.GroupByClause, scope);
        Resolve(query.HavingClause, scope);
        Order(query.OrderByClause, columns, scope);
        if (query.UniqueRowFilter == UniqueRowFilter.Distinct && query.OrderByClause?.OrderByElements.Any(e => !Shown(e.Expression, columns)) == true)
            fault(FaultKind.Portability, "SELECT DISTINCT ordered by what it does not select: SQL Server refuses it");
        if (Grouping.Problem(query) is { } problem)
            fault(FaultKind.Portability, problem);
        return columns;
    }

    private void Order(OrderByClause? order, IReadOnlyList<string?> columns, Scope scope)
    {
        foreach (var element in order?.OrderByElements ?? [])
        {
            var isAlias = element.Expression is ColumnReferenceExpression { MultiPartIdentifier: { Count: 1 } name }
                && columns.Contains(name.Identifiers[0].Value, StringComparer.OrdinalIgnoreCase);
            if (!isAlias)
                Resolve(element.Expression, scope);
        }
    }

    private static bool Shown(ScalarExpression expression, List<string?> columns) =>
        expression is ColumnReferenceExpression { MultiPartIdentifier: { } name } && columns.Contains(name.Identifiers[^1].Value, StringComparer.OrdinalIgnoreCase);

    private void AddTable(TableReference reference, Scope scope)
    {
        switch (reference)
        {
            case NamedTableReference named:
                Add(scope, NamedSource(named, scope));
                break;
            case QueryDerivedTable derived:
                var columns = Query(derived.QueryExpression, outer: null, scope.Ctes);
                if (derived.Columns.Count > 0)
                    fault(FaultKind.Portability, $"a column list after the alias '{derived.Alias.Value}': SQLite does not read it; name the columns inside");
                Add(scope, new Source(derived.Alias.Value, Schema: null, columns));
                break;
            case JoinParenthesisTableReference parenthesis:
                AddTable(parenthesis.Join, scope);
                break;
            case QualifiedJoin join:
                AddTable(join.FirstTableReference, scope);
                AddTable(join.SecondTableReference, scope);
                Resolve(join.SearchCondition, scope);
                break;
            case UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.CrossJoin } cross:
                AddTable(cross.FirstTableReference, scope);
                AddTable(cross.SecondTableReference, scope);
                break;
            default:
                fault(FaultKind.Portability, $"{reference.GetType().Name} in FROM is not portable");
                break;
        }
    }

    private Source? NamedSource(NamedTableReference named, Scope scope)
    {
        var name = named.SchemaObject;
        var alias = named.Alias?.Value;
        if (name.SchemaIdentifier is null && scope.Ctes.TryGetValue(name.BaseIdentifier.Value, out var cte))
            return new Source(alias ?? name.BaseIdentifier.Value, Schema: null, cte);

        // The migrator asks which tables there are; the answer's columns are the standard's, not ours.
        if (mayAskForTables && name.SchemaIdentifier?.Value is "INFORMATION_SCHEMA")
            return new Source(alias ?? name.BaseIdentifier.Value, "INFORMATION_SCHEMA", Columns: null);

        // An unknown table is told once; its columns then pass, or every one would be told too.
        return Find(name) is { } table ? SourceOf(table, alias) : new Source(alias ?? name.BaseIdentifier.Value, module, Columns: null);
    }

    private void Add(Scope scope, Source? source)
    {
        if (source is null)
            return;
        if (scope.Sources.Exists(s => s.Name.Equals(source.Name, StringComparison.OrdinalIgnoreCase)))
            fault(FaultKind.Name, $"'{source.Name}' is named twice in one FROM: give each an alias");
        scope.Sources.Add(source);
    }

    private static Source SourceOf(Table table, string? alias) => new(alias ?? table.Name, alias is null ? table.Schema : null, [.. table.Columns.Select(c => c.Name)]);

    private void Tell(FaultKind kind, string problem) => fault(kind, problem);

    private void Resolve(TSqlFragment? fragment, Scope scope) => fragment?.Accept(new Expressions(this, scope));

    /// <summary>Walks an expression; a subquery in it is resolved with this scope around it.</summary>
    private sealed class Expressions(Names names, Scope scope) : TSqlFragmentVisitor
    {
        public override void ExplicitVisit(ColumnReferenceExpression node)
        {
            if (node.ColumnType == ColumnType.Regular && scope.Problem([.. node.MultiPartIdentifier.Identifiers.Select(i => i.Value)]) is { } problem)
                names.Tell(FaultKind.Name, problem);
        }

        public override void ExplicitVisit(ScalarSubquery node) => names.Query(node.QueryExpression, scope, scope.Ctes);
    }
}
