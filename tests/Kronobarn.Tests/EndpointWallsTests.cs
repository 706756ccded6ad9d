using System.Net;
using System.Reflection;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests;

/// <summary>The walls that only the running program shows: every route, found and not listed.</summary>
public sealed class EndpointWallsTests(Town town) : IClassFixture<Town>
{
    private List<(RouteEndpoint Route, SliceMetadata Slice)> ApiRoutes => [.. town.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) ?? false)
        .Select(e => (e, e.Metadata.GetMetadata<SliceMetadata>()!))];

    [Fact]
    public void Every_route_has_a_slice_an_access_rule_and_an_audit_action_or_a_reason_for_none()
    {
        Assert.NotEmpty(ApiRoutes);
        Rule.NoOffenders("Routes that nobody answers for:", ApiRoutes.Where(r => r.Slice is null || !IsAnsweredFor(r.Slice.Message)).Select(r => $"{r.Route.RoutePattern.RawText}"));
    }

    [Fact]
    public void A_message_without_a_rule_or_an_audit_action_is_caught()
    {
        Assert.False(IsAnsweredFor(typeof(NoRule)));
        Assert.False(IsAnsweredFor(typeof(NoAudit)));
        Assert.True(IsAnsweredFor(typeof(Answered)));
    }

    [Fact]
    public async Task Without_a_sign_in_every_route_but_the_open_ones_says_so_before_it_reads_anything()
    {
        var anonymous = town.Anonymous();
        var wrong = new List<string>();
        foreach (var (route, slice) in ApiRoutes)
        {
            var status = await Ask(anonymous, route);
            // An open one gets as far as reading the body, which is no JSON.
            var isAsItShould = FunctionAccess.IsOpen(slice.Message) ? status is HttpStatusCode.OK or HttpStatusCode.BadRequest : status is HttpStatusCode.Unauthorized;
            if (!isAsItShould)
                wrong.Add($"{route.RoutePattern.RawText}: {(int)status}");
        }

        Rule.NoOffenders("Routes that answer a stranger:", wrong);
    }

    [Fact]
    public async Task Another_organisations_staff_get_no_further_than_403_in_any_actors_api()
    {
        var police = await town.As("POL-0761-2-staff");
        var wrong = new List<string>();
        foreach (var (route, slice) in ApiRoutes.Where(r => r.Slice.Module is { IsActor: true } m && m.Slug != "police" && r.Slice.Slice != "ApiInfo"))
        {
            var status = await Ask(police, route);
            if (status != HttpStatusCode.Forbidden)
                wrong.Add($"{slice.OperationId}: {(int)status}");
        }

        Rule.NoOffenders("Routes of other organisations that let the police in:", wrong);
    }

    private static bool IsAnsweredFor(Type message) => FunctionAccess.RuleOf(message) is not null
        && (message.GetCustomAttribute<AuditAttribute>() is not null || message.GetCustomAttribute<NotAuditedAttribute>() is { Because.Length: > 0 });

    private static async Task<HttpStatusCode> Ask(Staff staff, RouteEndpoint route)
    {
        var url = string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.ParameterPolicies.Any(policy => policy.Content is "int") ? "1" : Guid.Empty.ToString(),
            _ => "",
        }))));
        var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/{url}");
        if (method is "POST" or "PUT")
            request.Content = new StringContent("{ this is not read", System.Text.Encoding.UTF8, "application/json");
        using var answer = await staff.Client.SendAsync(request);
        return answer.StatusCode;
    }

    [Audit(AuditAttribute.Read)]
    private sealed record NoRule : IQuery<int>;

    [Allow(AllowAttribute.Staff)]
    private sealed record NoAudit : IQuery<int>;

    [Allow(AllowAttribute.Staff), NotAudited("names no person")]
    private sealed record Answered : IQuery<int>;
}
