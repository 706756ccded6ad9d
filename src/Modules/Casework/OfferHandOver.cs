using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// Offers a case to another unit (överlämning): with a message, a checklist, what will travel and the ground on which it may. The case stays here until it is
/// accepted. Demands a decision for other hands with the model's three questions answered. Carried by every actor.
/// </summary>
internal static class OfferHandOver
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Disclosed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, Offer Offer) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Message">What the receiver needs to decide; at most 2,000 characters.</param>
    /// <param name="Checklist">What has been done before; at most 20.</param>
    /// <param name="Takes">What travels when it is accepted.</param>
    /// <param name="Ground">consent, osl-10-2, osl-10-28, or own-organisation for a unit of the same.</param>
    /// <param name="ConsentText">With consent that no form in force covers: who consented to what, how and when; at most 1,000 characters.</param>
    internal sealed record Offer(string ToUnitId, string Message, IReadOnlyList<ChecklistItem> Checklist, Taken Takes, string Ground, string? ConsentText = null);

    internal sealed record Taken(bool Concern, bool Analysis, bool Decision);

    internal sealed record Answer(Guid HandOverId, Guid CaseId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Offer.ToUnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Offer.Message).Must(ReadableText.Is).WithMessage("Say what the receiver needs to decide.").MaximumLength(2000);
            RuleFor(c => c.Offer.Checklist).Must(list => list.Count <= 20).WithMessage("At most 20.");
            RuleForEach(c => c.Offer.Checklist).ChildRules(item => item.RuleFor(i => i.Item).Must(ReadableText.Is).WithMessage("Say what.").MaximumLength(200));
            RuleFor(c => c.Offer.Ground).Must(ground => Grounds.All.Contains(ground, StringComparer.Ordinal)).WithMessage("One of consent, osl-10-2, osl-10-28 and own-organisation.");
            RuleFor(c => c.Offer.ConsentText).MaximumLength(1000).Must((c, text) => text is null || (c.Offer.Ground == Grounds.Consent && ReadableText.Is(text)))
                .WithMessage("Only with consent: who consented to what, how and when.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines, IUnits units, ModuleList modules, IConsents consents) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, offer) = (call.Caller!, request.Offer);
            var file = await CaseFile.Load(db.Session, request.CaseId);
            CaseSteps.Demand(file.State, CaseSteps.Offer);
            if ((await StoredDecision.All(db.Session, file.CaseId)).FirstOrDefault() is not { Kind: DecisionKinds.HandOver, IsAnswered: true })
                throw new Refused("questions-unanswered", "Decide first that it is another's, with the three questions answered.");
            var unit = await Receiver(offer, caller, cancellationToken);

            var consentId = offer.Ground != Grounds.Consent ? null
                : await consents.InForce(file.ChildId, file.UnitId, unit.UnitId, StoredHandOver.Categories(offer.Takes.Concern, offer.Takes.Analysis, offer.Takes.Decision), cancellationToken);
            if (offer.Ground == Grounds.Consent && consentId is null && offer.ConsentText is null)
                throw new Invalid("consentText", "No form in force covers it: who consented to what, how and when.");
            var id = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO {Module}.HandOver (HandOverId, CaseId, ChildId, UnitId, ToOrganisation, ToUnitId, Message, TakesConcern, TakesAnalysis, TakesDecision, Ground, ConsentBody, ConsentId, State, OfferedAt, OfferedBy)
                VALUES (@id, @CaseId, @ChildId, @from, @Organisation, @UnitId, @Message, @Concern, @Analysis, @Decision, @Ground, @ConsentText, @consentId, 'offered', @Now, @PersonId)
                """, new
            {
                id,
                file.CaseId,
                file.ChildId,
                from = file.UnitId,
                unit.Organisation,
                unit.UnitId,
                offer.Message,
                offer.Takes.Concern,
                offer.Takes.Analysis,
                offer.Takes.Decision,
                offer.Ground,
                offer.ConsentText,
                consentId,
                clock.Now,
                caller.PersonId,
            });
            await CaseMoves.To(db.Session, file, CaseStates.Offered);
            await deadlines.Done(db.Session, ClockName.FirstDecision, file.CaseId);
            await deadlines.Start(db.Session, ClockName.HandOverAnswered, ItemKinds.Offer, id, file.UnitId);
            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.HandOverOffered, caller.PersonId);
            db.Publish(new HandOverOffered(id, db.Session.Module.Slug, file.UnitId, unit.Organisation, unit.UnitId, file.ChildId, file.IsProtected, offer.Message, offer.Checklist, offer.Ground, clock.Now));
            return new Answer(id, file.CaseId, CaseStates.Offered);
        }

        private async Task<UnitInfo> Receiver(Offer offer, Caller caller, CancellationToken cancel)
        {
            var unit = await units.Find(offer.ToUnitId, cancel);
            if (unit is null || unit.From > clock.Today || unit.To <= clock.Today || modules.Actor(unit.Organisation) is null)
                throw new Invalid("toUnitId", "There is no such unit that can take a case today.");
            if (unit.UnitId == caller.UnitId)
                throw new Invalid("toUnitId", "Your own unit has the case.");
            if ((unit.Organisation == caller.Organisation) != (offer.Ground == Grounds.OwnOrganisation))
                throw new Invalid("ground", "own-organisation for a unit of your own, and for no other.");
            return unit;
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/hand-overs", async Task<Created<Answer>> (Guid caseId, Offer offer, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(caseId, offer), cancel)))
            .WithSummary("Offer a case to another unit");
    }
}
