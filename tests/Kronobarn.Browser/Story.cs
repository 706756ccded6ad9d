using System.Globalization;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Browser;

/// <summary>
/// The story of the model's FAQ, by clicking: a nurse is worried, the rektor takes it up, analyses, decides that two have to co-operate, asks for consent, calls a meeting and draws up a plan with
/// social services; mother, father and child answer and read. Told once for all tests; what its people have met is what the other tests look at.
/// </summary>
internal static class Story
{
    private static readonly Lazy<Task<County>> Once = new(Tell);

    /// <summary>The way that was walked, with what its tasks cost.</summary>
    public static Way Walked { get; private set; } = null!;

    private static readonly Lazy<Task<Way>> Plain = new(() => Walk(2, javaScript: false)), Keyed = new(() => Walk(3, byKeyboard: true));

    /// <summary>The way walked without scripts, to its plan.</summary>
    public static Task<Way> WithoutScripts => Plain.Value;

    /// <summary>The way walked by keyboard alone, to its plan.</summary>
    public static Task<Way> ByKeyboard => Keyed.Value;

    public static Task<County> Told() => Once.Value;

    private static async Task<Way> Walk(int nth, bool javaScript = true, bool byKeyboard = false)
    {
        var county = await County.Shared;
        var way = new Way(county, county.Casts[nth], javaScript, byKeyboard, explores: false);
        await way.Walk();
        return way;
    }

    private static async Task<County> Tell()
    {
        var county = await County.Shared;
        await Strangers(county);
        var cast = county.Casts[0];
        Walked = new Way(county, cast);
        await Walked.Walk();
        await Walked.LeaveUndone();
        await Harm(county, cast);
        await OfferedAway(county, county.Casts[5]);
        await Everybody(county);
        await Rarely(county);
        return county;
    }

    // What anyone meets without signing in.
    private static async Task Strangers(County county)
    {
        await using var stranger = await county.Visitor(inStory: true);
        foreach (var page in county.Album.Pages.Where(p => p.Audience == Audience.Anyone && !p.Route.Contains('{', StringComparison.Ordinal)))
            await stranger.Go(page.Route);
    }

    // Somebody fears that a child comes to harm: social services' own intake.
    private static async Task Harm(County county, Cast cast)
    {
        await using (var nurse = await (await county.Visitor(inStory: true)).AsStaff(cast.Reporter.PersonId))
        {
            await nurse.Go($"{Paths.NewConcern}?fara=ja");
            await nurse.Fill("identityNumber", cast.ChildNumber);
            await nurse.Fill("text", "Blåmärken på armarna, och barnet säger att det inte vågar gå hem.");
            await nurse.Press("Skicka orosanmälan");
            await county.DeliverEvents();
        }

        foreach (var worker in (await county.Assignments()).Where(a => a.Organisation == Organisations.SocialServices && a.Municipality == cast.Rektor.Municipality))
        {
            await using var visitor = await (await county.Visitor(inStory: true)).AsStaff(worker.PersonId);
            await visitor.Explore("/arbete/mottagning", asAnyone: true);
            if (await visitor.FirstLink("/arbete/mottagning/") is not { } report)
                continue;
            await visitor.Explore(report);
            await visitor.Go($"{report}/skydd");
            await visitor.Tick("needsProtectionNow", "no");
            await visitor.Fill("reasons", "Barnet är i skolan och följs hem av mormor i dag.");
            await visitor.Press("Spara");
            await visitor.Explore(report);
            foreach (var step in (string[])["beslut", "overlamna", "overflytta", "barnet", "vagen"])
                await visitor.Go($"{report}/{step}");
            break;
        }
    }

