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

/// <summary>A module as the scan found it.</summary>
public sealed record ModuleInfo(string Name, string Slug, string Title, bool IsActor, Assembly Assembly, IModule Instance)
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
                    from type in assembly.GetTypes()
                    where type.IsClass && typeof(IModule).IsAssignableFrom(type)
                    let module = (IModule)Activator.CreateInstance(type, nonPublic: true)!
                    select new ModuleInfo(module.Name, module.Slug, module.Title, module.IsActor, assembly, module);
        return new ModuleList([.. found.OrderBy(m => m.Name, StringComparer.Ordinal)]);
    }
}
