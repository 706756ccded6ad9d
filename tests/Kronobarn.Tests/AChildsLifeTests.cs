using System.Net;
using Kronobarn.Tests.MaternalCares;

namespace Kronobarn.Tests;

/// <summary>
/// The promise of the model, told as one life: on every day from pregnancy to 18 exactly one unit is barnensbästa-ansvarig, and among all units of the town nobody
/// but that one, the next one and the former ones knows of the child.
/// </summary>
public sealed class AChildsLifeTests(Town town) : IClassFixture<Town>
{
    private const string ReserveNumber = "20260828R001";

    private readonly HashSet<string> former = [];
    private Guid child;

    [Fact]
    public async Task A_child_has_one_holder_at_every_step_of_its_life_and_nobody_else_has_it()
    {
        var midwife = await town.As("MVC-0780-1-staff");
        child = Registration.Only(await town.Registered(midwife, "199009222382"));
        await Holds("MVC-0780-1");

        await town.MorningOf("2026-08-28");
        midwife = await town.As("MVC-0780-1-staff");
        (await midwife.Post("/api/maternal-care/v1/births", new { childId = child, birthDate = "2026-08-28", reserveNumber = ReserveNumber })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        await Holds("BVC-0780-1");

        await town.MorningOf("2026-09-10");
        var nurse = await town.As("BVC-0780-2-staff");
        (await nurse.Post("/api/child-health-care/v1/listings", new { identityNumber = ReserveNumber, from = "2026-09-10" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();
        await Holds("BVC-0780-2");

        await town.MorningOf("2027-08-02");
        var place = await Places("F-0780-1", "2027-09-01");
        await Holds("BVC-0780-2", incoming: "F-0780-1");
        await town.MorningOf("2027-09-01");
        await Holds("F-0780-1");

        // The family moves. The place is kept until the preschool ends it, and the old clinic has the child until a new one lists it.
        await town.MorningOf("2029-02-01");
        await town.MovesTo(child, "0761", "2029-02-01");
        await Holds("F-0780-1");
        (await (await town.As("F-0780-1-head")).Post("/api/preschool/v1/placement-endings", new { childId = child, placement = place, to = "2029-02-01" })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
        await Holds("BVC-0780-2");
        await town.MorningOf("2029-02-10");
        nurse = await town.As("BVC-0761-2-staff");
        (await nurse.Post("/api/child-health-care/v1/listings", new { identityNumber = ReserveNumber, from = "2029-02-10" })).Expect(HttpStatusCode.Created);
        await town.DeliverEvents();
        await Holds("BVC-0761-2");
        await town.MorningOf("2029-03-01");
        place = await Places("F-0761-1", "2029-03-01");
        await Holds("F-0761-1");

        // Förskoleklass: over the summer the preschool keeps the child, because the school begins within 92 days.
        await town.MorningOf("2032-06-11");
        (await (await town.As("F-0761-1-head")).Post("/api/preschool/v1/placement-endings", new { childId = child, placement = place, to = "2032-06-11" })).Expect(HttpStatusCode.NoContent);
        var enrolment = await Enrols("S-0761-1", "FKLASS", "2032-08-16");
        await Holds("F-0761-1", incoming: "S-0761-1");
        await town.MorningOf("2032-08-16");
        await Holds("S-0761-1");

        // Grundskola at another school; the first one keeps the pupil over the summer gap.
        await town.MorningOf("2033-06-10");
        await Ends("S-0761-1", enrolment, "completed", "2033-06-10");
        enrolment = await Enrols("S-0761-2", "GR", "2033-08-15");
        await Holds("S-0761-1", incoming: "S-0761-2");
        await town.MorningOf("2033-08-15");
        await Holds("S-0761-2");

        await town.MorningOf("2042-06-12");
        await Ends("S-0761-2", enrolment, "completed", "2042-06-12");
        enrolment = await Enrols("G-0761-1", "GY", "2042-08-18");
        await Holds("S-0761-2", incoming: "G-0761-1");
        await town.MorningOf("2042-08-18");
        await Holds("G-0761-1");

        // Drop-out: the register of KAA fills by itself.
        await town.MorningOf("2043-02-02");
        await Ends("G-0761-1", enrolment, "left-upper-secondary", "2043-02-02");
        await Holds("KAA-0761-1");
        var handler = await town.As("KAA-0761-1-staff");
        var youth = Assert.Single((await handler.Get("/api/kaa/v1/youths")).Ok["youths"]!.AsArray())!;
        Assert.Equal((child, "2043-02-02"), (youth["childId"]!.GetValue<Guid>(), youth["since"]!.GetValue<string>()));
        (await handler.Post($"/api/kaa/v1/youths/{child}/contact-attempts", new { how = "phone", at = "2043-02-02T06:00:00Z", outcome = "reached" })).Expect(HttpStatusCode.Created);

        await town.MorningOf("2043-06-01");
        enrolment = await Enrols("G-0761-2", "GY", "2043-08-17");
        await Holds("KAA-0761-1", incoming: "G-0761-2");
        await town.MorningOf("2043-08-17");
        await Holds("G-0761-2");
        handler = await town.As("KAA-0761-1-staff");
        Assert.Empty((await handler.Get("/api/kaa/v1/youths")).Ok["youths"]!.AsArray());
        Assert.Equal("back-to-school", (await handler.Get($"/api/kaa/v1/youths/{child}")).Ok["stays"]![0]!["closeReason"]!.GetValue<string>());

        await town.MorningOf("2044-08-27");
        await Holds("G-0761-2");
        await town.MorningOf("2044-08-28");
        await Holds(null);
    }

    /// <summary>The holder sees the child as holder, those that have held as former, the next one as incoming, and for every other unit of the town there is no such child.</summary>
    private async Task Holds(string? holder, string? incoming = null)
    {
        if (holder is not null)
            former.Add(holder);
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (unit, organisation) in TownPlan.Units)
        {
            expected[unit] = unit == holder ? "holder" : unit == incoming ? "incoming" : former.Contains(unit) ? "former" : "404";
            var answer = await (await town.As($"{unit}-head")).Get($"/api/{organisation}/v1/children/{child}");
            seen[unit] = answer.Status == HttpStatusCode.NotFound ? "404" : answer.Ok["ground"]!.GetValue<string>();
        }

        Assert.True(expected.SequenceEqual(seen), $"On {town.Today:yyyy-MM-dd}: {string.Join(", ", seen.Where(s => expected[s.Key] != s.Value).Select(s => $"{s.Key} is {s.Value} and not {expected[s.Key]}"))}");
    }

    private async Task<string> Places(string unit, string from)
    {
        var head = await town.As($"{unit}-head");
        var key = (await head.Post("/api/preschool/v1/placements", new { identityNumber = ReserveNumber, from })).Created["placementId"]!.GetValue<string>();
        await town.DeliverEvents();
        return key;
    }

    private async Task<string> Enrols(string unit, string form, string from)
    {
        var rektor = await town.As($"{unit}-head");
        var key = (await rektor.Post("/api/school/v1/enrolments", new { identityNumber = ReserveNumber, form, from })).Created["enrolmentId"]!.GetValue<string>();
        await town.DeliverEvents();
        return key;
    }

    private async Task Ends(string unit, string enrolment, string reason, string to)
    {
        var rektor = await town.As($"{unit}-head");
        (await rektor.Post("/api/school/v1/enrolment-endings", new { childId = child, enrolment, reason, to })).Expect(HttpStatusCode.NoContent);
        await town.DeliverEvents();
    }
}
