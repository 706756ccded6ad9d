using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Browser;

/// <summary>What is done once in a while, and must work then: saying no, taking back, ending, and danger. Each form is sent wrong first, and keeps what was typed.</summary>
public sealed class SeldomTests
{
    private const string Short = "Nej", Long = "Barnet har det bra, och vi har talat med familjen två gånger.";

    [InBrowser]
    public async Task A_concern_is_passed_on_and_closed_and_whoever_told_it_gets_an_answer()
    {
        var county = await County.Shared;
        var cast = county.Casts[10];
        var way = new Way(county, cast, explores: false);
        await way.Leave();
        await using (var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId))
        {
            await rektor.Go(Paths.Inbox);
            await rektor.Follow(cast.ChildName);
            await rektor.Follow("Skicka vidare");
            await Wrong(rektor, "reason", "Familjen har redan stöd av er.", "Skicka vidare", "unitId");
            await rektor.Choose("unitId", cast.SocialWorker.UnitId);
            await rektor.Press("Skicka vidare");
            Assert.Contains("Oron är skickad vidare", await rektor.Reads(), StringComparison.Ordinal);
            await county.DeliverEvents();
        }

        await using (var social = await (await county.Visitor()).AsStaff(cast.SocialWorker.PersonId))
        {
            await social.Go(Paths.Inbox);
            await social.Follow(cast.ChildName);
            await social.Follow("Avsluta utan ärende");
            await social.Tick("outcome", "taken-care-of");
            await Wrong(social, "reason", Short, "Avsluta oron");
            await social.Fill("reason", Long);
            await social.Press("Avsluta oron");
            Assert.Contains("den som berättade har fått svar", await social.Reads(), StringComparison.Ordinal);
            await county.DeliverEvents();
        }

        await using var nurse = await (await county.Visitor()).AsStaff(cast.Reporter.PersonId);
        await nurse.Go(way.Receipt!);
        Assert.Contains("Återkoppling", await nurse.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain(Long, await nurse.Reads(), StringComparison.Ordinal);
    }

