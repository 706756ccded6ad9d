namespace Kronobarn.Tests.Sql;

/// <summary>A thing that columns can be taken from: a table, a derived table or a CTE. <c>Columns</c> is null when they are not known.</summary>
internal sealed record Source(string Name, string? Schema, IReadOnlyList<string?>? Columns)
{
    public bool MayHave(string column) => Columns is null || Columns.Contains(column, StringComparer.OrdinalIgnoreCase);
}

/// <summary>What a name may mean at one place in a query; a correlated subquery sees the query around it through <c>Outer</c>.</summary>
internal sealed class Scope(Scope? outer, IReadOnlyDictionary<string, IReadOnlyList<string?>> ctes)
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string?>> NoCtes { get; } =
        new Dictionary<string, IReadOnlyList<string?>>(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, IReadOnlyList<string?>> Ctes { get; } = ctes;

    public List<Source> Sources { get; } = [];

    /// <summary>Resolves <c>a</c>, <c>alias.a</c> or <c>Schema.Table.a</c>; gives what is wrong, or null when the name is good.</summary>
    public string? Problem(IReadOnlyList<string> parts)
    {
        var column = parts[^1];
        if (parts.Count == 1)
        {
            var having = Sources.Count(source => source.MayHave(column));
            if (having > 1)
                return $"column '{column}' is ambiguous here: {string.Join(", ", Sources.Where(s => s.MayHave(column)).Select(s => s.Name))}";
            return having == 1 ? null : outer?.Problem(parts) ?? (outer is null ? $"unknown column '{column}'{Known()}" : null);
        }

        if (parts.Count > 3)
            return $"'{string.Join('.', parts)}' has too many parts";

        var found = Sources.Find(source => source.Name.Equals(parts[^2], StringComparison.OrdinalIgnoreCase)
            && (parts.Count == 2 || parts[0].Equals(source.Schema, StringComparison.OrdinalIgnoreCase)));
        if (found is null)
            return outer is null ? $"unknown table or alias '{parts[^2]}' in '{string.Join('.', parts)}'" : outer.Problem(parts);

        return found.MayHave(column) ? null : $"unknown column '{column}' in {found.Name}";
    }

    private string Known() => Sources.Count == 0 ? "" : $" in {string.Join(", ", Sources.Select(s => s.Name))}";
}
