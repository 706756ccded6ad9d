using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Rights;

/// <summary>What is put into a store, and looked for in it, row by row.</summary>
internal static class StoreRows
{
    public static Store StoreAt(this Town town, string slug) =>
        town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>().All.Single(m => m.Slug == slug)];

    public static Task Put(this Town town, string slug, string table, string[] columns, object?[] row) => town.StoreAt(slug).Write(async db =>
    {
        await db.Insert(table, columns, [row]);
        return 0;
    }, default);

    public static Task Change(this Town town, string slug, string sql, object args) => town.StoreAt(slug).Write(db => db.Execute(sql, args), default);

    /// <summary>The tables of the store in which a row has the text, whatever the column.</summary>
    public static Task<List<string>> TablesWith(this Town town, string slug, IEnumerable<string> tables, string text) => town.StoreAt(slug).Read(async db =>
    {
        var found = new List<string>();
        foreach (var table in tables)
        {
            var rows = await db.Query<dynamic>($"SELECT * FROM {{Module}}.{table}");
            if (rows.Exists(row => ((IDictionary<string, object?>)row).Values.Any(value => value is string words && words.Contains(text, StringComparison.Ordinal))))
                found.Add(table);
        }

        return found;
    }, default);
}
