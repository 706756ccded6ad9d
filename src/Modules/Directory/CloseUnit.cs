using System.Globalization;
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
/// Closes a unit (enheten upphör) from a day. Refused while it holds children on that day or later, or is a municipality's default unit: they would
/// stand without anyone responsible. What else it has, reports, concerns, cases and offers, goes to a successor (efterträdare) on that day, which must then be named.
/// </summary>
internal static class CloseUnit
{
    /// <param name="To">The first day on which the unit is no more, Europe/Stockholm.</param>
    [Allow(Roles.ItAdmin), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string UnitId, DateOnly To, string? SuccessorUnitId) : ICommand<Answer>;

    /// <param name="SuccessorUnitId">A unit of the same organisation that is open on that day.</param>
    internal sealed record Closure(DateOnly To, string? SuccessorUnitId = null);

    internal sealed record Answer(string UnitId, DateOnly To, string? SuccessorUnitId, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
            RuleFor(c => c.SuccessorUnitId).MaximumLength(DirectoryRules.LongestUnitId);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IEnumerable<IUnitLoad> loads) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = await Administration.Unit(db, call.Caller!, request.UnitId);
            if (request.To <= unit.FromDate)
                throw new Invalid("to", "Later than the unit's first day.");
            if (request.SuccessorUnitId is { } named)
                await DemandSuccessor(unit, named, request.To);
            var (children, work) = (0, HeldWork.None);
            foreach (var load in loads)
            {
                children += await load.Children(request.UnitId, request.To, cancellationToken);
                work += await load.Work(unit.Organisation, request.UnitId, null, cancellationToken);
            }

            if (children > 0)
                throw new Refused("unit-holds-children", string.Create(CultureInfo.InvariantCulture, $"The unit is responsible for {children} children on that day or later."));
            if (work.Total > 0 && request.SuccessorUnitId is null)
                throw new Refused("unit-has-work", string.Create(CultureInfo.InvariantCulture, $"Name the unit that takes over {work.Reports} reports, {work.Concerns} concerns, {work.Cases} cases, {work.Offers} offers and {work.Plans} plans or meetings."));
            var defaults = await db.Scalar<int>("SELECT COUNT(*) FROM Directory.DefaultUnit WHERE UnitId = @UnitId AND (ToDate IS NULL OR ToDate > @To)", request);
            if (defaults > 0)
                throw new Refused("unit-is-default", "Choose another default unit for the municipality first.");
            await db.Execute("UPDATE Directory.Unit SET ToDate = @To, SuccessorUnitId = @SuccessorUnitId, ClosureToldAt = NULL, Version = Version + 1 WHERE UnitId = @UnitId", request);
            await Endings.Tell(db.Session, clock);
            return new Answer(request.UnitId, request.To, request.SuccessorUnitId, unit.Version + 1);
        }

        private async Task DemandSuccessor(StoredUnit unit, string successorId, DateOnly day)
        {
            var successor = await StoredUnit.Find(db, successorId);
            if (successor is null || successor.UnitId == unit.UnitId || successor.Organisation != unit.Organisation || !successor.IsOpenOn(day))
                throw new Invalid("successorUnitId", "Another unit of the same organisation, open on that day.");
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/units/{unitId}/closures", async Task<Ok<Answer>> (string unitId, Closure closure, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(unitId, closure.To, closure.SuccessorUnitId), cancel)))
            .WithSummary("Close a unit from a day");
    }
}
