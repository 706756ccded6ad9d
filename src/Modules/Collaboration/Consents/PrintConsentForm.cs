using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// The form as a page to print, hand over and sign (samtyckesblankett), in Swedish: what is asked, from whom to whom, what for, until when, and a place for each answer.
/// Of a child whose identity, or whose guardian's, is protected it names kinds of organisation and no unit: paper travels.
/// </summary>
internal static class PrintConsentForm
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Printed), Operation(Operations.ReadConsent)]
    internal sealed record Query(Guid FormId) : IQuery<Answer>, IAboutForm
    {
        Guid IAboutRecord.RecordId => FormId;
    }

    /// <param name="Html">A whole document.</param>
    /// <param name="Form">What it was drawn from, for a page that draws it itself.</param>
    /// <param name="HidesPlaces">No unit is to be named, only the kind of organisation.</param>
    internal sealed record Answer(string Html, FormView Form, string? ChildName, bool HidesPlaces);

    internal sealed class Handler(Db db, Call call, Clock clock, Givers givers, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var stored = await StoredForm.Load(db.Session, request.FormId);
            var (family, all) = await givers.Of(db.Session, stored.ChildId, cancellationToken);
            var known = await units.All(cancellationToken);
            var form = await FormView.Of(db.Session, stored, family, all, known, clock.Today);
            if (call.Ground == FormView.PartyGround)
                form = form.ForParty(call.Caller!.UnitId) ?? throw new Kernel.NotFound();
            return new Answer(ConsentPage.Of(form, family.Name, known, family.HidesPlaces), form, family.Name, family.HidesPlaces);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/consent-forms/{formId:guid}/page", async Task<ContentHttpResult> (Guid formId, Sender sender, CancellationToken cancel) =>
            TypedResults.Content((await sender.Send(new Query(formId), cancel)).Html, "text/html; charset=utf-8"))
            .Produces<string>(StatusCodes.Status200OK, "text/html")
            .WithSummary("The form as a page to print and sign");
    }
}
