using System.Text.Json;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Responsibility;

/// <summary>
/// Children made to be difficult: dates gather on the edges that the rules name (leap days, 1 July, 1 September, 92 and 93 days,
/// equal starts and ends, due date and 21 days), units are few so that ties are common, and facts come twice, corrected and shuffled.
/// </summary>
internal sealed class RandomChild(int seed)
{
    public static readonly string[] County = ["0760", "0764", "0780"];

    private static readonly string[] Municipalities = ["0760", "0764", "0780", "0780", "0780", "1280"];
    private static readonly string[] Organisations = ["police", "partner", "social-services", "school"];

    private readonly Random random = new(seed);
    private DateOnly birth;

    /// <summary>Some municipalities lack a default, some change it, some know two for the same day.</summary>
    public static readonly IReadOnlyList<DefaultUnit> Defaults =
    [
        DefaultUnit.Undated("0780", "child-health-care", "BVC-0780"),
        new("0780", "child-health-care", "BVC-new", new DateOnly(2015, 3, 1), null),
        new("0780", "kaa", "KAA-old", new DateOnly(2000, 1, 1), new DateOnly(2025, 1, 1)),
        new("0780", "kaa", "KAA-new", new DateOnly(2025, 6, 1), null),
        new("0764", "child-health-care", "BVC-b", new DateOnly(2012, 1, 1), null),
        new("0764", "child-health-care", "BVC-a", new DateOnly(2012, 1, 1), new DateOnly(2018, 7, 1)),
        DefaultUnit.Undated("0764", "kaa", "KAA-0764"),
    ];

    public ChildFacts Next()
    {
        birth = Birth();
        var child = new ChildFacts { Child = "c" };
        if (random.Next(20) > 0)
            child.BirthDate = birth;
        if (random.Next(3) == 0 || child.BirthDate is null && random.Next(10) > 0)
            child.Pregnancy = APregnancy();
        if (random.Next(12) == 0)
            child.DeathDate = Some(birth.AddDays(-20), birth.AddYears(19));

        Fill(child.Residences, random.Next(8) == 0 ? random.Next(4) : 1, LivesFor());
        Fill(child.Listings, random.Next(3), Listed);
        Fill(child.Placements, random.Next(4), Placed);
        Fill(child.Enrolments, random.Next(5), Goes);
        Fill(child.Exceptions, random.Next(6) == 0 ? random.Next(1, 4) : 0, Agreed);
        if (random.Next(4) == 0)
            Bridge(child);
        if (random.Next(10) == 0 && child.Enrolments.Count > 0)
            child.Enrolments.Add(child.Enrolments[0] with { Unit = "S-1" });
        Shuffle(child);
        return child;
    }

    /// <summary>The same facts in another order, some of them told twice.</summary>
    public ChildFacts Reordered(ChildFacts child)
    {
        var copy = new ChildFacts
        {
            Child = child.Child,
            BirthDate = child.BirthDate,
            DeathDate = child.DeathDate,
            Pregnancy = child.Pregnancy,
            Residences = [.. child.Residences, .. child.Residences.Take(1)],
            Listings = [.. child.Listings, .. child.Listings.Take(1)],
            Placements = [.. child.Placements],
            Enrolments = [.. child.Enrolments, .. child.Enrolments.Take(2)],
            Exceptions = [.. child.Exceptions, .. child.Exceptions],
        };
        Shuffle(copy);
        return copy;
    }

