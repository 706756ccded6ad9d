using System.Text.RegularExpressions;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// Some sources build their record ids from the personnummer. Such an id works as a key, but a list of rejections is printed and
/// logged, so what is an identity number in it is masked there.
/// </summary>
internal static partial class IdentityMask
{
    // Only for the century of ten digits, where either century tells the same check digit.
    private static readonly DateOnly AnyDay = new(2099, 12, 31);

    public static string Mask(string id) => Candidate().Replace(id, static found =>
        IdentityNumber.TryParse(found.ValueSpan, AnyDay, out var number, out _) ? number.Masked : found.Value);

    [GeneratedRegex(@"(?<![0-9])[0-9]{6}(?:[0-9]{2})?[-+]?(?:[0-9]{4}|TF[0-9]{2})(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Candidate();
}
