using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using Kronobarn.Casework.Contracts;
using Kronobarn.Directory.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kronobarn.Casework;

/// <summary>
/// The one way in (en väg in): anyone leaves a concern about any child without signing in, and follows it with a code that is shown once. No child is looked up here;
/// the desk does that afterwards, so that neither the answer nor the time it takes tells whether one is known.
/// </summary>
internal static class RaisePublicConcern
{
    // A form that is sent again by a double click, a reload or a lost connection comes within minutes; the next day it is another matter.
    private static readonly TimeSpan SubmissionsLive = TimeSpan.FromHours(24);

    /// <param name="Harm">Could the child be coming to harm (misstanke om att barnet far illa)? Yes is an orosanmälan and goes to social services at once.</param>
    /// <param name="Municipality">The code of the municipality, one of the county's.</param>
    /// <param name="Spokes">Keys of barnensbästa-hjulet, where the reporter can tell.</param>
    /// <param name="SubmissionId">Made by the form when it is opened: the same one again within 24 hours is the same concern.</param>
    [Allow(AllowAttribute.Anyone), Audit(AuditAttribute.Changed), Operation(Operations.RaiseConcern)]
    internal sealed record Command(bool Harm, About About, string Text, string Municipality, Informant Reporter, IReadOnlyList<string>? Spokes = null, string Urgency = Urgencies.Normal,
        Guid? SubmissionId = null) : ICommand<Answer>;

    /// <param name="Kind">child, unborn (the number is the mother's) or unidentified.</param>
    /// <param name="IdentityNumber">With child and unborn.</param>
    /// <param name="Description">With unidentified: what is known; at most 500 characters.</param>
    internal sealed record About(string Kind, string? IdentityNumber = null, string? Description = null);

    /// <param name="Kind">public, guardian or child: as the reporter says, nobody has proved it.</param>
    /// <param name="Name">Only if the reporter wants to give it.</param>
    /// <param name="Contact">Phone, mail or what else; only if the reporter wants to be reached.</param>
    internal sealed record Informant(string Kind, string? Name = null, string? Contact = null);

    /// <param name="ReceiptCode">Shown this once; missing when the same submission has come before, because then it has been shown.</param>
    /// <param name="Next">reception: social services have it as an orosanmälan. holder: it is on its way to the unit that is responsible.</param>
    /// <param name="Call">With suspected harm: whom to call as well.</param>
    internal sealed record Answer(string? ReceiptCode, string Status, string Next, Help? Call);

    /// <param name="Emergency">In acute danger.</param>
    /// <param name="Reception">The municipality's reception of social services, and the ways to reach it.</param>
    internal sealed record Help(string Emergency, string Reception, IReadOnlyList<ContactWayInfo> ContactWays);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(Wheel wheel, Clock clock, ICounty county)
        {
            RuleFor(c => c.Text).Must(ReadableText.Is).WithMessage(ConcernText.Rule).MaximumLength(ConcernText.Longest);
            RuleFor(c => c.Spokes).Must(spokes => ConcernText.AreSpokes(spokes ?? [], wheel.On(clock.Today))).WithMessage("Each spoke once, by its key in the wheel.");
            RuleFor(c => c.Urgency).Must(urgency => Urgencies.All.Contains(urgency, StringComparer.Ordinal)).WithMessage("One of normal and soon.");
            RuleFor(c => c.About).Must(about => ConcernText.IsAbout(about.Kind, about.IdentityNumber, about.Description, clock.Today)).WithMessage(ConcernText.AboutRule);
            RuleFor(c => c.Municipality).Must(code => county.Municipalities.Contains(code, StringComparer.Ordinal)).WithMessage("The code of a municipality of the county.");
            RuleFor(c => c.Reporter.Kind).Must(kind => kind is ReporterKinds.Public or ReporterKinds.Guardian or ReporterKinds.Child).WithMessage("One of public, guardian and child.");
            RuleFor(c => c.Reporter.Name).MaximumLength(200).Must(name => name is null || ReadableText.Is(name)).WithMessage("A name that can be read, or none.");
            RuleFor(c => c.Reporter.Contact).MaximumLength(200).Must(contact => contact is null || ReadableText.Is(contact)).WithMessage("A contact that can be read, or none.");
        }
    }

    internal sealed class Handler(Db db, Clock clock, WayIn wayIn, IUnits units) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            var next = request.Harm ? "reception" : "holder";
            var call = request.Harm ? await WhomToCall(request.Municipality, cancellationToken) : null;
            if (request.SubmissionId is { } submission && !await IsFirst(submission, request))
                return new Answer(null, ConcernStatuses.Sent, next, call);

            var code = ReceiptCode.Draw();
            var told = new ConcernTold(Guid.CreateVersion7(clock.Now), request.About.Kind, request.About.IdentityNumber, request.About.Description, request.Text, request.Spokes ?? [],
                request.Urgency, request.Harm, new Reporter(request.Reporter.Kind, null, null, request.Reporter.Name, request.Reporter.Contact), clock.Now);
            await db.Execute("""
                INSERT INTO Casework.PublicReceipt (CodeHash, ConcernId, RaisedAt, Status, StatusAt) VALUES (@hash, @ConcernId, @RaisedAt, 'sent', @RaisedAt)
                """, new { hash = ReceiptCode.Hash(code), told.ConcernId, told.RaisedAt });
            db.Publish(new ConcernRaised(told, request.Municipality));
            return new Answer(code, ConcernStatuses.Sent, next, call);
        }

        // By the municipality that the reporter named, never by the child's: the answer must not tell where a child lives.
        private async Task<Help> WhomToCall(string municipality, CancellationToken cancel)
        {
            var reception = await wayIn.Reception(municipality, clock.Today, cancel);
            var ways = await units.ContactWays(reception.UnitId, cancel);
            return new Help("112", reception.Name, [.. ways.Where(way => way.Purpose is "urgent" or "concern").OrderBy(way => way.Purpose is "urgent" ? 0 : 1)]);
        }

        // The code is not kept, so it cannot be given twice; whoever lost the first answer knows from the second that the concern is in.
        private async Task<bool> IsFirst(Guid submission, Command request)
        {
            var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
            await db.Execute("DELETE FROM Casework.PublicSubmission WHERE SubmittedAt <= @before", new { before = clock.Now - SubmissionsLive });
            var before = await db.Find<string>("SELECT Fingerprint FROM Casework.PublicSubmission WHERE SubmissionId = @submission", new { submission });
            if (before is not null)
                return before == fingerprint ? false : throw new Refused("submission-reused", "Another concern was sent under this submissionId. Make a new one for each form.");
            try
            {
                await db.Execute("INSERT INTO Casework.PublicSubmission (SubmissionId, Fingerprint, SubmittedAt) VALUES (@submission, @fingerprint, @Now)", new { submission, fingerprint, clock.Now });
            }
            catch (Exception e) when (Dialect.IsDuplicate(e))
            {
                throw new Refused("request-in-flight", "The same concern is being received right now.");
            }

            return true;
        }
    }

    internal sealed class Endpoint : IEndpoint
    {
        public static void Map(IEndpointRouteBuilder api) => api.MapPost("/concerns", async Task<Results<Created<Answer>, Ok<Answer>>> (Command command, Sender sender, CancellationToken cancel) =>
        {
            var answer = await sender.Send(command, cancel);
            return answer.ReceiptCode is null ? TypedResults.Ok(answer) : TypedResults.Created((string?)null, answer);
        })
            .WithSummary("Leave a concern about a child, without signing in");
    }
}
