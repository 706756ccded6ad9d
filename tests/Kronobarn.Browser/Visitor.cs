using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kronobarn.Browser;

/// <summary>Somebody before a browser: clicks, types and reads, and never looks inside.</summary>
internal sealed partial class Visitor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly County county;
    private readonly IBrowserContext context;
    private readonly IHands hands;

    private Visitor(County county, IBrowserContext context, IPage page, IHands hands) => (this.county, this.context, Page, this.hands) = (county, context, page, hands);

    public IPage Page { get; }

    /// <summary>What the browser complained of: a script that the content security policy stopped, a dialog that opened, an error in a script.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>What is answered when a page asks once more.</summary>
    public bool SaysYes { get; set; } = true;

    /// <summary>Every address that was visited.</summary>
    public ConcurrentQueue<string> Addresses { get; } = new();

    /// <summary>The button of the sign-in page that makes one this person.</summary>
    public string? SignedInBy { get; private set; }

    public static async Task<Visitor> Open(County county, IBrowserContext context, bool byKeyboard, bool inStory)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        var visitor = new Visitor(county, context, page, byKeyboard ? new Keys(page) : new Pointer());
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
            await (visitor.SaysYes ? dialog.AcceptAsync() : dialog.DismissAsync());
        };
        page.Response += (_, answer) =>
        {
            // A page that says that there is none has not been met.
            if (inStory && answer.Status == 200 && answer.Request.IsNavigationRequest)
                county.Album.Note(answer.Url, visitor.SignedInBy);
        };
        page.FrameNavigated += (_, frame) =>
        {
            visitor.Addresses.Enqueue(frame.Url);
            _ = visitor.NoteTitle();
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

    /// <summary>Signs in as a child or a guardian of the demo county.</summary>
    public async Task<Visitor> AsFamily(string identityNumber)
    {
        await Page.GotoAsync("/logga-in");
        await hands.Write(Page.Locator("[name=citizenNumber]"), identityNumber);
        SignedInBy = identityNumber;
        await Arrive(() => hands.Press(Page.Locator("button[name=byNumber]")));
        return this;
    }

    /// <summary>Nobody has been here before: no session, no language.</summary>
    public Task Forget() => context.ClearCookiesAsync();

    /// <summary>The session of this browser alone runs out, as if nothing had been clicked for an hour.</summary>
    public async Task EndSession()
    {
        var options = county.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Shell.Door.Scheme);
        var cookie = (await context.CookiesAsync()).Single(cookie => cookie.Name == options.Cookie.Name);
        var ticket = options.TicketDataFormat.Unprotect(cookie.Value)!;
        ticket.Properties.ExpiresUtc = county.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddMinutes(-1);
        await context.AddCookiesAsync([new() { Name = cookie.Name, Value = options.TicketDataFormat.Protect(ticket), Url = county.Address.ToString(), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
    }

    /// <summary>Signs in as the same person again, on the sign-in page that one was led to.</summary>
    public async Task SignInHere()
    {
        // Most people of the county are behind "show more".
        await Page.EvalOnSelectorAsync(SignedInBy!, "button => button.closest('details')?.setAttribute('open', '')");
        await Arrive(() => Page.Locator(SignedInBy!).PressAsync("Enter"));
    }

    public async Task<IResponse?> Go(string path) => await Page.GotoAsync(path);

    /// <summary>How many fields have been filled in so far.</summary>
    public int Fields { get; private set; }

    /// <summary>Fills in a field by its name.</summary>
    public async Task Fill(string name, string text)
    {
        await hands.Write(Field($"[name='{name}']"), text);
        Fields++;
    }

    /// <summary>Chooses one of several by its name and value.</summary>
    public async Task Tick(string name, string value)
    {
        await hands.Check(Field($"[name='{name}'][value='{value}']"));
        Fields++;
    }

    /// <summary>Ticks every box there is of a kind.</summary>
    public async Task TickAll(string selector)
    {
        var found = await Page.Locator(selector).AllAsync();
        Assert.NotEmpty(found);
        foreach (var box in found)
            await hands.Check(box);
        Fields += found.Count;
    }

    /// <summary>Chooses in a list by its name.</summary>
    public async Task Choose(string name, string value)
    {
        await hands.Choose(Field($"[name='{name}']"), value);
        Fields++;
    }

    /// <summary>Fills in one voice of one spoke in the wheel's form.</summary>
    public async Task Spoke(string spoke, string voice, string strengths, string needs, string rating)
    {
        await hands.Press(Page.Locator($"main a[href$='#ekra-{spoke}']").First);
        await Fill($"{spoke}-{voice}-strengths", strengths);
        await Fill($"{spoke}-{voice}-needs", needs);
        await Choose($"{spoke}-{voice}-rating", rating);
    }

    /// <summary>The first address on the page that begins so and names a record.</summary>
    /// <param name="says">What stands in its row: others work at the same unit, and their rows come first at times.</param>
    public async Task<string> FirstLink(string beginning, string says = "") => await Page.EvaluateAsync<string>(
        """
        ([beginning, says]) => [...document.querySelectorAll('main a')]
          .filter(link => (link.closest('li, tr') ?? link).innerText.includes(says))
          .map(link => link.getAttribute('href'))
          .find(href => href.startsWith(beginning) && /[0-9a-f]{8}-/.test(href))
        """, new[] { beginning, says });

    /// <summary>Opens every page that leads on from here and that nobody has met, as far as it goes.</summary>
    /// <param name="asAnyone">Only what nobody at all has met, and not only this person.</param>
    public async Task Explore(string address, bool asAnyone = false)
    {
        var ahead = new Queue<string>([address]);
        while (ahead.TryDequeue(out var next))
        {
            await Go(next);
            foreach (var href in await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main a[href^=\"/\"]:not([download])')].map(link => link.getAttribute('href'))"))
            {
                if (county.Album.IsNew(new Uri(county.Address, href), SignedInBy, asAnyone) && !ahead.Contains(href, StringComparer.Ordinal))
                    ahead.Enqueue(href);
            }
        }
    }

    /// <summary>Presses a button that sends something, and waits for the page that answers.</summary>
    public Task Press(string button) => Arrive(() => hands.Press(Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = false }).First));

    public Task Follow(string link) => Arrive(() => hands.Press(Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = false }).First));

    /// <summary>What has the keyboard's focus.</summary>
    public Task<string> Focused() => Page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");

    /// <summary>What the page says, as it is read.</summary>
    public Task<string> Reads() => Page.Locator("main").InnerTextAsync();

    /// <summary>What axe finds wrong by WCAG 2.2 AA, a line each; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var result = await Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        return [.. result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{new Uri(Page.Url).PathAndQuery}: {violation.Id} ({violation.Help}) at {node.Html}"))];
    }

    /// <summary>What people are told on the page in no language of theirs: a rule's English, the name of a text that nobody has written, or no more than that something is wrong.</summary>
    public async Task<IReadOnlyList<string>> NotSwedish()
    {
        var words = Shell.Words.Staff;
        string[] saysNothing = [words["fault.wrong"], words["refused"]];
        var told = await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main .kb-error, main .kb-error-summary :is(h2, li), main .kb-notice')].map(line => line.innerText)");
        return [.. told.Where(text => saysNothing.Contains(text.Trim(), StringComparer.Ordinal) || English().IsMatch(text) || (TextKey().IsMatch(text) && !text.Contains('@', StringComparison.Ordinal)))
            .Select(text => $"{new Uri(Page.Url).PathAndQuery}: {text}")];
    }

    /// <summary>What moves on the page although less motion was asked for.</summary>
    public async Task<IReadOnlyList<string>> Moving() => await Page.EvaluateAsync<string[]>("""
        () => {
          const long = (times) => times.split(",").some((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000) > 0);
          const moving = document.getAnimations().map((running) => `runs: ${running.animationName ?? running.transitionProperty}`);
          for (const element of document.querySelectorAll("*")) {
            const style = getComputedStyle(element);
            if (long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior === "smooth") moving.push(element.outerHTML.slice(0, 120));
          }
          return moving;
        }
        """);

    /// <summary>What can have the keyboard's focus and does not show that it has; the last thing that was pressed is a key.</summary>
    public async Task<IReadOnlyList<string>> WithoutFocusMark() => await Page.EvaluateAsync<string[]>("""
        () => {
          const shown = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
          const found = [];
          for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")) {
            if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) continue;
            const spoke = element.querySelector(".kb-wheel-spoke");
            const before = spoke && getComputedStyle(spoke).strokeWidth;
            element.focus();
            if (document.activeElement !== element || !element.matches(":focus-visible")) found.push(`not reached: ${element.outerHTML.slice(0, 120)}`);
            else if (!shown(getComputedStyle(element)) && !(spoke && getComputedStyle(spoke).strokeWidth !== before)) found.push(element.outerHTML.slice(0, 120));
          }
          return found;
        }
        """);

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
        if (!(await Forms()).Contains(form, StringComparer.Ordinal))
            return false;
        var before = new Uri(Page.Url).AbsolutePath;
        var isThere = await Page.EvaluateAsync<bool>("""
            id => {
              const form = document.querySelector(`form[id="${id}"]`);
              for (const field of form?.querySelectorAll("input:not([type=hidden]), textarea, select") ?? []) {
                if (field.type === "radio" || field.type === "checkbox") field.checked = false;
                else if (field.type !== "file") field.value = "";
              }
              return form !== null;
            }
            """, form);
        if (!isThere)
            return false;
        await Arrive(() => Page.EvaluateAsync("""id => { const form = document.querySelector(`form[id="${id}"]`); form.requestSubmit(form.querySelector("button")); }""", form));
        return new Uri(Page.Url).AbsolutePath == before;
    }

    /// <summary>Writes payloads into every text field of a form, sends it, and reads what comes back; each field gets some of them, and all forms together get all.</summary>
    /// <returns>How many text fields there were.</returns>
    public async Task<int> SendPayloads(string address, string form, IReadOnlyList<string> payloads)
    {
        await Go(address);
        // What was sent before may have led on, and the form is no longer there.
        if (!(await Forms()).Contains(form, StringComparer.Ordinal))
            return 0;
        var fields = await Page.EvaluateAsync<int>("""
            ([id, payloads, from]) => {
              const form = document.querySelector(`form[id="${id}"]`);
              if (!form) return 0;
              const fields = [...form.querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox], [type=file], [type=date], [type=time]), textarea")];
              fields.forEach((field, i) => (field.value = payloads.slice((from + i * 7) % payloads.length).concat(payloads).join(" ").slice(0, Math.max(200, field.maxLength > 0 ? field.maxLength : 2000))));
              for (const group of new Set([...form.querySelectorAll("input[type=radio]")].map(radio => radio.name)))
                form.querySelector(`input[type=radio][name="${group}"]`).checked = true;
              return fields.length;
            }
            """, new object[] { form, payloads, Math.Abs(form.GetHashCode(StringComparison.Ordinal)) % payloads.Count });
        if (fields > 0)
            await Arrive(() => Page.EvaluateAsync("""id => document.querySelector(`form[id="${id}"]`).submit()""", form));
        return fields;
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

    private async Task NoteTitle()
    {
        try
        {
            county.Titles.Add(await Page.TitleAsync());
        }
        catch (PlaywrightException)
        {
            // The window has gone on meanwhile; the next page has a title too.
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    public async Task<Visitor> As(string? signIn)
    {
        if (signIn is null)
            return this;
        if (signIn.All(char.IsAsciiDigit))
            return await AsFamily(signIn);
        await SignIn(signIn);
        return this;
    }

    // Words that English sentences have and Swedish ones have not.
    [GeneratedRegex(@"\b(?:the|must|should|cannot|with|has to|there is|not be|no such|already|only|does)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex English();

    [GeneratedRegex(@"(?:^|\s)[a-z]+(?:-[a-z]+)*(?:\.[a-z0-9-]+)+(?:$|\s)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TextKey();

    private ILocator Field(string selector) => Page.Locator($"main {selector}").First;

    /// <summary>Does something that leads to a page, and waits until it is there; the page may be the same.</summary>
    /// <param name="sameDocument">It leads to another place on the same page.</param>
    public async Task Arrive(Func<Task> act, bool sameDocument = false)
    {
        // One event and nothing to ask afterwards: a load that falls between the asking and the listening is missed for good.
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Navigated(object? sender, IFrame frame) => arrived.TrySetResult();
        void Loaded(object? sender, IPage page) => arrived.TrySetResult();
        if (sameDocument)
            Page.FrameNavigated += Navigated;
        else
            Page.Load += Loaded;
        try
        {
            await act();
            await arrived.Task.WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"{Page.Url} has nothing of that kind. It reads: {await Reads()}", e);
        }
        finally
        {
            Page.FrameNavigated -= Navigated;
            Page.Load -= Loaded;
        }
    }

    private async Task SignIn(string button)
    {
        await Page.GotoAsync("/logga-in");
        SignedInBy = button;
        await SignInHere();
    }
}
