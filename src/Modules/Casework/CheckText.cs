using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// The helper beside a free text field (fritexthjälp): points at identity numbers, ways to reach somebody, diagnoses and third persons before anything is saved. It
/// warns and never refuses. Carried by every actor.
/// </summary>
internal static class CheckText
{
    // Asked with every pause in the writing, so it is a read: nothing is kept of it, not even that it was asked.
    [Allow(AllowAttribute.Staff), NotAudited("the text is neither stored nor logged, and is tied to no person's record")]
    internal sealed record Query(string Text, IReadOnlyList<string> KnownNames) : IQuery<Answer>;

    /// <param name="Text">At most 10,000 characters.</param>
    /// <param name="KnownNames">Of those whom the text may speak of; at most 50, of at most 200 characters.</param>
    internal sealed record Draft(string Text, IReadOnlyList<string>? KnownNames = null);

    /// <param name="Warnings">By place.</param>
    internal sealed record Answer(IReadOnlyList<Warning> Warnings);

    /// <param name="Kind">identity-number, phone, email, address, diagnosis, third-person or not-looked-at.</param>
    /// <param name="Start">In UTF-16 units from the text's beginning, like the length.</param>
    /// <param name="Says">In Swedish, for the screen.</param>
    internal sealed record Warning(string Kind, int Start, int Length, string Says);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Text).MaximumLength(10_000);
            RuleFor(q => q.KnownNames).Must(names => names.Count <= 50 && names.All(name => name is { Length: <= 200 })).WithMessage("At most 50 names of at most 200 characters.");
        }
    }

    internal sealed class Handler : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query request, CancellationToken cancellationToken) =>
            Task.FromResult(new Answer([.. FreeText.Look(request.Text, request.KnownNames).Select(w => new Warning(w.Kind, w.Start, w.Length, w.Says))]));
    }

    [CarriedByActors]
    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/text-checks", async Task<Ok<Answer>> (Draft draft, Sender sender, CancellationToken cancel) =>
            TypedResults.Ok(await sender.Send(new Query(draft.Text, draft.KnownNames ?? []), cancel)))
            .WithSummary("Look a text through before it is saved; nothing is stored");
    }
}
