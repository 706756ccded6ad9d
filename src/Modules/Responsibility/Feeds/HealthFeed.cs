namespace Kronobarn.Responsibility.Feeds;

internal abstract record HealthRecord : FeedRecord;

/// <summary>A pregnancy (graviditet) that a maternal care unit has registered.</summary>
internal sealed record PregnancyRecord(
    string Unit,
    NamedPerson Mother,
    string Municipality,
    DateOnly From,
    DateOnly DueDate,
    int Children,
    DateOnly? EndedWithoutBirth) : HealthRecord;

/// <summary>A child's listing at a child health care unit (listning på BVC).</summary>
internal sealed record ListingRecord(IdentityNumber Child, string Unit, DateOnly From, DateOnly? To) : HealthRecord;

/// <summary>The <c>health</c> feed: pregnancies and listings.</summary>
internal static class HealthFeed
{
    /// <summary>Reads a whole feed. Throws <see cref="FeedRefused"/>.</summary>
    public static Task<Feed<HealthRecord>> ReadAsync(Stream stream, FeedContext context, CancellationToken cancellation = default)
        => FeedReader.ReadAsync<HealthRecord>("health", stream, context, Parse, cancellation);

    private static HealthRecord? Parse(string type, string id, RecordFields fields) => type switch
    {
        "pregnancy" => Pregnancy(fields),
        "listing" => Listing(fields),
        _ => null,
    };

    private static PregnancyRecord Pregnancy(RecordFields fields)
    {
        var told = fields.ObjectOrNull("mother");
        fields.Require(told is not null, "mother", "missing");
        var mother = told is null ? new NamedPerson(default, "", "") : NamedPerson.Read(told);
        var from = fields.Date("from");
        var due = fields.Date("dueDate");
        fields.Require(due > from, "dueDate", "not after from");
        fields.Require(mother.Number.IsOlderThan(from), "mother.personnummer", "born after the pregnancy began");
        var ended = fields.DateOrNull("endedWithoutBirth");
        fields.Require(ended is null || ended >= from, "endedWithoutBirth", "before from");
        var municipality = fields.Municipality("municipality");
        fields.Require(municipality is not null, "municipality", "missing");
        var children = fields.WholeOrNull("children", 1, 4) ?? 1;
        return new PregnancyRecord(fields.Text("unit", Longest.UnitId), mother, municipality ?? "", from, due, children, ended);
    }

    private static ListingRecord Listing(RecordFields fields)
    {
        var (from, to) = fields.Interval();
        return new ListingRecord(fields.Identity("personnummer"), fields.Text("unit", Longest.UnitId), from, to);
    }
}
