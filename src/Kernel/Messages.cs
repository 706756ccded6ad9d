using System.Collections.Frozen;
using MediatR;

namespace Kronobarn.Kernel;

/// <summary>A message that changes something: handled in one transaction of its module's store, with its audit row and events.</summary>
public interface ICommand<out TAnswer> : IRequest<TAnswer>;

/// <summary>A message that only reads: handled on a reader, and its audit row is durable before the answer leaves.</summary>
public interface IQuery<out TAnswer> : IRequest<TAnswer>;

/// <summary>A message about one person.</summary>
public interface IAboutSubject
{
    Guid SubjectId { get; }
}

/// <summary>A message about a record in the caller's own store; whom it is about is found with the record.</summary>
public interface IAboutRecord
{
    Guid RecordId { get; }
}

/// <summary>
/// A query whose gate asks in the very snapshot that its answer is read from, so that what was decided and what is shown rest on the same rows, and none of them is read
/// twice. Only where the gate asks this store and floors below it: two that each hold a reader of one store and wait for one of the other's would wait for ever.
/// </summary>
public interface IAskedInSnapshot;

/// <summary>
/// A command that is handled in another organisation's store, because what it decides stands there and one place must decide. The caller has come in by
/// its own organisation's API, and access is asked there.
/// </summary>
public interface IHandledAt
{
    /// <summary>The slug of the organisation whose store it is.</summary>
    string Organisation { get; }
}

/// <summary>
/// Something that has happened, told to other modules by the outbox: at least once, in order per <see cref="OrderKey"/>.
/// At most 100,000 characters as JSON; what the receiver needs and no more. Gone from the outbox when delivered; never logged.
/// </summary>
public interface IEvent : INotification
{
    /// <summary>Events with the same key reach each subscriber in the order in which they were published.</summary>
    string OrderKey { get; }

    /// <summary>The actors (slugs) that it concerns; <c>null</c> means every subscriber. Floors below and above the actors always get it.</summary>
    IReadOnlyCollection<string>? Recipients => null;
}

/// <summary>Who may use a slice. No attribute, no access: the pipeline refuses a message that has none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params string[] roles) : Attribute
{
    /// <summary>Anyone who is signed in as staff of the module's organisation, whatever the role.</summary>
    public const string Staff = "staff";

    /// <summary>Anyone at all, without signing in.</summary>
    public const string Anyone = "anyone";

    /// <summary>A private person who is signed in as such, and never anybody at work.</summary>
    public const string Citizen = "citizen";

    public IReadOnlyList<string> Roles { get; } = roles;
}

/// <summary>What the audit row of a slice says was done.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditAttribute(string action) : Attribute
{
    public const string Read = "read";
    public const string Changed = "changed";
    public const string Disclosed = "disclosed";
    public const string Printed = "printed";

    public string Action { get; } = action;
}

/// <summary>A slice that touches no person's data, and why; it writes no audit row.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotAuditedAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}

/// <summary>What a message does to a person's data, in the words of the access policy. Every message that writes an audit row has one.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OperationAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The access policy, asked by the pipeline about every message that has an <see cref="OperationAttribute"/>.</summary>
public interface IAccess
{
    /// <returns>How the caller may, or <c>null</c>: for a message about one person the answer is then "no such child", else "not for your role".</returns>
    Task<Admission?> Admit(Call call, object message, CancellationToken cancel);

    /// <summary>The same question about one child who is found in the middle of a message, such as by an identity number.</summary>
    Task<Admission?> Admit(Call call, string operation, Guid subjectId, CancellationToken cancel);

    /// <summary>May the caller do such a thing at all, where it is about nobody in particular? What a menu shows.</summary>
    bool AdmitsFunction(Call call, string operation);
}

/// <summary>Why the caller may.</summary>
/// <param name="Ground">One of the policy's grounds.</param>
/// <param name="SubjectId">Whom it is about, where the message is about one.</param>
/// <param name="ConsentId">The consent that it rests on.</param>
public sealed record Admission(string Ground, Guid? SubjectId = null, Guid? ConsentId = null);

/// <summary>Finds the person behind a verified sign-in, with the assignment (unit and role) that is in force today.</summary>
public interface ICallerDirectory
{
    Task<Caller?> Find(string personId, string? assignment, CancellationToken cancel);
}

/// <summary>Finds the private person behind a verified identity number. The number itself goes no further: <see cref="Caller.PersonId"/> is a pseudonym.</summary>
public interface ICitizenDirectory
{
    Task<Caller?> Find(string identityNumber, CancellationToken cancel);
}

/// <summary>Who is asking: a person in one role at one unit (medarbetaruppdrag), or a private person, who has no unit.</summary>
public sealed record Caller(string PersonId, string Name, string Organisation, string UnitId, string Role, string? Municipality, bool IsCitizen = false)
{
    /// <summary>Whom a private person may act for, and the key under which the person stands in that subject's records. Empty for everybody at work.</summary>
    public IReadOnlyDictionary<Guid, Guid> ActsFor { get; init; } = FrozenDictionary<Guid, Guid>.Empty;
}

/// <summary>The request at hand: which module and slice it runs in, who asks, for what purpose. One per scope.</summary>
public sealed class Call
{
    public ModuleInfo? Module { get; set; }

    public string Slice { get; set; } = "";

    public Caller? Caller { get; set; }

    /// <summary>Why a person's data is asked for, in the caller's words; at most 200 characters.</summary>
    public string? Purpose { get; set; }

    public string? IdempotencyKey { get; set; }

    public string RequestId { get; set; } = "";

    /// <summary>The ground on which access was given, kept for the audit row.</summary>
    public string? Ground { get; set; }

    /// <summary>The consent that the access rests on, kept for the audit row.</summary>
    public Guid? ConsentId { get; set; }

    /// <summary>The people that the answer tells of, or that the command changed, when the message itself does not name the one: an audit row each.</summary>
    public ICollection<Guid> Subjects { get; } = [];
}

/// <summary>What the kernel knows of a route: also the operation id, the log scope and the metric's name, <c>{Module}.{Slice}</c>.</summary>
public sealed record SliceMetadata(ModuleInfo Module, string Slice, Type Message)
{
    public string OperationId => $"{Module.Name}.{Slice}";
}
