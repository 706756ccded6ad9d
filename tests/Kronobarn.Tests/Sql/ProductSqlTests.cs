namespace Kronobarn.Tests.Sql;

public class ProductSqlTests
{
    [Fact]
    public void Every_sql_text_of_the_product_is_good_on_both_engines()
    {
        var (subjects, faults) = Product();

        Assert.True(subjects > 0 || !Repository.HasModuleMigrations, "Modules have tables, but no SQL text was found in their assemblies.");
        Rule.NoOffenders("SQL that one engine or the other would refuse:", faults.Where(f => f.Kind is not FaultKind.Wall).Select(f => f.ToString()));
    }

    /// <summary>Judges the whole product: how many SQL texts there are in the assemblies, and every fault in them and in the migrations.</summary>
    internal static (int Subjects, IReadOnlyList<Fault> Faults) Product()
    {
        Assert.NotEmpty(Repository.ProductAssemblies);
        var texts = SqlTexts.OfProduct();
        var (catalogue, faults) = Gate.Read(SqlTexts.Migrations(), Repository.Modules);
        return (texts.Count, [.. faults, .. texts.SelectMany(text => Gate.Check(text, catalogue))]);
    }
}
