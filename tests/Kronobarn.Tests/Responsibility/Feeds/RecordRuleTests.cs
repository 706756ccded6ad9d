using Kronobarn.Responsibility.Feeds;

namespace Kronobarn.Tests.Responsibility.Feeds;

public class RecordRuleTests
{
    private const string Pregnancy =
        $$"""{"type":"pregnancy","id":"p1","unit":"MVC-1","mother":{"personnummer":"{{TestNumbers.Mother}}","givenName":"Mia","familyName":"Ek"},"municipality":"0780","from":"2019-01-01","dueDate":"2019-08-01","children":2}""";

    private const string Custody =
        $$"""{"type":"custody","id":"c1","personnummer":"{{TestNumbers.Child}}","guardian":{"personnummer":"{{TestNumbers.Father}}","givenName":"Bo","familyName":"Ek"},"from":"2019-04-23"}""";

    private const string Contact = """{"type":"contact-way","id":"w1","unit":"BVC-1","purpose":"concern","label":"Växel","phone":"0470-0","email":"bvc@example.se"}""";

    [Fact]
    public async Task Each_record_of_the_directory_is_read()
    {
        var feed = await Ndjson.Directory(
            Ndjson.Unit,
            """{"type":"default-unit","id":"d1","municipality":"0780","organisation":"kaa","unit":"KAA-1","from":"2019-01-01","to":"2020-01-01"}""",
            """{"type":"person","id":"u1","name":"Eva Å","email":"eva@example.se","hsaId":"SE2321000065-A1"}""",
            """{"type":"role","id":"r1","person":"u1","unit":"BVC-1","role":"bhv-nurse","from":"2019-01-01"}""",
            Contact,
            """{"type":"withdraw","id":"r0"}""");
        Assert.Empty(feed.Rejections);
        Assert.Equal(6, feed.Read);
        Assert.Equal(new Withdrawal("r0", null), Assert.Single(feed.Withdrawn));
        var unit = Assert.Single(feed.Records.OfType<UnitRecord>());
        Assert.Equal(("BVC-1", 1, "0780", false), (unit.Origin.Id, unit.Origin.Revision, unit.Municipality, unit.Private));
        Assert.Equal(new DateOnly(2020, 1, 1), Assert.Single(feed.Records.OfType<DefaultUnitRecord>()).To);
        Assert.Equal("bhv-nurse", Assert.Single(feed.Records.OfType<RoleRecord>()).Role);
        Assert.Equal("Eva Å", Assert.Single(feed.Records.OfType<StaffRecord>()).Name);
        Assert.Equal("concern", Assert.Single(feed.Records.OfType<ContactWayRecord>()).Purpose);
    }

    [Fact]
    public async Task Each_record_of_the_population_register_is_read()
    {
        var feed = await Ndjson.Population(
            Ndjson.Birth,
            $$"""{"type":"move","id":"m1","personnummer":"{{TestNumbers.Child}}","municipality":null,"date":"2020-01-01"}""",
            $$"""{"type":"death","id":"x1","personnummer":"{{TestNumbers.Father}}","date":"2020-01-01"}""",
            $$"""{"type":"protection","id":"s1","personnummer":"{{TestNumbers.Child}}","level":"skyddad-folkbokforing","date":"2020-01-01"}""",
            Custody,
            $$"""{"type":"identity","id":"i1","personnummer":"{{TestNumbers.Child}}","replaces":"23190423AB19","date":"2020-01-01"}""");
        Assert.Empty(feed.Rejections);
        var birth = Assert.Single(feed.Records.OfType<BirthRecord>());
        Assert.Equal((TestNumbers.Child, "Åsa", "0780"), (birth.Number.Value, birth.GivenName, birth.Municipality));
        Assert.Equal(TestNumbers.Mother, Assert.Single(birth.Guardians).Number.Value);
        Assert.Null(Assert.Single(feed.Records.OfType<MoveRecord>()).Municipality);
        Assert.Equal(ProtectionLevel.SkyddadFolkbokforing, Assert.Single(feed.Records.OfType<ProtectionRecord>()).Level);
        Assert.Equal(6, feed.Records.Count);
    }

    [Fact]
    public async Task Each_record_of_the_health_feed_is_read()
    {
        var feed = await Ndjson.Health(Pregnancy, Ndjson.Listing);
        Assert.Empty(feed.Rejections);
        Assert.Equal(2, Assert.Single(feed.Records.OfType<PregnancyRecord>()).Children);
        Assert.Equal("BVC-1", Assert.Single(feed.Records.OfType<ListingRecord>()).Unit);
    }

