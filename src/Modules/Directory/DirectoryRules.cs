using System.Text.RegularExpressions;
using FluentValidation;
using Kronobarn.Directory.Contracts;

namespace Kronobarn.Directory;

/// <summary>What the directory's members may hold, for the validators of its slices.</summary>
internal static partial class DirectoryRules
{
    public const int LongestId = 64;
    public const int LongestUnitId = 40;
    public const int LongestName = 200;
    public const int LongestPhone = 40;
    public const int LongestEmail = 200;
    public const int LongestNote = 500;
    public const int LongestWord = 40;

    /// <summary>What a contact way is for.</summary>
    public static readonly IReadOnlyList<string> Purposes = ["advice", "concern", "case", "urgent"];

    /// <summary>The organisations that a municipality has a default unit of.</summary>
    public static readonly IReadOnlyList<string> WithDefault = [Organisations.ChildHealthCare, Organisations.Kaa];

    public static IRuleBuilderOptions<T, string?> OneOf<T>(this IRuleBuilder<T, string?> rule, IReadOnlyList<string> words) =>
        rule.Must(word => word is null || words.Contains(word, StringComparer.Ordinal)).WithMessage($"One of {string.Join(", ", words)}.");

    public static IRuleBuilderOptions<T, string?> MunicipalityCode<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(code => code is null || FourDigits().IsMatch(code)).WithMessage("A municipality code has four digits.");

    public static IRuleBuilderOptions<T, string?> SchoolUnitCode<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(code => code is null || EightDigits().IsMatch(code)).WithMessage("A school unit code has eight digits.");

    /// <summary>Inera's form: SE, the organisation number, a hyphen and a running part.</summary>
    public static IRuleBuilderOptions<T, string?> HsaId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(id => id is null || (id.Length <= 31 && Hsa().IsMatch(id))).WithMessage("An HSA-id is SE, ten digits, a hyphen and letters or digits; at most 31 characters.");

    /// <summary>A key that stands in URLs and logs, so it may not be somebody's personnummer.</summary>
    public static IRuleBuilderOptions<T, string> Key<T>(this IRuleBuilder<T, string> rule, int longest) =>
        rule.Must(key => key.Length <= longest && KeyText().IsMatch(key) && !IdentityNumber().IsMatch(key))
            .WithMessage($"Letters, digits and . _ : @ -, and no identity number; at most {longest.ToString(System.Globalization.CultureInfo.InvariantCulture)} characters.");

    public static IRuleBuilderOptions<T, string?> Mail<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(mail => mail is null || (mail.Length <= LongestEmail && Address().IsMatch(mail))).WithMessage("Not an e-mail address.");

    public static void Paged<T>(this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, int>> limit, System.Linq.Expressions.Expression<Func<T, int>> offset)
    {
        validator.RuleFor(limit).InclusiveBetween(1, 100);
        validator.RuleFor(offset).GreaterThanOrEqualTo(0);
    }

    [GeneratedRegex(@"\A[0-9]{4}\z", RegexOptions.None, 1000)]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"\A[0-9]{8}\z", RegexOptions.None, 1000)]
    private static partial Regex EightDigits();

    [GeneratedRegex(@"\ASE[0-9]{10}-[A-Za-z0-9]+\z", RegexOptions.None, 1000)]
    private static partial Regex Hsa();

    [GeneratedRegex(@"\A[A-Za-zÅÄÖåäö0-9._:@-]+\z", RegexOptions.None, 1000)]
    private static partial Regex KeyText();

    [GeneratedRegex(@"(?<![0-9])([0-9]{2})?[0-9]{6}[-+]?[0-9]{4}(?![0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdentityNumber();

    [GeneratedRegex(@"\A[^@\s]+@[^@\s]+\z", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
