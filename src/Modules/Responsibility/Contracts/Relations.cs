using System.Runtime.InteropServices;
using Kronobarn.Kernel;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>Whom a record is about, and what the caller's unit is to it.</summary>
/// <param name="ChildId">Missing for a child who is not identified.</param>
/// <param name="Consent">The consent in force that covers the caller's unit and what is asked for.</param>
/// <param name="AsToChild">The record is as open as the child: what the unit is to the child, it is to the record.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordFacts(Guid? ChildId, Relations Relations, Guid? Consent = null, bool AsToChild = false);

/// <summary>What the caller's unit is to a child, as one floor knows it.</summary>
/// <param name="Consent">A consent in force that lets the unit have something of another's about the child.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChildRelations(Relations Relations, Guid? Consent = null)
{
    /// <summary>Where no consent has anything to say.</summary>
    public static implicit operator ChildRelations(Relations relations) => new(relations);
}

/// <summary>What floors above know of the caller and a child. Each is asked; what they answer is laid together.</summary>
public interface IRelations
{
    Task<ChildRelations> ToChild(Call call, Guid childId, CancellationToken cancel);

    /// <returns><c>null</c>: this kind of record is another's to tell of, or there is no such record.</returns>
    Task<RecordFacts?> ToRecord(Call call, object message, CancellationToken cancel);
}
