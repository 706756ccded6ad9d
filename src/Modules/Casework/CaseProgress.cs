namespace Kronobarn.Casework;

/// <summary>Where in the model (praxismodellen) a case is, for the picture of its steps. Pure.</summary>
internal static class CaseProgress
{
    private const string Concern = "Oro", Information = "Information", Analysis = "Analys", Decision = "Beslut", Ended = "Avslutat";

    /// <summary>The steps in their order, one of them the current one.</summary>
    /// <param name="state">One of <see cref="CaseStates"/>.</param>
    /// <param name="events">The kinds of <see cref="CaseEvents"/> that the chronology has, in its order.</param>
    public static IReadOnlyList<(string Name, bool IsCurrent)> Of(string state, IReadOnlyList<string> events)
    {
        var (current, way) = Current(state, events);
        return [.. new[] { Concern, Information, Analysis, Decision, way, Ended }.Select(name => (name, name == current))];
    }

    /// <summary>What the unit does next, in a sentence.</summary>
    public static string Next(string state, IReadOnlyList<string> events) => state switch
    {
        CaseStates.Measures => "Följ insatserna och skriv vad de leder till. När de är klara avslutar ni ärendet eller fattar ett nytt beslut.",
        CaseStates.Offered => "Mottagaren läser och svarar. Till dess är ärendet ert.",
        CaseStates.Collaborating => "Fråga om samtycke och kalla till samverkansmöte. Där bestäms om det blir en plan.",
        CaseStates.Gathering => Current(state, events).Step switch
        {
            Information => "Hör barnet och vårdnadshavarna, och fråga dem som vet. Skriv ner vad som hänt och vad ni får veta.",
            Analysis => "Gör en analys med barnensbästa-hjulet, i tre röster.",
            Decision => "Fatta beslut: kan ni möta behovet själva, är det en annan verksamhets, eller behöver flera hjälpas åt?",
            _ => "Erbjud ärendet till den enhet som kan möta behovet.",
        },
        _ => "",
    };

    private static (string Step, string Way) Current(string state, IReadOnlyList<string> events)
    {
        const string own = "Egna insatser", handOver = "Överlämning", together = "Samverkan", any = "Insatser";
        var isDecided = events.Contains(CaseEvents.Decided, StringComparer.Ordinal);
        var isAnalysed = events.Contains(CaseEvents.Analysed, StringComparer.Ordinal);
        var hasAsked = events.Any(e => e is CaseEvents.SourceAsked or CaseEvents.SourceAnswered or CaseEvents.Happened);
        return state switch
        {
            CaseStates.Measures => (own, own),
            CaseStates.Offered => (handOver, handOver),
            CaseStates.Collaborating => (together, together),
            CaseStates.HandedOver => (Ended, handOver),
            CaseStates.Transferred or CaseStates.Closed => (Ended, any),
            _ when isDecided => (handOver, handOver),
            _ when isAnalysed => (Decision, any),
            _ => (hasAsked ? Analysis : Information, any),
        };
    }
}
