using System.Security.Cryptography;
using Kronobarn.Host.Cli;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kronobarn.Tests.Cli;

public sealed class BackupTests(Town town) : IClassFixture<Town>, IDisposable
{
    private readonly string root = System.IO.Directory.CreateTempSubdirectory("kronobarn-backup-").FullName;

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    private string Backup => Path.Combine(root, "backup");

    private string Elsewhere => Path.Combine(root, "elsewhere");

    private bool IsSqlite => town.Services.GetRequiredService<StoreSettings>().IsSqlite;

    [Fact]
    public async Task What_is_restored_is_what_was_backed_up_and_holds_together()
    {
        if (!IsSqlite)
            return;
        var child = await town.Resident("202201012391", "2022-01-01");
        _ = (await (await town.As("BVC-0780-1-staff")).Get($"/api/child-health-care/v1/children/{child}")).Ok;
        var before = Content(town.Folder);

        var backed = await CommandLine.Run<BackupVerb>(town.Services, Backup);
        Assert.True(backed.Exit == 0, backed.All);
        await using var other = House(Elsewhere);
        var restored = await CommandLine.Run<RestoreVerb>(other.Services, Backup);

        Assert.True(restored.Exit == 0, restored.All);
        Assert.Equal(before, Content(Elsewhere));
        Assert.Contains(before, row => row.Contains(SqlTypes.Text(child), StringComparison.Ordinal));
        var verified = await CommandLine.Run<VerifyVerb>(other.Services);
        Assert.True(verified.Exit == 0, verified.All);
    }

