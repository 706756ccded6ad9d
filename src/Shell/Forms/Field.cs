using Microsoft.AspNetCore.Components;

namespace Kronobarn.Shell.Forms;

/// <summary>What all fields have: a name that is the message's member, a label that says what to write, a hint, and what is wrong, tied together for those who listen.</summary>
public abstract class Field : ComponentBase
{
    [CascadingParameter]
    public FormScope Scope { get; set; } = null!;

    [Inject]
    public Visit Visit { get; set; } = null!;

    /// <summary>The name of the message's member, in camelCase.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Left open, the label says that it may be.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>What is stored now.</summary>
    [Parameter]
    public string? Value { get; set; }

    protected string Id => $"{Scope.Action}-{Name}".Replace('[', '-').Replace(']', '-').Replace('.', '-');

    protected string? Current => Scope.Value(Name, Value);

    protected IReadOnlyList<string> Faults => Scope.Faults(Name);

    protected string? DescribedBy
    {
        get
        {
            var ids = new List<string>();
            if (Hint is not null)
                ids.Add($"{Id}-hint");
            if (Faults.Count > 0)
                ids.Add($"{Id}-error");
            return ids.Count == 0 ? null : string.Join(' ', ids);
        }
    }

    protected string? Invalid => Faults.Count > 0 ? "true" : null;

    /// <summary>What somebody else has saved in between, where it is another text.</summary>
    /// <param name="shown">How it reads, where that is not what is stored.</param>
    protected Collision? Collision(string? shown = null)
    {
        var stored = Plain(Value);
        return !Scope.IsCollision || stored == Plain(Current) ? null : new Collision(Name, Label, [stored], shown ?? stored, Scope.Taken(Name, [stored]));
    }

    private static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}

/// <summary>Two texts for one field, of which one is to hold.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Label">What the field is called.</param>
/// <param name="Stored">What is stored now, as the form would send it.</param>
/// <param name="Shown">How that reads.</param>
/// <param name="Taken">What was chosen when the form was sent before.</param>
public sealed record Collision(string Name, string Label, IReadOnlyList<string> Stored, string Shown, string? Taken);

/// <summary>Something to choose.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What is read.</param>
/// <param name="Hint">A line more about it.</param>
/// <param name="Picture">An id in the sprite of pictures.</param>
public sealed record Choice(string Value, string Label, string? Hint = null, string? Picture = null);
