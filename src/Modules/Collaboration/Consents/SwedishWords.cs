using Kronobarn.Collaboration.Contracts;
using Kronobarn.Directory.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>What a consent covers, and the kinds of organisation, in words that a guardian understands; shared by what is printed.</summary>
internal static class SwedishWords
{
    public static string Category(string category) => category switch
    {
        Categories.Concern => "oron: vad någon har märkt och vad som har hänt hittills",
        Categories.Analysis => "analysen: barnets behov och styrkor",
        Categories.Plan => "barnets plan: mål, insatser, uppföljningar och möten",
        Categories.Documents => "dokument",
        Categories.Contact => "kontakt: vem som möter barnet och hur den nås",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "No such category."),
    };

    public static string Organisation(string organisation) => organisation switch
    {
        Organisations.MaternalCare => "mödrahälsovården",
        Organisations.ChildHealthCare => "barnhälsovården",
        Organisations.Preschool => "förskolan",
        Organisations.School => "skolan",
        Organisations.Kaa => "kommunala aktivitetsansvaret",
        Organisations.SocialServices => "socialtjänsten",
        Organisations.Police => "polisen",
        Organisations.Partner => "en samverkanspartner",
        _ => throw new ArgumentOutOfRangeException(nameof(organisation), organisation, "No such organisation."),
    };
}
