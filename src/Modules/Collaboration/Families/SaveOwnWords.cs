using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// The child or a guardian says it in its own words (egna ord), which stand in the plan as they were written. One part each; what stood before stays in the plan's
/// history. The first needs no If-Match, the next carries the version that it rests on.
/// </summary>
internal static class SaveOwnWords
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid ChildId, int? Version, WordsPart Words) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, int Version);

    /// <summary>One of two texts that met (412).</summary>
    internal sealed record Side(int? Version, WordsPart Words);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Words.Text).Must(ReadableText.Is).WithMessage("Text that can be read.").MaximumLength(2000);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, caller.ActsFor[request.ChildId], cancellationToken);
            if (await CurrentPlan.Of(db.Session, request.ChildId) is not { State: PlanStates.Open } plan)
                throw new Refused("no-plan", "There is no open plan to write in.");
            // Two first words of one person, on two hosts, meet at the plan's row, and not as two parts.
            await db.Execute("UPDATE Collaboration.ChildPlan SET Number = Number WHERE PlanId = @PlanId", plan);
            var own = (await StoredPart.Of(db.Session, plan.PlanId)).Find(p => p.OriginMemberId == viewer.MemberId && p.Kind == PartKinds.Words);
            var content = new PartContent(Words: request.Words);
            if (own is null)
                return request.Version is null
                    ? new Answer(request.ChildId, (await StoredPart.Add(db.Session, clock, plan.PlanId, content, null, viewer.MemberId, caller.PersonId)).Version)
                    : throw new StaleVersion(missing: false);
            // What is kept from a guardian stands on no page of the child's either: it cannot name the version that it rests on, and writes anew.
            if ((viewer.Sees(own.PartId) ? request.Version : own.Version) is not { } version)
                throw new StaleVersion(missing: true);
            var changed = version == own.Version ? await own.Change(db.Session, clock, version, content.Text(), isRemoved: false, null, caller.PersonId) : null;
            return changed is not null ? new Answer(request.ChildId, changed.Version)
                : throw new StaleVersion(missing: false, new Side(own.Version, PartContent.Of(own.Content).Words!), new Side(version, request.Words));
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/children/{childId:guid}/plan/words", async Task<Ok<Answer>> (
            Guid childId, WordsPart words, HttpRequest request, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            int? version = request.Headers.IfMatch.Count == 0 ? null : Kernel.Http.IfMatch(request);
            var answer = await sender.Send(new Command(childId, version, words), cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Ok(answer);
        })
            .WithSummary("Say it in my own words; If-Match after the first time");
    }
}
