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
/// Writes a new part into the plan: what the own unit knows, wants, does, or whom to call. The owner may also write for another party, as at the meeting's table; what
/// it writes is then for those who may have it from both.
/// </summary>
internal static class AddPart
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, PartContent Part) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(Guid PartId, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Part).SetValidator(new PartRules()).OverridePropertyName("part");
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            await PartPlace.Demand(db.Session, plan, new Sight(await givers.Coverage(db.Session, plan.ChildId, cancellationToken), caller.UnitId), request.Part);
            var part = await StoredPart.Add(db.Session, clock, plan.PlanId, request.Part, caller.UnitId, null, caller.PersonId);
            return new Answer(part.PartId, part.Version);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/parts", async Task<Created<Answer>> (Guid planId, PartContent part, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(new Command(planId, part), cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Created((string?)null, answer);
        })
            .WithSummary("Write a new part into the plan");
    }
}
