using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kronobarn.Tests;

/// <summary>A file as the rules see it: its path from the root, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>The rules about the code as functions over inputs, so that each can be tried on a planted violation. Every one gives its offenders.</summary>
internal static partial class Walls
{
    public const int SliceLines = 150;

    // The floors that are not actors. An organisation needs no line here: a folder under src/Modules is an actor until told otherwise.
    private static readonly Dictionary<string, int> Floors = new(StringComparer.Ordinal)
    {
        ["Microsoft.SqlServer.Server"] = 0,
        ["Kronobarn.Kernel"] = 1,
        ["Kronobarn.Shell"] = 2,
        ["Kronobarn.Directory"] = 3,
        ["Kronobarn.Responsibility"] = 4,
        ["Kronobarn.Collaboration"] = 5,
        ["Kronobarn.Casework"] = 6,
        ["Kronobarn.Family"] = 8,
        ["Kronobarn.Insight"] = 8,
        ["Kronobarn"] = 9,
    };

    private const int Actors = 7;

    // Written in two parts, or this file would be its own offender.
    private static readonly string[] BannedEverywhere =
    [
        "TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception", "#" + "region", "Skip" + " =",
        "DateTime" + ".Now", "DateTime" + ".UtcNow", "DateTime" + ".Today", "DateTimeOffset" + ".Now", "DateTimeOffset" + ".UtcNow",
    ];

    private static readonly string[] BannedInTests = ["Thread" + ".Sleep", "Task" + ".Delay"];

    public static int Floor(string assembly) => Floors.GetValueOrDefault(assembly, Actors);

    public static bool IsActor(string module) => Floor($"Kronobarn.{module}") == Actors;

    public static IEnumerable<string> PointingUp(IEnumerable<(string From, string To)> references) =>
        from reference in references.Distinct()
        where reference.To.StartsWith("Kronobarn", StringComparison.Ordinal) && Floor(reference.To) >= Floor(reference.From)
        select $"{reference.From} (floor {Floor(reference.From)}) references {reference.To} (floor {Floor(reference.To)})";

