using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Kronobarn.Responsibility.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Kaas;

public sealed class YouthTests(Town town) : IClassFixture<Town>
{
    private const string Youths = "/api/kaa/v1/youths";

    [Fact]
    public async Task A_youth_who_leaves_school_is_in_the_register_and_out_of_it_when_back()
    {
        var child = await DroppedOut("200901022382", "2009-01-02");
        var handler = await town.As("KAA-0780-1-staff");
        Assert.Equal("2026-03-01", (await Listed(handler, child))!["since"]!.GetValue<string>());

        (await (await town.As("G-0780-2-head")).Post("/api/school/v1/enrolments", new { identityNumber = "200901022382", form = "GY", from = "2026-03-02" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();
        Assert.Null(await Listed(handler, child));
        var stay = Assert.Single((await handler.Get($"{Youths}/{child}")).Ok["stays"]!.AsArray())!;
        Assert.Equal(("2026-03-01", "2026-03-02", "back-to-school"), (stay["from"]!.ToString(), stay["to"]!.ToString(), stay["closeReason"]!.ToString()));
    }

    [Fact]
    public async Task A_youth_who_moves_leaves_one_municipalitys_register_for_the_others()
    {
        var child = await DroppedOut("200902032389", "2009-02-03");
        var giver = await town.As("KAA-0780-1-staff");
        (await giver.Post($"{Youths}/{child}/contact-attempts", Attempt)).Expect(HttpStatusCode.Created);
        await town.MovesTo(child, "0761", "2026-03-02");

        var receiver = await town.As("KAA-0761-1-staff");
        Assert.Null(await Listed(giver, child));
        Assert.NotNull(await Listed(receiver, child));
        Assert.Equal("moved-municipality", (await giver.Get($"{Youths}/{child}")).Ok["stays"]![0]!["closeReason"]!.ToString());
        Assert.Empty((await receiver.Get($"{Youths}/{child}")).Ok["attempts"]!.AsArray());
        (await giver.Post($"{Youths}/{child}/contact-attempts", Attempt)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stay_that_a_correction_shows_should_never_have_been_ends_on_its_first_day()
    {
        var child = await DroppedOut("200903042387", "2009-03-04");
        var handler = await town.As("KAA-0780-1-staff");
        Assert.NotNull(await Listed(handler, child));
        (await (await town.As("G-0780-2-head")).Post("/api/school/v1/enrolments", new { identityNumber = "200903042387", form = "GY", from = "2026-02-20" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();

        Assert.Null(await Listed(handler, child));
        var stay = Assert.Single((await handler.Get($"{Youths}/{child}")).Ok["stays"]!.AsArray())!;
        Assert.Equal(("2026-03-01", "2026-03-01", "back-to-school"), (stay["from"]!.ToString(), stay["to"]!.ToString(), stay["closeReason"]!.ToString()));
    }

    [Fact]
    public async Task The_same_transfer_told_twice_opens_one_stay()
    {
        var child = await DroppedOut("200904052384", "2009-04-05");
        var store = town.Services.GetRequiredService<StoreOf<Register>>();
        await store.Write(db =>
        {
            db.Publish(new ResponsibilityTransferred(child, "school", "G-0780-1", "kaa", "KAA-0780-1", new DateOnly(2026, 3, 1), "kaa"));
            return Task.FromResult(0);
        });
        await town.DeliverEvents();
        Assert.Single((await (await town.As("KAA-0780-1-staff")).Get($"{Youths}/{child}")).Ok["stays"]!.AsArray());
    }

    [Fact]
    public async Task Contact_attempts_and_measures_are_the_holders_work_alone()
    {
        var child = await DroppedOut("200905062381", "2009-05-06");
        var handler = await town.As("KAA-0780-1-staff");
        var one = (await handler.Post($"{Youths}/{child}/contact-attempts", Attempt, key: "a1")).Created["attemptId"]!.ToString();
        Assert.Equal(one, (await handler.Post($"{Youths}/{child}/contact-attempts", Attempt, key: "a1")).Created["attemptId"]!.ToString());
        Assert.Equal(1, (await Listed(handler, child))!["attempts"]!.GetValue<int>());

        var offer = new { what = "Studie- och yrkesvägledning", from = "2026-03-09", status = "offered" };
        var measure = (await handler.Post($"{Youths}/{child}/measures", offer)).Created["measureId"]!.ToString();
        var outcome = $"{Youths}/{child}/measures/{measure}/outcomes";
        foreach (var (person, status) in new[] { ("KAA-0780-2-staff", HttpStatusCode.NotFound), ("KAA-0761-1-staff", HttpStatusCode.NotFound), ("G-0780-1-head", HttpStatusCode.Forbidden) })
        {
            var other = await town.As(person);
            (await other.Post($"{Youths}/{child}/contact-attempts", Attempt)).Expect(status);
            (await other.Post($"{Youths}/{child}/measures", offer)).Expect(status);
            (await other.Post(outcome, new { status = "completed" })).Expect(status);
            (await other.Get($"{Youths}/{child}")).Expect(status);
        }

        (await handler.Post(outcome, new { status = "completed", outcome = "Sökte till gymnasiet" })).Expect(HttpStatusCode.NoContent);
        Assert.Equal("outcome-already-recorded", (await handler.Post(outcome, new { status = "declined" })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        Assert.Equal("completed", (await handler.Get($"{Youths}/{child}")).Ok["measures"]![0]!["status"]!.GetValue<string>());
        (await handler.Post($"{Youths}/{child}/measures/{Guid.NewGuid()}/outcomes", new { status = "completed" })).Expect(HttpStatusCode.NotFound);
        (await town.Anonymous().Get(Youths)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_is_to_be_contacted_next_stands_first()
    {
        var (reached, missed, untried) = (await DroppedOut("200906102389", "2009-06-10"), await DroppedOut("200907112387", "2009-07-11"), await DroppedOut("200908122385", "2009-08-12"));
        var handler = await town.As("KAA-0780-1-staff");
        (await handler.Post($"{Youths}/{reached}/contact-attempts", new { how = "phone", at = "2026-03-01T10:00:00Z", outcome = "not-reached" })).Expect(HttpStatusCode.Created);
        (await handler.Post($"{Youths}/{reached}/contact-attempts", new { how = "visit", at = "2026-03-01T12:00:00Z", outcome = "reached" })).Expect(HttpStatusCode.Created);
        (await handler.Post($"{Youths}/{missed}/contact-attempts", Attempt)).Expect(HttpStatusCode.Created);

        Guid[] asked = [untried, missed, reached];
        var listed = (await handler.Get($"{Youths}?limit=100")).Ok["youths"]!.AsArray().Where(y => asked.Contains(y!["childId"]!.GetValue<Guid>())).ToList();
        Assert.Equal(asked, listed.Select(y => y!["childId"]!.GetValue<Guid>()));
        Assert.Equal(["2026-03-01", "2026-03-15", "2026-05-30"], listed.Select(y => y!["nextAttemptOn"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Equal("reached", listed[2]!["lastOutcome"]!.GetValue<string>());
        Assert.Equal("Barn 20090812", (await handler.Get($"{Youths}/{untried}")).Ok["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Attempts_and_measures_that_cannot_be_are_refused()
    {
        var child = await DroppedOut("200906072388", "2009-06-07");
        var handler = await town.As("KAA-0780-1-staff");
        (await handler.Post($"{Youths}/{child}/contact-attempts", new { how = "pigeon", at = "2026-03-01T10:00:00Z", outcome = "reached" })).Expect(HttpStatusCode.BadRequest);
        (await handler.Post($"{Youths}/{child}/contact-attempts", new { how = "phone", at = "2026-03-09T10:00:00Z", outcome = "reached" })).Expect(HttpStatusCode.BadRequest);
        (await handler.Post($"{Youths}/{child}/contact-attempts", new { how = "phone", at = "2026-03-01T10:00:00Z", outcome = "reached", note = new string('x', 1001) })).Expect(HttpStatusCode.BadRequest);
        (await handler.Post($"{Youths}/{child}/measures", new { what = "Praktik", from = "2026-03-09", to = "2026-03-09", status = "offered" })).Expect(HttpStatusCode.BadRequest);
    }

    private static object Attempt => new { how = "phone", at = "2026-03-01T10:00:00Z", outcome = "not-reached", note = "Ingen svarade" };

    private static async Task<JsonNode?> Listed(Staff handler, Guid child) =>
        (await handler.Get($"{Youths}?limit=100")).Ok["youths"]!.AsArray().SingleOrDefault(y => y!["childId"]!.GetValue<Guid>() == child);

    /// <summary>A youth of 0780 who left upper secondary school the day before the town's first.</summary>
    private async Task<Guid> DroppedOut(string number, string born)
    {
        var child = await town.Resident(number, born);
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("enrolment", "ss12000", "gy", new FactContent { UnitId = "G-0780-1", Form = "GY", FromDate = new DateOnly(2025, 8, 18), ToDate = new DateOnly(2026, 3, 1) }));
        await town.Change(change);
        return child;
    }
}
