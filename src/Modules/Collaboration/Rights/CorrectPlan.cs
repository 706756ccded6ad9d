using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// Writes a correction (rättelse) beside a plan or a part of it. What it corrects stands as it was, and the note can be neither changed nor taken away.
/// By the head of the owner, or of a party that may see the part. Source: dataskyddsförordningen (EU) 2016/679 article 16.
/// </summary>
internal static class CorrectPlan
{
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead), Audit(AuditAttribute.Changed), Operation(Operations.CorrectRecord)]
    internal sealed record Command(Guid PlanId, Correction Correction) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="Text">What is right instead, and how it is known; at most 2,000 characters.</param>
    /// <param name="PartId">The part that it is about; the plan as a whole when missing.</param>
    internal sealed record Correction(string Text, Guid? PartId = null);

    internal sealed record Answer(Guid CorrectionId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Correction.Text).Must(ReadableText.Is).WithMessage("Say what is right instead.").MaximumLength(2000);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, correction) = (call.Caller!, request.Correction);
            var plan = await StoredPlan.Load(db.Session, request.PlanId);
            var coverage = await givers.Coverage(db.Session, plan.ChildId, cancellationToken);
            // The gate has let the unit in, and the consent may have been taken back since. The owner answers for the plan's shell with or without it.
            if (coverage.Any(caller.UnitId) is null && (plan.OwnerUnitId != caller.UnitId || correction.PartId is not null))
                throw new Kernel.NotFound();
            if (correction.PartId is { } partId)
                _ = await new Sight(coverage, caller.UnitId).Load(db.Session, plan.PlanId, partId);
            var row = new { id = Guid.CreateVersion7(clock.Now), plan.PlanId, correction.PartId, correction.Text, caller.UnitId, caller.PersonId, clock.Now };
            await db.Execute("""
                INSERT INTO Collaboration.PlanCorrection (CorrectionId, PlanId, PartId, Body, UnitId, WrittenBy, WrittenAt) VALUES (@id, @PlanId, @PartId, @Text, @UnitId, @PersonId, @Now)
                """, row);
            return new Answer(row.id);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/corrections", async Task<Created<Answer>> (Guid planId, Correction correction, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(planId, correction), cancel)))
            .WithSummary("Write a correction beside the plan or a part of it");
    }
}