    // A youth whom nobody reaches, a log to review, a hidden child, a feed that was read.
    private static async Task Rarely(County county)
    {
        foreach (var handler in (await county.Assignments()).Where(a => a.Role == Roles.KaaHandler))
        {
            await using var kaa = await (await county.Visitor(inStory: true)).AsStaff(handler.PersonId);
            await kaa.Go("/arbete/ungdomar");
            if (await kaa.FirstLink("/arbete/ungdomar/") is not { } youth)
                continue;
            await kaa.Go($"{youth}/atgard");
            await kaa.Fill("what", "Studievägledning en timme i veckan");
            await kaa.Press("Spara");
            await kaa.Explore(youth, asAnyone: true);
            break;
        }

        await using (var nurse = await (await county.Visitor(inStory: true)).AsStaff((await county.Assignments()).First(a => a.Role == Roles.BhvNurse && a.Municipality == "0780").PersonId))
        {
            await nurse.Go(Paths.MyChildren);
            await nurse.Go($"{(await nurse.FirstLink("/arbete/barn/")).Replace("/arbete/barn/", "/arbete/bvc/", StringComparison.Ordinal)}/lista");
        }

        // Selma Nyström lives under protection; the one who answers for the unit names who else may see her.
        var (hidden, head) = await Cast.Hidden(county);
        await using (var visitor = await (await county.Visitor(inStory: true)).AsStaff(head.PersonId))
        {
            await visitor.Explore(Paths.Child(hidden), asAnyone: true);
            await visitor.Go($"{Paths.Child(hidden)}/behoriga");
        }

        await using (var administrator = await (await county.Visitor(inStory: true)).AsStaff((await county.Assignments()).First(a => a.Role == Roles.ItAdmin).PersonId))
        {
            foreach (var run in await county.FeedRuns())
                await administrator.Go($"/arbete/forvaltning/inlasningar/{run}");
        }

        foreach (var reviewer in (await county.Assignments()).Where(a => a.Role == Roles.LogReviewer && a.Municipality == "0780"))
        {
            await using var visitor = await (await county.Visitor(inStory: true)).AsStaff(reviewer.PersonId);
            await visitor.Go("/arbete/enheten/loggranskning");
            await visitor.Press("Dra");
            await visitor.Explore("/arbete/enheten/loggranskning", asAnyone: true);
        }
    }

    // Another child's concern is met by each of its pages on the way, and offered to social services.
    private static async Task OfferedAway(County county, Cast cast)
    {
        var way = new Way(county, cast);
        await way.Leave();
        await using (var rektor = await (await county.Visitor(inStory: true)).AsStaff(cast.Rektor.PersonId))
        {
            await rektor.Go(Paths.Inbox);
            await rektor.Follow(cast.ChildName);
            await rektor.Explore(new Uri(rektor.Page.Url).AbsolutePath, asAnyone: true);
        }

        await way.TakeUp(HandedOver);
        await using (var rektor = await (await county.Visitor(inStory: true)).AsStaff(cast.Rektor.PersonId))
        {
            await rektor.Go($"{Paths.Case(way.CaseId)}/overlamning");
            await rektor.Choose("toUnitId", cast.SocialWorker.UnitId);
            await rektor.Fill("message", "Familjen behöver stöd hemma, som skolan inte kan ge.");
            await rektor.Tick("ground", "consent");
            await rektor.Fill("consentText", "Båda vårdnadshavarna har sagt ja, muntligt den här veckan.");
            await rektor.Press("Erbjud överlämning");
            await county.DeliverEvents();
        }

        await using var social = await (await county.Visitor(inStory: true)).AsStaff(cast.SocialWorker.PersonId);
        await social.Explore(Paths.Inbox, asAnyone: true);
        await social.Go(Paths.Inbox);
        await social.Go(await social.FirstLink("/arbete/erbjudanden/", cast.ChildName));
        await social.Press("Ta emot ärendet");
        Assert.StartsWith("/arbete/arenden/", new Uri(social.Page.Url).AbsolutePath, StringComparison.Ordinal);
    }

    internal static async Task HandedOver(Visitor rektor)
    {
        await rektor.Follow("Behovet är en annan verksamhets");
        await rektor.Fill("decision.canWeMeetTheNeed", "Nej, stödet behövs i hemmet.");
        await rektor.Fill("decision.isEverythingExhausted", "Ja, skolans anpassningar är gjorda.");
        await rektor.Fill("decision.whoMustAct", "Socialtjänsten.");
        await rektor.Fill("decision.motivation", "Behovet är ett annat än det som skolan kan möta.");
        await rektor.Press("Spara beslutet");
    }

    // One person of every role opens everything that the menu offers and what leads on from there: most of it is empty on the first day, and says what to do.
    private static async Task Everybody(County county)
    {
        // Växjö is the largest: there something lies on most tables.
        var everybody = (await county.Assignments()).GroupBy(a => (a.Organisation, a.Role)).Select(same => same.MinBy(a => a.Municipality == "0780" ? 0 : 1)!);
        // Two administrators see the same pages with different rights: each looks for themselves.
        await Parallel.ForEachAsync(everybody, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (someone, _) =>
        {
            await using var visitor = await (await county.Visitor(inStory: true)).AsStaff(someone.PersonId);
            foreach (var address in await visitor.Menu())
                await visitor.Explore(address, asAnyone: someone.Role != Roles.ItAdmin);
            await visitor.Go(Paths.Shortcuts);
        });
    }
}

