using FluentValidation;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Directory;

/// <summary>Registers a member of staff (medarbetare), where no feed tells of them. Gives no access: that comes with a role.</summary>
internal static class RegisterPerson
{
    /// <param name="PersonId">What the identity provider says of the person at sign-in (sub); never an identity number.</param>
    [Allow(Roles.ItAdmin), Audit(AuditAttribute.Changed), Operation(Operations.Administer)]
    internal sealed record Command(string PersonId, string Name, string? Email = null, string? Phone = null, string? HsaId = null) : ICommand<Answer>;

    internal sealed record Answer(string PersonId);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.PersonId).Key(DirectoryRules.LongestId);
            RuleFor(c => c.Name).NotEmpty().MaximumLength(DirectoryRules.LongestName);
            RuleFor(c => c.Email).Mail();
            RuleFor(c => c.Phone).MaximumLength(DirectoryRules.LongestPhone);
            RuleFor(c => c.HsaId).HsaId();
        }
    }

    internal sealed class Handler(Db db) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            await Administration.MustBeNew(db.Execute(
                "INSERT INTO Directory.Person (PersonId, Name, Email, Phone, HsaId) VALUES (@PersonId, @Name, @Email, @Phone, @HsaId)", request), "a person with this id");
            return new Answer(request.PersonId);
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/people", async Task<Created<Answer>> (Command command, Sender sender, CancellationToken cancel) =>
            TypedResults.Created((string?)null, await sender.Send(command, cancel)))
            .WithSummary("Register a member of staff");
    }
}
