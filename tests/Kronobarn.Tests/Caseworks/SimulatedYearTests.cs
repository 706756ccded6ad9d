using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kronobarn.Casework;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Tests.Caseworks;

/// <summary>
/// Random people work with random concerns in the demo county, day after day, on holidays and in an unmanned July; some leave, units close, children change holder.
/// A month and a half in the suite; a whole year with KRONOBARN_TEST_YEAR set.
/// </summary>
public sealed class SimulatedYearTests : IAsyncLifetime
{
    private const int ShortForm = 45;

    private readonly SimulatedCounty county = new();
    private readonly Random random = new(20260302);
    private readonly Dictionary<Guid, Member> reporters = [];
    private List<Member> members = [];
    private List<string> numbers = [];

    public async Task InitializeAsync()
    {
        county.CreateClient().Dispose();
        numbers = [.. (await county.Store("Responsibility").Read(db => db.Query<string>("SELECT Number FROM Responsibility.ChildIdentity WHERE Kind = 'personnummer' ORDER BY Number"), default)).Take(150)];
    }

    public async Task DisposeAsync() => await county.DisposeAsync();

    [Fact]
    public async Task No_concern_is_ever_without_a_unit_none_waits_past_its_clock_unseen_and_every_reporter_is_answered()
    {
        var days = Environment.GetEnvironmentVariable("KRONOBARN_TEST_YEAR") is { Length: > 0 } ? 365 : ShortForm;
        for (var day = 1; day <= days; day++)
        {
            await county.NextMorning();
            members = await county.Members();
            for (var i = random.Next(4); i > 0; i--)
                await Raise();
            await county.Deliver();
            // In July nobody is there; on other days somebody has time now and then.
            if (county.Today.Month != 7)
                await Work(share: 0.5);
            if (day % 10 == 0)
                await SomebodyLeaves();
            if (day % 20 == 0)
                await UnitCloses();
            await county.Evening();
            await NothingIsLost();
        }

        Assert.True(reporters.Count > days / 2, $"Only {reporters.Count} concerns were raised.");
        for (var round = 0; round < 60 && await Work(share: 1) > 0; round++)
        {
            await county.NextMorning();
            members = await county.Members();
            await NothingIsLost();
        }

        var unanswered = new List<string>();
        foreach (var (concern, reporter) in reporters)
        {
            var status = await county.Store(reporter.Module).Read(db => db.Find<string>("SELECT Status FROM {Module}.Receipt WHERE ReceiptId = @concern AND Feedback IS NOT NULL", new { concern }), default);
            if (status != "closed")
                unanswered.Add($"{concern}: {status}");
        }

        Rule.NoOffenders("Reporters without an answer:", unanswered);
        foreach (var check in county.Services.GetServices<ICheck>())
            Assert.Null((await check.Run(default)).FirstFault);
    }

    private async Task Raise()
    {
        var reporter = Pick(members);
        object about = random.Next(10) switch
        {
            0 => new { kind = "unidentified", description = "En flicka i rosa mössa vid busshållplatsen." },
            _ => new { kind = "child", identityNumber = Pick(numbers) },
        };
        var answer = (await county.Post(reporter, "concerns", new { harm = false, about, text = "Ledsen och ensam.", spokes = new[] { "included" } })).Created;
        reporters[answer["receiptId"]!.GetValue<Guid>()] = reporter;
    }

