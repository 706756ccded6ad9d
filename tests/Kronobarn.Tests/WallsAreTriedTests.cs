using Kronobarn.Tests.Sql;

namespace Kronobarn.Tests;

/// <summary>One planted violation, or a few, for each rule of <see cref="WallsTests"/>, and beside it what the rule has to let pass.</summary>
public class WallsAreTriedTests
{
    private static readonly string[] Modules = ["Police", "Responsibility", "School"];

    [Theory]
    [InlineData("Kronobarn.School", "Kronobarn.Police")]
    [InlineData("Kronobarn.Responsibility", "Kronobarn.School")]
    [InlineData("Kronobarn.Directory", "Kronobarn.Responsibility")]
    [InlineData("Kronobarn.Kernel", "Kronobarn.Directory")]
    [InlineData("Kronobarn.Insight", "Kronobarn.Family")]
    [InlineData("Kronobarn.School", "Kronobarn")]
    public void A_reference_up_or_sideways_is_caught(string from, string to) =>
        Assert.Contains($"references {to}", Assert.Single(Walls.PointingUp([(from, to), ("Kronobarn", "Kronobarn.School"), ("Kronobarn.School", "Kronobarn.Kernel")])), StringComparison.Ordinal);

    [Fact]
    public void The_references_that_msbuild_came_to_are_read()
    {
        const string Assets = """
            {"project":{"restore":{"frameworks":{"net10.0":{"projectReferences":{"/somewhere/src/Modules/Police/Police.csproj":{"projectPath":"x"}}}}}}}
            """;

        Assert.Equal("Police", Assert.Single(Walls.ProjectReferences(Assets)));
    }

    [Fact]
    public void A_public_type_outside_contracts_is_caught()
    {
        var offenders = Walls.ExportedOutsideContracts("Planted", [typeof(WallsAreTriedTests), typeof(Planted.Contracts.Shown)]);

        Assert.Contains(nameof(WallsAreTriedTests), Assert.Single(offenders), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_names_another_modules_component_is_caught()
    {
        var page = new SourceFile("src/Modules/School/PupilPage.razor", "@using Kronobarn.Casework\n@using Kronobarn.Directory.Contracts\n@using Kronobarn.Shell");

        Assert.Contains("Kronobarn.Casework", Assert.Single(Walls.NamingAnothersInside("School", [page], ["School", "Casework", "Directory"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_table_in_a_modules_sql_is_caught()
    {
        var (catalogue, _) = Gate.Read([], Modules);
        var text = new SqlText("Kronobarn.School", "School", "SELECT OfficerId FROM Police.Officer");

        Assert.Contains(Gate.Check(text, catalogue), fault => fault.Kind is FaultKind.Wall);
    }

    [Theory]
    [InlineData(150, 0)]
    [InlineData(151, 1)]
    public void A_slice_that_has_grown_too_long_is_caught(int lines, int offenders)
    {
        const string Head = "internal static class EnrolPupil\n{\n    internal sealed class Endpoint : IEndpoint\n";
        var slice = new SourceFile("src/Modules/School/EnrolPupil.cs", Head + string.Concat(Enumerable.Repeat("    // why\n", lines - 4)) + "}\n");

        Assert.True(Walls.IsSlice(slice));
        Assert.Equal(offenders, Walls.TooLong([slice]).Count());
    }

    [Fact]
    public void A_rule_or_a_module_class_is_not_taken_for_a_slice() =>
        Assert.False(Walls.IsSlice(new SourceFile("src/Modules/School/SchoolYear.cs", "internal static class SchoolYear\n{\n    // used by every Endpoint\n}\n")));

    [Fact]
    public void A_project_outside_the_solution_is_named()
    {
        const string Solution = """Project("{X}") = "School", "src\Modules\School\School.csproj", "{Y}" """;

        var offenders = Walls.MissingInSolution(Solution, ["src/Modules/School/School.csproj", "src/Modules/Partner/Partner.csproj"]);

        Assert.Contains("src/Modules/Partner/Partner.csproj", Assert.Single(offenders), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using Kronobarn.Police;", 1)]
    [InlineData("using Kronobarn.Police.Reports;", 1)]
    [InlineData("using R = Kronobarn.Responsibility.Rules.Timeline;", 1)]
    [InlineData("var x = new Kronobarn.Responsibility.Timeline();", 1)]
    [InlineData("using Kronobarn.Responsibility.Contracts;", 0)]
    [InlineData("using Kronobarn.Kernel;", 0)]
    [InlineData("namespace Kronobarn.School;", 0)]
    public void A_name_behind_another_modules_wall_is_caught(string text, int offenders) =>
        Assert.Equal(offenders, Walls.ForeignNamespaces("School", Modules, [new SourceFile("src/Modules/School/A.cs", text)]).Count());

    [Theory]
    [InlineData("src/Kernel/A.cs", "// TO" + "DO: later", 1)]
    [InlineData("src/Kernel/A.cs", "throw new NotImplemented" + "Exception();", 1)]
    [InlineData("src/Kernel/A.cs", "#" + "region Helpers", 1)]
    [InlineData("src/Kernel/A.cs", "var now = DateTime" + ".UtcNow;", 1)]
    [InlineData("src/Kernel/A.cs", "var now = System.DateTimeOffset" + ".Now;", 1)]
    [InlineData("src/Kernel/Clock.cs", "var now = DateTime" + ".UtcNow;", 0)]
    [InlineData("tests/Kronobarn.Tests/A.cs", "[Fact(Skip" + " = \"flaky\")]", 1)]
    [InlineData("tests/Kronobarn.Tests/A.cs", "await Task" + ".Delay(100);", 1)]
    [InlineData("src/Kernel/A.cs", "await Task" + ".Delay(wait, clock, cancel);", 0)]
    [InlineData("src/Kernel/A.cs", "var now = clock.GetUtcNow(); // A method, HACKNEY", 0)]
    public void A_banned_word_is_caught(string path, string text, int offenders) =>
        Assert.Equal(offenders, Walls.BannedWords([new SourceFile(path, text)]).Count());

    [Theory]
    [InlineData("0001_a.sql 0002_b.sql 0003_c.sqlite.sql 0003_c.sqlserver.sql", "")]
    [InlineData("0001_a.sql 0003_b.sql", "0003_b stands where 0002")]
    [InlineData("0002_a.sql", "0002_a stands where 0001")]
    [InlineData("0001_a.sql 0001_b.sql", "0001_b stands where 0002")]
    [InlineData("0001_a.sql 1_b.sql", "1_b.sql is not named")]
    [InlineData("0001_a.sqlite.sql", "has no .sqlserver.sql twin")]
    [InlineData("0001_a.sqlserver.sql", "has no .sqlite.sql twin")]
    public void A_migration_out_of_order_or_without_its_twin_is_caught(string files, string problem)
    {
        var offenders = Walls.WronglyNumbered(files.Split(' ').Select(file => $"db/migrations/School/{file}")).ToList();

        if (problem.Length == 0)
            Assert.Empty(offenders);
        else
            Assert.Contains(offenders, offender => offender.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_rule_names_all_its_offenders_at_once()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Rule.NoOffenders("Planted:", ["first", "second"]));

        Assert.Contains("first", failure.Message, StringComparison.Ordinal);
        Assert.Contains("second", failure.Message, StringComparison.Ordinal);
    }
}
