using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kronobarn.Responsibility.DemoCounty;

namespace Kronobarn.Tests.Responsibility;

public class CountyTests(CountyFixture county) : IClassFixture<CountyFixture>
{
    private static readonly string[] Organisations =
        ["child-health-care", "kaa", "maternal-care", "partner", "police", "preschool", "school", "social-services"];

    private static readonly string[] StaffRoles =
        ["bhv-nurse", "coordinator", "it-admin", "kaa-handler", "log-reviewer", "midwife", "partner-staff", "police-officer", "social-worker", "unit-head"];

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2027-04-15")]
    [InlineData("2024-02-29")]
    public void The_same_children_seed_and_day_give_the_same_bytes(string day)
    {
        var today = DateOnly.ParseExact(day, "yyyy-MM-dd");
        var digest = Digest(300, seed: 7, today);
        Assert.Equal(digest, Digest(300, seed: 7, today));
        Assert.NotEqual(digest, Digest(300, seed: 8, today));
    }

    [Fact]
    public void The_numbers_are_the_official_ones_to_the_letter()
    {
        var published = string.Concat(TestNumbers.Official().Select(number => number + "\n"));
        Assert.Equal("08EA379A22B86FE379865DDA54A9AC8C4179598A0C83C9325CEC9A773B0A1DDF", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(published))));
    }

    [Fact]
    public void A_feed_begins_with_its_header_and_ends_with_the_number_of_its_records()
    {
        foreach (var (file, feed) in new[] { ("directory.ndjson", "directory"), ("school-contacts.ndjson", "directory"), ("population.ndjson", "population"), ("health.ndjson", "health") })
        {
            var lines = county.Lines(file);
            Assert.Equal(feed, lines[0].Text("feed"));
            Assert.Equal(1, lines[0].GetProperty("version").GetInt32());
            Assert.True(lines[^1].GetProperty("end").GetBoolean());
            Assert.Equal(lines.Count - 2, lines[^1].GetProperty("records").GetInt32());
        }
    }

    [Fact]
    public void No_record_id_is_used_twice_or_longer_than_the_feeds_allow()
    {
        foreach (var feed in new[] { county.Directory, county.SchoolContacts, county.Population, county.Health })
        {
            Unique(feed.Select(record => record.Text("id")));
            Assert.All(feed, record => Assert.InRange(record.Text("id").Length, 1, 64));
        }
        Assert.All(county.Directory.Where(record => record.Is("unit")), unit => Assert.InRange(unit.Text("id").Length, 1, 40));
        Unique(new[] { county.Organisations, county.Persons, county.Placements, county.Duties }.SelectMany(page => page).Select(entity => entity.Text("id")));
        Unique(county.Organisations.Select(organisation => organisation.Text("schoolUnitCode")));
    }

    [Fact]
    public void A_number_belongs_to_one_person_and_has_a_right_check_digit()
    {
        var births = county.Population.Where(record => record.Is("birth")).ToList();
        var changed = county.Population.Where(record => record.Is("identity")).ToDictionary(record => record.Text("replaces"), record => record.Text("personnummer"), StringComparer.Ordinal);
        var children = births.Select(birth => birth.Text("personnummer")).Concat(changed.Values).ToList();
        var guardians = births.SelectMany(birth => birth.List("guardians")).Concat(county.Health.Where(record => record.Is("pregnancy")).Select(record => record.GetProperty("mother")))
            .Select(guardian => (Number: guardian.Text("personnummer"), Name: guardian.Text("givenName") + " " + guardian.Text("familyName"))).Distinct().ToList();
        Unique(children.Concat(guardians.Select(guardian => guardian.Number)));

        var atSchool = county.Persons.Select(person => person.GetProperty("civicNo").Text("value")).ToList();
        Unique(atSchool);
        Assert.DoesNotContain(atSchool, changed.ContainsKey);
        Assert.All(children.Concat(guardians.Select(guardian => guardian.Number)).Concat(atSchool).Distinct(StringComparer.Ordinal), number =>
        {
            Assert.Equal(12, number.Length);
            if (!number.Contains("TF", StringComparison.Ordinal))
                Assert.Equal(number[11] - '0', TestNumbers.CheckDigit(number.AsSpan(2, 9)));
        });
        Assert.All(births, birth => Assert.StartsWith(birth.Text("birthDate").Replace("-", "", StringComparison.Ordinal)[..6], birth.Text("personnummer"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_reference_leads_to_something()
    {
        var units = county.Directory.Where(record => record.Is("unit")).Select(unit => unit.Text("id")).ToHashSet(StringComparer.Ordinal);
        var people = county.Directory.Where(record => record.Is("person")).Select(person => person.Text("id")).ToHashSet(StringComparer.Ordinal);
        var schoolUnits = county.Organisations.SelectMany(unit => new[] { "S-" + unit.Text("schoolUnitCode"), "F-" + unit.Text("schoolUnitCode") }).ToHashSet(StringComparer.Ordinal);
        var numbers = county.Population.Where(record => record.Is("birth") || record.Is("identity")).Select(record => record.Text("personnummer")).ToHashSet(StringComparer.Ordinal);
        var guardians = county.Population.Where(record => record.Is("birth")).SelectMany(birth => birth.List("guardians")).Select(guardian => guardian.Text("personnummer")).ToHashSet(StringComparer.Ordinal);
        var organisations = county.Organisations.Select(unit => unit.Text("id")).ToHashSet(StringComparer.Ordinal);
        var persons = county.Persons.Select(person => person.Text("id")).ToHashSet(StringComparer.Ordinal);

        Assert.All(county.Directory.Where(record => !record.Is("unit") && !record.Is("person")), record => Assert.Contains(record.Text("unit"), units));
        Assert.All(county.Directory.Where(record => record.Is("role")), role => Assert.Contains(role.Text("person"), people));
        Assert.All(county.SchoolContacts, way => Assert.Contains(way.Text("unit"), schoolUnits));
        Assert.All(county.Health, record => Assert.Contains(record.Text("unit"), units));
        Assert.All(county.Health.Where(record => record.Is("listing")), listing => Assert.Contains(listing.Text("personnummer"), numbers));
        Assert.All(county.Population.Where(record => !record.Is("identity")), record => Assert.True(numbers.Contains(record.Text("personnummer")) || guardians.Contains(record.Text("personnummer"))));
        Assert.All(county.Population.Where(record => record.Is("custody")), record => Assert.Contains(record.GetProperty("guardian").Text("personnummer"), guardians));
        Assert.All(county.Enrolments, enrolment => Assert.Contains(enrolment.Reference("enroledAt"), organisations));
        Assert.All(county.Placements, placement => Assert.True(organisations.Contains(placement.Reference("placedAt")) && persons.Contains(placement.Reference("child"))));
        Assert.All(county.Duties, duty => Assert.True(organisations.Contains(duty.Reference("dutyAt")) && persons.Contains(duty.Reference("person"))));
        Assert.All(county.Persons.SelectMany(person => person.List("responsibles")), responsible => Assert.Contains(responsible.Reference("person"), persons));
    }

    [Fact]
    public void A_pupil_is_known_to_the_register_or_brings_birth_date_and_municipality()
    {
        var numbers = county.Population.Where(record => record.Is("birth") || record.Is("identity")).Select(record => record.Text("personnummer")).ToHashSet(StringComparer.Ordinal);
        var placed = county.Placements.Select(placement => placement.Reference("child")).ToHashSet(StringComparer.Ordinal);
        var pupils = county.Persons.Where(person => person.List("enrolments").Count > 0 || placed.Contains(person.Text("id"))).ToList();
        Assert.Contains(pupils, pupil => pupil.GetProperty("civicNo").Text("value").Contains("TF", StringComparison.Ordinal));
        Assert.All(pupils, pupil => Assert.True(
            numbers.Contains(pupil.GetProperty("civicNo").Text("value")) || pupil.Day("birthDate") is not null && pupil.Text("municipalityCode").Length == 4));
    }

    [Fact]
    public void Every_interval_ends_after_it_begins()
    {
        foreach (var record in county.Directory.Concat(county.Population).Concat(county.Health).Where(record => record.Day("to") is not null))
            Assert.True(record.Day("from") < record.Day("to"), record.Text("id"));
        foreach (var spell in county.Enrolments.Concat(county.Placements).Where(spell => spell.Day("endDate") is not null))
            Assert.True(spell.Day("startDate") <= spell.Day("endDate"));
        foreach (var pregnancy in county.Health.Where(record => record.Is("pregnancy")))
            Assert.True(pregnancy.Day("from") < pregnancy.Day("dueDate") && (pregnancy.Day("endedWithoutBirth") is not { } ended || ended > pregnancy.Day("from")));
    }

    [Fact]
    public void Every_organisation_has_two_units_and_every_municipality_its_own()
    {
        var units = county.Directory.Where(record => record.Is("unit")).Select(unit => (Organisation: unit.Text("organisation"), Municipality: unit.Text("municipality")))
            .Concat(county.Organisations.Select(unit => (Organisation: unit.List("schoolTypes")[0].GetString() is "FS" ? "preschool" : "school", Municipality: unit.Text("municipalityCode")))).ToList();
        foreach (var organisation in Organisations)
        {
            var own = units.Where(unit => unit.Organisation.Equals(organisation, StringComparison.Ordinal)).ToList();
            Assert.True(own.Count >= 2, organisation);
            Assert.True(own.Select(unit => unit.Municipality).Distinct(StringComparer.Ordinal).Count() >= 2, organisation);
        }
        foreach (var municipality in Units.Municipalities)
            foreach (var organisation in new[] { "child-health-care", "kaa", "social-services", "preschool", "school" })
                Assert.Contains((organisation, municipality.Code), units);
    }

    [Fact]
    public void Every_unit_has_somebody_in_it_and_a_way_to_reach_it()
    {
        var contacts = county.Directory.Concat(county.SchoolContacts).Where(record => record.Is("contact-way")).Select(way => way.Text("unit")).ToHashSet(StringComparer.Ordinal);
        var heads = county.Directory.Where(record => record.Is("role") && record.Text("role") is "unit-head").Select(role => role.Text("unit")).ToHashSet(StringComparer.Ordinal);
        var duties = county.Duties.Where(duty => duty.Text("dutyRole") is "Rektor" or "Förskolechef").Select(duty => duty.Reference("dutyAt")).ToHashSet(StringComparer.Ordinal);
        foreach (var unit in county.Directory.Where(record => record.Is("unit")).Select(unit => unit.Text("id")))
            Assert.True(contacts.Contains(unit) && heads.Contains(unit), unit);
        foreach (var unit in county.Organisations)
            Assert.True(duties.Contains(unit.Text("id")) && (contacts.Contains("S-" + unit.Text("schoolUnitCode")) || contacts.Contains("F-" + unit.Text("schoolUnitCode"))));
        Assert.Equal<string>(StaffRoles, county.Directory.Where(record => record.Is("role")).Select(role => role.Text("role")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void The_schools_say_what_Skolverket_requires()
    {
        Assert.All(county.Persons, person =>
        {
            Assert.True(Guid.TryParse(person.Text("id"), out _));
            Assert.NotEmpty(person.Text("givenName"));
            Assert.NotEmpty(person.Text("familyName"));
            Assert.NotEmpty(person.List("eduPersonPrincipalNames"));
            Assert.NotEmpty(person.GetProperty("civicNo").Text("value"));
        });
        Assert.All(county.Enrolments.Where(enrolment => enrolment.Text("schoolType") is "GR"), enrolment => Assert.InRange(enrolment.GetProperty("schoolYear").GetInt32(), 1, 9));
        Assert.All(county.Enrolments.Where(enrolment => enrolment.Text("schoolType") is "GY"), enrolment => Assert.NotEmpty(enrolment.Text("educationCode")));
        Assert.All(county.Duties, duty => Assert.NotEmpty(duty.Text("dutyRole")));
        Assert.All(county.Organisations, unit =>
        {
            Assert.Equal(8, unit.Text("schoolUnitCode").Length);
            Assert.NotEmpty(unit.Text("displayName"));
        });
    }

    [Fact]
    public void The_county_has_as_many_children_as_asked_for_and_all_are_under_18()
    {
        var births = county.Population.Where(record => record.Is("birth")).ToList();
        var schoolOnly = county.Persons.Count(person => person.TryGetProperty("municipalityCode", out _));
        Assert.Equal(CountyFixture.Children, births.Count + schoolOnly);
        Assert.All(births, birth => Assert.True(birth.Day("birthDate") <= CountyFixture.Today && birth.Day("birthDate")!.Value.AddYears(18) > CountyFixture.Today));
        Assert.InRange(county.Summary.Expected, 30, 45);
    }

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2027-01-02")]
    [InlineData("2027-03-31")]
    [InlineData("2027-06-20")]
    [InlineData("2027-08-30")]
    [InlineData("2028-02-29")]
    public void The_story_children_are_in_every_county_on_every_day(string day)
    {
        var today = DateOnly.ParseExact(day, "yyyy-MM-dd");
        var (data, stories) = CountyWriter.Make(CountyWriter.FewestChildren, seed: 1, today);
        Assert.Equal(stories, CountyWriter.Make(400, seed: 2, today).Stories);

        var child = data.Children.ToDictionary(one => one.Key, StringComparer.Ordinal);
        Assert.Equal(today.AddDays(-42), child["drop-out"].Enrolments[^1].To);
        Assert.Equal(today.AddDays(-35), child["compulsory-gap"].Enrolments[^1].To);
        Assert.True(child["never-started"].Enrolments[^1] is { Form: "GR", To: { } end } && end <= today);
        Assert.True(child["moving-next-month"].Stays[1].From > today);
        Assert.Contains(child["preschool-soon"].Placements, placement => placement.From > today);
        Assert.Empty(child["late-start"].Enrolments);
        Assert.Contains(child["overlapping-schools"].Enrolments.Zip(child["overlapping-schools"].Enrolments.Skip(1)), pair => pair.First.To > today && pair.Second.From <= today);
        Assert.NotEqual(child["twin-one"].Enrolments[^1].Unit, child["twin-two"].Enrolments[^1].Unit);
        Assert.Equal(child["twin-one"].Birth, child["twin-two"].Birth);
        Assert.Equal(Protection.Hidden, child["hidden"].Protection?.Level);
        Assert.Equal(today.AddDays(-200), Assert.Single(child["guardians-in-conflict"].Custody).To);
        Assert.NotNull(child["guardians-in-conflict"].Mother!.Protection);
        Assert.Contains(data.Pregnancies, pregnancy => pregnancy.Children == 2 && pregnancy.DueDate > today);
        Assert.Contains(data.Pregnancies, pregnancy => pregnancy.Key is "unborn-overdue" && pregnancy.DueDate.AddDays(21) <= today);
        Assert.Equal(child["soon-eighteen"].Birth.AddYears(18), today.AddDays(10));
    }

    [Fact]
    public void Fifty_thousand_children_find_numbers_of_their_own()
    {
        var (data, _) = CountyWriter.Make(50_000, seed: 3, CountyFixture.Today);
        Assert.Equal(50_000, data.Children.Count);
        Unique(data.Children.Select(child => child.Number).Concat(data.Guardians.Select(guardian => guardian.Number))
            .Concat(data.Staff.Directory.Concat(data.Staff.Duties).Select(employee => employee.Number)));
    }

    private static void Unique(IEnumerable<string> all)
    {
        var twice = all.GroupBy(one => one, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(twice);
    }

    private static string[] Digest(int children, int seed, DateOnly today)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("kronobarn-county-");
        try
        {
            CountyWriter.Write(children, seed, today, folder.FullName);
            var files = folder.GetFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal);
            return [.. files.Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
