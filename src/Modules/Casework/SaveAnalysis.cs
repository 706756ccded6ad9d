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
/// Saves a new version of the case's analysis (analys): the child's situation by the wheel's spokes in three voices, the triangle's sides where they are wanted, and
/// answers to the model's questions. What was saved before stays. Carried by every actor.
/// </summary>
internal static class SaveAnalysis
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkCase)]
    internal sealed record Command(Guid CaseId, int BasedOn, IReadOnlyList<AnalysisView> Views, string Summary, IReadOnlyList<TriangleText> Triangle, IReadOnlyList<QuestionAnswer> Answers)
        : ICommand<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="BasedOn">The version that the writer had before them; 0 for the first. Another one answers 412, with the stored analysis as current and what was sent as yours.</param>
    /// <param name="Views">Each spoke and voice once, by the wheel in force; at least one says something.</param>
    /// <param name="Summary">At most 4,000 characters; the whole analysis at most 60,000.</param>
    internal sealed record Draft(int BasedOn, IReadOnlyList<AnalysisView> Views, string Summary, IReadOnlyList<TriangleText>? Triangle = null, IReadOnlyList<QuestionAnswer>? Answers = null);

    internal sealed record Answer(int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Wheel wheel, ModelQuestions questions, Clock clock)
        {
            RuleFor(c => c.BasedOn).GreaterThanOrEqualTo(0);
            RuleFor(c => c.Views).Must(views => AnalysisForm.AreViews(views, wheel.On(clock.Today)))
                .WithMessage("Each spoke of the wheel in force and voice (child, guardian, professional) once, texts of at most 1,000 characters, a rating from 1 to 5 or none.");
            RuleFor(c => c.Views).Must(AnalysisForm.HasAView).WithMessage("At least one voice says something of one spoke.");
            RuleFor(c => c.Summary).Must(ReadableText.Is).WithMessage("A summary that can be read.").MaximumLength(AnalysisForm.LongestSummary)
                .Must((c, summary) => AnalysisForm.Length(c.Views, summary, c.Triangle, c.Answers) <= AnalysisForm.LongestInAll).WithMessage("The whole analysis has at most 60,000 characters.");
            RuleFor(c => c.Triangle).Must(AnalysisForm.AreSides).WithMessage("Each side (how-i-grow, what-i-need, my-wider-world) at most once, with a text of at most 2,000 characters.");
            RuleFor(c => c.Answers).Must(answers => AnalysisForm.AreAnswers(answers, questions.On(clock.Today))).WithMessage("Each question in force at most once, with a text of at most 2,000 characters.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Wheel wheel, ModelQuestions questions) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var file = await CaseWorkSteps.Load(db.Session, request.CaseId, CaseWorkSteps.Analyse);
            var content = new AnalysisContent(request.BasedOn + 1, wheel.On(clock.Today).Version, questions.On(clock.Today).Version, caller.PersonId, clock.Now, request.Summary,
                request.Views, request.Triangle, request.Answers);
            if (request.BasedOn != await StoredAnalysis.Latest(db.Session, file.CaseId) || !await StoredAnalysis.Add(db.Session, file.CaseId, content, cancellationToken))
            {
                var latest = await StoredAnalysis.Latest(db.Session, file.CaseId);
                // Nothing is stored and the writer says otherwise: there is no other text to show beside theirs.
                throw new StaleVersion(missing: false, latest == 0 ? null : await StoredAnalysis.Find(db.Session, file.CaseId, latest), content with { Version = request.BasedOn });
            }

            await CaseFile.Note(db.Session, clock, file.CaseId, CaseEvents.Analysed, caller.PersonId);
            return new Answer(content.Version);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/cases/{caseId:guid}/analyses", async Task<Created<Answer>> (Guid caseId, Draft draft, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(caseId, draft.BasedOn, draft.Views, draft.Summary, draft.Triangle ?? [], draft.Answers ?? []), cancel)))
            .WithSummary("Save a new version of a case's analysis");
    }
}
