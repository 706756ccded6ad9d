using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using MediatR;

namespace Kronobarn.Kernel;

/// <summary>
/// The one way into a handler, for HTTP, page, job and command line alike:
/// who may (access) → is it valid → transaction { handler, audit row, outbox rows } → answer.
/// </summary>
public sealed class Sender(IMediator mediator, Call call, ModuleList modules)
{
    private static readonly Meter Meter = new("Kronobarn");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("kronobarn.slice.duration", "ms", "Time in Send, by slice.");
    private static readonly ActivitySource Activities = new("Kronobarn");

    public async Task<TAnswer> Send<TAnswer>(IRequest<TAnswer> message, CancellationToken cancel)
    {
        call.Module ??= modules.Of(message.GetType());
        if (call.Slice.Length == 0)
            call.Slice = message.GetType().DeclaringType?.Name ?? message.GetType().Name;
        var name = $"{call.Module.Name}.{call.Slice}";
        using var activity = Activities.StartActivity(name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await mediator.Send(message, cancel);
        }
        finally
        {
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds, new KeyValuePair<string, object?>("slice", name));
        }
    }
}

/// <summary>May this caller use this function at all? Asked before the body is read, and again here for callers that are not HTTP.</summary>
public sealed class AccessBehavior<TRequest, TAnswer>(Call call, AuditLog audit) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : notnull
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        if (FunctionAccess.Refusal(typeof(TRequest), call) is { } refusal)
        {
            await audit.Refused(request, cancellationToken);
            throw refusal;
        }

        return await next();
    }
}

/// <summary>The rule on functions (V8.2.1): role and organisation. What may be seen of one person is the subject gate's question.</summary>
public static class FunctionAccess
{
    private static readonly ConcurrentDictionary<Type, AllowAttribute?> Rules = new();

    public static AllowAttribute? RuleOf(Type message) => Rules.GetOrAdd(message, static type => type.GetCustomAttribute<AllowAttribute>());

    /// <summary>The slice asks for no sign-in.</summary>
    public static bool IsOpen(Type message) => RuleOf(message)?.Roles.Contains(AllowAttribute.Anyone, StringComparer.Ordinal) ?? false;

    /// <summary>The slice is for private persons alone: whoever works with children comes another way.</summary>
    public static bool IsForCitizens(Type message) => RuleOf(message)?.Roles.Contains(AllowAttribute.Citizen, StringComparer.Ordinal) ?? false;

    public static Exception? Refusal(Type message, Call call)
    {
        if (RuleOf(message) is not { } rule)
            return new Forbidden("No rule allows this.");
        if (IsOpen(message))
            return null;
        if (call.Caller is not { } caller)
            return new NotSignedIn();
        if (caller.IsCitizen != IsForCitizens(message))
            return new Forbidden("This function is not for your role.");
        if (caller.IsCitizen)
            return null;
        if (call.Module is { IsActor: true } module && !string.Equals(caller.Organisation, module.Slug, StringComparison.Ordinal))
            return new Forbidden("This function belongs to another organisation.");
        return rule.Roles.Contains(AllowAttribute.Staff, StringComparer.Ordinal) || rule.Roles.Contains(caller.Role, StringComparer.Ordinal)
            ? null
            : new Forbidden("This function is not for your role.");
    }
}

/// <summary>Is the message well formed? All faults are told at once, each with its field.</summary>
public sealed class ValidationBehavior<TRequest, TAnswer>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : notnull
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        var faults = validators.SelectMany(v => v.Validate(request).Errors).ToList();
        if (faults.Count > 0)
        {
            throw new Invalid(faults.GroupBy(f => JsonNamingPolicy.CamelCase.ConvertName(f.PropertyName), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Select(f => f.ErrorMessage).ToArray(), StringComparer.Ordinal));
        }

        return await next();
    }
}

