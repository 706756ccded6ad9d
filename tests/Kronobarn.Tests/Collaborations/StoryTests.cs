using System.Net;
using System.Text.Json.Nodes;
using Kronobarn.Tests.Caseworks;
using Kronobarn.Tests.Directories;

namespace Kronobarn.Tests.Collaborations;

/// <summary>
/// Praxismodellen as the region's FAQ tells it, from the first worry to the plan that is closed, over HTTP alone: five organisations, a mother, a father and a child of seven.
/// </summary>
public sealed class StoryTests(Town town) : IClassFixture<Town>
{
    private const string Child = "201901012391";
    private const string Mother = "198501012382";
    private const string Father = "198501012390";
    private const string Api = PlanTable.Api;
    private const string Family = PlanTable.Family;
    private const string School = "S-0780-1";
    private const string Nurse = "BVC-0780-1";
    private const string Preschool = "F-0780-1";
    private const string Social = "SOC-0780-1";
    private const string Habilitation = "HAB-0780-1";

    private Guid child;

    [Fact]
    public async Task A_worry_becomes_a_plan_that_helps_and_is_closed()
    {
        child = await town.Family(Child, "2019-01-01", Mother, Father);
        _ = (await (await town.As($"{School}-head")).Post("/api/school/v1/enrolments", new { identityNumber = Child, form = "FKLASS", from = "2025-08-18" })).Created;
        await town.DeliverEvents();

        // 1. Uppmärksamma: "Alla som möter barnet kan signalera." The police meet the child outdoors one evening; the concern finds the school, which holds.
        var concern = await town.RaiseConcern("POL-0780-1-staff", Child, "Barnet var ute ensamt sent två kvällar.");
        Assert.Contains(concern, await town.Inbox($"{School}-staff", "new"));
        var file = (await town.Step($"{School}-staff", concern, "uptakes", new { })).Ok["caseId"]!.GetValue<Guid>();
        Assert.Equal("in-progress", (await town.Receipt("POL-0780-1-staff", concern))["status"]!.GetValue<string>());

        // 2. Informationsinsamling och analys, and the three questions before anybody else is told.
        (await town.Work($"{School}-staff", file, "analyses", new
        {
            basedOn = 0,
            views = new[] { new { spoke = "safe", voice = "child", needs = "Är rädd på kvällarna." }, new { spoke = "safe", voice = "professional", needs = "Saknar vuxen efter skolan." } },
            summary = "Kvällarna är otrygga; skoldagen går bra.",
        })).Expect(HttpStatusCode.Created);
        (await town.Work($"{School}-staff", file, "decisions", Cases.Decision("collaboration"))).Expect(HttpStatusCode.Created);
        Assert.Equal("consent-to-meeting", (await town.Read($"{School}-staff", $"cases/{file}")).Clocks());

        // 3. Samtycke: "från både barn och vårdnadshavare". Nobody is told anything before both have said yes; the father holds one thing back.
        string[] units = [School, Nurse, Preschool, Social, Habilitation];
        var form = (await At(School).Post($"{Api}/children/{child}/consent-forms", new
        {
            purpose = "Att skolan, BVC, förskolan, socialtjänsten och habiliteringen kan hjälpas åt kring kvällarna.",
            until = town.Today.AddMonths(6),
            lines = new[] { new { from = units, to = units, categories = PlanTable.Usual } },
        })).Created["formId"]!.GetValue<Guid>();
        await Say(form, Mother, new { answer = "given" });
        (await At(School).Post($"{Api}/children/{child}/plans", new { nextFollowUp = town.Today.AddMonths(1) })).Refused("consent-missing");
        await Say(form, Father, new { answer = "given", heldBack = new[] { new { toUnitId = Preschool, category = "analysis" } }, words = "Förskolan behöver inte veta allt." });

        // 4. Samverkansmöte: "kallas tidigare och med färre parter än SIP"; the child's part is equal whether or not it is in the room.
        var meeting = (await At(School).Post($"{Api}/children/{child}/meetings", new
        {
            purpose = "Hur kan kvällarna bli trygga?",
            startsAt = StartOf(town.Today.AddDays(7), 13),
            endsAt = StartOf(town.Today.AddDays(7), 14),
            units = units.Skip(1),
            guardians = new[] { await town.Member(child, Mother), await town.Member(child, Father) },
            isChildInvited = true,
            place = "Rum 12 på skolan",
        })).Created["meetingId"]!.GetValue<Guid>();
        foreach (var unit in units.Skip(1))
            _ = (await At(unit).Post($"{Api}/meetings/{meeting}/answers", new { answer = "accepted" })).Ok;
        _ = (await As(Mother).Post($"{Family}/meetings/{meeting}/answers", new { answer = "accepted" })).Ok;
        _ = (await As(Father).Post($"{Family}/meetings/{meeting}/answers", new { answer = "declined", words = "Jag arbetar då." })).Ok;
        _ = (await As(Father).Put($"{Family}/meetings/{meeting}/view", new { words = "Jag tycker att det är överdrivet.", disagrees = true }, null)).Ok;
        await town.MorningOf(town.Today.AddDays(8).ToString("yyyy-MM-dd", null));
        var invited = (await At(School).Get($"{Api}/meetings/{meeting}")).Ok["invitees"]!.AsArray();
        _ = (await At(School).Post($"{Api}/meetings/{meeting}/records", new
        {
            attendance = invited.Select(i => new { inviteeId = i!["inviteeId"]!.GetValue<Guid>(), how = i["answer"]?.GetValue<string>() == "accepted" ? "present" : "absent" }),
            childPart = new { how = "through-somebody", text = "Hade ritat en lampa." },
            outcome = "plan",
        })).Ok;
        await town.DeliverEvents();
        Assert.DoesNotContain("consent-to-meeting", (await town.Read($"{School}-staff", $"cases/{file}")).Clocks(), StringComparison.Ordinal);
        // Disagreement stays as it was said.
        Assert.Contains("Jag tycker att det är överdrivet.", Text((await At(Social).Get($"{Api}/meetings/{meeting}")).Ok), StringComparison.Ordinal);

        // 5. Barnets plan: needs, goals and what shows them, who does what, whom to call.
        var plan = (await At(School).Post($"{Api}/children/{child}/plans", new { nextFollowUp = town.Today.AddMonths(2), meetingId = meeting })).Created["planId"]!.GetValue<Guid>();
        foreach (var unit in units.Skip(1))
        {
            _ = (await At(School).Post($"{Api}/plans/{plan}/parties", new { unitId = unit, message = "Som vi sade på mötet." })).Created;
            _ = (await At(unit).Post($"{Api}/plans/{plan}/answers", new { joins = true })).Ok;
        }

        var need = await Write(plan, School, new { need = new { spoke = "trygg", text = "En vuxen på kvällarna" } });
        var goal = await Write(plan, School, new { goal = new { text = "Sover tryggt", evidence = "Berättar själv att det är bra", needId = need } });
        await Write(plan, Social, new { intervention = new { what = "Kontaktfamilj varannan helg", unitId = Social, from = town.Today, goalId = goal, status = "ongoing" } });
        await Write(plan, School, new { intervention = new { what = "Fritids till klockan sex", unitId = School, from = town.Today, goalId = goal, status = "ongoing" } });
        await Write(plan, Habilitation, new { contact = new { unitId = Habilitation, name = "Åsa på habiliteringen", phone = "0470-58 80 00" } });
        Assert.Contains("En vuxen på kvällarna", Text((await At(Nurse).Get($"{Api}/plans/{plan}")).Ok), StringComparison.Ordinal);
        Assert.DoesNotContain("En vuxen på kvällarna", Text((await At(Preschool).Get($"{Api}/plans/{plan}")).Ok), StringComparison.Ordinal);
        (await At("POL-0780-1").Get($"{Api}/plans/{plan}")).Expect(HttpStatusCode.NotFound);

        // 6. The plan is the child's: who helps me with what, my own words, and whom the parents can call.
        var mine = Text((await As(Child).Get($"{Family}/children/{child}/plan")).Ok);
        Assert.Contains("Kontaktfamilj varannan helg", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Åsa", mine, StringComparison.Ordinal);
        _ = (await As(Child).Put($"{Family}/children/{child}/plan/words", new { text = "Jag vill ha en lampa." }, null)).Ok;
        Assert.Contains("Åsa på habiliteringen", Text((await As(Father).Get($"{Family}/children/{child}/plan")).Ok), StringComparison.Ordinal);
        Assert.Contains("Jag vill ha en lampa.", Text((await At(Social).Get($"{Api}/plans/{plan}")).Ok), StringComparison.Ordinal);
        _ = (await As(Child).Post($"{Family}/children/{child}/experiences", new { heard = 4, tookPart = 3, meetingId = meeting })).Created;

        // 7. They write to each other, and one of the school's helpers reads it.
        _ = (await At(Social).Post($"{Api}/plans/{plan}/messages", new { text = "Kontaktfamiljen är klar.", audience = new { units = new[] { School }, family = Array.Empty<Guid>() } })).Created;
        Assert.Contains("Kontaktfamiljen är klar.", Text((await At(School).Get($"{Api}/plans/{plan}/messages")).Ok), StringComparison.Ordinal);

        // 8. The plan goes to whoever does most, the family renews its consent, and the school follows as holder.
        _ = (await At(School).Post($"{Api}/plans/{plan}/owner-offers", new { toUnitId = Social, message = "Ni gör mest nu." })).Created;
        town.MoveClock(TimeSpan.FromMinutes(5));
        var renewed = (await At(School).Post($"{Api}/children/{child}/consent-forms", new
        {
            purpose = "Att socialtjänsten tar över planen.",
            until = town.Today.AddMonths(6),
            lines = new[] { new { from = units, to = units, categories = PlanTable.Usual } },
            renews = form,
        })).Created["formId"]!.GetValue<Guid>();
        await Say(renewed, Mother, new { answer = "given" });
        await Say(renewed, Father, new { answer = "given" });
        _ = (await At(Social).Post($"{Api}/plans/{plan}/owner-offers/answers", new { accepts = true })).Ok;
        Assert.Equal(Social, (await At(School).Get($"{Api}/plans/{plan}/state")).Ok["ownerUnitId"]!.GetValue<string>());

        // 9. Uppföljning, goal by goal, and the end.
        await town.MorningOf(town.Today.AddMonths(2).ToString("yyyy-MM-dd", null));
        _ = (await At(Social).Post($"{Api}/plans/{plan}/follow-ups", new
        {
            on = town.Today,
            summary = "Barnet sover.",
            nextOn = town.Today.AddMonths(3),
            goals = new[] { new { goalId = goal, reached = "reached", text = "Säger själv att det är bra." } },
        })).Created;
        _ = (await At(Social).Post($"{Api}/plans/{plan}/closings", new { outcome = "goals-reached", text = "Kvällarna är trygga." })).Ok;
        await town.DeliverEvents();
        Assert.Equal("closed", (await At(School).Get($"{Api}/plans/{plan}/state")).Ok["state"]!.GetValue<string>());
        (await town.Work($"{School}-staff", file, "closings", new { outcome = "Planen är avslutad.", feedback = "taken-care-of" })).Expect(HttpStatusCode.OK);
        Assert.Equal("closed", (await town.Receipt("POL-0780-1-staff", concern))["status"]!.GetValue<string>());

        // 10. And the family can see who has looked.
        var looks = Text((await As(Mother).Get($"{Family}/children/{child}/looks")).Ok);
        Assert.Contains("HAB 0780 1", looks, StringComparison.Ordinal);
        Assert.DoesNotContain("POL", looks, StringComparison.Ordinal);
    }

    private static DateTimeOffset StartOf(DateOnly day, int hour) => Kernel.Clock.StartOf(day).AddHours(hour).ToUniversalTime();

    private static string Text(JsonNode json) => json.ToJsonString(PlanTable.Readable);

    private Screen At(string unit) => new(town, $"{unit}-staff");

    private Screen As(string number) => new(town, number);

    private async Task<Guid> Write(Guid plan, string unit, object part) => (await At(unit).Post($"{Api}/plans/{plan}/parts", part)).Created["partId"]!.GetValue<Guid>();

    private async Task Say(Guid form, string guardian, object answer)
    {
        var consent = (await As(guardian).Get($"{Family}/children/{child}/consents")).Ok["consents"]!.AsArray().Single(c => c!["formId"]!.GetValue<Guid>() == form)!["consentId"]!.GetValue<Guid>();
        _ = (await As(guardian).Post($"{Family}/consents/{consent}/answers", answer)).Ok;
    }

    /// <summary>Somebody who signs in for each thing, as people do with ten minutes between two meetings.</summary>
    private sealed class Screen(Town town, string person)
    {
        public async Task<Answer> Get(string url) => await (await town.As(person)).Get(url);

        public async Task<Answer> Post(string url, object? body) => await (await town.As(person)).Post(url, body);

        public async Task<Answer> Put(string url, object body, string? etag) => await (await town.As(person)).Put(url, body, etag);
    }
}