    /// <summary>The child as the timeline verb reads it, so that a failure can be replayed from the command line.</summary>
    public static string Json(ChildFacts child)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("child", child.Child);
            Date(json, "birthDate", child.BirthDate);
            Date(json, "deathDate", child.DeathDate);
            if (child.Pregnancy is { } pregnancy)
            {
                json.WriteStartObject("pregnancy");
                json.WriteString("unit", pregnancy.Unit);
                Date(json, "from", pregnancy.From);
                Date(json, "dueDate", pregnancy.DueDate);
                Date(json, "endedWithoutBirth", pregnancy.EndedWithoutBirth);
                json.WriteEndObject();
            }
            List(json, "residence", child.Residences, fact => json.WriteString("municipality", fact.Municipality));
            List(json, "childHealthCare", child.Listings, fact => json.WriteString("unit", fact.Unit));
            List(json, "preschool", child.Placements, fact => json.WriteString("unit", fact.Unit));
            List(json, "school", child.Enrolments, fact =>
            {
                json.WriteString("unit", fact.Unit);
                json.WriteString("form", fact.Form.ToString());
            });
            List(json, "exceptions", child.Exceptions, fact =>
            {
                json.WriteString("organisation", fact.Organisation);
                json.WriteString("unit", fact.Unit);
            });
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void List<T>(Utf8JsonWriter json, string name, List<T> facts, Action<T> own) where T : struct, IInterval<T>
    {
        json.WriteStartArray(name);
        foreach (var fact in facts)
        {
            json.WriteStartObject();
            own(fact);
            Date(json, "from", fact.From);
            Date(json, "to", fact.To);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Date(Utf8JsonWriter json, string name, DateOnly? date) =>
        json.WriteString(name, date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    private DateOnly Birth() => random.Next(6) switch
    {
        0 => new DateOnly(random.Next(2) == 0 ? 2008 : 2012, 2, 29),
        1 => new DateOnly(random.Next(2006, 2014), 1, 1),
        2 => new DateOnly(random.Next(2006, 2014), 12, 31),
        _ => new DateOnly(random.Next(2006, 2014), 1, 1).AddDays(random.Next(365)),
    };

    private Pregnancy APregnancy() => new(
        random.Next(15) == 0 ? null : "MVC-1",
        random.Next(15) == 0 ? null : birth.AddDays(random.Next(20) == 0 ? random.Next(1, 40) : -random.Next(0, 260)),
        random.Next(10) == 0 ? null : birth.AddDays(random.Next(3) == 0 ? -21 + random.Next(-1, 2) : random.Next(-60, 30)),
        random.Next(15) == 0 ? birth.AddDays(random.Next(-200, 40)) : null);

    /// <summary>
    /// Most children are looked at through a window of residence around one event, for a whole childhood is 6,500 days to judge
    /// and nearly all of them are alike.
    /// </summary>
    private Func<Residence> LivesFor()
    {
        if (random.Next(12) == 0)
            return () => Interval(birth.AddYears(-1), birth.AddYears(1), (from, to) => new Residence(Pick(Municipalities), from, random.Next(3) == 0 ? to : null));
        var middle = random.Next(5) switch
        {
            0 => birth,
            1 => new DateOnly(birth.Year + 6, 8, 1),
            2 => new DateOnly(birth.Year + 16, 7, 1),
            3 => new DateOnly(birth.Year + 17, 7, 1),
            _ => birth.AddYears(18),
        };
        return () =>
        {
            var from = middle.AddDays(-random.Next(4, 16) * 15);
            return new Residence(Pick(Municipalities), from, random.Next(8) == 0 ? null : from.AddDays(random.Next(1, 25) * 15));
        };
    }

    private Listing Listed() => Interval(birth.AddDays(-30), birth.AddYears(7), (from, to) => new Listing($"BVC-{random.Next(3)}", from, to));

    private Placement Placed() => Interval(birth.AddDays(-5), birth.AddYears(8), (from, to) => new Placement($"F-{random.Next(3)}", from, to));

    private Enrolment Goes()
    {
        var form = random.Next(3) == 0 ? SchoolForm.FKLASS : (SchoolForm)random.Next(7);
        return Interval(birth.AddYears(random.Next(10) == 0 ? -1 : 5), birth.AddYears(18), (from, to) => new Enrolment($"S-{random.Next(4)}", form, from, to));
    }

    private AgreedException Agreed() =>
        Interval(birth.AddYears(-1), birth.AddYears(19), (from, to) => new AgreedException(Pick(Organisations), $"X-{random.Next(2)}", from, to));

    /// <summary>A pause of 91 to 94 days before a school begins, from preschool or from school.</summary>
    private void Bridge(ChildFacts child)
    {
        var begins = Some(birth.AddYears(6), birth.AddYears(17));
        var ended = begins.AddDays(-random.Next(91, 95));
        child.Enrolments.Add(new Enrolment($"S-{random.Next(3)}", SchoolForm.GR, begins, begins.AddDays(random.Next(1, 400))));
        if (random.Next(2) == 0)
            child.Placements.Add(new Placement($"F-{random.Next(3)}", ended.AddDays(-random.Next(1, 300)), ended));
        else
            child.Enrolments.Add(new Enrolment($"S-{random.Next(3)}", SchoolForm.GR, ended.AddDays(-random.Next(1, 300)), ended));
    }

    private T Interval<T>(DateOnly earliest, DateOnly latest, Func<DateOnly, DateOnly?, T> make)
    {
        var from = Some(earliest, latest);
        DateOnly? to = random.Next(6) switch
        {
            0 => null,
            1 => from.AddDays(random.Next(1, 5)),
            2 => from.AddDays(random.Next(90, 95)),
            3 => Some(from.AddDays(1), latest.AddYears(1)) is var some && some > from ? some : from.AddDays(1),
            _ => from.AddDays(random.Next(100, 800)),
        };
        return make(from, to);
    }

    private DateOnly Some(DateOnly earliest, DateOnly latest)
    {
        if (latest <= earliest)
            return earliest;
        var year = random.Next(earliest.Year, latest.Year + 1);
        return random.Next(9) switch
        {
            0 => new DateOnly(year, 7, 1).AddDays(random.Next(-1, 2)),
            1 => new DateOnly(year, 9, 1).AddDays(random.Next(-1, 2)),
            2 => new DateOnly(year, 8, 15),
            3 => new DateOnly(year, 6, 10),
            4 => new DateOnly(year, 3, 1).AddDays(-random.Next(0, 2)),
            5 => new DateOnly(year, 1, 1).AddDays(random.Next(-1, 1)),
            6 => new DateOnly(birth.Year + 7, 1, 1).AddDays(random.Next(-1, 1)),
            _ => earliest.AddDays(random.Next(Math.Max(1, latest.DayNumber - earliest.DayNumber))),
        };
    }

    private static void Fill<T>(List<T> facts, int count, Func<T> make)
    {
        for (var i = 0; i < count; i++)
            facts.Add(make());
    }

    private void Shuffle(ChildFacts child)
    {
        Shuffle(child.Residences);
        Shuffle(child.Listings);
        Shuffle(child.Placements);
        Shuffle(child.Enrolments);
        Shuffle(child.Exceptions);
    }

    private void Shuffle<T>(List<T> facts) => random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(facts));

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
