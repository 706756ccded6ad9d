using System.Net;
using Kronobarn.Kernel;
using Kronobarn.Tests.Caseworks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Accesses;

/// <summary>What cannot be written into the access log is not done and not shown; and the row is there before the first byte is.</summary>
public sealed class AuditOrNothingTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/child-health-care/v1";

    [Fact]
    public async Task A_read_whose_audit_row_cannot_be_written_shows_nothing()
    {
        if (File is not { } file)
            return;
        var child = await town.Resident("201901012391", "2019-01-01");
        var nurse = await town.As("BVC-0780-1-staff");
        _ = (await nurse.Get($"{Api}/children/{child}")).Ok;

        using (new ClosedLog(file))
        {
            var page = await nurse.Get($"{Api}/children/{child}");
            page.Expect(HttpStatusCode.InternalServerError);
            Assert.DoesNotContain("Barn", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("BVC", page.Body, StringComparison.Ordinal);
        }

        _ = (await nurse.Get($"{Api}/children/{child}")).Ok;
        Assert.Null(await AuditStripe.Verify(Store, default));
    }

    [Fact]
    public async Task A_write_whose_audit_row_cannot_be_written_changes_nothing_and_tells_nobody()
    {
        if (File is not { } file)
            return;
        await town.Resident("201901022382", "2019-01-02");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201901022382");

        using (new ClosedLog(file))
            (await town.Step("BVC-0780-1-staff", concern, "acknowledgements")).Expect(HttpStatusCode.InternalServerError);

        Assert.Equal("new", (await town.Concern("BVC-0780-1-staff", concern))["state"]!.GetValue<string>());
        Assert.Equal("received", (await town.Receipt("POL-0780-1-staff", concern))["status"]!.GetValue<string>());
        (await town.Step("BVC-0780-1-staff", concern, "acknowledgements")).Expect(HttpStatusCode.OK);
        Assert.Null(await AuditStripe.Verify(Store, default));
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_logged_tells_nothing_either()
    {
        if (File is not { } file)
            return;
        var child = await town.Resident("201901032399", "2019-01-03");
        var other = await town.As("BVC-0780-2-staff");

        using (new ClosedLog(file))
        {
            var hidden = await other.Get($"{Api}/children/{child}");
            var unknown = await other.Get($"{Api}/children/{Guid.CreateVersion7()}");
            Assert.Equal((HttpStatusCode.InternalServerError, unknown.Body), (hidden.Status, hidden.Body));
        }
    }

    [Fact]
    public async Task The_row_is_in_the_log_when_the_client_has_seen_nothing_but_the_headers()
    {
        var child = await town.Resident("201901042380", "2019-01-04");
        var nurse = await town.As("BVC-0780-1-staff");
        Assert.Equal(0, await Rows(child));

        using (var answer = await nurse.Client.GetAsync(new Uri($"{Api}/children/{child}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(1, await Rows(child));
        }

        using var refused = await (await town.As("BVC-0780-2-staff")).Client.GetAsync(new Uri($"{Api}/children/{child}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.NotFound, 2), (refused.StatusCode, await Rows(child)));
    }

    private Store Store => town.Services.GetRequiredService<Stores>()[town.Services.GetRequiredService<ModuleList>()["ChildHealthCare"]];

    private string? File => town.Services.GetRequiredService<StoreSettings>().SqliteFile(Store.Module);

    private Task<int> Rows(Guid child) => Store.Read(db => db.Scalar<int>("SELECT COUNT(*) FROM {Module}.Audit WHERE SubjectId = @child", new { child }), default);

    /// <summary>As long as it is held, no row can be put into the access log of a store.</summary>
    private sealed class ClosedLog : IDisposable
    {
        private readonly string file;

        public ClosedLog(string file)
        {
            this.file = file;
            Run("CREATE TRIGGER Closed BEFORE INSERT ON Audit BEGIN SELECT RAISE(ABORT, 'the log is closed'); END");
        }

        public void Dispose() => Run("DROP TRIGGER Closed");

        private void Run(string sql)
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
