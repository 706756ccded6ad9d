using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace Kronobarn.Kernel;

/// <summary>What a backup holds; written last, so that a folder without it is a backup that did not finish.</summary>
/// <param name="Seal">SHA-256 of the manifest with an empty seal, so that a slip in the manifest itself is found too.</param>
public sealed record BackupManifest(DateTimeOffset Created, string Version, IReadOnlyList<BackupFile> Files, string Seal);

/// <summary>One module's store in a backup.</summary>
/// <param name="Sha256">Of the file's bytes, in lower-case hexadecimal.</param>
public sealed record BackupFile(string Module, string File, long Bytes, string Sha256, IReadOnlyList<AppliedMigration> Migrations);

/// <summary>A script that has been applied to a store; the scope is the kernel's or the module's own.</summary>
public sealed record AppliedMigration
{
    public required string Scope { get; init; }
    public required int Number { get; init; }
}

/// <summary>Nothing was changed. <paramref name="altered"/>: because the backup is not what its manifest says.</summary>
public sealed class BackupRefused(string reason, bool altered = false) : Exception(reason)
{
    public bool Altered { get; } = altered;
}

/// <summary>
/// Backup and restore of the SQLite stores, all modules together. Each module's copy is consistent in itself; an event that stood between two
/// copies is delivered again after a restore, and the inbox knows it. On SQL Server the database's own backup is used.
/// </summary>
public sealed class Backups(ModuleList modules, Stores stores, StoreSettings settings, Clock clock)
{
    private const string ManifestFile = "manifest.json";
    private const string Beside = ".restoring";

    private static readonly JsonSerializerOptions Json = Options();

    public bool ArePossible => settings.IsSqlite;

    public async Task<BackupManifest> Write(string folder, CancellationToken cancel)
    {
        if (System.IO.Directory.Exists(folder) && System.IO.Directory.EnumerateFileSystemEntries(folder).Any())
            throw new BackupRefused($"{folder} is not empty. A backup gets a folder of its own.");
        if (modules.All.FirstOrDefault(module => !File.Exists(settings.SqliteFile(module))) is { } missing)
            throw new BackupRefused($"{missing} has no store in {settings.DataFolder}. The migrate verb makes it.");
        CreateFolder(folder);
        var created = clock.Now;
        var files = new List<BackupFile>();
        foreach (var module in modules.All)
        {
            cancel.ThrowIfCancellationRequested();
            var name = FileOf(module);
            var target = Path.Combine(folder, name);
            var applied = await ((SqliteStore)stores[module]).CopyTo(target);
            MakeDurable(target);
            files.Add(new BackupFile(module.Name, name, new FileInfo(target).Length, await Sha256(target, cancel), applied));
        }

        var manifest = new BackupManifest(created, Version(), files, Seal: "");
        manifest = manifest with { Seal = SealOf(manifest) };
        var unfinished = Path.Combine(folder, ManifestFile + ".unfinished");
        await File.WriteAllBytesAsync(unfinished, JsonSerializer.SerializeToUtf8Bytes(manifest, Json), cancel);
        MakeDurable(unfinished);
        File.Move(unfinished, Path.Combine(folder, ManifestFile));
        return manifest;
    }

    /// <summary>Checks all of the backup first; then writes every file beside its place, and only when all stand there moves them in.</summary>
    public async Task<BackupManifest> Restore(string folder, bool replace, CancellationToken cancel)
    {
        var manifest = await Read(folder, cancel);
        await RefuseAltered(folder, manifest, cancel);
        RefuseWhatIsHere(manifest, replace);
        System.IO.Directory.CreateDirectory(settings.DataFolder);
        var places = manifest.Files.Select(file => (file, Place: settings.SqliteFile(modules[file.Module])!)).ToList();
        try
        {
            foreach (var (file, place) in places)
            {
                File.Copy(Path.Combine(folder, file.File), place + Beside, overwrite: true);
                MakeDurable(place + Beside);
                if (await Sha256(place + Beside, cancel) != file.Sha256)
                    throw new BackupRefused($"{file.File} could not be copied whole.", altered: true);
            }
        }
        catch
        {
            places.ForEach(p => File.Delete(p.Place + Beside));
            throw;
        }

        // From here on no wish to stop is heard: half of the stores from another time is worse than either.
        foreach (var (_, place) in places)
        {
            File.Delete(place + "-wal");
            File.Delete(place + "-shm");
            File.Move(place + Beside, place, overwrite: true);
        }

        return manifest;
    }

    private static async Task<BackupManifest> Read(string folder, CancellationToken cancel)
    {
        var file = Path.Combine(folder, ManifestFile);
        if (!File.Exists(file))
            throw new BackupRefused($"{file} is missing: this is no backup, or one that did not finish.");
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllBytesAsync(file, cancel), Json);
            return manifest is not null && manifest.Seal == SealOf(manifest) ? manifest : throw new BackupRefused($"{file} has been altered since the backup was made.", altered: true);
        }
        catch (JsonException)
        {
            throw new BackupRefused($"{file} is not a manifest of a backup.", altered: true);
        }
    }

    private static string SealOf(BackupManifest manifest) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(manifest with { Seal = "" }, Json)));

    private async Task RefuseAltered(string folder, BackupManifest manifest, CancellationToken cancel)
    {
        var known = modules.All.ToDictionary(m => m.Name, FileOf, StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            // The name is compared and not trusted, so that a manifest cannot lead out of the folder.
            if (!known.Remove(file.Module, out var name) || file.File != name)
                throw new BackupRefused($"The manifest names {file.File} for {file.Module}, which this version of Kronobarn does not have or has had already.", altered: true);
            var source = Path.Combine(folder, name);
            if (!File.Exists(source))
                throw new BackupRefused($"{name} is missing in the backup.", altered: true);
            if (new FileInfo(source).Length != file.Bytes || await Sha256(source, cancel) != file.Sha256)
                throw new BackupRefused($"{name} has been altered since the backup was made.", altered: true);
        }

        if (known.Keys.FirstOrDefault(module => File.Exists(settings.SqliteFile(modules[module]))) is { } left)
            throw new BackupRefused($"{left} has a store here and none in the backup; the two would not belong together. Move it away first.");
    }

    private void RefuseWhatIsHere(BackupManifest manifest, bool replace)
    {
        var here = manifest.Files.Select(file => settings.SqliteFile(modules[file.Module])!).Where(File.Exists).ToList();
        if (here.Count > 0 && !replace)
            throw new BackupRefused($"{settings.DataFolder} holds stores already. Give --replace to put the backup in their place; what they hold is lost.");
        if (here.FirstOrDefault(place => !SqliteStore.EndLog(place)) is { } used)
            throw new BackupRefused($"{used} is in use. Stop Kronobarn first.");
    }

    private static string FileOf(ModuleInfo module) => $"{module.Name}.db";

    private static async Task<string> Sha256(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }

    private static void MakeDurable(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    // A backup is personal data; only its owner may read it.
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(folder);
        else
            System.IO.Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Version() => typeof(Backups).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? typeof(Backups).Assembly.GetName().Version!.ToString();

    private static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true };
        Http.Strict(json);
        return json;
    }
}
