using FluentValidation;
using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Family;

/// <summary>Who has looked (vem som har tittat): the access logs of all organisations about the child, newest first, in plain Swedish, without the name of any member of staff.</summary>
internal static class GetLooks
{
    /// <param name="Before">The last look of the page before.</param>
    [Allow(AllowAttribute.Citizen), Audit(AuditAttribute.Read), Operation(Operations.ReadFamilyPage)]
    internal sealed record Query(Guid ChildId, string? Before, int Limit) : IQuery<Answer>, IAboutSubject
    {
        Guid IAboutSubject.SubjectId => ChildId;
    }

    internal sealed record Answer(Guid ChildId, IReadOnlyList<Look> Looks, bool HasMore);

    /// <param name="LookId">What a question about it, and the next page, names.</param>
    /// <param name="Organisation">In plain Swedish.</param>
    /// <param name="Unit">Never where an identity is protected.</param>
    /// <param name="Role">The kind of work of the one who looked.</param>
    /// <param name="Why">The ground, in words.</param>
    /// <param name="Questions">What I have asked about it, and what was answered.</param>
    internal sealed record Look(string LookId, string Sentence, string Organisation, string? Unit, string Role, string What, string Why, DateTimeOffset? At, Codes Codes, IReadOnlyList<Asked> Questions);

    /// <summary>The same as codes, for those who say it in another language.</summary>
    internal sealed record Codes(string? Organisation, string Role, string What, string Why);

    /// <param name="Answer">Missing until the unit has answered.</param>
    internal sealed record Asked(string Text, string? Answer);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Limit).InclusiveBetween(1, 100);
            RuleFor(q => q.Before).MaximumLength(80);
        }
    }

    internal sealed class Handler(Call call, LookTrail trail, IFamilyKnowledge families, IUnits units) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var knowledge = await families.Of(request.ChildId, call.Caller!.ActsFor[request.ChildId], cancellationToken) ?? throw new Kernel.NotFound();
            if (!knowledge.MayRead)
                throw new Refused("too-young", "This page is for those who are older.");
            var before = request.Before is { } last
                ? await trail.Find(request.ChildId, last, cancellationToken) is { } found && trail.IsShown(found, knowledge) ? found : throw new Invalid("before", "There is no such look.")
                : null;
            var names = await units.All(cancellationToken);
            var (looks, hasMore) = await trail.Page(request.ChildId, knowledge, before, request.Limit, cancellationToken);
            var questions = knowledge.Questions.ToLookup(q => q.LookId, q => new Asked(q.Question, q.Answer), StringComparer.Ordinal);
            return new Answer(request.ChildId, [.. looks.Select(Told)], hasMore);

            Look Told(AuditLook look)
            {
                var unit = knowledge.NamesUnits ? names.GetValueOrDefault(look.UnitId!)?.Name : null;
                var operation = trail.OperationOf(look);
                var codes = new Codes(look.Organisation, LookRules.Role(look.Role), LookRules.What(operation, look.Action), LookRules.Why(look.Ground));
                return new Look(LookTrail.IdOf(look), LookRules.Sentence(look, operation, unit, knowledge.TellsTimes), PlainWords.Organisation(look.Organisation), unit, PlainWords.Role(look.Role),
                    LookRules.Plain(codes.What), LookRules.PlainWhy(codes.Why), knowledge.TellsTimes ? look.At : null, codes, [.. questions[LookTrail.IdOf(look)]]);
            }
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapGet("/children/{childId:guid}/looks", async Task<Ok<Answer>> (Guid childId, Sender sender, CancellationToken cancel, string? before = null, int limit = 20) =>
            TypedResults.Ok(await sender.Send(new Query(childId, before, limit), cancel)))
            .WithSummary("Who has looked at the child, and why");
    }
}
