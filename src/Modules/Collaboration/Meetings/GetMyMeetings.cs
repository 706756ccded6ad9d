using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>
/// The meetings about one child that the child, or a guardian, is invited to (mina möten). Nobody else of the family is named in it, nor what others think. When the
/// child's identity or a guardian's is protected, the day and the hour and no more: a place or a unit would tell where somebody lives.
/// </summary>
internal static class GetMyMeetings
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId, string View) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, IReadOnlyList<MyMeeting> Meetings);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.View).Must(view => view is "coming" or "past").WithMessage("coming or past.");
    }

    internal sealed class Handler(Db db, Call call, MyMeetings meetings) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken) =>
            new(request.ChildId, await meetings.Of(db.Session, call.Caller!, request.ChildId, request.View, cancellationToken));
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/meetings", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel, string view = "coming") =>
            TypedResults.Ok(await sender.Send(new Query(childId, view), cancel)))
            .WithSummary("The meetings that I am invited to");
    }
}
