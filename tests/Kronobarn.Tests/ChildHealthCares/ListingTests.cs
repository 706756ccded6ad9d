using System.Net;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.ChildHealthCares;

public sealed class ListingTests(Town town) : IClassFixture<Town>
{
    private const string Listings = "/api/child-health-care/v1/listings";
    private const string Endings = "/api/child-health-care/v1/listing-endings";

    [Fact]
    public async Task A_clinic_that_holds_by_default_lists_the_child_by_its_key()
    {
        var child = await town.Resident("202401292392", "2024-01-29");
        var nurse = await town.As("BVC-0780-1-staff");
        (await nurse.Post(Listings, new { childId = child, from = "2026-03-02" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();

        Assert.Equal("holder", await Ground("BVC-0780-1", child));
        Assert.Contains((await nurse.Get($"{Listings}?limit=100")).Ok["listings"]!.AsArray(), l => IsOf(l, child));
    }

    [Fact]
    public async Task A_span_of_ages_is_told_youngest_first_and_finds_nobody_by_a_birth_date_that_is_not_shown()
    {
        await town.Resident("202303152389", "2023-03-15");
        await town.Resident("202305202380", "2023-05-20");
        await town.Resident("202303152390", "2023-03-15");
        var nurse = await town.As("BVC-0761-1-staff");
        foreach (var (number, from) in new[] { ("202303152389", "2026-03-01"), ("202305202380", "2026-02-01"), ("202303152390", "2026-12-01") })
            (await nurse.Post(Listings, new { identityNumber = number, from })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();

        var span = (await nurse.Get($"{Listings}?bornFrom=2023-03-01&bornBefore=2023-06-01")).Ok["listings"]!.AsArray();
        Assert.Equal(["2023-05-20", "2023-03-15"], span.Select(l => l!["birthDate"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Single((await nurse.Get($"{Listings}?bornBefore=2023-05-01")).Ok["listings"]!.AsArray());
    }

    [Fact]
    public async Task A_clinic_without_relation_cannot_list_by_the_key_but_by_the_number()
    {
        var child = await town.Resident("202403092394", "2024-03-09");
        var nurse = await town.As("BVC-0780-2-staff");
        (await nurse.Post(Listings, new { childId = child, from = "2026-03-02" })).Expect(HttpStatusCode.NotFound);
        (await nurse.Post(Listings, new { identityNumber = "20240309-2394", from = "2026-03-02" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();

        Assert.Equal("holder", await Ground("BVC-0780-2", child));
        Assert.Equal("former", await Ground("BVC-0780-1", child));
    }

    [Fact]
    public async Task Of_two_clinics_that_list_a_child_the_one_that_began_last_has_it()
    {
        var child = await town.Resident("202404182392", "2024-04-18");
        (await (await town.As("BVC-0780-2-staff")).Post(Listings, new { identityNumber = "202404182392", from = "2025-01-01" })).Expect(HttpStatusCode.Created);
        (await (await town.As("BVC-0761-1-staff")).Post(Listings, new { identityNumber = "202404182392", from = "2026-03-01" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();

        Assert.Equal("holder", await Ground("BVC-0761-1", child));
        Assert.Equal("former", await Ground("BVC-0780-2", child));
    }

    [Fact]
    public async Task A_listing_that_ends_gives_the_child_back_to_the_municipalitys_default_clinic()
    {
        var child = await town.Resident("202405282399", "2024-05-28");
        var nurse = await town.As("BVC-0780-2-staff");
        var listing = (await nurse.Post(Listings, new { identityNumber = "202405282399", from = "2026-01-01" })).Created["listingId"]!.ToString();
        await town.DeliverEvents();
        (await nurse.Post(Endings, new { childId = child, listing, to = "2026-01-01" })).Expect(HttpStatusCode.BadRequest);
        (await (await town.As("BVC-0761-1-staff")).Post(Endings, new { childId = child, listing, to = "2026-03-02" })).Expect(HttpStatusCode.NotFound);
        (await nurse.Post(Endings, new { childId = child, listing, to = "2026-03-02" }, key: "e1")).Expect(HttpStatusCode.NoContent);
        (await nurse.Post(Endings, new { childId = child, listing, to = "2026-03-02" }, key: "e1")).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();

        Assert.Equal("holder", await Ground("BVC-0780-1", child));
        Assert.Equal("former", await Ground("BVC-0780-2", child));
        Assert.DoesNotContain((await nurse.Get($"{Listings}?limit=100")).Ok["listings"]!.AsArray(), l => IsOf(l, child));
    }

    [Fact]
    public async Task A_protected_child_is_unknown_to_a_nurse_who_is_not_named_and_listed_by_the_head()
    {
        var child = await town.Resident("202407072392", "2024-07-07", protection: "sekretessmarkering");
        var nurse = await town.As("BVC-0780-2-staff");
        var unknown = await nurse.Post(Listings, new { identityNumber = "202408162390", from = "2026-03-02" });
        var hidden = await nurse.Post(Listings, new { identityNumber = "202407072392", from = "2026-03-02" });
        Assert.Equal((HttpStatusCode.Conflict, unknown.Body), (hidden.Status, hidden.Body));

        var head = await town.As("BVC-0780-2-head");
        (await head.Post(Listings, new { identityNumber = "202407072392", from = "2026-03-02" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();
        Assert.Contains((await head.Get($"{Listings}?limit=100")).Ok["listings"]!.AsArray(), l => IsOf(l, child));
        Assert.DoesNotContain((await nurse.Get($"{Listings}?limit=100")).Ok["listings"]!.AsArray(), l => IsOf(l, child));
    }

    [Fact]
    public async Task Bad_requests_and_wrong_callers_are_refused()
    {
        await town.Resident("202409252398", "2024-09-25");
        var nurse = await town.As("BVC-0780-2-staff");
        (await nurse.Post(Listings, new { identityNumber = "202409252398", from = "2024-09-24" })).Expect(HttpStatusCode.BadRequest);
        (await nurse.Post(Listings, new { from = "2026-03-02" })).Expect(HttpStatusCode.BadRequest);
        (await nurse.Post(Listings, new { identityNumber = "202409252398", childId = Guid.NewGuid(), from = "2026-03-02" })).Expect(HttpStatusCode.BadRequest);
        var first = (await nurse.Post(Listings, new { identityNumber = "202409252398", from = "2026-03-02" }, key: "l1")).Created;
        var again = (await nurse.Post(Listings, new { identityNumber = "202409252398", from = "2026-03-02" }, key: "l1")).Created;
        Assert.Equal(first["listingId"]!.ToString(), again["listingId"]!.ToString());
        Assert.Equal("already-listed", (await nurse.Post(Listings, new { identityNumber = "202409252398", from = "2026-03-02" })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await (await town.As("MVC-0780-1-staff")).Get(Listings)).Expect(HttpStatusCode.Forbidden);
        (await town.Anonymous().Post(Listings, new { identityNumber = "202409252398", from = "2026-03-02" })).Expect(HttpStatusCode.Unauthorized);
    }

    private static bool IsOf(JsonNode? listing, Guid child) => listing!["childId"]!.GetValue<Guid>() == child;

    private async Task<string> Ground(string unit, Guid child) =>
        (await (await town.As($"{unit}-head")).Get($"/api/child-health-care/v1/children/{child}")).Ok["ground"]!.GetValue<string>();
}
