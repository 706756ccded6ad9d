using System.Globalization;
using System.Reflection;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NotFound = Kronobarn.Kernel.NotFound;

namespace Kronobarn.Shell;

/// <summary>A page as the scan found it.</summary>
/// <param name="Type">The component.</param>
/// <param name="Module">Whose it is; <c>null</c> for the shell's own.</param>
public sealed record PageInfo(Type Type, string Route, ScreenAttribute Screen, Audience Audience, ModuleInfo? Module)
{
    /// <summary>What stands in the browser's title bar and in the menu. A child is spoken to by other words where there are any.</summary>
    public string TitleFor(Visit visit) => Audience == Audience.Staff ? Screen.Title
        : visit.Words[visit.IsChild && Words.Swedish.Has($"{Screen.Title}.child") ? $"{Screen.Title}.child" : Screen.Title];

    public override string ToString() => Type.Name;
}

/// <summary>A piece as the scan found it.</summary>
public sealed record PieceInfo(Type Type, PieceOfAttribute Of, ModuleInfo? Module);

/// <summary>All pages and pieces of the house, found and not listed.</summary>
public sealed class Screens
{
    public Screens(ModuleList modules, IEnumerable<Assembly> shell)
    {
        var own = shell.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IComponent).IsAssignableFrom(type)).Select(type => (type, (ModuleInfo?)null));
        var found = own.Concat(modules.All.SelectMany(module => module.Parts.Where(part => part.Contract == typeof(IComponent)).Select(part => (part.Type, (ModuleInfo?)module)))).ToList();
        Pages = [.. from part in found
                    let screen = part.Item1.GetCustomAttribute<ScreenAttribute>()
                    from route in part.Item1.GetCustomAttributes<RouteAttribute>()
                    select new PageInfo(part.Item1, route.Template, screen ?? throw new InvalidOperationException($"{part.Item1} has a route and no [Screen]."), Of(part.Item1), part.Item2)];
        Pieces = [.. from part in found
                     let piece = part.Item1.GetCustomAttribute<PieceOfAttribute>()
                     where piece is not null
                     orderby piece.Order
                     select new PieceInfo(part.Item1, piece, part.Item2)];
    }

    public IReadOnlyList<PageInfo> Pages { get; }

    public IReadOnlyList<PieceInfo> Pieces { get; }

    private static Audience Of(Type page) => typeof(StaffPage).IsAssignableFrom(page) ? Audience.Staff
        : typeof(FamilyPage).IsAssignableFrom(page) ? Audience.Family
        : typeof(PublicPage).IsAssignableFrom(page) ? Audience.Anyone
        : throw new InvalidOperationException($"{page} is for nobody: a page is a StaffPage, a FamilyPage or a PublicPage.");
}

/// <summary>How pages become routes.</summary>
public static class PageRoutes
{
    // As the forms' tokens want it too: what they find otherwise they overwrite, and warn of it.
    internal const string NotKept = "no-cache, no-store";

    public static void MapPages(this WebApplication app)
    {
        foreach (var page in app.Services.GetRequiredService<Screens>().Pages)
        {
            // What anyone may send is counted by the address that it comes from; reading a page is not.
            var isOpen = page.Screen.Asks is { } asks && FunctionAccess.IsOpen(asks);
            Map(app, page, isOpen ? [HttpMethods.Get] : [HttpMethods.Get, HttpMethods.Post]);
            if (isOpen)
                OpenToAnyone.Guard(Map(app, page, [HttpMethods.Post]));
        }
    }

    private static IEndpointConventionBuilder Map(WebApplication app, PageInfo page, string[] methods) => app.MapMethods(page.Route, methods, (HttpContext http) => Show(http, page))
        .WithMetadata([page, .. page.Type.GetCustomAttributes(inherit: true)])
        .ExcludeFromDescription();

