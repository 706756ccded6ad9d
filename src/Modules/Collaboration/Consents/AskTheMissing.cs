using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// Puts a form's question to those who are needed today and have not been asked: custody has changed, the child is old enough now, or is born. Until they have
/// answered, what the form covers is closed.
/// </summary>
internal static class AskTheMissing
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Changed), Operation(Operations.WorkConsent)]
    internal sealed record Command(Guid FormId) : ICommand<Answer>, IAboutForm
    {
        Guid IAboutRecord.RecordId => FormId;
    }

    internal sealed record Answer(Guid FormId, IReadOnlyList<AskConsent.Asked> Asked);

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var form = await StoredForm.Load(db.Session, request.FormId);
            if (form.State != StoredForm.Open || form.UntilDate < clock.Today)
                throw new Refused("wrong-state", "The form is no longer open; ask anew.");
            var (_, all) = await givers.Of(db.Session, form.ChildId, cancellationToken);
            var asked = (await StoredConsent.Of(db.Session, form.FormId)).Select(c => c.MemberId).ToHashSet();
            var missing = all.Where(g => !asked.Contains(g.MemberId)).ToList();
            return new Answer(form.FormId, await ConsentAskings.Ask(db.Session, clock, form.FormId, form.ChildId, missing, Doer.Of(call.Caller!), new Dictionary<Guid, string>()));
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/consent-forms/{formId:guid}/askings", async Task<Ok<Answer>> (Guid formId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Command(formId), cancel)))
            .WithSummary("Ask those who are needed now and have not been asked");
    }
}
