using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

public sealed class PublicWayInTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Anyone_leaves_a_concern_and_follows_it_with_a_code_however_it_is_typed()
    {
        await town.Resident("201701012393", "2020-01-01");
        var code = (await town.RaisePublicConcern(PublicWayIn.Body("201701012393")))["receiptCode"]!.GetValue<string>();
        Assert.Matches(new Regex("^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), code);

        var concern = Assert.Single(await town.Inbox("BVC-0780-1-staff", "new"));
        Assert.Equal("public", (await town.Concern("BVC-0780-1-staff", concern))["reporter"]!["kind"]!.GetValue<string>());
        var typed = code.Replace('-', ' ').Replace('0', 'o').Replace('1', 'l');
        Assert.Equal("received", (await town.LookUpReceipt($" {typed} ")).Ok["status"]!.GetValue<string>());

        (await town.Step("BVC-0780-1-staff", concern, "closings", new { outcome = "no-need", reason = "Familjen har stöd sedan tidigare." })).Expect(HttpStatusCode.OK);
        var closed = (await town.LookUpReceipt(code)).Ok;
        Assert.Equal(("closed", "Din oro är mottagen och bedömd. På grund av sekretess kan vi inte berätta vad som har gjorts. Tack för att du hörde av dig."),
            (closed["status"]!.GetValue<string>(), closed["feedback"]!.GetValue<string>()));
        Assert.DoesNotContain("ensamt", closed.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_is_stored_nowhere_and_another_opens_nothing()
    {
        var code = (await town.RaisePublicConcern(PublicWayIn.Body("201701022384")))["receiptCode"]!.GetValue<string>();
        var hashes = await town.InStore("Casework", db => db.Query<string>("SELECT CodeHash FROM Casework.PublicReceipt"));
        Assert.All(hashes, hash => Assert.Equal(64, hash.Length));
        Assert.DoesNotContain(code, hashes, StringComparer.Ordinal);

        var other = (code[0] == 'A' ? 'B' : 'A') + code[1..];
        var unknown = (await town.LookUpReceipt(other), await town.LookUpReceipt("nothing at all"));
        unknown.Item1.Expect(HttpStatusCode.NotFound);
        Assert.Equal(unknown.Item1.Body, unknown.Item2.Body);
    }

    [Fact]
    public async Task Yes_to_the_question_on_harm_shows_whom_to_call_and_no_shows_nobody()
    {
        var head = await town.As("SOC-0780-1-head");
        foreach (var (id, purpose, phone) in (IEnumerable<(string, string, string)>)[("w-concern", "concern", "0470-000 01"), ("w-urgent", "urgent", "0470-000 02"), ("w-case", "case", "0470-000 03")])
            (await head.Put($"/api/directory/v1/units/SOC-0780-1/contact-ways/{id}", new { purpose, label = "Mottagningen", phone }, null)).Expect(HttpStatusCode.OK);

        var answer = await town.RaisePublicConcern(PublicWayIn.Body("201701032391", harm: true));
        Assert.Equal(("reception", "112", "SOC 0780 1"), (answer["next"]!.GetValue<string>(), answer["call"]!["emergency"]!.GetValue<string>(), answer["call"]!["reception"]!.GetValue<string>()));
        Assert.Equal(["0470-000 02", "0470-000 01"], answer["call"]!["contactWays"]!.AsArray().Select(way => way!["phone"]!.GetValue<string>()), StringComparer.Ordinal);
        Assert.Null((await town.RaisePublicConcern(PublicWayIn.Body("201701032391")))["call"]);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_concern_and_its_code_is_not_given_again()
    {
        var body = PublicWayIn.Body("201701042382");
        body["submissionId"] = Guid.NewGuid();
        await town.RaisePublicConcern(body);
        var taken = await town.TakenByThePublicWayIn();

        var again = (await town.Anonymous().Post(PublicWayIn.Concerns, body)).Ok;
        Assert.Null(again["receiptCode"]);
        Assert.Equal("sent", again["status"]!.GetValue<string>());
        body["text"] = "Ett helt annat barn.";
        Assert.Equal("submission-reused", (await town.Anonymous().Post(PublicWayIn.Concerns, body)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        Assert.Equal(taken, await town.TakenByThePublicWayIn());

        town.MoveClock(TimeSpan.FromHours(25));
        await town.RaisePublicConcern(body);
        Assert.Equal(taken + 1, await town.TakenByThePublicWayIn());
    }

    [Theory]
    [InlineData("municipality", "1280")]
    [InlineData("municipality", "Växjö")]
    [InlineData("text", "  ")]
    [InlineData("text", "Oroad\u0000.")]
    [InlineData("urgency", "now")]
    [InlineData("submissionId", "1")]
    public async Task What_is_not_well_formed_is_refused_and_stores_nothing(string member, string value)
    {
        var taken = await town.TakenByThePublicWayIn();
        var body = PublicWayIn.Body("201701052399");
        body[member] = value;
        (await town.Anonymous().Post(PublicWayIn.Concerns, body)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(taken, await town.TakenByThePublicWayIn());
    }

    [Fact]
    public async Task Nobody_is_staff_at_the_public_way_in_and_a_wrong_digit_is_not_another_child()
    {
        foreach (var (member, value) in (IEnumerable<(string, object)>)[
            ("reporter", new { kind = "staff" }), ("reporter", new { kind = "public", name = "A\u0007" }), ("about", new { kind = "child", identityNumber = "201701052398" }), ("spokes", new[] { "safe", "safe" })])
        {
            var body = PublicWayIn.Body("201701052399");
            body[member] = value;
            (await town.Anonymous().Post(PublicWayIn.Concerns, body)).Expect(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task The_access_log_says_anyone_also_for_staff_who_are_signed_in()
    {
        var code = (await (await town.As("POL-0780-1-staff")).Post(PublicWayIn.Concerns, PublicWayIn.Body("201701062380"))).Created["receiptCode"]!.GetValue<string>();
        (await (await town.As("POL-0780-1-staff")).Post(PublicWayIn.Lookups, new { code })).Expect(HttpStatusCode.OK);
        (await town.LookUpReceipt("0000-0000")).Expect(HttpStatusCode.NotFound);

        var rows = await town.InStore("Casework", db => db.Query<AuditRow>("SELECT Actor, Slice, Ground, Outcome, UnitId FROM Casework.Audit WHERE Slice IN ('RaisePublicConcern', 'LookUpPublicReceipt')"));
        Assert.All(rows, row => Assert.Equal(("anyone", "anyone", (string?)null), (row.Actor, row.Ground, row.UnitId)));
        Assert.Contains(rows, row => row is { Slice: "RaisePublicConcern", Outcome: "done" });
        Assert.Contains(rows, row => row is { Slice: "LookUpPublicReceipt", Outcome: "done" });
        Assert.Contains(rows, row => row is { Slice: "LookUpPublicReceipt", Outcome: "refused" });
    }

    [Fact]
    public async Task Too_many_from_one_address_wait_and_others_do_not()
    {
        var limit = town.Services.GetRequiredService<IConfiguration>().GetValue<int>("Kronobarn:OpenToAnyone:PerMinute");
        for (var i = 0; i < limit; i++)
            Assert.Equal(400, (await From("2001:db8:1:2::3")).Response.StatusCode);

        var refused = await From("2001:db8:1:2::4");
        Assert.Equal((429, "application/problem+json"), (refused.Response.StatusCode, refused.Response.ContentType?.Split(';')[0]));
        Assert.True(int.Parse(refused.Response.Headers.RetryAfter.ToString(), System.Globalization.CultureInfo.InvariantCulture) is > 0 and <= 60);
        Assert.Equal(400, (await From("2001:db8:1:3::3")).Response.StatusCode);
    }

    private Task<HttpContext> From(string address) => town.Server.SendAsync(http =>
    {
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        (http.Request.Method, http.Request.Path, http.Request.ContentType) = ("POST", PublicWayIn.Lookups, "application/json");
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{"));
    });

    private sealed class AuditRow
    {
        public required string Actor { get; init; }
        public required string Slice { get; init; }
        public string? Ground { get; init; }
        public required string Outcome { get; init; }
        public string? UnitId { get; init; }
    }
}