/// <summary>From concern to plan, with the pages and fields that it takes counted.</summary>
/// <param name="javaScript">Scripts run in the browsers.</param>
/// <param name="byKeyboard">Nobody has a mouse.</param>
/// <param name="explores">Part of the story: everybody also opens what leads on from where they are, and others look at it again.</param>
internal sealed class Way(County county, Cast cast, bool javaScript = true, bool byKeyboard = false, bool explores = true)
{
    /// <summary>What each task cost: pages met and fields filled in.</summary>
    public List<(string Task, int Pages, int Fields)> Costs { get; } = [];

    public Cast Cast => cast;

    /// <summary>Where the meeting that was called last is.</summary>
    public string? Meeting { get; private set; }

    /// <summary>Where the reporter's receipt is.</summary>
    public string? Receipt { get; private set; }

    public Guid CaseId { get; private set; }

    public Guid PlanId { get; private set; }

    public async Task Walk()
    {
        await Concern();
        await AskForConsent();
        await AnswerConsents();
        await CallMeeting();
        await Meet();
        await DrawUpPlan();
        await Answer();
        await Correct();
        await Read();
    }

    public async Task Concern()
    {
        await Leave();
        await TakeUp(async rektor =>
        {
            await Counted("fatta beslut", rektor, async () =>
            {
                await rektor.Follow("Två eller flera behöver samverka");
                await rektor.Fill("decision.canWeMeetTheNeed", "Skolan kan anpassa dagarna, inte stödja hemma.");
                await rektor.Fill("decision.isEverythingExhausted", "Ja: anpassningar, samtal och elevhälsans stöd under sex veckor.");
                await rektor.Fill("decision.whoMustAct", "Skolan och socialtjänsten behöver göra det tillsammans med familjen.");
                await rektor.Fill("decision.motivation", "Barnet behöver stöd både i skolan och hemma.");
                await rektor.Press("Spara beslutet");
            });
        });
    }

    public async Task Leave()
    {
        await using (var nurse = await Staff(cast.Reporter.PersonId))
        {
            await nurse.Go(Paths.Today);
            await Counted("anmäla en oro", nurse, () => Report(nurse, "Jag möter familjen hos lillasyskonet. Storasyskonet är ofta hemma på dagarna, sover dåligt och säger att skolan känns för svår."));
            Assert.Contains("Din oro är registrerad", await nurse.Reads(), StringComparison.Ordinal);
            Receipt = new Uri(nurse.Page.Url).AbsolutePath;
            await county.DeliverEvents();
        }
    }

    public async Task TakeUp(Func<Visitor, Task> decide)
    {
        await using var rektor = await Staff(cast.Rektor.PersonId);
        await rektor.Go(Paths.Inbox);
        await rektor.Follow(cast.ChildName);
        await rektor.Press("Kvittera");
        await rektor.Press("Inled ett ärende");
        await county.DeliverEvents();
        CaseId = Guid.Parse(new Uri(rektor.Page.Url).Segments[^1].TrimEnd('/'));
        await rektor.Follow("Anteckningar");
        await rektor.Fill("text", "Frånvaro 22 procent sedan höstlovet. Mentorn har pratat med barnet två gånger.");
        await rektor.Press("Spara anteckningen");
        await Analyse(rektor, "Barnet vill vara i skolan men orkar inte hela dagar. Föräldrarna ber om hjälp.", "2", "3");
        await Analyse(rektor, "Kortare dagar har hjälpt något. Sömnen är fortfarande svår.", "3", "4");
        await rektor.Go($"{Paths.Case(CaseId)}/beslut");
        if (explores)
        {
            await rektor.Go($"{Paths.Case(CaseId)}/analys/jamfor?fran=1&till=2");
            await rektor.Go($"{Paths.Case(CaseId)}/anteckningar");
            await rektor.Go(await rektor.FirstLink($"{Paths.Case(CaseId)}/anteckningar/"));
            await rektor.Go($"{Paths.Case(CaseId)}/beslut");
        }

        await decide(rektor);
        await county.DeliverEvents();
        await Explore(rektor, Paths.Case(CaseId));
    }

    public async Task AskForConsent()
    {
        await using var rektor = await Staff(cast.Rektor.PersonId);
        await rektor.Go($"{Paths.Consents(cast.Child)}/ny");
        await rektor.Tick("units", cast.SocialWorker.UnitId);
        if (explores)
            await rektor.Tick("units", cast.Reporter.UnitId);
        await rektor.Press("Fortsätt");
        await rektor.Fill("purpose", "Att skolan och socialtjänsten tillsammans kan stödja barnet och er.");
        await rektor.TickAll("main fieldset input[type=checkbox]:not([value=documents])");
        await rektor.Fill("until", Day(150));
        await rektor.Press("Skicka frågan");
        await county.DeliverEvents();
        Assert.Contains("Har inte svarat", await rektor.Reads(), StringComparison.Ordinal);
        await Explore(rektor, Paths.Consents(cast.Child));
    }

