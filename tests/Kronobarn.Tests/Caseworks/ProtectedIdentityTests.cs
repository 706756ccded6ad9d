using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Tests.Caseworks;

/// <summary>A child with protected identity whose every field is a word that stands nowhere else; then every answer, log line, measurement and store is read for those words.</summary>
public sealed class ProtectedIdentityTests(Town town) : IClassFixture<Town>
{
    private const string Number = "201901052397";
    private static readonly string[] Canaries = ["Gulhämpling", "Talltita", "Entita", "Svartmes", "Bofink på fönstret", "Steglits i rummet", Number, "201901062388"];

    [Fact]
    public async Task Nobody_but_the_head_of_the_unit_finds_a_trace_of_the_child_in_any_list_error_log_line_measurement_or_store()
    {
        var child = await Protected();
        var concern = await town.RaiseConcern("POL-0780-1-staff", Number, text: "Bofink på fönstret.");
        (await town.Step("BVC-0780-1-head", concern, "acknowledgements")).Expect(System.Net.HttpStatusCode.OK);
        (await town.Step("BVC-0780-1-head", concern, "uptakes", new { })).Expect(System.Net.HttpStatusCode.OK);
        var heard = new ConcurrentQueue<string>();
        using var measured = Listen(heard);
        await using var host = town.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddLogging(logging =>
            logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Ears(heard)))));

        var found = new List<string>();
        var routes = Reading(host);
        Assert.True(routes.Count > 50, $"Only {routes.Count} routes were found.");
        foreach (var (module, pattern) in routes)
        {
            foreach (var person in People(module).Where(p => p != "BVC-0780-1-head"))
            {
                var answer = await Get(host, person, pattern, child, concern);
                // What the reporter wrote stays with the reporter, and nobody else reads it.
                found.AddRange(Canaries.Where(c => answer.Contains(c, StringComparison.Ordinal) && !(person == "POL-0780-1-staff" && c == "Bofink på fönstret"))
                    .Select(c => $"{person} reads {c} at {pattern}"));
            }
        }

        found.AddRange(heard.SelectMany(line => Canaries.Where(c => line.Contains(c, StringComparison.Ordinal)).Select(c => $"heard {c}: {line}")));
        found.AddRange(Stored().Where(s => s.Store is not ("Responsibility" or "ChildHealthCare") && !(s.Store == "Police" && s.Word == "Bofink på fönstret")).Select(s => $"{s.Word} stands in {s.Store}"));
        Rule.NoOffenders("Traces of a protected child:", found.Distinct(StringComparer.Ordinal));
        Assert.Contains("Gulhämpling", await Get(host, "BVC-0780-1-head", "/api/child-health-care/v1/children/{childId}", child, concern), StringComparison.Ordinal);
        Assert.NotEmpty(heard);
    }

    [Fact]
    public async Task A_mark_that_comes_late_closes_what_lies_in_the_inbox_at_once()
    {
        var child = await town.Resident("201901072395", "2020-01-01");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201901072395");
        Assert.Contains(concern, await town.Inbox("BVC-0780-1-staff"));

        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("protection", "population", "p1", new FactContent { FromDate = town.Today, Reason = "sekretessmarkering" }));
        await town.Change(change);

        Assert.DoesNotContain(concern, await town.Inbox("BVC-0780-1-staff"));
        Assert.Contains(concern, await town.Inbox("BVC-0780-1-head"));
        (await (await town.As("BVC-0780-1-staff")).Get($"/api/child-health-care/v1/concerns/{concern}")).Expect(System.Net.HttpStatusCode.NotFound);
    }

    private async Task<Guid> Protected()
    {
        var change = new ChildChange(Guid.CreateVersion7()) { IsNew = true, GivenName = "Gulhämpling", FamilyName = "Talltita" };
        change.Numbers.Add((Number, "personnummer"));
        change.Guardians.Add(new GuardianChange("201901062388", "Entita", "Svartmes", IsMother: true, new(2020, 1, 1), null, "none", "population"));
        change.Facts.Add(new FactChange("birth", "population", "birth", new FactContent { FromDate = new(2020, 1, 1) }));
        change.Facts.Add(new FactChange("residence", "population", "r1", new FactContent { Municipality = "0780", FromDate = new(2020, 1, 1) }));
        change.Facts.Add(new FactChange("protection", "population", "p1", new FactContent { FromDate = new(2020, 1, 1), Reason = "sekretessmarkering" }));
        await town.Change(change);
        return change.ChildId;
    }

    private static IReadOnlyList<(ModuleInfo Module, string Pattern)> Reading(WebApplicationFactory<Program> host) =>
    [
        .. host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] == "GET" && e.Metadata.GetMetadata<SliceMetadata>() is not null)
            .Select(e => (e.Metadata.GetMetadata<SliceMetadata>()!.Module, $"/{e.RoutePattern.RawText!.TrimStart('/').Replace(":guid", "", StringComparison.Ordinal)}")),
    ];

    private static IEnumerable<string> People(ModuleInfo module) => module.IsActor
        ? TownPlan.Units.Where(u => u.Organisation == module.Slug && u.Unit.Contains("0780", StringComparison.Ordinal)).SelectMany(u => new[] { $"{u.Unit}-head", $"{u.Unit}-staff" })
        : ["it-admin-0780", "coordinator-0780", "BVC-0780-1-staff"];

    private readonly Dictionary<string, HttpClient> signedIn = new(StringComparer.Ordinal);

    private async Task<string> Get(WebApplicationFactory<Program> host, string person, string pattern, Guid child, Guid concern)
    {
        if (!signedIn.TryGetValue(person, out var client))
        {
            signedIn[person] = client = host.CreateClient();
            client.DefaultRequestHeaders.Authorization = (await town.As(person)).Client.DefaultRequestHeaders.Authorization;
        }

        var url = pattern.Replace("{childId}", child.ToString(), StringComparison.Ordinal).Replace("{concernId}", concern.ToString(), StringComparison.Ordinal).Replace("{receiptId}", concern.ToString(), StringComparison.Ordinal);
        url = System.Text.RegularExpressions.Regex.Replace(url, @"\{[^}]+\}", Guid.Empty.ToString(), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        using var answer = await client.GetAsync(new Uri(url, UriKind.Relative));
        return $"{string.Join(' ', answer.Headers.Select(h => string.Join(' ', h.Value)))} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>The words in the store files, free pages and all. On SQL Server there is no file to read.</summary>
    private IEnumerable<(string Store, string Word)> Stored() =>
        from file in System.IO.Directory.GetFiles(town.Folder, "*.db")
        let bytes = ReadShared(file)
        from word in Canaries
        where bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0
        select (Path.GetFileName(file).Split('.')[0], word);

    private static byte[] ReadShared(string file)
    {
        if (file.EndsWith(".db", StringComparison.Ordinal))
        {
            // Into the file with what stands in its log, as a backup does.
            using var store = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
            store.Open();
            using var fold = store.CreateCommand();
            fold.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            fold.ExecuteNonQuery();
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static MeterListener Listen(ConcurrentQueue<string> heard)
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, l) => l.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => heard.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => heard.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        listener.Start();
        return listener;
    }

    private sealed class Ears(ConcurrentQueue<string> heard) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            heard.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => heard.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
