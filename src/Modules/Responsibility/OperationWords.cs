using Kronobarn.Directory.Contracts;

namespace Kronobarn.Responsibility;

/// <summary>What the access policy lets somebody do with a child's data, as the screens say it.</summary>
internal static class OperationWords
{
    /// <returns><c>null</c> for what is done by others than people at work.</returns>
    public static string? Of(string operation) => operation switch
    {
        Operations.ReadChild => "Se barnets sida",
        Operations.WorkWithChild => "Arbeta som barnensbästa-ansvarig",
        Operations.NameStaff => "Välja vilka som får se ett barn med skyddade uppgifter",
        Operations.OfferException => "Komma överens om undantag från reglerna",
        Operations.Explain => "Se varför du får se barnet",
        Operations.ReadConcern => "Läsa oron",
        Operations.HandleConcern => "Handlägga oron",
        Operations.ReadCase => "Läsa ärendet",
        Operations.WorkCase => "Arbeta i ärendet",
        Operations.ReadOffer => "Läsa en erbjuden överlämning",
        Operations.AnswerOffer => "Svara på en erbjuden överlämning",
        Operations.WorkIntake => "Handlägga en orosanmälan",
        Operations.ReadReceipt => "Se kvittensen på en oro",
        Operations.ReadConsent => "Se samtycken",
        Operations.WorkConsent => "Fråga om samtycke och anteckna svar",
        Operations.CallMeeting => "Kalla till samverkansmöte",
        Operations.ReadMeeting => "Se mötet",
        Operations.WorkMeeting => "Ändra och dokumentera mötet",
        Operations.AnswerMeeting => "Svara på kallelsen",
        Operations.OpenPlan => "Påbörja barnets plan",
        Operations.FollowPlan => "Se att det finns en plan och vem som ansvarar för den",
        Operations.ReadPlan => "Läsa barnets plan",
        Operations.WorkPlan => "Skriva i barnets plan",
        Operations.OwnPlan => "Bestämma om parter och avslut i planen",
        Operations.JoinPlan => "Svara på om ni vill delta i planen",
        Operations.CloseFamilyView => "Stänga en vårdnadshavares vy",
        Operations.MakeExtract => "Ta fram ett utdrag om barnet",
        Operations.CorrectRecord => "Rätta uppgifter",
        _ => null,
    };
}
