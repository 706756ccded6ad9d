using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kronobarn.Tests.Sql;

/// <summary>Reads the tables that a migration makes into the catalogue, and judges how they are written.</summary>
internal sealed class Definitions(Catalogue catalogue, string module, bool portable, Action<FaultKind, string> fault)
{
    // Types that both engines take by the same name. Text has a length because a validator checks it; decimals become REAL in SQLite.
    private static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "uniqueidentifier", "nvarchar", "date", "time", "datetimeoffset", "int", "bigint", "smallint", "bit", "float", "binary", "varbinary",
    };

    private readonly Names names = new(catalogue, module, fault);
    private readonly List<(Table Table, Column Column)> addedHere = [];

    public void Check(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                Create(create);
                break;
            case AlterTableAddTableElementStatement add:
                Alter(add);
                break;
            case AlterTableDropTableElementStatement drop:
                Drop(drop);
                break;
            case CreateIndexStatement index:
                Index(index);
                break;
            case DropTableStatement dropped:
                foreach (var name in dropped.Objects.Where(name => names.Find(name) is not null))
                    catalogue.Remove(module, name.BaseIdentifier.Value);
                break;
            case SelectStatement or InsertStatement or UpdateStatement or DeleteStatement:
                Rows(statement);
                break;
            default:
                No($"{statement.GetType().Name} is not a statement of a portable migration");
                break;
        }
    }

    private void Create(CreateTableStatement create)
    {
        var schema = create.SchemaObjectName.SchemaIdentifier?.Value;
        var name = create.SchemaObjectName.BaseIdentifier.Value;
        if (schema is null)
            fault(FaultKind.Name, $"CREATE TABLE {name} is written without its module: {module}.{name}");
        else if (!schema.Equals(module, StringComparison.OrdinalIgnoreCase))
            fault(FaultKind.Wall, $"CREATE TABLE {schema}.{name} in a migration of {module}");

        var table = new Table(module, name, []);
        if (!catalogue.Add(table))
            fault(FaultKind.Name, $"{module}.{name} is created twice");
        Elements(create.Definition, table);
        PrimaryKey(create.Definition, table);
    }

    private void Alter(AlterTableAddTableElementStatement add)
    {
        if (add.Definition.TableConstraints.Count > 0)
            No("ALTER TABLE … ADD CONSTRAINT: SQLite cannot; write the constraint when the table is made");
        if (add.Definition.ColumnDefinitions.Count > 1)
            No("ALTER TABLE … ADD with several columns: SQLite takes one at a time");
        if (names.Find(add.SchemaObjectName) is not { } table)
            return;

        var before = table.Columns.Count;
        Elements(add.Definition, table);
        addedHere.AddRange(table.Columns.Skip(before).Select(column => (table, column)));
        foreach (var column in table.Columns.Skip(before).Where(c => c.Required))
            No($"column '{column.Name}' is added NOT NULL without a default: neither engine can fill the rows there are");
    }

    private void Drop(AlterTableDropTableElementStatement drop)
    {
        var table = names.Find(drop.SchemaObjectName);
        foreach (var element in drop.AlterTableDropTableElements)
        {
            if (element.TableElementType != TableElementType.Column)
                No($"ALTER TABLE … DROP {element.TableElementType}: SQLite cannot");
            else if (table?.Columns.RemoveAll(c => c.Name.Equals(element.Name.Value, StringComparison.OrdinalIgnoreCase)) == 0)
                fault(FaultKind.Name, $"unknown column '{element.Name.Value}' in {table.Schema}.{table.Name}");
        }
    }

    private void Index(CreateIndexStatement index)
    {
        if (index.IncludeColumns.Count > 0)
            No("INCLUDE: SQLite does not know it; add the columns to the key");
        if (index.Clustered is not null || index.IndexOptions.Count > 0)
            No("CLUSTERED and index options");
        Named(index.Name);
        if (names.Find(index.OnName) is not { } table)
            return;

        Known(index.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value), table);
        if (index.FilterPredicate is not null)
            names.Check(index.FilterPredicate, table);
    }

    /// <summary>SQL Server reads a whole script before it runs it: a column added above is not yet there for the rows' statements.</summary>
    private void Rows(TSqlStatement statement)
    {
        foreach (var (table, column) in addedHere)
            table.Columns.Remove(column);
        names.Check(statement);
        foreach (var (table, column) in addedHere)
            table.Columns.Add(column);
    }

    private void Elements(TableDefinition definition, Table table)
    {
        if (definition.Indexes.Count > 0 || definition.ColumnDefinitions.Any(c => c.Index is not null))
            No("inline INDEX: write CREATE INDEX");

        foreach (var column in definition.ColumnDefinitions)
        {
            var name = column.ColumnIdentifier.Value;
            if (table.Has(name))
                fault(FaultKind.Name, $"column '{name}' stands twice in {table.Schema}.{table.Name}");
            var notNull = column.Constraints.OfType<NullableConstraintDefinition>().Any(c => !c.Nullable);
            table.Columns.Add(new Column(name, notNull && column.DefaultConstraint is null));
            Type(column);
        }

        foreach (var constraint in definition.TableConstraints.Concat(definition.ColumnDefinitions.SelectMany(c => c.Constraints)))
            Constraint(constraint, table);
    }

    private void Type(ColumnDefinition column)
    {
        if (column.ComputedColumnExpression is not null || column.Collation is not null)
            No($"column '{column.ColumnIdentifier.Value}': computed columns and COLLATE");
        if (column.DataType?.Name?.BaseIdentifier.Value is not { } type)
            return;

        var length = (column.DataType as SqlDataTypeReference)?.Parameters.FirstOrDefault();
        if (!Types.Contains(type))
            No($"column '{column.ColumnIdentifier.Value}': type {type} is not portable (text is nvarchar(n), money and hours are int of the smallest unit)");
        else if (type.EndsWith("char", StringComparison.OrdinalIgnoreCase) || type.EndsWith("binary", StringComparison.OrdinalIgnoreCase))
        {
            var most = type.Equals("nvarchar", StringComparison.OrdinalIgnoreCase) ? 4000 : 8000;
            if (!int.TryParse(length?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < 1 || n > most)
                No($"column '{column.ColumnIdentifier.Value}': {type} needs a length from 1 to {most}");
        }
    }

    private void Constraint(ConstraintDefinition constraint, Table table)
    {
        Named(constraint.ConstraintIdentifier);
        switch (constraint)
        {
            case CheckConstraintDefinition check:
                names.Check(check.CheckCondition, table);
                break;
            case UniqueConstraintDefinition unique:
                if (unique.Clustered is not null || unique.IndexOptions.Count > 0)
                    No("CLUSTERED and index options");
                Known(unique.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value), table);
                break;
            case ForeignKeyConstraintDefinition key:
                Known(key.Columns.Select(c => c.Value), table);
                if (names.Find(key.ReferenceTableName) is { } referenced)
                    Known(key.ReferencedTableColumns.Select(c => c.Value), referenced);
                break;
            default:
                break;
        }
    }

    /// <summary>SQLite lets NULL into a primary key that does not say NOT NULL.</summary>
    private void PrimaryKey(TableDefinition definition, Table table)
    {
        var keys = definition.TableConstraints.OfType<UniqueConstraintDefinition>().Where(c => c.IsPrimaryKey)
            .SelectMany(c => c.Columns.Select(k => k.Column.MultiPartIdentifier.Identifiers[^1].Value))
            .Concat(definition.ColumnDefinitions
                .Where(c => c.Constraints.OfType<UniqueConstraintDefinition>().Any(u => u.IsPrimaryKey)).Select(c => c.ColumnIdentifier.Value))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (keys.Count == 0)
            No($"{table.Schema}.{table.Name} has no primary key");
        foreach (var column in definition.ColumnDefinitions.Where(c => keys.Contains(c.ColumnIdentifier.Value)))
            if (!column.Constraints.OfType<NullableConstraintDefinition>().Any(c => !c.Nullable))
                No($"key column '{column.ColumnIdentifier.Value}' does not say NOT NULL: SQLite would let NULL in");
    }

    private void Known(IEnumerable<string> columns, Table table)
    {
        foreach (var column in columns.Where(column => !table.Has(column)))
            fault(FaultKind.Name, $"unknown column '{column}' in {table.Schema}.{table.Name}");
    }

    private void Named(Identifier? name)
    {
        if (name is not null && !catalogue.AddName(module, name.Value))
            fault(FaultKind.Name, $"the name {name.Value} is used twice in {module}: one engine or the other refuses it");
    }

    private void No(string what)
    {
        if (portable)
            fault(FaultKind.Portability, what);
    }
}
