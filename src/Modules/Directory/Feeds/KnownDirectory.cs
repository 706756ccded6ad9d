using Kronobarn.Kernel;

namespace Kronobarn.Directory.Feeds;

/// <summary>What the directory knows before a feed is taken in, and what the feed adds: the keys that its records may name.</summary>
internal sealed class KnownDirectory
{
    public required Dictionary<string, KnownRecord> Records { get; init; }

    /// <summary>Organisation by unit key.</summary>
    public required Dictionary<string, string> Units { get; init; }

    /// <summary>Unit key by the source's own id.</summary>
    public required Dictionary<string, string> UnitsBySourceId { get; init; }

    public required HashSet<string> People { get; init; }

    public string? Unit(string named) => Units.ContainsKey(named) ? named : UnitsBySourceId.GetValueOrDefault(named);

    public static async Task<KnownDirectory> Load(Session db, string source)
    {
        var units = await db.Query<UnitRow>("SELECT UnitId, Organisation, SourceId FROM Directory.Unit");
        var bySourceId = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in units)
            if (unit.SourceId is { } sourceId)
                bySourceId[sourceId] = unit.UnitId;
        return new KnownDirectory
        {
            Records = (await db.Query<KnownRecord>("SELECT RecordId, Revision, Hash, Kind FROM Directory.FeedRecord WHERE Source = @source", new { source }))
                .ToDictionary(r => r.RecordId, StringComparer.Ordinal),
            Units = units.ToDictionary(u => u.UnitId, u => u.Organisation, StringComparer.Ordinal),
            UnitsBySourceId = bySourceId,
            People = [.. await db.Query<string>("SELECT PersonId FROM Directory.Person")],
        };
    }

    private sealed class UnitRow
    {
        public required string UnitId { get; init; }
        public required string Organisation { get; init; }
        public string? SourceId { get; init; }
    }
}

/// <summary>What a source has said last of one of its records.</summary>
internal sealed class KnownRecord
{
    /// <summary>In the place of a hash: the record has been taken back.</summary>
    public const string Withdrawn = "withdrawn";

    public required string RecordId { get; init; }
    public required int Revision { get; init; }
    public required string Hash { get; init; }
    public string? Kind { get; init; }
}
