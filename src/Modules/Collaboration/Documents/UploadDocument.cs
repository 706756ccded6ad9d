using System.Text.Json.Serialization;
using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Collaboration;

/// <summary>
/// Brings a document to the plan (handling) for those who are named. What it is, the content decides, and the name must agree. Nobody has it before it is scanned.
/// 413: too large; 415: a kind that is not taken in; 409 not-scanned: no scanner is configured; 409 consent-missing names a unit that no consent lets have it.
/// </summary>
internal static class UploadDocument
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Disclosed), Operation(Operations.WorkPlan)]
    internal sealed record Command(Guid PlanId, string? Name, Audience Audience, string Sha256, [property: JsonIgnore] byte[] Content) : ICommand<Answer>, IAboutPlan
    {
        Guid IAboutRecord.RecordId => PlanId;
    }

    /// <param name="State">quarantined, until it is scanned.</param>
    /// <param name="Sha256">Of the content, in hexadecimal.</param>
    internal sealed record Answer(Guid DocumentId, string State, string ContentType, int Bytes, string Sha256);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Name).NotNull().WithMessage($"{UploadBody.NameHeader} says what it is called.").MaximumLength(DocumentNames.Longest)
                .Must(name => name is null || DocumentNames.Is(name)).WithMessage("A file's name: no path, no control characters, and an ending.");
            RuleFor(c => c.Audience).SetValidator(new AudienceRules());
            RuleFor(c => c.Content).NotEmpty().WithMessage("The file is empty.");
        }
    }

    internal sealed class Handler(Db db, Call call, Clock clock, Audiences audiences, IDocumentScanner scanner) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            if (!scanner.IsThere)
                throw new Refused("not-scanned", "Documents are taken in when they can be scanned: set Kronobarn:Documents:Clamd to host:port of ClamAV's daemon.");
            var plan = await StoredPlan.Open(db.Session, request.PlanId);
            var units = await audiences.Demand(db.Session, plan, caller.UnitId, request.Audience, Categories.Documents, cancellationToken);
            var type = DocumentTypes.Of(request.Content)
                ?? throw new BadHttpRequestException("Taken in are pdf, png, jpeg, docx, xlsx and odt without macros, and plain text in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
            if (!DocumentTypes.Fits(type, request.Name!))
                throw new Invalid("name", $"The content is {type.ContentType}: its name ends with {string.Join(" or ", type.Endings)}.");

            var row = new
            {
                id = Guid.CreateVersion7(clock.Now),
                plan.PlanId,
                plan.ChildId,
                caller.UnitId,
                caller.PersonId,
                clock.Now,
                request.Name,
                type.ContentType,
                bytes = request.Content.Length,
                request.Sha256,
            };
            await db.Execute("""
                INSERT INTO Collaboration.Document (DocumentId, PlanId, ChildId, UnitId, UploadedBy, UploadedAt, Name, ContentType, ByteCount, Sha256, State, IsUnscanned, Tries, NextTryAt)
                VALUES (@id, @PlanId, @ChildId, @UnitId, @PersonId, @Now, @Name, @ContentType, @bytes, @Sha256, 'quarantined', 0, 0, @Now)
                """, row);
            await StoredDocument.Keep(db.Session, row.id, request.Content);
            await Audiences.Store(db.Session, row.id, units.Select(u => u.UnitId), request.Audience.Family);
            db.Publish(new DocumentQuarantined(row.id, plan.ChildId));
            return new Answer(row.id, DocumentStates.Quarantined, type.ContentType, row.bytes, row.Sha256);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api)
        {
            var settings = api.ServiceProvider.GetRequiredService<DocumentSettings>();
            // The name may tell of the child, and an address is written into logs on its way: it stands in a header, percent-encoded as UTF-8 (RFC 3986).
            api.MapPost("/plans/{planId:guid}/documents", async Task<Created<Answer>> (Guid planId, Stream body, HttpRequest request, [FromHeader(Name = UploadBody.NameHeader)] string? name,
                [FromHeader(Name = UploadBody.UnitsHeader)] string? units, [FromHeader(Name = UploadBody.FamilyHeader)] string? family, Sender sender, CancellationToken cancel) =>
            {
                var content = await UploadBody.Read(request, body, settings.LargestBytes, cancel);
                return TypedResults.Created((string?)null,
                    await sender.Send(new Command(planId, name is null ? null : Uri.UnescapeDataString(name), UploadBody.Audience(units, family), UploadBody.Sha256Of(content), content), cancel));
            })
                .WithMetadata(new RequestSizeLimitAttribute(settings.LargestBytes))
                .WithSummary("Bring a document to the plan")
                .WithDescription($"The body is the file itself. {UploadBody.NameHeader}: its name, percent-encoded as UTF-8. {UploadBody.UnitsHeader} and {UploadBody.FamilyHeader}: whom it is for, "
                    + "units and ids of the family, with commas between; one of the two at least.");
        }
    }
}
