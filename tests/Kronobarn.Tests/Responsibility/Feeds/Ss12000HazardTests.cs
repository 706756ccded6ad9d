using Kronobarn.Responsibility.Feeds;
using static Kronobarn.Tests.Responsibility.Feeds.Ss12000Files;

namespace Kronobarn.Tests.Responsibility.Feeds;

public class Ss12000HazardTests
{
    [Fact]
    public async Task An_inclusive_end_becomes_the_day_after_and_a_missing_one_is_open()
    {
        var enrolments = await Enrolments(
            Enrolment("FKLASS", "2025-08-18", ",\"endDate\":\"2026-06-11\""),
            Enrolment("GR", "2026-08-17"),
            Enrolment("GRS", "2026-08-18", ",\"endDate\":null"),
            Enrolment("SAM", "2026-08-19", ",\"endDate\":\"9999-12-31\""));
        Assert.Equal([new DateOnly(2026, 6, 12), null, null, null], enrolments.Select(e => e.To));
        Assert.Equal(Guid.Parse(SchoolId), enrolments[0].At);
    }

    [Fact]
    public async Task Overlapping_enrolments_and_a_gap_in_summer_are_kept_as_they_are()
    {
        var enrolments = await Enrolments(
            Enrolment("GR", "2024-08-19", ",\"endDate\":\"2025-06-12\""),
            Enrolment("GR", "2025-05-01", ",\"endDate\":\"2025-08-31\""),
            Enrolment("GY", "2025-10-01"));
        Assert.Equal(3, enrolments.Count);
        Assert.Equal(3, enrolments.Select(e => e.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_cancelled_enrolment_is_none_and_other_school_types_are_ignored_with_their_faults()
    {
        var enrolments = await Enrolments(
            Enrolment("GR", "2025-08-18", ",\"cancelled\":true,\"endDate\":\"2020-01-01\""),
            Enrolment("FTH", "not a date"),
            Enrolment("VUXGY", "2025-08-18"),
            Enrolment("GR", "2025-08-19", ",\"cancelled\":false"));
        Assert.Equal(new DateOnly(2025, 8, 19), Assert.Single(enrolments).From);
    }

    [Fact]
    public async Task The_key_of_an_enrolment_is_the_same_at_every_reading_and_told_twice_it_is_one()
    {
        var (brief, open) = (Enrolment("GR", "2025-08-18", ",\"endDate\":\"2026-06-11\""), Enrolment("GR", "2025-08-18"));
        var both = Assert.Single(await Enrolments(brief, open));
        Assert.Equal(Assert.Single(await Enrolments(brief)).Key, both.Key);
        Assert.Null(both.To);
        Assert.NotEqual(both.Key, Assert.Single(await Enrolments(Enrolment("GR", "2025-08-19"))).Key);
    }

    [Fact]
    public async Task A_person_without_the_member_enrolments_says_nothing_of_them()
    {
        var feed = await Of("persons", $$"""{"id":"{{Person}}"}""", $$"""{"id":"{{Guardian}}","enrolments":[]}""");
        Assert.Null(feed.Persons[0].Enrolments);
        Assert.Empty(feed.Persons[1].Enrolments!);
    }

    [Fact]
    public async Task A_person_is_read_with_guardians_protection_and_municipality()
    {
        var more = $$"""
            ,"birthDate":"2019-04-23","securityMarking":"Skyddad folkbokföring","x-extension":{"a":[1,{"b":null}]},
            "addresses":[{"type":"Annan","municipalityCode":"0761"},{"type":"Folkbokföring","municipalityCode":"0780"}],
            "emails":[{"value":"hem@example.se","type":"Privat"},{"value":"skola@example.se","type":"Skola elev"}],
            "responsibles":[{"person":{"id":"{{Guardian}}"},"relationType":"Vårdnadshavare"},{"person":{"id":"{{SchoolId}}"},"relationType":"God man"}]
            """;
        var person = Assert.Single((await Of("persons", Pupil("", more))).Persons);
        Assert.Equal((TestNumbers.Child, "0780", ProtectionLevel.SkyddadFolkbokforing), (person.Number!.Value.Value, person.Municipality, person.Protection));
        Assert.Equal("skola@example.se", person.Email);
        Assert.Equal(Guid.Parse(Guardian), Assert.Single(person.Guardians));
        Assert.DoesNotContain("Ek", person.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Aktiv", 0)]
    [InlineData("Utvandrad", 1)]
    [InlineData("Avliden", 2)]
    public async Task The_persons_status_is_read_and_a_word_outside_the_list_rejects_the_person(string word, int status)
    {
        var feed = await Of("persons", Pupil("", $",\"personStatus\":\"{word}\""), $$"""{"id":"{{Guardian}}","personStatus":"{{word.ToUpperInvariant()}}"}""");
        Assert.Equal(status, (int)Assert.Single(feed.Persons).Status);
        Assert.Equal("personStatus", Assert.Single(feed.Rejections).Field);
        Assert.Equal(status == 0, (await Of("persons", Pupil(""))).Hash == (await Of("persons", Pupil("", $",\"personStatus\":\"{word}\""))).Hash);
    }

    [Fact]
    public async Task A_number_from_another_country_is_no_number_here()
        => Assert.Null(Assert.Single((await Of("persons", $$$"""{"id":"{{{Person}}}","civicNo":{"value":"010203-123A","nationality":"FI"}}""")).Persons).Number);

    [Fact]
    public async Task Organisations_become_units_of_school_or_preschool_and_others_are_unused()
    {
        var feed = await Of(
            "organisations",
            $$"""{"id":"{{SchoolId}}","schoolUnitCode":"12345678","displayName":"Skolan","organisationType":"Skolenhet","schoolTypes":["FKLASS","FS"],"municipalityCode":"0780","startDate":"2010-01-01","endDate":"2026-06-30"}""",
            $$"""{"id":"{{PreschoolId}}","schoolUnitCode":"87654321","schoolTypes":["FS"]}""",
            $$"""{"id":"{{Entity}}","schoolUnitCode":"11112222","organisationType":"Förskola"}""",
            $$"""{"id":"{{Person}}","displayName":"Huvudman"}""");
        Assert.Equal("S-12345678 F-87654321 F-11112222", string.Join(' ', feed.Organisations.Select(o => o.UnitKey)));
        Assert.Equal((new DateOnly(2026, 7, 1), "0780"), (feed.Organisations[0].To, feed.Organisations[0].Municipality));
        Assert.Equal(Guid.Parse(Person), Assert.Single(feed.Unused).Id);
        Assert.Equal(4, feed.Read["organisations"]);
    }

    [Fact]
    public async Task Placements_outside_preschool_and_duties_that_are_no_role_are_unused()
    {
        using var files = new Ss12000Files();
        var feed = await files
            .Data("placements", Placement(Entity, "FS"), Placement(Person, "FTH"))
            .Data("duties", Duty(Entity, "Rektor"), Duty(Person, "Lärare"), Duty(Guardian, "Speciallärare/specialpedagog"))
            .Read();
        Assert.Equal(Guid.Parse(Entity), Assert.Single(feed.Placements).Id);
        Assert.Equal("rektor elevhalsoteam", string.Join(' ', feed.Duties.Select(d => d.Role)));
        Assert.Equal("placements duties", string.Join(' ', feed.Unused.Select(u => u.Kind)));
        Assert.Empty(feed.Rejections);
    }

    [Fact]
    public async Task Deleted_ids_are_read_by_kind_or_without_one()
    {
        using var files = new Ss12000Files();
        var byKind = await files.With("deletedEntities.json", $$"""{"data":{"placements":["{{Entity}}"],"other":1,"duties":["{{Person}}","x"]},"pageToken":null}""").Read();
        Assert.Equal([new("placements", Guid.Parse(Entity)), new("duties", Guid.Parse(Person))], byKind.Deleted);
        Assert.Equal("id", Assert.Single(byKind.Rejections).Field);
        var bare = await files.With("deletedEntities.json", $$"""{"deletedEntities":["{{Entity}}",{"id":"{{Person}}"}]}""").Read();
        Assert.All(bare.Deleted, d => Assert.Null(d.Kind));
        Assert.Equal(2, bare.Deleted.Count);
    }

    [Theory]
    [InlineData("persons", "\"securityMarking\":\"Hemlig\"", "securityMarking")]
    [InlineData("persons", "\"civicNo\":{\"value\":\"201904232391\"}", "civicNo.value")]
    [InlineData("persons", "\"civicNo\":{\"value\":\"201904232392\"},\"birthDate\":\"2019-04-24\"", "birthDate")]
    [InlineData("persons", "\"enrolments\":[{\"enroledAt\":{\"id\":\"" + SchoolId + "\"},\"schoolType\":\"GR\"}]", "enrolments[0].startDate")]
    [InlineData("persons", "\"enrolments\":[{\"enroledAt\":{\"id\":\"x\"},\"schoolType\":\"GR\",\"startDate\":\"2025-08-18\"}]", "enrolments[0].enroledAt.id")]
    [InlineData("persons", "\"enrolments\":[{\"enroledAt\":{\"id\":\"" + SchoolId + "\"},\"schoolType\":\"GR\",\"startDate\":\"2025-08-18\",\"endDate\":\"2025-08-17\"}]", "enrolments[0].endDate")]
    [InlineData("persons", "\"enrolments\":{}", "enrolments")]
    [InlineData("persons", "\"givenName\":1", "givenName")]
    [InlineData("persons", "\"birthDate\":\"2019-04-23\",\"birthDate\":\"2019-04-24\"", "")]
    [InlineData("persons", "\"\\ud800\":1", "")]
    [InlineData("organisations", "\"schoolUnitCode\":\"1/2\"", "schoolUnitCode")]
    [InlineData("organisations", "\"schoolUnitCode\":\"12345678\",\"municipalityCode\":\"078\"", "municipalityCode")]
    [InlineData("placements", "\"schoolType\":\"FS\"", "child")]
    [InlineData("placements", "\"schoolType\":null", "schoolType")]
    [InlineData("duties", "\"dutyRole\":\"Rektor\",\"person\":{\"id\":\"" + Person + "\"}", "dutyAt")]
    public async Task A_bad_entity_is_rejected_alone_with_the_field_named(string kind, string members, string field)
    {
        var feed = await Of(kind, $$"""{"id":"{{Entity}}",{{members}}}""", $$"""{"id":"{{Guardian}}","schoolType":"FTH","dutyRole":"Lärare"}""", "7");
        Assert.Equal(field, feed.Rejections[0].Field);
        Assert.Equal(2, feed.Rejections.Count);
        Assert.Equal(3, feed.Read[kind]);
        Assert.Equal(1, feed.Persons.Count + feed.Unused.Count);
    }

    [Fact]
    public async Task An_unchanged_record_keeps_its_fingerprint_and_every_used_change_gives_another()
    {
        var sound = Pupil(Enrolment("GR", "2025-08-18"));
        var feed = await Of("persons", sound);
        foreach (var (from, to) in ((string, string)[])[("Åsa", "Åse"), ("GR", "GRS"), ("08-18", "08-19"), (TestNumbers.Child, TestNumbers.Sibling), ("\"}]", "\",\"endDate\":\"2026-06-11\"}]")])
        {
            var changed = await Of("persons", sound.Replace(from, to, StringComparison.Ordinal));
            Assert.NotEqual(feed.Persons[0].Hash, Assert.Single(changed.Persons).Hash);
            Assert.NotEqual(feed.Hash, changed.Hash);
        }

        var more = await Of("persons", Pupil(Enrolment("FTH", "2025-08-18") + ", " + Enrolment("GR", "2025-08-18"), ",\"personStatus\":\"Aktiv\""));
        Assert.Equal(feed.Hash, more.Hash);
        var others = ((string[])[Guardian, SchoolId]).Select(id => $$"""{"id":"{{id}}"}""").ToArray();
        Assert.Equal((await Of("persons", [sound, .. others])).Hash, (await Of("persons", [.. others, sound])).Hash);
    }

    private static async Task<IReadOnlyList<Ss12000Enrolment>> Enrolments(params string[] enrolments)
    {
        var feed = await Of("persons", Pupil(string.Join(',', enrolments)));
        Assert.Empty(feed.Rejections);
        return Assert.Single(feed.Persons).Enrolments!;
    }

    private static string Placement(string id, string type)
        => $$"""{"id":"{{id}}","child":{"id":"{{Person}}"},"placedAt":{"id":"{{PreschoolId}}"},"schoolType":"{{type}}","startDate":"2022-08-15"}""";

    private static string Duty(string id, string role)
        => $$"""{"id":"{{id}}","person":{"id":"{{Person}}"},"dutyAt":{"id":"{{SchoolId}}"},"dutyRole":"{{role}}"}""";
}
