using FluentValidation;
using Kronobarn.Collaboration.Contracts;
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
/// Notes what somebody has answered on paper or in words, that it was taken back, or that a guardian is not asked. Whoever gave may take back by saying so to anyone
/// at a unit that works with the consent; a yes is noted by the unit that asked or the one that holds the child. From the moment this is answered nothing rests on it.
/// </summary>
internal static class NoteConsentAnswer
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkConsent)]
    internal sealed record Command(Guid ConsentId, Note Note) : ICommand<Answer>, IAboutConsent
    {
        Guid IAboutRecord.RecordId => ConsentId;
    }

    /// <param name="Answer">given, refused, withdrawn or not-asked.</param>
    /// <param name="How">signed-form or spoken; with not-asked none.</param>
    /// <param name="Words">The giver's own words, unedited.</param>
    /// <param name="Reason">With not-asked: why. Only the unit's head.</param>
    /// <param name="HeldBack">With given: what this one holds back of what the form asks.</param>
    internal sealed record Note(string Answer, string? How = null, string? Words = null, string? Reason = null, IReadOnlyList<HeldBack>? HeldBack = null);

    internal sealed record Answer(Guid ConsentId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        private static readonly string[] Answers = [ConsentEvents.Give, ConsentEvents.Refuse, ConsentEvents.Withdraw, ConsentEvents.Excuse];

        public Validator()
        {
            RuleFor(c => c.Note.Answer).Must(answer => Answers.Contains(answer, StringComparer.Ordinal)).WithMessage("One of given, refused, withdrawn and not-asked.");
            RuleFor(c => c.Note.How).Must((c, how) => c.Note.Answer == ConsentEvents.Excuse ? how is null : AnswerWays.Noted.Contains(how, StringComparer.Ordinal)).WithMessage("signed-form or spoken; with not-asked none.");
            RuleFor(c => c.Note.Words).MaximumLength(1000).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.");
            RuleFor(c => c.Note.Reason).MaximumLength(500).Must((c, text) => c.Note.Answer == ConsentEvents.Excuse ? text is not null && ReadableText.Is(text) : text is null).WithMessage("With not-asked, and only then: why.");
            RuleFor(c => c.Note.HeldBack).Must((c, held) => held is null or { Count: 0 } || (c.Note.Answer == ConsentEvents.Give && held.Count <= 100)).WithMessage("Only with given.");
            RuleForEach(c => c.Note.HeldBack).Must(held => held.ToUnitId.Length is > 0 and <= 40 && Categories.All.Contains(held.Category, StringComparer.Ordinal)).WithMessage("A unit and a category.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IResponsibility register) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, note) = (call.Caller!, request.Note);
            var consent = await StoredConsent.Load(db.Session, request.ConsentId);
            if (note.Answer == ConsentEvents.Excuse && (!Roles.IsHead(caller.Role) || consent.MemberId == consent.ChildId))
                throw new Refused("head-only", "Only the unit's head decides that a guardian is not asked; a child is judged, not left out.");
            if (note.Answer is ConsentEvents.Give or ConsentEvents.Excuse)
                await ConsentAskings.DemandAsker(register, clock, caller, await StoredForm.Load(db.Session, consent.FormId), cancellationToken);
            await ConsentMoves.Answer(db.Session, clock, givers, consent, note.Answer, Doer.Of(caller), new SaidConsent(note.How, note.Words, note.Reason, note.HeldBack), cancellationToken);
            return new Answer(consent.ConsentId, (await StoredConsent.Load(db.Session, consent.ConsentId)).State);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/consents/{consentId:guid}/answers", async Task<Ok<Answer>> (Guid consentId, Note note, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(consentId, note), cancel)))
            .WithSummary("Note what somebody has answered on paper or in words");
    }
}
