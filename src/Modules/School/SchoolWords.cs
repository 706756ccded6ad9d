using Kronobarn.Shell;
using Kronobarn.Shell.Forms;

namespace Kronobarn.School;

/// <summary>School forms and pupils as a school speaks of them.</summary>
internal static class SchoolWords
{
    public static readonly Crumb List = new("Elever", "/arbete/elever"), Delegations = new("Delegeringar", "/arbete/elever/delegeringar");

    public static readonly IReadOnlyList<Choice> Forms =
    [
        new("FKLASS", "Förskoleklass"), new("GR", "Grundskola"), new("GRS", "Anpassad grundskola"), new("SP", "Specialskola"), new("SAM", "Sameskola"), new("GY", "Gymnasieskola"),
        new("GYS", "Anpassad gymnasieskola"),
    ];

    public static readonly IReadOnlyList<Choice> EndReasons =
    [
        new("moved", "Eleven byter skola eller flyttar"), new("completed", "Eleven har gått klart"),
        new("left-upper-secondary", "Eleven slutar gymnasiet i förtid", "Är eleven under 18 tar det kommunala aktivitetsansvaret vid."),
    ];

    public static string Form(string? code) => Forms.FirstOrDefault(form => form.Value == code)?.Label ?? "Skola";

    public static string Href(Guid childId) => $"/arbete/elever/{childId}";

    /// <summary>A child that the unit has a record of and no part in, or not yet, has no name here.</summary>
    public static string Name(string? name, DateOnly? born, DateOnly from, DateOnly today) => name
        ?? (born is not null ? "Barn utan namn ännu" : from > today ? "Elev som visas med namn närmare starten" : "Elev som en annan enhet ansvarar för");
}
