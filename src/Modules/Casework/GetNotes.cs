using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>The notes of a case (anteckningar), for the unit that wrote them, also when the case has gone on. Carried by every actor.</summary>
internal static class GetNotes
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId, int Limit, int Offset) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Total">How many there are in all.</param>
    /// <param name="Notes">The latest first.</param>
    internal sealed record Answer(int Total, IReadOnlyList<Note> Notes);

    /// <param name="Text">Missing when the note has been cleared.</param>
    /// <param name="Version">For If-Match.</param>
    /// <param name="MayChange">The caller wrote it, or is the unit's head, and the case is open.</param>
    internal sealed record Note(Guid NoteId, string? Text, string AuthorId, DateTimeOffset WrittenAt, string ChangedBy, DateTimeOffset ChangedAt, int Version, bool MayChange);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var file = await CaseFile.Load(db.Session, request.CaseId);
            var isOpen = CaseWorkSteps.May(file.State, CaseWorkSteps.WriteNote);
            var page = new { request.CaseId, request.Offset, last = request.Offset + request.Limit };
            var total = await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Note WHERE CaseId = @CaseId", page);
            var notes = await db.Query<CaseNote>("""
                SELECT x.NoteId, x.AuthorId, x.Body, x.Version, x.WrittenAt, x.ChangedBy, x.ChangedAt FROM (
                  SELECT ROW_NUMBER() OVER (ORDER BY WrittenAt DESC, NoteId) AS Place, NoteId, AuthorId, Body, Version, WrittenAt, ChangedBy, ChangedAt FROM {Module}.Note WHERE CaseId = @CaseId) x
                WHERE x.Place > @Offset AND x.Place <= @last ORDER BY x.Place
                """, page);
            return new Answer(total, notes.ConvertAll(n => new Note(n.NoteId, n.Body, n.AuthorId, n.WrittenAt, n.ChangedBy, n.ChangedAt, n.Version, isOpen && n.MayBeChangedBy(call.Caller!))));
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/notes", async Task<Ok<Answer>> (
            Guid caseId, Sender sender, CancellationToken cancel, int limit = 50, int offset = 0) =>
            TypedResults.Ok(await sender.Send(new Query(caseId, limit, offset), cancel)))
            .WithSummary("The notes of a case");
    }
}
