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

/// <summary>Gives a report to a colleague at the unit (tilldela), or, without a name, back to the whole unit.</summary>
internal static class AssignReport
{
    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkIntake)]
    internal sealed record Command(Guid ReportId, string? PersonId) : ICommand<Answer>, IAboutReport
    {
        Guid IAboutRecord.RecordId => ReportId;
    }

    /// <param name="PersonId">A colleague with a role at the unit today; missing to take the name away.</param>
    internal sealed record Assignment(string? PersonId = null);

    internal sealed record Answer(Guid ReportId, string? PersonId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.PersonId).MaximumLength(64);
    }

    internal sealed class Handler(Db db, Call call, IColleagues colleagues) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var report = await StoredReport.Load(db.Session, request.ReportId, call.Caller!.UnitId);
            ReportSteps.Demand(report.State, ReportSteps.Assign);
            if (request.PersonId is not null)
                await colleagues.Demand(call.Caller, request.PersonId, report.IsProtected ? report.ChildId : null, cancellationToken);
            await db.Execute("UPDATE SocialServices.Report SET HandlerId = @PersonId WHERE ReportId = @ReportId", request);
            return new Answer(report.ReportId, request.PersonId);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/reports/{reportId:guid}/assignments", async Task<Ok<Answer>> (Guid reportId, Assignment assignment, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(reportId, assignment.PersonId), cancel)))
            .WithSummary("Give a report to a colleague, or back to the unit");
    }
}
