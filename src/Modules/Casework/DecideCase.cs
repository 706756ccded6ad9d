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
/// Decides what a case comes to (beslut): the own organisation's measures, another organisation's hands, several together, or no need. Before the case may leave the
/// organisation the model's three questions are answered and stored. May be reconsidered while the case is open. Carried by every actor.
/// </summary>
internal static class DecideCase
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, Decision Decision) : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Kind">own, hand-over, collaboration or no-need.</param>
    /// <param name="CanWeMeetTheNeed">Can we meet the need ourselves? Demanded for hand-over and collaboration, like the next two; at most 2,000 characters.</param>
    /// <param name="IsEverythingExhausted">Is everything that we can do exhausted?</param>
    /// <param name="WhoMustAct">Is it another organisation's alone, or do two or more have to act?</param>
    /// <param name="Measures">With own, at least one.</param>
    internal sealed record Decision(string Kind, string Motivation, string? CanWeMeetTheNeed = null, string? IsEverythingExhausted = null, string? WhoMustAct = null, IReadOnlyList<Measure>? Measures = null);

    /// <param name="Until">When it is to be done, Europe/Stockholm.</param>
    /// <param name="ResponsiblePersonId">A colleague at the unit; or else <paramref name="Responsible"/>.</param>
    /// <param name="Responsible">Who sees to it, in words.</param>
    internal sealed record Measure(string What, DateOnly Until, string? ResponsiblePersonId = null, string? Responsible = null);

    internal sealed record Answer(Guid DecisionId, Guid CaseId, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        private const int Longest = 2000;
        private const int MostMeasures = 20;

        public Validator(Clock clock)
        {
            RuleFor(c => c.Decision.Kind).Must(kind => DecisionKinds.All.Contains(kind, StringComparer.Ordinal)).WithMessage("One of own, hand-over, collaboration and no-need.");
            RuleFor(c => c.Decision.Motivation).Must(ReadableText.Is).WithMessage("Say why, in text that can be read.").MaximumLength(Longest);
            foreach (var question in new System.Linq.Expressions.Expression<Func<Command, string?>>[] { c => c.Decision.CanWeMeetTheNeed, c => c.Decision.IsEverythingExhausted, c => c.Decision.WhoMustAct })
                RuleFor(question).MaximumLength(Longest).Must((c, text) => text is null ? !DecisionKinds.LeavesTheOrganisation(c.Decision.Kind) : ReadableText.Is(text))
                    .WithMessage("Answer the question before the case may leave.");
            RuleFor(c => c.Decision.Measures).Must((c, measures) => c.Decision.Kind == DecisionKinds.Own ? measures is { Count: > 0 and <= MostMeasures } : measures is null or { Count: 0 })
                .WithMessage("With own, 1 to 20 measures; otherwise none.");
            RuleForEach(c => c.Decision.Measures).ChildRules(measure =>
            {
                measure.RuleFor(m => m.What).Must(ReadableText.Is).WithMessage("Say what is to be done.").MaximumLength(500);
                measure.RuleFor(m => m.Until).GreaterThanOrEqualTo(_ => clock.Today);
                measure.RuleFor(m => m.ResponsiblePersonId).MaximumLength(64).Must((m, person) => person is null != m.Responsible is null).WithMessage("A colleague, or who it is in words.");
                measure.RuleFor(m => m.Responsible).MaximumLength(200).Must(text => text is null || ReadableText.Is(text)).WithMessage("Say who sees to it.");
            });
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines, Colleagues colleagues) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var file = await CaseFile.Load(db.Session, request.CaseId);
            CaseSteps.Demand(file.State, CaseSteps.Decide);
            var decision = request.Decision;
            var measures = decision.Measures ?? [];
            foreach (var person in measures.Select(m => m.ResponsiblePersonId).OfType<string>().Distinct(StringComparer.Ordinal))
                await colleagues.Demand(caller, person, file.IsProtected ? file.ChildId : null, cancellationToken);
            if (decision.Kind == DecisionKinds.NoNeed)
                await CaseMoves.DemandNoMeasures(db.Session, file.CaseId);

            var id = Guid.CreateVersion7(clock.Now);
            var number = await db.Scalar<int>("SELECT COUNT(*) FROM {Module}.CaseDecision WHERE CaseId = @CaseId", file) + 1;
            await db.Execute("""
                INSERT INTO {Module}.CaseDecision (DecisionId, CaseId, Number, Kind, CanWeMeetTheNeed, IsEverythingExhausted, WhoMustAct, Motivation, DecidedAt, PersonId)
                VALUES (@id, @CaseId, @number, @Kind, @CanWeMeetTheNeed, @IsEverythingExhausted, @WhoMustAct, @Motivation, @Now, @PersonId)
                """, new { id, file.CaseId, number, decision.Kind, decision.CanWeMeetTheNeed, decision.IsEverythingExhausted, decision.WhoMustAct, decision.Motivation, clock.Now, caller.PersonId });
            await db.Session.Insert("CaseMeasure", ["MeasureId", "CaseId", "DecisionId", "What", "ResponsiblePersonId", "Responsible", "UntilDate"],
                [.. measures.Select(m => new object?[] { Guid.CreateVersion7(clock.Now), file.CaseId, id, m.What, m.ResponsiblePersonId, m.Responsible, m.Until })], cancellationToken);
            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.Decided, caller.PersonId, decision.Kind);
            await Move(file, decision);
            return new Answer(id, file.CaseId, CaseSteps.After(decision.Kind));
        }

        private async Task Move(CaseFile file, Decision decision)
        {
            if (decision.Kind == DecisionKinds.NoNeed)
            {
                await CaseMoves.Close(db.Session, clock, deadlines, file, decision.Motivation, Feedback.NoNeed);
                return;
            }

            await CaseMoves.To(db.Session, file, CaseSteps.After(decision.Kind));
            await deadlines.Done(db.Session, ClockName.FirstDecision, file.CaseId);
            await deadlines.Done(db.Session, ClockName.ConsentToMeeting, file.CaseId);
            if (decision.Kind == DecisionKinds.Collaboration)
                await deadlines.Start(db.Session, ClockName.ConsentToMeeting, ItemKinds.Case, file.CaseId, file.UnitId);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/decisions", async Task<Created<Answer>> (Guid caseId, Decision decision, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(caseId, decision), cancel)))
            .WithSummary("Decide what a case comes to");
    }
}
