namespace Kronobarn.Responsibility.Feeds;

internal abstract record PopulationRecord : FeedRecord;

/// <summary>A child as the population register knows it (födelseanmälan, or a child that moved in).</summary>
internal sealed record BirthRecord(
    IdentityNumber Number,
    string GivenName,
    string FamilyName,
    DateOnly BirthDate,
    string? Municipality,
    IReadOnlyList<NamedPerson> Guardians,
    IdentityNumber? Mother,
    IdentityNumber? Replaces,
    ProtectionLevel? Protection) : PopulationRecord;

/// <summary>A change of residence (flytt); null is abroad.</summary>
internal sealed record MoveRecord(IdentityNumber Number, string? Municipality, DateOnly Date) : PopulationRecord;

/// <summary>A death (dödsfall).</summary>
internal sealed record DeathRecord(IdentityNumber Number, DateOnly Date) : PopulationRecord;

/// <summary>Protected personal data (skyddade personuppgifter), of a child or of a guardian.</summary>
internal sealed record ProtectionRecord(IdentityNumber Number, ProtectionLevel Level, DateOnly Date) : PopulationRecord;

/// <summary>Custody (vårdnad) of a child by one guardian.</summary>
internal sealed record CustodyRecord(IdentityNumber Child, NamedPerson Guardian, DateOnly From, DateOnly? To) : PopulationRecord;

/// <summary>A new identity number for a known child (personnummerbyte).</summary>
internal sealed record IdentityRecord(IdentityNumber Number, IdentityNumber Replaces, DateOnly Date) : PopulationRecord;

/// <summary>The <c>population</c> feed: what the population register (folkbokföringen) tells.</summary>
internal static class PopulationFeed
{
    private const int MostGuardians = 10;

    /// <summary>Reads a whole feed. Throws <see cref="FeedRefused"/>.</summary>
    public static Task<Feed<PopulationRecord>> ReadAsync(Stream stream, FeedContext context, CancellationToken cancellation = default)
        => FeedReader.ReadAsync<PopulationRecord>("population", stream, context, Parse, cancellation);

    private static PopulationRecord? Parse(string type, string id, RecordFields fields) => type switch
    {
        "birth" => Birth(fields),
        "move" => new MoveRecord(fields.Identity("personnummer"), fields.Municipality("municipality"), fields.Date("date")),
        "death" => Death(fields),
        "protection" => new ProtectionRecord(fields.Identity("personnummer"), Level(fields), fields.Date("date")),
        "custody" => Custody(fields),
        "identity" => Identity(fields),
        _ => null,
    };

    private static BirthRecord Birth(RecordFields fields)
    {
        var number = fields.Identity("personnummer");
        var born = fields.Date("birthDate");
        fields.Require(number.BirthDate is null || number.BirthDate == born, "birthDate", "differs from the date in the number");

        var guardians = new List<NamedPerson>(2);
        var told = fields.ListOrNull("guardians", MostGuardians);
        fields.Require(told is not null, "guardians", "missing");
        foreach (var guardian in told ?? [])
        {
            var read = NamedPerson.Read(guardian);
            guardian.Require(read.Number.IsOlderThan(born), "personnummer", "not older than the child");
            guardian.Require(read.Number != number, "personnummer", "is the child");
            guardian.Require(!guardians.Exists(g => g.Number == read.Number), "personnummer", "named twice");
            guardians.Add(read);
        }

        fields.Count(guardians.Count);
        var mother = fields.IdentityOrNull("mother");
        fields.Require(mother is null || mother.Value.IsOlderThan(born), "mother", "not older than the child");
        fields.Require(mother != number, "mother", "is the child");
        var replaces = fields.IdentityOrNull("replaces");
        fields.Require(replaces != number, "replaces", "is the same number");
        return new BirthRecord(
            number,
            fields.Text("givenName", Longest.Name),
            fields.Text("familyName", Longest.Name),
            born,
            fields.Municipality("municipality"),
            guardians,
            mother,
            replaces,
            fields.WordOrNull("protection", FeedWords.Protection));
    }

    private static DeathRecord Death(RecordFields fields)
    {
        var number = fields.Identity("personnummer");
        var date = fields.Date("date");
        fields.Require(number.BirthDate is null || number.BirthDate <= date, "date", "before the birth date in the number");
        return new DeathRecord(number, date);
    }

    private static ProtectionLevel Level(RecordFields fields)
    {
        var level = fields.WordOrNull("level", FeedWords.Protection);
        fields.Require(level is not null, "level", "missing");
        return level ?? ProtectionLevel.None;
    }

    private static CustodyRecord Custody(RecordFields fields)
    {
        var child = fields.Identity("personnummer");
        var told = fields.ObjectOrNull("guardian");
        fields.Require(told is not null, "guardian", "missing");
        var guardian = told is null ? new NamedPerson(default, "", "") : NamedPerson.Read(told);
        fields.Require(guardian.Number != child, "guardian.personnummer", "is the child");
        fields.Require(child.BirthDate is not { } born || guardian.Number.IsOlderThan(born), "guardian.personnummer", "not older than the child");
        var (from, to) = fields.Interval();
        return new CustodyRecord(child, guardian, from, to);
    }

    private static IdentityRecord Identity(RecordFields fields)
    {
        var number = fields.Identity("personnummer");
        var replaces = fields.Identity("replaces");
        fields.Require(replaces != number, "replaces", "is the same number");
        return new IdentityRecord(number, replaces, fields.Date("date"));
    }
}
