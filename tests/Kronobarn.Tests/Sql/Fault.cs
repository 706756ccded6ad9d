namespace Kronobarn.Tests.Sql;

internal enum FaultKind
{
    Syntax,
    Name,
    Wall,
    Portability,
}

/// <summary>What is wrong with one SQL text, and where it stands: an assembly or a migration file.</summary>
internal sealed record Fault(string Where, FaultKind Kind, string Problem, string Sql)
{
    public override string ToString() => $"{Where}: {Problem}{Environment.NewLine}    {Sql.Trim().ReplaceLineEndings(Environment.NewLine + "    ")}";
}
