using System.Text.Json;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// Reads an SS 12000 source, a folder or a base URL, from the first page of the first kind to the last page of the last, and answers
/// only when all of it was there. An entity that breaks a rule is rejected alone.
/// </summary>
internal sealed class Ss12000Reader
{
    private readonly Dictionary<string, int> _read = Ss12000Kinds.All.ToDictionary(k => k, _ => 0, StringComparer.Ordinal);
    private readonly Dictionary<Guid, Ss12000Organisation?> _organisations = [];
    private readonly Dictionary<Guid, Ss12000Person?> _persons = [];
    private readonly Dictionary<Guid, Ss12000Placement?> _placements = [];
    private readonly Dictionary<Guid, Ss12000Duty?> _duties = [];
    private readonly HashSet<Ss12000Deleted> _deleted = [];
    private readonly List<Rejection> _rejections = [];
    private readonly RecordCheck _check;

    private Ss12000Reader(FeedContext context) => _check = new RecordCheck(context);

    /// <summary>Reads a folder of <c>{kind}.json</c> and <c>{kind}-1.json</c> … files. Throws <see cref="FeedRefused"/>.</summary>
    public static async Task<Ss12000Feed> ReadFolderAsync(
        string folder, FeedContext context, Ss12000Limits? limits = null, CancellationToken cancellation = default)
    {
        var reader = new Ss12000Reader(context);
        await Ss12000Folder.ReadAsync(folder, limits ?? Ss12000Limits.Default, reader.Take, cancellation);
        return reader.ToFeed();
    }

    /// <summary>Reads every kind from an API. Throws <see cref="FeedRefused"/>.</summary>
    /// <param name="http">Best made over <see cref="Ss12000Api.NewHandler"/>, with the source's authorisation already in its headers.</param>
    /// <param name="baseUrl">What the kinds' names are put after.</param>
    /// <param name="modifiedAfter">Only what has changed since; null for everything.</param>
    public static async Task<Ss12000Feed> ReadApiAsync(
        HttpClient http,
        Uri baseUrl,
        DateTimeOffset? modifiedAfter,
        FeedContext context,
        Ss12000Limits? limits = null,
        CancellationToken cancellation = default)
    {
        var reader = new Ss12000Reader(context);
        var notOffered = await new Ss12000Api(http, baseUrl, modifiedAfter, limits ?? Ss12000Limits.Default).ReadAsync(reader.Take, cancellation);
        return reader.ToFeed() with { NotOffered = notOffered };
    }

    /// <summary>Takes one entity of a page.</summary>
    private void Take(string kind, string? listKind, JsonElement? entity)
    {
        _read[kind]++;
        var id = "";
        try
        {
            if (entity is not { } told)
                _check.Fault("", "a member stands twice, or has a name that is not Unicode text");
            else if (kind is Ss12000Kinds.Deleted)
                Deleted(listKind, told);
            else if (told.ValueKind != JsonValueKind.Object)
                _check.Fault("", "not an object");
            else
                id = Entity(kind, new RecordFields(told, _check));
        }
        catch (InvalidOperationException)
        {
            _check.Fault("", "a member's name is not Unicode text");
        }

        if (_check.Field is { } field)
            _rejections.Add(new Rejection(kind, id, _read[kind], field, _check.Reason));
        _check.Reset();
    }

    private string Entity(string kind, RecordFields fields)
    {
        var id = fields.Id("id");
        if (_check.Faulty)
            return "";
        switch (kind)
        {
            case Ss12000Kinds.Organisations:
                Keep(_organisations, id, Ss12000Parser.Organisation(id, fields));
                break;
            case Ss12000Kinds.Persons:
                Keep(_persons, id, Ss12000Parser.Person(id, fields));
                break;
            case Ss12000Kinds.Placements:
                Keep(_placements, id, Ss12000Parser.Placement(id, fields));
                break;
            default:
                Keep(_duties, id, Ss12000Parser.Duty(id, fields));
                break;
        }

        return id.ToString();
    }

    // Pages shift while they are read, so that an entity can come twice: the later reading is the newer.
    private void Keep<T>(Dictionary<Guid, T?> kept, Guid id, T? entity)
        where T : Ss12000Entity
    {
        if (_check.Faulty)
            return;
        if (entity is not null)
        {
            _check.Content.Clear();
            entity.Describe(_check.Content);
            entity.Hash = _check.Content.Finish();
        }

        kept[id] = entity;
    }

    private void Deleted(string? listKind, JsonElement entity)
    {
        var told = entity.ValueKind == JsonValueKind.Object && entity.TryGetProperty("id", out var member) ? member : entity;
        if (told.ValueKind == JsonValueKind.String && told.TryGetGuid(out var id))
            _deleted.Add(new Ss12000Deleted(listKind, id));
        else
            _check.Fault("id", "not a UUID");
    }

    private Ss12000Feed ToFeed()
    {
        var unused = new List<Ss12000Deleted>();
        var organisations = Used(_organisations, Ss12000Kinds.Organisations, unused);
        var persons = Used(_persons, Ss12000Kinds.Persons, unused);
        var placements = Used(_placements, Ss12000Kinds.Placements, unused);
        var duties = Used(_duties, Ss12000Kinds.Duties, unused);
        Ss12000Deleted[] deleted = [.. _deleted];
        var entities = organisations.Concat<Ss12000Entity>(persons).Concat(placements).Concat(duties).Select(e => e.Hash);
        var hash = ContentHasher.OfAll(entities.Concat(GoneHashes("unused", unused)).Concat(GoneHashes("deleted", deleted)));
        return new Ss12000Feed(_read, organisations, persons, placements, duties, unused, deleted, _rejections, hash);
    }

    private static List<T> Used<T>(Dictionary<Guid, T?> kept, string kind, List<Ss12000Deleted> unused)
        where T : Ss12000Entity
    {
        var used = new List<T>(kept.Count);
        foreach (var (id, entity) in kept)
        {
            if (entity is null)
                unused.Add(new Ss12000Deleted(kind, id));
            else
                used.Add(entity);
        }

        return used;
    }

    private static IEnumerable<ContentHash> GoneHashes(string how, IReadOnlyList<Ss12000Deleted> gone)
    {
        var hasher = new ContentHasher();
        foreach (var (kind, id) in gone)
        {
            hasher.Add(how);
            hasher.Add(kind);
            hasher.Add(id);
            yield return hasher.Finish();
        }
    }
}
