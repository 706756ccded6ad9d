using Kronobarn.Kernel;

namespace Kronobarn.Partner;

/// <summary>Partners (samverkanspartner): habilitering, BUP, vårdcentral, tandvård, idéburen sektor and private care. Raise concerns, take what is handed to them, hold no child.</summary>
internal sealed class PartnerModule : IModule
{
    public string Name => "Partner";
    public string Slug => "partner";
    public string Title => "Samverkanspartner";
}
