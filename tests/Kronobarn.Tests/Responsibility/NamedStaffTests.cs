using System.Net;

namespace Kronobarn.Tests.Responsibility;

public sealed class NamedStaffTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_named_member_of_staff_sees_the_protected_child_until_the_head_takes_it_back()
    {
        var child = await town.Resident("202301012391", "2023-01-01", protection: "skyddad-folkbokforing");
        var (head, nurse) = (await town.As("BVC-0780-1-head"), await town.As("BVC-0780-1-staff"));
        var page = $"/api/child-health-care/v1/children/{child}";

        (await nurse.Get(page)).Expect(HttpStatusCode.NotFound);
        _ = (await head.Post(Named(child), new { personId = "BVC-0780-1-staff" })).Ok;
        _ = (await head.Post(Named(child), new { personId = "BVC-0780-1-staff" })).Ok;
        _ = (await nurse.Get(page)).Ok;

        Assert.Equal(HttpStatusCode.NoContent, (await head.Client.DeleteAsync($"{Named(child)}/BVC-0780-1-staff")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await head.Client.DeleteAsync($"{Named(child)}/BVC-0780-1-staff")).StatusCode);
        (await nurse.Get(page)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_the_head_of_the_holding_unit_names_and_only_the_units_own_staff()
    {
        var child = await town.Resident("202301012392", "2023-01-01", protection: "sekretessmarkering");
        var head = await town.As("BVC-0780-1-head");

        (await (await town.As("BVC-0780-1-staff")).Post(Named(child), new { personId = "BVC-0780-1-staff" })).Expect(HttpStatusCode.Forbidden);
        (await (await town.As("BVC-0780-2-head")).Post(Named(child), new { personId = "BVC-0780-2-staff" })).Expect(HttpStatusCode.NotFound);
        (await head.Post(Named(child), new { personId = "BVC-0780-2-staff" })).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.NotFound, (await (await town.As("BVC-0780-2-head")).Client.DeleteAsync($"{Named(child)}/BVC-0780-1-staff")).StatusCode);
    }

    [Fact]
    public async Task The_head_sees_whom_it_has_named_and_nobody_else_does()
    {
        var child = await town.Resident("202301012394", "2023-01-01", protection: "sekretessmarkering");
        var head = await town.As("BVC-0780-1-head");

        Assert.Empty((await head.Get(Named(child))).Ok["staff"]!.AsArray());
        _ = (await head.Post(Named(child), new { personId = "BVC-0780-1-staff" })).Ok;

        var named = Assert.Single((await head.Get(Named(child))).Ok["staff"]!.AsArray())!;
        Assert.Equal("BVC-0780-1-staff", named["personId"]!.GetValue<string>());
        Assert.NotEmpty(named["name"]!.GetValue<string>());
        (await (await town.As("BVC-0780-1-staff")).Get(Named(child))).Expect(HttpStatusCode.Forbidden);
        (await (await town.As("BVC-0780-2-head")).Get(Named(child))).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_head_whose_time_is_yet_to_come_names_nobody()
    {
        var child = await town.Resident("202001012392", "2020-01-01", protection: "sekretessmarkering");
        var change = new Kronobarn.Responsibility.ChildChange(child);
        change.Facts.Add(new Kronobarn.Responsibility.FactChange("placement", "feed", "p", new Kronobarn.Responsibility.FactContent { UnitId = "F-0780-1", FromDate = new(2026, 4, 1) }));
        await town.Change(change);

        (await (await town.As("F-0780-1-head")).Post(Named(child), new { personId = "F-0780-1-staff" })).Expect(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await (await town.As("F-0780-1-head")).Client.DeleteAsync($"{Named(child)}/F-0780-1-staff")).StatusCode);
    }

    [Fact]
    public async Task A_child_without_protection_needs_no_names()
    {
        var child = await town.Resident("202301012393", "2023-01-01");
        Assert.Equal("not-protected", (await (await town.As("BVC-0780-1-head")).Post(Named(child), new { personId = "BVC-0780-1-staff" })).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
    }

    private static string Named(Guid child) => $"/api/responsibility/v1/children/{child}/named-staff";
}
