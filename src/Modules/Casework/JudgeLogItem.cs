using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// Says what a row of a sample is (bedöma en loggpost): as it should be, to be asked about, or to be reported. A later judgement replaces the one before; nobody judges
/// what they did themselves. Carried by every actor.
/// </summary>
internal static class JudgeLogItem
{
    private static readonly string[] Verdicts = ["fine", "ask", "report"];

    [Allow(Roles.LogReviewer), Audit(AuditAttribute.Changed), Operation(Operations.ReviewLog)]
    internal sealed record Command(Guid SampleId, int N, string Verdict, string? Note) : ICommand<Answer>;

    /// <param name="Verdict">fine, ask or report.</param>
    /// <param name="Note">At most 500 characters; needed unless the verdict is fine.</param>
    internal sealed record Body(string Verdict, string? Note = null);

    internal sealed record Answer(Guid SampleId, int N, string Verdict);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Verdict).Must(verdict => Verdicts.Contains(verdict, StringComparer.Ordinal)).WithMessage("One of fine, ask and report.");
            RuleFor(c => c.Note).MaximumLength(500);
            RuleFor(c => c.Note).NotEmpty().When(c => c.Verdict != "fine").WithMessage("Say what is asked about or reported.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, UnitTrail trail) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var judged = new { request.SampleId, request.N, caller.UnitId, request.Verdict, request.Note, caller.PersonId, clock.Now };
            var drawn = await db.Find<Row>("""
                SELECT i.Stripe, i.Seq FROM {Module}.LogSampleItem i JOIN {Module}.LogSample s ON s.SampleId = i.SampleId WHERE i.SampleId = @SampleId AND i.Place = @N AND s.UnitId = @UnitId
                """, judged) ?? throw new Kernel.NotFound();
            var row = (await trail.Of(db.Session, caller.UnitId, [(drawn.Stripe, drawn.Seq)], cancellationToken))[(drawn.Stripe, drawn.Seq)];
            if (row.Actor == caller.PersonId)
                throw new Refused("own-row", "Another than the one who did it judges it.");
            if (row.SubjectId is { } child)
                call.Subjects.Add(child);
            await db.Execute("UPDATE {Module}.LogSampleItem SET Verdict = @Verdict, Note = @Note, JudgedBy = @PersonId, JudgedAt = @Now WHERE SampleId = @SampleId AND Place = @N", judged);
            return new Answer(request.SampleId, request.N, request.Verdict);
        }
    }

    private sealed class Row
    {
        public required string Stripe { get; init; }
        public required long Seq { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/log-samples/{sampleId:guid}/items/{n:int}/judgements", async Task<Ok<Answer>> (Guid sampleId, int n, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(sampleId, n, body.Verdict, body.Note), cancel)))
            .WithSummary("Judge a row of a sample");
    }
}
