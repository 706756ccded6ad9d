using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>Takes a question back that nobody has said yes to (återkallar förfrågan). A yes is not the asker's to take away.</summary>
internal static class CancelConsentForm
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkConsent)]
    internal sealed record Command(Guid FormId) : ICommand<Answer>, IAboutForm
    {
        Guid IAboutRecord.RecordId => FormId;
    }

    internal sealed record Answer(Guid FormId, string State);

    internal sealed class Handler(Db db, Call call, Clock clock, IResponsibility register) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var form = await StoredForm.Load(db.Session, request.FormId);
            if (form.State != StoredForm.Open)
                throw new Refused("wrong-state", "The form is no longer open.");
            await ConsentAskings.DemandAsker(register, clock, call.Caller!, form, cancellationToken);
            await ConsentMoves.End(db.Session, clock, form.FormId, "cancelled", ConsentEvents.Cancel, Doer.Of(call.Caller!));
            return new Answer(form.FormId, "cancelled");
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/consent-forms/{formId:guid}/cancellations", async Task<Ok<Answer>> (Guid formId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(formId), cancel)))
            .WithSummary("Take back a question that nobody has said yes to");
    }
}
