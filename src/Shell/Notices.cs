using Microsoft.AspNetCore.Http;

namespace Kronobarn.Shell;

/// <summary>What the next page says once, after a form that went well. The cookie holds a key and never a text.</summary>
public static class Notices
{
    /// <param name="key">The part of the words' key after <c>notice.</c>.</param>
    public static string Tell(this Visit visit, string key, string next)
    {
        visit.Http.Response.Cookies.Append(Door.NoticeCookie, key, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = visit.Http.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(1), IsEssential = true });
        return next;
    }

    internal static string Text(Words words, string key) => words.Has($"notice.{key}") || Words.Swedish.Has($"notice.{key}") ? words[$"notice.{key}"] : words["notice.saved"];
}
