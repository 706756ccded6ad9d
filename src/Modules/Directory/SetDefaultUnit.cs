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
/// Says which unit takes a municipality's children from a day where none is listed (BVC) or enrolled (KAA) (förvald enhet). The one before ends that day.
/// </summary>
internal static class SetDefaultUnit
{
    /// <param name="Organisation">child-health-care or kaa.</param>
    /// <param name="From">First day, Europe/Stockholm; it lasts until the next one begins.</param>
    [Allow(Roles.ItAdmin), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string Municipality, string Organisation, string UnitId, DateOnly From) : ICommand<Answer>;

    /// <param name="To">The first day of a later one that was there already.</param>
    internal sealed record Answer(string Municipality, string Organisation, string UnitId, DateOnly From, DateOnly? To);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Municipality).MunicipalityCode();
            RuleFor(c => c.Organisation).OneOf(DirectoryRules.WithDefault);
            RuleFor(c => c.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            Administration.MustReach(call.Caller!, request.Municipality);
            var unit = await StoredUnit.Find(db, request.UnitId);
            if (unit is null || unit.Organisation != request.Organisation || !unit.IsOpenOn(request.From) || (unit.Municipality is not null && unit.Municipality != request.Municipality))
                throw new Invalid("unitId", "Not a unit of that organisation which serves the municipality on that day.");
            var next = await db.Find<Row>("""
                SELECT MIN(FromDate) AS FromDate FROM Directory.DefaultUnit WHERE Municipality = @Municipality AND Organisation = @Organisation AND FromDate > @From
                """, request);
            await Administration.MustBeNew(db.Execute("""
                INSERT INTO Directory.DefaultUnit (Municipality, Organisation, FromDate, ToDate, UnitId) VALUES (@Municipality, @Organisation, @From, @to, @UnitId)
                """, new { request.Municipality, request.Organisation, request.From, to = next?.FromDate, request.UnitId }), "a default unit from that day");
            await db.Execute("""
                UPDATE Directory.DefaultUnit SET ToDate = @From
                WHERE Municipality = @Municipality AND Organisation = @Organisation AND FromDate < @From AND (ToDate IS NULL OR ToDate > @From)
                """, request);
            db.Publish(new DefaultUnitsChanged(request.Municipality));
            return new Answer(request.Municipality, request.Organisation, request.UnitId, request.From, next?.FromDate);
        }
    }

    private sealed class Row
    {
        public DateOnly? FromDate { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/default-units", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(command, cancel)))
            .WithSummary("Set a municipality's default unit from a day");
    }
}
