using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.School;

/// <summary>Enrols a pupil at the caller's school (skolplacering), where no feed tells of it.</summary>
internal static class EnrolPupil
{
    /// <param name="IdentityNumber">The pupil's personnummer, samordningsnummer, reserve or temporary number.</param>
    /// <param name="Form">FKLASS, GR, GRS, SP, SAM, GY or GYS (SS 12000).</param>
    /// <param name="From">First day, Europe/Stockholm.</param>
    /// <param name="To">The day after the last; missing while it is open.</param>
    [Allow(Roles.Rektor, Roles.StudentHealthTeam), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(string IdentityNumber, string Form, DateOnly From, DateOnly? To = null) : ICommand<Answer>;

    internal sealed record Answer(Guid EnrolmentId, Guid ChildId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.IdentityNumber).NotEmpty().MaximumLength(20);
            RuleFor(c => c.Form).Must(SchoolForms.Counts).WithMessage("One of FKLASS, GR, GRS, SP, SAM, GY and GYS.");
            RuleFor(c => c.To).GreaterThan(c => c.From).When(c => c.To is not null).WithMessage("Later than from.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register, IUnitRecords records) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var child = await Known(request.IdentityNumber, cancellationToken) ?? throw new Refused("child-unknown", "The number is not in the county's register.");
            if (request.From < child.BirthDate)
                throw new Invalid("from", "Before the child's birth date.");
            var id = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO School.Enrolment (EnrolmentId, ChildId, UnitId, Form, FromDate, ToDate, RecordedBy, RecordedAt)
                VALUES (@id, @ChildId, @UnitId, @Form, @From, @To, @PersonId, @Now)
                """, new { id, child.ChildId, call.Caller!.UnitId, request.Form, request.From, request.To, call.Caller.PersonId, clock.Now });
            db.Publish(new FactReported(child.ChildId, FactKinds.Enrolment, Organisations.School, id.ToString(), call.Caller.UnitId, request.Form, request.From, request.To));
            call.Subjects.Add(child.ChildId);
            return new Answer(id, child.ChildId);
        }

        // A child with protected identity is enrolled by the rektor, or by staff named for it; to others the number is as unknown as any.
        private async Task<ChildInfo?> Known(string identityNumber, CancellationToken cancel)
        {
            var child = await register.ChildWith(identityNumber, cancel);
            return child is not null && (await records.Cards(call.Caller!, [child.ChildId], cancel))[child.ChildId] is { IsHidden: false } ? child : null;
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/enrolments", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(command, cancel);
            return TypedResults.Created($"/api/school/v1/enrolments/{answer.EnrolmentId}", answer);
        })
            .WithSummary("Enrol a pupil at my school");
    }
}
