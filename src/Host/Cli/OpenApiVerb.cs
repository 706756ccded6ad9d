using Kronobarn.Kernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kronobarn.Host.Cli;

internal sealed class OpenApiVerb : IVerb
{
    public static string Name => "openapi";
    public static string Help => "DIR: writes the OpenAPI documents, one for each module and v1.json for all";

    public static async Task<int> Run(VerbContext context)
    {
        await using var output = new StreamWriter(context.Out);
        if (context.Args is not [var folder])
        {
            await context.Error.WriteLineAsync($"openapi {Help}");
            return 2;
        }

        try
        {
            System.IO.Directory.CreateDirectory(folder);
            foreach (var name in context.Services.GetRequiredService<ModuleList>().All.Select(module => module.Slug).Append(Web.AllTogether))
            {
                var document = await context.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(name).GetOpenApiDocumentAsync(context.Cancel);
                var file = Path.Combine(folder, $"{name}.json");
                await File.WriteAllTextAsync(file, await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, context.Cancel), context.Cancel);
                await output.WriteLineAsync($"{file}: {document.Paths.Sum(path => path.Value.Operations?.Count ?? 0)} operations");
            }

            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
