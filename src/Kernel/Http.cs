using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Kernel;

/// <summary>How slices become routes, and how a request becomes a <see cref="Call"/>.</summary>
public static class Http
{
    /// <summary>Source: Swedish OIDC Profile 1.0 and its claims specification.</summary>
    public const string IdentityNumberClaim = "https://id.oidc.se/claim/personalIdentityNumber";

    private const int LongestKey = 100;

    /// <summary>DIGG's REST API-profil and ASVS 1.5.3: camelCase; an unknown, missing or doubled member is an error and never a guess.</summary>
    public static void Strict(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.RespectRequiredConstructorParameters = true;
        json.RespectNullableAnnotations = true;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = 32;
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(NoNullItems);
    }

    // The serializer's null annotations stop at a list's items. An item that is null would pass every rule on items and fall where nobody looks for it.
    private static void NoNullItems(JsonTypeInfo type)
    {
        if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false })
        {
            type.OnDeserialized = list =>
            {
                if (((System.Collections.IEnumerable)list).Cast<object?>().Contains(null))
                    throw new JsonException();
            };
        }
    }

    /// <summary>Maps every endpoint of every module under <c>/api/{slug}/v1</c>; what every actor carries, under each actor's.</summary>
    public static void MapModules(this WebApplication app, ModuleList modules)
    {
        var carried = Endpoints(modules.All).Where(e => e.GetCustomAttribute<CarriedByActorsAttribute>() is not null).ToList();
        var guests = Endpoints(modules.All).Where(e => e.GetCustomAttribute<InApiAttribute>() is not null).ToList();
        foreach (var module in modules.All)
        {
            var api = app.MapGroup($"/api/{module.Slug}/v1").WithGroupName(module.Slug).WithTags(module.Name);
            var own = Endpoints([module]).Where(e => e.GetCustomAttribute<CarriedByActorsAttribute>() is null && e.GetCustomAttribute<InApiAttribute>() is null);
            foreach (var endpoint in module.IsActor ? own.Concat(carried) : own)
                Map(api, module, endpoint);
            foreach (var endpoint in guests.Where(e => e.GetCustomAttribute<InApiAttribute>()!.Slug == module.Slug))
                Map(api, modules.Of(endpoint), endpoint);
            api.MapGet("/api-info", () => TypedResults.Ok(new ApiInfo(module.Slug, "1.0.0", "active", $"/openapi/{module.Slug}.json")))
                .WithName($"{module.Name}.ApiInfo").WithSummary("Which API this is, its version and its state.")
                .WithMetadata(new SliceMetadata(module, "ApiInfo", typeof(AskApiInfo)));
        }
    }

    /// <summary>Fills the <see cref="Call"/>, and answers 401 or 403 before a body is read.</summary>
    public static void UseCalls(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<SliceMetadata>() is not { } slice)
        {
            await next(http);
            return;
        }

        var call = http.RequestServices.GetRequiredService<Call>();
        (call.Module, call.Slice, call.RequestId) = (slice.Module, slice.Slice, http.TraceIdentifier);
        call.Purpose = Header(http, "Kronobarn-Purpose", 200);
        call.IdempotencyKey = Header(http, "Idempotency-Key", LongestKey);
        // One may both work with children and have some: which of the two is asking is told by the slice. What is open to anyone is nobody's, whoever is signed in.
        if (FunctionAccess.IsForCitizens(slice.Message) && http.User.FindFirst(IdentityNumberClaim)?.Value is { } number)
            call.Caller = await http.RequestServices.GetRequiredService<ICitizenDirectory>().Find(number, http.RequestAborted);
        else if (!FunctionAccess.IsOpen(slice.Message) && http.User.FindFirst("sub")?.Value is { } person)
            call.Caller = await http.RequestServices.GetRequiredService<ICallerDirectory>().Find(person, Header(http, "Kronobarn-Assignment", 64), http.RequestAborted);
        else if (!FunctionAccess.IsOpen(slice.Message) && http.User.FindFirst(IdentityNumberClaim)?.Value is { } citizen)
            // A private person has signed in well enough, and is told that this is not hers or his: 403, and not 401.
            call.Caller = await http.RequestServices.GetRequiredService<ICitizenDirectory>().Find(citizen, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        if (FunctionAccess.Refusal(slice.Message, call) is { } refusal)
        {
            if (call.Caller is not null && slice.Message.GetCustomAttribute<AuditAttribute>() is { } action)
                await http.RequestServices.GetRequiredService<AuditLog>().RefusedFunction(action.Action, http.RequestAborted);
            throw refusal;
        }

        await next(http);
    });

    /// <summary>The version that an edit rests on, from <c>If-Match</c>: 428 when missing, 412 when it is not one of ours.</summary>
    public static int IfMatch(HttpRequest request)
    {
        var tag = request.Headers.IfMatch.ToString();
        if (tag.Length == 0)
            throw new StaleVersion(missing: true);
        return int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : throw new StaleVersion(missing: false);
    }

    public static void ETag(HttpResponse response, int version) => response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    private static IEnumerable<Type> Endpoints(IEnumerable<ModuleInfo> modules) =>
        from module in modules
        from part in module.Parts
        where part.Contract == typeof(IEndpoint)
        select part.Type;

    private static void Map(IEndpointRouteBuilder api, ModuleInfo module, Type endpoint)
    {
        var slice = endpoint.DeclaringType ?? throw new InvalidOperationException($"{endpoint} stands outside a slice.");
        var message = slice.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).FirstOrDefault(t => typeof(IBaseRequest).IsAssignableFrom(t))
            ?? throw new InvalidOperationException($"{slice} has an endpoint and no message.");
        var route = api.MapGroup("").WithName($"{module.Name}.{slice.Name}").WithMetadata(new SliceMetadata(module, slice.Name, message));
        if (FunctionAccess.IsOpen(message))
            OpenToAnyone.Guard(route);
        endpoint.GetMethod(nameof(IEndpoint.Map), BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [route]);
    }

    private static string? Header(HttpContext http, string name, int longest)
    {
        var value = http.Request.Headers[name].ToString();
        if (value.Length > longest)
            throw new Invalid(name, $"At most {longest} characters.");
        return value.Length == 0 ? null : value;
    }

    [Allow(AllowAttribute.Anyone)]
    [NotAudited("names no person")]
    private sealed record AskApiInfo : IQuery<ApiInfo>;
}

/// <summary>Which API this is (DIGG's REST API-profil, VER.06).</summary>
/// <param name="ApiName">The slug of the API.</param>
/// <param name="ApiVersion">Semantic version.</param>
/// <param name="ApiState"><c>active</c> or <c>deprecated</c>.</param>
/// <param name="ApiDocumentation">Where its OpenAPI document is.</param>
public sealed record ApiInfo(string ApiName, string ApiVersion, string ApiState, string ApiDocumentation);
