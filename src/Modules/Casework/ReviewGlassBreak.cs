using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Says whether the glass was rightly broken (granska nödåtkomst): once, and never by the one who broke it. Its clock stops. Carried by every actor.</summary>
internal static class ReviewGlassBreak
{
    [Allow(Roles.UnitHead, Roles.Rektor, Roles.PreschoolHead, Roles.LogReviewer), Audit(AuditAttribute.Changed), Operation(Operations.ReviewGlassBreak)]
    internal sealed record Command(Guid GlassBreakId, bool IsJustified, string Note) : ICommand<Answer>;

    /// <param name="Note">How it was judged, and what is done about it; 5 to 500 characters.</param>
    internal sealed record Body(bool IsJustified, string Note);

    internal sealed record Answer(Guid GlassBreakId, bool IsJustified);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Note).NotEmpty().Length(5, 500);
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var review = new { request.GlassBreakId, caller.UnitId, request.IsJustified, request.Note, caller.PersonId, clock.Now };
            var broken = await db.Find<Row>("SELECT ChildId, PersonId FROM {Module}.GlassBreak WHERE GlassBreakId = @GlassBreakId AND UnitId = @UnitId", review) ?? throw new Kernel.NotFound();
            call.Subjects.Add(broken.ChildId);
            if (broken.PersonId == caller.PersonId)
                throw new Refused("own-glass-break", "Another than the one who broke the glass reviews it: the head, or the unit's log reviewer.");
            if (await db.Execute("""
                UPDATE {Module}.GlassBreak SET IsJustified = @IsJustified, Note = @Note, ReviewedBy = @PersonId, ReviewedAt = @Now WHERE GlassBreakId = @GlassBreakId AND ReviewedAt IS NULL
                """, review) == 0)
                throw new Refused("already-reviewed", "Somebody has reviewed it.");
            await deadlines.Done(db.Session, ClockName.GlassBreakReviewed, request.GlassBreakId);
            return new Answer(request.GlassBreakId, request.IsJustified);
        }
    }

    private sealed class Row
    {
        public required Guid ChildId { get; init; }
        public required string PersonId { get; init; }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/glass-breaks/{glassBreakId:guid}/reviews", async Task<Ok<Answer>> (Guid glassBreakId, Body body, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(glassBreakId, body.IsJustified, body.Note), cancel)))
            .WithSummary("Say whether the glass was rightly broken");
    }
}
