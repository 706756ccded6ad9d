using System.Text.Json.Nodes;
using Kronobarn.Responsibility.Feeds;

namespace Kronobarn.Tests.Responsibility.Feeds;

/// <summary>The importer is checked against Skolverket's schemas.</summary>
public class SkolverketSchemaTests
{
    private static readonly JsonSchema Schemas = JsonSchema.Skolverket();

    [Theory]
    [InlineData("organisations")]
    [InlineData("persons")]
    [InlineData("duties")]
    public async Task What_is_valid_by_the_schema_is_read_without_refusal_or_rejection(string kind)
    {
        using var files = new Ss12000Files();
        var payloads = new SchemaPayloads(Schemas, new Random(12_000));
        for (var round = 0; round < 300; round++)
        {
            var payload = payloads.Make("/schemas/" + kind);
            Assert.Empty(Schemas.Faults("/schemas/" + kind, payload));
            var feed = await files.With(kind + ".json", payload!.ToJsonString()).Read();
            Assert.Empty(feed.Rejections);
            var count = payload[kind]!.AsArray().Count;
            Assert.Equal(count, feed.Read[kind]);
            Assert.Equal(count, feed.Organisations.Count + feed.Persons.Count + feed.Duties.Count + feed.Unused.Count);
        }
    }

    [Theory]
    [InlineData("organisations", "id", "7")]
    [InlineData("organisations", "id", "\"7\"")]
    [InlineData("organisations", "schoolUnitCode", "12345678")]
    [InlineData("organisations", "displayName", "{}")]
    [InlineData("persons", "id", "\"\"")]
    [InlineData("persons", "givenName", "7")]
    [InlineData("persons", "familyName", "[]")]
    [InlineData("persons", "securityMarking", "\"Hemlig\"")]
    [InlineData("persons", "securityMarking", "true")]
    [InlineData("persons", "civicNo", "\"201904232392\"")]
    [InlineData("persons", "civicNo.value", "201904232392")]
    [InlineData("persons", "civicNo.value", null)]
    [InlineData("persons", "emails", "{}")]
    [InlineData("persons", "emails[0].value", "7")]
    [InlineData("persons", "enrolments", "{}")]
    [InlineData("persons", "enrolments[0].enroledAt", "\"x\"")]
    [InlineData("persons", "enrolments[0].enroledAt", null)]
    [InlineData("persons", "enrolments[0].enroledAt.id", "\"x\"")]
    [InlineData("persons", "enrolments[0].schoolType", "7")]
    [InlineData("persons", "enrolments[0].schoolType", null)]
    [InlineData("persons", "enrolments[0].cancelled", "\"ja\"")]
    [InlineData("duties", "id", null)]
    [InlineData("duties", "person", null)]
    [InlineData("duties", "person.id", "7")]
    [InlineData("duties", "dutyAt", "[]")]
    [InlineData("duties", "dutyRole", "7")]
    [InlineData("duties", "dutyRole", null)]
    public async Task What_is_invalid_in_a_field_that_is_used_is_rejected_with_that_field_named(string kind, string field, string? broken)
    {
        var entity = JsonNode.Parse(kind switch
        {
            "organisations" => $$"""{"id":"{{Ss12000Files.SchoolId}}","schoolUnitCode":"12345678","displayName":"Skolan"}""",
            "persons" => Ss12000Files.Pupil(
                Ss12000Files.Enrolment("FKLASS", "2025-08-18", ",\"cancelled\":false"), ",\"securityMarking\":\"Ingen\",\"emails\":[{\"value\":\"a@example.se\"}]"),
            _ => $$"""{"id":"{{Ss12000Files.Entity}}","person":{"id":"{{Ss12000Files.Person}}"},"dutyAt":{"id":"{{Ss12000Files.SchoolId}}"},"dutyRole":"Rektor"}""",
        })!;
        var page = new JsonObject { [kind] = new JsonArray(entity) };
        Assert.Empty(Schemas.Faults("/schemas/" + kind, page));

        Break(entity, field, broken);
        Assert.Contains($"{kind}[0].{field}", Schemas.Faults("/schemas/" + kind, page), StringComparer.Ordinal);
        using var files = new Ss12000Files();
        var feed = await files.With(kind + ".json", page.ToJsonString()).Read();
        Assert.Equal(field, Assert.Single(feed.Rejections).Field);
        Assert.Equal(0, feed.Organisations.Count + feed.Persons.Count + feed.Duties.Count + feed.Unused.Count);
    }

    [Fact]
    public async Task What_the_schema_lacks_but_the_standard_has_is_asked_for_by_name()
    {
        var enrolment = $$"""{"enroledAt":{"id":"{{Ss12000Files.SchoolId}}"},"schoolType":"FKLASS"}""";
        var page = $$"""{"persons":[{{Ss12000Files.Pupil(enrolment)}}]}""";
        Assert.Empty(Schemas.Faults("/schemas/persons", JsonNode.Parse(page)));
        using var files = new Ss12000Files();
        var rejection = Assert.Single((await files.With("persons.json", page).Read()).Rejections);
        Assert.Equal(("enrolments[0].startDate", "missing", Ss12000Files.Person), (rejection.Field, rejection.Reason, rejection.RecordId));
    }

    private static void Break(JsonNode entity, string field, string? broken)
    {
        var steps = field.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        var parent = steps[..^1].Aggregate(entity, (node, step) => step is "0" ? node[0]! : node[step]!);
        if (broken is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = JsonNode.Parse(broken);
    }
}