    public async Task AnswerConsents()
    {
        foreach (var number in (string[])[cast.Mother, cast.Father])
        {
            await using var guardian = await Family(number);
            await Counted("svara på samtycke", guardian, () => guardian.Press("Ja"));
            await county.DeliverEvents();
            await Explore(guardian, Paths.FamilyHome);
        }
    }

    /// <param name="ahead">How many days from today; somebody else's story may make it a day or two fewer at any time.</param>
    public async Task CallMeeting(int ahead = 1)
    {
        await using var rektor = await Staff(cast.Rektor.PersonId);
        await rektor.Go(Paths.Child(cast.Child));
        await Counted("kalla till möte", rektor, () => Call(rektor, ahead));
        Meeting = new Uri(rektor.Page.Url).AbsolutePath;
        await county.DeliverEvents();
        await Explore(rektor, Meeting);
        await using var father = await Family(cast.Father);
        await Explore(father, $"{Paths.FamilyChild(cast.Child)}/moten");
    }

    public async Task Meet()
    {
        await county.Time.Pass(TimeSpan.FromDays(2));
        await county.DeliverEvents();
        await using var rektor = await Staff(cast.Rektor.PersonId);
        await rektor.Go($"/arbete/moten?urval=past");
        // Others of the same school have met too: ours, and not the first of the list.
        await rektor.Go($"{Meeting}/protokoll");
        await rektor.TickAll("main fieldset[id^='record-came-'] input[value=present]");
        await rektor.Tick("how", "present");
        await rektor.Fill("text", "Jag vill börja senare på morgonen och ha Anna med mig.");
        await rektor.Tick("outcome", "plan");
        await rektor.Press("Spara");
        await county.DeliverEvents();
    }

    public async Task DrawUpPlan()
    {
        await using var rektor = await Staff(cast.Rektor.PersonId);
        await rektor.Go(Paths.Child(cast.Child));
        await Counted("göra en plan", rektor, async () =>
        {
            await rektor.Follow("Öppna barnets plan");
            await rektor.Fill("nextFollowUp", Day(60));
            await rektor.TickAll("input[name=units]");
            await rektor.Fill("message", "Ni känner familjen och kan ge stöd hemma.");
            await rektor.Press("Öppna planen");
            await rektor.Tick("spoke", "achieving");
            await rektor.Fill("need", "En skoldag som går att orka.");
            await rektor.Fill("goal", "Barnet är i skolan hela dagar igen, och vill vara där.");
            await rektor.Fill("evidence", "Frånvaron under tio procent i fyra veckor, och barnets egna ord.");
            await rektor.Fill("what", "Kortare dagar med mentor varje morgon");
            await rektor.Fill("name", cast.Rektor.Name);
            await rektor.Fill("phone", "0470-123 45");
            await rektor.Press("Spara i planen");
        });
        await county.DeliverEvents();
        PlanId = Guid.Parse(new Uri(rektor.Page.Url).Segments[3].TrimEnd('/'));
        Assert.Contains("Kortare dagar med mentor varje morgon", await rektor.Reads(), StringComparison.Ordinal);
    }

    public async Task Answer()
    {
        await using var social = await Staff(cast.SocialWorker.PersonId);
        await social.Go($"{Paths.Plan(PlanId)}/svar");
        await social.Tick("answer", "yes");
        await social.Press("Skicka svaret");
        await county.DeliverEvents();
        await Explore(social, Paths.Plan(PlanId));
        await using var rektor = await Staff(cast.Rektor.PersonId);
        await Explore(rektor, Paths.Plan(PlanId));
        await Explore(rektor, Paths.Child(cast.Child));
        await Explore(rektor, Paths.Today);
    }

    public async Task Read()
    {
        foreach (var number in (string[])[cast.Mother, cast.Father, cast.ChildNumber])
        {
            await using var one = await Family(number);
            await one.Go($"{Paths.FamilyChild(cast.Child)}/plan");
            Assert.Contains("Kortare dagar med mentor varje morgon", await one.Reads(), StringComparison.Ordinal);
            await one.Go($"{Paths.FamilyChild(cast.Child)}/plan/utskrift");
            await one.Go("/vem-ansvarar");
            await Explore(one, Paths.FamilyHome);
            await Explore(one, Paths.FamilyChild(cast.Child));
        }
    }