/// <summary>Runs the handler in its module's store, with the access policy before it and the audit row behind it.</summary>
public sealed class TransactionBehavior<TRequest, TAnswer>(Call call, Db db, Stores stores, ModuleList modules, IAccess access, AuditLog audit) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : notnull
{
    public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        var store = stores[request is IHandledAt at ? modules.Actor(at.Organisation) ?? throw new NotFound() : call.Module!];
        try
        {
            if (!IsAskedInSnapshot(request))
                await Admit(request, cancellationToken);
            return await Handled(store, request, next, cancellationToken);
        }
        catch (Exception e) when (e is NotFound or Forbidden)
        {
            // Refused by the gate, or by the handler, whose transaction and an audit row in it are gone: that it was tried is told in one of its own.
            await audit.Refused(request, cancellationToken);
            throw;
        }
        catch (StaleVersion e) when (e.Current is not null)
        {
            // The edit came to nothing, but its answer shows what is stored.
            await audit.Stale(request, cancellationToken);
            throw;
        }
    }

    private static bool IsAskedInSnapshot(TRequest request) => request is IAskedInSnapshot and IQuery<TAnswer>;

    private async Task Admit(TRequest request, CancellationToken cancel)
    {
        if (AskedOperation.Of(typeof(TRequest)) is null)
            return;
        Admission? asked;
        try
        {
            asked = await access.Admit(call, request, cancel);
        }
        catch (Refused)
        {
            await audit.Refused(request, cancel);
            throw;
        }

        if (asked is { } admission)
        {
            (call.Ground, call.ConsentId) = (admission.Ground, admission.ConsentId);
            if (request is IAboutRecord && admission.SubjectId is { } subject)
                call.Subjects.Add(subject);
            return;
        }

        if (request is IAboutSubject or IAboutRecord)
            throw new NotFound();
        throw new Forbidden("This function is not for your role.");
    }

    private async Task<TAnswer> Handled(Store store, TRequest request, RequestHandlerDelegate<TAnswer> next, CancellationToken cancellationToken)
    {
        if (request is ICommand<TAnswer>)
        {
            return await store.Write(async session =>
            {
                using (db.Enter(session))
                    return await Once(session, request, next);
            }, cancellationToken);
        }

        var answer = await store.Read(async session =>
        {
            using (db.Enter(session))
            {
                if (IsAskedInSnapshot(request))
                    await Admit(request, cancellationToken);
                return await next();
            }
        }, cancellationToken);
        // The answer leaves only when the rows that tell of it are durable.
        await audit.Write(request, cancellationToken);
        return answer;
    }

    private async Task<TAnswer> Once(Session session, TRequest request, RequestHandlerDelegate<TAnswer> next)
    {
        if (call.IdempotencyKey is null || call.Caller is null)
            return await Recorded(session, request, next);

        var key = new { Caller = $"{call.Caller.PersonId} {call.Slice}", Key = call.IdempotencyKey };
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object>(request)));
        var before = await session.Find<Answered>("SELECT Fingerprint, Answer FROM {Module}.Idempotency WHERE Caller = @Caller AND IdempotencyKey = @Key", key);
        if (before is not null)
        {
            if (!string.Equals(before.Fingerprint, fingerprint, StringComparison.Ordinal))
                throw new KeyReused();
            // Nothing is done again, but the answer is shown again.
            foreach (var entry in audit.Of(request, "repeated"))
                session.Audit(entry);
            return JsonSerializer.Deserialize<TAnswer>(before.Answer)!;
        }

        var answer = await Recorded(session, request, next);
        try
        {
            await session.Execute("""
                INSERT INTO {Module}.Idempotency (Caller, IdempotencyKey, Fingerprint, Answer, RecordedAt) VALUES (@Caller, @Key, @fingerprint, @answer, @Now)
                """, new { key.Caller, key.Key, fingerprint, answer = JsonSerializer.Serialize(answer), audit.Now });
        }
        catch (Exception e) when (Dialect.IsDuplicate(e))
        {
            throw new Refused("request-in-flight", "The same request is being handled right now.");
        }

        return answer;
    }

    private async Task<TAnswer> Recorded(Session session, TRequest request, RequestHandlerDelegate<TAnswer> next)
    {
        var answer = await next();
        foreach (var entry in audit.Of(request))
            session.Audit(entry);
        return answer;
    }

    private sealed class Answered
    {
        public required string Fingerprint { get; init; }
        public required string Answer { get; init; }
    }
}

/// <summary>The operation that a message names, kept by type.</summary>
public static class AskedOperation
{
    private static readonly ConcurrentDictionary<Type, string?> Names = new();

    public static string? Of(Type message) => Names.GetOrAdd(message, static type => type.GetCustomAttribute<OperationAttribute>()?.Name);
}

/// <summary>Makes the audit row of the request at hand; writes the row of a refused try by itself.</summary>
public sealed class AuditLog(Call call, Stores stores, Clock clock)
{
    private const string System = "system";

    private static readonly ConcurrentDictionary<Type, string?> Actions = new();

    public DateTimeOffset Now => clock.Now;

    /// <summary>A row for each person that the request was about, or one that names none.</summary>
    public IReadOnlyList<AuditEntry> Of(object request, string outcome = "done")
    {
        var action = Actions.GetOrAdd(request.GetType(), static type => type.GetCustomAttribute<AuditAttribute>()?.Action);
        if (action is null)
            return [];
        return request is IAboutSubject about ? [Entry(action, outcome, about.SubjectId)]
            : call.Subjects.Count > 0 ? [.. call.Subjects.Select(subject => Entry(action, outcome, subject))]
            : [Entry(action, outcome, null) with { Actor = ActorOf(request) }];
    }

    private string ActorOf(object request) => call.Caller?.PersonId ?? (FunctionAccess.IsOpen(request.GetType()) ? AllowAttribute.Anyone : System);

    private AuditEntry Entry(string action, string outcome, Guid? subject) => new()
    {
        At = clock.Now,
        Actor = call.Caller?.PersonId ?? System,
        UnitId = call.Caller?.UnitId,
        Role = call.Caller?.Role,
        Organisation = call.Caller?.Organisation,
        Action = action,
        Slice = call.Slice,
        SubjectId = subject,
        Ground = call.Ground,
        ConsentId = call.ConsentId,
        Purpose = call.Purpose,
        Outcome = outcome,
        RequestId = call.RequestId,
    };

    /// <summary>A row for what an event's handler did: no person sat there, and the ground says why it was done.</summary>
    public AuditEntry ByEvent(string action, Guid? subject, string ground) => Entry(action, "done", subject) with { Ground = ground };

    /// <summary>Writes the request's rows in a transaction of their own; durable when the task completes.</summary>
    public Task Write(object request, CancellationToken cancel) => Write(Of(request), cancel);

    public Task Refused(object request, CancellationToken cancel) => Write(Of(request, "refused"), cancel);

    /// <summary>An edit that rested on an old version, and was shown the new one.</summary>
    public Task Stale(object request, CancellationToken cancel) => Write(Of(request, "stale"), cancel);

    /// <summary>Refused for the function as such, before the message was read.</summary>
    public Task RefusedFunction(string action, CancellationToken cancel) => Write([Entry(action, "refused", null)], cancel);

    private Task Write(IReadOnlyList<AuditEntry> entries, CancellationToken cancel) => entries.Count == 0 ? Task.CompletedTask : stores[call.Module!].Write(session =>
    {
        foreach (var entry in entries)
            session.Audit(entry);
        return Task.FromResult(0);
    }, cancel);
}
