using Kronobarn.Collaboration.Contracts;

namespace Kronobarn.Casework;

/// <summary>The chronology of a case as it is read: what happened, in words.</summary>
internal static class CaseLines
{
    /// <summary>The people whom the lines name.</summary>
    public static IEnumerable<string?> People(IEnumerable<GetCase.Line> lines) => lines.SelectMany(l => new[] { l.PersonId, NamesPerson(l) ? l.Text : null });

    /// <summary>What a line says besides what happened; some lines hold a code or a key, which nobody is to read.</summary>
    public static string? Text(GetCase.Line line, KnownNames names) => line.Kind switch
    {
        CaseEvents.Assigned => line.Text is null ? "Till hela enheten" : $"Till {names.Person(line.Text)}",
        CaseEvents.Delegated => line.Text is { } to ? $"Till {names.PersonOrTeam(to)}" : null,
        CaseEvents.DelegationEnded => null,
        CaseEvents.Decided => line.Text is { } kind ? CaseWords.Decision(kind) : null,
        CaseEvents.MeasureEnded => line.Text is { } outcome ? CaseWords.Outcome(outcome) : null,
        CaseEvents.MeetingHeld => line.Text switch
        {
            MeetingOutcomes.Plan => "Det blir en plan",
            MeetingOutcomes.AnotherMeeting => "Det blir ett möte till",
            _ => "Det blir ingen plan",
        },
        _ => line.Text,
    };

    private static bool NamesPerson(GetCase.Line line) => line.Kind is CaseEvents.Assigned or CaseEvents.Delegated;
}
