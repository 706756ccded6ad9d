namespace Kronobarn.Responsibility.Contracts;

/// <summary>Protected identity (skyddade personuppgifter) as it is now, for what was sent before.</summary>
public static class Protections
{
    /// <summary>
    /// The register's own word when something about a child comes: the mark that it was sent with may be old, and the event of the change may have been heard here
    /// already. A change that comes later is heard after this.
    /// </summary>
    /// <param name="asSent">What counts for a child that the register does not know.</param>
    public static async Task<bool> IsProtected(this IResponsibility register, Guid? childId, bool asSent, CancellationToken cancel) =>
        childId is { } id && await register.Child(id, cancel) is { } child ? child.Protection != "none" : asSent;
}
