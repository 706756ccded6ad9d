using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Kronobarn.Kernel;

/// <summary>The request is understood but its content is wrong: 400, with the fields.</summary>
public sealed class Invalid(IReadOnlyDictionary<string, string[]> fields) : Exception("The request is not valid.")
{
    public Invalid(string field, string reason)
        : this(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [reason] })
    {
    }

    public IReadOnlyDictionary<string, string[]> Fields { get; } = fields;
}

/// <summary>A rule of the model says no: 409, with a stable code that screens and integrators can rely on.</summary>
public sealed class Refused(string code, string reason) : Exception(reason)
{
    public string Code { get; } = code;
}

/// <summary>There is no such thing, or the caller may not know that there is: 404, the same bytes in both cases.</summary>
public sealed class NotFound() : Exception("Not found.");

/// <summary>The function is not for the caller's role or organisation: 403. Never used for a person's data.</summary>
public sealed class Forbidden(string reason) : Exception(reason);

/// <summary>No valid sign-in: 401.</summary>
public sealed class NotSignedIn() : Exception("Sign in first.");

/// <summary>
/// The edit rests on an old version (412), or names none (428). With <paramref name="current"/> and <paramref name="yours"/> the answer carries what is stored and what
/// was sent, so that a human can lay the two side by side and nothing is lost.
/// </summary>
public sealed class StaleVersion(bool missing, object? current = null, object? yours = null)
    : Exception(missing ? "Send If-Match with the version that you edited." : "Someone has changed this since you read it.")
{
    public bool Missing { get; } = missing;

    public object? Current { get; } = current;

    public object? Yours { get; } = yours;
}

/// <summary>The same Idempotency-Key came with another content: 422.</summary>
public sealed class KeyReused() : Exception("This Idempotency-Key was used for another request.");

/// <summary>The store cannot take the request now (locked, full, unreachable): 503 with Retry-After; nothing was changed.</summary>
public sealed class StoreUnavailable(string message, Exception inner) : Exception(message, inner);

/// <summary>Turns exceptions into RFC 9457 problem+json. Nothing of an unexpected exception reaches the caller, and no body is logged.</summary>
public sealed class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancel)
    {
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            return true;

        var problem = exception switch
        {
            Invalid e => new HttpValidationProblemDetails(new Dictionary<string, string[]>(e.Fields, StringComparer.Ordinal)) { Status = 400, Title = e.Message },
            Refused e => Of(409, e.Message, e.Code),
            NotFound e => Of(404, e.Message),
            Forbidden e => Of(403, e.Message),
            NotSignedIn e => Of(401, e.Message),
            StaleVersion e => Stale(e),
            KeyReused e => Of(422, e.Message),
            StoreUnavailable e => Of(503, e.Message),
            BadHttpRequestException e => Of(e.StatusCode, e.InnerException is System.Text.Json.JsonException json ? Told(json) : e.Message),
            _ => Of(500, "Something went wrong on our side. Nothing was changed."),
        };
        if (problem.Status is 500 or 503)
            log.LogError(exception, "{Operation} failed", http.GetEndpoint()?.Metadata.GetMetadata<SliceMetadata>()?.OperationId);
        if (problem.Status == 503)
            http.Response.Headers.RetryAfter = "5";
        http.Response.StatusCode = problem.Status!.Value;
        await Write(http, problem);
        return true;
    }

    public static Task Write(HttpContext http, ProblemDetails problem)
    {
        problem.Type ??= "about:blank";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync<object>(problem, options: null, "application/problem+json", http.RequestAborted);
    }

    private static ProblemDetails Of(int status, string title, string? code = null)
    {
        var problem = new ProblemDetails { Status = status, Title = title };
        if (code is not null)
            problem.Extensions["code"] = code;
        return problem;
    }

    private static ProblemDetails Stale(StaleVersion stale)
    {
        var problem = Of(stale.Missing ? 428 : 412, stale.Message);
        if (stale.Current is not null)
            (problem.Extensions["current"], problem.Extensions["yours"]) = (stale.Current, stale.Yours);
        return problem;
    }

    // The parser's message names the member and the place, which the sender needs, but may quote the type that it wanted, which is ours.
    private static string Told(System.Text.Json.JsonException e) => e.Path is null or "$"
        ? "The body is not valid JSON for this operation, or has a member that it does not know or names twice."
        : $"The body is not valid at {e.Path}.";
}
