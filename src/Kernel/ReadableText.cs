namespace Kronobarn.Kernel;

/// <summary>Text that a person can read: not blank, and no control characters but line breaks and tabs. Pure.</summary>
public static class ReadableText
{
    public static bool Is(string text) => !string.IsNullOrWhiteSpace(text) && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}
