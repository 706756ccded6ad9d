using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>Registers a unit (enhet), where no feed tells of it.</summary>
internal static class RegisterUnit
{
    /// <param name="UnitId">The unit's key everywhere; it never changes.</param>
    /// <param name="Municipality">Missing for a unit that is for the whole region, which only a region-wide administrator registers.</param>
    /// <param name="PartnerKind">For partners, and needed there.</param>
    /// <param name="From">First day, Europe/Stockholm.</param>
    /// <param name="To">The day after the last; missing while it is open.</param>
    [Allow(Roles.ItAdmin), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string UnitId, string Organisation, string Name, DateOnly From, DateOnly? To = null, string? Municipality = null, string? HsaId = null,
        string? SchoolUnitCode = null, string? PartnerKind = null, bool Private = false) : ICommand<Answer>;

    internal sealed record Answer(string UnitId, int Version);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.UnitId).Key(DirectoryRules.LongestUnitId);
            RuleFor(c => c.Organisation).OneOf(Organisations.All);
            RuleFor(c => c.Name).NotEmpty().MaximumLength(DirectoryRules.LongestName);
            RuleFor(c => c.Municipality).MunicipalityCode();
            RuleFor(c => c.HsaId).HsaId();
            RuleFor(c => c.SchoolUnitCode).SchoolUnitCode();
            RuleFor(c => c.PartnerKind).NotEmpty().MaximumLength(DirectoryRules.LongestWord).When(c => c.Organisation == Organisations.Partner);
            RuleFor(c => c.PartnerKind).Null().When(c => c.Organisation != Organisations.Partner).WithMessage("For partners only.");
            RuleFor(c => c.To).GreaterThan(c => c.From).When(c => c.To is not null).WithMessage("Later than from.");
        }
    }

    internal sealed class Handler(Db db, Call call) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            Administration.MustReach(call.Caller!, request.Municipality);
            await Administration.MustBeNew(db.Execute("""
                INSERT INTO Directory.Unit (UnitId, Organisation, Name, Municipality, HsaId, SchoolUnitCode, PartnerKind, IsPrivate, FromDate, ToDate, Version)
                VALUES (@UnitId, @Organisation, @Name, @Municipality, @HsaId, @SchoolUnitCode, @PartnerKind, @Private, @From, @To, 1)
                """, request), "a unit with this id");
            return new Answer(request.UnitId, 1);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/units", async Task<Created<Answer>> (Command command, HttpResponse response, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(command, cancel);
            Kernel.Http.ETag(response, answer.Version);
            return TypedResults.Created($"/api/directory/v1/units/{Uri.EscapeDataString(answer.UnitId)}", answer);
        })
            .WithSummary("Register a unit");
    }
}
