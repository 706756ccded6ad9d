using System.Globalization;

namespace Kronobarn.Shell;

/// <summary>The addresses that pages of one module give to pages of another.</summary>
public static class Paths
{
    public const string Today = "/arbete", Search = "/arbete/sok", Inbox = "/arbete/inkorg", NewConcern = "/arbete/oro/ny", MyChildren = "/arbete/barn", Shortcuts = "/arbete/kortkommandon",
        SwitchHat = "/byt-roll", SignOut = "/logga-ut", SignedOut = "/utloggad", FamilyHome = "/familj", Responsible = "/vem-ansvarar", Concern = "/oro", ConcernStatus = "/oro/status", Accessibility = "/tillganglighet";

    public static string Child(Guid childId) => $"/arbete/barn/{childId}";

    public static string Case(Guid caseId) => $"/arbete/arenden/{caseId}";

    public static string ConcernOf(Guid concernId) => $"/arbete/oro/{concernId}";

    /// <param name="giver">The slug of the giving organisation, whose key the offer has.</param>
    public static string Offer(string giver, Guid offerId) => $"/arbete/erbjudanden/{giver}/{offerId}";

    public static string Plan(Guid planId) => $"/arbete/planer/{planId}";

    public static string Meeting(Guid meetingId) => $"/arbete/moten/{meetingId}";

    public static string Consents(Guid childId) => $"/arbete/barn/{childId}/samtycken";

    public static string FamilyChild(Guid childId) => $"/familj/barn/{childId}";

    /// <summary>An address with a part of the page in it.</summary>
    public static string Page(string path, int offset) => string.Create(CultureInfo.InvariantCulture, $"{path}?fran={offset}");
}
