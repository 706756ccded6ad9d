using System.Collections.Concurrent;
using Kronobarn.Responsibility.Feeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Tests.Responsibility.Feeds;

/// <summary>An SS 12000 source on a port of its own; each test says how it answers for persons.</summary>
public sealed class Ss12000ApiTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly HttpClient _http = new(Ss12000Api.NewHandler());
    private WebApplication _source = null!;
    private Func<HttpContext, IResult> _persons = _ => Page("null");

    private Func<HttpContext, IResult> _placements = _ => Page("null");

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _source = builder.Build();
        _source.MapGet("/api/{kind}", (HttpContext context, string kind) =>
        {
            _asked.Enqueue(kind + Uri.UnescapeDataString(context.Request.QueryString.Value ?? ""));
            return kind is Ss12000Kinds.Persons ? _persons(context) : kind is Ss12000Kinds.Placements ? _placements(context) : Page("null");
        });
        await _source.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task Every_kind_is_read_to_its_last_page_and_the_filter_is_not_sent_with_a_token()
    {
        _persons = context => context.Request.Query["pageToken"].ToString() switch
        {
            "" => Page("\"a b&c\"", 1),
            "a b&c" => Page("\"2\"", 2),
            _ => Page("null", 3),
        };
        var feed = await Read(after: new DateTimeOffset(2026, 8, 1, 2, 0, 0, TimeSpan.FromHours(2)));
        Assert.Equal(3, feed.Persons.Count);
        Assert.Equal(
            [
                "organisations?limit=500&meta.modified.after=2026-08-01T00:00:00.000Z",
                "persons?limit=500&meta.modified.after=2026-08-01T00:00:00.000Z",
                "persons?limit=500&pageToken=a b&c",
                "persons?limit=500&pageToken=2",
                "placements?limit=500&meta.modified.after=2026-08-01T00:00:00.000Z",
                "duties?limit=500&meta.modified.after=2026-08-01T00:00:00.000Z",
                "deletedEntities?limit=500&after=2026-08-01T00:00:00.000Z",
            ],
            _asked,
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_page_token_that_comes_again_is_refused()
    {
        _persons = context => Page(context.Request.Query["pageToken"] == "a" ? "\"b\"" : "\"a\"");
        await Refused("persons page 3", "the page token has come before");
    }

    [Fact]
    public async Task A_source_without_end_is_refused_at_the_page_limit()
    {
        _persons = _ => Page($"\"{Guid.NewGuid()}\"");
        await Refused("persons page 4", "too many pages", new Ss12000Limits { Pages = 3 });
    }

    [Theory]
    [InlineData(204)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Any_answer_but_200_is_refused_with_kind_and_status(int status)
    {
        _persons = _ => Results.StatusCode(status);
        await Refused("persons page 1", $"answered with status {status}");
    }

    [Fact]
    public async Task A_source_that_offers_no_placements_is_read_with_a_note_and_one_that_stops_answering_is_refused()
    {
        _persons = _ => Page("null", 1);
        _placements = _ => Results.NotFound();
        var feed = await Read();
        Assert.Equal(("the source offers no placements", 1, 0), (feed.Note, feed.Persons.Count, feed.Read[Ss12000Kinds.Placements]));
        Assert.Contains("duties?limit=500", _asked, StringComparer.Ordinal);

        _placements = _ => Results.StatusCode(503);
        await Refused("placements page 1", "answered with status 503");
        _placements = context => context.Request.Query.ContainsKey("pageToken") ? Results.NotFound() : Page("\"a\"");
        await Refused("placements page 2", "answered with status 404");
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed()
    {
        var elsewhere = 0;
        await using var other = WebApplication.CreateSlimBuilder().Build();
        other.Urls.Add("http://127.0.0.1:0");
        other.MapGet("/{**all}", () => Interlocked.Increment(ref elsewhere));
        await other.StartAsync();
        _persons = _ => Results.Redirect(other.Urls.First() + "/persons");
        await Refused("persons page 1", "redirected to another host");
        Assert.Equal(0, elsewhere);
        using var following = new HttpClient();
        Assert.Equal("redirected to another host", (await Assert.ThrowsAsync<FeedRefused>(() => Read(http: following))).Reason);
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed_but_not_for_ever()
    {
        _persons = context => context.Request.Query.ContainsKey("moved") ? Page("null", 1) : Results.Redirect("/api/persons?moved=1");
        Assert.Single((await Read()).Persons);
        _persons = _ => Results.Redirect("/api/persons");
        await Refused("persons page 1", "redirected too many times");
    }

    [Fact]
    public async Task A_page_too_large_too_slow_or_cut_off_is_refused()
    {
        _persons = _ => Results.Text("{\"data\":[" + new string(' ', 100_000) + "]}");
        await Refused("persons page 1", "the page is too large", new Ss12000Limits { PageBytes = 50_000 });
        _persons = context => Results.Stream(async body =>
        {
            await body.WriteAsync("{\"data\":["u8.ToArray());
            await body.FlushAsync();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        });
        await Refused("persons page 1", "took too long", new Ss12000Limits { PageTime = TimeSpan.FromMilliseconds(500) });
        _persons = context =>
        {
            context.Response.ContentLength = 1000;
            return Results.Stream(async body =>
            {
                await body.WriteAsync("{\"data\":[]}"u8.ToArray());
                await body.FlushAsync();
                context.Abort();
            });
        };
        await Refused("persons page 1", "the connection failed or was cut off");
    }

    [Fact]
    public async Task A_source_that_does_not_answer_and_an_address_that_is_none_are_refused()
    {
        await _source.StopAsync();
        await Assert.ThrowsAsync<FeedRefused>(() => Ss12000Reader.ReadApiAsync(_http, new Uri("http://127.0.0.1:9"), null, Ndjson.Context));
        await Assert.ThrowsAsync<FeedRefused>(() => Ss12000Reader.ReadApiAsync(_http, new Uri("file:///etc"), null, Ndjson.Context));
    }

    private Task<Ss12000Feed> Read(Ss12000Limits? limits = null, DateTimeOffset? after = null, HttpClient? http = null)
        => Ss12000Reader.ReadApiAsync(http ?? _http, new Uri(_source.Urls.First() + "/api/"), after, Ndjson.Context, limits);

    private async Task Refused(string at, string reason, Ss12000Limits? limits = null)
    {
        var refused = await Assert.ThrowsAsync<FeedRefused>(() => Read(limits));
        Assert.Equal((at, reason), (refused.At, refused.Reason));
    }

    private static IResult Page(string token, int? person = null)
    {
        var data = person is { } n ? $$"""{"id":"{{new Guid(n, 1, 1, new byte[8])}}"}""" : "";
        return Results.Text($$"""{"data":[{{data}}],"pageToken":{{token}}}""", "application/json");
    }
}
