using System.Net;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Accesses;

/// <summary>
/// Every route that reflection finds, asked over HTTP by every kind of person about a child or a record in every relation, with and without protection: what
/// <c>docs/access-matrix.csv</c> allows is let in, what it does not is 403 for a function and, for a child or a record, the bytes of one that does not exist.
/// </summary>
public sealed class RouteMatrixTests(Town town) : IClassFixture<Town>
{
    // The Kaa register is narrower than the policy: a youth who was never in it is not there, whoever asks.
    private static readonly string[] AlsoNeedARowOfTheirOwn = ["Kaa.GetYouth", "Kaa.OfferMeasure", "Kaa.RecordContactAttempt", "Kaa.RecordMeasureOutcome"];

    // They tell of what staff have done, by the child's key and without a name: the reviewer has no relation to the child.
    private static readonly string[] ShowKeysAlone = [Operations.ReviewLog, Operations.ReviewGlassBreak];

    // Who owns a plan, or is asked to join it, knows that there is one and about whom.
    private static readonly string[] TellOfPlans = ["Collaboration.GetPlans", "Collaboration.GetCorrections"];
    private static readonly string[] PlanShell = [Operations.FollowPlan, Operations.JoinPlan];

    private readonly AccessMatrix matrix = new();
    private readonly Dictionary<(string Route, string Fault), List<string>> wrong = [];
    private int asked;

    [Fact]
    public async Task Every_route_lets_in_whom_the_matrix_lets_in_and_to_all_others_a_child_or_record_is_one_that_does_not_exist()
    {
        var scene = new RouteScene(town);
        await scene.Build();
        var routes = Routes();
        foreach (var person in scene.People)
        {
            var client = (await town.As(person.Id)).Client;
            foreach (var route in routes.Where(r => !r.Slice.Module.IsActor || r.Slice.Module == person.Actor.Module))
                await Try(route, person, client, route.Subject switch
                {
                    Subject.Nothing => [],
                    Subject.Child => [.. scene.ChildrenOf(person.Actor)],
                    var kind => await scene.Records(kind, person),
                }, [.. scene.ChildrenOf(person.Actor)]);
        }

        Assert.True(routes.Count > 150 && asked > 5_000, $"Only {asked} requests to {routes.Count} routes were made.");
        Rule.NoOffenders($"Of {asked} requests these were not answered as docs/access-matrix.csv says:",
            wrong.Take(60).Select(w => $"{w.Key.Route}: {w.Key.Fault}; {w.Value.Count} times, first by {w.Value[0]}"));
    }

    [Fact]
    public async Task The_familys_routes_let_in_the_child_and_guardians_with_an_open_view_and_no_route_of_staff_lets_in_a_private_person()
    {
        var families = new RouteFamilies(town);
        await families.Build();
        var routes = Routes();
        foreach (var person in families.People)
        {
            var client = (await town.As(person.Id)).Client;
            foreach (var route in routes)
                await Try(route, person, client, !FunctionAccess.IsForCitizens(route.Slice.Message) || route.Subject == Subject.Nothing ? []
                    : route.Subject == Subject.Child ? [.. families.ChildrenOf(person)] : await families.Records(route.Subject, person), [.. families.ChildrenOf(person)]);
        }

        Assert.True(routes.Exists(r => FunctionAccess.IsForCitizens(r.Slice.Message) && r.Subject == Subject.Consent), "No route of the family's was found.");
        Rule.NoOffenders($"Of {asked} requests these were not answered as docs/access-matrix.csv says:",
            wrong.Take(60).Select(w => $"{w.Key.Route}: {w.Key.Fault}; {w.Value.Count} times, first by {w.Value[0]}"));
    }

