using Kronobarn.Kernel;

namespace Kronobarn.Casework.Contracts;

/// <summary>Lets staff leave a concern from the middle of other work: it goes to the desk, and whoever left it follows it under receipts.</summary>
public interface IReceipts
{
    /// <param name="db">The store of the caller's organisation.</param>
    Task Leave(Session db, ConcernTold told, Caller caller, CancellationToken cancel);
}

/// <summary>Who at the caller's unit can be given work.</summary>
public interface IColleagues
{
    /// <param name="protectedChild">A child with protected identity that the work is about.</param>
    /// <exception cref="Invalid">Nobody who works with children at the caller's unit today has this id, or may not see a child with protected identity.</exception>
    Task Demand(Caller caller, string personId, Guid? protectedChild, CancellationToken cancel);
}