    [InBrowser]
    public async Task A_child_whom_nobody_knew_is_identified_and_the_concern_finds_its_way()
    {
        var county = await County.Shared;
        var cast = county.Casts[11];
        await using (var nurse = await (await county.Visitor()).AsStaff(cast.Reporter.PersonId))
        {
            await nurse.Go($"{Paths.NewConcern}?fara=nej");
            await nurse.Tick("kind", "unidentified");
            await nurse.Fill("description", "Pojke i nioårsåldern vid biblioteket");
            await nurse.Fill("text", "Han är där varje kväll till stängning, ensam och utan jacka.");
            await nurse.Press("Skicka oron");
            await county.DeliverEvents();
        }

        await using (var intake = await Intake(county, cast))
        {
            await intake.Tick("kind", "child");
            await Wrong(intake, "identityNumber", "20190130-0000", "Barnet är identifierat");
            await intake.Fill("identityNumber", cast.ChildNumber);
            await intake.Press("Barnet är identifierat");
            await county.DeliverEvents();
        }

        await using var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId);
        await rektor.Go(Paths.Inbox);
        await rektor.Follow(cast.ChildName);
        Assert.Contains("ensam och utan jacka", await rektor.Reads(), StringComparison.Ordinal);
    }

    [InBrowser]
    public async Task A_stranger_reads_by_the_code_what_became_of_the_concern()
    {
        var county = await County.Shared;
        var cast = county.Casts[12];
        await using var stranger = await county.Visitor();
        await stranger.Go(Paths.Concern);
        await stranger.Tick("harm", "nej");
        await stranger.Tick("who", "public");
        await stranger.Press("Fortsätt");
        await Wrong(stranger, "text", "Barnet går ensamt sent på kvällen.", "Skicka", "description");
        await stranger.Fill("description", "Flicka, ungefär sju år, röd cykel.");
        await stranger.Choose("municipality", cast.Rektor.Municipality!);
        await stranger.Press("Skicka");
        var code = (await stranger.Page.Locator(".kb-code").First.InnerTextAsync()).Trim();
        await county.DeliverEvents();
        await stranger.Go(Paths.ConcernStatus);
        await Wrong(stranger, "code", "ABCD-EFGH", "Visa");

        await using (var intake = await Intake(county, cast, "röd cykel"))
        {
            await intake.Follow("Avsluta utan ärende");
            await intake.Tick("outcome", "taken-care-of");
            await intake.Fill("reason", Long);
            await intake.Press("Avsluta oron");
            await county.DeliverEvents();
        }

        await stranger.Fill("code", code);
        await stranger.Press("Visa");
        Assert.Contains("Svar till dig", await stranger.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain(Long, await stranger.Reads(), StringComparison.Ordinal);
        Assert.Empty(stranger.Complaints);
    }

    [InBrowser]
    public async Task An_offer_is_taken_back_and_another_one_declined_and_the_case_stays_where_it_is()
    {
        var county = await County.Shared;
        var cast = county.Casts[13];
        var way = new Way(county, cast, explores: false);
        await way.Leave();
        await way.TakeUp(Story.HandedOver);
        await using var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId);
        await Offer(county, rektor, way, cast);
        await rektor.Page.Locator("main details.kb-fold > summary").ClickAsync();
        await Wrong(rektor, "reason", "", "Ta tillbaka");
        await rektor.Fill("reason", "Familjen har ändrat sig.");
        await rektor.Press("Ta tillbaka");
        Assert.Contains("Erbjudandet är tillbakataget", await rektor.Reads(), StringComparison.Ordinal);
        await county.DeliverEvents();

        await Offer(county, rektor, way, cast);
        await using (var social = await (await county.Visitor()).AsStaff(cast.SocialWorker.PersonId))
        {
            await social.Go(Paths.Inbox);
            await social.Follow(cast.ChildName);
            await social.Page.Locator("main details.kb-fold > summary").ClickAsync();
            await Wrong(social, "reason", Short, "Avböj");
            await social.Fill("reason", "Vi har ingen plats före våren. Fråga familjecentralen.");
            await social.Press("Avböj");
            Assert.Contains("Du har avböjt", await social.Reads(), StringComparison.Ordinal);
            await county.DeliverEvents();
        }

        await rektor.Go($"{Paths.Case(way.CaseId)}/overlamning");
        var reads = await rektor.Reads();
        Assert.Contains("Fråga familjecentralen", reads, StringComparison.Ordinal);
        Assert.Contains("Ärendet är ert.", reads, StringComparison.Ordinal);
    }

    [InBrowser]
    public async Task A_guardian_says_no_and_another_takes_a_yes_back()
    {
        var county = await County.Shared;
        var cast = county.Casts[14];
        var way = new Way(county, cast, explores: false);
        await way.Concern();
        await way.AskForConsent();
        await using (var mother = await (await county.Visitor()).AsFamily(cast.Mother))
        {
            await mother.Press("Nej");
            Assert.Contains("Du har sagt nej", await mother.Reads(), StringComparison.Ordinal);
        }

        await using (var father = await (await county.Visitor()).AsFamily(cast.Father))
        {
            await father.Press("Ja");
            await county.DeliverEvents();
            await father.Go($"{Paths.FamilyChild(cast.Child)}/samtycken");
            await father.Press("Ta tillbaka mitt ja");
            Assert.Contains("Ditt ja är tillbakataget", await father.Reads(), StringComparison.Ordinal);
            await county.DeliverEvents();
        }

        await using var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId);
        await rektor.Go(Paths.Consents(cast.Child));
        var reads = await rektor.Reads();
        Assert.Contains("Nej", reads, StringComparison.Ordinal);
        Assert.Contains("Har återkallat sitt ja", reads, StringComparison.Ordinal);
    }

    /// <summary>One plan from its first day to its last, with what seldom happens to one.</summary>
    [InBrowser]
    public async Task A_meeting_is_told_of_by_pictures_a_document_fetched_a_meeting_cancelled_a_party_ended_and_the_plan_closed()
    {
        const string Letter = "Veckobrev till familjen.";
        var county = await County.Shared;
        var way = await Story.ByKeyboard;
        var cast = way.Cast;

        await using (var child = await (await county.Visitor()).AsFamily(cast.ChildNumber))
        {
            await child.Go($"{Paths.FamilyChild(cast.Child)}/upplevelse");
            await Wrong(child, "words", "Jag fick prata färdigt.", "Skicka", "heard");
            // A picture is kept too, if the child is called away.
            await child.Page.RunAndWaitForResponseAsync(() => child.Page.Locator("main label:has([name=heard][value='4'])").ClickAsync(), answer => answer.Url.EndsWith("/utkast", StringComparison.Ordinal) && answer.Status == 204);
            await child.Go($"{Paths.FamilyChild(cast.Child)}/upplevelse");
            Assert.True(await child.Page.Locator("main [name=heard][value='4']").IsCheckedAsync());
            await child.Page.Locator("main label:has([name=tookPart][value='4'])").ClickAsync();
            await child.Press("Skicka");
            Assert.Contains("Tack för att du berättade", await child.Reads(), StringComparison.Ordinal);
        }

        await using var rektor = await (await county.Visitor()).AsStaff(cast.Rektor.PersonId);
        await rektor.Go($"{Paths.Plan(way.PlanId)}/dokument");
        await rektor.Page.Locator("main [name=file]").SetInputFilesAsync(new FilePayload { Name = "veckobrev.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(Letter) });
        await rektor.TickAll("main [name=audience][value^='member:']");
        await rektor.Press("Lägg till");
        Assert.Contains("Dokumentet är mottaget", await rektor.Reads(), StringComparison.Ordinal);
        await using (var mother = await (await county.Visitor()).AsFamily(cast.Mother))
        {
            var link = mother.Page.Locator("main a[href*='/dokument/']");
            for (var tries = 0; tries < 40 && await link.CountAsync() == 0; tries++)
            {
                await county.DeliverEvents();
                await mother.Go($"{Paths.FamilyChild(cast.Child)}/meddelanden");
            }

            var download = await mother.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
            Assert.Equal("veckobrev.txt", download.SuggestedFilename);
            Assert.Equal(Letter, await File.ReadAllTextAsync(await download.PathAsync()));
        }

        await way.CallMeeting(ahead: 30);
        await rektor.Go(way.Meeting!);
        await rektor.Follow("Ställ in mötet");
        await Wrong(rektor, "reason", "", "Ställ in mötet");
        await rektor.Fill("reason", "Barnet är sjukt.");
        await rektor.Press("Ställ in mötet");
        Assert.Contains("Mötet är inställt", await rektor.Reads(), StringComparison.Ordinal);

        await rektor.Go($"{Paths.Plan(way.PlanId)}/deltagare");
        await rektor.Page.Locator("main details.kb-more > summary").ClickAsync();
        await rektor.Choose("endUnitId", cast.SocialWorker.UnitId);
        await Wrong(rektor, "reason", "", "Avsluta deltagandet");
        await rektor.Fill("reason", "Stödet hemma är klart.");
        await rektor.Press("Avsluta deltagandet");
        Assert.Contains("Enheten deltar inte längre", await rektor.Reads(), StringComparison.Ordinal);

        await rektor.Go(Paths.Plan(way.PlanId));
        await rektor.Follow("Avsluta planen");
        await Wrong(rektor, "text", "Barnet är i skolan hela dagar.", "Avsluta planen", "outcome");
        await rektor.Page.Locator("main [name=outcome]").First.CheckAsync();
        await rektor.Press("Avsluta planen");
        Assert.Contains("Planen är avslutad", await rektor.Reads(), StringComparison.Ordinal);
        Assert.Empty(rektor.Complaints);
    }

    [InBrowser]
    public async Task Glass_is_broken_in_danger_and_reviewed_by_somebody_else()
    {
        var county = await County.Shared;
        var cast = county.Casts[16];
        await using (var nurse = await (await county.Visitor()).AsStaff(cast.Reporter.PersonId))
        {
            await nurse.Go("/arbete/nodatkomst");
            await nurse.Fill("identityNumber", cast.ChildNumber);
            await Wrong(nurse, "reason", "Fara", "Visa vem som ansvarar");
            await nurse.Fill("reason", "Barnet är ensamt på mottagningen och mamman har rasat ihop.");
            await nurse.Press("Visa vem som ansvarar");
            Assert.Contains(cast.Rektor.UnitName, await nurse.Reads(), StringComparison.Ordinal);
            Assert.DoesNotContain(cast.ChildNumber, nurse.Page.Url, StringComparison.Ordinal);
            await nurse.Go("/arbete/nodatkomst");
            Assert.Equal("", await nurse.Page.Locator("main [name=reason]").InputValueAsync());
            await county.DeliverEvents();
        }

        var head = (await county.Assignments()).First(a => a.UnitId == cast.Reporter.UnitId && Roles.IsHead(a.Role));
        await using var reviewer = await (await county.Visitor()).AsStaff(head.PersonId);
        await reviewer.Go("/arbete/enheten/nodatkomst");
        await Wrong(reviewer, "note", "Rätt gjort, och vi har talat om det.", "Spara granskningen", "isJustified");
        await reviewer.Tick("isJustified", "yes");
        await reviewer.Press("Spara granskningen");
        Assert.Contains("befogad", await reviewer.Reads(), StringComparison.Ordinal);
        Assert.Contains("vi har talat om det", await reviewer.Reads(), StringComparison.Ordinal);
    }

    [InBrowser]
    public async Task A_role_is_ended_on_a_day()
    {
        var county = await County.Shared;
        var everybody = await county.Assignments();
        var administrator = everybody.Last(a => a.Role == Roles.ItAdmin && a.Municipality is not null && everybody.Any(b => b.Role == Roles.BhvNurse && b.Municipality == a.Municipality));
        var nurse = everybody.Last(a => a.Role == Roles.BhvNurse && a.Municipality == administrator.Municipality);
        await using var visitor = await (await county.Visitor()).AsStaff(administrator.PersonId);
        await visitor.Go($"/arbete/forvaltning/enheter/{nurse.UnitId}/medarbetare");
        await visitor.Follow($"Avsluta rollen för {nurse.Name}");
        await visitor.Fill("to", "");
        await Wrong(visitor, "to", "", "Avsluta rollen");
        // So late that nobody else's story is touched.
        await visitor.Fill("to", county.Services.GetRequiredService<Clock>().Today.AddDays(300).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await visitor.Press("Avsluta rollen");
        Assert.Contains("Rollen är avslutad", await visitor.Reads(), StringComparison.Ordinal);
        Assert.Contains(" till ", await visitor.Page.Locator($"main li:has-text('{nurse.Name}')").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    // Sends a form that lacks something: the text is still there, and each fault is told in Swedish at its field.
    private static async Task Wrong(Visitor visitor, string field, string typed, string button, string? fault = null)
    {
        if (typed.Length > 0)
            await visitor.Fill(field, typed);
        await visitor.Press(button);
        Assert.Equal(typed, await visitor.Page.Locator($"main [name={field}]").First.InputValueAsync());
        Assert.NotEmpty(await visitor.Page.Locator($"main .kb-error[id$='{fault ?? field}-error']").AllAsync());
        Assert.Empty(await visitor.NotSwedish());
    }

    private static async Task Offer(County county, Visitor rektor, Way way, Cast cast)
    {
        await rektor.Go($"{Paths.Case(way.CaseId)}/overlamning");
        await rektor.Choose("toUnitId", cast.SocialWorker.UnitId);
        await rektor.Fill("message", "Familjen behöver stöd hemma, som skolan inte kan ge.");
        await rektor.Tick("ground", "consent");
        await rektor.Fill("consentText", "Båda vårdnadshavarna har sagt ja, muntligt den här veckan.");
        await rektor.Press("Erbjud överlämning");
        await county.DeliverEvents();
    }

    // Somebody at the municipality's way in, with the concern about an unknown child before them.
    private static async Task<Visitor> Intake(County county, Cast cast, string about = "biblioteket")
    {
        foreach (var unit in (await county.Assignments()).Where(a => a.Organisation == Organisations.SocialServices && a.Municipality == cast.Rektor.Municipality && a.Role is Roles.SocialWorker or Roles.UnitHead).DistinctBy(a => a.UnitId, StringComparer.Ordinal))
        {
            var visitor = await (await county.Visitor()).AsStaff(unit.PersonId);
            await visitor.Go(Paths.Inbox);
            foreach (var address in await visitor.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main a[href^=\"/arbete/oro/\"]')].map(link => link.getAttribute('href'))"))
            {
                await visitor.Go(address);
                if ((await visitor.Reads()).Contains(about, StringComparison.Ordinal))
                    return visitor;
            }

            await visitor.DisposeAsync();
        }

        throw new InvalidOperationException("Nobody has such a concern in their inbox.");
    }
}