    /// <summary>Pages are public because the Razor compiler makes them so; nobody can reach one but by its route.</summary>
    public static IEnumerable<string> ExportedOutsideContracts(string module, IEnumerable<Type> exported) =>
        from type in exported
        let home = $"Kronobarn.{module}.Contracts"
        where !$"{type.Namespace}.".StartsWith($"{home}.", StringComparison.Ordinal)
        where !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type) && type.Name != "_Imports"
        select $"{type.FullName} is public: make it internal, or move it to {home}";

    /// <summary>What the Razor compiler makes public is not thereby shown: a module names nothing of another but its contracts.</summary>
    public static IEnumerable<string> NamingAnothersInside(string module, IEnumerable<SourceFile> sources, IReadOnlyCollection<string> modules) =>
        from source in sources
        from Match match in AnothersName().Matches(source.Text)
        let other = match.Groups["module"].Value
        where other != module && modules.Contains(other, StringComparer.Ordinal) && match.Groups["inside"].Value != "Contracts"
        select $"{source.Path} names {match.Value}";

    public static bool IsSlice(SourceFile file) => EndpointClass().IsMatch(file.Text);

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> slices) =>
        from slice in slices
        let lines = slice.Text.TrimEnd().Split('\n').Length
        where lines > SliceLines
        select $"{slice.Path} has {lines} lines: there are two use cases in it, or a rule that wants its own file";

    public static IEnumerable<string> MissingInSolution(string solution, IEnumerable<string> projects)
    {
        var named = solution.Replace('\\', '/');
        return projects.Where(project => !named.Contains($"\"{project}\"", StringComparison.Ordinal))
            .Select(project => $"{project} is not in Kronobarn.sln: dotnet sln add {project}");
    }

    public static IEnumerable<string> ForeignNamespaces(string module, IEnumerable<string> modules, IEnumerable<SourceFile> files) =>
        from file in files
        from Match match in HouseNamespace().Matches(file.Text)
        let other = match.Groups["module"].Value
        where !other.Equals(module, StringComparison.Ordinal) && modules.Contains(other, StringComparer.Ordinal) && match.Groups["part"].Value is not "Contracts"
        select $"{file.Path} names {match.Value}: of another module only Kronobarn.{other}.Contracts is open";

    /// <summary>The real clock is read in one file of the kernel at most; everything else gets a TimeProvider.</summary>
    public static IEnumerable<string> BannedWords(IEnumerable<SourceFile> files) =>
        from file in files
        from word in file.Path.StartsWith("tests/", StringComparison.Ordinal) ? BannedEverywhere.Concat(BannedInTests) : BannedEverywhere
        where Regex.IsMatch(file.Text, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
        where !(file.Path is "src/Kernel/Clock.cs" && word.StartsWith("DateTime", StringComparison.Ordinal))
        select $"{file.Path} says {word}";

    public static IEnumerable<string> WronglyNumbered(IEnumerable<string> migrations)
    {
        foreach (var folder in migrations.GroupBy(file => file[..file.LastIndexOf('/')], StringComparer.Ordinal))
        {
            var names = folder.Select(file => file[(file.LastIndexOf('/') + 1)..]).ToList();
            foreach (var name in names.Where(name => !MigrationName().IsMatch(name)))
                yield return $"{folder.Key}/{name} is not named NNNN_name.sql";

            var good = names.Select(name => MigrationName().Match(name)).Where(match => match.Success).ToList();
            foreach (var half in good.Where(match => match.Groups["engine"].Success))
            {
                var twin = half.Groups["engine"].Value is ".sqlite" ? ".sqlserver" : ".sqlite";
                if (!names.Contains($"{half.Groups["number"].Value}_{half.Groups["name"].Value}{twin}.sql", StringComparer.Ordinal))
                    yield return $"{folder.Key}/{half.Value} has no {twin}.sql twin";
            }

            var numbers = good.Select(match => (Number: int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture), Name: match.Groups["name"].Value))
                .Distinct().OrderBy(m => m.Number).ToList();
            for (var i = 0; i < numbers.Count; i++)
                if (numbers[i].Number != i + 1)
                {
                    yield return $"{folder.Key}: {numbers[i].Number:0000}_{numbers[i].Name} stands where {i + 1:0000} should: a gap or a number used twice";
                    break;
                }
        }
    }

    /// <summary>The project references that MSBuild came to, conditions and wildcards and all: the restore writes them down.</summary>
    public static IEnumerable<string> ProjectReferences(string assetsJson)
    {
        using var assets = JsonDocument.Parse(assetsJson);
        var frameworks = assets.RootElement.GetProperty("project").GetProperty("restore").GetProperty("frameworks");
        return
        [
            .. from framework in frameworks.EnumerateObject()
               from reference in framework.Value.GetProperty("projectReferences").EnumerateObject()
               select Path.GetFileNameWithoutExtension(reference.Name.Replace('\\', '/')),
        ];
    }

    /// <summary>The assembly that a project makes, by the rule of Directory.Build.props.</summary>
    public static string AssemblyOf(string project) => project switch
    {
        "Host" => "Kronobarn",
        "Microsoft.SqlServer.Server" => project,
        _ => $"Kronobarn.{project}",
    };

    [GeneratedRegex(@"^\s+(internal |public |private )?(sealed |static )*class Endpoint\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EndpointClass();

    [GeneratedRegex(@"\bKronobarn\.(?<module>\w+)(\.(?<part>\w+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HouseNamespace();

    [GeneratedRegex(@"\bKronobarn\.(?<module>[A-Z]\w+)(\.(?<inside>\w+))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnothersName();

    [GeneratedRegex(@"^(?<number>\d{4})_(?<name>[a-z0-9_]+)(?<engine>\.sqlite|\.sqlserver)?\.sql$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MigrationName();
}
