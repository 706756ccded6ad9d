using System.Net;
using Kronobarn.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

/// <summary>One of the routes below a case, with a body that would do; without one it is a read.</summary>
internal sealed record CaseRoute(string Path, object? Body = null, bool IsChange = false);

/// <summary>What a unit does inside a case, and who else may not.</summary>
internal static class CaseWork
{
    public static async Task<Answer> Read(this Town town, string person, Guid caseId, string path) => await (await town.As(person)).Get(Url(person, caseId, path));

    public static async Task<Answer> Add(this Town town, string person, Guid caseId, string path, object body) => await (await town.As(person)).Post(Url(person, caseId, path), body);

    public static async Task<Answer> Change(this Town town, string person, Guid caseId, string path, object body, string? etag) => await (await town.As(person)).Put(Url(person, caseId, path), body, etag);

    /// <summary>The case has come to this state, by whichever way.</summary>
    public static Task HasCome(this Town town, string person, Guid caseId, string state) =>
        town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>().Actor(TownPlan.OrganisationOf(person))!]
            .Write(db => db.Execute("UPDATE {Module}.CaseFile SET State = @state WHERE CaseId = @caseId", new { state, caseId }), default);

    /// <summary>Another unit of the organisation, its head too, and other organisations get the same bytes as for a case that does not exist.</summary>
    public static async Task IsNobodyElses(this Town town, Guid caseId, params CaseRoute[] routes)
    {
        foreach (var person in (string[])["BVC-0780-2-staff", "BVC-0780-2-head", "SOC-0780-1-head", "S-0780-1-head", "POL-0780-1-staff"])
            await town.KnowsOfNone(person, caseId, routes);
    }

    public static async Task KnowsOfNone(this Town town, string person, Guid caseId, params CaseRoute[] routes)
    {
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var answer = await town.Ask(person, caseId, route);
            Assert.True(answer.Status == HttpStatusCode.NotFound, $"{person} {route.Path}: {answer.Status} {answer.Body}");
            Assert.Equal((await town.Ask(person, Guid.NewGuid(), route)).Body, answer.Body);
        }
    }

    /// <summary>A case that is over is read as before; whoever would write in it is told that it is over, and nothing is written.</summary>
    public static async Task IsReadOnlyWhenOver(this Town town, string person, Guid caseId, params CaseRoute[] routes)
    {
        var before = await town.All(person, caseId, routes);
        foreach (var state in (string[])["closed", "handed-over", "transferred"])
        {
            await town.HasCome(person, caseId, state);
            foreach (var route in routes.Where(r => r.Body is not null))
                Assert.Equal("wrong-state", (await town.Ask(person, caseId, route)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
            Assert.Equal(before, await town.All(person, caseId, routes));
        }

        await town.IsNobodyElses(caseId, routes);
    }

    /// <summary>Every route answers the person as one who may.</summary>
    public static async Task IsOpenTo(this Town town, string person, Guid caseId, params CaseRoute[] routes)
    {
        foreach (var route in routes)
        {
            var answer = await town.Ask(person, caseId, route);
            Assert.True((int)answer.Status < 300, $"{person} {route.Path}: {answer.Status} {answer.Body}");
        }
    }

    /// <summary>Only the head sees a child with protected identity, and those whom the head names.</summary>
    public static async Task IsForTheHeadAndTheNamed(this Town town, Guid caseId, Guid childId, params CaseRoute[] routes)
    {
        await town.IsOpenTo("BVC-0780-1-head", caseId, routes);
        await town.KnowsOfNone("BVC-0780-1-staff", caseId, routes);
        _ = (await (await town.As("BVC-0780-1-head")).Post($"/api/responsibility/v1/children/{childId}/named-staff", new { personId = "BVC-0780-1-staff" })).Ok;
        await town.IsOpenTo("BVC-0780-1-staff", caseId, routes);
    }

    private static async Task<string> All(this Town town, string person, Guid caseId, CaseRoute[] routes)
    {
        var read = new List<string>();
        foreach (var route in routes.Where(r => r.Body is null))
            read.Add((await town.Read(person, caseId, route.Path)).Ok.ToJsonString().Replace("\"mayChange\":true", "\"mayChange\":false", StringComparison.Ordinal));
        return string.Join('\n', read);
    }

    private static Task<Answer> Ask(this Town town, string person, Guid caseId, CaseRoute route) =>
        route.Body is null ? town.Read(person, caseId, route.Path)
        : route.IsChange ? town.Change(person, caseId, route.Path, route.Body, "\"1\"")
        : town.Add(person, caseId, route.Path, route.Body);

    private static string Url(string person, Guid caseId, string path) => $"/api/{TownPlan.OrganisationOf(person)}/v1/cases/{caseId}/{path}".TrimEnd('/');
}
