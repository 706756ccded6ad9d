using Kronobarn.Kernel;

namespace Kronobarn.ChildHealthCare;

/// <summary>Child health care (barnhälsovård, BVC), from birth until preschool or school.</summary>
internal sealed class ChildHealthCareModule : IModule
{
    public string Name => "ChildHealthCare";
    public string Slug => "child-health-care";
    public string Title => "Barnhälsovård";
}
