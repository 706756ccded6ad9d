using System.Globalization;
using Kronobarn.Kernel;

namespace Kronobarn.Host.Cli;

internal sealed class RestoreVerb : IVerb
{
    private const string Replace = "--replace";

    public static string Name => "restore";
    public static string Help => "DIR [--replace]: checks a backup and puts its stores in place; Kronobarn must be stopped (SQLite; on SQL Server use the database's own restore)";

    public static async Task<int> Run(VerbContext context)
    {
        await using var output = new StreamWriter(context.Out);
        var folders = context.Args.Where(arg => arg != Replace).ToArray();
        if (folders is not [var folder] || folder.StartsWith("--", StringComparison.Ordinal))
        {
            await context.Error.WriteLineAsync($"restore {Help}");
            return 2;
        }

        var backups = context.Services.GetRequiredService<Backups>();
        if (!backups.ArePossible)
        {
            await context.Error.WriteLineAsync(BackupVerb.OwnBackup);
            return 2;
        }

        try
        {
            var manifest = await backups.Restore(Path.GetFullPath(folder), context.Args.Contains(Replace, StringComparer.Ordinal), context.Cancel);
            foreach (var file in manifest.Files)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file.Module}: {file.Bytes} bytes, checksum right, in place"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{manifest.Files.Count} stores are as they were at {manifest.Created:u}, written by version {manifest.Version}."));
            return 0;
        }
        catch (BackupRefused e)
        {
            await context.Error.WriteLineAsync($"{e.Message} Nothing was changed.");
            return e.Altered ? 3 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await context.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
