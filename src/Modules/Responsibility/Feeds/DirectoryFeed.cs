namespace Kronobarn.Responsibility.Feeds;

internal abstract record DirectoryRecord : FeedRecord;

/// <summary>A unit (enhet). Its id is the unit's key everywhere.</summary>
internal sealed record UnitRecord(
    string Organisation,
    string Name,
    string? Municipality,
    string? HsaId,
    string? SchoolUnitCode,
    string? PartnerKind,
    bool Private,
    DateOnly From,
    DateOnly? To) : DirectoryRecord;

/// <summary>The unit that a municipality falls back on (standardenhet).</summary>
internal sealed record DefaultUnitRecord(string Municipality, string Organisation, string Unit, DateOnly From, DateOnly? To) : DirectoryRecord;

/// <summary>A member of staff (medarbetare).</summary>
internal sealed record StaffRecord(string Name, string? Email, string? Phone, string? HsaId) : DirectoryRecord;

/// <summary>A role (uppdrag) that a person has at a unit.</summary>
internal sealed record RoleRecord(string Person, string Unit, string Role, DateOnly From, DateOnly? To) : DirectoryRecord;

/// <summary>A way to reach a unit (kontaktväg).</summary>
internal sealed record ContactWayRecord(
    string Unit, string Purpose, string Label, string? Phone, string? Email, string? Hours, string? Note) : DirectoryRecord;

/// <summary>The <c>directory</c> feed: units, people, roles and contact ways.</summary>
internal static class DirectoryFeed
{
    /// <summary>Reads a whole feed. Throws <see cref="FeedRefused"/>.</summary>
    public static Task<Feed<DirectoryRecord>> ReadAsync(Stream stream, FeedContext context, CancellationToken cancellation = default)
        => FeedReader.ReadAsync<DirectoryRecord>("directory", stream, context, Parse, cancellation);

    private static DirectoryRecord? Parse(string type, string id, RecordFields fields) => type switch
    {
        "unit" => Unit(id, fields),
        "default-unit" => DefaultUnit(fields),
        "person" => new StaffRecord(fields.Text("name", Longest.Name), Email(fields), Phone(fields), HsaId(fields)),
        "role" => Role(fields),
        "contact-way" => new ContactWayRecord(
            fields.Text("unit", Longest.UnitId),
            fields.Word("purpose", FeedWords.Purposes),
            fields.Text("label", Longest.Name),
            Phone(fields),
            Email(fields),
            fields.TextOrNull("hours", Longest.Name),
            fields.TextOrNull("note", Longest.Note)),
        _ => null,
    };

    private static UnitRecord Unit(string id, RecordFields fields)
    {
        fields.Require(id.Length <= Longest.UnitId, "id", $"longer than {Longest.UnitId} characters");
        var (from, to) = fields.Interval();
        return new UnitRecord(
            fields.Word("organisation", FeedWords.Organisations),
            fields.Text("name", Longest.Name),
            fields.Municipality("municipality"),
            HsaId(fields),
            fields.TextOrNull("schoolUnitCode", Longest.Code),
            fields.TextOrNull("partnerKind", Longest.UnitId),
            fields.Flag("private"),
            from,
            to);
    }

    private static DefaultUnitRecord DefaultUnit(RecordFields fields)
    {
        var (from, to) = fields.Interval();
        var municipality = fields.Municipality("municipality");
        fields.Require(municipality is not null, "municipality", "missing");
        var organisation = fields.Word("organisation", FeedWords.OrganisationsWithDefault);
        return new DefaultUnitRecord(municipality ?? "", organisation, fields.Text("unit", Longest.UnitId), from, to);
    }

    private static RoleRecord Role(RecordFields fields)
    {
        var (from, to) = fields.Interval();
        return new RoleRecord(
            fields.Text("person", Longest.RecordId), fields.Text("unit", Longest.UnitId), fields.Word("role", FeedWords.Roles), from, to);
    }

    private static string? Phone(RecordFields fields) => fields.TextOrNull("phone", Longest.Phone);

    private static string? Email(RecordFields fields)
    {
        var email = fields.TextOrNull("email", Longest.Email);
        fields.Require(email?.Contains('@', StringComparison.Ordinal) ?? true, "email", "not an e-mail address");
        return email;
    }

    private static string? HsaId(RecordFields fields)
    {
        var id = fields.TextOrNull("hsaId", Longest.HsaId);
        fields.Require(id?.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ?? true, "hsaId", "not an HSA-id");
        return id;
    }
}
