using System.Text.Json;
using Kronobarn.Directory.Contracts;
using Kronobarn.Responsibility.Contracts;

namespace Kronobarn.Tests.Accesses;

/// <summary>The policy as <c>docs/access-matrix.csv</c> tells it to people: read here without a word of how the program decides it.</summary>
internal sealed class AccessMatrix
{
    private const string File = "docs/access-matrix.csv";

    private readonly List<Row> rows;

    public AccessMatrix() => rows = [.. Repository.Read(File).Split('\n').Skip(1).Where(line => line.Length > 0).Select(Row.Read)];

    public static IReadOnlyList<Asker> Askers { get; } = [.. Enum.GetValues<Asker>().Where(a => a != Asker.None)];

    public static IReadOnlyList<Relations> Single { get; } = [.. Enum.GetValues<Relations>().Where(r => r != Relations.None)];

    public IEnumerable<string> Operations => rows.SelectMany(row => row.Operations).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> Grounds => rows.Select(row => row.Decision).Distinct(StringComparer.Ordinal);

    /// <summary>The ground, or <c>null</c> for no: the first row that fits decides, and what no row tells of is no.</summary>
    public string? Decide(string operation, Asker asker, Relations relations, bool isProtected, bool isNamed, bool hasConsent) =>
        rows.Find(row => row.Fits(operation, asker, relations, !isProtected ? "none" : isNamed ? "protected-named" : "protected-unnamed", hasConsent))?.Decision is { } decision && decision != "no" ? decision : null;

    private sealed record Row(string[] Operations, Relations Relation, Asker Askers, string[] Protections, string Consent, string Decision)
    {
        public static Row Read(string line)
        {
            var cells = line.Split(',', 7);
            return new Row(cells[0].Split('|'), All<Relations>(cells[1]), All<Asker>(cells[2]), Known(cells[3].Split('|'), "any", "none", "protected-named", "protected-unnamed"),
                Known([cells[4]], "any", "needed")[0], cells[5]);
        }

        public bool Fits(string operation, Asker asker, Relations relations, string protection, bool hasConsent) =>
            Operations.Contains(operation, StringComparer.Ordinal) && (Askers & asker) != Asker.None && (Relation == Relations.None || (Relation & relations) != Relations.None)
            && (Protections[0] == "any" || Protections.Contains(protection, StringComparer.Ordinal)) && (Consent == "any" || hasConsent);

        private static T All<T>(string cell)
            where T : struct, Enum
        {
            var names = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), value => Convert.ToInt32(value, null), StringComparer.Ordinal);
            return cell == "-" ? default : (T)Enum.ToObject(typeof(T), cell.Split('|').Aggregate(0, (all, name) => all | names[name]));
        }

        private static string[] Known(string[] cells, params string[] words) =>
            cells.All(cell => words.Contains(cell, StringComparer.Ordinal)) ? cells : throw new InvalidOperationException($"{File}: {string.Join('|', cells)} is not one of {string.Join(", ", words)}.");
    }
}
