using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Casework;

/// <summary>The clocks (tidsfrister) by the names that the configuration, the stored steps and the indicators use. Public contract.</summary>
internal static class ClockName
{
    public const string ConcernAcknowledged = "concern-acknowledged";
    public const string FirstDecision = "first-decision";
    public const string ConsentToMeeting = "consent-to-meeting";
    public const string HandOverAnswered = "hand-over-answered";
    public const string FollowUp = Collaboration.Contracts.PlanClocks.FollowUp;

    /// <summary>A unit has answered whether it takes part in a plan, or takes it over.</summary>
    public const string PlanAnswered = Collaboration.Contracts.PlanClocks.Answer;

    /// <summary>Skyddsbedömning: does the child need protection now?</summary>
    public const string ProtectionAssessment = Contracts.IntakeClocks.ProtectionAssessment;

    /// <summary>Förhandsbedömning: is an investigation to be opened?</summary>
    public const string IntakeDecision = Contracts.IntakeClocks.IntakeDecision;

    /// <summary>Somebody has judged whether the glass was rightly broken (nödåtkomst).</summary>
    public const string GlassBreakReviewed = "glass-break-reviewed";
}

internal enum ClockUnit : byte
{
    WorkingDays = 1,

    /// <summary>Days of the calendar, Sundays too.</summary>
    Days = 2,
}

/// <summary>How long a clock runs, and who says so.</summary>
internal sealed record ClockRule(string Name, int Days, ClockUnit Unit, string Source)
{
    /// <summary>
    /// The last day on which it is in time. Days of the calendar are not moved to the next working day: 2 § lag (1930:173) permits an authority that much, but a
    /// child's wait is not made longer than the source of the clock says.
    /// </summary>
    public DateOnly Due(DateOnly start) => Unit is ClockUnit.WorkingDays ? SwedishCalendar.AddWorkingDays(start, Days) : start.AddDays(Days);
}

/// <summary>Whole working days after the due day that the unit has before its head (enhetschef) is told, and before the municipality's coordinator (barnens bästa-samordnare) is.</summary>
internal sealed record Ladder(int Head, int Coordinator);

/// <summary>How far an unanswered clock has come. Stored by name; each level includes those before it.</summary>
internal enum Level
{
    Running = 0,
    Unit = 1,
    Head = 2,
    Coordinator = 3,
}

/// <summary>
/// The clocks of this deployment: <c>Kronobarn:Clocks:{name}</c> with <c>Days</c>, <c>Unit</c> (<c>working-days</c> or <c>days</c>), <c>Head</c> and <c>Coordinator</c> where
/// the clock has a ladder of its own, and <c>Source</c>, which whoever changes a clock must give; and <c>Kronobarn:Clocks:Escalation</c> with <c>Head</c> and
/// <c>Coordinator</c> for all the others. What is wrong stops the start, with the setting's name.
/// </summary>
internal sealed class Clocks
{
    private const string Root = "Kronobarn:Clocks";
    private const string EscalationKey = "Escalation";

    // Ten years; a longer clock is a slip of the finger.
    private const int LongestClock = 3650;

    private static readonly ClockRule[] Defaults =
    [
        new(ClockName.ConcernAcknowledged, 1, ClockUnit.WorkingDays, "Kronobarn's default, after AYRshare QA standard 3 (seen by the team the same working day)"),
        new(ClockName.FirstDecision, 14, ClockUnit.Days, "BTI, level 0: first decision within 14 days (Tromsø kommune)"),
        new(ClockName.ConsentToMeeting, 21, ClockUnit.Days, "Västra Götalandsregionen, SIP: meeting within three weeks"),
        new(ClockName.HandOverAnswered, 5, ClockUnit.WorkingDays, "Kronobarn's default; no published value. BTI: the giver keeps the baton until it is accepted"),
        // Six months at their longest (1 March to 1 September), so that no date within half a year is refused.
        new(ClockName.FollowUp, 184, ClockUnit.Days, "Kronobarn's default: at most six months ahead; no published value"),
        new(ClockName.PlanAnswered, 5, ClockUnit.WorkingDays, "Kronobarn's default; no published value. The same as for a hand-over: the giver keeps the baton until it is accepted"),
        new(ClockName.ProtectionAssessment, 0, ClockUnit.Days, "Prop. 2012/13:10 p. 60: skyddsbedömning the same day (socialtjänstlagen 2025:400)"),
        new(ClockName.IntakeDecision, 14, ClockUnit.Days, "Socialtjänstlagen (2025:400), before it 11 kap. 1 a § SoL (2001:453): förhandsbedömning within 14 days"),
        new(ClockName.GlassBreakReviewed, 3, ClockUnit.WorkingDays, "Kronobarn's default; no published value. HSLF-FS 2016:40 4 kap. 9 §: access is followed up systematically and recurrently"),
    ];

    // A duty of the same day cannot wait a working day for the head: the head is told with the unit, the coordinator a working day later.
    private static readonly Dictionary<string, Ladder> OwnLadders = new(StringComparer.Ordinal) { [ClockName.ProtectionAssessment] = new(0, 1) };

    private readonly Dictionary<string, ClockRule> rules;
    private readonly Dictionary<string, Ladder> ladders;

