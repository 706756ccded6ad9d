using System.Text.Json;
using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>How the wheel changed between two versions of a case's analysis. Carried by every actor.</summary>
internal static class GetAnalysisChanges
{
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.ReadCase)]
    internal sealed record Query(Guid CaseId, int From, int To) : IQuery<Answer>, IAboutCase
    {
        Guid IAboutRecord.RecordId => CaseId;
    }

    /// <param name="Changes">Per spoke and voice; what is the same is left out.</param>
    internal sealed record Answer(int From, int To, IReadOnlyList<Change> Changes);

    /// <param name="Direction">same, better, worse, newly-known or no-longer-known: the rating.</param>
    /// <param name="Presence">both, added or removed: whether both versions of the wheel have the spoke.</param>
    internal sealed record Change(string Spoke, string Voice, int? RatingBefore, int? RatingAfter, string Direction, bool StrengthsChanged, bool NeedsChanged, string Presence);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.To).GreaterThan(q => q.From).WithMessage("Later than from.");
    }

    internal sealed class Handler(Db db, Wheel wheel) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var before = await StoredAnalysis.Find(db.Session, request.CaseId, request.From) ?? throw new Kernel.NotFound();
            var after = await StoredAnalysis.Find(db.Session, request.CaseId, request.To) ?? throw new Kernel.NotFound();
            var changes = Wheel.Changes(Picture(before), Picture(after), wheel[before.WheelVersion], wheel[after.WheelVersion]);
            return new Answer(request.From, request.To, [.. changes.Select(c => new Change(c.Spoke, c.Voice, c.RatingBefore, c.RatingAfter, Name(c.Direction), c.StrengthsChanged, c.NeedsChanged, Name(c.Presence)))]);
        }

        private static List<SpokeView> Picture(AnalysisContent content) => [.. content.Views.Select(v => new SpokeView(v.Spoke, v.Voice, v.Strengths, v.Needs, v.Rating))];

        private static string Name<T>(T value)
            where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/cases/{caseId:guid}/analyses/changes", async Task<Ok<Answer>> (
            Guid caseId, int from, int to, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(caseId, from, to), cancel)))
            .WithSummary("How the wheel changed between two versions of a case's analysis");
    }
}
