using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Kronobarn.Tests.Collaborations;

/// <summary>Withdrawal against reading, on two hosts over one store.</summary>
public sealed class WithdrawalRaceTests(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    private const string Api = PlanTable.Api;
    private const int ReadsEach = 4;

    /// <summary>40 of the 1,000 in the suite; all of them with KRONOBARN_TEST_RACES set.</summary>
    private static readonly int Rounds = Environment.GetEnvironmentVariable("KRONOBARN_TEST_RACES") is null ? 40 : 1_000;

    [Fact]
    public async Task No_read_that_begins_after_a_withdrawal_is_answered_shows_anything_on_either_host()
    {
        var (plan, consents, party) = await Lay();
        Staff[] readers = [await TwoHosts.As(hosts.First, party), await TwoHosts.As(hosts.Second, party)];
        var guardians = new List<(Staff[] At, Guid Consent)>();
        foreach (var (member, consent) in consents)
            guardians.Add(([await TwoHosts.As(hosts.First, member), await TwoHosts.As(hosts.Second, member)], consent));
        var (shown, hidden) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var (at, consent) = guardians[round % guardians.Count];
            var host = round / guardians.Count % 2;
            // Whoever withdrew the last time says yes again.
            if (round > 0)
            {
                var last = guardians[(round - 1) % guardians.Count];
                _ = (await last.At[host].Post($"{PlanTable.Family}/consents/{last.Consent}/answers", new { answer = "given" })).Ok;
            }

            foreach (var reader in readers)
                _ = (await reader.Get($"{Api}/plans/{plan}")).Ok;

            var reads = new ConcurrentBag<(long Began, HttpStatusCode Status)>();
            var reading = readers.Select(reader => Task.Run(async () =>
            {
                for (var i = 0; i < ReadsEach; i++)
                {
                    var began = Stopwatch.GetTimestamp();
                    reads.Add((began, (await reader.Get($"{Api}/plans/{plan}")).Status));
                }
            })).ToList();
            var answered = Task.Run(async () =>
            {
                _ = (await at[host].Post($"{PlanTable.Family}/consents/{consent}/withdrawals", null)).Ok;
                return Stopwatch.GetTimestamp();
            });
            await Task.WhenAll(reading);
            var ended = await answered;
            foreach (var reader in readers)
                Assert.Equal(HttpStatusCode.NotFound, (await reader.Get($"{Api}/plans/{plan}")).Status);
            Assert.DoesNotContain(reads, read => read.Began > ended && read.Status != HttpStatusCode.NotFound);
            Assert.All(reads, read => Assert.True(read.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{read.Status}"));
            shown += reads.Count(read => read.Status == HttpStatusCode.OK);
            hidden += reads.Count(read => read.Status == HttpStatusCode.NotFound);
        }

        Assert.True(shown > 0 && hidden > 0, $"{shown} reads came before the withdrawal and {hidden} after: the race was none.");
    }

    /// <summary>A child of the demo county with guardians, a plan of its holder with a school at the table, and everybody's yes.</summary>
    private async Task<(Guid Plan, List<(string Member, Guid Consent)> Consents, string Party)> Lay()
    {
        using var http = new HttpClient { BaseAddress = hosts.First };
        var users = JsonNode.Parse(await http.GetStringAsync("/dev/users"))!.AsArray();
        var family = users.Where(u => u!["organisation"]!.GetValue<string>() == "family" && u["role"]!.GetValue<string>() == "guardian").Select(u => u!["id"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var school = users.First(u => u!["role"]!.GetValue<string>() == "rektor")!;
        foreach (var nurse in users.Where(u => u!["role"]!.GetValue<string>() == "bhv-nurse"))
        {
            var holder = await TwoHosts.As(hosts.First, nurse!["id"]!.GetValue<string>());
            foreach (var child in (await holder.Get("/api/child-health-care/v1/children?limit=100")).Ok["children"]!.AsArray().Select(c => c!["childId"]!.GetValue<Guid>()))
            {
                var givers = (await holder.Get($"{Api}/children/{child}/consent-forms")).Ok["givers"]!.AsArray().Select(g => g!["memberId"]!.GetValue<Guid>().ToString("N")).ToList();
                if (givers.Count != 2 || !givers.TrueForAll(family.Contains))
                    continue;
                string[] units = [nurse["unit"]!.GetValue<string>(), school["unit"]!.GetValue<string>()];
                var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
                var asked = (await holder.Post($"{Api}/children/{child}/consent-forms", new { purpose = "Att hjälpas åt kring barnet.", until = today.AddMonths(2), lines = new[] { new { from = units, to = units, categories = new[] { "plan" } } } })).Created["asked"]!.AsArray();
                var consents = asked.Select(a => (Member: a!["memberId"]!.GetValue<Guid>().ToString("N"), Consent: a["consentId"]!.GetValue<Guid>())).ToList();
                foreach (var (member, consent) in consents)
                    _ = (await (await TwoHosts.As(hosts.First, member)).Post($"{PlanTable.Family}/consents/{consent}/answers", new { answer = "given" })).Ok;
                var plan = (await holder.Post($"{Api}/children/{child}/plans", new { nextFollowUp = today.AddMonths(1) })).Created["planId"]!.GetValue<Guid>();
                _ = (await holder.Post($"{Api}/plans/{plan}/parties", new { unitId = units[1], message = "Kom med." })).Created;
                var party = school["id"]!.GetValue<string>();
                _ = (await (await TwoHosts.As(hosts.First, party)).Post($"{Api}/plans/{plan}/answers", new { joins = true })).Ok;
                return (plan, consents, party);
            }
        }

        throw new InvalidOperationException("The demo county has no child with two guardians who can sign in.");
    }
}
