namespace Kronobarn.Responsibility;

/// <summary>Beslut styrgruppen 2021-04-09: child health care holds until school begins, whether or not the child goes to preschool.</summary>
internal sealed class Styrgrupp20210409 : IRuleSet
{
    public string Id => "styrgrupp-2021-04-09";

    public DateOnly InForceFrom => new(2021, 4, 9);

    public Holder Judge(in Day day) =>
        Rule.Exception(day)
        ?? Rule.Unborn(day)
        ?? Rule.School(day)
        ?? Rule.SchoolBridge(day)
        ?? Rule.CompulsoryGap(day)
        ?? Rule.Kaa(day)
        ?? Rule.ChildHealthCare(day);
}
