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
/// Leaves a concern (oro, signal) about any child; the reporter need not know who is responsible, and the answer never tells whether the child is known.
/// The question on harm comes first and has no default: yes is an orosanmälan and goes to social services at once. Carried by every actor.
/// </summary>
internal static class RaiseConcern
{
    /// <param name="Harm">Could the child be coming to harm (misstanke om att barnet far illa)?</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.RaiseConcern)]
    internal sealed record Command(bool Harm, About About, string Text, IReadOnlyList<string> Spokes, string Urgency = Urgencies.Normal, string? Contact = null) : ICommand<Answer>;

    /// <param name="Kind">child, unborn (the number is the mother's) or unidentified.</param>
    /// <param name="IdentityNumber">With child and unborn.</param>
    /// <param name="Description">With unidentified: what is known; at most 500 characters.</param>
    internal sealed record About(string Kind, string? IdentityNumber = null, string? Description = null);

    /// <param name="ReceiptId">Under receipts its status can be read, by the one who left it.</param>
    /// <param name="Next">reception: social services have it as an orosanmälan, in acute danger call 112. holder: it is on its way to the unit that is responsible.</param>
    internal sealed record Answer(Guid ReceiptId, string Status, string Next);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Wheel wheel, Clock clock)
        {
            RuleFor(c => c.Text).Must(ReadableText.Is).WithMessage(ConcernText.Rule).MaximumLength(ConcernText.Longest);
            RuleFor(c => c.Spokes).Must(spokes => ConcernText.AreSpokes(spokes, wheel.On(clock.Today))).WithMessage("Each spoke once, by its key in the wheel.");
            RuleFor(c => c.Urgency).Must(urgency => Urgencies.All.Contains(urgency, StringComparer.Ordinal)).WithMessage("One of normal and soon.");
            RuleFor(c => c.Contact).MaximumLength(200);
            RuleFor(c => c.About).Must(about => ConcernText.IsAbout(about.Kind, about.IdentityNumber, about.Description, clock.Today)).WithMessage(ConcernText.AboutRule);
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, IReceipts receipts) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var told = new ConcernTold(Guid.CreateVersion7(clock.Now), request.About.Kind, request.About.IdentityNumber, request.About.Description, request.Text, request.Spokes,
                request.Urgency, request.Harm, new Reporter(ReporterKinds.Staff, caller.Organisation, caller.UnitId, caller.Name, request.Contact), clock.Now);
            await receipts.Leave(db.Session, told, caller, cancellationToken);
            return new Answer(told.ConcernId, ConcernStatuses.Sent, request.Harm ? "reception" : "holder");
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/concerns", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(command, cancel)))
            .WithSummary("Leave a concern about a child");
    }
}
