using Kronobarn.Directory.Contracts;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>How today's holder is reached. Neither the child's name nor anything of its timeline.</summary>
public sealed record HolderContact(string Organisation, string UnitId, string Unit, string? ContactPerson, IReadOnlyList<ContactWayInfo> ContactWays);

/// <summary>What a number led to. The child, where one has it, is for the access log alone.</summary>
/// <param name="Contact">Missing for an unknown number, a child whom nobody holds today and a child with protected identity: the asker is told the same.</param>
public sealed record HolderLookup(Guid? ChildId, HolderContact? Contact);

/// <summary>Finds the way to a named child's holder, for organisations that must reach it at once.</summary>
public interface IHolderContacts
{
    Task<HolderLookup> Find(string identityNumber, CancellationToken cancel);
}

/// <summary>Identity numbers as people type them.</summary>
public static class IdentityText
{
    /// <summary>The stored form of 12 characters; a text of no known form (a regional reserve number) stays as it is.</summary>
    /// <param name="today">The Stockholm day, for the century of ten digits.</param>
    public static string Stored(string text, DateOnly today) =>
        IdentityNumber.TryParse(text, today, out var number, out _) ? number.Value : text;

    /// <summary>Whether the text can be an identity number: a right check digit where it has one, or letters in it as reserve numbers have.</summary>
    public static bool IsNumber(string text, DateOnly today) => text.Length <= 20
        && (IdentityNumber.TryParse(text, today, out _, out _) || (text.Length >= 8 && text.Any(char.IsAsciiLetter) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')));
}
