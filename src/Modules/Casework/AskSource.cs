using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// Writes down whom the unit has asked about the child (källa i informationsinsamlingen), what, and on which ground. Nothing is sent from here: asking another
/// organisation rests on a consent, which is kept in its words. Carried by every actor.
/// </summary>
internal static class AskSource
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, string Question, string Ground, string? Organisation, string? UnitId, string? Words, string? ConsentText) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Question">At most 2,000 characters.</param>
    /// <param name="Ground">consent or own-organisation.</param>
    /// <param name="Organisation">The slug of the organisation that is asked, with its unit where it is known,</param>
    /// <param name="Words">or in words who is asked; at most 200 characters.</param>
    /// <param name="ConsentText">With consent: who gave it, when and for what; at most 1,000 characters.</param>
    internal sealed record Asked(string Question, string Ground, string? Organisation = null, string? UnitId = null, string? Words = null, string? ConsentText = null);

    internal sealed record Answer(Guid SourceId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Question).Must(ReadableText.Is).WithMessage("A question that can be read.").MaximumLength(2000);
            RuleFor(c => c.Ground).Must(ground => SourceGrounds.All.Contains(ground, StringComparer.Ordinal)).WithMessage("One of consent and own-organisation.");
            RuleFor(c => c.Organisation).Must(slug => slug is null || Organisations.All.Contains(slug, StringComparer.Ordinal)).WithMessage("One of the organisations' slugs.");
            RuleFor(c => c.UnitId).MaximumLength(40).Must((c, unit) => unit is null || c.Organisation is not null).WithMessage("A unit comes with its organisation.");
            RuleFor(c => c.Words).MaximumLength(200).Must((c, words) => words is null ? c.Organisation is not null : c.Organisation is null && ReadableText.Is(words))
                .WithMessage("Either an organisation or, in words, who is asked.");
            RuleFor(c => c.ConsentText).MaximumLength(1000).Must((c, text) => c.Ground == SourceGrounds.Consent ? text is not null && ReadableText.Is(text) : text is null)
                .WithMessage("With consent, and only then: who gave it, when and for what.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IUnits units) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var file = await CaseWorkSteps.Load(db.Session, request.CaseId, CaseWorkSteps.AskSource);
            if (request.UnitId is not null && (await units.Find(request.UnitId, cancellationToken))?.Organisation != request.Organisation)
                throw new Invalid("unitId", "The organisation has no such unit.");
            if (request is { Ground: SourceGrounds.OwnOrganisation, Organisation: { } asked } && asked != caller.Organisation)
                throw new Refused("consent-needed", "Another organisation is asked with a consent.");
            var sourceId = Guid.CreateVersion7(clock.Now);
            await db.Execute("""
                INSERT INTO {Module}.SourceAsked (SourceId, CaseId, Organisation, UnitId, Words, Question, Ground, ConsentText, AskedBy, AskedAt)
                VALUES (@sourceId, @CaseId, @Organisation, @UnitId, @Words, @Question, @Ground, @ConsentText, @PersonId, @Now)
                """, new { sourceId, file.CaseId, request.Organisation, request.UnitId, request.Words, request.Question, request.Ground, request.ConsentText, caller.PersonId, clock.Now });
            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.SourceAsked, caller.PersonId);
            return new Answer(sourceId);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/sources", async Task<Created<Answer>> (Guid caseId, Asked asked, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(caseId, asked.Question, asked.Ground, asked.Organisation, asked.UnitId, asked.Words, asked.ConsentText), cancel)))
            .WithSummary("Write down whom my unit has asked, what, and on which ground");
    }
}