    private List<RouteAsk> Routes() => [.. town.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) ?? false)
        .Select(e => new RouteAsk(e, e.Metadata.GetMetadata<SliceMetadata>()!))];

    private async Task Try(RouteAsk route, Person person, HttpClient client, List<Target> targets, List<Target> children)
    {
        var (missingStatus, missing, shown) = await Ask(route, person, client, Guid.CreateVersion7());
        if (route is { Method: "GET", Subject: Subject.Nothing } && missingStatus == HttpStatusCode.OK)
            JudgeRows(route, person, shown, children);
        Judge(route, person, new Target(Guid.Empty, Relations.None, false, "nothing"), missingStatus, missing, missing);
        foreach (var target in targets)
        {
            var (status, signature, _) = await Ask(route, person, client, target.Id);
            Judge(route, person, target, status, signature, missing);
        }
    }

    /// <summary>A list names no child whose page the matrix refuses; and "my children" names every one that the unit holds and the person may see.</summary>
    private void JudgeRows(RouteAsk route, Person person, string shown, List<Target> children)
    {
        foreach (var child in children)
        {
            var ground = ((string[])(person.Asker == Asker.Family ? [Operations.ReadFamilyPage] : [Operations.ReadChild, .. TellOfPlans.Contains(route.Name, StringComparer.Ordinal) ? PlanShell : []]))
                .Select(operation => matrix.Decide(operation, person.Asker, child.Relations, child.IsProtected, person.IsNamed, hasConsent: false)).FirstOrDefault(found => found is not null);
            var isShown = shown.Contains(child.Id.ToString(), StringComparison.OrdinalIgnoreCase);
            if (isShown && ground is null && !ShowKeysAlone.Contains(route.Operation, StringComparer.Ordinal))
                Wrong(route, person, child, "its list shows a child who is not to be known of", "200");
            if (!isShown && ground == "holder" && route.Slice.Slice == "GetMyChildren")
                Wrong(route, person, child, "its list leaves out a child of the unit", "200");
        }
    }

    private void Judge(RouteAsk route, Person person, Target target, HttpStatusCode status, string signature, string missing)
    {
        // Whoever works with children and whoever has some come by different functions.
        var isFunction = route.Roles.Contains(AllowAttribute.Anyone, StringComparer.Ordinal) || route.Roles.Contains(person.Asker == Asker.Family ? AllowAttribute.Citizen : AllowAttribute.Staff, StringComparer.Ordinal)
            || route.Roles.Contains(person.Role, StringComparer.Ordinal);
        // What is open to anyone does not ask who came.
        var asker = route.Roles.Contains(AllowAttribute.Anyone, StringComparer.Ordinal) ? Asker.Anyone : person.Asker;
        var ground = route.Operation is null ? "function" : matrix.Decide(route.Operation, asker, target.Relations, target.IsProtected, person.IsNamed, target.HasConsent);
        var fault = (isFunction, ground, route.Subject) switch
        {
            (false, _, _) => status == HttpStatusCode.Forbidden ? null : "expected 403",
            (true, null, Subject.Nothing) => status == HttpStatusCode.Forbidden ? null : "expected 403",
            // Who may read a case that is over is told that it is over, instead of that it is not there.
            (true, null, Subject.Case) when route.Operation == Operations.WorkCase && matrix.Decide(Operations.ReadCase, person.Asker, target.Relations, target.IsProtected, person.IsNamed, hasConsent: false) is not null =>
                status == HttpStatusCode.Conflict ? null : "expected 409, the case is over",
            (true, null, _) when status == HttpStatusCode.BadRequest => $"the body was not valid, so nothing was asked: tell Bodies of {route.Slice.Slice}",
            (true, null, _) => status != HttpStatusCode.NotFound ? "expected 404" : signature == missing ? null : $"not the bytes of one that does not exist, which are {missing}",
            _ when (int)status >= 500 || status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.UnsupportedMediaType => $"expected to be let in, on the ground {ground}",
            _ when status == HttpStatusCode.NotFound && route.Subject != Subject.Nothing && !route.NamesMore && !AlsoNeedARowOfTheirOwn.Contains(route.Name, StringComparer.Ordinal) => $"expected to be let in, on the ground {ground}",
            _ => null,
        };
        if (fault is not null)
            Wrong(route, person, target, fault, signature);
    }

    private void Wrong(RouteAsk route, Person person, Target target, string fault, string signature)
    {
        if (!wrong.TryGetValue((route.Name, fault), out var times))
            wrong.Add((route.Name, fault), times = []);
        times.Add($"{person.Id} ({person.Asker}{(person.IsNamed ? ", named" : "")}) about {target.Told}, answered {signature}");
    }

    private async Task<(HttpStatusCode Status, string Signature, string Shown)> Ask(RouteAsk route, Person person, HttpClient client, Guid id)
    {
        asked++;
        using var request = route.Request(id, $"{person.Actor.Unit}-named");
        using var answer = await client.SendAsync(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not "Date").OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
        var body = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, $"{(int)answer.StatusCode} [{string.Join("; ", headers)}] {(answer.IsSuccessStatusCode ? "" : body)}", body);
    }
}