    [Fact]
    public async Task A_backup_taken_under_load_is_whole()
    {
        if (!IsSqlite)
            return;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
                await town.Resident($"20230101{i:0000}", "2023-01-01");
        });
        var backed = await CommandLine.Run<BackupVerb>(town.Services, Backup);
        await writing;
        await using var other = House(Elsewhere);

        Assert.True(backed.Exit == 0, backed.All);
        Assert.Equal(0, (await CommandLine.Run<RestoreVerb>(other.Services, Backup)).Exit);
        var verified = await CommandLine.Run<VerifyVerb>(other.Services);
        Assert.True(verified.Exit == 0, verified.All);
    }

    [Fact]
    public async Task One_byte_flipped_in_any_file_is_refused_and_nothing_is_changed()
    {
        if (!IsSqlite)
            return;
        Assert.Equal(0, (await CommandLine.Run<BackupVerb>(town.Services, Backup)).Exit);
        await using (var other = House(Elsewhere))
            Assert.Equal(0, (await CommandLine.Run<RestoreVerb>(other.Services, Backup)).Exit);
        var before = Files(Elsewhere);
        var files = System.IO.Directory.GetFiles(Backup);

        Assert.True(files.Length > 2);
        foreach (var file in files)
        {
            var whole = await File.ReadAllBytesAsync(file);
            foreach (var place in new[] { 0, whole.Length / 3, whole.Length / 2, whole.Length - 2 })
            {
                var altered = whole.ToArray();
                altered[place] ^= 1;
                await File.WriteAllBytesAsync(file, altered);
                await using var other = House(Elsewhere);
                var ran = await CommandLine.Run<RestoreVerb>(other.Services, Backup, "--replace");
                Assert.True(ran.Exit == 3, $"{file} at {place}: {ran.All}");
                Assert.Contains("Nothing was changed.", ran.Error, StringComparison.Ordinal);
            }

            File.Delete(file);
            await using (var other = House(Elsewhere))
                Assert.NotEqual(0, (await CommandLine.Run<RestoreVerb>(other.Services, Backup, "--replace")).Exit);
            await File.WriteAllBytesAsync(file, whole);
        }

        Assert.Equal(before, Files(Elsewhere));
    }

    [Fact]
    public async Task Stores_that_are_there_are_replaced_only_when_told_so_and_never_under_a_running_host()
    {
        if (!IsSqlite)
            return;
        Assert.Equal(0, (await CommandLine.Run<BackupVerb>(town.Services, Backup)).Exit);
        var then = Content(town.Folder);
        await using (var other = House(Elsewhere))
        {
            await Kernel.House.Migrate(other.Services, default);
            var refused = await CommandLine.Run<RestoreVerb>(other.Services, Backup);
            Assert.Equal(1, refused.Exit);
            Assert.Contains("--replace", refused.Error, StringComparison.Ordinal);
            Assert.NotEqual(then, Content(Elsewhere));
            var replaced = await CommandLine.Run<RestoreVerb>(other.Services, Backup, "--replace");
            Assert.True(replaced.Exit == 0, replaced.All);
        }

        Assert.Equal(then, Content(Elsewhere));
        Assert.All(System.IO.Directory.GetFiles(Elsewhere), file => Assert.EndsWith(".db", file, StringComparison.Ordinal));

        var running = await CommandLine.Run<RestoreVerb>(town.Services, Backup, "--replace");
        Assert.True(running.Exit == 1, running.All);
        Assert.Contains("in use", running.Error, StringComparison.Ordinal);
        Assert.Equal(then, Content(town.Folder));
    }

    [Fact]
    public async Task A_folder_with_anything_in_it_gets_no_backup()
    {
        if (!IsSqlite)
            return;
        System.IO.Directory.CreateDirectory(Backup);
        await File.WriteAllTextAsync(Path.Combine(Backup, "note.txt"), "mine");

        var ran = await CommandLine.Run<BackupVerb>(town.Services, Backup);

        Assert.Equal(1, ran.Exit);
        Assert.Single(System.IO.Directory.GetFiles(Backup));
        Assert.Equal(1, (await CommandLine.Run<RestoreVerb>(town.Services, Backup)).Exit);
    }

    [Fact]
    public async Task On_SQL_Server_both_say_that_the_database_has_its_own()
    {
        await using var other = House(Elsewhere, "SqlServer");

        var backup = await CommandLine.Run<BackupVerb>(other.Services, Backup);
        var restore = await CommandLine.Run<RestoreVerb>(other.Services, Backup);

        Assert.Equal((2, 2), (backup.Exit, restore.Exit));
        Assert.Contains("own backup", backup.Error, StringComparison.Ordinal);
        Assert.Contains("own backup", restore.Error, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(Backup));
    }

    [Fact]
    public async Task Without_a_folder_both_are_bad_usage()
    {
        Assert.Equal(2, (await CommandLine.Run<BackupVerb>(town.Services)).Exit);
        Assert.Equal(2, (await CommandLine.Run<RestoreVerb>(town.Services, "--replace")).Exit);
    }

    /// <summary>The house without its web, on a folder of its own and at the town's hour.</summary>
    private WebApplication House(string folder, string provider = "Sqlite")
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Kronobarn:DataFolder"] = folder;
        builder.Configuration["Kronobarn:Database:Provider"] = provider;
        builder.Configuration["ConnectionStrings:Kronobarn"] = "Server=nowhere;Database=none;Encrypt=True";
        builder.AddHouse();
        builder.Services.Replace(ServiceDescriptor.Singleton(town.Services.GetRequiredService<TimeProvider>()));
        return builder.Build();
    }

    private static List<string> Files(string folder) =>
        [.. System.IO.Directory.GetFiles(folder).Where(f => f.EndsWith(".db", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}")];

    /// <summary>Every row of every table of every store in the folder.</summary>
    private static List<string> Content(string folder)
    {
        var rows = new List<string>();
        foreach (var file in System.IO.Directory.GetFiles(folder, "*.db").Order(StringComparer.Ordinal))
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            foreach (var table in Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
                rows.AddRange(Read(connection, $"SELECT * FROM {table}").Select(row => $"{Path.GetFileName(file)} {table} {row}").Order(StringComparer.Ordinal));
        }

        return rows;
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('\t', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
        return rows;
    }
}
