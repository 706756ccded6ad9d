namespace Kronobarn.Collaboration;

/// <summary>The pictogram that is drawn for a picture's key. A key that is new shows a helper until it gets a picture of its own.</summary>
internal static class FamilyPictures
{
    public static string Of(string? picture) => picture switch
    {
        "picture-health-care" => "nurse",
        "picture-preschool" => "preschool",
        "picture-school" => "school",
        "picture-youth" => "friends",
        "picture-social-services" => "social-worker",
        "picture-police" => "police",
        "picture-ear" => "ear",
        "picture-hand-up" => "hand-raised",
        "face-very-sad" => "mood-very-sad",
        "face-sad" => "mood-sad",
        "face-glad" => "mood-happy",
        "face-very-glad" => "mood-very-happy",
        "spoke-safe" => "teddy",
        "spoke-healthy" => "sun",
        "spoke-achieving" => "seedling",
        "spoke-nurtured" => "food",
        "spoke-active" => "football",
        "spoke-respected" => "together",
        "spoke-responsible" => "star",
        "spoke-included" => "puzzle",
        _ => "helper",
    };
}
