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
/// The head answers a family's request for correction: noted, corrected by a note beside what stands, or refused with the reason and how to have it tried. Once.
/// Source: dataskyddsförordningen (EU) 2016/679 article 12.4: whoever refuses says why and how to complain.
/// </summary>
internal static class AnswerCorrection
{
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead), Audit(AuditAttribute.Changed), Operation(Operations.CorrectRecord)]
    internal sealed record Command(Guid CorrectionId, Reply Reply) : ICommand<Answer>, IAboutCorrection
    {
        Guid IAboutRecord.RecordId => CorrectionId;
    }

    /// <param name="Word">noted, corrected-by-note or refused.</param>
    /// <param name="Reason">To the one who asked; needed with refused. At most 2,000 characters.</param>
    /// <param name="Appeal">How to have a refusal tried by somebody else; needed with refused, and only then. At most 1,000 characters.</param>
    internal sealed record Reply(string Word, string? Reason = null, string? Appeal = null);

    internal sealed record Answer(Guid CorrectionId, string Word);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Reply.Word).Must(word => CorrectionAnswers.All.Contains(word, StringComparer.Ordinal)).WithMessage("One of noted, corrected-by-note and refused.");
            RuleFor(c => c.Reply.Reason).NotNull().When(c => c.Reply.Word == CorrectionAnswers.Refused).WithMessage("Say why it is refused.");
            RuleFor(c => c.Reply.Reason).MaximumLength(2000).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.");
            RuleFor(c => c.Reply.Appeal).NotNull().When(c => c.Reply.Word == CorrectionAnswers.Refused).WithMessage("Say how a refusal is tried by somebody else.");
            RuleFor(c => c.Reply.Appeal).Null().When(c => c.Reply.Word != CorrectionAnswers.Refused).WithMessage("Only a refusal is appealed.");
            RuleFor(c => c.Reply.Appeal).MaximumLength(1000).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, reply) = (call.Caller!, request.Reply);
            if (await db.Execute("""
                UPDATE Collaboration.CorrectionAsk SET Answer = @Word, Reason = @Reason, Appeal = @Appeal, AnsweredByOrganisation = @Organisation, AnsweredByUnitId = @UnitId, AnsweredBy = @PersonId, AnsweredAt = @Now
                WHERE AskId = @CorrectionId AND AnsweredAt IS NULL
                """, new { reply.Word, reply.Reason, reply.Appeal, caller.Organisation, caller.UnitId, caller.PersonId, clock.Now, request.CorrectionId }) == 0)
                throw new Refused("already-answered", "It has been answered.");
            return new Answer(request.CorrectionId, reply.Word);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/corrections/{correctionId:guid}/answers", async Task<Ok<Answer>> (Guid correctionId, Reply reply, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(correctionId, reply), cancel)))
            .WithSummary("Answer a family's request for correction");
    }
}
