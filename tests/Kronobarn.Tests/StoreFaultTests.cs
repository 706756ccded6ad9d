using System.Net;
using Kronobarn.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests;

/// <summary>A store that is locked, and a migration that fails half way: a clear answer, and nothing lost or half done.</summary>
public sealed class StoreFaultTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_locked_store_answers_503_changes_nothing_and_serves_again_when_it_is_free()
    {
        await town.Resident("201911112389", "2019-11-11");
        var rektor = await town.As("S-0780-1-head");
        var body = new { identityNumber = "201911112389", form = "FKLASS", from = "2026-02-01" };
        var store = town.Services.GetRequiredService<StoreSettings>().SqliteFile(town.Services.GetRequiredService<ModuleList>()["School"]);
        if (store is null)
            return;

        using (var other = Open(store))
        {
            Run(other, "BEGIN IMMEDIATE");
            (await rektor.Post("/api/school/v1/enrolments", body, key: "locked")).Expect(HttpStatusCode.ServiceUnavailable);
            Run(other, "ROLLBACK");
        }

        (await rektor.Post("/api/school/v1/enrolments", body, key: "locked")).Expect(HttpStatusCode.Created);
        using var reader = Open(store);
        Assert.Equal(1L, Scalar(reader, "SELECT COUNT(*) FROM Enrolment e JOIN Idempotency i ON i.IdempotencyKey = 'locked'"));
    }

    [Fact]
    public async Task A_migration_that_fails_half_way_is_rolled_back_and_named_and_runs_when_the_cause_is_gone()
    {
        var school = ModuleList.Scan()["School"];
        var file = Path.Combine(Path.GetTempPath(), $"kronobarn-{Guid.NewGuid():N}.db");
        try
        {
            using (var before = Open(file))
                Run(before, "CREATE TABLE InTheWay (Id int); CREATE INDEX IX_Enrolment_Unit ON InTheWay (Id)");
            var migrator = new Migrator(school, file, connectionString: null);

            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => migrator.Run(DateTimeOffset.UnixEpoch, default));
            Assert.Contains("School: the migration 0001_enrolment failed and was rolled back", failure.Message, StringComparison.Ordinal);
            using (var after = Open(file))
            {
                Assert.Equal(0L, Scalar(after, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'Enrolment'"));
                Run(after, "DROP TABLE InTheWay");
            }

            Assert.Contains("School: 0001_enrolment", await migrator.Run(DateTimeOffset.UnixEpoch, default), StringComparer.Ordinal);
            Assert.Empty(await migrator.Run(DateTimeOffset.UnixEpoch, default));
            using (var journal = Open(file))
                Run(journal, "UPDATE Migration SET Checksum = 'other' WHERE Scope = 'School' AND Number = 1");
            Assert.Contains("was changed after it had been applied", (await Assert.ThrowsAsync<InvalidOperationException>(() => migrator.Run(DateTimeOffset.UnixEpoch, default))).Message, StringComparison.Ordinal);
        }
        finally
        {
            foreach (var part in (string[])["", "-wal", "-shm"])
                File.Delete(file + part);
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
