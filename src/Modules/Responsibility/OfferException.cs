using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>Offers another unit to hold a child for a time (överenskommet undantag). The present holder offers; nothing changes until the other has accepted.</summary>
internal static class OfferException
{
    /// <param name="Organisation">The receiving organisation's slug.</param>
    /// <param name="UnitId">The receiving unit.</param>
    /// <param name="From">The first day, Europe/Stockholm; today or later.</param>
    /// <param name="Reason">Why, for the receiver; at most 500 characters.</param>
    /// <param name="To">The day after the last; missing while it is open.</param>
    [Allow(Roles.Midwife, Roles.BhvNurse, Roles.PreschoolHead, Roles.Rektor, Roles.StudentHealthTeam, Roles.KaaHandler, Roles.SocialWorker, Roles.PartnerStaff, Roles.UnitHead)]
    [Audit(AuditAttribute.Changed), Operation(Operations.OfferException)]
    internal sealed record Command(Guid ChildId, string Organisation, string UnitId, DateOnly From, string Reason, DateOnly? To = null) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid OfferId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock)
        {
            RuleFor(c => c.Organisation).Must(o => Organisations.All.Contains(o, StringComparer.Ordinal)).WithMessage("One of the organisations' slugs.");
            RuleFor(c => c.UnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Reason).NotEmpty().MaximumLength(500);
            RuleFor(c => c.From).GreaterThanOrEqualTo(_ => clock.Today).WithMessage("Today or later: nobody is made responsible for days that have been.");
            RuleFor(c => c.To).GreaterThan(c => c.From).When(c => c.To is not null).WithMessage("Later than from.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IUnits units) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            if (!await ExceptionOffer.Holds(db, request.ChildId, caller.Organisation, caller.UnitId, clock.Today))
                throw new Refused("not-holder", "Only the unit that holds the child today can offer an exception.");
            var unit = await units.Find(request.UnitId, cancellationToken);
            if (unit is null || unit.Organisation != request.Organisation || unit.From > request.From || unit.To <= request.From)
                throw new Invalid("unitId", "The organisation has no such unit on that day.");
            if (unit.UnitId == caller.UnitId)
                throw new Invalid("unitId", "Your own unit holds the child already.");
            var id = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO Responsibility.ExceptionOffer (OfferId, ChildId, Organisation, UnitId, FromDate, ToDate, Reason, OfferedByOrganisation, OfferedByUnitId, OfferedBy, OfferedAt, State)
                VALUES (@id, @ChildId, @Organisation, @UnitId, @From, @To, @Reason, @byOrganisation, @byUnit, @PersonId, @Now, 'offered')
                """, new { id, request.ChildId, request.Organisation, request.UnitId, request.From, request.To, request.Reason, byOrganisation = caller.Organisation, byUnit = caller.UnitId, caller.PersonId, clock.Now });
            return new Answer(id, OfferState.Offered);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/exception-offers", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(command, cancel);
            return TypedResults.Created($"/api/responsibility/v1/exception-offers/{answer.OfferId}", answer);
        })
            .WithSummary("Offer another unit to hold a child of mine for a time");
    }
}
