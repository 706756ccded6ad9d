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

/// <summary>The child or a guardian answers yes or no, by its own sign-in. A yes may hold back a category from a unit; a no is an answer too, and costs nobody anything.</summary>
internal static class AnswerMyConsent
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Changed), Operation(Operations.ActInFamily)]
    internal sealed record Command(Guid ConsentId, Said Said) : ICommand<Answer>, IAboutConsent
    {
        Guid IAboutRecord.RecordId => ConsentId;
    }

    /// <param name="Answer">given or refused.</param>
    /// <param name="HeldBack">With given: what is held back of what the form asks; from <c>toUnitId</c> of a line, as it is shown to oneself.</param>
    /// <param name="Words">In one's own words, kept as they are; at most 1,000 characters.</param>
    internal sealed record Said(string Answer, IReadOnlyList<HeldBack>? HeldBack = null, string? Words = null);

    internal sealed record Answer(Guid ConsentId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Said.Answer).Must(answer => answer is ConsentEvents.Give or ConsentEvents.Refuse).WithMessage("given or refused.");
            RuleFor(c => c.Said.Words).MaximumLength(1000).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.");
            RuleFor(c => c.Said.HeldBack).Must((c, held) => held is null or { Count: 0 } || (c.Said.Answer == ConsentEvents.Give && held.Count <= 100)).WithMessage("Only with given.");
            RuleForEach(c => c.Said.HeldBack).Must(held => held.ToUnitId.Length is > 0 and <= 40 && Categories.All.Contains(held.Category, StringComparer.Ordinal)).WithMessage("A unit and a category.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IUnits units, IFamilies families, FamilyAges ages) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var consent = await StoredConsent.Load(db.Session, request.ConsentId);
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, consent.ChildId, consent.MemberId, cancellationToken);
            var held = viewer.HidesPlaces && request.Said.HeldBack is { Count: > 0 } shown ? await Spelled(consent.FormId, shown, cancellationToken) : request.Said.HeldBack;
            await ConsentMoves.Answer(db.Session, clock, givers, consent, request.Said.Answer, Doer.Of(call.Caller!), new SaidConsent(AnswerWays.EIdentification, request.Said.Words, null, held), cancellationToken);
            return new Answer(request.ConsentId, request.Said.Answer);
        }

        // Whoever is shown no unit holds back from the kind of organisation, and so from each of its units that the form asks it for. A unit's own name is no answer to that:
        // else one could find out by trying which units, and so which places, the form names.
        private async Task<IReadOnlyList<HeldBack>> Spelled(Guid formId, IReadOnlyList<HeldBack> shown, CancellationToken cancel)
        {
            var known = await units.All(cancel);
            var asked = (await db.Query<AskedRow>("SELECT DISTINCT ToUnitId, Category FROM Collaboration.ConsentLine WHERE FormId = @formId", new { formId }))
                .ToLookup(row => new HeldBack(known[row.ToUnitId].Organisation, row.Category), row => new HeldBack(row.ToUnitId, row.Category));
            return shown.All(asked.Contains) ? [.. shown.SelectMany(held => asked[held])] : throw StoredConsents.NotAsked();
        }
    }

    private sealed class AskedRow
    {
        public required string ToUnitId { get; init; }
        public required string Category { get; init; }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/consents/{consentId:guid}/answers", async Task<Ok<Answer>> (Guid consentId, Said said, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(consentId, said), cancel)))
            .WithSummary("Say yes or no");
    }
}
