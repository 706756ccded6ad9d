using System.Globalization;
using System.Net;

namespace Kronobarn.Tests.Caseworks;

public sealed class HandOverRaceTests(Town town) : IClassFixture<Town>
{
    private const string Nurse = "BVC-0780-1-staff";
    private const string Social = "SOC-0780-1-staff";

    /// <summary>200 of the 10,000 in the suite; all of them with KRONOBARN_TEST_RACES set.</summary>
    private static readonly int Rounds = Environment.GetEnvironmentVariable("KRONOBARN_TEST_RACES") is null ? 200 : 10_000;

    [Fact]
    public async Task Of_accept_decline_and_withdraw_at_once_exactly_one_wins_and_one_open_case_has_the_baton()
    {
        await town.Resident("201902112380", "2020-01-01");
        var (giver, receiver) = (await town.As(Nurse), await town.As(Social));
        var file = await town.OpenCase(Nurse, "201902112380");
        (await giver.Post($"/api/child-health-care/v1/cases/{file}/decisions", Cases.Questions)).Expect(HttpStatusCode.Created);
        var wins = new Dictionary<string, int>(StringComparer.Ordinal) { ["acceptances"] = 0, ["refusals"] = 0, ["withdrawals"] = 0 };
        for (var round = 0; round < Rounds; round++)
        {
            var offer = (await giver.Post($"/api/child-health-care/v1/cases/{file}/hand-overs", Cases.Offer())).Created["handOverId"]!.GetValue<Guid>();
            await town.DeliverEvents();

            // Whoever starts first often wins, so everyone does in turn.
            Func<Task<(string Who, Answer Answer)>>[] all =
            [
                async () => ("acceptances", await receiver.Post($"/api/social-services/v1/offers/child-health-care/{offer}/acceptances", null)),
                async () => ("refusals", await receiver.Post($"/api/social-services/v1/offers/child-health-care/{offer}/refusals", new { reason = "Inte vårt uppdrag." })),
                async () => ("withdrawals", await giver.Post($"/api/child-health-care/v1/cases/{file}/hand-overs/{offer}/withdrawals", new { reason = "Vi löser det." })),
            ];
            var turn = round;
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(all[(i + turn) % 3])));
            await town.DeliverEvents();

            var winner = Assert.Single(answers, a => a.Answer.Status == HttpStatusCode.OK);
            // The one who comes second is told so, or, when the case has already gone, finds nothing to withdraw from.
            Assert.All(answers.Where(a => a.Who != winner.Who), a => Assert.True(a.Answer.Status == HttpStatusCode.Conflict || (a.Who == "withdrawals" && a.Answer.Status == HttpStatusCode.NotFound),
                $"{a.Who} {a.Answer.Status} {a.Answer.Body}"));
            wins[winner.Who]++;
            var accepted = winner.Who == "acceptances" ? winner.Answer.Json["caseId"]!.GetValue<Guid>() : (Guid?)null;
            Assert.Equal(accepted is null ? ["gathering|0"] : ["handed-over|0"], await town.Rows("child-health-care",
                "SELECT f.State, (SELECT COUNT(*) FROM {Module}.HandOver h WHERE h.CaseId = f.CaseId AND h.State = 'offered') FROM {Module}.CaseFile f WHERE f.CaseId = @file", new { file }));
            Assert.Equal(accepted is null ? [] : ["gathering"], await town.Rows("social-services", """
                SELECT f.State FROM {Module}.CaseFile f JOIN {Module}.Offer o ON o.CaseId = f.CaseId WHERE o.OfferId = @offer
                """, new { offer }));
            Assert.Equal([(round + 1).ToString(CultureInfo.InvariantCulture)], await town.Rows("child-health-care", "SELECT COUNT(*) FROM {Module}.HandOver"));
            if (accepted is not null)
            {
                file = await town.OpenCase(Nurse, "201902112380");
                (await giver.Post($"/api/child-health-care/v1/cases/{file}/decisions", Cases.Questions)).Expect(HttpStatusCode.Created);
            }
        }

        Assert.Equal([wins["acceptances"].ToString(CultureInfo.InvariantCulture)], await town.Rows("social-services", "SELECT COUNT(*) FROM {Module}.CaseFile"));
        Assert.All(wins, w => Assert.True(w.Value > 0, $"{w.Key} never won: the race was none."));
    }
}
