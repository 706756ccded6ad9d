using System.Reflection;
using Kronobarn.Tests.Sql;

namespace Kronobarn.Tests;

/// <summary>
/// The walls between organisations, held by machine. Every rule finds its own subjects and fails when it finds none;
/// every rule has a twin in <see cref="WallsAreTriedTests"/> that plants a violation and sees it caught.
/// </summary>
public class WallsTests
{
    [Fact]
    public void References_point_down_and_no_organisation_sees_another()
    {
        var compiled = Repository.ProductAssemblies
            .Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)))
            .SelectMany(assembly => assembly.GetReferencedAssemblies().Select(to => (From: assembly.GetName().Name!, To: to.Name!)))
            .ToList();
        var written = Repository.Files("src", ".csproj")
            .Select(project => (Project: Path.GetFileNameWithoutExtension(project), Assets: $"{project[..project.LastIndexOf('/')]}/obj/project.assets.json"))
            .SelectMany(p => Walls.ProjectReferences(Repository.Read(p.Assets)).Select(to => (From: Walls.AssemblyOf(p.Project), To: Walls.AssemblyOf(to))))
            .ToList();

        Assert.NotEmpty(compiled);
        Assert.Contains(written, reference => reference.From is "Kronobarn" && Walls.Floor(reference.To) < Walls.Floor("Kronobarn"));
        Rule.NoOffenders("References that point up or sideways:", Walls.PointingUp(compiled.Concat(written)));
    }

    [Fact]
    public void A_module_shows_nothing_but_its_contracts()
    {
        Assert.NotEmpty(Repository.Modules);

        Rule.NoOffenders("Public types outside Contracts:", Repository.Modules.SelectMany(module =>
            Walls.ExportedOutsideContracts(module, Assembly.Load($"Kronobarn.{module}").GetExportedTypes())));
    }

    [Fact]
    public void A_module_names_nothing_of_another_but_its_contracts()
    {
        Rule.NoOffenders("Insides that another module names:", Repository.Modules.SelectMany(module => Walls.NamingAnothersInside(module,
            Repository.Files($"src/Modules/{module}", ".cs", ".razor").Select(path => new SourceFile(path, Repository.Read(path))), Repository.Modules)));
    }

    [Fact]
    public void A_modules_sql_names_its_own_tables_only()
    {
        var (subjects, faults) = ProductSqlTests.Product();

        Assert.True(subjects > 0 || !Repository.HasModuleMigrations, "Modules have tables, but no SQL text was found in their assemblies.");
        Rule.NoOffenders("SQL that reaches into another module's store:", faults.Where(f => f.Kind is FaultKind.Wall).Select(f => f.ToString()));
    }

    [Fact]
    public void No_slice_is_longer_than_a_reader_can_hold()
    {
        var slices = Repository.Modules
            .SelectMany(module => System.IO.Directory.EnumerateFiles(Repository.In($"src/Modules/{module}"), "*.cs"))
            .Select(file => Read(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')))
            .Where(Walls.IsSlice)
            .ToList();

        Assert.True(slices.Count > 0 || !Repository.HasModuleMigrations, "Modules have tables, but no slice was found.");
        Rule.NoOffenders($"Slices over {Walls.SliceLines} lines:", Walls.TooLong(slices));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var projects = new[] { "src", "tests", "bench" }.SelectMany(folder => Repository.Files(folder, ".csproj")).ToList();

        Assert.NotEmpty(projects);
        Rule.NoOffenders("Projects that the solution does not build:", Walls.MissingInSolution(Repository.Read("Kronobarn.sln"), projects));
    }

    [Fact]
    public void Nobody_names_another_modules_insides()
    {
        var files = Repository.Modules.ToDictionary(module => module, module => Repository.Files($"src/Modules/{module}", ".cs", ".razor").Select(Read).ToList(), StringComparer.Ordinal);

        Assert.True(files.Values.Any(found => found.Count > 0) || !Repository.HasModuleMigrations, "Modules have tables, but no source file was found.");
        Rule.NoOffenders("Names behind another module's wall:", files.SelectMany(module => Walls.ForeignNamespaces(module.Key, Repository.Modules, module.Value)));
    }

    [Fact]
    public void Nothing_is_left_for_later_and_nobody_reads_the_wall_clock()
    {
        var files = Repository.Files("src", ".cs", ".razor").Concat(Repository.Files("tests", ".cs")).Select(Read).ToList();

        Assert.NotEmpty(files);
        Rule.NoOffenders("Words that are not to be left in the code:", Walls.BannedWords(files));
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps_and_halves_have_twins()
    {
        var migrations = Repository.Files("db/migrations", ".sql");

        Assert.Equal(System.IO.Directory.Exists(Repository.In("db/migrations")), migrations.Count > 0);
        Rule.NoOffenders("Migrations out of order:", Walls.WronglyNumbered(migrations));
    }

    private static SourceFile Read(string path) => new(path, Repository.Read(path));
}
