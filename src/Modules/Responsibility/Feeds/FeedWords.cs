using System.Collections.Frozen;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>How strongly a person's data is protected (skyddade personuppgifter), the weakest first.</summary>
internal enum ProtectionLevel
{
    None = 0,
    Sekretessmarkering = 1,
    SkyddadFolkbokforing = 2,
}

/// <summary>How a person stands in the population register as SS 12000 repeats it (personStatus), which tells no day.</summary>
internal enum PersonStatus
{
    /// <summary>Aktiv; also when the source does not say.</summary>
    Active = 0,

    /// <summary>Utvandrad: lives abroad.</summary>
    Emigrated = 1,

    /// <summary>Avliden.</summary>
    Dead = 2,
}

/// <summary>The words that feeds may use, exactly as docs/feeds.md and the SS 12000 code lists spell them.</summary>
internal static class FeedWords
{
    /// <summary>Organisations (verksamheter) that have units.</summary>
    public static readonly FrozenSet<string> Organisations = Directory.Contracts.Organisations.All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Organisations for which a municipality has a default unit.</summary>
    public static readonly FrozenSet<string> OrganisationsWithDefault = Set("child-health-care", "kaa");

    public static readonly FrozenSet<string> Roles = Directory.Contracts.Roles.All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a contact way (kontaktväg) is for.</summary>
    public static readonly FrozenSet<string> Purposes = Set("advice", "concern", "case", "urgent");

    public static readonly FrozenDictionary<string, ProtectionLevel> Protection = Map(
        ("none", ProtectionLevel.None),
        ("sekretessmarkering", ProtectionLevel.Sekretessmarkering),
        ("skyddad-folkbokforing", ProtectionLevel.SkyddadFolkbokforing));

    /// <summary>SS 12000 <c>securityMarking</c>.</summary>
    public static readonly FrozenDictionary<string, ProtectionLevel> SecurityMarking = Map(
        ("Ingen", ProtectionLevel.None),
        ("Sekretessmarkering", ProtectionLevel.Sekretessmarkering),
        ("Skyddad folkbokföring", ProtectionLevel.SkyddadFolkbokforing));

    /// <summary>SS 12000 <c>personStatus</c>.</summary>
    public static readonly FrozenDictionary<string, PersonStatus> PersonStatus = Map(
        ("Aktiv", Feeds.PersonStatus.Active),
        ("Utvandrad", Feeds.PersonStatus.Emigrated),
        ("Avliden", Feeds.PersonStatus.Dead));

    /// <summary>SS 12000 school types that are school enrolments here (skolformer).</summary>
    public static readonly FrozenSet<string> SchoolForms = Enum.GetNames<SchoolForm>().ToFrozenSet(StringComparer.Ordinal);

    /// <summary>SS 12000 <c>dutyRole</c> to role. Skolverket's code list has special teachers under one name, the standard under two.</summary>
    public static readonly FrozenDictionary<string, string> DutyRoles = Map(
        ("Rektor", "rektor"),
        ("Förskolechef", "preschool-head"),
        ("Kurator", "elevhalsoteam"),
        ("Skolsköterska", "elevhalsoteam"),
        ("Skolpsykolog", "elevhalsoteam"),
        ("Specialpedagog", "elevhalsoteam"),
        ("Speciallärare/specialpedagog", "elevhalsoteam"));

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, T> Map<T>(params (string Word, T Meaning)[] words)
        => words.ToFrozenDictionary(w => w.Word, w => w.Meaning, StringComparer.Ordinal);
}
