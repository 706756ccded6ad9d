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
/// Sends a short message on the plan (meddelande) to those who are named, and to nobody else. 409 consent-missing names a unit that no consent lets have it; 409 wrong-state: the
/// plan is closed.
/// </summary>
internal static class SendMessage
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Disclosed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, Letter Letter) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="Text">At most 2,000 characters.</param>
    internal sealed record Letter(string Text, Audience Audience);

    internal sealed record Answer(Guid MessageId, DateTimeOffset SentAt);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Letter.Text).Must(ReadableText.Is).WithMessage("Write something that can be read.").MaximumLength(2000);
            RuleFor(c => c.Letter.Audience).SetValidator(new AudienceRules()).OverridePropertyName("audience");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Audiences audiences) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var (caller, letter) = (call.Caller!, request.Letter);
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            var units = await audiences.Demand(db.Session, plan, caller.UnitId, letter.Audience, Categories.Plan, cancellationToken);
            return new Answer(await StoredMessage.Add(db.Session, clock, plan, caller, letter.Text, units, letter.Audience.Family), clock.Now);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/plans/{planId:guid}/messages", async Task<Created<Answer>> (Guid planId, Letter letter, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(new Command(planId, letter), cancel)))
            .WithSummary("Send a message on the plan");
    }
}
