using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Kronobarn.Kernel;

/// <summary>What was typed and not sent.</summary>
/// <param name="Fields">Every field of the form, by name; a name may have several values.</param>
public sealed record Draft(IReadOnlyDictionary<string, string[]> Fields, DateTimeOffset SavedAt);

/// <summary>
/// Half-written forms (utkast): one per person and form, encrypted, in the store of the writer's own organisation. Nobody else can read one, nothing counts them,
/// and they are gone when the form is sent or after 30 days.
/// </summary>
public sealed class Drafts(Stores stores, IDataProtectionProvider protection, Clock clock)
{
    /// <summary>A draft larger than this is not kept: no form of the house is as large.</summary>
    public const int LargestFields = 200_000;

    private const int PartLength = 4000;
    private static readonly TimeSpan Lives = TimeSpan.FromDays(30);

    private readonly IDataProtector protector = protection.CreateProtector("Kronobarn.Drafts");

    /// <param name="place">Which form: the page's path and the form's name on it.</param>
    /// <returns>False when it is too large to be kept.</returns>
    public async Task<bool> Save(ModuleInfo module, string personId, string place, IReadOnlyDictionary<string, string[]> fields, CancellationToken cancel)
    {
        var plain = JsonSerializer.Serialize(fields);
        if (plain.Length > LargestFields)
            return false;
        var key = Key(personId, place);
        var body = protector.Protect(plain);
        await stores[module].Write(async db =>
        {
            await db.Execute("DELETE FROM {Module}.Draft WHERE DraftKey = @key", new { key });
            var part = 0;
            foreach (var text in body.Chunk(PartLength))
                await db.Execute("INSERT INTO {Module}.Draft (DraftKey, Part, Body, SavedAt) VALUES (@key, @part, @body, @Now)", new { key, part = part++, body = new string(text), clock.Now });
            return part;
        }, cancel);
        return true;
    }

    public async Task<Draft?> Find(ModuleInfo module, string personId, string place, CancellationToken cancel)
    {
        var key = Key(personId, place);
        var parts = await stores[module].Read(db => db.Query<DraftRow>("SELECT Body, SavedAt FROM {Module}.Draft WHERE DraftKey = @key AND SavedAt > @oldest ORDER BY Part",
            new { key, oldest = clock.Now - Lives }), cancel);
        if (parts.Count == 0)
            return null;
        try
        {
            var fields = JsonSerializer.Deserialize<Dictionary<string, string[]>>(protector.Unprotect(string.Concat(parts.Select(p => p.Body))))!;
            return new Draft(fields, parts[0].SavedAt);
        }
        catch (CryptographicException)
        {
            // The keys that it was written with are gone, and with them the draft.
            return null;
        }
    }

    /// <summary>Most forms that are sent have no draft: looking is cheaper than writing.</summary>
    public async Task Drop(ModuleInfo module, string personId, string place, CancellationToken cancel)
    {
        var key = Key(personId, place);
        if (await stores[module].Read(db => db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Draft WHERE DraftKey = @key", new { key }), cancel) > 0)
            await stores[module].Write(db => db.Execute("DELETE FROM {Module}.Draft WHERE DraftKey = @key", new { key }), cancel);
    }

    internal static Task<int> DropOld(Session db, DateTimeOffset now) => db.Execute("DELETE FROM {Module}.Draft WHERE SavedAt <= @oldest", new { oldest = now - Lives });

    // The store shows neither who writes nor about what.
    private static string Key(string personId, string place) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{personId}\n{place}")));

    private sealed class DraftRow
    {
        public required string Body { get; init; }
        public required DateTimeOffset SavedAt { get; init; }
    }
}
