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
/// The child, or a guardian, asks for a correction or has its objection noted (begäran om rättelse, annan mening). Goes to the heads of the child's holder and of the
/// plan's owner. Source: dataskyddsförordningen (EU) 2016/679 articles 16 and 19.
/// </summary>
internal static class AskCorrection
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid ChildId, Wish Wish) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="About">plan, consent, meeting or register.</param>
    /// <param name="Text">What is wrong, or what one thinks otherwise; at most 2,000 characters, kept as it is.</param>
    /// <param name="Id">Which of them: a plan of the child, one's own consent, a meeting that one is invited to. None for the register.</param>
    internal sealed record Wish(string About, string Text, Guid? Id = null);

    internal sealed record Answer(Guid CorrectionId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Wish.About).Must(about => CorrectionSubjects.All.Contains(about, StringComparer.Ordinal)).WithMessage("One of plan, consent, meeting and register.");
            RuleFor(c => c.Wish.Text).Must(ReadableText.Is).WithMessage("Say what is wrong.").MaximumLength(2000);
            RuleFor(c => c.Wish.Id).Null().When(c => c.Wish.About == CorrectionSubjects.Register).WithMessage("The register is one: name no id.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (wish, me) = (request.Wish, call.Caller!.ActsFor[request.ChildId]);
            if (wish.Id is { } id && !await IsOwn(wish.About, new { id, request.ChildId, me }))
                throw new Kernel.NotFound();
            var row = new { id = Guid.CreateVersion7(clock.Now), request.ChildId, me, wish.About, RecordId = wish.Id, wish.Text, clock.Now, (await register.Holder(request.ChildId, clock.Today, cancellationToken))?.UnitId };
            await db.Execute("""
                INSERT INTO Collaboration.CorrectionAsk (AskId, ChildId, MemberId, About, RecordId, Body, AskedAt, HolderUnitId) VALUES (@id, @ChildId, @me, @About, @RecordId, @Text, @Now, @UnitId)
                """, row);
            return new Answer(row.id);
        }

        private async Task<bool> IsOwn(string about, object key) => await (about switch
        {
            CorrectionSubjects.Plan => db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.ChildPlan WHERE PlanId = @id AND ChildId = @ChildId", key),
            CorrectionSubjects.Consent => db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.Consent WHERE ConsentId = @id AND ChildId = @ChildId AND MemberId = @me", key),
            _ => db.Scalar<int>("""
                SELECT COUNT(*) FROM Collaboration.MeetingInvitee i JOIN Collaboration.Meeting m ON m.MeetingId = i.MeetingId
                WHERE m.MeetingId = @id AND m.ChildId = @ChildId AND i.MemberId = @me AND i.RemovedAt IS NULL
                """, key),
        }) > 0;
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/corrections", async Task<Created<Answer>> (Guid childId, Wish wish, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(childId, wish), cancel)))
            .WithSummary("Ask for a correction, or have my objection noted");
    }
}
