namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>Everything that the feeds are written from.</summary>
internal sealed record CountyData(DateOnly Today, Units Units, Staff Staff, IReadOnlyList<Child> Children, IReadOnlyList<Pregnancy> Pregnancies)
{
    public IEnumerable<Guardian> Guardians => Children.SelectMany(child => child.Guardians).Concat(Pregnancies.Select(pregnancy => pregnancy.Mother)).Distinct();
}

/// <summary>What was written, and how to find the children of docs/demo-county.md again.</summary>
internal sealed record CountySummary(int Units, int Staff, int Children, int Guardians, int Expected, IReadOnlyList<Story> Stories);

/// <summary>
/// Writes a synthetic Kronoberg as the feeds of docs/feeds.md. The same number of children, seed and day give the same bytes. The feeds are clean:
/// gaps and overlaps are there because life has them, but no record should be rejected when they are read in the order
/// directory.ndjson, population.ndjson, ss12000, health.ndjson, school-contacts.ndjson.
/// </summary>
internal static class CountyWriter
{
    /// <summary>Below this the story children alone would fill the county.</summary>
    public const int FewestChildren = 50;

    /// <param name="children">Born children under 18; children to be born come on top, 15 for every 1,000.</param>
    /// <param name="today">The day, in Europe/Stockholm, that lives are told until; a few planned days lie after it.</param>
    public static CountySummary Write(int children, int seed, DateOnly today, string folder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(children, FewestChildren);
        var (county, stories) = Make(children, seed, today);

        System.IO.Directory.CreateDirectory(folder);
        DirectoryFeed.Write(Path.Combine(folder, "directory.ndjson"), county);
        PopulationFeed.Write(Path.Combine(folder, "population.ndjson"), county);
        HealthFeed.Write(Path.Combine(folder, "health.ndjson"), county);
        Ss12000Folder.Write(Path.Combine(folder, "ss12000"), county);
        DirectoryFeed.WriteSchoolContacts(Path.Combine(folder, "school-contacts.ndjson"), county);

        var expected = county.Pregnancies.Where(pregnancy => pregnancy.Key.StartsWith("unborn", StringComparison.Ordinal)).Sum(pregnancy => pregnancy.Children);
        return new CountySummary(
            county.Units.All.Count, county.Staff.Directory.Count + county.Staff.Duties.Count, county.Children.Count, county.Guardians.Count(), expected, stories);
    }

    internal static (CountyData County, IReadOnlyList<Story> Stories) Make(int children, int seed, DateOnly today)
    {
        var dice = new Dice(seed);
        var calendar = new Calendar(today);
        var units = new Units();
        var numbers = new TestNumbers();
        var families = new Families(units, calendar, numbers, dice);
        // The stories choose their numbers first, so that they are the same children whatever the size of the county.
        var stories = new Stories(units, calendar, numbers).Tell(families);
        var staff = new Staff(units, calendar, numbers, dice);
        families.Fill(children);
        families.Expect(children * 15 / 1000);
        return (new CountyData(today, units, staff, families.Children, families.Pregnancies), stories);
    }
}
