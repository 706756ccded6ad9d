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
/// Records how mature the child is judged to be (mognadsbedömning): whether its own consent is needed, or asked for. Goes before its age; the latest counts.
/// Source: OSL 12 kap. 3 §, FB 6 kap. 11 §: with age and maturity the right passes to the child, and no law fixes a year.
/// </summary>
internal static class JudgeMaturity
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkConsent)]
    internal sealed record Command(Guid ChildId, Judgement Judgement) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Word">needed, asked or not-asked.</param>
    /// <param name="Reasons">What the judgement rests on; at most 1,000 characters.</param>
    internal sealed record Judgement(string Word, string Reasons);

    internal sealed record Answer(Guid ChildId, string Word);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Judgement.Word).Must(word => Judgements.All.Contains(word, StringComparer.Ordinal)).WithMessage("One of needed, asked and not-asked.");
            RuleFor(c => c.Judgement.Reasons).Must(ReadableText.Is).WithMessage("Say what it rests on.").MaximumLength(1000);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            await Renew(request.ChildId, cancellationToken);
            await db.Execute("""
                INSERT INTO Collaboration.Maturity (MaturityId, ChildId, Judgement, Reasons, JudgedByUnitId, JudgedBy, JudgedAt) VALUES (@id, @ChildId, @Word, @Reasons, @UnitId, @PersonId, @Now)
                """, new { id = Guid.CreateVersion7(clock.Now), request.ChildId, request.Judgement.Word, request.Judgement.Reasons, call.Caller!.UnitId, call.Caller.PersonId, clock.Now });
            await Renew(request.ChildId, cancellationToken);
            return new Answer(request.ChildId, request.Judgement.Word);
        }

        // Who is needed decides whether a form that renews another is in force.
        private async Task Renew(Guid childId, CancellationToken cancel)
        {
            foreach (var formId in await db.Query<Guid>("SELECT FormId FROM Collaboration.ConsentForm WHERE ChildId = @childId AND State = 'open' AND RenewsFormId IS NOT NULL ORDER BY AskedAt, FormId", new { childId }))
                await ConsentMoves.Renew(db.Session, clock, givers, await StoredForm.Load(db.Session, formId), Doer.Of(call.Caller!), cancel);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/maturity-judgements", async Task<Ok<Answer>> (Guid childId, Judgement judgement, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(childId, judgement), cancel)))
            .WithSummary("Record how mature the child is judged to be");
    }
}
