using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Kronobarn.Tests.Sql;

/// <summary>One SQL text of the product: the assembly that holds it and the module in whose store it runs.</summary>
internal sealed record SqlText(string Assembly, string Module, string Text);

/// <summary>One migration file; <c>Module</c> is the name of its folder, or <see cref="SqlTexts.ActorTemplate"/> for what runs in every actor's store.</summary>
internal sealed record Migration(string Module, string File, string Text);

/// <summary>Finds every SQL text: string literals in the built assemblies, and the migrations.</summary>
internal static partial class SqlTexts
{
    public const string Token = "{Module}";
    public const string Template = "Kernel";
    public const string ActorTemplate = "Actor";

    public static IReadOnlyList<SqlText> OfProduct() =>
        [.. Repository.ProductAssemblies.SelectMany(file => Of(Path.GetFileNameWithoutExtension(file), Literals(file), Repository.Modules))];

    public static IReadOnlyList<Migration> Migrations() =>
    [
        .. Repository.Files("db/migrations", ".sql")
            .Select(file => new Migration(file.Split('/') is [_, _, _, ActorTemplate, _] ? ActorTemplate : file.Split('/')[2], file, Repository.Read(file))),
    ];

    /// <summary>The SQL among an assembly's literals; one that holds <c>{Module}</c> runs in every module, or outside the kernel in every actor's, and is given once for each.</summary>
    public static IEnumerable<SqlText> Of(string assembly, IEnumerable<string> literals, IReadOnlyList<string> modules)
    {
        var own = assembly.StartsWith("Kronobarn.", StringComparison.Ordinal) ? assembly["Kronobarn.".Length..] : assembly;
        foreach (var literal in literals)
        {
            if (!IsSql(literal) && !IsPieceOfSql(literal))
                continue;

            // SQLite's own catalogue is the migrator's business; no T-SQL parser can judge it.
            if (own is Template && literal.Contains("sqlite_", StringComparison.Ordinal))
                continue;

            if (!literal.Contains(Token, StringComparison.Ordinal))
                yield return new SqlText(assembly, own, literal);
            else
                foreach (var module in modules.Where(m => own is Template || Walls.IsActor(m)))
                    yield return new SqlText(assembly, module, literal.Replace(Token, module, StringComparison.Ordinal));
        }
    }

    /// <summary>Every string literal of an assembly. The compiler folds constant interpolation and concatenation into one literal, so those are seen whole.</summary>
    public static IReadOnlyList<string> Literals(string file)
    {
        using var pe = new PEReader(File.OpenRead(file));
        var reader = pe.GetMetadataReader();
        var found = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(0); ;)
        {
            found.Add(reader.GetUserString(handle));
            handle = reader.GetNextHandle(handle);
            if (handle.IsNil)
                return found;
        }
    }

    /// <summary>A whole statement: it begins as one, in capitals as the house writes SQL, or in any case when it also names a table.</summary>
    public static bool IsSql(string literal) => Statement().IsMatch(literal) || (AnyCase().IsMatch(literal) && TableAnyCase().IsMatch(literal));

    /// <summary>A part of a statement, put together at run time where the gate cannot see the whole.</summary>
    public static bool IsPieceOfSql(string literal) => !IsSql(literal) && !Definition().IsMatch(literal) && (Clause().IsMatch(literal) || Table().IsMatch(literal));

    /// <summary>Dapper expands <c>IN @ids</c> to <c>IN (@ids1, @ids2)</c> at run time; T-SQL knows only the latter.</summary>
    public static string Normalise(string sql) => DapperList().Replace(sql, "IN (${list})");

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyCase();

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE)\s+[\w{}]+\.\w", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableAnyCase();

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE)\s+(\{Module\}|[A-Z]\w*)\.[A-Z]\w*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"^\s*(CREATE|ALTER|DROP)\s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\s*(FROM|WHERE|AND|OR|ORDER\s+BY|GROUP\s+BY|HAVING|JOIN|INNER\s+JOIN|LEFT\s+JOIN|UNION|VALUES)\s+[\w(@]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Clause();

    [GeneratedRegex(@"\bIN\s+(?<list>@\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DapperList();
}
