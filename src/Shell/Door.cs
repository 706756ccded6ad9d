using System.Security.Claims;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Shell;

/// <summary>Who comes to a page: reads the browser's sign-in, which the APIs never do, and shows the way to the sign-in page when there is none.</summary>
public sealed class Door(ICallerDirectory staff, ICitizenDirectory citizens, IHats hats, ILeftSession left, Drafts drafts, ModuleList modules)
{
    /// <summary>The sign-in that pages know and the APIs do not: a cookie alone can change nothing there.</summary>
    public const string Scheme = "browser";

    /// <summary>The claim that holds which of the person's roles is worn.</summary>
    public const string AssignmentClaim = "assignment";

    public const string LanguageCookie = "kronobarn-language", NoticeCookie = "kronobarn-notice", SignInPath = "/logga-in";

    /// <returns>False when the visitor has been sent elsewhere.</returns>
    public async Task<bool> Open(Visit visit, HttpContext http, PageInfo page)
    {
        await Recognise(visit, http, page);
        var caller = visit.Caller;
        if (page.Audience == Audience.Anyone || (caller is not null && caller.IsCitizen == (page.Audience == Audience.Family)))
        {
            if (caller is { IsCitizen: false } && page.Module is { IsActor: true } module && module.Slug != caller.Organisation)
                throw new Forbidden("This page belongs to another organisation.");
            return true;
        }

        if (caller is not null)
            throw new Forbidden("This page is for another kind of visitor.");
        await KeepWhatWasTyped(http);
        http.Response.Redirect(SignInBefore(http.Request.Path + http.Request.QueryString));
        return false;
    }

    /// <summary>Fills the visit with who comes, whatever is asked for.</summary>
    public async Task Recognise(Visit visit, HttpContext http, PageInfo? page = null)
    {
        // A form's token is bound to whoever is signed in, so the user of the request is the browser's.
        var user = (await http.AuthenticateAsync(Scheme)).Principal;
        http.User = user ?? new ClaimsPrincipal(new ClaimsIdentity());
        var (caller, hat, worn) = await Who(user, http.RequestAborted);
        var words = page?.Audience == Audience.Staff || caller is { IsCitizen: false } ? Words.Staff : Language(http);
        visit.Begin(http, caller, hat, worn, words, page, Notice(http));
    }

    private static Words Language(HttpContext http)
    {
        var asked = http.Request.Query["sprak"].ToString();
        if (asked.Length == 0)
            return Words.Of(http.Request.Cookies[LanguageCookie]);
        var words = Words.Of(asked);
        http.Response.Cookies.Append(LanguageCookie, words.Code, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        return words;
    }

    /// <summary>The store that a person's drafts are kept in: the own organisation's, or the family's.</summary>
    internal static ModuleInfo? DraftStore(ModuleList modules, Caller caller) => caller.IsCitizen ? modules.All.First(m => m.Slug == "family") : modules.Actor(caller.Organisation);

    /// <summary>The sign-in page, that leads back to an address of ours.</summary>
    internal static string SignInBefore(string address) => $"{SignInPath}?till={Uri.EscapeDataString(address)}";

    /// <summary>Which form a draft is of: the page's path and the form's name on it, as drafts.js says it too.</summary>
    internal static string PlaceOf(string path, string action) => $"{path}#{action}";

    private async Task<(Caller? Caller, Hat? Hat, IReadOnlyList<Hat> Hats)> Who(ClaimsPrincipal? user, CancellationToken cancel)
    {
        if (user?.FindFirst("sub")?.Value is { } person)
        {
            var all = await hats.Of(person, cancel);
            var worn = all.FirstOrDefault(h => h.AssignmentId == user.FindFirst(AssignmentClaim)?.Value) ?? (all.Count > 0 ? all[0] : null);
            return (worn is null ? null : await staff.Find(person, worn.AssignmentId, cancel), worn, all);
        }

        return (user?.FindFirst(Kernel.Http.IdentityNumberClaim)?.Value is { } number ? await citizens.Find(number, cancel) : null, null, []);
    }

    // The session has run out while somebody wrote: the cookie still tells who, well enough to keep the text as that person's own draft, and for nothing else.
    private async Task KeepWhatWasTyped(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || left.Of(http) is not { } user)
            return;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var action = form[Forms.Form.ActionField].ToString();
        var (caller, _, _) = await Who(user, http.RequestAborted);
        if (caller is null || action.Length is 0 or > 100 || http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"))
            return;
        if (DraftStore(modules, caller) is { } store)
            await drafts.Save(store, caller.PersonId, PlaceOf(http.Request.Path, action), Forms.Form.Typed(form), http.RequestAborted);
    }

    private static string? Notice(HttpContext http)
    {
        if (http.Request.Cookies[NoticeCookie] is not { Length: > 0 } notice)
            return null;
        http.Response.Cookies.Delete(NoticeCookie);
        return notice;
    }
}

/// <summary>The session that a person has at the identity provider, beside the one here.</summary>
public interface ISessionElsewhere
{
    /// <returns>Where to go to end it, or nothing where that cannot be done.</returns>
    Task<string?> End(HttpContext http);
}

/// <summary>Reads who a session that has run out belonged to.</summary>
public interface ILeftSession
{
    ClaimsPrincipal? Of(HttpContext http);
}
