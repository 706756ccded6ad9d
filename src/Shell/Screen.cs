namespace Kronobarn.Shell;

/// <summary>For whom a page is.</summary>
public enum Audience
{
    /// <summary>No sign-in.</summary>
    Anyone,

    /// <summary>People at work, at a unit and in a role.</summary>
    Staff,

    /// <summary>The child and its guardians.</summary>
    Family,
}

/// <summary>Where in the menu a page stands.</summary>
public enum Menu
{
    /// <summary>In no menu: reached from another page.</summary>
    None,
    Work,
    Children,
    Together,
    Unit,
    Administration,
    Family,
}

/// <summary>What the shell must know of a page before it is made: its title, its place in the menu, and the message that it rests on.</summary>
/// <param name="title">
/// Stands in the browser's title bar and history, so it never names anybody. Swedish; on pages for the family and the public a key of <see cref="Words"/>.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScreenAttribute(string title) : Attribute
{
    public string Title { get; } = title;

    public Menu Menu { get; init; }

    /// <summary>The order within its part of the menu.</summary>
    public int Order { get; init; }

    public string Icon { get; init; } = "";

    /// <summary>Made for paper: can be had as PDF, by this file name and the ending, where the deployment makes them. It names what it is and never whose.</summary>
    public string? Paper { get; init; }

    /// <summary>The message that the page cannot do without: whoever may not send it does not see the page in the menu, and gets 403 from it.</summary>
    public Type? Asks { get; init; }
}

/// <summary>A component that fills a place on another module's page, such as a child's cases on the child's page; its parameters are given by that page.</summary>
/// <param name="place">One of <see cref="Places"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PieceOfAttribute(string place, int order) : Attribute
{
    public string Place { get; } = place;

    public int Order { get; } = order;

    /// <summary>The message that the piece rests on: whoever may not send it does not get the piece.</summary>
    public Type? Asks { get; init; }
}

/// <summary>The places that pieces fill, and the parameters that they get there.</summary>
public static class Places
{
    /// <summary>The day's page, of every unit; an actor's own pieces make it a room of its own. No parameters.</summary>
    public const string Today = "today";

    /// <summary>A child's page for staff; <c>ChildId</c>.</summary>
    public const string Child = "child";

    /// <summary>A child's page for the child and the guardians; <c>ChildId</c> and <c>Who</c> (child or guardian).</summary>
    public const string Family = "family";

    /// <summary>What waits for an answer, on the first page after sign-in; <c>ChildId</c> and <c>Who</c>.</summary>
    public const string FamilyWaiting = "family-waiting";

    /// <summary>Who is barnensbästa-ansvarig and whom to call, wherever the family asks for it; <c>ChildId</c> and <c>Who</c>.</summary>
    public const string Responsible = "responsible";
}
