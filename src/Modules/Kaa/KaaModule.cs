using Kronobarn.Kernel;

namespace Kronobarn.Kaa;

/// <summary>The municipality's responsibility for youths outside upper secondary school (kommunala aktivitetsansvaret).</summary>
internal sealed class KaaModule : IModule
{
    public string Name => "Kaa";
    public string Slug => "kaa";
    public string Title => "Kommunala aktivitetsansvaret (KAA)";
}
