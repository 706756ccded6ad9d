using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Responsibility;

/// <summary>
/// Why may I see this child (varför får jag se barnet): what my unit is to the child, what that lets me do and on which ground. A head asks the same about a colleague at
/// the unit, who may turn out to see nothing. Of a child whom the asker may not know of there is nothing to explain. Carried by every actor.
/// </summary>
internal static class ExplainAccess
{
    /// <param name="PersonId">A colleague at the head's own unit; missing to ask about oneself.</param>
    [Allow(AllowAttribute.Staff), Audit(AuditAttribute.Read), Operation(Operations.Explain)]
    internal sealed record Query(Guid ChildId, string? PersonId) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    /// <param name="Relations">What the unit, or the person, is to the child: holder, incoming, former, case, closed-case, break-glass, owner, party, asked, invited.</param>
    /// <param name="Ground">The ground on which the child's page is shown; missing when it is not.</param>
    /// <param name="Operations">All that is allowed, in the words of the access matrix, each with its ground; what needs a consent only while one in force covers the unit.</param>
    internal sealed record Answer(Guid ChildId, string PersonId, string Role, IReadOnlyList<string> Relations, string? Ground, IReadOnlyList<AllowedOperation> Operations, ProtectionRule Protection);

    internal sealed record AllowedOperation(string Operation, string Ground);

    /// <param name="IsProtected">Only the unit's head and those whom the head has named see the child.</param>
    /// <param name="IsNamed">The person is one of those.</param>
    internal sealed record ProtectionRule(bool IsProtected, bool IsNamed);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.PersonId).MaximumLength(64);
    }

    internal sealed class Handler(Call call, Clock clock, AccessGate gate, IPeople people) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var person = request.PersonId is null || request.PersonId == call.Caller!.PersonId ? call.Caller! : await Colleague(request.PersonId, cancellationToken);
            var facts = await gate.Facts(new Call { Module = call.Module, Caller = person }, request.ChildId, cancellationToken);
            var asker = Access.Of(person.Role);
            var allowed = Access.Policy.Where(line => line.Relation != Contracts.Relations.None).SelectMany(line => line.Operations).Distinct(StringComparer.Ordinal)
                .Select(operation => (operation, Access.Decide(asker, operation, facts).Ground)).Where(a => a.Ground is not null).Select(a => new AllowedOperation(a.operation, a.Ground!));
            return new Answer(request.ChildId, person.PersonId, person.Role, [.. Names(facts.Relations)], Access.Decide(asker, Directory.Contracts.Operations.ReadChild, facts).Ground, [.. allowed],
                new ProtectionRule(facts.IsProtected, facts.IsNamed));
        }

        private async Task<Caller> Colleague(string personId, CancellationToken cancel)
        {
            var caller = call.Caller!;
            if (!Roles.IsHead(caller.Role))
                throw new Forbidden("Only the unit's head asks about a colleague.");
            var found = (await people.Assignments(clock.Today, cancel)).FirstOrDefault(a => a.PersonId == personId && a.UnitId == caller.UnitId)
                ?? throw new Invalid("personId", "Nobody at your unit has this id today.");
            return new Caller(found.PersonId, found.Name, found.Organisation, found.UnitId, found.Role, found.Municipality);
        }

        private static IEnumerable<string> Names(Relations relations) =>
            Enum.GetValues<Relations>().Where(r => r != Contracts.Relations.None && relations.HasFlag(r)).Select(r => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString()));
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/access/explain", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel, string? personId = null) =>
            TypedResults.Ok(await sender.Send(new Query(childId, personId), cancel)))
            .WithSummary("Why I, or for a head a colleague, may see a child");
    }
}
