using System.Collections.Concurrent;
using System.Reflection;
using Kronobarn.Kernel;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Shell;

/// <summary>A role at a unit that the visitor can wear (medarbetaruppdrag).</summary>
/// <param name="AssignmentId">Its key.</param>
/// <param name="UnitName">As the unit calls itself.</param>
/// <param name="Role">In Swedish.</param>
/// <param name="Organisation">The organisation in Swedish.</param>
public sealed record Hat(string AssignmentId, string UnitId, string UnitName, string RoleCode, string Role, string Organisation);

/// <summary>What the shell asks of the directory.</summary>
public interface IHats
{
    /// <summary>All roles that a person has today.</summary>
    Task<IReadOnlyList<Hat>> Of(string personId, CancellationToken cancel);
}

/// <summary>The bundled styles, scripts, fonts and pictures.</summary>
public interface IAssets
{
    /// <summary>The address of a bundled file, with its content's hash.</summary>
    string Href(string logicalName);
}

/// <summary>
/// One request for a page: who visits, in which language, what was sent. Pages ask their slices through it, each question in a scope of its own, as if it had come by the API:
/// the same access, the same rules, the same audit row.
/// </summary>
public sealed class Visit(IServiceScopeFactory scopes, ModuleList modules, IAccess access, Drafts drafts)
{
    private static readonly ConcurrentDictionary<Type, bool> Carried = new();
    private readonly Dictionary<string, int> sent = new(StringComparer.Ordinal);
    private HttpContext? http;

    public HttpContext Http => http ?? throw new InvalidOperationException("Pages are shown to a visitor.");

    public Caller? Caller { get; private set; }

    /// <summary>The role that is worn now, and the others that could be.</summary>
    public Hat? Hat { get; private set; }

    public IReadOnlyList<Hat> Hats { get; private set; } = [];

    public Words Words { get; private set; } = Words.Swedish;

    public Forms.Form Form { get; private set; } = Forms.Form.None;

    /// <summary>The visitor is a child on its own pages: larger, with pictures, in few words.</summary>
    public bool IsChild => Caller is { IsCitizen: true } && Caller.ActsFor.Any(own => own.Key == own.Value);

    /// <summary>The page that is shown.</summary>
    public PageInfo? Page { get; private set; }

    /// <summary>What a page before this one wanted to be told once, such as that something was saved.</summary>
    public string? Notice { get; private set; }

    public CancellationToken Cancel => Http.RequestAborted;

    public string Path => Http.Request.Path.Value ?? "/";

    internal void Begin(HttpContext context, Caller? caller, Hat? hat, IReadOnlyList<Hat> hats, Words words, PageInfo? page, string? notice) =>
        (http, Caller, Hat, Hats, Words, Page, Notice) = (context, caller, hat, hats, words, page, notice);

    internal void Take(Forms.Form form) => Form = form;

    internal void GoTo(string address)
    {
        Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = address;
    }

    /// <summary>One value of the address's query, or nothing.</summary>
    public string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>How many lines of a long list to pass over; an address that says nonsense begins at the beginning.</summary>
    public int Offset => int.TryParse(Query("fran"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var offset) ? offset : 0;

    /// <summary>Sends a message as the visitor. What the pipeline throws is thrown here.</summary>
    public async Task<TAnswer> Send<TAnswer>(IRequest<TAnswer> message)
    {
        await using var scope = scopes.CreateAsyncScope();
        var call = scope.ServiceProvider.GetRequiredService<Call>();
        Fill(call, message.GetType());
        if (message is ICommand<TAnswer> && Form.Key is { } key)
            call.IdempotencyKey = KeyOf(key, call.Slice);
        return await scope.ServiceProvider.GetRequiredService<Sender>().Send(message, Cancel);
    }

    /// <summary>May the visitor send such a message at all? What it is about is the pipeline's question, when it is sent.</summary>
    public bool May(Type? message)
    {
        if (message is null)
            return true;
        var call = new Call();
        Fill(call, message);
        if (FunctionAccess.Refusal(message, call) is not null)
            return false;
        return typeof(IAboutSubject).IsAssignableFrom(message) || typeof(IAboutRecord).IsAssignableFrom(message)
            || AskedOperation.Of(message) is not { } operation || access.AdmitsFunction(call, operation);
    }

    public bool May<TMessage>() => May(typeof(TMessage));

    /// <summary>May the visitor send such a message about this child, as things stand? Asked without sending it, so that what one may not do is not offered.</summary>
    public async Task<bool> MayAbout<TMessage>(Guid childId)
    {
        var call = new Call();
        Fill(call, typeof(TMessage));
        return FunctionAccess.Refusal(typeof(TMessage), call) is null
            && (AskedOperation.Of(typeof(TMessage)) is not { } operation || await access.Admit(call, operation, childId, Cancel) is not null);
    }

    /// <summary>May the visitor send this very message? Asked without sending it.</summary>
    public async Task<bool> MaySend<TAnswer>(IRequest<TAnswer> message)
    {
        var call = new Call();
        Fill(call, message.GetType());
        try
        {
            return FunctionAccess.Refusal(message.GetType(), call) is null && await access.Admit(call, message, Cancel) is not null;
        }
        catch (Refused)
        {
            return false;
        }
    }

    /// <summary>The store that the visitor's drafts are kept in: the own organisation's, or the family's.</summary>
    public ModuleInfo? DraftStore => Caller is null ? null : Door.DraftStore(modules, Caller);

    /// <summary>What was typed into the form on this page and not sent, if anything.</summary>
    public async Task<Draft?> Draft(string action) => DraftStore is { } store ? await drafts.Find(store, Caller!.PersonId, PlaceOf(action), Cancel) : null;

    /// <summary>Which form a draft is of.</summary>
    public string PlaceOf(string action) => Door.PlaceOf(Path, action);

    public async Task DropDraft(string action)
    {
        if (DraftStore is { } store)
            await drafts.Drop(store, Caller!.PersonId, PlaceOf(action), Cancel);
    }

    // A form may send the same kind of message several times: each has a key of its own, and the same one when the form is sent again.
    private string KeyOf(string key, string slice)
    {
        var time = sent[slice] = sent.GetValueOrDefault(slice) + 1;
        return time == 1 ? $"{key}-{slice}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key}-{slice}-{time}");
    }

    private void Fill(Call call, Type message)
    {
        // A form that is open to anyone is nobody's, whoever is signed in.
        call.Caller = FunctionAccess.IsOpen(message) ? null : Caller;
        call.Module = IsCarried(message) && Caller is { IsCitizen: false } ? modules.Actor(Caller.Organisation) ?? modules.Of(message) : modules.Of(message);
        call.Slice = message.DeclaringType?.Name ?? message.Name;
        call.RequestId = http?.TraceIdentifier ?? "";
        call.Purpose = Page?.Screen.Title;
    }

    private static bool IsCarried(Type message) => Carried.GetOrAdd(message, static type =>
        type.DeclaringType?.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).Any(nested => nested.GetCustomAttribute<CarriedByActorsAttribute>() is not null) ?? false);
}
