using System.Globalization;
using Kronobarn.Responsibility;

namespace Kronobarn.Bench;

/// <summary>
/// The children of the measurements: eight facts each (pregnancy, residence, two listings, two preschools, two schools), in no
/// particular order, the same ones in every run.
/// </summary>
internal static class TypicalChild
{
    public const int Facts = 8;

    public static ChildFacts Make(Random random, int number)
    {
        var birth = new DateOnly(2005, 1, 1).AddDays(random.Next(6_000));
        var summer = birth.Year + 6;
        var moves = birth.AddDays(random.Next(200, 900));
        var changes = birth.AddDays(random.Next(1_000, 1_800));
        var child = new ChildFacts
        {
            Child = string.Create(CultureInfo.InvariantCulture, $"c{number}"),
            BirthDate = birth,
            Pregnancy = new Pregnancy("MVC-1", birth.AddDays(-200), birth.AddDays(random.Next(-14, 14))),
            Residences = [new Residence(County.KronobergCodes[random.Next(8)], birth.AddDays(-2_000), null)],
            Listings = [Listing(birth.AddDays(10), moves), Listing(moves, null)],
            Placements = [Placement(changes, new DateOnly(summer, 6, 12)), Placement(birth.AddDays(500), changes)],
            Enrolments = [Enrolment(SchoolForm.GR, new DateOnly(summer + 1, 8, 18), new DateOnly(summer + 10, 6, 12)), Enrolment(SchoolForm.FKLASS, new DateOnly(summer, 8, 18), new DateOnly(summer + 1, 6, 12))],
        };
        return child;

        string Unit(string kind, int count) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{random.Next(count)}");
        Listing Listing(DateOnly from, DateOnly? to) => new(Unit("BVC", 40), from, to);
        Placement Placement(DateOnly from, DateOnly to) => new(Unit("F", 300), from, to);
        Enrolment Enrolment(SchoolForm form, DateOnly from, DateOnly to) => new(Unit("S", 200), form, from, to);
    }

    public static County Kronoberg() => new(County.KronobergCodes, County.KronobergCodes.SelectMany(code => new[]
    {
        DefaultUnit.Undated(code, Organisation.ChildHealthCare, $"BVC-{code}"),
        DefaultUnit.Undated(code, Organisation.Kaa, $"KAA-{code}"),
    }));
}
