using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>
/// Changes what a unit is called and how it is known elsewhere. Its organisation, municipality and days are fixed: with others it is another unit,
/// and the children's timelines rest on them; a unit ends by <see cref="CloseUnit"/>.
/// </summary>
internal static class ChangeUnit
{
    /// <param name="Version">The version that was edited, from If-Match.</param>
    [Allow(Roles.ItAdmin), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string UnitId, int Version, string Name, string? HsaId, string? SchoolUnitCode, string? PartnerKind, bool Private) : ICommand<Answer>;

    internal sealed record Change(string Name, string? HsaId = null, string? SchoolUnitCode = null, string? PartnerKind = null, bool Private = false);

    internal sealed record Answer(string UnitId, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.UnitId).MaximumLength(DirectoryRules.LongestUnitId);
            RuleFor(c => c.Name).NotEmpty().MaximumLength(DirectoryRules.LongestName);
            RuleFor(c => c.HsaId).HsaId();
            RuleFor(c => c.SchoolUnitCode).SchoolUnitCode();
            RuleFor(c => c.PartnerKind).MaximumLength(DirectoryRules.LongestWord);
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = await Administration.Unit(db, call.Caller!, request.UnitId);
            if (string.IsNullOrEmpty(request.PartnerKind) == (unit.Organisation == Organisations.Partner))
                throw new Invalid("partnerKind", "For partners only, and needed there.");
            var changed = await db.Execute("""
                UPDATE Directory.Unit SET Name = @Name, HsaId = @HsaId, SchoolUnitCode = @SchoolUnitCode, PartnerKind = @PartnerKind, IsPrivate = @Private, Version = Version + 1
                WHERE UnitId = @UnitId AND Version = @Version
                """, request);
            return changed == 1 ? new Answer(request.UnitId, request.Version + 1) : throw new StaleVersion(missing: false);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPut("/units/{unitId}", async Task<Ok<Answer>> (
            string unitId, Change change, HttpRequest request, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(new Command(unitId, Kernel.Http.IfMatch(request), change.Name, change.HsaId, change.SchoolUnitCode, change.PartnerKind, change.Private), cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Ok(answer);
        })
            .WithSummary("Change a unit; If-Match holds the version that was edited");
    }
}
