using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>
/// Whom to call for advice without a case (kontaktvägar): the ways to reach every open unit, private care givers and partners among them,
/// searched by municipality, organisation, purpose and text.
/// </summary>
internal static class GetContactWays
{
    /// <param name="Municipality">The units of this municipality and those for the whole region.</param>
    /// <param name="Purpose">advice, concern, case or urgent.</param>
    /// <param name="Text">A part of the unit's name, the label or the note.</param>
    /// <param name="Limit">At most so many, 1 to 100.</param>
    /// <param name="Offset">Skip so many.</param>
    [Allow(AllowAttribute.Staff), NotAudited("tells how to reach units, and of no child")]
    internal sealed record Query(string? Municipality, string? Organisation, string? UnitId, string? Purpose, string? Text, int Limit, int Offset) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Way> ContactWays);

    /// <param name="Version">For If-Match.</param>
    internal sealed record Way(string ContactWayId, string Purpose, string Label, string? Phone, string? Email, string? Hours, string? Note, int Version,
        string UnitId, string UnitName, string Organisation, string? Municipality, string? PartnerKind, bool Private);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Municipality).MunicipalityCode();
            RuleFor(q => q.Organisation).OneOf(Organisations.All);
            RuleFor(q => q.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
            RuleFor(q => q.Purpose).OneOf(DirectoryRules.Purposes);
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
                SELECT x.Total, x.ContactWayId, x.Purpose, x.Label, x.Phone, x.Email, x.Hours, x.Note, x.Version,
                  x.UnitId, x.UnitName, x.Organisation, x.Municipality, x.PartnerKind, x.IsPrivate FROM (
                  SELECT COUNT(*) OVER () AS Total, ROW_NUMBER() OVER (ORDER BY u.Organisation, u.Name, u.UnitId, w.Purpose, w.Label, w.ContactWayId) AS Place,
                    w.ContactWayId, w.Purpose, w.Label, w.Phone, w.Email, w.Hours, w.Note, w.Version,
                    u.UnitId, u.Name AS UnitName, u.Organisation, u.Municipality, u.PartnerKind, u.IsPrivate
                  FROM Directory.ContactWay w JOIN Directory.Unit u ON u.UnitId = w.UnitId
                  WHERE u.FromDate <= @Today AND (u.ToDate IS NULL OR u.ToDate > @Today)
                    AND (@Municipality IS NULL OR u.Municipality IS NULL OR u.Municipality = @Municipality) AND (@Organisation IS NULL OR u.Organisation = @Organisation)
                    AND (@UnitId IS NULL OR u.UnitId = @UnitId) AND (@Purpose IS NULL OR w.Purpose = @Purpose)
                    AND (@small IS NULL OR u.Name LIKE @small ESCAPE '\' OR u.Name LIKE @capital ESCAPE '\' OR u.Name LIKE @capitals ESCAPE '\'
                      OR w.Label LIKE @small ESCAPE '\' OR w.Label LIKE @capital ESCAPE '\' OR w.Label LIKE @capitals ESCAPE '\'
                      OR w.Note LIKE @small ESCAPE '\' OR w.Note LIKE @capital ESCAPE '\' OR w.Note LIKE @capitals ESCAPE '\')) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, new { clock.Today, request.Municipality, request.Organisation, request.UnitId, request.Purpose, small, capital, capitals, request.Offset, last = request.Offset + request.Limit });
            return new Answer(rows.Count == 0 ? 0 : rows[0].Total, rows.ConvertAll(r => r.Way()));
        }
    }

    private sealed class Row
    {
        public required int Total { get; init; }
        public required string ContactWayId { get; init; }
        public required string Purpose { get; init; }
        public required string Label { get; init; }
        public string? Phone { get; init; }
        public string? Email { get; init; }
        public string? Hours { get; init; }
        public string? Note { get; init; }
        public required int Version { get; init; }
        public required string UnitId { get; init; }
        public required string UnitName { get; init; }
        public required string Organisation { get; init; }
        public string? Municipality { get; init; }
        public string? PartnerKind { get; init; }
        public required bool IsPrivate { get; init; }

        public Way Way() => new(ContactWayId, Purpose, Label, Phone, Email, Hours, Note, Version, UnitId, UnitName, Organisation, Municipality, PartnerKind, IsPrivate);
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/contact-ways", async Task<Ok<Answer>> (
            Sender sender, CancellationToken cancel, string? municipality = null, string? organisation = null, string? unitId = null, string? purpose = null, string? text = null, int limit = 20, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(municipality, organisation, unitId, purpose, text, limit, offset), cancel)))
            .WithSummary("Whom to call: for advice without a case, a concern, a case, or urgently");
    }
}