    /// <returns>How many things lay on the tables that somebody looked at.</returns>
    private async Task<int> Work(double share)
    {
        var seen = 0;
        foreach (var unit in members.GroupBy(m => m.Unit, StringComparer.Ordinal).Where(_ => random.NextDouble() < share))
        {
            // The head sees children with protected identity as well.
            var worker = unit.FirstOrDefault(m => m.IsHead) ?? unit.First();
            var items = (await county.Get(worker, "inbox?view=unit&limit=100")).Ok["items"]!.AsArray();
            foreach (var item in items)
            {
                seen++;
                var id = item!["id"]!.GetValue<Guid>();
                var told = item["kind"]!.GetValue<string>() switch
                {
                    "concern" => await WithConcern(worker, id, item["state"]!.GetValue<string>(), item["childId"] is not null),
                    "offer" => await WithOffer(worker, id),
                    _ => await WithCase(worker, id, item["state"]!.GetValue<string>()),
                };
                // Somebody else, or the rules, may have moved it since the list was read.
                Assert.True(told is null || (int)told.Status < 300 || told.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound, $"{worker.Id}, {item.ToJsonString()}: {told?.Status} {told?.Body}");
            }

            await county.Deliver();
        }

        return seen;
    }

    private async Task<Answer?> WithConcern(Member worker, Guid id, string state, bool isKnown) => (state, random.Next(10)) switch
    {
        ("new", < 7) => await county.Post(worker, $"concerns/{id}/acknowledgements", null),
        ("new", 7) => await county.Post(worker, $"concerns/{id}/passings", new { unitId = Pick(members.Where(m => m.Unit != worker.Unit).ToList()).Unit, reason = "Hör till er." }),
        ("acknowledged", < 6) when isKnown => await county.Post(worker, $"concerns/{id}/uptakes", new { }),
        ("acknowledged", < 6) => await county.Post(worker, $"concerns/{id}/identifications", new { identityNumber = Pick(numbers) }),
        ("acknowledged", _) => await county.Post(worker, $"concerns/{id}/closings", new { outcome = "no-need", reason = "Samtal med familjen räckte." }),
        _ => null,
    };

    private async Task<Answer?> WithCase(Member worker, Guid id, string state)
    {
        switch (state)
        {
            case "gathering":
                var decision = Pick((string[])["own", "no-need", "hand-over", "collaboration"]);
                var decided = await county.Post(worker, $"cases/{id}/decisions", Cases.Decision(decision, county.Today.AddDays(14).ToString("O", CultureInfo.InvariantCulture)));
                if (decision != "hand-over" || decided.Status != HttpStatusCode.Created)
                    return decided;
                var offered = await county.Post(worker, $"cases/{id}/hand-overs", Cases.Offer(Pick(members.Where(m => m.Unit != worker.Unit).ToList()).Unit));
                return offered.Status == HttpStatusCode.BadRequest ? null : offered;
            case "measures":
                foreach (var measure in (await county.Get(worker, $"cases/{id}/measures")).Ok["measures"]!.AsArray().Where(m => m!["outcome"] is null))
                    await county.Post(worker, $"cases/{id}/measures/{measure!["measureId"]}/outcomes", new { outcome = "done", text = "Det gick bra." });
                return await county.Post(worker, $"cases/{id}/closings", new { outcome = "Behovet är mött.", feedback = "taken-care-of" });
            case "collaborating":
                return await county.Post(worker, $"cases/{id}/closings", new { outcome = "Planen är avslutad.", feedback = "taken-care-of" });
            default:
                return null;
        }
    }

    private async Task<Answer?> WithOffer(Member worker, Guid id)
    {
        var giver = (await county.Get(worker, "offers?state=open&limit=100")).Ok["offers"]!.AsArray().First(o => o!["offerId"]!.GetValue<Guid>() == id)!["giver"]!.GetValue<string>();
        return random.Next(10) switch
        {
            < 6 => await county.Post(worker, $"offers/{giver}/{id}/acceptances", null),
            < 8 => await county.Post(worker, $"offers/{giver}/{id}/refusals", new { reason = "Inte vårt uppdrag." }),
            _ => null,
        };
    }

