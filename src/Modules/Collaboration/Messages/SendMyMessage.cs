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
/// A guardian, or the child from the age at which it takes part, writes to the units of the open plan: to all of them, or to those that are chosen. Nobody else of the family
/// sees it.
/// </summary>
internal static class SendMyMessage
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Disclosed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid ChildId, Letter Letter) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Text">At most 2,000 characters.</param>
    /// <param name="Units">The units that are to have it; all that take part, when missing. Where an identity is protected they are not named, and cannot be chosen.</param>
    internal sealed record Letter(string Text, IReadOnlyList<string>? Units = null);

    internal sealed record Answer(Guid MessageId, DateTimeOffset SentAt);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Letter.Text).Must(ReadableText.Is).WithMessage("Write something that can be read.").MaximumLength(2000);
            RuleFor(c => c.Letter.Units).Must(units => units is null || (units.Count is > 0 and <= 30 && units.All(unit => unit.Length is > 0 and <= 40))).WithMessage("1 to 30 units, or none for all.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IFamilies families, FamilyAges ages) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, chosen) = (call.Caller!, request.Letter.Units);
            var (coverage, family) = await givers.Covered(db.Session, request.ChildId, cancellationToken);
            if (caller.ActsFor[request.ChildId] == request.ChildId && family.AgeOn(clock.Today) < ages.TakesPartFrom)
                throw new Refused("age", $"From {ages.TakesPartFrom} years a child writes here by itself.");
            if (await db.Query<Guid>("SELECT PlanId FROM Collaboration.ChildPlan WHERE ChildId = @ChildId AND State = 'open'", request) is not [var planId])
                throw new Refused("wrong-state", "There is no open plan to write on.");
            // Where the units are not to be known, an answer about one of them would tell.
            if (chosen is not null && (await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, caller.ActsFor[request.ChildId], cancellationToken)).HidesPlaces)
                throw new Refused("not-chosen", "The units cannot be chosen here: leave them out, and all that take part have it.");

            var plan = await StoredPlan.Load(db.Session, planId);
            var open = (await StoredPlan.Parties(db.Session, planId)).Where(p => p.State == PartyStates.Joined && StoredMessage.IsOpen(coverage, null, p.UnitId)).ToList();
            if (chosen?.FirstOrDefault(unit => !open.Exists(p => p.UnitId == unit)) is { } missing)
                throw new Refused("consent-missing", $"{missing} takes no part in the plan, or no consent in force lets it.");
            var to = open.Where(p => chosen is null || chosen.Contains(p.UnitId, StringComparer.Ordinal)).ToList();
            if (to.Count == 0)
                throw new Refused("consent-missing", "No consent in force lets anybody have it.");
            return new Answer(await StoredMessage.Add(db.Session, clock, plan, caller, request.Letter.Text, to, []), clock.Now);
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/messages", async Task<Created<Answer>> (Guid childId, Letter letter, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(childId, letter), cancel)))
            .WithSummary("Write to those who take part in the plan");
    }
}
