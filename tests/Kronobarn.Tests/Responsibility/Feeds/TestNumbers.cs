using System.Reflection;

namespace Kronobarn.Tests.Responsibility.Feeds;

/// <summary>Official test personnummer, which belong to nobody.</summary>
internal static class TestNumbers
{
    public const string Child = "201904232392";
    public const string Sibling = "201804282380";
    public const string Mother = "198501032380";
    public const string Father = "198503022389";

    public static readonly DateOnly Today = new(2026, 11, 22);

    public static IReadOnlyList<string> Sample { get; } = Lines(Resource("test-personnummer.txt"));

    /// <summary>The whole list, if it lies beside the repository; otherwise the sample.</summary>
    public static (IReadOnlyList<string> Numbers, string Which) All()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "test-personnummer.txt");
            if (File.Exists(file))
                return (Lines(File.ReadAllText(file)), "the whole official list");
        }

        return (Sample, "the sample in the repository; the whole list was not found");
    }

    public static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("feeds/" + name)
            ?? throw new InvalidOperationException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
