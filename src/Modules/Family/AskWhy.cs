using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Family;

/// <summary>Asks why (fråga varför) about one look. The question lands with the head of the unit that looked; the answer is read beside the look. One question a look and member.</summary>
internal static class AskWhy
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid ChildId, Question Question) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="LookId">As the page of looks names it.</param>
    /// <param name="Text">In one's own words; at most 1,000 characters.</param>
    internal sealed record Question(string LookId, string Text);

    internal sealed record Answer(Guid QuestionId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Question.LookId).NotEmpty().MaximumLength(80);
            RuleFor(c => c.Question.Text).Must(ReadableText.Is).WithMessage("Ask in text that can be read.").MaximumLength(1000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, LookTrail trail, IFamilyKnowledge families) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (memberId, question) = (call.Caller!.ActsFor[request.ChildId], request.Question);
            var knowledge = await families.Of(request.ChildId, memberId, cancellationToken) ?? throw new Kernel.NotFound();
            if (!knowledge.MayRead)
                throw new Refused("too-young", "This page is for those who are older.");
            // A look that is hidden is one that does not exist.
            if (await trail.Find(request.ChildId, question.LookId, cancellationToken) is not { } look || !trail.IsShown(look, knowledge))
                throw new Invalid("lookId", "There is no such look.");
            if (knowledge.Questions.Any(q => q.LookId == question.LookId))
                throw new Refused("asked-already", "You have asked about this look.");
            var id = Guid.CreateVersion7(clock.Now);
            db.Publish(new LookQuestioned(id, request.ChildId, memberId, look.Organisation ?? "", look.UnitId!, question.LookId, look.Slice, look.Actor, look.At, question.Text, clock.Now));
            return new Answer(id);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/looks/questions", async Task<Accepted<Answer>> (Guid childId, Question question, Sender sender, CancellationToken cancel) =>
            TypedResults.Accepted((string?)null, await sender.Send(new Command(childId, question), cancel)))
            .WithSummary("Ask why the child was looked at");
    }
}
