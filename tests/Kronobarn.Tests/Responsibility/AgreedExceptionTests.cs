using System.Net;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Responsibility;

public sealed class AgreedExceptionTests(Town town) : IClassFixture<Town>
{
    private const string Offers = "/api/responsibility/v1/exception-offers";

    [Fact]
    public async Task An_accepted_exception_gives_the_child_to_the_other_unit_for_the_days_agreed()
    {
        var child = await town.Resident("202301012391", "2023-01-01");
        var offer = await Offer(child, from: "2026-03-02", to: "2026-06-01");
        var receiver = await town.As("SOC-0780-1-staff");

        (await receiver.Get($"/api/social-services/v1/children/{child}")).Expect(HttpStatusCode.NotFound);
        Assert.Equal("accepted", (await receiver.Post($"{Offers}/{offer}/answers", new { accept = true })).Ok["state"]!.GetValue<string>());
        await town.DeliverEvents();

        var timeline = (await receiver.Get($"/api/social-services/v1/children/{child}")).Ok["timeline"]!.AsArray();
        var exception = timeline.Single(period => period!["unitId"]?.GetValue<string>() == "SOC-0780-1")!;
        Assert.Equal(("2026-03-02", "2026-06-01", "exception"), (exception["from"]!.GetValue<string>(), exception["to"]!.GetValue<string>(), exception["why"]!["rule"]!.GetValue<string>()));
        Assert.Equal(("responsibility", offer), (exception["why"]!["source"]!.GetValue<string>(), exception["why"]!["record"]!.GetValue<string>()));
        Assert.Equal("BVC-0780-1 SOC-0780-1 BVC-0780-1 KAA-0780-1", string.Join(' ', timeline.Select(period => period!["unitId"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_declined_or_withdrawn_offer_changes_nothing_and_cannot_be_answered_again()
    {
        var child = await town.Resident("202301012392", "2023-01-01");
        var (declined, withdrawn) = (await Offer(child), await Offer(child));
        var (giver, receiver) = (await town.As("BVC-0780-1-staff"), await town.As("SOC-0780-1-staff"));

        (await receiver.Post($"{Offers}/{declined}/answers", new { accept = false })).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("declined", (await receiver.Post($"{Offers}/{declined}/answers", new { accept = false, reason = "No room" })).Ok["state"]!.GetValue<string>());
        Assert.Equal("withdrawn", (await giver.Post($"{Offers}/{withdrawn}/withdrawals", null)).Ok["state"]!.GetValue<string>());

        foreach (var offer in new[] { declined, withdrawn })
        {
            Assert.Equal("offer-ended", (await receiver.Post($"{Offers}/{offer}/answers", new { accept = true })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
            (await giver.Post($"{Offers}/{offer}/withdrawals", null)).Expect(HttpStatusCode.Conflict);
        }

        await town.DeliverEvents();
        Assert.Equal("holder", (await giver.Get($"/api/child-health-care/v1/children/{child}")).Ok["ground"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_two_hundred_who_answer_or_withdraw_at_once_exactly_one_does()
    {
        var child = await town.Resident("202301012393", "2023-01-01");
        var offer = await Offer(child);
        var (giver, receiver) = (await town.As("BVC-0780-1-staff"), await town.As("SOC-0780-1-staff"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 3) switch
        {
            0 => receiver.Post($"{Offers}/{offer}/answers", new { accept = true }),
            1 => receiver.Post($"{Offers}/{offer}/answers", new { accept = false, reason = "No" }),
            _ => giver.Post($"{Offers}/{offer}/withdrawals", null),
        }));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Except([winner]), answer => Assert.Equal("offer-ended", answer.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>()));
        await town.DeliverEvents();
        var listed = (await receiver.Get($"{Offers}?limit=100")).Ok["offers"]!.AsArray().Single(o => o!["offerId"]!.GetValue<string>() == offer)!;
        Assert.Equal(winner.Json["state"]!.GetValue<string>(), listed["state"]!.GetValue<string>());
        Assert.Equal(winner.Json["state"]!.GetValue<string>() == "accepted" ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await receiver.Get($"/api/social-services/v1/children/{child}")).Status);
    }

    [Fact]
    public async Task Only_the_holder_offers_and_only_the_two_units_know_of_it()
    {
        var child = await town.Resident("202301012394", "2023-01-01");
        var offer = await Offer(child);
        var stranger = await town.As("SOC-0780-2-head");

        (await stranger.Post(Offers, Body(child))).Expect(HttpStatusCode.NotFound);
        (await stranger.Post($"{Offers}/{offer}/answers", new { accept = true })).Expect(HttpStatusCode.NotFound);
        (await stranger.Post($"{Offers}/{offer}/withdrawals", null)).Expect(HttpStatusCode.NotFound);
        (await (await town.As("SOC-0780-1-staff")).Post($"{Offers}/{offer}/withdrawals", null)).Expect(HttpStatusCode.NotFound);
        (await (await town.As("BVC-0780-1-staff")).Post($"{Offers}/{offer}/answers", new { accept = true })).Expect(HttpStatusCode.NotFound);
        (await (await town.As("it-admin-0780")).Get(Offers)).Expect(HttpStatusCode.Forbidden);
        Assert.DoesNotContain(offer, (await stranger.Get($"{Offers}?limit=100")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains((await (await town.As("SOC-0780-1-staff")).Get($"{Offers}?state=offered&limit=100")).Ok["offers"]!.AsArray(), o => o!["offerId"]!.GetValue<string>() == offer && o["direction"]!.GetValue<string>() == "to-us");
        var given = (await (await town.As("BVC-0780-1-staff")).Get($"{Offers}?limit=100")).Ok;
        Assert.Contains(given["offers"]!.AsArray(), o => o!["offerId"]!.GetValue<string>() == offer && o["direction"]!.GetValue<string>() == "from-us");
        Assert.DoesNotContain("Barn", given.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_becomes_holder_later_cannot_offer_what_is_not_yet_its_own()
    {
        var child = await town.Resident("202001012394", "2020-01-01");
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("placement", "feed", "p", new FactContent { UnitId = "F-0780-1", FromDate = new(2026, 4, 1) }));
        await town.Change(change);

        (await (await town.As("F-0780-1-head")).Post(Offers, Body(child))).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_offer_from_a_unit_that_holds_no_more_cannot_be_accepted()
    {
        var child = await town.Resident("202001012395", "2020-01-01");
        var offer = await Offer(child);
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("placement", "feed", "p", new FactContent { UnitId = "F-0780-1", FromDate = new(2026, 1, 1) }));
        await town.Change(change);

        var receiver = await town.As("SOC-0780-1-staff");
        Assert.Equal("offer-outdated", (await receiver.Post($"{Offers}/{offer}/answers", new { accept = true })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        _ = (await receiver.Post($"{Offers}/{offer}/answers", new { accept = false, reason = "Outdated" })).Ok;
    }

    [Theory]
    [InlineData("SOC-0780-1", "school", "2026-03-02", null)]
    [InlineData("NOWHERE", "social-services", "2026-03-02", null)]
    [InlineData("BVC-0780-1", "child-health-care", "2026-03-02", null)]
    [InlineData("SOC-0780-1", "social-services", "2026-03-01", null)]
    [InlineData("SOC-0780-1", "social-services", "2026-03-02", "2026-03-02")]
    [InlineData("SOC-0780-1", "elsewhere", "2026-03-02", null)]
    public async Task A_bad_offer_is_told_why(string unit, string organisation, string from, string? to)
    {
        var child = await town.Resident(Guid.NewGuid().ToString("N")[..12], "2023-01-01");
        (await (await town.As("BVC-0780-1-staff")).Post(Offers, new { childId = child, organisation, unitId = unit, from, to, reason = "Agreed" })).Expect(HttpStatusCode.BadRequest);
        (await (await town.As("BVC-0780-1-staff")).Post(Offers, new { childId = child, organisation = "social-services", unitId = "SOC-0780-1", from = "2026-03-02", reason = new string('x', 501) })).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Offers_about_a_protected_child_are_for_the_units_head()
    {
        var child = await town.Resident("202301012396", "2023-01-01", protection: "sekretessmarkering");
        var made = await (await town.As("BVC-0780-1-head")).Post(Offers, new { childId = child, organisation = "social-services", unitId = "SOC-0780-2", from = "2026-03-02", reason = "Agreed" });

        var offer = made.Created["offerId"]!.GetValue<string>();
        Assert.DoesNotContain(offer, (await (await town.As("SOC-0780-2-staff")).Get($"{Offers}?limit=100")).Ok.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(offer, (await (await town.As("SOC-0780-2-head")).Get($"{Offers}?limit=100")).Ok.ToJsonString(), StringComparison.Ordinal);
        (await (await town.As("SOC-0780-2-staff")).Post($"{Offers}/{offer}/answers", new { accept = true })).Expect(HttpStatusCode.NotFound);
        _ = (await (await town.As("SOC-0780-2-head")).Post($"{Offers}/{offer}/answers", new { accept = true })).Ok;
    }

    private async Task<string> Offer(Guid child, string from = "2026-03-02", string? to = null) =>
        (await (await town.As("BVC-0780-1-staff")).Post(Offers, Body(child, from, to))).Created["offerId"]!.GetValue<string>();

    private static object Body(Guid child, string from = "2026-03-02", string? to = null) =>
        new { childId = child, organisation = "social-services", unitId = "SOC-0780-1", from, to, reason = "Agreed between us" };
}
