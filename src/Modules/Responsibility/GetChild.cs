using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// A child's page: identity, who holds on which day and why (ansvarskedjan), alerts. What is shown follows the caller's ground: the holder sees all of it,
/// the next holder name and date, a former one what was theirs and nothing newer. Carried by every actor.
/// </summary>
internal static class GetChild
{
    /// <param name="KnownAt">Show the timeline as it was known at this instant; now when missing.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadChild)]
    internal sealed record Query(Guid ChildId, DateTimeOffset? KnownAt) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Ground">The ground on which this is shown: holder, case, incoming, former or break-glass.</param>
    /// <param name="Timeline">In order of time; days on which nobody holds are not in it.</param>
    internal sealed record Answer(Guid ChildId, string Ground, string? Name, DateOnly? BirthDate, string? Protection, IReadOnlyList<Guardian> Guardians,
        IReadOnlyList<HeldPeriod> Timeline, IReadOnlyList<Warning> Alerts);

    internal sealed record Guardian(string Name, DateOnly? From, DateOnly? To);

    /// <param name="To">The first day after the period; missing when it is open.</param>
    /// <param name="Why">The rule, the decision that it rests on and the record that it was read from.</param>
    internal sealed record HeldPeriod(DateOnly From, DateOnly? To, string Organisation, string? UnitId, string? Unit, Reason Why);

    /// <param name="Source">Which source told the fact; missing where the rule rests on no record (a default unit).</param>
    internal sealed record Reason(string Rule, string Decision, string? Source, string? Record, DateTimeOffset? RecordedAt);

    internal sealed record Warning(string Code, DateOnly From, DateOnly? To);

    internal sealed class Handler(Call call, Clock clock, StoreOf<Handler> store, IUnits units, CountyRules rules) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var page = await store.Read(db => ChildPage.Load(db, request.ChildId, request.KnownAt ?? clock.Now), cancellationToken);
            var mine = page.Periods.Where(p => p.Organisation == call.Caller!.Organisation && p.UnitId == call.Caller.UnitId);
            if (call.Ground == Grounds.Incoming)
            {
                return new Answer(request.ChildId, Grounds.Incoming, page.Name, null, null, [],
                    [.. mine.Where(p => p.FromDate > clock.Today).Take(1).Select(p => new HeldPeriod(p.FromDate, null, p.Organisation, p.UnitId, null, Why(p, [], rules.Schedule)))], []);
            }

            if (call.Ground == Grounds.Former)
                return new Answer(request.ChildId, Grounds.Former, page.Name, page.BirthDate, null, [], [.. await Held(mine, page, cancellationToken)], []);
            if (call.Ground is Grounds.Case or Grounds.BreakGlass)
                return await Reached(request.ChildId, page, cancellationToken);
            return new Answer(request.ChildId, Grounds.Holder, page.Name, page.BirthDate, page.Protection, [.. page.Guardians.Select(g => new Guardian($"{g.GivenName} {g.FamilyName}", g.FromDate, g.ToDate))],
                [.. await Held(page.Periods, page, cancellationToken)], [.. page.Alerts.Select(a => new Warning(a.Code, a.From, a.To))]);
        }

        // Identity and whom to call: who holds today, without the chain before and after. Broken glass gives the contact alone.
        private async Task<Answer> Reached(Guid childId, ChildPage page, CancellationToken cancel)
        {
            var today = page.Periods.Where(p => p.FromDate <= clock.Today && (p.ToDate is null || p.ToDate > clock.Today));
            var isCase = call.Ground == Grounds.Case;
            return new Answer(childId, call.Ground!, isCase ? page.Name : null, isCase ? page.BirthDate : null, null, [], [.. await Held(today, page, cancel)], []);
        }

        private async Task<IEnumerable<HeldPeriod>> Held(IEnumerable<PeriodRow> periods, ChildPage page, CancellationToken cancel)
        {
            var names = await units.All(cancel);
            return periods.Select(p => new HeldPeriod(p.FromDate, p.ToDate, p.Organisation, p.UnitId, p.UnitId is null ? null : names.GetValueOrDefault(p.UnitId)?.Name, Why(p, page.Facts, rules.Schedule)));
        }

        private static Reason Why(PeriodRow period, IReadOnlyList<StoredFact> facts, RuleSchedule schedule)
        {
            var source = ChildPage.FactBehind(period, facts);
            return new Reason(period.RuleName, schedule.InForce(period.FromDate.DayNumber).Id, source?.Source, source?.SourceKey, source?.RecordedAt);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}", async Task<Ok<Answer>> (Guid childId, DateTimeOffset? knownAt, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId, knownAt), cancel)))
            .WithSummary("A child's page: who is barnensbästa-ansvarig on which day, and why");
    }
}
