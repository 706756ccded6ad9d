using System.Net;
using Kronobarn.Responsibility;
using Kronobarn.Responsibility.DemoCounty;

namespace Kronobarn.Tests.Pages;

/// <summary>How staff find a child, and what a page offers about one.</summary>
public sealed class ChildListTests(Town town) : IClassFixture<Town>
{
    private const string Head = "BVC-0780-1-head", Staff = "BVC-0780-1-staff";

    [Fact]
    public async Task A_unit_finds_its_own_children_by_any_part_of_the_name_and_a_hidden_one_stays_hidden()
    {
        var child = await Named("202001022380", "Åsa", "Öberg", "none");
        var hidden = await Named("202001032389", "Åsa", "Undangömd", "sekretessmarkering");
        var elsewhere = await Named("202001042388", "Åsa", "Långtbort", "none", "0761");
        var reader = await PageReader.At(town).AsStaff(Staff);

        var (status, text, _) = await reader.Send("/arbete/barn", "name", ("name", "öb åSA"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(child.ToString(), text, StringComparison.Ordinal);
        var all = (await reader.Send("/arbete/barn", "name", ("name", "åsa"))).Text;
        Assert.Contains("1 barn heter så.", all, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden.ToString(), all, StringComparison.Ordinal);
        Assert.DoesNotContain(elsewhere.ToString(), all, StringComparison.Ordinal);
        Assert.Contains("Inget barn som ni ansvarar för heter så.", (await reader.Send("/arbete/barn", "name", ("name", "Långtbort"))).Text, StringComparison.Ordinal);
        Assert.Equal("/arbete/barn", (await reader.Send("/arbete/barn", "name", ("name", " "))).To!.ToString());
    }

    [Fact]
    public async Task A_look_up_leads_to_the_child_and_one_in_the_background_shows_the_way_there()
    {
        var child = await Named("202001052387", "Tove", "Ek", "none");
        var reader = await PageReader.At(town).AsStaff(Staff);
        (string, string)[] question = [("identityNumber", "202001052387"), ("why", "Barnet eller familjen har kontakt med oss")];

        var sent = await reader.Send("/arbete/sok", "lookup", question);
        var (status, text, to) = await reader.Send("/arbete/sok", "lookup", [.. question, ("_background", "true")]);

        Assert.Equal($"/arbete/barn/{child}", sent.To!.ToString());
        Assert.Equal((HttpStatusCode.OK, null), (status, to));
        Assert.Contains($"/arbete/barn/{child}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tove", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_policy_does_not_let_the_next_unit_do_is_not_offered_to_it()
    {
        var child = await Named("202001062386", "Elis", "Alm", "none");
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("placement", "feed", "p", new FactContent { UnitId = "F-0780-1", FromDate = town.Today.AddDays(20) }));
        await town.Change(change);

        var holder = (await (await PageReader.At(town).AsStaff(Head)).Get($"/arbete/barn/{child}")).Text;
        var next = (await (await PageReader.At(town).AsStaff("F-0780-1-head")).Get($"/arbete/barn/{child}")).Text;

        Assert.Contains("Öppna barnets plan", holder, StringComparison.Ordinal);
        Assert.Contains("Kalla till samverkansmöte", holder, StringComparison.Ordinal);
        Assert.Contains("Elis Alm", next, StringComparison.Ordinal);
        Assert.Contains("Din enhet blir barnensbästa-ansvarig", next, StringComparison.Ordinal);
        Assert.DoesNotContain("Öppna barnets plan", next, StringComparison.Ordinal);
        Assert.DoesNotContain("Kalla till samverkansmöte", next, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("placement", "F-0780-1", "F-0780-1-head", "/arbete/placeringar")]
    [InlineData("listing", "BVC-0780-1", "BVC-0780-1-staff", "/arbete/bvc")]
    [InlineData("enrolment", "S-0780-1", "S-0780-1-head", "/arbete/elever")]
    public async Task A_name_on_another_page_of_a_long_list_is_found_and_stands_in_no_address(string kind, string unit, string person, string list)
    {
        const int Children = 41;
        await using var own = new Town();
        await own.InitializeAsync();
        for (var i = 0; i < Children; i++)
        {
            var born = new DateOnly(kind == "enrolment" ? 2016 : 2022, 1, 1).AddDays(i);
            var child = await own.Resident($"{born:yyyyMMdd}238{TestNumbers.CheckDigit($"{born:yyMMdd}238")}", $"{born:yyyy-MM-dd}");
            var change = new ChildChange(child) { GivenName = $"Anna{i:00}", FamilyName = "Lind" };
            change.Facts.Add(new FactChange(kind, "feed", "p", new FactContent { UnitId = unit, Form = kind == "enrolment" ? "GR" : null, FromDate = own.Today.AddDays(-20) }));
            await own.Change(change);
        }

        // A child who lives under protection, one who begins so late that the unit may not know its name yet, and a neighbour's.
        foreach (var (number, given, protection, at, from) in ((string, string, string, string, DateOnly)[])[
            ("201901302388", "Annadold", "sekretessmarkering", unit, own.Today.AddDays(-20)), ("201901312395", "Annasedan", "none", unit, own.Today.AddDays(200)), ("201902012390", "Annabredvid", "none", $"{unit[..^1]}2", own.Today.AddDays(-20)),
        ])
        {
            var child = await own.Resident(number, $"{number[..4]}-{number[4..6]}-{number[6..8]}", "0761", protection);
            var change = new ChildChange(child) { GivenName = given, FamilyName = "Lind" };
            change.Facts.Add(new FactChange(kind, "feed", "p", new FactContent { UnitId = at, Form = kind == "enrolment" ? "GR" : null, FromDate = from }));
            await own.Change(change);
        }

        var reader = await PageReader.At(own).AsStaff(person);
        var page = (await reader.Get(list)).Text;
        var missing = Enumerable.Range(0, Children).Select(i => $"Anna{i:00} Lind").First(name => !page.Contains(name, StringComparison.Ordinal));

        var (status, found, to) = await reader.Send(list, "name", ("name", missing.ToUpperInvariant().Replace("A", "á", StringComparison.Ordinal)));
        Assert.Equal((HttpStatusCode.OK, null), (status, to));
        Assert.Contains("<strong>1 barn heter så.", found, StringComparison.Ordinal);
        Assert.Contains(missing, found, StringComparison.Ordinal);
        // Of the protected child a head may know, and nobody else.
        var known = new List<string>();
        foreach (var asked in (string[])["Annadold", "Annasedan", "Annabredvid", "Ingenalls"])
        {
            var answer = (await reader.Send(list, "name", ("name", asked))).Text;
            Assert.NotEqual(answer.Contains("i urvalet heter så.", StringComparison.Ordinal), answer.Contains($"{asked} Lind", StringComparison.Ordinal));
            if (answer.Contains($"{asked} Lind", StringComparison.Ordinal))
                known.Add(asked);
        }

        Assert.Equal(person.EndsWith("-head", StringComparison.Ordinal) ? ["Annadold"] : [], known);
        Assert.DoesNotContain("barn heter så.", (await reader.Post(list, ("__RequestVerificationToken", "fel"), ("_action", "name"), ("name", missing))).Text, StringComparison.Ordinal);
        Assert.Equal(list, (await reader.Send(list, "name", ("name", " "))).To!.ToString());
        var tooLong = await reader.Send(list, "name", ("name", new string('a', 101)));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.Status);
        Assert.Contains("Högst 100 tecken.", tooLong.Text, StringComparison.Ordinal);
        Assert.Contains(new string('a', 101), tooLong.Text, StringComparison.Ordinal);
    }

    private async Task<Guid> Named(string number, string given, string family, string protection, string municipality = "0780")
    {
        var child = await town.Resident(number, $"{number[..4]}-{number[4..6]}-{number[6..8]}", municipality, protection);
        await town.Change(new ChildChange(child) { GivenName = given, FamilyName = family });
        return child;
    }
}
