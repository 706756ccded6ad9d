using System.Security.Claims;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Shell;

/// <summary>What belongs to no page: signing out, another role, and keeping what is being typed.</summary>
public static class ShellRoutes
{
    private const int LargestDraft = 256 * 1024;

    public static void MapShell(this WebApplication app)
    {
        app.MapPost(Paths.SignOut, (RequestDelegate)SignOut).ExcludeFromDescription();
        app.MapPost(Paths.SwitchHat, (RequestDelegate)SwitchHat).ExcludeFromDescription();
        app.MapPost("/utkast", (RequestDelegate)SaveDraft).ExcludeFromDescription();
        app.MapPost("/utkast/kasta", (RequestDelegate)DropDraft).ExcludeFromDescription();
    }

    /// <summary>An address of ours, or the start.</summary>
    public static string Local(string? address) =>
        // Browsers leave out tabs and line breaks, and what is left may lead elsewhere.
        address is { Length: > 0 } && address[0] == '/' && !address.Any(char.IsControl) && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal) ? address : "/";

    private static async Task<bool> IsSignedIn(HttpContext http) => (await http.AuthenticateAsync(Door.Scheme)).Principal is not null;

    private static async Task SignOut(HttpContext http)
    {
        // Whoever is signed out already needs no form to be so.
        if (await IsSignedIn(http))
            await Demand(http);
        await http.SignOutAsync(Door.Scheme);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        http.Response.Redirect(Paths.SignedOut);
    }

    private static async Task SwitchHat(HttpContext http)
    {
        if (!await IsSignedIn(http))
        {
            http.Response.Redirect(Door.SignInPath);
            return;
        }

        var user = await Demand(http) ?? throw new NotSignedIn();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var person = user.FindFirst("sub")?.Value ?? throw new NotSignedIn();
        var hats = await http.RequestServices.GetRequiredService<IHats>().Of(person, http.RequestAborted);
        var hat = hats.FirstOrDefault(h => h.AssignmentId == form["assignment"].ToString()) ?? throw new NotFound();
        await SignInAs(http, "sub", person, hat.AssignmentId);
        http.Response.Redirect(Paths.Today);
    }

    /// <summary>Opens the browser's session.</summary>
    /// <param name="claim"><c>sub</c> for somebody at work, the identity number's claim for a private person.</param>
    public static Task SignInAs(HttpContext http, string claim, string value, string? assignment = null)
    {
        var identity = new ClaimsIdentity([new Claim(claim, value)], Door.Scheme, "sub", null);
        if (assignment is not null)
            identity.AddClaim(new Claim(Door.AssignmentClaim, assignment));
        return http.SignInAsync(Door.Scheme, new ClaimsPrincipal(identity));
    }

    // Answers without a page: a script asks, and shows the hour.
    private static async Task SaveDraft(HttpContext http)
    {
        if (http.Request.ContentLength is null or > LargestDraft)
            throw new Invalid("form", "Too large for a draft.");
        var (store, caller, place) = await Mine(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var isKept = await http.RequestServices.GetRequiredService<Drafts>().Save(store, caller.PersonId, place, Forms.Form.Typed(form), http.RequestAborted);
        http.Response.StatusCode = isKept ? StatusCodes.Status204NoContent : StatusCodes.Status413PayloadTooLarge;
    }

    private static async Task DropDraft(HttpContext http)
    {
        if (!await IsSignedIn(http))
        {
            http.Response.Redirect(Door.SignInBefore(Local(http.Request.Query["till"])));
            return;
        }

        var (store, caller, place) = await Mine(http);
        await http.RequestServices.GetRequiredService<Drafts>().Drop(store, caller.PersonId, place, http.RequestAborted);
        http.Response.Redirect(Local(http.Request.Query["till"]));
    }

    private static async Task<(ModuleInfo Store, Caller Caller, string Place)> Mine(HttpContext http)
    {
        await Demand(http);
        var visit = http.RequestServices.GetRequiredService<Visit>();
        await http.RequestServices.GetRequiredService<Door>().Recognise(visit, http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var place = form["_place"].ToString();
        if (place.Length is 0 or > 300)
            throw new Invalid("_place", "The form's place is missing.");
        return visit.DraftStore is { } store ? (store, visit.Caller!, place) : throw new NotSignedIn();
    }

    private static async Task<ClaimsPrincipal?> Demand(HttpContext http)
    {
        var user = (await http.AuthenticateAsync(Door.Scheme)).Principal;
        http.User = user ?? new ClaimsPrincipal(new ClaimsIdentity());
        if (!await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            throw new Invalid("form", "The form's token is missing or too old.");
        http.Response.Headers.CacheControl = PageRoutes.NotKept;
        return user;
    }
}

/// <summary>What goes wrong on a page is told on a page.</summary>
public sealed class PageProblems(ILogger<PageProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        var page = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<PageInfo>();
        if ((page is null && !PageRoutes.IsAskedForPage(http)) || http.RequestAborted.IsCancellationRequested)
            return false;
        var status = exception switch
        {
            NotFound => 404,
            Forbidden => 403,
            NotSignedIn => 401,
            Invalid or BadHttpRequestException or Refused => 400,
            StoreUnavailable => 503,
            _ => 500,
        };
        if (status >= 500)
            log.LogError(exception, "{Page} failed, told as {Reference}", page?.Type.Name ?? http.Request.Path.Value, http.TraceIdentifier);
        await PageRoutes.ShowProblem(http, status);
        return true;
    }
}
