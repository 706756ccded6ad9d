using System.Net;
using Kronobarn.Kernel;
using Kronobarn.Tests.Caseworks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.PoliceLists;

/// <summary>The police browse nothing: every route of their API that reads is found, not listed, and shows what is theirs alone.</summary>
public sealed class NothingToBrowseTests(Town town) : IClassFixture<Town>
{
    private const string Officer = "POL-0780-1-staff";

    // The parameter of a route tells what it is the id of.
    private static readonly string[] OfOneThing = ["childId", "caseId", "concernId", "receiptId"];

    private List<string> Reads => [.. town.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<SliceMetadata>() is { Module.Slug: "police" } && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET", StringComparer.Ordinal))
        .Select(e => e.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal).Replace("{version:int}", "1", StringComparison.Ordinal)).Where(route => !route.EndsWith("/api-info", StringComparison.Ordinal))];

    [Fact]
    public async Task No_list_of_the_police_shows_anything_but_their_own()
    {
        var foreign = await Foreign();
        var officer = await town.As(Officer);
        var lists = Reads.FindAll(route => !route.Contains('{', StringComparison.Ordinal));
        Assert.Superset(new HashSet<string>(["/api/police/v1/children", "/api/police/v1/inbox", "/api/police/v1/receipts"], StringComparer.Ordinal), lists.ToHashSet(StringComparer.Ordinal));
        var told = new List<string>();
        foreach (var list in lists)
        {
            var answer = await officer.Get(list);
            told.AddRange(foreign.Where(secret => answer.Body.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{list}: {secret}"));
        }

        Rule.NoOffenders("Lists that tell the police of what is not theirs:", told);

        var own = await town.RaiseConcern(Officer, "201703012391");
        Assert.Equal([own], (await officer.Get("/api/police/v1/receipts")).Ok["receipts"]!.AsArray().Select(r => r!["receiptId"]!.GetValue<Guid>()));
        (await town.Step("BVC-0780-1-staff", own, "passings", new { unitId = "POL-0780-1", reason = "Gäller ett pågående brott." })).Expect(HttpStatusCode.OK);
        Assert.Equal([own], await town.Inbox(Officer));
    }

    [Fact]
    public async Task Nothing_that_is_anothers_opens_for_the_police_by_its_id()
    {
        var child = await town.Resident("201703032399", "2020-01-01");
        var caseId = await town.OpenCase("BVC-0780-1-staff", "201703032399", "S-0780-1-staff");
        var concern = await town.RaiseConcern("POL-0780-2-staff", "201703032399");
        var officer = await town.As(Officer);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var route in Reads.Where(route => route.Contains('{', StringComparison.Ordinal)))
        {
            var url = route.Replace("{childId}", $"{child}", StringComparison.Ordinal).Replace("{caseId}", $"{caseId}", StringComparison.Ordinal)
                .Replace("{concernId}", $"{concern}", StringComparison.Ordinal).Replace("{receiptId}", $"{concern}", StringComparison.Ordinal);
            asked.UnionWith(OfOneThing.Where(id => route.Contains($"{{{id}}}", StringComparison.Ordinal)));
            if (!url.Contains('{', StringComparison.Ordinal))
                // An extract is a head's function, whoever the child is.
                Assert.True((await officer.Get(url.EndsWith("/changes", StringComparison.Ordinal) ? $"{url}?from=1&to=2" : url)).Status
                    == (url.EndsWith("/extract", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound), url);
        }

        Assert.Equal(OfOneThing.ToHashSet(StringComparer.Ordinal), asked);
        (await officer.Post("/api/police/v1/children/lookups", new { identityNumber = "201703032399", purpose = "Utryckning i natt" })).Expect(HttpStatusCode.NotFound);
    }

    /// <summary>Two children and what is known of them elsewhere: names, numbers, keys and words, none of which is the officer's.</summary>
    private async Task<IReadOnlyList<string>> Foreign()
    {
        var children = new[] { await town.Resident("201703012391", "2020-01-01"), await town.Resident("201703022382", "2020-01-01", protection: "sekretessmarkering") };
        var cases = await town.OpenCase("BVC-0780-1-staff", "201703012391", "S-0780-1-staff");
        var concern = await town.RaiseConcern("POL-0780-2-staff", "201703012391", "Kollegans iakttagelse.");
        var report = await town.RaiseConcern("S-0780-1-staff", "201703022382", "Skolans anmälan.", harm: true);
        return [.. children.Select(c => c.ToString()), $"{cases}", $"{concern}", $"{report}", "20170301", "20170302", "Kollegans", "Skolans"];
    }
}
