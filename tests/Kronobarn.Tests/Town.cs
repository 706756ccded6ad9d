using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Tests;

/// <summary>
/// The one fixture: the whole program on a real database in a folder of its own (or on the SQL Server of KRONOBARN_TEST_SQLSERVER), with a
/// small directory, the clock in hand and events that are delivered when the test says so.
/// </summary>
public sealed class Town : WebApplicationFactory<Program>, IAsyncLifetime
{
    public static readonly DateOnly FirstDay = new(2026, 3, 2);

    private readonly string folder = Path.Combine(Path.GetTempPath(), "kronobarn-tests", Guid.NewGuid().ToString("N"));
    private readonly FakeClock clock = new(Clock.StartOf(FirstDay).AddHours(9));
    private readonly TestDatabase? server = TestDatabase.IfConfigured();

    public DateOnly Today => Clock.DayOf(clock.GetUtcNow());

    public string Folder => folder;

    /// <summary>Settings of this town's own; told before it is built.</summary>
    internal Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>What is put into this town's program over its own, such as a fault; told before it is built.</summary>
    internal Action<IServiceCollection>? Plants { get; set; }

    public async Task InitializeAsync()
    {
        if (server is not null)
            await server.Create(Services);
        await TownPlan.Build(Services, FirstDay);
        await DeliverEvents();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        if (server is not null)
            await server.Drop();
        if (System.IO.Directory.Exists(folder))
            System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>Someone of the town's staff, by person id: see <see cref="TownPlan"/>.</summary>
    public async Task<Staff> As(string person)
    {
        var client = CreateClient();
        var answer = await client.PostAsJsonAsync("/dev/token", new { user = person });
        Assert.True(answer.IsSuccessStatusCode, $"{person} cannot sign in: {await answer.Content.ReadAsStringAsync()}");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>());
        return new Staff(client);
    }

    public Staff Anonymous() => new(CreateClient());

    /// <summary>A child that the population register knows and that lives in the municipality since birth.</summary>
    public async Task<Guid> Resident(string identityNumber, string born, string municipality = "0780", string protection = "none")
    {
        var day = DateOnly.Parse(born, CultureInfo.InvariantCulture);
        var change = new ChildChange(Guid.CreateVersion7()) { IsNew = true, GivenName = "Barn", FamilyName = identityNumber[..8] };
        change.Numbers.Add((identityNumber, "personnummer"));
        change.Facts.Add(new FactChange("birth", "population", "birth", new FactContent { FromDate = day }));
        change.Facts.Add(new FactChange("residence", "population", "r1", new FactContent { Municipality = municipality, FromDate = day }));
        if (protection != "none")
            change.Facts.Add(new FactChange("protection", "population", "p1", new FactContent { FromDate = day, Reason = protection }));
        await Change(change);
        return change.ChildId;
    }

    /// <summary>The population register tells that the child lives in another municipality from a day.</summary>
    public Task MovesTo(Guid child, string municipality, string from)
    {
        var change = new ChildChange(child);
        change.Facts.Add(new FactChange("residence", "population", $"r-{from}", new FactContent { Municipality = municipality, FromDate = DateOnly.Parse(from, CultureInfo.InvariantCulture) }));
        return Change(change);
    }

    internal async Task Change(ChildChange change)
    {
        await Record(change);
        await DeliverEvents();
    }

    /// <summary>The register takes the change in, and nobody has heard of it yet.</summary>
    internal async Task Record(ChildChange change)
    {
        var register = Services.GetRequiredService<Register>();
        var store = Services.GetRequiredService<StoreOf<Register>>();
        var county = await register.County(default);
        await store.Write(db => register.Apply(db, [change], county));
    }

    /// <summary>Everything told so far has been heard, and what that led to.</summary>
    public Task DeliverEvents() => Delivery.Settle(Services);

    /// <summary>The morning of a later day: what the new day brings has been told.</summary>
    public async Task MorningOf(string day)
    {
        clock.MoveTo(Clock.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)).AddHours(8));
        await Services.GetRequiredService<DayBreak>().Run(default);
        await Services.GetRequiredService<Kronobarn.Directory.Endings>().Run(default);
        await DeliverEvents();
        await Services.GetRequiredService<Kronobarn.Casework.ClockWatch>().Run(default);
        await DeliverEvents();
    }

    public void MoveClock(TimeSpan time) => clock.MoveTo(clock.GetUtcNow() + time);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Kronobarn:DataFolder", folder);
        builder.UseSetting("Kronobarn:Demo:Children", "0");
        // All tests of a class come from one address.
        builder.UseSetting("Kronobarn:OpenToAnyone:PerMinute", "100");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        server?.Configure(builder);
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
            Plants?.Invoke(services);
        });
    }
}

/// <summary>A person at a screen: what they send and what they get, over HTTP.</summary>
public sealed class Staff(HttpClient client)
{
    public HttpClient Client => client;

    public Task<Answer> Get(string url) => Send(HttpMethod.Get, url, null);

    public Task<Answer> Post(string url, object? body, string? key = null) => Send(HttpMethod.Post, url, body, key);

    public Task<Answer> Put(string url, object body, string? etag) => Send(HttpMethod.Put, url, body, etag: etag);

    private async Task<Answer> Send(HttpMethod method, string url, object? body, string? key = null, string? etag = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
            request.Content = body is string text ? new StringContent(text, System.Text.Encoding.UTF8, "application/json") : JsonContent.Create(body, body.GetType());
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        using var answer = await client.SendAsync(request);
        var content = await answer.Content.ReadAsStringAsync();
        return new Answer(answer.StatusCode, content, answer.Headers.ETag?.ToString());
    }
}

/// <summary>An HTTP answer. Reading it as the wrong kind shows the whole body in the failure.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, string? ETag)
{
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException($"{Status}: {Body}");

    /// <summary>The answer's JSON, having checked its status.</summary>
    public JsonNode Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, got {(int)Status}: {Body}");
        return Body.Length == 0 ? new JsonObject() : Json;
    }

    public JsonNode Ok => Expect(HttpStatusCode.OK);

    public JsonNode Created => Expect(HttpStatusCode.Created);
}
