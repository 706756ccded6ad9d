using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Changes a part of the plan. The edit carries the version it rests on; when somebody was first, both texts are shown and nothing is lost.</summary>
internal static class ChangePart
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, Guid PartId, int? Version, PartContent Part) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    internal sealed record Answer(Guid PartId, int Version);

    /// <summary>One of two texts that met (412).</summary>
    internal sealed record Side(int Version, PartContent Part, string? UnitId, bool IsRemoved = false);

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
            var sight = new Sight(await givers.Coverage(db.Session, plan.ChildId, cancellationToken), caller.UnitId);
            var part = await sight.Load(db.Session, plan.PlanId, request.PartId);
            if (!sight.MayChange(part, plan.OwnerUnitId))
                throw new Refused("not-yours", "It is another's own: write beside it.");
            if (part.Kind != request.Part.Kind)
                throw new Invalid("part", $"It is a {part.Kind} and stays one.");
            if (request.Version is not { } version)
                throw new StaleVersion(missing: true);
            await PartPlace.Demand(db.Session, plan, sight, request.Part);
            var all = await StoredPart.Of(db.Session, plan.PlanId);
            var (seen, stored) = (all.Where(sight.Sees).Select(p => p.PartId).ToHashSet(), PartContent.Of(part.Content));
            var kept = Sight.Kept(request.Part, stored, all.Select(p => p.PartId).Where(id => !seen.Contains(id)).ToHashSet());
            if (part.IsRemoved || version != part.Version
                || await part.Change(db.Session, clock, version, kept.Text(), isRemoved: false, caller.UnitId, caller.PersonId) is not { } changed)
                throw new StaleVersion(missing: false, new Side(part.Version, Sight.Shown(stored, seen), part.ChangedByUnitId, part.IsRemoved), new Side(version, request.Part, caller.UnitId));
            return new Answer(changed.PartId, changed.Version);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/plans/{planId:guid}/parts/{partId:guid}", async Task<Ok<Answer>> (
            Guid planId, Guid partId, PartContent part, HttpRequest request, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            // Whether one may know of the plan is asked before what the request lacks.
            int? version = request.Headers.IfMatch.Count == 0 ? null : Kernel.Http.IfMatch(request);
            var answer = await sender.Send(new Command(planId, partId, version, part), cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Ok(answer);
        })
            .WithSummary("Change a part of the plan; If-Match with the version that was edited");
    }
}
