using Kronobarn.Kernel;

namespace Kronobarn.Casework;

/// <summary>
/// The way of a concern (praxismodellen). Its slices are carried by every actor and run in that actor's own store; its own store and API are the one way in
/// (en väg in), open to anyone, and the desk that finds the hands that a concern belongs in.
/// </summary>
internal sealed class CaseworkModule : IModule
{
    public string Name => "Casework";
    public string Slug => "public";
    public string Title => "En väg in: oro från vem som helst";
    public bool IsActor => false;
}
