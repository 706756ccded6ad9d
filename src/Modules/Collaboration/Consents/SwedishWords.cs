using Kronobarn.Collaboration.Contracts;

namespace Kronobarn.Collaboration;

/// <summary>What a consent covers, in words that a guardian understands; shared by what is printed and what is shown.</summary>
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
}
