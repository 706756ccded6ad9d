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

/// <summary>
/// Asks for consent (samtycke): one form, answered by each guardian with custody and, by maturity, the child. Which unit may have what of which other is spelled out;
/// a form that leaves nothing out for anybody is not saved. A form that renews another takes its place when it is in force, and not before.
/// Source: OSL 10 kap. 1 §, 12 kap. 2 §: a consent must not be so general that all secrecy towards somebody is given up.
/// </summary>
internal static class AskConsent
{
    private const int MostLines = 30;
    private const int MostUnits = 20;
    private const int MostPairs = 1000;

    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkConsent)]
    internal sealed record Command(Guid ChildId, Question Question) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Purpose">What it is for, in words that a guardian understands; 10 to 500 characters.</param>
    /// <param name="Until">The last day on which it counts, Europe/Stockholm; at most a year ahead.</param>
    /// <param name="Exceptions">What it does not cover, in words; at most 1,000 characters.</param>
    /// <param name="NotAsked">Guardians who are not asked, and why (FB 6 kap. 13 a §, danger, cannot be reached). Only the unit's head.</param>
    /// <param name="Renews">The form that it takes the place of.</param>
    internal sealed record Question(string Purpose, DateOnly Until, IReadOnlyList<Line> Lines, string? Exceptions = null, IReadOnlyList<Excused>? NotAsked = null, Guid? Renews = null);

    /// <summary>From each of these units, to each of these, these categories. A unit's own to itself needs no consent.</summary>
    internal sealed record Line(IReadOnlyList<string> From, IReadOnlyList<string> To, IReadOnlyList<string> Categories);

    internal sealed record Excused(Guid MemberId, string Reason);

    internal sealed record Answer(Guid FormId, IReadOnlyList<Asked> Asked);

    /// <param name="IsNeeded">Without this one's yes there is no consent.</param>
    internal sealed record Asked(Guid ConsentId, Guid MemberId, bool IsNeeded, string State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock)
        {
            RuleFor(c => c.Question.Purpose).Must(ReadableText.Is).WithMessage("Say what it is for, in text that can be read.").Length(10, 500);
            RuleFor(c => c.Question.Until).GreaterThanOrEqualTo(_ => clock.Today).LessThanOrEqualTo(_ => clock.Today.AddYears(1));
            RuleFor(c => c.Question.Exceptions).MaximumLength(1000).Must(text => text is null || ReadableText.Is(text)).WithMessage("Text that can be read, or none.");
            RuleFor(c => c.Question.Lines).Cascade(CascadeMode.Stop).Must(lines => lines.Count is > 0 and <= MostLines).WithMessage($"1 to {MostLines} lines.")
                .Must(lines => lines.All(l => l.From.Count <= MostUnits && l.To.Count <= MostUnits && l.Categories.Count <= Categories.All.Count)).WithMessage($"At most {MostUnits} units on each side of a line, and each category once.")
                .Must(lines => lines.Sum(line => line.From.Count * line.To.Count * line.Categories.Count) <= MostPairs).WithMessage($"At most {MostPairs} units and categories in all.")
                // Told in two lines it is as much as in one.
                .Must(lines => Spelled(lines).GroupBy(l => (l.FromUnitId, l.ToUnitId)).Any(pair => pair.Count() < Categories.All.Count)).WithMessage("Everything to everyone is no consent: leave something out.");
            RuleForEach(c => c.Question.Lines).ChildRules(line =>
            {
                line.RuleFor(l => l.From).Must(units => units.Count > 0).WithMessage("One unit or more.");
                line.RuleFor(l => l.To).Must(units => units.Count > 0).WithMessage("One unit or more.");
                line.RuleFor(l => l.Categories).Must(all => all.Count > 0 && all.All(c => Categories.All.Contains(c, StringComparer.Ordinal))).WithMessage($"One or more of {string.Join(", ", Categories.All)}.");
                line.RuleFor(l => l).Must(l => l.From.Any(from => l.To.Any(to => to != from))).WithMessage("Between two units at least.");
            });
            RuleFor(c => c.Question.NotAsked).Must(excused => excused is null || excused.DistinctBy(e => e.MemberId).Count() == excused.Count).WithMessage("Each guardian once.");
            RuleForEach(c => c.Question.NotAsked).ChildRules(one => one.RuleFor(e => e.Reason).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(500));
        }
    }

    private static IEnumerable<ConsentLine> Spelled(IEnumerable<Line> lines) =>
        (from line in lines from f in line.From from t in line.To where f != t from category in line.Categories select new ConsentLine(f, t, category)).Distinct();

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IUnits units) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, question) = (call.Caller!, request.Question);
            var excused = (question.NotAsked ?? []).ToDictionary(e => e.MemberId, e => e.Reason);
            var (_, all) = await givers.Of(db.Session, request.ChildId, cancellationToken);
            await Demand(request, caller, all, excused, cancellationToken);

            var form = new { id = Guid.CreateVersion7(clock.Now), request.ChildId, caller.Organisation, caller.UnitId, caller.PersonId, clock.Now, question.Purpose, question.Until, question.Exceptions, question.Renews };
            await db.Execute("""
                INSERT INTO Collaboration.ConsentForm (FormId, ChildId, AskedByOrganisation, AskedByUnitId, AskedBy, AskedAt, Purpose, UntilDate, Exceptions, RenewsFormId, State)
                VALUES (@id, @ChildId, @Organisation, @UnitId, @PersonId, @Now, @Purpose, @Until, @Exceptions, @Renews, 'open')
                """, form);
            await db.Session.Insert("ConsentLine", ["FormId", "FromUnitId", "ToUnitId", "Category"], [.. Spelled(question.Lines).Select(l => new object?[] { form.id, l.FromUnitId, l.ToUnitId, l.Category })], cancellationToken);
            return new Answer(form.id, await ConsentAskings.Ask(db.Session, clock, form.id, request.ChildId, all, Doer.Of(caller), excused));
        }

        private async Task Demand(Command request, Caller caller, IReadOnlyList<Giver> all, Dictionary<Guid, string> excused, CancellationToken cancel)
        {
            if (excused.Count > 0 && !Roles.IsHead(caller.Role))
                throw new Refused("head-only", "Only the unit's head decides that a guardian is not asked.");
            if (excused.Keys.Any(id => !all.Any(g => g.MemberId == id && !g.IsChild)))
                throw new Invalid("notAsked", "Only a guardian with custody today can be left out.");
            if (!all.Any(g => g.IsNeeded && !excused.ContainsKey(g.MemberId)))
                throw new Refused("nobody-to-ask", "Nobody who could consent is left: record another legal ground, or go on within the own organisation.");
            var known = await units.All(cancel);
            if (request.Question.Lines.SelectMany(l => l.From.Concat(l.To)).FirstOrDefault(id => !known.TryGetValue(id, out var unit) || unit.From > clock.Today || unit.To <= clock.Today) is { } unknown)
                throw new Invalid("lines", $"There is no unit {unknown} today.");
            if (request.Question.Renews is { } old && await db.Scalar<int>("SELECT COUNT(*) FROM Collaboration.ConsentForm WHERE FormId = @old AND ChildId = @ChildId AND State = 'open'", new { old, request.ChildId }) == 0)
                throw new Invalid("renews", "An open form about the same child.");
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/consent-forms", async Task<Created<Answer>> (Guid childId, Question question, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(childId, question), cancel)))
            .WithSummary("Ask the guardians and the child for consent");
    }
}
