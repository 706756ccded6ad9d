using System.Reflection;
using Kronobarn.Casework;
using Kronobarn.Collaboration;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Kronobarn.Tests.Accesses;

/// <summary>What a route's message is about, and so what it is to be asked with.</summary>
internal enum Subject
{
    /// <summary>No child and no record: a function, or a list that filters its rows.</summary>
    Nothing,
    Child,
    Concern,
    Case,
    Receipt,
    Offer,
    Report,

    /// <summary>A form that asks for consent.</summary>
    Form,

    /// <summary>One person's consent.</summary>
    Consent,

    /// <summary>A legal ground other than consent.</summary>
    Ground,

    /// <summary>What one of the family asks to have corrected.</summary>
    Correction,
    Plan,
    Meeting,

    /// <summary>A message that one of the family has been sent.</summary>
    Message,
}

/// <summary>A route of the API as reflection finds it, and how a request to it is made.</summary>
internal sealed record RouteAsk(RouteEndpoint Route, SliceMetadata Slice)
{
    public string Name => Slice.OperationId;

    public string Method => Route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];

    public string? Operation => AskedOperation.Of(Slice.Message);

    public IReadOnlyList<string> Roles => FunctionAccess.RuleOf(Slice.Message)!.Roles;

    /// <exception cref="InvalidOperationException">The message is about a kind of record that this test does not know how to make.</exception>
    public Subject Subject => !typeof(IAboutRecord).IsAssignableFrom(Slice.Message) ? typeof(IAboutSubject).IsAssignableFrom(Slice.Message) ? Subject.Child : Subject.Nothing
        : typeof(IAboutConcern).IsAssignableFrom(Slice.Message) ? Subject.Concern
        : typeof(IAboutCase).IsAssignableFrom(Slice.Message) ? Subject.Case
        : typeof(IAboutReceipt).IsAssignableFrom(Slice.Message) ? Subject.Receipt
        : typeof(IAboutOffer).IsAssignableFrom(Slice.Message) ? Subject.Offer
        : typeof(Kronobarn.SocialServices.IAboutReport).IsAssignableFrom(Slice.Message) ? Subject.Report
        : typeof(IAboutForm).IsAssignableFrom(Slice.Message) ? Subject.Form
        : typeof(IAboutConsent).IsAssignableFrom(Slice.Message) ? Subject.Consent
        : typeof(IAboutGround).IsAssignableFrom(Slice.Message) ? Subject.Ground
        : typeof(IAboutCorrection).IsAssignableFrom(Slice.Message) ? Subject.Correction
        : typeof(IAboutPlan).IsAssignableFrom(Slice.Message) ? Subject.Plan
        : typeof(IAboutMeeting).IsAssignableFrom(Slice.Message) ? Subject.Meeting
        : typeof(IAboutMessage).IsAssignableFrom(Slice.Message) ? Subject.Message
        : throw new InvalidOperationException($"{Name}: {Slice.Message} is about a kind of record that the matrix test has no rows of. Give it some in RouteScene, and a Subject.");

    /// <summary>Names a further record beside the one that it is about, which may be missing whoever asks.</summary>
    public bool NamesMore => Route.RoutePattern.Parameters.Count > (Subject == Subject.Nothing ? 0 : 1)
        || Route.Metadata.OfType<IParameterBindingMetadata>().Any(p => !p.IsOptional && p.ParameterInfo.ParameterType == typeof(int));

    public HttpRequestMessage Request(Guid id, string named)
    {
        var own = Subject == Subject.Nothing ? null : Route.RoutePattern.Parameters.FirstOrDefault(p => Subject == Subject.Child ? p.Name == "childId" : p.ParameterPolicies.Any(policy => policy.Content == "guid"))?.Name;
        var path = string.Join('/', Route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter when parameter.Name == own => id.ToString(),
            RoutePatternParameterPart { Name: "giver" } => RouteScene.Giver,
            RoutePatternParameterPart parameter => parameter.ParameterPolicies.Any(p => p.Content == "int") ? "1" : Guid.Empty.ToString(),
            _ => "",
        }))));
        var query = Route.Metadata.OfType<IParameterBindingMetadata>().Where(p => !p.IsOptional && Route.RoutePattern.GetParameter(p.Name) is null && IsInQuery(p.ParameterInfo.ParameterType))
            .Select(p => $"{p.Name}={(p.Name == "childId" ? id.ToString() : p.ParameterInfo.ParameterType == typeof(Guid) ? Guid.Empty.ToString() : p.ParameterInfo.ParameterType == typeof(DateOnly) ? "2026-04-01" : p.Name == "to" ? "2" : "1")}").ToList();
        var request = new HttpRequestMessage(new HttpMethod(Method), $"/{path}{(query.Count > 0 ? "?" : "")}{string.Join('&', query)}");
        if (Route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body)
            request.Content = new StringContent(Bodies.For(Slice.Slice, body, id, named), System.Text.Encoding.UTF8, "application/json");
        Bodies.Upload(Slice.Slice, request);
        if (Method == "PUT")
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        return request;
    }

    private static bool IsInQuery(Type type) => type == typeof(Guid) || type == typeof(DateOnly) || type == typeof(string) || type == typeof(int);
}
