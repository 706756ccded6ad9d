using Kronobarn.Kernel;

namespace Kronobarn.MaternalCare;

/// <summary>The midwife is barnensbästa-ansvarig before birth (mödrahälsovård).</summary>
internal sealed class MaternalCareModule : IModule
{
    public string Name => "MaternalCare";
    public string Slug => "maternal-care";
    public string Title => "Mödrahälsovård";
}
