namespace Kronobarn.Responsibility;

/// <summary>
/// Frågor och svar 2022-02-23: "Går barnet i förskolan är det även där barnensbästa-ansvaret måste ligga", so preschool holds too.
/// </summary>
internal sealed class Faq20220223 : IRuleSet
{
    public string Id => "faq-2022-02-23";

    public DateOnly InForceFrom => new(2022, 2, 23);

    public Holder Judge(in Day day) =>
        Rule.Exception(day)
        ?? Rule.Unborn(day)
        ?? Rule.School(day)
        ?? Rule.SchoolBridge(day)
        ?? Rule.CompulsoryGap(day)
        ?? Rule.Kaa(day)
        ?? Rule.Preschool(day)
        ?? Rule.PreschoolBridge(day)
        ?? Rule.ChildHealthCare(day);
}
