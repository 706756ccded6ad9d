using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Kronobarn.Browser;

/// <summary>Somebody before a browser: clicks, types and reads, and never looks inside.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly County county;
    private readonly IBrowserContext context;

    private Visitor(County county, IBrowserContext context, IPage page) => (this.county, this.context, Page) = (county, context, page);

    public IPage Page { get; }

    /// <summary>What the browser complained of: a script that the content security policy stopped, a dialog that opened, an error in a script.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Every address that was visited.</summary>
    public ConcurrentQueue<string> Addresses { get; } = new();

    /// <summary>The button of the sign-in page that makes one this person.</summary>
    public string? SignedInBy { get; private set; }

    public static async Task<Visitor> Open(County county, IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        var visitor = new Visitor(county, context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal))
                visitor.Complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => visitor.Complaints.Enqueue($"{page.Url}: {error}");
        page.Dialog += async (_, dialog) =>
        {
            if (dialog.Type != "confirm")
                visitor.Complaints.Enqueue($"{page.Url}: a dialog opened, {dialog.Message}");
            await dialog.AcceptAsync();
        };
        page.FrameNavigated += (_, frame) =>
        {
            visitor.Addresses.Enqueue(frame.Url);
            county.Album.Note(frame.Url, visitor.SignedInBy);
        };
        return visitor;
    }

    /// <summary>Signs in on the page for it, as somebody at a unit; see docs/demo-county.md.</summary>
    public async Task<Visitor> AsStaff(string personId)
    {
        var assignment = (await county.Assignments()).First(a => a.PersonId == personId).AssignmentId;
        await SignIn($"button[name=staff][value='{assignment}']");
        return this;
    }

    /// <summary>Signs in as a child or a guardian, by the key that <c>/dev/users</c> gives.</summary>
    public async Task<Visitor> AsFamily(Guid memberId)
    {
        await SignIn($"button[name=citizen][value='{memberId:N}']");
        return this;
    }

    public async Task<IResponse?> Go(string path) => await Page.GotoAsync(path);

    /// <summary>Fills in a field by its label.</summary>
    public Task Write(string label, string text) => Page.GetByLabel(label, new() { Exact = false }).First.FillAsync(text);

    public Task Choose(string label) => Page.GetByLabel(label, new() { Exact = false }).First.CheckAsync();

    public Task Press(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = false }).First.ClickAsync();

    public Task Follow(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = false }).First.ClickAsync();

    /// <summary>What the page says, as it is read.</summary>
    public Task<string> Reads() => Page.Locator("main").InnerTextAsync();

    /// <summary>What axe finds wrong by WCAG 2.2 AA, a line each; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var result = await Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{new Uri(Page.Url).PathAndQuery}: {violation.Id} ({violation.Help}) at {node.Html}"))];
    }

    /// <summary>How many pixels the page is wider than the window; 0 when nothing has to be scrolled sideways.</summary>
    public Task<int> Overflow() => Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    public async Task<Visitor> As(string? signIn)
    {
        if (signIn is not null)
            await SignIn(signIn);
        return this;
    }

    private async Task SignIn(string button)
    {
        await Page.GotoAsync("/logga-in");
        SignedInBy = button;
        // Most people of the county are behind "show more".
        await Page.EvalOnSelectorAsync(button, "button => button.closest('details')?.setAttribute('open', '')");
        await Page.Locator(button).ClickAsync();
    }
}
