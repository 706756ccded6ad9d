using System.Text.Json.Serialization.Metadata;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.OpenApi;

namespace Kronobarn.Host;

/// <summary>
/// What a type is called in the OpenAPI documents. Every slice has its own <c>Answer</c>, so a slice's type is called after both, <c>GetChildAnswer</c>,
/// and where two modules have a slice of the same name, after the module as well.
/// </summary>
internal sealed class SchemaNames(ModuleList modules)
{
    private readonly Lazy<HashSet<string>> shared = new(() =>
    [
        .. modules.All.SelectMany(module => module.Parts)
            .Where(part => part.Contract == typeof(IEndpoint) && part.Type.DeclaringType is not null)
            .GroupBy(part => part.Type.DeclaringType!.Name, StringComparer.Ordinal)
            .Where(slices => slices.Count() > 1)
            .Select(slices => slices.Key),
    ]);

    public string? Of(JsonTypeInfo type) => type.Type.DeclaringType is { } slice && OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } own
        ? $"{(shared.Value.Contains(slice.Name) ? modules.Of(slice).Name : "")}{slice.Name}{own}"
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
}
