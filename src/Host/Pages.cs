using System.Net;
using System.Text;
using Kronobarn.Kernel;

namespace Kronobarn.Host;

/// <summary>Health for those who run it, and a plain start page that says what runs and links on.</summary>
internal static class Pages
{
    public static void MapHealth(this WebApplication app)
    {
        // Whoever asks for health is nobody's caller: sign-in is not troubled.
        app.MapGet("/health/live", () => TypedResults.Ok(new Health("alive"))).ExcludeFromDescription().ShortCircuit();
        app.MapGet("/health/ready", async Task<IResult> (Stores stores, CancellationToken cancel) =>
        {
            foreach (var store in stores.All)
            {
                try
                {
                    await store.Read(db => db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Lease"), cancel);
                }
                catch (Exception e) when (e is StoreUnavailable or System.Data.Common.DbException)
                {
                    return TypedResults.Json(new Health($"{store.Module.Name} cannot be used"), statusCode: 503);
                }
            }

            return TypedResults.Ok(new Health("ready"));
        }).ExcludeFromDescription().ShortCircuit();
    }

    public static void MapStartPage(this WebApplication app, ModuleList modules)
    {
        var page = new StringBuilder("""
            <!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kronobarn</title></head>
            <body><main><h1>Kronobarn</h1>
            <p>Den digitala plattformen för Kronobarnsmodellen: vem som är barnensbästa-ansvarig i dag, och varför.</p>
            <ul><li><a href="/openapi">Gränssnitten: läs och prova</a></li><li><a href="/health/ready">Drift: är allt redo?</a></li></ul>
            <h2>Verksamheter och gemensamma delar</h2><ul>
            """);
        foreach (var module in modules.All)
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"<li>{WebUtility.HtmlEncode(module.Title)}: <a href=\"/openapi/{module.Slug}.json\">/api/{module.Slug}/v1</a></li>");
        if (app.Environment.IsDevelopment())
            page.Append("</ul><p>Utveckling: <a href=\"/dev/users\">demolänets personer</a>. <code>POST /dev/token</code> ger en inloggning.</p>");
        else
            page.Append("</ul>");
        var html = page.Append("</main></body></html>").ToString();
        app.MapGet("/", () => TypedResults.Content(html, "text/html; charset=utf-8")).ExcludeFromDescription();
    }

    internal sealed record Health(string Status);
}
