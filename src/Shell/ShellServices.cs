using System.Reflection;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Shell;

/// <summary>What pages need.</summary>
public static class ShellServices
{
    /// <param name="host">The assembly of the program, which has pages of its own.</param>
    public static void AddShell(this IServiceCollection services, ModuleList modules, Assembly host)
    {
        Words.Learn(modules.All.Select(module => module.Assembly));
        services.AddRazorComponents();
        services.AddSingleton(new Screens(modules, [typeof(ShellServices).Assembly, host]));
        services.AddSingleton<ShellSettings>();
        services.AddScoped<Visit>();
        services.AddScoped<Door>();
    }
}
