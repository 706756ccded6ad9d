using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Collaboration;

/// <summary>The questions after a meeting (upplevelsefrågor), as a guardian or a child of its age is asked them: by pictures for the small, who need not read.</summary>
internal static class GetExperienceQuestions
{
    private static readonly string[] Words = ["Inte alls", "Lite", "Ganska mycket", "Mycket"];
    private static readonly string[] Faces = ["face-very-sad", "face-sad", "face-glad", "face-very-glad"];

    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, IReadOnlyList<Question> Questions);

    /// <param name="Key">The member of the answer: heard or tookPart.</param>
    /// <param name="Picture">The key of a pictogram; for children under thirteen.</param>
    internal sealed record Question(string Key, string Text, string? Picture, IReadOnlyList<Choice> Choices);

    /// <param name="Value">1 to 4.</param>
    internal sealed record Choice(int Value, string Text, string? Picture);

    internal sealed class Handler(Db db, Call call, Clock clock, IFamilies families, FamilyAges ages) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var viewer = await FamilyViewer.Load(db.Session, families, ages, clock, request.ChildId, call.Caller!.ActsFor[request.ChildId], cancellationToken);
            // By age alone: what is kept back must not show in how one is asked.
            var byPictures = viewer.IsChild && viewer.Age < ages.TakesPartFrom;
            var choices = Words.Select((text, place) => new Choice(place + 1, text, byPictures ? Faces[place] : null)).ToList();
            return new Answer(request.ChildId, byPictures
                ? [new Question("heard", "Lyssnade de vuxna på dig?", "picture-ear", choices), new Question("tookPart", "Fick du vara med och bestämma?", "picture-hand-up", choices)]
                : [new Question("heard", "Blev du lyssnad på?", null, choices), new Question("tookPart", "Kunde du vara delaktig?", null, choices)]);
        }
    }

    [InApi(Organisations.Family)]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/experience-questions", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(childId), cancel)))
            .WithSummary("The questions after a meeting, by age");
    }
}
