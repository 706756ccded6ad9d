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

/// <summary>Changes or clears a note (ändra anteckning): its author, or the unit's head. The version before is kept. Carried by every actor.</summary>
internal static class ChangeNote
{
    /// <param name="Version">The version that was edited, from If-Match.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, Guid NoteId, int? Version, string? Text) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Text">At most 4,000 characters; null or blank clears the note.</param>
    internal sealed record Content(string? Text);

    internal sealed record Answer(Guid NoteId, int Version);

    /// <summary>One side of a collision: what is stored, or what was sent and the version that it rests on.</summary>
    internal sealed record Side(int Version, string? Text, string ChangedBy);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Text).Must(text => string.IsNullOrWhiteSpace(text) || ReadableText.Is(text)).WithMessage("A text that can be read, or none.").MaximumLength(CaseNote.Longest);
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            await CaseWorkSteps.Load(db.Session, request.CaseId, CaseWorkSteps.WriteNote);
            var note = await CaseNote.Load(db.Session, request.CaseId, request.NoteId);
            if (!note.MayBeChangedBy(caller))
                throw new Refused("not-author", "A note is changed by the one who wrote it, or by the unit's head.");
            if (request.Version is not { } version)
                throw new StaleVersion(missing: true);
            var text = string.IsNullOrWhiteSpace(request.Text) ? null : request.Text;
            if (version != note.Version || !await Write(request.NoteId, version, text, caller.PersonId))
            {
                var stored = await CaseNote.Load(db.Session, request.CaseId, request.NoteId);
                throw new StaleVersion(missing: false, new Side(stored.Version, stored.Body, stored.ChangedBy), new Side(version, text, caller.PersonId));
            }

            return new Answer(request.NoteId, version + 1);
        }

        private async Task<bool> Write(Guid noteId, int version, string? text, string personId)
        {
            var change = new { noteId, version, text, personId, clock.Now };
            await db.Execute("""
                INSERT INTO {Module}.NoteVersion (NoteId, Version, Body, ChangedBy, ChangedAt)
                SELECT NoteId, Version, Body, ChangedBy, ChangedAt FROM {Module}.Note WHERE NoteId = @noteId AND Version = @version
                """, change);
            return await db.Execute("UPDATE {Module}.Note SET Body = @text, ChangedBy = @personId, ChangedAt = @Now, Version = Version + 1 WHERE NoteId = @noteId AND Version = @version", change) == 1;
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/cases/{caseId:guid}/notes/{noteId:guid}", async Task<Ok<Answer>> (
            Guid caseId, Guid noteId, Content content, HttpRequest request, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            // Whether one may know of the case is asked before what the request lacks.
            int? version = request.Headers.IfMatch.Count == 0 ? null : Kernel.Http.IfMatch(request);
            var answer = await sender.Send(new Command(caseId, noteId, version, content.Text), cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Ok(answer);
        })
            .WithSummary("Change or clear a note; If-Match with the version that was edited");
    }
}
