using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.MaternalCare;

/// <summary>Registers a pregnancy at the caller's unit (inskrivning i mödrahälsovården): from here the unborn child has a barnensbästa-ansvarig.</summary>
internal static class RegisterPregnancy
{
    /// <param name="MotherNumber">The mother's personnummer, samordningsnummer or reserve number.</param>
    /// <param name="Municipality">Where the mother is registered as resident, four digits.</param>
    /// <param name="From">The first day at the unit, Europe/Stockholm; not later than today.</param>
    /// <param name="DueDate">At most 310 days after from.</param>
    /// <param name="ExpectedChildren">1 to 4: each becomes a child of its own.</param>
    [Allow(Roles.Midwife, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.RecordChild)]
    internal sealed record Command(string MotherNumber, string MotherGivenName, string MotherFamilyName, string Municipality, DateOnly From, DateOnly DueDate, int ExpectedChildren = 1) : ICommand<Answer>;

    internal sealed record Answer(Guid PregnancyId, IReadOnlyList<Guid> ChildIds, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.MotherNumber).NotEmpty().MaximumLength(20);
            RuleFor(c => c.MotherGivenName).NotEmpty().MaximumLength(100);
            RuleFor(c => c.MotherFamilyName).NotEmpty().MaximumLength(100);
            RuleFor(c => c.Municipality).Matches("^[0-9]{4}$").WithMessage("A municipality code of four digits.");
            RuleFor(c => c.DueDate).Must((c, due) => due >= c.From && due.DayNumber - c.From.DayNumber <= Pregnancy.MostDays).WithMessage("Between from and 310 days later.");
            RuleFor(c => c.ExpectedChildren).InclusiveBetween(1, 4);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.From > clock.Today)
                throw new Invalid("from", "Later than today.");
            var row = new
            {
                PregnancyId = Guid.CreateVersion7(clock.Now),
                call.Caller!.UnitId,
                Mother = IdentityText.Stored(request.MotherNumber, clock.Today),
                request.MotherGivenName,
                request.MotherFamilyName,
                request.Municipality,
                request.From,
                request.DueDate,
                call.Caller.PersonId,
                clock.Now,
            };
            if (await db.Scalar<int>("""
                SELECT COUNT(*) FROM MaternalCare.Pregnancy p JOIN MaternalCare.UnbornChild u ON u.PregnancyId = p.PregnancyId
                WHERE p.UnitId = @UnitId AND p.MotherNumber = @Mother AND u.BirthDate IS NULL AND u.EndedOn IS NULL
                """, row) > 0)
                throw new Refused("pregnancy-already-registered", "The unit already follows a pregnancy of this mother.");

            await db.Execute("""
                INSERT INTO MaternalCare.Pregnancy (PregnancyId, UnitId, MotherNumber, MotherGivenName, MotherFamilyName, Municipality, FromDate, DueDate, Version, RecordedBy, RecordedAt)
                VALUES (@PregnancyId, @UnitId, @Mother, @MotherGivenName, @MotherFamilyName, @Municipality, @From, @DueDate, 1, @PersonId, @Now)
                """, row);
            var children = new List<Guid>(request.ExpectedChildren);
            for (var i = 0; i < request.ExpectedChildren; i++)
            {
                var childId = Guid.CreateVersion7(clock.Now);
                children.Add(childId);
                await db.Execute("INSERT INTO MaternalCare.UnbornChild (ChildId, PregnancyId) VALUES (@childId, @PregnancyId)", new { childId, row.PregnancyId });
                db.Publish(new UnbornRegistered(childId, row.Mother, request.MotherGivenName, request.MotherFamilyName, request.Municipality, row.UnitId, request.From, request.DueDate));
                call.Subjects.Add(childId);
            }

            return new Answer(row.PregnancyId, children, Version: 1);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/pregnancies", async Task<Created<Answer>> (Command command, Sender sender, HttpResponse response, CancellationToken cancel) =>
        {
            var answer = await sender.Send(command, cancel);
            Http.ETag(response, answer.Version);
            return TypedResults.Created($"/api/maternal-care/v1/pregnancies/{answer.PregnancyId}", answer);
        })
            .WithSummary("Register a pregnancy at my unit");
    }
}
