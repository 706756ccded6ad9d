namespace Kronobarn.Responsibility;

/// <summary>Feeds and their states as the screens say them.</summary>
internal static class FeedSays
{
    public static string Kind(string kind) => kind switch
    {
        "population" => "Folkbokföringen",
        "ss12000" => "Skolans och förskolans register",
        "health" => "Vårdens system",
        "directory" => "Katalogen över enheter och medarbetare",
        _ => "Övriga uppgifter",
    };

    public static string State(string state) => state switch
    {
        "done" => "Inläst",
        "held" => "Väntar på en människa",
        "approved" => "Godkänd, läses in nästa gång",
        "running" => "Pågår",
        _ => "Avbruten",
    };

    public static string Tone(string state) => state switch
    {
        "done" => "success",
        "held" => "danger",
        _ => "info",
    };

    /// <summary>What a record that waits for its child tells.</summary>
    public static string Type(string type) => type switch
    {
        "move" => "Flytt",
        "death" => "Dödsfall",
        "protection" => "Skyddade uppgifter",
        "listing" => "Listning på BVC",
        _ => "Uppgift",
    };
}
