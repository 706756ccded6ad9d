using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Kernel;

/// <summary>One organisation's (or shared floor's) part of the house: a store, an API and its slices. Found by the scan.</summary>
public interface IModule
{
    /// <summary>The module's name: its schema on SQL Server, its file on SQLite, the first half of every operation id.</summary>
    string Name { get; }

    /// <summary>The module's place in URLs, <c>/api/{slug}/v1</c>; for an actor also its organisation's key.</summary>
    string Slug { get; }

    /// <summary>The heading of its OpenAPI document, in Swedish.</summary>
    string Title { get; }

    /// <summary>An actor works around a child and carries the slices that every actor carries.</summary>
    bool IsActor => true;

    void Register(IServiceCollection services, IConfiguration configuration)
    {
    }
}

/// <summary>A route of a slice. Static, so that an endpoint cannot hold a dependency from one request to the next.</summary>
public interface IEndpoint
{
    static abstract void Map(IEndpointRouteBuilder api);
}

/// <summary>Marks an endpoint that is mapped in every actor's API, or an event's handler that hears for every actor; both run in that actor's own store.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CarriedByActorsAttribute : Attribute;

/// <summary>
/// An endpoint that is mapped in another module's API than its own, and runs in its own module's store: because the readers of that API come to it for this as well,
/// and what it changes must change in one transaction with the rest.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InApiAttribute(string slug) : Attribute
{
    public string Slug { get; } = slug;
}

/// <summary>A class that can be made, and an interface that it has.</summary>
public sealed record Part(Type Contract, Type Type);

/// <summary>A module as the scan found it.</summary>
/// <param name="Name"><see cref="IModule.Name"/></param>
/// <param name="Slug"><see cref="IModule.Slug"/></param>
/// <param name="Title"><see cref="IModule.Title"/></param>
/// <param name="IsActor"><see cref="IModule.IsActor"/></param>
/// <param name="Assembly">Where its types are.</param>
/// <param name="Instance">The module itself.</param>
/// <param name="Parts">Every class that can be made, by each interface that it has. Looked up once for all who ask: it loads every type of the module.</param>
public sealed record ModuleInfo(string Name, string Slug, string Title, bool IsActor, Assembly Assembly, IModule Instance, IReadOnlyList<Part> Parts)
{
    public override string ToString() => Name;
}

/// <summary>Every module beside the running program. There is no list of them anywhere: a folder more is a module more.</summary>
public sealed class ModuleList
{
    private readonly Dictionary<Assembly, ModuleInfo> byAssembly;
    private readonly Dictionary<string, ModuleInfo> byName;

    private ModuleList(IReadOnlyList<ModuleInfo> all)
    {
        All = all;
        byAssembly = all.ToDictionary(m => m.Assembly);
        byName = all.ToDictionary(m => m.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<ModuleInfo> All { get; }

    public ModuleInfo this[string name] => byName[name];

    public ModuleInfo Of(Type type) => byAssembly[type.Assembly];

    /// <summary>The actor with this slug, or <c>null</c>.</summary>
    public ModuleInfo? Actor(string slug) => All.FirstOrDefault(m => m.IsActor && string.Equals(m.Slug, slug, StringComparison.Ordinal));

    public static ModuleList Scan()
    {
        var found = from file in System.IO.Directory.GetFiles(AppContext.BaseDirectory, "Kronobarn.*.dll")
                    let name = Path.GetFileNameWithoutExtension(file)
                    where !name.Contains(".Tests", StringComparison.Ordinal) && !name.Contains(".Bench", StringComparison.Ordinal) && !name.Contains(".Browser", StringComparison.Ordinal)
                    let assembly = Assembly.Load(new AssemblyName(name))
                    let parts = Parts(assembly)
                    from part in parts
                    where part.Contract == typeof(IModule)
                    let module = (IModule)Activator.CreateInstance(part.Type, nonPublic: true)!
                    select new ModuleInfo(module.Name, module.Slug, module.Title, module.IsActor, assembly, module, parts);
        return new ModuleList([.. found.OrderBy(m => m.Name, StringComparer.Ordinal)]);
    }

    private static List<Part> Parts(Assembly assembly)
    {
        var parts = new List<Part>();
        foreach (var type in assembly.GetTypes())
        {
            if (!type.IsClass || type.IsAbstract || type.IsGenericTypeDefinition)
                continue;
            foreach (var contract in type.GetInterfaces())
                parts.Add(new Part(contract, type));
        }

        return parts;
    }
}
