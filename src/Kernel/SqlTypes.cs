using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Kronobarn.Kernel;

/// <summary>
/// How values stand in the stores. SQLite keeps them as text that sorts as the value does; SQL Server keeps its native types.
/// The handlers are process-wide, so each looks at the parameter that it is given.
/// </summary>
public static class SqlTypes
{
    private const string Instant = "yyyy-MM-dd HH:mm:ss.fffffff+00:00";

    public static void Register()
    {
        Use(new Handler<Guid>(Text, Guid.Parse));
        Use(new Handler<DateTimeOffset>(Text, text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)));
        Use(new Handler<DateOnly>(Text, text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Use(new Handler<bool>(value => value ? 1L : 0L, text => text is "1"));
    }

    // Upper case, because Dapper writes the members of IN lists itself, and does so in upper case.
    public static string Text(Guid value) => value.ToString("D").ToUpperInvariant();

    public static string Text(DateTimeOffset value) => value.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    public static string Text(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The value as SQLite stores it.</summary>
    public static object ForSqlite(object? value) => value switch
    {
        null => DBNull.Value,
        Guid guid => Text(guid),
        DateOnly day => Text(day),
        DateTimeOffset instant => Text(instant),
        bool yes => yes ? 1L : 0L,
        Enum => throw new ArgumentException("Enums are stored by their code.", nameof(value)),
        _ => value,
    };

    private static void Use<T>(Handler<T> handler)
        where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    private sealed class Handler<T>(Func<T, object> toSqlite, Func<string, T> fromText) : SqlMapper.TypeHandler<T>
        where T : struct
    {
        public override void SetValue(IDbDataParameter parameter, T value) =>
            parameter.Value = parameter is SqliteParameter ? toSqlite(value) : value;

        public override T Parse(object value) => value switch
        {
            T native => native,
            string text => fromText(text),
            long number => fromText(number.ToString(CultureInfo.InvariantCulture)),
            DateTime moment when typeof(T) == typeof(DateOnly) => (T)(object)DateOnly.FromDateTime(moment),
            DateTime moment when typeof(T) == typeof(DateTimeOffset) => (T)(object)new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
            _ => throw new DataException($"A {value.GetType().Name} cannot be read as {typeof(T).Name}."),
        };
    }
}
