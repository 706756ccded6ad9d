using System.Globalization;
using Kronobarn.Shell;

namespace Kronobarn.Casework;

/// <summary>The addresses of a case's own pages.</summary>
internal static class CasePaths
{
    public const string Escalations = "/arbete/enheten/eskaleringar", GlassBreaks = "/arbete/enheten/nodatkomst", LogReview = "/arbete/enheten/loggranskning", BreakGlass = "/arbete/nodatkomst";

    public static string Notes(Guid caseId) => $"{Paths.Case(caseId)}/anteckningar";

    public static string Note(Guid caseId, Guid noteId) => $"{Notes(caseId)}/{noteId}";

    public static string Information(Guid caseId) => $"{Paths.Case(caseId)}/information";

    public static string Analyses(Guid caseId) => $"{Paths.Case(caseId)}/analys";

    public static string NewAnalysis(Guid caseId) => $"{Analyses(caseId)}/ny";

    public static string Analysis(Guid caseId, int version) => string.Create(CultureInfo.InvariantCulture, $"{Analyses(caseId)}/{version}");

    public static string Compare(Guid caseId, int from, int to) => string.Create(CultureInfo.InvariantCulture, $"{Analyses(caseId)}/jamfor?fran={from}&till={to}");

    public static string Decisions(Guid caseId) => $"{Paths.Case(caseId)}/beslut";

    public static string NewDecision(Guid caseId, string kind) => $"{Decisions(caseId)}/nytt?utfall={kind}";

    public static string HandOvers(Guid caseId) => $"{Paths.Case(caseId)}/overlamning";

    public static string Close(Guid caseId) => $"{Paths.Case(caseId)}/avsluta";

    public static string Sample(Guid sampleId) => $"{LogReview}/{sampleId}";
}