    /// <exception cref="InvalidOperationException">A setting is unknown, incomplete or out of bounds.</exception>
    public Clocks(IConfiguration configuration)
    {
        var section = configuration.GetSection(Root);
        var known = Defaults.Select(rule => rule.Name).Append(EscalationKey).ToArray();
        RefuseUnknown(section, known);
        rules = Defaults.ToDictionary(rule => rule.Name, rule => Read(section.GetSection(rule.Name), rule), StringComparer.Ordinal);
        var escalation = section.GetSection(EscalationKey);
        RefuseUnknown(escalation, nameof(Casework.Ladder.Head), nameof(Casework.Ladder.Coordinator), nameof(ClockRule.Source));
        Ladder = ReadLadder(escalation, new(1, 3));
        ladders = rules.Keys.ToDictionary(name => name, name => ReadLadder(section.GetSection(name), OwnLadders.GetValueOrDefault(name, Ladder)), StringComparer.Ordinal);
    }

    /// <summary>The ladder of a clock that has none of its own.</summary>
    public Ladder Ladder { get; }

    /// <summary>Every clock, in the order in which a case meets them.</summary>
    public IEnumerable<ClockRule> All => Defaults.Select(rule => rules[rule.Name]);

    /// <summary>This deployment has left the clock's length and source as they come with Kronobarn.</summary>
    public bool IsUsual(string name) => this[name] == Array.Find(Defaults, rule => rule.Name == name);

    /// <exception cref="KeyNotFoundException">There is no such clock.</exception>
    public ClockRule this[string name] => rules.TryGetValue(name, out var rule)
        ? rule
        : throw new KeyNotFoundException($"There is no clock '{name}'. Known: {string.Join(", ", rules.Keys.Order(StringComparer.Ordinal))}.");

    /// <exception cref="KeyNotFoundException">There is no such clock.</exception>
    public Ladder LadderOf(string name) => ladders[this[name].Name];

    /// <inheritdoc cref="ClockRule.Due"/>
    public DateOnly Due(string name, DateOnly start) => this[name].Due(start);

    /// <summary>The due day belongs to those who have to act; the clock is overdue from the day after.</summary>
    public static bool IsOverdue(DateOnly due, DateOnly today) => today > due;

    /// <summary>
    /// Who must have been told by today. The unit is told when the due day has gone by; each further step is a later due day, and is taken when that one has gone by
    /// too. With the default ladder and Monday as due day: unit Tuesday, head Wednesday, coordinator Friday.
    /// </summary>
    public static Level LevelOn(DateOnly due, DateOnly today, Ladder ladder)
    {
        var level = Level.Running;
        while (NextStep(due, level, ladder) is { } step && step <= today)
            level++;
        return level;
    }

    /// <summary>The day on which the level after <paramref name="reached"/> is reached; null after the last.</summary>
    public static DateOnly? NextStep(DateOnly due, Level reached, Ladder ladder) => reached switch
    {
        Level.Running => due.AddDays(1),
        Level.Unit => After(due, ladder.Head),
        Level.Head => After(due, ladder.Coordinator),
        _ => null,
    };

    // No working days to wait are none at the week's end either.
    private static DateOnly After(DateOnly due, int workingDays) => (workingDays == 0 ? due : SwedishCalendar.AddWorkingDays(due, workingDays)).AddDays(1);

    private static ClockRule Read(IConfigurationSection section, ClockRule rule)
    {
        if (!section.Exists())
            return rule;
        RefuseUnknown(section, nameof(ClockRule.Days), nameof(ClockRule.Unit), nameof(ClockRule.Source), nameof(Casework.Ladder.Head), nameof(Casework.Ladder.Coordinator));
        if (section[nameof(ClockRule.Source)] is not { } source || string.IsNullOrWhiteSpace(source))
            throw Wrong(section, nameof(ClockRule.Source), "is missing: whoever changes a clock says where the rule comes from (a law, a decision with its date)");

        return rule with
        {
            Days = Number(section, nameof(ClockRule.Days), rule.Days),
            Unit = section[nameof(ClockRule.Unit)] switch
            {
                null => rule.Unit,
                "working-days" => ClockUnit.WorkingDays,
                "days" => ClockUnit.Days,
                var unit => throw Wrong(section, nameof(ClockRule.Unit), $"is '{unit}'; it must be 'working-days' or 'days'"),
            },
            Source = source.Trim(),
        };
    }

    private static Ladder ReadLadder(IConfigurationSection section, Ladder otherwise)
    {
        var ladder = new Ladder(Number(section, nameof(Casework.Ladder.Head), otherwise.Head), Number(section, nameof(Casework.Ladder.Coordinator), otherwise.Coordinator));
        return ladder.Coordinator >= ladder.Head
            ? ladder
            : throw Wrong(section, nameof(Casework.Ladder.Coordinator), $"is {ladder.Coordinator}, before {nameof(Casework.Ladder.Head)}, which is {ladder.Head}: the head is told first");
    }

    private static int Number(IConfigurationSection section, string key, int otherwise)
    {
        if (section[key] is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LongestClock
            ? number
            : throw Wrong(section, key, $"is '{text}'; it must be a whole number of days from 0 to {LongestClock}");
    }

    /// <summary>A misspelt setting would otherwise leave the default in force without a word.</summary>
    private static void RefuseUnknown(IConfigurationSection section, params string[] known)
    {
        if (!string.IsNullOrEmpty(section.Value))
            throw new InvalidOperationException($"{section.Path} is the text '{section.Value}'; it must be a section with any of {string.Join(", ", known)}.");
        foreach (var child in section.GetChildren())
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new InvalidOperationException($"{child.Path} is not known. Known: {string.Join(", ", known)}.");
    }

    private static InvalidOperationException Wrong(IConfigurationSection section, string key, string what) => new($"{section.Path}:{key} {what}.");
}
