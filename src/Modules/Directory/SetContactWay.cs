using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>Adds or replaces a way to reach a unit (kontaktväg).</summary>
internal static class SetContactWay
{
    /// <param name="Version">The version that was edited, from If-Match; missing when the way is new.</param>
    [Allow(Roles.ItAdmin, Roles.Rektor, Roles.PreschoolHead, Roles.UnitHead), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string UnitId, string ContactWayId, int? Version, string Purpose, string Label, string? Phone, string? Email, string? Hours, string? Note) : ICommand<Answer>;

    /// <param name="Purpose">advice, concern, case or urgent.</param>
    /// <param name="Label">Who answers.</param>
    internal sealed record Content(string Purpose, string Label, string? Phone = null, string? Email = null, string? Hours = null, string? Note = null);

    internal sealed record Answer(string ContactWayId, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
            RuleFor(c => c.ContactWayId).Key(DirectoryRules.LongestId);
            RuleFor(c => c.Purpose).OneOf(DirectoryRules.Purposes);
            RuleFor(c => c.Label).NotEmpty().MaximumLength(DirectoryRules.LongestName);
            RuleFor(c => c.Phone).MaximumLength(DirectoryRules.LongestPhone);
            RuleFor(c => c.Email).Mail();
            RuleFor(c => c.Hours).MaximumLength(DirectoryRules.LongestName);
            RuleFor(c => c.Note).MaximumLength(DirectoryRules.LongestNote);
            RuleFor(c => c.Phone).NotEmpty().When(c => string.IsNullOrEmpty(c.Email)).WithMessage("A telephone number or an e-mail address.");
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            await Administration.UnitWithWays(db, call.Caller!, request.UnitId);
            var before = await db.Find<Row>("SELECT UnitId, Version FROM Directory.ContactWay WHERE ContactWayId = @ContactWayId", request);
            if (before is null)
                return await Add(request);
            if (before.UnitId != request.UnitId)
                throw new Refused("already-there", "Another unit has a contact way with this id.");
            if (request.Version is not { } version)
                throw new StaleVersion(missing: true);
            var changed = await db.Execute("""
                UPDATE Directory.ContactWay SET Purpose = @Purpose, Label = @Label, Phone = @Phone, Email = @Email, Hours = @Hours, Note = @Note, Version = Version + 1
                WHERE ContactWayId = @ContactWayId AND Version = @Version
                """, request);
            return changed == 1 ? new Answer(request.ContactWayId, version + 1) : throw new StaleVersion(missing: false);
        }

        private async Task<Answer> Add(Command request)
        {
            if (request.Version is not null)
                throw new StaleVersion(missing: false);
            await Administration.MustBeNew(db.Execute("""
                INSERT INTO Directory.ContactWay (ContactWayId, UnitId, Purpose, Label, Phone, Email, Hours, Note, Version)
                VALUES (@ContactWayId, @UnitId, @Purpose, @Label, @Phone, @Email, @Hours, @Note, 1)
                """, request), "a contact way with this id");
            return new Answer(request.ContactWayId, 1);
        }
    }

    private sealed class Row
    {
        public required string UnitId { get; init; }
        public required int Version { get; init; }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/units/{unitId}/contact-ways/{contactWayId}", async Task<Ok<Answer>> (
            string unitId, string contactWayId, Content content, HttpRequest request, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            int? version = request.Headers.IfMatch.Count == 0 ? null : Kernel.Http.IfMatch(request);
            var answer = await sender.Send(new Command(unitId, contactWayId, version, content.Purpose, content.Label, content.Phone, content.Email, content.Hours, content.Note), cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Ok(answer);
        })
            .WithSummary("Add or replace a way to reach a unit; If-Match when it exists");
    }
}
