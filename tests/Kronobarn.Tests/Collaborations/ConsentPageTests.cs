using System.Net;
using Kronobarn.Collaboration;
using Kronobarn.Directory.Contracts;

namespace Kronobarn.Tests.Collaborations;

/// <summary>The form as a page to print: what it says, what it never says, and that no text can become more than text.</summary>
public sealed class ConsentPageTests(Town town) : IClassFixture<Town>
{
    private const string Mother = "198501012382";
    private const string Father = "198501012390";

    [Fact]
    public async Task The_page_tells_what_is_asked_and_has_a_place_for_each_answer()
    {
        var child = await town.Family("201901012391", "2019-01-01", Mother, Father);
        var form = await town.Ask(child, Consents.Question(exceptions: "Inte det som gäller syskonet."));
        (await town.Says(Mother, child, form, "given")).Expect(HttpStatusCode.OK);
        var page = await Page(form);

        foreach (var text in (string[])["<html lang=\"sv\">", "Barn 20190101", "BVC 0780 1</td><td>F 0780 1</td>", "barnets plan", "Ett samverkansmöte om barnets språk.", "1 september 2026", "Inte det som gäller syskonet.",
            "Vuxen 19850101 (vårdnadshavare)", "Ett nej kostar ingenting", "ta tillbaka", "Namnteckning"])
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("☐ Ja").Length - 1);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_was_left_out_and_why_does_not_stand_on_the_page()
    {
        var child = await town.Family("201901022382", "2019-01-02", Mother, "198502012381");
        var form = await town.Ask(child, Consents.Question(notAsked: new[] { new { memberId = await town.Member(child, "198502012381"), reason = "Hot mot modern." } }), Consents.Head);
        var page = await Page(form);

        Assert.Contains("Vuxen 19850101", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Vuxen 19850201", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Hot", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_in_any_field_stays_text()
    {
        const string hostile = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>";
        var units = new Dictionary<string, UnitInfo>(StringComparer.Ordinal)
        {
            ["A"] = new("A", "school", hostile, "0780", false, Town.FirstDay, null),
            ["B"] = new("B", "police", hostile, "0780", false, Town.FirstDay, null),
        };
        var person = new PersonView(Guid.Empty, "guardian", hostile);
        var form = new FormView(Guid.Empty, Guid.Empty, hostile, Town.FirstDay, hostile, null, "open", false, "school", "A", DateTimeOffset.UnixEpoch,
            [new("A", hostile, "B", hostile, ["plan"])], [new(Guid.Empty, person, true, "requested", null, hostile, hostile, null, [])], []);
        var page = ConsentPage.Of(form, hostile, units, hidesPlaces: false);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        // Child, asker, purpose, from, to, exceptions and giver: each is there, as text.
        Assert.Equal(7, page.Split("&lt;script&gt;alert(1)").Length - 1);

        var child = await town.Family("201901032399", "2019-01-03", Mother);
        var asked = await Page(await town.Ask(child, Consents.Question(purpose: hostile, exceptions: hostile)));
        Assert.DoesNotContain("<script", asked, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, asked.Split("&lt;script&gt;alert(1)").Length - 1);
    }

    [Theory]
    [InlineData("201901042380", true)]
    [InlineData("201901052397", false)]
    public async Task Of_a_protected_child_or_guardian_the_page_names_kinds_of_organisation_and_no_unit(string number, bool isTheChilds)
    {
        var child = isTheChilds ? await town.ProtectedFamily(number, "2019-01-04", Mother) : await town.Family(number, "2019-01-05", Mother);
        if (!isTheChilds)
            await town.Custody(child, Mother, Town.FirstDay.AddYears(-1), protection: "skyddad-folkbokforing");
        var page = await Page(await town.Ask(child, person: Consents.Head), Consents.Head);

        Assert.Contains("barnhälsovården</td><td>förskolan</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0780", page, StringComparison.Ordinal);
    }

    private async Task<string> Page(Guid form, string person = Consents.Nurse)
    {
        using var answer = await (await town.As(person)).Client.GetAsync(new Uri($"{Consents.Api}/consent-forms/{form}/page", UriKind.Relative));
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return await answer.Content.ReadAsStringAsync();
    }
}