    // The father asks for a correction, and the rektor who answers for the child answers him.
    public async Task Correct()
    {
        await using (var father = await Family(cast.Father))
        {
            await father.Go($"{Paths.FamilyChild(cast.Child)}/ratta");
            await father.Fill("text", "Barnet bor hos mig varannan vecka, och det står ingenstans.");
            await father.Press("Skicka");
        }

        await using var rektor = await Staff(cast.Rektor.PersonId);
        await rektor.Go(Paths.Today);
        await rektor.Follow("fråga om rättelse väntar");
        await rektor.Tick("word", "noted");
        await rektor.Fill("reason", "Tack. Vi har skrivit upp det, så att alla vet.");
        await rektor.Press("Skicka svaret");
        Assert.Contains("meningen är antecknad", await rektor.Reads(), StringComparison.Ordinal);
    }

    /// <summary>What is begun and not done yet: a concern that nobody has taken up, a meeting to come, one without minutes, a unit that has not answered.</summary>
    public async Task LeaveUndone()
    {
        await using var rektor = await Staff(cast.Rektor.PersonId);
        await rektor.Go(Paths.Child(cast.Child));
        await Call(rektor, 1);
        await county.Time.Pass(TimeSpan.FromDays(2));
        await county.DeliverEvents();
        await rektor.Go(new Uri(rektor.Page.Url).AbsolutePath);
        await Explore(rektor, $"{new Uri(rektor.Page.Url).AbsolutePath}/protokoll");
        await rektor.Go(Paths.Child(cast.Child));
        await Call(rektor, 20);
        await Explore(rektor, $"{new Uri(rektor.Page.Url).AbsolutePath}/andra");

        await using (var nurse = await Staff(cast.Reporter.PersonId))
        {
            await nurse.Go($"{Paths.Plan(PlanId)}/svar");
            await Report(nurse, "Barnet var hemma igen i går och vill inte gå till skolan ensamt.");
        }

        await county.DeliverEvents();
        await rektor.Go(Paths.Inbox);
        var concern = await rektor.FirstLink("/arbete/oro/", cast.ChildName);
        foreach (var step in (string[])["", "/avsluta", "/skicka-vidare"])
            await rektor.Go($"{concern}{step}");
    }

    private async Task Report(Visitor reporter, string text)
    {
        await reporter.Follow("Anmäl en oro");
        await reporter.Tick("harm", "no");
        await reporter.Press("Fortsätt");
        await reporter.Fill("identityNumber", cast.ChildNumber);
        await reporter.Fill("text", text);
        await reporter.Tick("spokes", "achieving");
        await reporter.Press("Skicka oron");
    }

    private Task Call(Visitor rektor, int ahead) => county.Time.OnOneDay(async () =>
    {
        await rektor.Follow("Kalla till samverkansmöte");
        await rektor.Fill("purpose", "Bestämma tillsammans hur skolan och hemmet kan bli bättre för barnet.");
        await rektor.Fill("day", Day(ahead));
        await rektor.Fill("startsAt", "14:00");
        await rektor.Fill("endsAt", "15:00");
        await rektor.Fill("place", "Skolans samtalsrum");
        await rektor.Tick("isChildInvited", "yes");
        await rektor.TickAll("input[name=guardians], input[name=units]");
        await rektor.Press("Skicka kallelsen");
    });

    private async Task Analyse(Visitor rektor, string summary, string child, string professional)
    {
        await rektor.Go($"{Paths.Case(CaseId)}/analys/ny");
        await rektor.Spoke("achieving", "child", "Jag är bra på att rita.", "Jag orkar inte hela dagen.", child);
        await rektor.Spoke("achieving", "professional", "Nyfiken och omtyckt.", "Behöver kortare pass.", professional);
        await rektor.Spoke("healthy", "guardian", "Äter bra.", "Sover för lite.", "2");
        await rektor.Fill("summary", summary);
        await rektor.Press("Spara analysen");
    }

    private Task Explore(Visitor visitor, string address) => explores ? visitor.Explore(address) : Task.CompletedTask;

    private async Task<Visitor> Staff(string person) => await (await county.Visitor(javaScript: javaScript, byKeyboard: byKeyboard, inStory: explores)).AsStaff(person);

    private async Task<Visitor> Family(string number) => await (await county.Visitor(javaScript: javaScript, byKeyboard: byKeyboard, inStory: explores)).AsFamily(number);

    private async Task Counted(string task, Visitor visitor, Func<Task> act)
    {
        var (pages, fields) = (visitor.Addresses.Count, visitor.Fields);
        await act();
        Costs.Add((task, visitor.Addresses.Count - pages, visitor.Fields - fields));
    }

    private string Day(int ahead) => county.Services.GetRequiredService<Clock>().Today.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
