using System.Globalization;
using Kronobarn.Kernel;

namespace Kronobarn.Host.Cli;

internal sealed class BackupVerb : IVerb
{
    internal const string OwnBackup = "The stores are on SQL Server: use the database's own backup and restore. This verb is for SQLite.";

    public static string Name => "backup";
    public static string Help => "DIR: copies every module's store while Kronobarn runs, with a manifest and checksums (SQLite; on SQL Server use the database's own backup)";

    public static async Task<int> Run(VerbContext context)
    {
        await using var output = new StreamWriter(context.Out);
        if (context.Args is not [var folder])
        {
            await context.Error.WriteLineAsync($"backup {Help}");
            return 2;
        }

        var backups = context.Services.GetRequiredService<Backups>();
        if (!backups.ArePossible)
        {
            await context.Error.WriteLineAsync(OwnBackup);
            return 2;
        }

        try
        {
            var manifest = await backups.Write(Path.GetFullPath(folder), context.Cancel);
            foreach (var file in manifest.Files)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file.Module}: {file.File}, {file.Bytes} bytes, sha256 {file.Sha256}"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{manifest.Files.Count} stores as of {manifest.Created:u} are in {Path.GetFullPath(folder)}. They hold personal data: keep them as you keep the stores."));
            return 0;
        }
        catch (Exception e) when (e is BackupRefused or IOException or UnauthorizedAccessException or System.Data.Common.DbException or StoreUnavailable)
        {
            await context.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
