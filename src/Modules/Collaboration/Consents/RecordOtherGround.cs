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
/// Records a ground in law other than consent (annan sekretessbrytande grund) on which the caller's unit lets another have something: a decision of the unit's head,
/// with reasons and a last day. Never stands in for a consent that was refused without the head having written why.
/// Source: OSL 10 kap. 2, 27 and 28 §§; orosanmälan by socialtjänstlagen (2025:400).
/// </summary>
internal static class RecordOtherGround
{
    private static readonly string[] Kinds = ["osl-10-2", "osl-10-27", "osl-10-28", "orosanmalan"];

    [Allow(Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Disclosed), Operation(Operations.WorkConsent)]
    internal sealed record Command(Guid ChildId, Ground Ground) : ICommand<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Kind">osl-10-2, osl-10-27, osl-10-28 or orosanmalan.</param>
    /// <param name="ToUnitId">Who may have it; of the caller's own unit.</param>
    /// <param name="Until">The last day, Europe/Stockholm; at most half a year ahead.</param>
    internal sealed record Ground(string Kind, string ToUnitId, IReadOnlyList<string> Categories, string Reasons, DateOnly Until);

    internal sealed record Answer(IReadOnlyList<Guid> GroundIds);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Clock clock)
        {
            RuleFor(c => c.Ground.Kind).Must(kind => Kinds.Contains(kind, StringComparer.Ordinal)).WithMessage($"One of {string.Join(", ", Kinds)}.");
            RuleFor(c => c.Ground.Categories).Must(all => all.Count > 0 && all.All(c => Categories.All.Contains(c, StringComparer.Ordinal))).WithMessage($"One or more of {string.Join(", ", Categories.All)}.");
            RuleFor(c => c.Ground.Reasons).Must(ReadableText.Is).WithMessage("Say why.").MaximumLength(1000);
            RuleFor(c => c.Ground.ToUnitId).NotEmpty().MaximumLength(40);
            RuleFor(c => c.Ground.Until).GreaterThanOrEqualTo(_ => clock.Today).LessThanOrEqualTo(_ => clock.Today.AddMonths(6));
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IUnits units) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, ground) = (call.Caller!, request.Ground);
            if (ground.ToUnitId == caller.UnitId || await units.Find(ground.ToUnitId, cancellationToken) is not { } unit || unit.From > clock.Today || unit.To <= clock.Today)
                throw new Invalid("toUnitId", "Another unit that is open today.");
            var ids = new List<Guid>();
            foreach (var category in ground.Categories.Distinct(StringComparer.Ordinal))
            {
                var id = Guid.CreateVersion7(clock.Now);
                ids.Add(id);
                await db.Execute("""
                    INSERT INTO Collaboration.OtherGround (GroundId, ChildId, Kind, FromUnitId, ToUnitId, Category, Reasons, UntilDate, DecidedBy, DecidedAt)
                    VALUES (@id, @ChildId, @Kind, @UnitId, @ToUnitId, @category, @Reasons, @Until, @PersonId, @Now)
                    """, new { id, request.ChildId, ground.Kind, caller.UnitId, ground.ToUnitId, category, ground.Reasons, ground.Until, caller.PersonId, clock.Now });
            }

            return new Answer(ids);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/children/{childId:guid}/other-grounds", async Task<Created<Answer>> (Guid childId, Ground ground, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(childId, ground), cancel)))
            .WithSummary("Record a legal ground other than consent");
    }
}
