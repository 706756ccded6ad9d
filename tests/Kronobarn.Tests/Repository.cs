namespace Kronobarn.Tests;

/// <summary>The repository on disk. The rules about the code find their subjects here; nothing is listed by hand.</summary>
internal static class Repository
{
    private static readonly string[] MadeByTools = ["bin", "obj", "node_modules", "artifacts", "TestResults", ".git", "data"];

    public static string Root { get; } = FindRoot();

    /// <summary>The module names: every folder of src/Modules that holds a project.</summary>
    public static IReadOnlyList<string> Modules { get; } =
    [
        .. System.IO.Directory.EnumerateDirectories(In("src/Modules"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(In($"src/Modules/{name}/{name}.csproj")))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The assemblies built from src, as they lie beside the tests. One of a project that is gone may lie there still, and is not ours.</summary>
    public static IReadOnlyList<string> ProductAssemblies { get; } =
    [
        .. Files("src", ".csproj")
            .Select(project => Path.Combine(AppContext.BaseDirectory, $"{Walls.AssemblyOf(Path.GetFileNameWithoutExtension(project))}.dll")),
    ];

    /// <summary>True as soon as one module has a table; from then on the rules demand slices and SQL texts to judge.</summary>
    public static bool HasModuleMigrations => Files("db/migrations", ".sql").Any(file => !file.StartsWith("db/migrations/Kernel/", StringComparison.Ordinal));

    public static string In(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(In(path));

    /// <summary>Files under a folder, as paths from the root with forward slashes, without what tools have made.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings)
    {
        if (!System.IO.Directory.Exists(In(folder)))
            return [];

        return
        [
            .. System.IO.Directory.EnumerateFiles(In(folder), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
                .Where(file => !file.Split('/').Any(part => MadeByTools.Contains(part, StringComparer.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Kronobarn.sln")))
                return folder.FullName;

        throw new InvalidOperationException("The tests run inside the repository: no Kronobarn.sln was found above them.");
    }
}
