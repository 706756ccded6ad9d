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
/// stand without anyone responsible.
/// </summary>
internal static class CloseUnit
{
    /// <param name="To">The first day on which the unit is no more, Europe/Stockholm.</param>
    [Allow(Roles.ItAdmin), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string UnitId, DateOnly To) : ICommand<Answer>;

    internal sealed record Closure(DateOnly To);

    internal sealed record Answer(string UnitId, DateOnly To, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
    }

    internal sealed class Handler(Db db, Call call, IEnumerable<IUnitLoad> loads) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = await Administration.Unit(db, call.Caller!, request.UnitId);
            if (request.To <= unit.FromDate)
                throw new Invalid("to", "Later than the unit's first day.");
            var children = 0;
            foreach (var load in loads)
                children += await load.Children(request.UnitId, request.To, cancellationToken);
            if (children > 0)
                throw new Refused("unit-holds-children", string.Create(CultureInfo.InvariantCulture, $"The unit is responsible for {children} children on that day or later."));
            var defaults = await db.Scalar<int>("SELECT COUNT(*) FROM Directory.DefaultUnit WHERE UnitId = @UnitId AND (ToDate IS NULL OR ToDate > @To)", request);
            if (defaults > 0)
                throw new Refused("unit-is-default", "Choose another default unit for the municipality first.");
            await db.Execute("UPDATE Directory.Unit SET ToDate = @To, Version = Version + 1 WHERE UnitId = @UnitId", request);
            return new Answer(request.UnitId, request.To, unit.Version + 1);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/units/{unitId}/closures", async Task<Ok<Answer>> (string unitId, Closure closure, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(unitId, closure.To), cancel)))
            .WithSummary("Close a unit from a day");
    }
}
