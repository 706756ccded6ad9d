using Kronobarn.Casework.Contracts;
using Kronobarn.Kernel;
using Kronobarn.Tests.SocialServicesIntakes;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.Caseworks;

/// <summary>A child's identity becomes protected while something about it is on its way: the mark that was made when it was sent is old when it comes.</summary>
public sealed class LateMarkTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task What_comes_with_an_old_mark_is_not_counted_for_those_who_may_not_see_the_child()
    {
        var child = await town.Resident("201906072382", "2020-01-01", protection: "sekretessmarkering");
        var told = new ConcernTold(Guid.CreateVersion7(), "child", "201906072382", null, "Ofta ensam.", [], "normal", false, new Reporter("staff", "police", "POL-0780-1", "P", null), DateTimeOffset.Parse("2026-03-02T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await town.RaiseConcern("POL-0780-1-staff", "201906082399");
        await town.ReportHarm("201906092380");
        var before = (await Count("inbox"), await Count("offers"), await Count("reports"));
        await Tell(new ConcernRouted(told with { ConcernId = Guid.CreateVersion7() }, "social-services", "SOC-0780-1", child, IsProtected: false, "passed"));
        await Tell(new CaseTransferred(Guid.CreateVersion7(), "school", "S-0780-1", "social-services", "SOC-0780-1", child, IsProtected: false, Guid.CreateVersion7(), [], []));
        await Tell(new HandOverOffered(Guid.CreateVersion7(), "school", "S-0780-1", "social-services", "SOC-0780-1", child, IsProtected: false, "Er sak.", [], "consent", DateTimeOffset.Parse("2026-03-02T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture)));
        await Tell(new HandOverAccepted(Guid.CreateVersion7(), "school", "S-0780-1", "social-services", "SOC-0780-1", child, IsProtected: false, Guid.CreateVersion7(), "SOC-0780-1-head", [], DateTimeOffset.Parse("2026-03-02T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture)));
        await Tell(new HarmReported(told, "SOC-0780-1", child, IsProtected: false));

        Assert.Equal(before, (await Count("inbox"), await Count("offers"), await Count("reports")));
        Assert.Equal(["0"], await town.Rows("social-services", "SELECT COUNT(*) FROM {Module}.Concern WHERE ChildId = @child AND IsProtected = 0", new { child }));
        Assert.Equal(["0"], await town.Rows("social-services", "SELECT COUNT(*) FROM {Module}.Offer WHERE ChildId = @child AND IsProtected = 0", new { child }));
        Assert.Equal(["0"], await town.Rows("social-services", "SELECT COUNT(*) FROM {Module}.CaseFile WHERE ChildId = @child AND IsProtected = 0", new { child }));
        Assert.Contains(told.ConcernId, await town.Intake(Intakes.Head));
    }

    private async Task<int> Count(string list) => (await town.Read("SOC-0780-1-staff", $"{list}?limit=100"))["total"]!.GetValue<int>();

    private async Task Tell(IEvent happened)
    {
        var services = town.Services;
        await services.GetRequiredService<Stores>()[services.GetRequiredService<ModuleList>()["Casework"]].Write(db =>
        {
            db.Publish(happened);
            return Task.FromResult(0);
        }, default);
        await town.DeliverEvents();
    }
}
