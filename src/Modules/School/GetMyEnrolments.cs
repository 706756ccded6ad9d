using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.School;

/// <summary>The enrolments at the caller's school that have not ended (våra elever), whether recorded here or told by a feed; the latest to begin first.</summary>
internal static class GetMyEnrolments
{
    /// <param name="Form">School form (SS 12000 code).</param>
    /// <param name="Born">Year of birth, where the school may know it.</param>
    /// <param name="Name">Each of its words stands in the name. Never in an address, so no endpoint has it.</param>
    [Allow(Roles.Rektor, Roles.StudentHealthTeam), Audit(AuditAttribute.Read), Operation(Operations.RecordChild)]
    internal sealed record Query(int Limit, int Offset, string? Form = null, int? Born = null, Guid? ChildId = null, string? Name = null) : IQuery<Answer>;

    internal sealed record Answer(int Total, IReadOnlyList<Enrolment> Enrolments);

    /// <param name="Key">What an ending names it by.</param>
    /// <param name="Source">The feed that told of it, or school for what was recorded here.</param>
    /// <param name="Name">Missing until the child has one, and until 90 days before the child is the unit's.</param>
    /// <param name="Form">School form (SS 12000 code).</param>
    internal sealed record Enrolment(string Key, Guid ChildId, string? Name, DateOnly? BirthDate, string? Form, DateOnly From, DateOnly? To, string Source);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Form).Must(SchoolForms.Counts).When(q => q.Form is not null).WithMessage("One of FKLASS, GR, GRS, SP, SAM, GY and GYS.");
            RuleFor(q => q.Born).InclusiveBetween(1900, 2200).When(q => q.Born is not null);
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Offset).GreaterThanOrEqualTo(0);
            RuleFor(q => q.Name).MaximumLength(100);
        }
    }

    internal sealed class Handler(Call call, IUnitRecords records) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var born = request.Born is { } year ? new DateOnly(year, 1, 1) : (DateOnly?)null;
            var filter = new UnitRecordFilter(request.ChildId, request.Form, born, born?.AddYears(1), Name: request.Name);
            var page = await records.Current(call.Caller!, FactKinds.Enrolment, filter, request.Limit, request.Offset, cancellationToken);
            foreach (var record in page.Records)
                call.Subjects.Add(record.ChildId);
            return new Answer(page.Total, [.. page.Records.Select(r => new Enrolment(r.Key, r.ChildId, r.Name, r.BirthDate, r.Form, r.From, r.To, r.Source))]);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/enrolments", async Task<Ok<Answer>> (
            Sender sender, CancellationToken cancel, int limit = 20, int offset = 0, string? form = null, int? born = null, Guid? childId = null) =>
            TypedResults.Ok(await sender.Send(new Query(limit, offset, form, born, childId), cancel)))
            .WithSummary("The enrolments at my school that have not ended");
    }
}
