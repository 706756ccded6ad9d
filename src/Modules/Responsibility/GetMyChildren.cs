using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>The children that the caller's unit is responsible for today (mina barn). Carried by every actor.</summary>
internal static class GetMyChildren
{
    /// <param name="Limit">At most so many, 1 to 100.</param>
    /// <param name="Offset">Skip so many.</param>
    /// <param name="Name">Only those whose name has each of these words in it; asked for by pages alone, since a name stands in no address.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ListChildren)]
    internal sealed record Query(int Limit, int Offset, string? Name = null) : IQuery<Answer>;

    /// <param name="Total">How many there are in all.</param>
    /// <param name="Children">Sorted by name.</param>
    internal sealed record Answer(int Total, IReadOnlyList<Child> Children);

    /// <param name="ChildId">The child's key in every API.</param>
    /// <param name="Name">Missing until the child has one.</param>
    /// <param name="BirthDate">Missing before birth.</param>
    /// <param name="Since">The first day of the period in force.</param>
    /// <param name="Until">The day on which the next holder begins, where it is known.</param>
    /// <param name="Rule">The rule by which the unit holds.</param>
    /// <param name="Protection">none, sekretessmarkering or skyddad-folkbokforing.</param>
    internal sealed record Child(Guid ChildId, string? Name, DateOnly? BirthDate, DateOnly Since, DateOnly? Until, string Rule, string Protection);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
            RuleFor(q => q.Name).MaximumLength(100);
        }
    }

    internal sealed class Handler(Call call, Clock clock, StoreOf<Handler> store) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var search = new NameSearch(request.Name);
            var rows = await store.Read(db => db.Query<UnitChildRow>("""
                SELECT x.Total, x.ChildId, x.GivenName, x.FamilyName, x.BirthDate, x.FromDate, x.ToDate, x.RuleName, x.Protection FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY c.FamilyName, c.GivenName, c.ChildId) AS Place,
                    c.ChildId, c.GivenName, c.FamilyName, c.BirthDate, p.FromDate, p.ToDate, p.RuleName, c.Protection
                  FROM Responsibility.Period p JOIN Responsibility.Child c ON c.ChildId = p.ChildId
                  WHERE p.UnitId = @UnitId AND p.Organisation = @Organisation AND p.SupersededAt IS NULL AND p.FromDate <= @today AND (p.ToDate IS NULL OR p.ToDate > @today)
                    AND (c.Protection = 'none' OR @seesProtected = 1 OR EXISTS (SELECT 1 FROM Responsibility.NamedStaff n WHERE n.ChildId = c.ChildId AND n.PersonId = @PersonId))) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, search.IsEmpty ? UnitChildRow.Args(call, clock.Today, request.Limit, request.Offset) : UnitChildRow.Args(call, clock.Today, int.MaxValue, 0)), cancellationToken);
            var total = rows.Count == 0 ? 0 : rows[0].Total;
            if (!search.IsEmpty)
            {
                var named = rows.FindAll(row => search.Finds(row.Name));
                (total, rows) = (named.Count, [.. named.Skip(request.Offset).Take(request.Limit)]);
            }

            rows.ForEach(row => call.Subjects.Add(row.ChildId));
            call.Ground = Grounds.Holder;
            return new Answer(total, rows.ConvertAll(r => new Child(r.ChildId, r.Name, r.BirthDate, r.FromDate, r.ToDate, r.RuleName, r.Protection)));
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset), cancel)))
            .WithSummary("The children that my unit is barnensbästa-ansvarig for today");
    }
}
