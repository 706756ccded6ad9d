using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kronobarn.Tests.Sql;

/// <summary>Reports what only one engine understands, or what the two understand differently.</summary>
internal sealed class Portability(Action<FaultKind, string> fault) : TSqlFragmentVisitor
{
    // What both engines have under one name and with one meaning. Missing on purpose: UPPER and LOWER, for SQLite leaves å ä ö as they are,
    // and AVG, for SQL Server cuts the mean of integers down to an integer.
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "COUNT", "SUM", "MIN", "MAX", "STRING_AGG", "CONCAT", "REPLACE", "SUBSTRING", "TRIM", "LTRIM", "RTRIM", "ABS", "ROUND", "SIGN",
        "ROW_NUMBER", "RANK", "DENSE_RANK", "LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE",
    };

    // SQLite casts by affinity: to a date means to a number, the year.
    private static readonly HashSet<string> CastTypes = new(StringComparer.OrdinalIgnoreCase) { "int", "bigint", "float", "nvarchar" };

    // Reserved in SQLite only: T-SQL takes them as names, so the parser lets them through.
    private static readonly HashSet<string> ReservedInSqlite = new(StringComparer.OrdinalIgnoreCase)
    {
        "AUTOINCREMENT", "CAST", "DEFERRABLE", "ISNULL", "LIMIT", "NOTHING", "NOTNULL", "RAISE", "RETURNING", "USING",
    };

    public override void Visit(TopRowFilter node) => No("TOP: page by key or ROW_NUMBER()");

    public override void Visit(OffsetClause node) => No("OFFSET … FETCH: page by key or ROW_NUMBER()");

    public override void Visit(OutputClause node) => No("OUTPUT");

    public override void Visit(OutputIntoClause node) => No("OUTPUT INTO");

    public override void Visit(TableHint node) => No("lock and table hints");

    public override void Visit(OptimizerHint node) => No("query hints");

    public override void Visit(ForClause node) => No("FOR XML and FOR JSON");

    public override void Visit(ParameterlessCall node) => No($"{node.ParameterlessCallType}: the time and the caller come as parameters");

    public override void Visit(GlobalVariableExpression node) => No($"{node.Name}: rows affected are the command's answer");

    public override void Visit(ConvertCall node) => No("CONVERT: use CAST");

    public override void Visit(TryConvertCall node) => No("TRY_CONVERT");

    public override void Visit(TryCastCall node) => No("TRY_CAST");

    public override void Visit(ParseCall node) => No("PARSE");

    public override void Visit(LeftFunctionCall node) => No("LEFT(): use SUBSTRING");

    public override void Visit(RightFunctionCall node) => No("RIGHT()");

    public override void Visit(AtTimeZoneCall node) => No("AT TIME ZONE");

    public override void Visit(NextValueForExpression node) => No("sequences");

    public override void Visit(IdentityOptions node) => No("IDENTITY: keys are made in C# (Guid.CreateVersion7)");

    public override void Visit(ExecuteSpecification node) => No("EXEC");

    public override void Visit(MergeSpecification node) => No("MERGE: update, then insert where not exists");

    public override void Visit(TableSampleClause node) => No("TABLESAMPLE");

    public override void Visit(PrimaryExpression node)
    {
        if (node.Collation is not null)
            No("COLLATE");
    }

    public override void Visit(CastCall node)
    {
        if (node.DataType.Name?.BaseIdentifier.Value is not { } type || !CastTypes.Contains(type))
            No($"CAST to {node.DataType.Name?.BaseIdentifier.Value}: the engines mean different things by it");
    }

    public override void Visit(FunctionCall node)
    {
        if (node.FunctionName.Value.ToUpperInvariant() is "MIN" or "MAX" && node.Parameters.Count > 1)
            No($"{node.FunctionName.Value} of several values: SQL Server takes one");
        if (!Functions.Contains(node.FunctionName.Value) || node.CallTarget is not null)
            No($"function {node.FunctionName.Value}: not known to mean the same on both engines");
    }

    public override void Visit(StringLiteral node)
    {
        if (node.IsNational)
            No("N'…': SQLite does not know the N");
    }

    public override void Visit(SchemaObjectName node)
    {
        if (node.SchemaIdentifier?.Value.Equals("sys", StringComparison.OrdinalIgnoreCase) == true)
            No("sys.*: ask INFORMATION_SCHEMA");
    }

    public override void Visit(Identifier node)
    {
        if (node.QuoteType != QuoteType.NotQuoted)
            No($"quoted name '{node.Value}': choose a word that is not reserved");
        else if (ReservedInSqlite.Contains(node.Value))
            No($"'{node.Value}' is a reserved word in SQLite");
    }

    private void No(string what) => fault(FaultKind.Portability, what);
}
