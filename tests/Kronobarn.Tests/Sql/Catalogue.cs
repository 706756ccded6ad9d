namespace Kronobarn.Tests.Sql;

/// <summary><c>Required</c>: NOT NULL without a default, so that every INSERT has to name it.</summary>
internal sealed record Column(string Name, bool Required);

internal sealed record Table(string Schema, string Name, List<Column> Columns)
{
    public bool Has(string column) => Columns.Any(c => c.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Every table that the migrations make. Names are compared without case, as both engines do.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, Table> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<Table> Tables => tables.Values;

    public Table? Find(string schema, string name) => tables.GetValueOrDefault($"{schema}.{name}");

    public bool Add(Table table) => tables.TryAdd($"{table.Schema}.{table.Name}", table);

    public void Remove(string schema, string name) => tables.Remove($"{schema}.{name}");

    /// <summary>Indexes and constraints: SQLite wants index names unique in the file, SQL Server constraint names in the schema.</summary>
    public bool AddName(string schema, string name) => names.Add($"{schema}.{name}");
}
