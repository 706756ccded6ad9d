using System.Net;
using System.Text.RegularExpressions;
using Kronobarn.Directory.Contracts;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Pages;

/// <summary>A visitor without a browser: keeps cookies, sends forms as a browser without scripts would, and follows no redirect by itself.</summary>
internal sealed partial class PageReader(Town town, HttpClient client, CookieContainer cookies)
{
    /// <summary>What a browser would send along.</summary>
    public string Cookies => cookies.GetCookieHeader(client.BaseAddress!);

    public static PageReader At(Town town)
    {
        var handler = new CookieContainerHandler();
        var client = town.CreateDefaultClient(town.ClientOptions.BaseAddress, handler);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return new PageReader(town, client, handler.Container);
    }

    public HttpClient Client => client;

    public async Task<(HttpStatusCode Status, string Text, Uri? To)> Get(string address)
    {
        using var answer = await client.GetAsync(address);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.Location);
    }

    /// <summary>Sends the form of this name on the page with what it holds, and what is typed over it.</summary>
    public async Task<(HttpStatusCode Status, string Text, Uri? To)> Send(string address, string action, params (string Name, string Value)[] typed)
    {
        var page = (await Get(address)).Text;
        var token = Token().Match(page).Groups["token"].Value;
        Assert.True(token.Length > 0, $"{address} has no form: {page[..Math.Min(400, page.Length)]}");
        return await Post(address, [("__RequestVerificationToken", token), ("_action", action), ("_key", Guid.NewGuid().ToString("N")), .. typed]);
    }

    /// <summary>Keeps a draft of a form, as the page's script does while somebody types.</summary>
    public async Task<(HttpStatusCode Status, string Text, Uri? To)> Keep(string address, string place, params (string Name, string Value)[] typed) =>
        await Post("/utkast", [("__RequestVerificationToken", await TokenAt(address)), ("_place", place), .. typed]);

    /// <summary>Presses the button that stands on every page of somebody who is signed in.</summary>
    public async Task<(HttpStatusCode Status, string Text, Uri? To)> SignOut() =>
        await Post("/logga-ut", ("__RequestVerificationToken", Token().Match((await Get("/arbete")).Text).Groups["token"].Value));

    /// <summary>Sends exactly these fields.</summary>
    public async Task<(HttpStatusCode Status, string Text, Uri? To)> Post(string address, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(address, content);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.Location);
    }

    /// <summary>Signs in on the page for it, as somebody of the town's staff.</summary>
    public async Task<PageReader> AsStaff(string person)
    {
        var assignment = await Assignment(town, person);
        return await SignedIn("staff", assignment);
    }

    /// <summary>The key of somebody's work today, which the sign-in page sends.</summary>
    public static async Task<string> Assignment(Town town, string person) =>
        (await town.Services.GetRequiredService<IPeople>().AssignmentsOf(person, town.Today, CancellationToken.None))[0].AssignmentId;

    public async Task<PageReader> AsFamily(string number)
    {
        var signedIn = await Send("/logga-in", "demo", ("citizen", number));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.Status);
        return this;
    }

    /// <summary>The token that a form on this page has.</summary>
    public async Task<string> TokenAt(string address) => Token().Match((await Get(address)).Text).Groups["token"].Value;

    private async Task<PageReader> SignedIn(string kind, string value)
    {
        var signedIn = await Send("/logga-in", "demo", (kind, value));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.Status);
        return this;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