    /// <summary>A browser asks for a page; programs, and the scripts of our pages, get a problem to read.</summary>
    public static bool IsAskedForPage(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>Answers with a page that says what went wrong and how to go on; it tells nothing that the visitor does not know.</summary>
    public static async Task ShowProblem(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = NotKept;
        var visit = http.RequestServices.GetRequiredService<Visit>();
        var page = new PageInfo(typeof(ProblemPage), "", typeof(ProblemPage).GetCustomAttribute<ScreenAttribute>()!, Audience.Anyone, null);
        var door = http.RequestServices.GetRequiredService<Door>();
        try
        {
            await door.Recognise(visit, http, page);
        }
        catch (Exception) when (status >= 500)
        {
            // What failed may be what tells who visits: then nobody in particular does.
            visit.Begin(http, caller: null, hat: null, hats: [], Words.Of(http.Request.Cookies[Door.LanguageCookie]), page, notice: null);
        }

        visit.Take(Forms.Form.None);
        await Draw(page, new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ProblemPage.Status)] = status }).ExecuteAsync(http);
    }

    private static async Task Show(HttpContext http, PageInfo page)
    {
        var visit = http.RequestServices.GetRequiredService<Visit>();
        var door = http.RequestServices.GetRequiredService<Door>();
        http.Response.Headers.CacheControl = NotKept;
        if (!await door.Open(visit, http, page))
            return;
        if (HttpMethods.IsPost(http.Request.Method))
            await TakeForm(http, visit);
        if (page.Screen.Asks is { } asks && !visit.May(asks))
            throw new Forbidden("This page is not for your role.");
        var parameters = Parameters(http, page.Type);
        if (typeof(IGivesFile).IsAssignableFrom(page.Type))
            await (await File(visit, page.Type, parameters).Give()).ExecuteAsync(http);
        else if (page.Screen.Paper is { } paper && http.Request.Query[PaperFormats.Key] == PaperFormats.Pdf && http.RequestServices.GetRequiredService<IPaperPress>() is { IsThere: true } press)
            await AnswerOnPaper(http, page, paper, press, parameters);
        else
            await Draw(page, parameters).ExecuteAsync(http);
    }

    private static IGivesFile File(Visit visit, Type type, Dictionary<string, object?> parameters)
    {
        var page = (Page)Activator.CreateInstance(type)!;
        page.Visit = visit;
        foreach (var (name, value) in parameters)
            type.GetProperty(name)!.SetValue(page, value);
        return (IGivesFile)page;
    }

    // Read and drawn first: whoever may not see the page never comes to the press.
    private static async Task AnswerOnPaper(HttpContext http, PageInfo page, string name, IPaperPress press, Dictionary<string, object?> parameters)
    {
        var loggers = http.RequestServices.GetRequiredService<ILoggerFactory>();
        await using var renderer = new HtmlRenderer(http.RequestServices, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Sheet>(ParameterView.FromDictionary(Drawn(page, parameters)))).ToHtmlString());
        try
        {
            var pdf = await press.Press(html, http.RequestAborted);
            await TypedResults.Bytes(pdf, "application/pdf", $"{name}.pdf").ExecuteAsync(http);
        }
        catch (PaperFailed e)
        {
            // The page itself is there to be read and printed, and says what went wrong.
            loggers.CreateLogger(typeof(PageRoutes)).LogError(e, "{Page} could not be had as PDF", page.Type.Name);
            http.Response.Redirect($"{http.Request.Path}?{PaperFormats.Key}={PaperFormats.Failed}");
        }
    }

    private static Dictionary<string, object?> Drawn(PageInfo page, Dictionary<string, object?> parameters) =>
        new(StringComparer.Ordinal) { [nameof(Document.Page)] = page, [nameof(Document.Parameters)] = parameters };

    private static RazorComponentResult<Document> Draw(PageInfo page, Dictionary<string, object?> parameters) =>
        new(Drawn(page, parameters)) { PreventStreamingRendering = true };

    private static async Task TakeForm(HttpContext http, Visit visit)
    {
        var posted = await http.Request.ReadFormAsync(http.RequestAborted);
        var form = new Forms.Form(posted.ToDictionary(field => field.Key, field => field.Value.Select(value => value ?? "").ToArray(), StringComparer.Ordinal), posted.Files, visit.Words);
        // Without its token a form does nothing; what was typed is shown again, to be sent by whoever typed it.
        if (!await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            form.Wrong(visit.Words["form.token"]);
        if (!form.IsSent)
            throw new NotFound();
        visit.Take(form);
    }

    private static Dictionary<string, object?> Parameters(HttpContext http, Type page) => (
        from value in http.Request.RouteValues
        let property = page.GetProperty(value.Key, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)
        where property?.GetCustomAttribute<ParameterAttribute>() is not null
        select (property.Name, Value: Converted(value.Value, property.PropertyType)))
        .ToDictionary(found => found.Name, object? (found) => found.Value, StringComparer.Ordinal);

    private static object? Converted(object? value, Type type)
    {
        if (value is null || type.IsInstanceOfType(value))
            return value;
        try
        {
            return System.ComponentModel.TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, (string)value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            throw new NotFound();
        }
    }
}
