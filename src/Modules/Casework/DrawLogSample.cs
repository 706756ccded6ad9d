using System.Security.Cryptography;
using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// Draws a sample of what the unit's staff have read and written (logguppföljning), by chance with a seed that is kept, so that the draw can be repeated, or by what is
/// worth a look; in the organisation's own store and in those that all share. The unit's log reviewer alone; the drawing is in the log itself. Carried by every actor.
/// </summary>
internal static class DrawLogSample
{
    public const string Chance = "chance";
    public const string System = "system";
    private const int MostDays = 92;
    private static readonly string[] Methods = [Chance, System];

    /// <param name="From">First day, Europe/Stockholm.</param>
    /// <param name="To">The day after the last; at most 92 days later.</param>
    /// <param name="Size">At most so many rows, 1 to 200.</param>
    /// <param name="Method">chance, or system: many children in a day, outside 06-19, refused tries, broken glass and protected children.</param>
    [Allow(Roles.LogReviewer), Audit(AuditAttribute.Changed), Operation(Operations.ReviewLog)]
    internal sealed record Command(DateOnly From, DateOnly To, int Size, string Method) : ICommand<Answer>;

    /// <param name="Rows">How many rows the log had in those days.</param>
    /// <param name="Items">How many were drawn.</param>
    internal sealed record Answer(Guid SampleId, int Rows, int Items);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.To).Must((c, to) => to > c.From && to <= c.From.AddDays(MostDays)).WithMessage("After the first day, at most 92 days later.");
            RuleFor(c => c.Size).InclusiveBetween(1, 200);
            RuleFor(c => c.Method).Must(method => Methods.Contains(method, StringComparer.Ordinal)).WithMessage("One of chance and system.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, UnitTrail trail, IUnitRecords records) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var rows = await trail.Between(db.Session, caller.UnitId, Clock.StartOf(request.From), Clock.StartOf(request.To), cancellationToken);
            var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
            var drawn = request.Method == Chance ? ByChance(rows, request.Size, seed) : [.. Suspicion.Of(rows, await Protected(caller, rows, cancellationToken)).Take(request.Size)];
            var sample = new { id = Guid.CreateVersion7(clock.Now), caller.UnitId, request.From, request.To, request.Method, seed, rows = rows.Count, items = drawn.Count, caller.PersonId, clock.Now };
            await db.Execute("""
                INSERT INTO {Module}.LogSample (SampleId, UnitId, FromDate, ToDate, Method, Seed, RowsInLog, Items, DrawnBy, DrawnAt)
                VALUES (@id, @UnitId, @From, @To, @Method, @seed, @rows, @items, @PersonId, @Now)
                """, sample);
            await db.Session.Insert("LogSampleItem", ["SampleId", "Place", "Stripe", "Seq", "Suspicions"],
                [.. drawn.Select((item, i) => new object?[] { sample.id, i + 1, item.Row.Stripe, item.Row.Seq, string.Join(' ', item.Reasons) })], cancellationToken);
            return new Answer(sample.id, rows.Count, drawn.Count);
        }

        // Whoever draws again with the same seed from the same rows gets the same: a sample can be checked.
        private static List<(AuditRow Row, IReadOnlyList<string> Reasons)> ByChance(List<AuditRow> rows, int size, int seed)
        {
            var places = Enumerable.Range(0, rows.Count).ToArray();
            new Random(seed).Shuffle(places);
            return [.. places.Take(size).Order().Select(place => (rows[place], (IReadOnlyList<string>)[]))];
        }

        // What the register hides from a reviewer, who is named for no child, is protected.
        private async Task<IReadOnlySet<Guid>> Protected(Caller caller, List<AuditRow> rows, CancellationToken cancel) =>
            (await records.Cards(caller, [.. rows.Where(r => r.SubjectId is not null).Select(r => r.SubjectId!.Value).Distinct()], cancel)).Values
                .Where(card => card.IsHidden).Select(card => card.ChildId).ToHashSet();
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/log-samples", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(command, cancel)))
            .WithSummary("Draw a sample of my unit's access log");
    }
}
