using System.Security.Claims;
using Kronobarn.Shell;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Kronobarn.Host;

/// <summary>
/// The session of a person before a browser: an encrypted cookie that only pages read. It ends after <c>Kronobarn:Identity:SessionMinutes</c> (60) without a visit;
/// the Swedish profiles of OpenID Connect allow no longer.
/// </summary>
internal static class BrowserSignIn
{
    private const int DefaultMinutes = 60;

    public static void AddBrowserSignIn(this WebApplicationBuilder builder)
    {
        var minutes = builder.Configuration.GetValue("Kronobarn:Identity:SessionMinutes", DefaultMinutes);
        var development = builder.Environment.IsDevelopment();
        builder.Services.AddAuthentication().AddCookie(Door.Scheme, options =>
        {
            // The prefix demands TLS, which a developer's own machine has not.
            options.Cookie.Name = development ? "kronobarn" : "__Host-kronobarn";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.ExpireTimeSpan = TimeSpan.FromMinutes(minutes);
            options.SlidingExpiration = true;
            options.Events.OnRedirectToLogin = context => { context.Response.StatusCode = 401; return Task.CompletedTask; };
        });
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = development ? "kronobarn-form" : "__Host-kronobarn-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.SuppressXFrameOptionsHeader = true;
        });
        builder.Services.AddSingleton<ILeftSession, LeftSession>();
    }

    /// <summary>Reads the cookie although it has run out, for half a day: long enough to come back from lunch to a half-written page.</summary>
    private sealed class LeftSession(IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider time) : ILeftSession
    {
        private static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

        public ClaimsPrincipal? Of(HttpContext http)
        {
            var options = cookies.Get(Door.Scheme);
            var ticket = options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) is { } cookie ? options.TicketDataFormat.Unprotect(cookie) : null;
            return ticket?.Properties.ExpiresUtc is { } ended && ended + Remembered > time.GetUtcNow() ? ticket.Principal : null;
        }
    }
}
