using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.SocialServices;

/// <summary>
/// Social services have found out whom a report is about (identifiera barnet). It stays where it is; a child with protected identity is from then on for the unit's head
/// and for whom the head names, also when somebody else has found it out.
/// </summary>
internal static class IdentifyReport
{
    [Allow(Roles.SocialWorker, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.WorkIntake)]
    internal sealed record Command(Guid ReportId, string Kind, string IdentityNumber) : ICommand<Answer>, IAboutReport
    {
        Guid IAboutRecord.RecordId => ReportId;
    }

    /// <param name="Kind">child, or unborn with the mother's number.</param>
    internal sealed record Identity(string IdentityNumber, string Kind = AboutKinds.Child);

    internal sealed record Answer(Guid ReportId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock)
        {
            RuleFor(c => c.Kind).Must(kind => kind is AboutKinds.Child or AboutKinds.Unborn).WithMessage("One of child and unborn.");
            RuleFor(c => c.IdentityNumber).Must(number => IdentityText.IsNumber(number, clock.Today)).WithMessage("A valid identity number.").MaximumLength(20);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var report = await StoredReport.Load(db.Session, request.ReportId, call.Caller!.UnitId);
            ReportSteps.Demand(report.State, ReportSteps.Identify);
            if (report.ChildId is not null)
                throw new Refused("child-known", "It is known whom the report is about.");
            var child = await register.Whom(request.Kind, request.IdentityNumber, cancellationToken);
            var isProtected = child is { Protection: not "none" };
            // Who had it may not be one who may see it now: the head gives it away again.
            await db.Execute("""
                UPDATE SocialServices.Report SET About = @Kind, IdentityNumber = @number, ChildId = @childId, IsProtected = @isProtected,
                  HandlerId = CASE WHEN @isProtected = 1 THEN NULL ELSE HandlerId END
                WHERE ReportId = @ReportId
                """, new { request.Kind, number = IdentityText.Stored(request.IdentityNumber, clock.Today), childId = child?.ChildId, isProtected, request.ReportId });
            if (child is not null)
                call.Subjects.Add(child.ChildId);
            return new Answer(report.ReportId, report.State);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/reports/{reportId:guid}/identifications", async Task<Ok<Answer>> (Guid reportId, Identity identity, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(reportId, identity.Kind, identity.IdentityNumber), cancel)))
            .WithSummary("Tell whom a report is about");
    }
}
