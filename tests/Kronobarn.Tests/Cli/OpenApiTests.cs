using System.Text.Json.Nodes;
using Kronobarn.Host.Cli;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Cli;

public sealed class OpenApiTests(Town town) : IClassFixture<Town>, IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("kronobarn-openapi-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_module_has_its_document_and_all_stand_together_in_one()
    {
        var ran = await CommandLine.Run<OpenApiVerb>(town.Services, folder);

        Assert.True(ran.Exit == 0, ran.All);
        var slugs = town.Services.GetRequiredService<ModuleList>().All.Select(module => module.Slug).ToList();
        Assert.Equal(slugs.Append("v1").Order(StringComparer.Ordinal), System.IO.Directory.GetFiles(folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.Equal(slugs.SelectMany(slug => Operations(Document(slug))).Order(StringComparer.Ordinal), Operations(Document("v1")).Order(StringComparer.Ordinal));
        Assert.Contains("Responsibility.GetSimulation", Operations(Document("responsibility")), StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_written_document_is_the_one_that_is_served()
    {
        await CommandLine.Run<OpenApiVerb>(town.Services, folder);
        var served = (await town.Anonymous().Get("/openapi/school.json")).Ok;

        Assert.Equal(Document("school").ToJsonString(), served.ToJsonString());
    }

    [Fact]
    public async Task A_slices_types_are_called_after_the_slice_and_every_error_is_a_problem()
    {
        await CommandLine.Run<OpenApiVerb>(town.Services, folder);
        var document = Document("v1");

        var schemas = document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToList();
        Assert.Contains("GetMyChildrenChild", schemas, StringComparer.Ordinal);
        Assert.Contains("GetChildrenLeavingChild", schemas, StringComparer.Ordinal);
        Assert.All(schemas, name => Assert.Matches("^[A-Z][A-Za-z]+$", name));
        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()))
            foreach (var (status, answer) in operation.Value!["responses"]!.AsObject().Where(answer => answer.Key[0] is '4' or '5'))
                Assert.Equal("#/components/schemas/Problem", answer!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_folder_it_is_bad_usage() => Assert.Equal(2, (await CommandLine.Run<OpenApiVerb>(town.Services)).Exit);

    private JsonNode Document(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, $"{name}.json")))!;

    private static IEnumerable<string> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!["operationId"]!.GetValue<string>());
}
