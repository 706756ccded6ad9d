using Kronobarn.SocialServices;

namespace Kronobarn.Tests.SocialServicesIntakes;

public class ReportStepTests
{
    // A line for each state, in the order of ReportSteps.All: assign, identify, assess, decide, hand-over, pass.
    [Theory]
    [InlineData("new", true, true, true, false, false, true)]
    [InlineData("assessed", true, true, true, true, false, true)]
    [InlineData("investigation", false, false, false, false, false, false)]
    [InlineData("under-way", false, false, false, false, false, false)]
    [InlineData("no-investigation", false, false, false, false, true, false)]
    [InlineData("handed-over", false, false, false, false, false, false)]
    [InlineData("passed", false, false, false, false, false, false)]
    [InlineData("no such state", false, false, false, false, false, false)]
    public void What_may_be_done_with_a_report_in_which_state(string state, params bool[] may)
    {
        Assert.Equal(may, ReportSteps.All.Select(step => ReportSteps.May(state, step)));
        Assert.False(ReportSteps.May(state, "no such step"));
    }

    [Fact]
    public void The_table_has_a_line_for_every_state()
    {
        var lines = typeof(ReportStepTests).GetMethod(nameof(What_may_be_done_with_a_report_in_which_state))!.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Cast<InlineDataAttribute>().Select(line => (string)line.GetData(null!).Single()[0]);
        Assert.Superset(ReportStates.All.ToHashSet(StringComparer.Ordinal), lines.ToHashSet(StringComparer.Ordinal));
    }
}
