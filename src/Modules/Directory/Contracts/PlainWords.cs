namespace Kronobarn.Directory.Contracts;

/// <summary>Organisations and roles in the words that a family uses for them (klarspråk). For what private persons read, on their pages and on paper, and nothing else: codes are for programs.</summary>
public static class PlainWords
{
    /// <summary>Such as skolan. What is unknown is an organisation, and nothing more is said of it.</summary>
    public static string Organisation(string? organisation) => organisation switch
    {
        Organisations.MaternalCare => "mödrahälsovården",
        Organisations.ChildHealthCare => "barnhälsovården",
        Organisations.Preschool => "förskolan",
        Organisations.School => "skolan",
        Organisations.Kaa => "kommunala aktivitetsansvaret",
        Organisations.SocialServices => "socialtjänsten",
        Organisations.Police => "polisen",
        Organisations.Partner => "en samverkanspartner",
        _ => "en verksamhet",
    };

    /// <summary>The key of the picture that stands for the organisation.</summary>
    public static string Picture(string? organisation) => organisation switch
    {
        Organisations.MaternalCare or Organisations.ChildHealthCare => "picture-health-care",
        Organisations.Preschool => "picture-preschool",
        Organisations.School => "picture-school",
        Organisations.Kaa => "picture-youth",
        Organisations.SocialServices => "picture-social-services",
        Organisations.Police => "picture-police",
        _ => "picture-helper",
    };

    /// <summary>A kind of work, never a person's title or name.</summary>
    public static string Role(string? role) => role switch
    {
        Roles.Midwife => "barnmorska",
        Roles.BhvNurse => "sjuksköterska",
        Roles.PreschoolHead or Roles.Rektor => "rektor",
        Roles.StudentHealthTeam => "elevhälsan",
        Roles.KaaHandler => "handläggare",
        Roles.SocialWorker => "socialsekreterare",
        Roles.PoliceOfficer => "polis",
        Roles.UnitHead => "chef",
        Roles.Coordinator => "samordnare",
        Roles.LogReviewer => "loggranskare",
        _ => "medarbetare",
    };

    /// <summary>The municipality that a unit belongs to, as a sender stands on a letter; nothing for what a municipality does not run.</summary>
    public static string? Sender(UnitInfo? unit) =>
        unit is { IsPrivate: false, Municipality: { } code, Organisation: Organisations.Preschool or Organisations.School or Organisations.Kaa or Organisations.SocialServices } ? $"{Municipality(code)} kommun" : null;

    /// <summary>The municipality's name, where it is one that this county's people often name; a code stays a code.</summary>
    public static string Municipality(string code) => code switch
    {
        "0760" => "Uppvidinge",
        "0761" => "Lessebo",
        "0763" => "Tingsryd",
        "0764" => "Alvesta",
        "0765" => "Älmhult",
        "0767" => "Markaryd",
        "0780" => "Växjö",
        "0781" => "Ljungby",
        _ => code,
    };
}
