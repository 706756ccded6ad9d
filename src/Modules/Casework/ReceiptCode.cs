using System.Security.Cryptography;
using System.Text;

namespace Kronobarn.Casework;

/// <summary>
/// The code (kvittenskod) by which one who did not sign in follows a concern. It is all the proof there is, so it is drawn at random, shown once, and only its hash is
/// kept: 28 characters of 32 are 140 bits, which nobody guesses and which need no salt. Pure but for the draw.
/// </summary>
internal static class ReceiptCode
{
    /// <summary>What somebody may type, with spaces and hyphens.</summary>
    public const int LongestTyped = 100;

    // Crockford's base 32: no I, L, O and U, so that what was written by hand can be read again.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Characters = 28;
    private const int Group = 4;

    /// <summary>A new code in seven groups of four.</summary>
    public static string Draw() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Characters).Chunk(Group).Select(group => new string(group)));

    /// <summary>SHA-256 in hexadecimal of the code as it was meant, however it was typed.</summary>
    public static string Hash(string typed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Meant(typed))));

    private static string Meant(string typed) => string.Concat(typed.ToUpperInvariant().Where(c => c != '-' && !char.IsWhiteSpace(c)).Select(c => c switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => c,
    }));
}
