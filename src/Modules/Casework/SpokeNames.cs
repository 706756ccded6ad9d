using System.Globalization;
using Kronobarn.Shell.Forms;

namespace Kronobarn.Casework;

/// <summary>The names of the fields that one spoke in one voice is filled in by.</summary>
internal static class SpokeNames
{
    public static string Strengths(string spoke, string voice) => $"{spoke}-{voice}-strengths";

    public static string Needs(string spoke, string voice) => $"{spoke}-{voice}-needs";

    public static string Rating(string spoke, string voice) => $"{spoke}-{voice}-rating";

    /// <summary>What is stored, by the names of the fields.</summary>
    public static Dictionary<string, string?> Stored(IEnumerable<AnalysisView> views)
    {
        var stored = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var view in views)
        {
            stored[Strengths(view.Spoke, view.Voice)] = view.Strengths;
            stored[Needs(view.Spoke, view.Voice)] = view.Needs;
            stored[Rating(view.Spoke, view.Voice)] = view.Rating?.ToString(CultureInfo.InvariantCulture);
        }

        return stored;
    }

    public static AnalysisView Read(Form form, string spoke, string voice) =>
        new(spoke, voice, form.Optional(Strengths(spoke, voice)), form.Optional(Needs(spoke, voice)), form.OptionalNumber(Rating(spoke, voice)));
}
