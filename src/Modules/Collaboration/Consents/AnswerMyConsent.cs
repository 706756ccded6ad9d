using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
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
    /// <param name="HeldBack">With given: what is held back of what the form asks.</param>
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

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var consent = await StoredConsent.Load(db.Session, request.ConsentId);
            await ConsentMoves.Answer(db.Session, clock, givers, consent, request.Said.Answer, Doer.Of(call.Caller!), new SaidConsent(AnswerWays.EIdentification, request.Said.Words, null, request.Said.HeldBack), cancellationToken);
            return new Answer(request.ConsentId, request.Said.Answer);
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/consents/{consentId:guid}/answers", async Task<Ok<Answer>> (Guid consentId, Said said, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(consentId, said), cancel)))
            .WithSummary("Say yes or no");
    }
}
