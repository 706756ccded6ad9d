using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Kronobarn.Kernel.NotFound;

namespace Kronobarn.Casework;

/// <summary>
/// Breaks the glass (nödåtkomst): a child is in danger, and somebody whose unit has nothing to do with the child must reach today's holder. Gives the holder and the
/// contact for an hour, and is reviewed afterwards, always. A child with protected identity is refused like a number that nobody has. Carried by every actor.
/// </summary>
internal static class BreakGlass
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <param name="IdentityNumber">Any number that the child has or has had.</param>
    /// <param name="Reason">What the danger is, 20 to 500 characters; whoever reviews it reads it.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Disclosed), Operation(Operations.BreakGlass)]
    internal sealed record Command(string IdentityNumber, string Reason) : ICommand<Answer>;

    /// <param name="Until">Until then the child's page shows the same.</param>
    internal sealed record Answer(Guid GlassBreakId, Guid ChildId, DateTimeOffset Until, HolderContact Holder);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.IdentityNumber).NotEmpty().MaximumLength(20);
            RuleFor(c => c.Reason).NotEmpty().Length(20, 500);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Deadlines deadlines, IHolderContacts holders) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var found = await holders.Find(IdentityText.Stored(request.IdentityNumber, clock.Today), cancellationToken);
            call.Ground = "break-glass";
            if (found.ChildId is { } child)
                call.Subjects.Add(child);
            if (found.Contact is not { } holder)
                throw new NotFound();
            var broken = new { id = Guid.CreateVersion7(clock.Now), ChildId = found.ChildId!.Value, caller.UnitId, caller.PersonId, request.Reason, clock.Now, until = clock.Now + Lasts };
            await db.Execute("""
                INSERT INTO {Module}.GlassBreak (GlassBreakId, ChildId, UnitId, PersonId, Reason, BrokenAt, EndsAt) VALUES (@id, @ChildId, @UnitId, @PersonId, @Reason, @Now, @until)
                """, broken);
            await deadlines.Start(db.Session, ClockName.GlassBreakReviewed, ItemKinds.GlassBreak, broken.id, caller.UnitId);
            return new Answer(broken.id, broken.ChildId, broken.until, holder);
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/glass-breaks", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(command, cancel)))
            .WithSummary("Reach the holder of a child in danger, with a reason that is reviewed");
    }
}
