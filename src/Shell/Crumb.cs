namespace Kronobarn.Shell;

/// <summary>A step on the way here.</summary>
public sealed record Crumb(string Label, string Href)
{
    public static readonly Crumb Today = new("I dag", Paths.Today), Inbox = new("Inkorg", Paths.Inbox), MyChildren = new("Våra barn", Paths.MyChildren);

    /// <summary>A child's page, without the child's name.</summary>
    public static Crumb Child(Guid childId) => new("Barnet", Paths.Child(childId));
}
