using System.Net;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Schools;

public sealed class EndEnrolmentTests(Town town) : IClassFixture<Town>
{
    private const string Enrolments = "/api/school/v1/enrolments";
    private const string Endings = "/api/school/v1/enrolment-endings";

    [Fact]
    public async Task A_school_that_ends_an_enrolment_gives_the_pupil_to_the_next_school()
    {
        var child = await town.Resident("201701012393", "2017-01-01");
        var first = await town.As("S-0780-1-head");
        var enrolment = await Enrolled(first, "201701012393", "2024-08-19");
        (await first.Post(Endings, new { childId = child, enrolment, reason = "moved", to = "2026-03-02" })).Expect(HttpStatusCode.NoContent);
        await Enrolled(await town.As("S-0761-1-head"), "201701012393", "2026-03-02");

        Assert.Equal("former", await Ground("S-0780-1", child));
        Assert.Equal("holder", await Ground("S-0761-1", child));
        Assert.DoesNotContain((await first.Get($"{Enrolments}?limit=100")).Ok["enrolments"]!.AsArray(), e => e!["key"]!.ToString() == enrolment);
    }

    [Fact]
    public async Task An_enrolment_that_a_feed_told_of_is_listed_and_ended_under_the_feeds_own_key()
    {
        var child = await town.Resident("200905052382", "2009-05-05");
        await Feed(child, "feed-key-1", "G-0780-1", "GY");
        var rektor = await town.As("G-0780-1-head");
        var listed = Assert.Single((await rektor.Get($"{Enrolments}?limit=100")).Ok["enrolments"]!.AsArray(), e => e!["key"]!.ToString() == "feed-key-1")!;
        Assert.Equal(("ss12000", "GY"), (listed["source"]!.GetValue<string>(), listed["form"]!.GetValue<string>()));

        (await (await town.As("G-0780-2-head")).Post(Endings, new { childId = child, enrolment = "feed-key-1", reason = "moved", to = "2026-03-02" })).Expect(HttpStatusCode.NotFound);
        (await rektor.Post(Endings, new { childId = child, enrolment = "feed-key-1", reason = "left-upper-secondary", to = "2026-03-02" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        Assert.Equal("former", await Ground("G-0780-1", child));
        Assert.Equal("holder", (await (await town.As("KAA-0780-1-staff")).Get($"/api/kaa/v1/children/{child}")).Ok["ground"]!.GetValue<string>());

        // A later end is told under the same key: it replaces the first one.
        (await rektor.Post(Endings, new { childId = child, enrolment = "feed-key-1", reason = "left-upper-secondary", to = "2026-03-10" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        Assert.Equal("holder", await Ground("G-0780-1", child));
    }

    [Fact]
    public async Task An_enrolment_that_was_wrong_counts_as_if_it_had_never_been_unless_a_feed_told_of_it()
    {
        var child = await town.Resident("202006232389", "2020-06-23");
        var rektor = await town.As("S-0780-1-head");
        var enrolment = await Enrolled(rektor, "202006232389", "2026-02-01");
        (await rektor.Post(Endings, new { childId = child, enrolment, reason = "wrong", to = "2026-03-02" })).Expect(HttpStatusCode.BadRequest);
        (await rektor.Post(Endings, new { childId = child, enrolment, reason = "wrong" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        (await rektor.Get($"/api/school/v1/children/{child}")).Expect(HttpStatusCode.NotFound);
        (await rektor.Post(Endings, new { childId = child, enrolment, reason = "wrong" })).Expect(HttpStatusCode.NotFound);

        await Feed(child, "feed-key-2", "S-0780-1", "FKLASS");
        var fed = await rektor.Post(Endings, new { childId = child, enrolment = "feed-key-2", reason = "wrong" });
        Assert.Equal("told-by-feed", fed.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Bad_endings_and_wrong_callers_are_refused_and_a_repeated_one_is_one()
    {
        var child = await town.Resident("201703222388", "2017-03-22");
        var rektor = await town.As("S-0780-2-head");
        var enrolment = await Enrolled(rektor, "201703222388", "2024-08-19");
        (await rektor.Post(Endings, new { childId = child, enrolment, reason = "bored", to = "2026-03-02" })).Expect(HttpStatusCode.BadRequest);
        (await rektor.Post(Endings, new { childId = child, enrolment, reason = "moved" })).Expect(HttpStatusCode.BadRequest);
        (await rektor.Post(Endings, new { childId = child, enrolment, reason = "moved", to = "2024-08-19" })).Expect(HttpStatusCode.BadRequest);
        var ending = new { childId = child, enrolment, reason = "moved", to = "2026-03-02" };
        (await (await town.As("S-0780-1-head")).Post(Endings, ending)).Expect(HttpStatusCode.NotFound);
        (await (await town.As("F-0780-1-head")).Post(Endings, ending)).Expect(HttpStatusCode.Forbidden);
        (await town.Anonymous().Post(Endings, ending)).Expect(HttpStatusCode.Unauthorized);
        (await rektor.Post(Endings, ending, key: "e1")).Expect(HttpStatusCode.NoContent);
        (await rektor.Post(Endings, ending, key: "e1")).Expect(HttpStatusCode.NoContent);
    }

    private async Task Feed(Guid child, string key, string unit, string form)
    {
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("enrolment", "ss12000", key, new FactContent { UnitId = unit, Form = form, FromDate = new DateOnly(2025, 8, 18) }));
        await town.Change(change);
        // What is told later must have been told at a later moment.
        town.MoveClock(TimeSpan.FromSeconds(1));
    }

    private async Task<string> Enrolled(Staff rektor, string number, string from)
    {
        var key = (await rektor.Post(Enrolments, new { identityNumber = number, form = "GR", from })).Created["enrolmentId"]!.ToString();
        await town.DeliverEvents();
        return key;
    }

    private async Task<string> Ground(string unit, Guid child) =>
        (await (await town.As($"{unit}-head")).Get($"/api/school/v1/children/{child}")).Ok["ground"]!.GetValue<string>();
}
