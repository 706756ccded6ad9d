using Kronobarn.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Shell;

/// <summary>
/// A page: a Razor component with a route, drawn once, on the server, when everything that it shows has been read. A form comes back to the page that it stands on;
/// what went well leads on by a redirect, and what did not is shown on the same page with everything that was typed.
/// </summary>
public abstract class Page : ComponentBase
{
    [Inject]
    public Visit Visit { get; set; } = null!;

    [Inject]
    public Clock Clock { get; set; } = null!;

    protected Forms.Form Form => Visit.Form;

    /// <summary>Reads what the page shows. Run before it is drawn, also after a form that came to nothing.</summary>
    protected virtual Task Load() => Task.CompletedTask;

    /// <summary>Takes a form that was sent; <see cref="Forms.Form.Action"/> tells which.</summary>
    /// <returns>Where to go now, or <c>null</c> to show this page again.</returns>
    protected virtual Task<string?> Post() => throw new NotFound();

    protected Task<TAnswer> Send<TAnswer>(MediatR.IRequest<TAnswer> message) => Visit.Send(message);

    /// <summary>The first drawing waits for what is read, so no page has to be drawn half.</summary>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (Visit.Page?.Type == GetType() && Form.IsSent && !await Handled())
            return;
        await Load();
        StateHasChanged();
    }

    private async Task<bool> Handled()
    {
        try
        {
            Form.Check();
            if (await Post() is { } next)
            {
                await Visit.DropDraft(Form.Action);
                Visit.GoTo(next);
                return false;
            }
        }
        catch (Exception e) when (Form.Takes(e) is { } status)
        {
            Visit.Http.Response.StatusCode = status;
        }

        return true;
    }
}

/// <summary>An address that gives a file to save instead of a page; what a page of the same kind may read, it may read.</summary>
public interface IGivesFile
{
    Task<IResult> Give();
}

/// <summary>A page for people at work.</summary>
public abstract class StaffPage : Page;

/// <summary>A page for the child and the guardians.</summary>
public abstract class FamilyPage : Page
{
    protected Words Words => Visit.Words;
}

/// <summary>A page for anyone.</summary>
public abstract class PublicPage : Page
{
    protected Words Words => Visit.Words;
}

/// <summary>A part of a page that reads for itself; what the visitor may not see of it is left out without a word.</summary>
public abstract class Piece : ComponentBase
{
    [Inject]
    public Visit Visit { get; set; } = null!;

    [Inject]
    public Clock Clock { get; set; } = null!;

    protected virtual Task Load() => Task.CompletedTask;

    protected Task<TAnswer> Send<TAnswer>(MediatR.IRequest<TAnswer> message) => Visit.Send(message);

    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        try
        {
            await Load();
        }
        catch (Exception e) when (e is NotFound or Forbidden)
        {
            return;
        }

        StateHasChanged();
    }
}
