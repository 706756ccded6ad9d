using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Writes a note in a case (anteckning). It stays in the organisation: no hand-over, transfer or plan takes it along. Carried by every actor.</summary>
internal static class WriteNote
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, string Text) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Text">At most 4,000 characters.</param>
    internal sealed record Content(string Text);

    internal sealed record Answer(Guid NoteId, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Text).Must(ReadableText.Is).WithMessage("A text that can be read.").MaximumLength(CaseNote.Longest);
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var file = await CaseWorkSteps.Load(db.Session, request.CaseId, CaseWorkSteps.WriteNote);
            var noteId = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO {Module}.Note (NoteId, CaseId, AuthorId, Body, Version, WrittenAt, ChangedBy, ChangedAt) VALUES (@noteId, @CaseId, @PersonId, @Text, 1, @Now, @PersonId, @Now)
                """, new { noteId, file.CaseId, call.Caller!.PersonId, request.Text, clock.Now });
            return new Answer(noteId, 1);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/notes", async Task<Created<Answer>> (
            Guid caseId, Content content, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(new Command(caseId, content.Text), cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Created((string?)null, answer);
        })
            .WithSummary("Write a note in a case; it stays in my organisation");
    }
}
