using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Family;

/// <summary>Who I am, and the children I act for (mina barn). A child whose page is closed to me is not among them.</summary>
internal static class GetMe
{
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ListOwnChildren)]
    internal sealed record Query : IQuery<Answer>;

    internal sealed record Answer(string Name, IReadOnlyList<Child> Children);

    /// <param name="Who">child: I am the child; guardian: I have custody of it today.</param>
    /// <param name="Age">Whole years; 0 before birth.</param>
    internal sealed record Child(Guid ChildId, string? Name, string Who, int Age);

    internal sealed class Handler(Call call, Clock clock, IFamilies families) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var caller = call.Caller!;
            var children = new List<Child>();
            foreach (var own in await families.Names(caller.ActsFor, cancellationToken))
            {
                if (await families.Of(own.ChildId, cancellationToken) is not { } family || family.Guardians.Any(g => g.MemberId == own.MemberId && g.IsViewClosed))
                    continue;
                children.Add(new Child(own.ChildId, family.Name, own.MemberId == own.ChildId ? "child" : "guardian", family.AgeOn(clock.Today)));
                call.Subjects.Add(own.ChildId);
            }

            return new Answer(caller.Name, children);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/me", async Task<Ok<Answer>> (Sender sender, CancellationToken cancel) => TypedResults.Ok(await sender.Send(new Query(), cancel)))
            .WithSummary("Who I am, and the children I act for");
    }
}
