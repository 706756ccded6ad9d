namespace Kronobarn.Responsibility;

/// <summary>Who is barnensbästa-ansvarig, and by which rule. A null unit means that none is known.</summary>
internal readonly record struct Holder(string Organisation, string? Unit, string Rule);

/// <summary>The slugs of the organisations (verksamheter) that the rules name. An agreed exception may name any other.</summary>
internal static class Organisation
{
    public const string MaternalCare = "maternal-care";
    public const string ChildHealthCare = "child-health-care";
    public const string Preschool = "preschool";
    public const string School = "school";
    public const string Kaa = "kaa";
}

/// <summary>The rules by the names that timelines carry. Public contract: they are stored and sent.</summary>
internal static class RuleName
{
    public const string Exception = "exception";
    public const string Unborn = "unborn";
    public const string School = "school";
    public const string SchoolBridge = "school-bridge";
    public const string CompulsoryGap = "compulsory-gap";
    public const string Kaa = "kaa";
    public const string Preschool = "preschool";
    public const string PreschoolBridge = "preschool-bridge";
    public const string ChildHealthCare = "child-health-care";
}
