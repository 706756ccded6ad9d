using System.Globalization;
using Kronobarn.Directory.Contracts;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Responsibility.Contracts;

/// <summary>What is kept for a time and then erased (gallring), as the configuration, the previews and the tombstones name it. Public contract.</summary>
public static class RetentionKinds
{
    /// <summary>A case with all that hangs on it, from the day on which it was closed or went on.</summary>
    public const string ClosedCase = "closed-case";

    /// <summary>A concern, or a report to social services, that no case took up, from the day on which it was closed or went on.</summary>
    public const string ClosedConcern = "closed-concern";

    /// <summary>The reporter's receipt, from the day on which its concern was closed.</summary>
    public const string Receipt = "receipt";

    /// <summary>A plan, at its owner's organisation, from the day on which it was closed.</summary>
    public const string ClosedPlan = "closed-plan";

    /// <summary>A form with its answers, at the asker's organisation, from the form's last day.</summary>
    public const string Consent = "consent";

    /// <summary>A meeting, at the convener's organisation, from the day on which it was recorded or called off.</summary>
    public const string Meeting = "meeting";

    public static readonly IReadOnlyList<string> All = [ClosedCase, ClosedConcern, Receipt, ClosedPlan, Consent, Meeting];
}

/// <summary>How long one organisation keeps one kind of record, and who says so.</summary>
/// <param name="Years">Whole years; <c>null</c> for ever.</param>
public sealed record RetentionRule(string Organisation, string Kind, int? Years, string Source)
{
    /// <summary>As the configuration writes it.</summary>
    public string Told => Years is { } years ? string.Create(CultureInfo.InvariantCulture, $"{Organisation}:{Kind} {years} years") : $"{Organisation}:{Kind} keep";

    /// <summary>The day from which it may be erased, Europe/Stockholm; <c>null</c> for never.</summary>
    /// <param name="over">The day on which the record was over.</param>
    public DateOnly? DueAfter(DateOnly over) => Years is { } years ? over.AddYears(years) : null;
}

/// <summary>
/// The retention rules of this deployment: <c>Kronobarn:Retention:{organisation}:{kind}</c> with <c>Years</c> (1 to 200, or <c>keep</c>) and <c>Source</c>, which whoever
/// changes a rule must give. What is wrong stops the start, with the setting's name.
/// </summary>
public sealed class RetentionRules
{
    private const string Root = "Kronobarn:Retention";
    private const string Keep = "keep";
    private const int Longest = 200;

    internal const string Own = "Kronobarn's default; no published value. The organisation's own decision (gallringsbeslut, arkivlagen 1990:782 10 §) takes its place";
    internal const string Care = "Patientdatalagen (2008:355) 3 kap. 17 §: at least ten years after the last entry";
    internal const string SocialFiles = "Prop. 2025/26:12, proposal: 30 years for some of social services' files on children";

    private readonly Dictionary<(string Organisation, string Kind), RetentionRule> rules = [];

    /// <exception cref="InvalidOperationException">A setting is unknown, incomplete or out of bounds.</exception>
    public RetentionRules(IConfiguration configuration)
    {
        var root = configuration.GetSection(Root);
        RefuseUnknown(root, Organisations.All);
        foreach (var organisation in Organisations.All)
        {
            var section = root.GetSection(organisation);
            RefuseUnknown(section, RetentionKinds.All);
            foreach (var kind in RetentionKinds.All)
                rules.Add((organisation, kind), Read(section.GetSection(kind), Usual(organisation, kind)));
        }
    }

    public RetentionRule this[string organisation, string kind] => rules[(organisation, kind)];

    private static RetentionRule Usual(string organisation, string kind) => (organisation, kind) switch
    {
        (_, RetentionKinds.Receipt) => new(organisation, kind, 2, Own),
        (Organisations.SocialServices, RetentionKinds.ClosedCase or RetentionKinds.ClosedConcern) => new(organisation, kind, 30, SocialFiles),
        (Organisations.MaternalCare or Organisations.ChildHealthCare, RetentionKinds.ClosedCase or RetentionKinds.ClosedConcern) => new(organisation, kind, 10, Care),
        (_, RetentionKinds.ClosedConcern) => new(organisation, kind, 5, Own),
        _ => new(organisation, kind, 10, Own),
    };

    private static RetentionRule Read(IConfigurationSection section, RetentionRule usual)
    {
        if (!section.Exists())
            return usual;
        RefuseUnknown(section, [nameof(RetentionRule.Years), nameof(RetentionRule.Source)]);
        if (string.IsNullOrWhiteSpace(section[nameof(RetentionRule.Source)]))
            throw Wrong(section, nameof(RetentionRule.Source), "is missing: whoever changes a rule says where it comes from (a law, a decision with its date)");
        if (section[nameof(RetentionRule.Source)] is { Length: > 200 })
            throw Wrong(section, nameof(RetentionRule.Source), "is longer than 200 characters");
        var text = section[nameof(RetentionRule.Years)];
        return usual with
        {
            Source = section[nameof(RetentionRule.Source)]!.Trim(),
            Years = text == Keep ? null
                : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is >= 1 and <= Longest ? years
                : throw Wrong(section, nameof(RetentionRule.Years), $"is '{text}'; it must be a whole number of years from 1 to {Longest}, or '{Keep}'"),
        };
    }

    // A misspelt setting would otherwise leave the default in force without a word.
    private static void RefuseUnknown(IConfigurationSection section, IReadOnlyList<string> known)
    {
        if (!string.IsNullOrEmpty(section.Value))
            throw new InvalidOperationException($"{section.Path} is the text '{section.Value}'; it must be a section with any of {string.Join(", ", known)}.");
        if (section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } other)
            throw new InvalidOperationException($"{other.Path} is not known. Known: {string.Join(", ", known)}.");
    }

    private static InvalidOperationException Wrong(IConfigurationSection section, string key, string what) => new($"{section.Path}:{key} {what}.");
}
