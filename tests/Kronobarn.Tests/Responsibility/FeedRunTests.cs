using System.Net;
using Kronobarn.Kernel;
using Kronobarn.Responsibility;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Responsibility;

public sealed class FeedRunTests(Town town) : IClassFixture<Town>
{
    private const string Runs = "/api/responsibility/v1/feed-runs";

    [Fact]
    public async Task A_held_run_is_approved_once_by_an_administrator_and_says_by_whom()
    {
        var run = await Run("held");
        var (admin, coordinator) = (await town.As("it-admin-0780"), await town.As("coordinator-0780"));

        (await coordinator.Post($"{Runs}/{run}/approvals", null)).Expect(HttpStatusCode.Forbidden);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => admin.Post($"{Runs}/{run}/approvals", null)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.OK), a => Assert.Equal("not-held", a.Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>()));
        var listed = (await coordinator.Get($"{Runs}?limit=100")).Ok["runs"]!.AsArray().Single(r => r!["runId"]!.GetValue<Guid>() == run)!;
        Assert.Equal(("approved", "it-admin-0780", 12), (listed["state"]!.GetValue<string>(), listed["approvedBy"]!.GetValue<string>(), listed["moved"]!.GetValue<int>()));
        Assert.NotNull(listed["approvedAt"]);
    }

    [Fact]
    public async Task A_run_that_is_not_held_or_not_there_cannot_be_approved()
    {
        var admin = await town.As("it-admin-0780");
        Assert.Equal("not-held", (await admin.Post($"{Runs}/{await Run("done")}/approvals", null)).Expect(HttpStatusCode.Conflict)["code"]!.GetValue<string>());
        (await admin.Post($"{Runs}/{Guid.NewGuid()}/approvals", null)).Expect(HttpStatusCode.NotFound);
        (await admin.Get($"{Runs}/{Guid.NewGuid()}/rejections")).Expect(HttpStatusCode.NotFound);
        (await (await town.As("S-0780-1-head")).Get(Runs)).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Rejections_come_in_the_feeds_order_page_by_page()
    {
        var run = await Run("done");
        await town.Services.GetRequiredService<StoreOf<Register>>().Write(async db =>
        {
            await db.Insert("FeedRejection", ["RunId", "Place", "RecordId", "Line", "Field", "Reason"], [.. Enumerable.Range(1, 5).Select(i => new object?[] { run, i * 10, $"rec-{i}", i, "born", "not a date" })]);
            return 0;
        });

        var page = (await (await town.As("it-admin-0780")).Get($"{Runs}/{run}/rejections?limit=2&offset=2")).Ok;

        Assert.Equal(5, page["total"]!.GetValue<int>());
        Assert.Equal("rec-3 rec-4", string.Join(' ', page["rejections"]!.AsArray().Select(r => r!["recordId"]!.GetValue<string>())));
        Assert.Equal(("born", "not a date", 3), (page["rejections"]![0]!["field"]!.GetValue<string>(), page["rejections"]![0]!["reason"]!.GetValue<string>(), page["rejections"]![0]!["line"]!.GetValue<int>()));
    }

    private async Task<Guid> Run(string state)
    {
        var run = Guid.CreateVersion7();
        await town.Services.GetRequiredService<StoreOf<Register>>().Write(async db =>
        {
            await db.Insert("FeedRun", ["RunId", "Kind", "Hash", "State", "StartedAt", "ReadCount", "ChangedCount", "RejectedCount", "MovedCount"],
                [[run, "population", run.ToString("N"), state, Clock.StartOf(Town.FirstDay), 100, 20, 3, 12]]);
            return 0;
        });
        return run;
    }
}
