using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The unit's head answers a family that has asked why its child was looked at (svar på fråga varför). The family reads it beside the look; it is given once.</summary>
internal static class AnswerFamilyQuestion
{
    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Disclosed), Operation(Operations.ListEscalations)]
    internal sealed record Command(Guid QuestionId, string Text) : ICommand<Answer>;

    /// <param name="Text">In plain words, for the family; at most 2,000 characters.</param>
    internal sealed record Body(string Text);

    internal sealed record Answer(Guid QuestionId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Text).Must(ReadableText.Is).WithMessage("Answer in text that can be read.").MaximumLength(2000);
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var row = new { request.QuestionId, caller.UnitId, caller.PersonId, request.Text, clock.Now };
            // Another unit's question is none.
            if (await db.Query<Guid>("SELECT ChildId FROM Collaboration.FamilyQuestion WHERE QuestionId = @QuestionId AND UnitId = @UnitId", row) is not [var childId])
                throw new Kernel.NotFound();
            call.Subjects.Add(childId);
            if (await db.Execute("UPDATE Collaboration.FamilyQuestion SET Answer = @Text, AnsweredBy = @PersonId, AnsweredAt = @Now WHERE QuestionId = @QuestionId AND AnsweredAt IS NULL", row) == 0)
                throw new Refused("wrong-state", "It has been answered.");
            return new Answer(request.QuestionId);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/family-questions/{questionId:guid}/answers", async Task<Created<Answer>> (Guid questionId, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(questionId, body.Text), cancel)))
            .WithSummary("Answer a family that has asked why");
    }
}
