using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Preschool;

/// <summary>The placements at the caller's preschool that have not ended (våra barn i förskolan), whether recorded here or told by a feed.</summary>
internal static class GetMyPlacements
{
    private static readonly string[] Views = ["all", "coming", "ending"];

    /// <param name="View">all, the latest to begin first; coming, the next to begin first; ending, the next to end first.</param>
    /// <param name="Name">Each of its words stands in the name. Never in an address, so no endpoint has it.</param>
    [Allow(Roles.PreschoolHead), Audit(AuditAttribute.Read), Operation(Operations.RecordChild)]
    internal sealed record Query(int Limit, int Offset, string View = "all", Guid? ChildId = null, string? Name = null) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Placement> Placements);

    /// <param name="Key">What an ending names it by.</param>
    /// <param name="Source">The feed that told of it, or preschool for what was recorded here.</param>
    /// <param name="Name">Missing until the child has one, and until 90 days before the child is the unit's.</param>
    internal sealed record Placement(string Key, Guid ChildId, string? Name, DateOnly? BirthDate, DateOnly From, DateOnly? To, string Source);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.View).Must(view => Views.Contains(view, StringComparer.Ordinal)).WithMessage("One of all, coming and ending.");
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
            RuleFor(q => q.Name).MaximumLength(100);
        }
    }

    internal sealed class Handler(Call call, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var order = request.View switch { "coming" => UnitRecordOrder.Coming, "ending" => UnitRecordOrder.Ending, _ => UnitRecordOrder.LatestFirst };
            var page = await records.Current(call.Caller!, FactKinds.Placement, new UnitRecordFilter(request.ChildId, Order: order, Name: request.Name), request.Limit, request.Offset, cancellationToken);
            foreach (var record in page.Records)
                call.Subjects.Add(record.ChildId);
            return new Answer(page.Total, [.. page.Records.Select(r => new Placement(r.Key, r.ChildId, r.Name, r.BirthDate, r.From, r.To, r.Source))]);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/placements", async Task<Ok<Answer>> (
            Sender sender, CancellationToken cancel, int limit = 20, int offset = 0, string view = "all", Guid? childId = null) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset, view, childId), cancel)))
            .WithSummary("The placements at my preschool that have not ended");
    }
}
