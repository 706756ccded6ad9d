using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Kronobarn.Kernel;
using Kronobarn.Tests.Caseworks;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kronobarn.Tests.Accesses;

/// <summary>
/// A child or a record that one may not know of is answered by the same questions to the store as one that does not exist, so that neither the bytes nor the time taken
/// tell them apart. The statements are compared, never the time.
/// </summary>
public sealed partial class SameWorkTests(Town town) : IClassFixture<Town>
{
    private const string Api = "/api/child-health-care/v1";

    [Fact]
    public async Task A_child_that_one_may_not_know_of_costs_what_one_that_does_not_exist_costs()
    {
        var others = await town.Resident("201901012391", "2019-01-01");
        var hidden = await town.Resident("201901022382", "2019-01-02", protection: "sekretessmarkering");
        foreach (var url in (string[])["children/{0}", "access/explain?childId={0}"])
        {
            await Same("BVC-0780-2-staff", others, Guid.CreateVersion7(), url);
            await Same("BVC-0780-1-staff", hidden, Guid.CreateVersion7(), url);
        }
    }

    [Fact]
    public async Task A_record_of_another_unit_costs_what_one_that_does_not_exist_costs()
    {
        await town.Resident("201901032399", "2019-01-03");
        var concern = await town.RaiseConcern("POL-0780-1-staff", "201901032399");
        var file = await town.OpenCase("BVC-0780-1-staff", "201901032399");

        await Same("BVC-0780-2-staff", concern, Guid.CreateVersion7(), "concerns/{0}");
        await Same("BVC-0780-2-staff", file, Guid.CreateVersion7(), "cases/{0}");
    }

    [Fact]
    public async Task A_number_whose_child_one_may_not_know_of_costs_what_an_unknown_number_costs()
    {
        await town.Resident("201901042380", "2019-01-04", protection: "sekretessmarkering");
        object LookUp(string number) => new { identityNumber = number, purpose = "Ringa vårdnadshavaren." };
        await Same("BVC-0780-2-staff", "children/lookups", LookUp("201901042380"), LookUp("201901302388"));
        object Glass(string number) => new { identityNumber = number, reason = "Barnet står ensamt vid vägen och ingen svarar." };
        await Same("BVC-0780-2-staff", "glass-breaks", Glass("201901042380"), Glass("201901302388"));
    }

    private Task Same(string person, Guid hidden, Guid unknown, string url) =>
        Compare(person, client => client.Get($"{Api}/{string.Format(null, url, hidden)}"), client => client.Get($"{Api}/{string.Format(null, url, unknown)}"));

    private Task Same(string person, string url, object hidden, object unknown) =>
        Compare(person, client => client.Post($"{Api}/{url}", hidden), client => client.Post($"{Api}/{url}", unknown));

    private async Task Compare(string person, Func<Staff, Task<Answer>> hidden, Func<Staff, Task<Answer>> unknown)
    {
        if (town.Services.GetRequiredService<StoreSettings>() is { IsSqlite: false })
            return;
        using var watched = town.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(provider =>
            new Stores(provider.GetRequiredService<ModuleList>().All.Select(module => new WatchedStore(new SqliteStore(module, provider.GetRequiredService<StoreSettings>().SqliteFile(module)!,
                provider.GetRequiredService<Subscriptions>(), provider.GetRequiredService<Clock>()), provider)))))));
        var client = watched.CreateClient();
        client.DefaultRequestHeaders.Authorization = (await town.As(person)).Client.DefaultRequestHeaders.Authorization;
        var staff = new Staff(client);
        await Asked(unknown);
        var (first, questions) = await Asked(unknown);
        var (second, same) = await Asked(hidden);

        Assert.Equal((HttpStatusCode.NotFound, first.Body), (second.Status, second.Body));
        Assert.NotEmpty(questions);
        Assert.Equal(questions, same);

        async Task<(Answer Answer, List<string> Questions)> Asked(Func<Staff, Task<Answer>> ask)
        {
            WatchedStore.Statements.Clear();
            var answer = await ask(staff);
            return (answer, [.. WatchedStore.Statements.Select(sql => Literal().Replace(sql, "?"))]);
        }
    }

    [GeneratedRegex("'[^']*'", RegexOptions.None, 1000)]
    private static partial Regex Literal();

    /// <summary>A store that keeps every statement that its engine runs, in order.</summary>
    private sealed class WatchedStore(Store inner, IServiceProvider services) : Store(inner.Module, services.GetRequiredService<Subscriptions>(), services.GetRequiredService<Clock>())
    {
        private static readonly FieldInfo Connection = typeof(Session).GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Single(f => typeof(System.Data.Common.DbConnection).IsAssignableFrom(f.FieldType));

        public static ConcurrentQueue<string> Statements { get; } = new();

        public override Task<T> Read<T>(Func<Session, Task<T>> body, CancellationToken cancel) => inner.Read(session => Watched(session, body), cancel);

        public override Task<T> Write<T>(Func<Session, Task<T>> body, CancellationToken cancel) => inner.Write(session => Watched(session, body), cancel);

        public override ValueTask DisposeAsync() => inner.DisposeAsync();

        private async Task<T> Watched<T>(Session session, Func<Session, Task<T>> body)
        {
            var handle = ((SqliteConnection)Connection.GetValue(session)!).Handle;
            SQLitePCL.raw.sqlite3_trace(handle, (_, sql) => Statements.Enqueue($"{Module}: {sql}"), null);
            try
            {
                return await body(session);
            }
            finally
            {
                SQLitePCL.raw.sqlite3_trace(handle, (SQLitePCL.strdelegate_trace?)null, null);
            }
        }
    }
}
