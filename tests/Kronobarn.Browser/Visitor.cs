using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Kronobarn.Browser;

/// <summary>Somebody before a browser: clicks, types and reads, and never looks inside.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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

    /// <summary>Presses a button that sends something, and waits for the page that answers.</summary>
    public Task Press(string button) => Arrive(() => Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = false }).First.ClickAsync());

    public Task Follow(string link) => Arrive(() => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = false }).First.ClickAsync());

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

    /// <summary>The addresses in the menu.</summary>
    public async Task<IReadOnlyList<string>> Menu() => await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.kb-nav a')].map(link => link.getAttribute('href'))");

    /// <summary>The forms of the page itself, by name.</summary>
    public async Task<IReadOnlyList<string>> Forms() => await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main form.kb-form:not([data-confirm])')].map(form => form.id)");

    /// <summary>Presses a form's button with nothing written in it.</summary>
    /// <returns>False when it led to another page: then nothing had to be written.</returns>
    public async Task<bool> SendEmpty(string form)
    {
        var before = new Uri(Page.Url).AbsolutePath;
        await Page.EvaluateAsync("""
            id => {
              for (const field of document.getElementById(id).querySelectorAll("input:not([type=hidden]), textarea, select")) {
                if (field.type === "radio" || field.type === "checkbox") field.checked = false;
                else if (field.type !== "file") field.value = "";
              }
            }
            """, form);
        await Arrive(() => Page.EvaluateAsync("id => document.getElementById(id).requestSubmit(document.getElementById(id).querySelector('button'))", form));
        return new Uri(Page.Url).AbsolutePath == before;
    }

    /// <summary>Reads a page in another language.</summary>
    public Task Speak(string language, string address) => Page.GotoAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}sprak={language}");

    /// <summary>The same visitor without a window, for measuring what the server does.</summary>
    public async Task<HttpClient> Client()
    {
        var cookies = await context.CookiesAsync();
        var client = new HttpClient { BaseAddress = county.Address };
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        return client;
    }

    /// <summary>When the largest thing on the page was there, in milliseconds after the visit began.</summary>
    public async Task<double> LargestPaint(string address, Func<Task> before)
    {
        await before();
        await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        return await Page.EvaluateAsync<double>("""
            () => new Promise(told => new PerformanceObserver(list => told(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))
            """);
    }

    public async Task<string> Picture(string file, int width)
    {
        await Page.SetViewportSizeAsync(width, 900);
        await Page.ScreenshotAsync(new() { Path = file, FullPage = true });
        return file;
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    public async Task<Visitor> As(string? signIn)
    {
        if (signIn is not null)
            await SignIn(signIn);
        return this;
    }

    /// <summary>Does something that leads to a page, and waits until it is there; the page may be the same.</summary>
    private async Task Arrive(Func<Task> act)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Told(object? sender, IFrame frame) => arrived.TrySetResult();
        Page.FrameNavigated += Told;
        try
        {
            await act();
            await arrived.Task.WaitAsync(Patience);
        }
        finally
        {
            Page.FrameNavigated -= Told;
        }

        await Page.WaitForLoadStateAsync();
    }

    private async Task SignIn(string button)
    {
        await Page.GotoAsync("/logga-in");
        SignedInBy = button;
        // Most people of the county are behind "show more".
        await Page.EvalOnSelectorAsync(button, "button => button.closest('details')?.setAttribute('open', '')");
        await Arrive(() => Page.Locator(button).ClickAsync());
    }
}
