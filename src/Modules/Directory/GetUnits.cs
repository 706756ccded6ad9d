using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>The county's units (enheter), searched by organisation, municipality and name: those that are open today or will open.</summary>
internal static class GetUnits
{
    /// <param name="Municipality">The units of this municipality and those for the whole region.</param>
    /// <param name="Text">A part of the name.</param>
    /// <param name="Limit">At most so many, 1 to 100.</param>
    /// <param name="Offset">Skip so many.</param>
    [Allow(AllowAttribute.Staff), NotAudited("tells of units, not of people")]
    internal sealed record Query(string? Organisation, string? Municipality, string? Text, int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Found> Units);

    /// <param name="Municipality">Missing when the unit is for the whole region.</param>
    /// <param name="PartnerKind">What kind of partner (samverkanspart) it is.</param>
    /// <param name="Private">Run by a private care giver or an independent school owner.</param>
    internal sealed record Found(string UnitId, string Organisation, string Name, string? Municipality, string? PartnerKind, bool Private, DateOnly From, DateOnly? To);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Organisation).OneOf(Organisations.All);
            RuleFor(q => q.Municipality).MunicipalityCode();
            RuleFor(q => q.Text).MaximumLength(DirectoryRules.LongestName);
            this.Paged(q => q.Limit, q => q.Offset);
        }
    }

    internal sealed class Handler(Db db, Clock clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var (small, capital, capitals) = SearchText.Patterns(request.Text);
            var rows = await db.Query<Row>("""
                SELECT x.Total, x.UnitId, x.Organisation, x.Name, x.Municipality, x.PartnerKind, x.IsPrivate, x.FromDate, x.ToDate FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY u.Organisation, u.Name, u.UnitId) AS Place,
                    u.UnitId, u.Organisation, u.Name, u.Municipality, u.PartnerKind, u.IsPrivate, u.FromDate, u.ToDate
                  FROM Directory.Unit u
                  WHERE (u.ToDate IS NULL OR u.ToDate > @Today) AND (@Organisation IS NULL OR u.Organisation = @Organisation)
                    AND (@Municipality IS NULL OR u.Municipality IS NULL OR u.Municipality = @Municipality)
                    AND (@small IS NULL OR u.Name LIKE @small ESCAPE '\' OR u.Name LIKE @capital ESCAPE '\' OR u.Name LIKE @capitals ESCAPE '\')) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { clock.Today, request.Organisation, request.Municipality, small, capital, capitals, request.Offset, last = request.Offset + request.Limit });
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => new Found(r.UnitId, r.Organisation, r.Name, r.Municipality, r.PartnerKind, r.IsPrivate, r.FromDate, r.ToDate)));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required string UnitId { get; init; }
        public required string Organisation { get; init; }
        public required string Name { get; init; }
        public string? Municipality { get; init; }
        public string? PartnerKind { get; init; }
        public required bool IsPrivate { get; init; }
        public required DateOnly FromDate { get; init; }
        public DateOnly? ToDate { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/units", async Task<Ok<Answer>> (
            Sender sender, CancellationToken cancel, string? organisation = null, string? municipality = null, string? text = null, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(organisation, municipality, text, limit, offset), cancel)))
            .WithSummary("Search the county's units");
    }
}