    private async Task SomebodyLeaves()
    {
        var leaver = Pick(members.Where(m => !m.IsHead && members.Count(other => other.Unit == m.Unit) > 1).ToList());
        var role = await county.Store("Directory").Read(db => db.Find<string>("SELECT AssignmentId FROM Directory.Assignment WHERE PersonId = @Id AND UnitId = @Unit", new { leaver.Id, leaver.Unit }), default);
        if ((await county.Administrators()).Find(a => a.Municipality == leaver.Municipality) is not { } admin)
            return;
        var answer = await county.PostTo(admin, $"/api/directory/v1/roles/{role}/endings", new { to = county.Today });
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.Body);
    }

    private async Task UnitCloses()
    {
        var unit = Pick(members.Where(m => m.Organisation is "social-services" or "police").ToList());
        var successor = members.Find(m => m.Organisation == unit.Organisation && m.Unit != unit.Unit && m.Municipality == unit.Municipality);
        // An administrator whose own unit was closed has gone with it.
        if (successor is null || (await county.Administrators()).Find(a => a.Municipality == unit.Municipality) is not { } admin)
            return;
        var answer = await county.PostTo(admin, $"/api/directory/v1/units/{unit.Unit}/closures", new { to = county.Today, successorUnitId = successor.Unit });
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.Body);
    }

    private async Task NothingIsLost()
    {
        var open = (await county.Store("Directory").Read(db => db.Query<string>("SELECT UnitId FROM Directory.Unit WHERE ToDate IS NULL OR ToDate > @Today", new { county.Today }), default)).ToHashSet(StringComparer.Ordinal);
        var homes = new Dictionary<Guid, int>();
        var wrong = new List<string>();
        foreach (var module in county.Services.GetRequiredService<ModuleList>().All.Where(m => m.IsActor))
        {
            var store = county.Store(module.Name);
            foreach (var row in await store.Read(db => db.Query<Lying>("SELECT ConcernId AS Id, UnitId, State FROM {Module}.Concern WHERE State NOT IN ('passed', 'transferred')"), default))
            {
                homes[row.Id] = homes.GetValueOrDefault(row.Id) + 1;
                if (row.State is "new" or "acknowledged" && !open.Contains(row.UnitId))
                    wrong.Add($"the concern {row.Id} lies at {row.UnitId}, which is closed");
            }

            wrong.AddRange((await store.Read(db => db.Query<Lying>("SELECT CaseId AS Id, UnitId, State FROM {Module}.CaseFile WHERE State NOT IN ('closed', 'handed-over', 'transferred')"), default))
                .Where(row => !open.Contains(row.UnitId)).Select(row => $"the case {row.Id} lies at {row.UnitId}, which is closed"));
            wrong.AddRange((await store.Read(db => db.Query<Lying>("SELECT ItemId AS Id, UnitId, Clock AS State FROM {Module}.Deadline WHERE DoneAt IS NULL AND DueOn < @Today AND Step = 0", new { county.Today }), default))
                .Select(row => $"{row.State} of {row.Id} at {row.UnitId} ran out and nobody was told"));
        }

        foreach (var id in reporters.Keys.Where(id => homes.GetValueOrDefault(id) != 1))
            wrong.Add($"the concern {id} lies at {homes.GetValueOrDefault(id)} units: {string.Join("; ", await county.WayOf(id))}");
        Rule.NoOffenders($"On {county.Today:O}:", wrong);
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private sealed class Lying
    {
        public required Guid Id { get; init; }
        public required string UnitId { get; init; }
        public required string State { get; init; }
    }

    private sealed record Member(string Id, string Organisation, string Module, string Unit, string Role, string? Municipality)
    {
        public bool IsHead => Kronobarn.Directory.Contracts.Roles.IsHead(Role);
    }

    /// <summary>The demo county, small, with the clock in hand.</summary>
    private sealed class SimulatedCounty : WebApplicationFactory<Program>
    {
        private readonly string folder = Path.Combine(Path.GetTempPath(), "kronobarn-tests", Guid.NewGuid().ToString("N"));
        private readonly FakeClock clock = new(Clock.StartOf(Town.FirstDay).AddHours(9));
        private readonly Dictionary<string, string> tokens = new(StringComparer.Ordinal);

        public DateOnly Today => Clock.DayOf(clock.GetUtcNow());

        public Store Store(string module) => Services.GetRequiredService<Stores>()[Services.GetRequiredService<ModuleList>()[module]];

        public async Task<List<Member>> Members() => [.. (await Users()).Where(m => m.Role is not ("it-admin" or "coordinator" or "log-reviewer"))];

        public async Task<List<Member>> Administrators() => [.. (await Users()).Where(m => m.Role is "it-admin")];

        /// <summary>What was passed on today may have come with a clock that had run out; the hourly look finds it.</summary>
        public async Task Evening()
        {
            await Deliver();
            await Services.GetRequiredService<ClockWatch>().Run(default);
            await Deliver();
        }

        public async Task NextMorning()
        {
            clock.MoveTo(Clock.StartOf(Today.AddDays(1)).AddHours(8));
            tokens.Clear();
            await Services.GetRequiredService<DayBreak>().Run(default);
            await Evening();
        }

        /// <summary>Where a concern has been and what is on its way with it, for the one who reads the failure.</summary>
        public async Task<List<string>> WayOf(Guid concern)
        {
            var way = new List<string>();
            foreach (var module in Services.GetRequiredService<ModuleList>().All)
            {
                if (module.IsActor)
                {
                    way.AddRange((await Store(module.Name).Read(db => db.Query<Lying>("SELECT CaseId AS Id, UnitId, State FROM {Module}.Concern WHERE ConcernId = @concern AND CaseId IS NOT NULL UNION ALL SELECT ConcernId AS Id, UnitId, State FROM {Module}.Concern WHERE ConcernId = @concern AND CaseId IS NULL", new { concern }), default))
                        .Select(row => $"{module.Name} {row.UnitId} {row.State} {row.Id}"));
                }

                way.AddRange(await Store(module.Name).Read(db => db.Query<string>("SELECT Handler || ' ' || EventType || ' ' || Attempts || ' ' || COALESCE(LastError, '') FROM {Module}.Outbox WHERE OrderKey = @key", new { key = concern.ToString() }), default));
            }

            return way;
        }

        public async Task Deliver()
        {
            // The house delivers by itself as well; see Town.
            var outbox = Services.GetRequiredService<Outbox>();
            for (var quiet = 0; quiet < 5;)
                quiet = await outbox.DeliverAll() == 0 ? quiet + 1 : 0;
        }

        public async Task<Answer> Get(Member member, string url) => await (await As(member)).Get($"/api/{member.Organisation}/v1/{url}");

        public Task<Answer> Post(Member member, string url, object? body) => PostTo(member, $"/api/{member.Organisation}/v1/{url}", body);

        public async Task<Answer> PostTo(Member member, string url, object? body)
        {
            clock.MoveTo(clock.GetUtcNow().AddSeconds(1));
            return await (await As(member)).Post(url, body);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            System.IO.Directory.Delete(folder, recursive: true);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Kronobarn:DataFolder", folder);
            builder.UseSetting("Kronobarn:Demo:Children", "300");
            builder.ConfigureTestServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
            });
        }

        private async Task<List<Member>> Users()
        {
            using var http = CreateClient();
            var modules = Services.GetRequiredService<ModuleList>();
            // The families sign in as well, and work nowhere.
            return [.. (await http.GetFromJsonAsync<JsonArray>("/dev/users"))!.Where(u => u!["unit"] is not null).Select(u => new Member(u!["id"]!.GetValue<string>(), u["organisation"]!.GetValue<string>(),
                modules.Actor(u["organisation"]!.GetValue<string>())?.Name ?? "", u["unit"]!.GetValue<string>(), u["role"]!.GetValue<string>(), u["municipality"]?.GetValue<string>())).Where(m => m.Module.Length > 0)];
        }

        private async Task<Staff> As(Member member)
        {
            var client = CreateClient();
            if (!tokens.TryGetValue(member.Id, out var token))
            {
                using var answer = await client.PostAsJsonAsync("/dev/token", new { user = member.Id });
                tokens[member.Id] = token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
            }

            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return new Staff(client);
        }
    }
}
