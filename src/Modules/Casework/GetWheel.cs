using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>Barnensbästa-hjulet and the model's questions as they are in force today: what an analysis is filled in by. Carried by every actor.</summary>
internal static class GetWheel
{
    [Allow(AllowAttribute.Staff), NotAudited("names no person")]
    internal sealed record Query : IQuery<Answer>;

    /// <param name="WheelVersion">An analysis that is saved today keeps this number, and that of the questions.</param>
    internal sealed record Answer(int WheelVersion, IReadOnlyList<Spoke> Spokes, IReadOnlyList<string> Voices, int LowestRating, int HighestRating, IReadOnlyList<string> TriangleSides,
        int QuestionsVersion, IReadOnlyList<Question> Questions);

    /// <param name="Name">In Swedish, for the screen.</param>
    internal sealed record Spoke(string Key, string Name);

    /// <param name="Text">In Swedish, for the screen.</param>
    internal sealed record Question(string Key, string Text);

    internal sealed class Handler(Wheel wheel, ModelQuestions questions, Clock clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var (spokes, asked) = (wheel.On(clock.Today), questions.On(clock.Today));
            return Task.FromResult(new Answer(spokes.Version, [.. spokes.Spokes.Select(s => new Spoke(s.Key, s.Name))], Voice.All, Wheel.LowestRating, Wheel.HighestRating, TriangleSide.All,
                asked.Version, [.. asked.Questions.Select(q => new Question(q.Key, q.Text))]));
        }
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/wheel", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(), cancel)))
            .WithSummary("The wheel's spokes and the model's questions in force");
    }
}
