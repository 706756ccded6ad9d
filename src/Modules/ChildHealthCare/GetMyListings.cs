using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.ChildHealthCare;

/// <summary>The children listed at the caller's clinic (listade barn), whether recorded here or told by a feed: the latest to begin first, or the youngest first where a span of ages is asked for.</summary>
internal static class GetMyListings
{
    /// <param name="BornFrom">Born on this day or later, where the clinic may know the birth date.</param>
    /// <param name="BornBefore">Born before this day.</param>
    /// <param name="Name">Each of its words stands in the name. Never in an address, so no endpoint has it.</param>
    [Allow(Roles.BhvNurse, Roles.UnitHead), Audit(AuditAttribute.Read), Operation(Operations.RecordChild)]
    internal sealed record Query(int Limit, int Offset, DateOnly? BornFrom = null, DateOnly? BornBefore = null, Guid? ChildId = null, string? Name = null) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Listing> Listings);

    /// <param name="Key">What an ending names it by.</param>
    /// <param name="Source">The feed that told of it, or child-health-care for what was recorded here.</param>
    /// <param name="Name">Missing until the child has one, and until 90 days before the child is the unit's.</param>
    internal sealed record Listing(string Key, Guid ChildId, string? Name, DateOnly? BirthDate, DateOnly From, DateOnly? To, string Source);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
            RuleFor(q => q.Name).MaximumLength(100);
        }
    }

    internal sealed class Handler(Call call, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var order = request.BornFrom is null && request.BornBefore is null ? UnitRecordOrder.LatestFirst : UnitRecordOrder.YoungestFirst;
            var filter = new UnitRecordFilter(request.ChildId, BornFrom: request.BornFrom, BornBefore: request.BornBefore, Order: order, Name: request.Name);
            var page = await records.Current(call.Caller!, FactKinds.Listing, filter, request.Limit, request.Offset, cancellationToken);
            foreach (var record in page.Records)
                call.Subjects.Add(record.ChildId);
            return new Answer(page.Total, [.. page.Records.Select(r => new Listing(r.Key, r.ChildId, r.Name, r.BirthDate, r.From, r.To, r.Source))]);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/listings", async Task<Ok<Answer>> (
            Sender sender, CancellationToken cancel, int limit = 20, int offset = 0, DateOnly? bornFrom = null, DateOnly? bornBefore = null, Guid? childId = null) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset, bornFrom, bornBefore, childId), cancel)))
            .WithSummary("The listings at my clinic that have not ended");
    }
}
