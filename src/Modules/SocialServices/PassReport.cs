using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.SocialServices;

/// <summary>
/// Passes a report to the reception whose it is, with a reason (överflytta anmälan): it came to the wrong one. It goes whole, and its clocks run on from the day on which
/// it came, because the child has waited since then. The unit that passes it keeps that it went.
/// </summary>
internal static class PassReport
{
    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Disclosed), Operation(Operations.WorkIntake)]
    internal sealed record Command(Guid ReportId, string UnitId, string Reason) : ICommand<Answer>, IAboutReport
    {
        Guid IAboutRecord.RecordId => ReportId;
    }

    /// <param name="UnitId">A unit of social services that is open today.</param>
    /// <param name="Reason">Why it is theirs; 5 to 500 characters. The receiver reads it.</param>
    internal sealed record Passing(string UnitId, string Reason);

    internal sealed record Answer(Guid ReportId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.UnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Reason).NotEmpty().Length(5, 500);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IClocks clocks, IUnits units) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var report = await StoredReport.Load(db.Session, request.ReportId, caller.UnitId);
            ReportSteps.Demand(report.State, ReportSteps.Pass);
            var unit = await units.Find(request.UnitId, cancellationToken);
            if (unit is not { Organisation: Organisations.SocialServices } || unit.From > clock.Today || unit.To <= clock.Today)
                throw new Invalid("unitId", "There is no such unit of social services today.");
            if (unit.UnitId == caller.UnitId)
                throw new Invalid("unitId", "Your own unit has the report.");
            await ReportMoves.To(db.Session, clock, clocks, report, unit.UnitId, RoutedBecause.Passed, request.Reason, caller.PersonId);
            return new Answer(report.ReportId, ReportStates.Passed);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/reports/{reportId:guid}/passings", async Task<Ok<Answer>> (Guid reportId, Passing passing, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(reportId, passing.UnitId, passing.Reason), cancel)))
            .WithSummary("Pass a report to the right reception, with a reason");
    }
}
