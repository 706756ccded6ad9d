using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kronobarn.Tests.Sql;

/// <summary>SQLite answers a column that is neither grouped nor aggregated with any row's value; SQL Server refuses the query.</summary>
internal static class Grouping
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "SUM", "MIN", "MAX", "AVG", "STRING_AGG" };

    public static string? Problem(QuerySpecification query)
    {
        var shown = new Bare();
        foreach (var element in query.SelectElements)
            element.Accept(shown);
        query.HavingClause?.Accept(shown);
        if (query.GroupByClause is null && !shown.Aggregated)
            return null;

        query.OrderByClause?.Accept(shown);
        var grouped = new Bare();
        query.GroupByClause?.Accept(grouped);
        var aliases = query.SelectElements.OfType<SelectScalarExpression>().Select(s => s.ColumnName?.Value).OfType<string>();
        var allowed = new HashSet<string>(grouped.Columns.Concat(aliases), StringComparer.OrdinalIgnoreCase);
        var stray = shown.Columns.Where(column => !allowed.Contains(column)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return stray.Count == 0 ? null : $"{string.Join(", ", stray)} stands beside an aggregate or GROUP BY without being grouped: SQL Server refuses it";
    }

    /// <summary>Columns outside aggregates and subqueries, by their last name.</summary>
    private sealed class Bare : TSqlFragmentVisitor
    {
        public List<string> Columns { get; } = [];

        public bool Aggregated { get; private set; }

        public override void ExplicitVisit(ColumnReferenceExpression node)
        {
            if (node.ColumnType == ColumnType.Regular)
                Columns.Add(node.MultiPartIdentifier.Identifiers[^1].Value);
        }

        public override void ExplicitVisit(FunctionCall node)
        {
            if (node.OverClause is null && Aggregates.Contains(node.FunctionName.Value))
                Aggregated = true;
            else
                base.ExplicitVisit(node);
        }

        public override void ExplicitVisit(ScalarSubquery node)
        {
            // A subquery groups for itself; what it takes from outside is resolved with it.
        }
    }
}
