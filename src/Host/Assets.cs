using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Kronobarn.Shell;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Kronobarn.Host;

/// <summary>The web shell's bundled files, which the assembly carries, and their small door (docs/decisions/0017).</summary>
internal sealed class Assets(Themes themes) : IAssets
{
    private const string Folder = "lib/";
    private const string Manifest = "manifest.json";

    // Most processes are verbs and tests that never show a page: the files are read when the first one is asked for.
    private readonly Lazy<Bundle> bundle = new(Read);

    public string Href(string logicalName)
    {
        if (bundle.Value.Names.TryGetValue(logicalName, out var hashed))
            return "/" + Folder + hashed;
        // A theme is made of settings and not bundled: it keeps its name, and its tag tells when it has changed.
        return Themes.IsName(logicalName)
            ? "/" + Folder + logicalName
            : throw new ArgumentException($"There is no bundled file {logicalName}; src/Host/assets/build.mjs makes them.", nameof(logicalName));
    }

    public Task Serve(HttpContext http)
    {
        var name = (string)http.GetRouteValue("name")!;
        if (themes.Style(name) is { } theme)
            return Answer(http, new Asset("text/css; charset=utf-8", theme.Content, null, null, theme.Tag), "public, max-age=300");
        if (bundle.Value.Files.TryGetValue(name, out var asset))
            return Answer(http, asset, "public, max-age=31536000, immutable");
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Lays every bundled file in <c>lib/</c> below a folder, for a page that is read from there and not from us.</summary>
    public void CopyTo(string folder)
    {
        var lib = System.IO.Directory.CreateDirectory(Path.Combine(folder, Folder)).FullName;
        foreach (var (name, asset) in bundle.Value.Files)
        {
            if (name.EndsWith(".css", StringComparison.Ordinal))
                File.WriteAllText(Path.Combine(lib, name), System.Text.Encoding.UTF8.GetString(asset.Plain).Replace("/" + Folder, "", StringComparison.Ordinal));
            else
                File.WriteAllBytes(Path.Combine(lib, name), asset.Plain);
        }

        foreach (var (name, theme) in themes.All)
            File.WriteAllBytes(Path.Combine(lib, name), theme.Content);
    }

    private static async Task Answer(HttpContext http, Asset asset, string caching)
    {
        var (content, encoding) = Choose(asset, http.Request.Headers.AcceptEncoding);
        var tag = new EntityTagHeaderValue($"\"{asset.Tag}{(encoding is null ? "" : "-" + encoding)}\"");
        var headers = http.Response.Headers;
        headers.CacheControl = caching;
        headers.ETag = tag.ToString();
        headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = asset.ContentType;
        http.Response.ContentLength = content.Length;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        if (HttpMethods.IsGet(http.Request.Method))
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    // Ours is the order among what the caller takes equally; what it does not name it does not take.
    private static (byte[] Content, string? Encoding) Choose(Asset asset, StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var wishes))
            return (asset.Plain, null);
        double Wish(string encoding) => (wishes.FirstOrDefault(wish => wish.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? wishes.FirstOrDefault(wish => wish.Value == "*")) is { } wish ? wish.Quality ?? 1 : 0;
        var (br, gzip) = (asset.Br is null ? 0 : Wish("br"), asset.Gzip is null ? 0 : Wish("gzip"));
        return br > 0 && br >= gzip ? (asset.Br!, "br") : gzip > 0 ? (asset.Gzip!, "gzip") : (asset.Plain, null);
    }

    private static Bundle Read()
    {
        var assembly = typeof(Assets).Assembly;
        var content = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..], name => Bytes(assembly, name), StringComparer.Ordinal);
        var names = JsonSerializer.Deserialize<Dictionary<string, string>>(content[Manifest])!;
        var files = names.Values.ToFrozenDictionary(
            name => name,
            name => new Asset(ContentType(name), content[name], content.GetValueOrDefault(name + ".br"), content.GetValueOrDefault(name + ".gz"), Path.GetFileNameWithoutExtension(name)),
            StringComparer.Ordinal);
        return new Bundle(names.ToFrozenDictionary(StringComparer.Ordinal), files);
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        var other => throw new InvalidOperationException($"No content type is known for {other}."),
    };

    private sealed record Bundle(FrozenDictionary<string, string> Names, FrozenDictionary<string, Asset> Files);

    private sealed record Asset(string ContentType, byte[] Plain, byte[]? Br, byte[]? Gzip, string Tag);
}

internal static class AssetDoor
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void AddAssets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Themes.From(configuration.GetSection("Kronobarn:Themes")));
        services.AddSingleton<Assets>();
        services.AddSingleton<IPaperPress, ChromiumPress>();
        services.AddSingleton<IAssets>(house => house.GetRequiredService<Assets>());
    }

    /// <summary>Styles are nobody's secret: they are sent before sign-in is looked at.</summary>
    public static void MapAssets(this WebApplication app) =>
        app.MapMethods("/lib/{name}", Reading, http => http.RequestServices.GetRequiredService<Assets>().Serve(http)).ExcludeFromDescription().ShortCircuit();
}