    [Theory]
    [InlineData("population", Ndjson.Birth, TestNumbers.Child, "201904232391", "personnummer", "wrong check digit")]
    [InlineData("population", Ndjson.Birth, TestNumbers.Child, "201904312391", "personnummer", "impossible date")]
    [InlineData("population", Ndjson.Birth, "2019-04-23", "2019-04-24", "birthDate", "differs from the date in the number")]
    [InlineData("population", Ndjson.Birth, "2019-04-23", "2019-02-29", "birthDate", "not a date (YYYY-MM-DD)")]
    [InlineData("population", Ndjson.Birth, "\"0780\"", "\"780\"", "municipality", "not four digits")]
    [InlineData("population", Ndjson.Birth, "\"0780\"", "780", "municipality", "not a text")]
    [InlineData("population", Ndjson.Birth, "\"municipality\":\"0780\",", "", "municipality", "missing")]
    [InlineData("population", Ndjson.Birth, "\"Åsa\"", "\" \"", "givenName", "blank")]
    [InlineData("population", Ndjson.Birth, "\"Åsa\"", "\"\\ud800\"", "givenName", "not a text")]
    [InlineData("population", Ndjson.Birth, "\"Åsa\"", "\"A\\u0000\"", "givenName", "has control characters")]
    [InlineData("population", Ndjson.Birth, "\"mother\":", "\"moder\":", "moder", "unknown member")]
    [InlineData("population", Ndjson.Birth, "\"mother\":", "\"Mia Ek\":", "?", "unknown member")]
    [InlineData("population", Ndjson.Birth, "\"mother\":", "\"\\ud800\":", "", "a member stands twice, or has a name that is not Unicode text")]
    [InlineData("population", Ndjson.Birth, "\"mother\":", "\"birthDate\":", "", "a member stands twice, or has a name that is not Unicode text")]
    [InlineData("population", Ndjson.Birth, ",\"familyName\":\"Ek\"}]", "}]", "guardians[0].familyName", "missing")]
    [InlineData("population", Ndjson.Birth, "[{", "[{\"age\":1,", "guardians[0].age", "unknown member")]
    [InlineData("population", Ndjson.Birth, "[{\"personnummer\":\"" + TestNumbers.Mother, "[{\"personnummer\":\"201908212390", "guardians[0].personnummer", "not older than the child")]
    [InlineData("population", Ndjson.Birth, "\"mother\":\"" + TestNumbers.Mother, "\"mother\":\"" + TestNumbers.Child, "mother", "not older than the child")]
    [InlineData("population", Ndjson.Birth, "\"type\":\"birth\"", "\"type\":\"listing\"", "type", "not a record of this feed")]
    [InlineData("population", Ndjson.Birth, "\"id\":\"b1\"", "\"id\":\"b1\",\"revision\":0", "revision", "not a whole number from 1 to 2147483647")]
    [InlineData("population", Ndjson.Birth, "\"id\":\"b1\",", "", "id", "missing")]
    [InlineData("population", Custody, "\"2019-04-23\"", "\"2019-04-23\",\"to\":\"2019-04-23\"", "to", "not after from")]
    [InlineData("population", Custody, TestNumbers.Father, "201908212390", "guardian.personnummer", "not older than the child")]
    [InlineData("health", Pregnancy, "2019-08-01", "2018-08-01", "dueDate", "not after from")]
    [InlineData("health", Pregnancy, ":2}", ":5}", "children", "not a whole number from 1 to 4")]
    [InlineData("health", Pregnancy, ":2}", ":0}", "children", "not a whole number from 1 to 4")]
    [InlineData("health", Pregnancy, ":2}", ":2,\"endedWithoutBirth\":\"2018-12-31\"}", "endedWithoutBirth", "before from")]
    [InlineData("health", Ndjson.Listing, "\"BVC-1\"", "\"12345678901234567890123456789012345678901\"", "unit", "longer than 40 characters")]
    [InlineData("directory", Ndjson.Unit, "child-health-care", "barnhälsovård", "organisation", "unknown value")]
    [InlineData("directory", Contact, "concern", "oro", "purpose", "unknown value")]
    [InlineData("directory", Contact, "bvc@example.se", "bvc", "email", "not an e-mail address")]
    public async Task A_broken_rule_rejects_the_record_with_the_field_named(
        string kind, string record, string sound, string broken, string field, string reason)
    {
        var rejection = await Ndjson.Rejected(kind, record.Replace(sound, broken, StringComparison.Ordinal));
        Assert.Equal((2, field, reason), (rejection.Line, rejection.Field, rejection.Reason));
    }

    [Fact]
    public async Task A_rejected_record_leaves_the_others_and_tells_no_name_or_number()
    {
        var feed = await Ndjson.Population(
            Ndjson.Birth.Replace("b1", $"folk-{TestNumbers.Child}", StringComparison.Ordinal).Replace("0780", "x", StringComparison.Ordinal),
            "[1]",
            Custody);
        Assert.Single(feed.Records);
        Assert.Equal(2, feed.Rejections.Count);
        Assert.Equal("folk-2019****-****", feed.Rejections[0].RecordId);
        Assert.DoesNotContain("Åsa", string.Concat(feed.Rejections), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_written_to_a_log_tells_nothing_of_the_person()
    {
        var feed = await Ndjson.Population(Ndjson.Birth, Custody);
        var text = string.Join(' ', feed.Records) + feed + ((BirthRecord)feed.Records[0]).Guardians[0];
        Assert.DoesNotContain("Ek", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0423", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0103", text, StringComparison.Ordinal);
    }
}
