using Microsoft.Extensions.Configuration;

namespace Kronobarn.Shell;

/// <summary>What a deployment decides about the look: <c>Kronobarn:Themes:{municipality}</c>.</summary>
public sealed class ShellSettings(IConfiguration configuration)
{
    public string? ThemeOf(string? municipality) => municipality is not null && configuration.GetSection($"Kronobarn:Themes:{municipality}:Accent").Exists() ? $"/lib/theme-{municipality}.css" : null;
}
