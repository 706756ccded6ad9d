using System.Globalization;
using Kronobarn.Casework;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Tests.Caseworks;

public class ClockTests
{
    private static readonly Ladder Default = new(1, 3);

    [Theory]
    [InlineData("concern-acknowledged", "2026-11-20", "2026-11-23")]
    [InlineData("concern-acknowledged", "2026-11-21", "2026-11-23")]
    [InlineData("first-decision", "2026-11-22", "2026-12-06")]
    [InlineData("consent-to-meeting", "2026-11-23", "2026-12-14")]
    [InlineData("hand-over-answered", "2026-12-22", "2027-01-04")]
    [InlineData("follow-up", "2026-03-01", "2026-09-01")]
    [InlineData("protection-assessment", "2026-11-22", "2026-11-22")]
    [InlineData("intake-decision", "2026-12-10", "2026-12-24")]
    public void A_clock_falls_due(string name, string start, string due) => Assert.Equal(Day(due), Configured().Due(name, Day(start)));

    [Fact]
    public void Every_clock_names_its_source()
    {
        var all = Configured().All.ToList();
        Assert.Equal(9, all.Count);
        Assert.All(all, rule => Assert.NotEmpty(rule.Source));
    }

    [Fact]
    public void No_date_within_six_months_is_later_than_the_follow_up_clock()
    {
        var clocks = Configured();
        for (var day = new DateOnly(2024, 1, 1); day.Year < 2029; day = day.AddDays(1))
            Assert.True(clocks.Due("follow-up", day) >= day.AddMonths(6), $"{day:yyyy-MM-dd}");
    }

    [Fact]
    public void A_deployment_changes_a_clock_and_says_why()
    {
        var clocks = Configured(("first-decision:Days", "10"), ("first-decision:Unit", "working-days"), ("first-decision:Source", "beslut styrgruppen 2026-05-05"));
        Assert.Equal(new ClockRule("first-decision", 10, ClockUnit.WorkingDays, "beslut styrgruppen 2026-05-05"), clocks["first-decision"]);
        Assert.Equal(Day("2026-12-04"), clocks.Due("first-decision", Day("2026-11-20")));
        Assert.Equal(Configured()["intake-decision"], clocks["intake-decision"]);
    }

    [Fact]
    public void What_a_deployment_does_not_say_stays_as_it_was()
    {
        var clocks = Configured(("hand-over-answered:Days", "3"), ("hand-over-answered:Source", "beslut"), ("Escalation:Coordinator", "5"));
        Assert.Equal((3, ClockUnit.WorkingDays), (clocks["hand-over-answered"].Days, clocks["hand-over-answered"].Unit));
        Assert.Equal(new Ladder(1, 5), clocks.Ladder);
        Assert.Equal(Default, Configured().Ladder);
    }

    [Fact]
    public void A_duty_of_the_same_day_climbs_by_a_ladder_of_its_own_and_every_other_clock_by_the_common_one()
    {
        var clocks = Configured(("Escalation:Head", "2"), ("Escalation:Coordinator", "5"), ("hand-over-answered:Coordinator", "9"), ("hand-over-answered:Source", "beslut"));
        Assert.Equal((new Ladder(0, 1), new Ladder(2, 9), new Ladder(2, 5)), (clocks.LadderOf("protection-assessment"), clocks.LadderOf("hand-over-answered"), clocks.LadderOf("first-decision")));
        Assert.All(Configured().All.Where(rule => rule.Name != "protection-assessment"), rule => Assert.Equal(Default, Configured().LadderOf(rule.Name)));

        var slower = Configured(("protection-assessment:Head", "1"), ("protection-assessment:Coordinator", "2"), ("protection-assessment:Source", "beslut"));
        Assert.Equal((new Ladder(1, 2), 0), (slower.LadderOf("protection-assessment"), slower["protection-assessment"].Days));
        Assert.Throws<KeyNotFoundException>(() => clocks.LadderOf("tea-break"));
    }

    // A Monday, a Friday and a Sunday.
    [Theory]
    [InlineData("2026-11-23", "2026-11-23", "Running")]
    [InlineData("2026-11-23", "2026-11-24", "Head")]
    [InlineData("2026-11-23", "2026-11-25", "Coordinator")]
    [InlineData("2026-11-20", "2026-11-21", "Head")]
    [InlineData("2026-11-20", "2026-11-23", "Head")]
    [InlineData("2026-11-20", "2026-11-24", "Coordinator")]
    [InlineData("2026-11-22", "2026-11-23", "Head")]
    [InlineData("2026-11-22", "2026-11-24", "Coordinator")]
    public void A_child_whose_protection_nobody_has_judged_is_the_heads_the_next_day(string due, string today, string level) =>
        Assert.Equal(level, Clocks.LevelOn(Day(due), Day(today), Configured().LadderOf("protection-assessment")).ToString());

    [Theory]
    [InlineData("first-decision:Unit", "weeks", "Kronobarn:Clocks:first-decision:Unit is 'weeks'")]
    [InlineData("first-decision:Days", "-1", "Kronobarn:Clocks:first-decision:Days is '-1'")]
    [InlineData("first-decision:Days", "two", "Kronobarn:Clocks:first-decision:Days is 'two'")]
    [InlineData("first-decision:Days", "99999", "Kronobarn:Clocks:first-decision:Days is '99999'")]
    [InlineData("first-decision:Day", "2", "Kronobarn:Clocks:first-decision:Day is not known")]
    [InlineData("first-decison:Days", "2", "Kronobarn:Clocks:first-decison is not known")]
    [InlineData("first-decision", "2", "Kronobarn:Clocks:first-decision is the text '2'")]
    [InlineData("Escalation:Head", "-1", "Kronobarn:Clocks:Escalation:Head is '-1'")]
    [InlineData("Escalation:Head", "4", "Kronobarn:Clocks:Escalation:Coordinator is 3, before Head, which is 4")]
    [InlineData("first-decision:Head", "4", "Kronobarn:Clocks:first-decision:Coordinator is 3, before Head, which is 4")]
    [InlineData("first-decision:Coordinator", "soon", "Kronobarn:Clocks:first-decision:Coordinator is 'soon'")]
    [InlineData("Escalation:Chief", "4", "Kronobarn:Clocks:Escalation:Chief is not known")]
    public void A_wrong_setting_stops_the_start_by_its_name(string key, string value, string says)
    {
        (string, string?)[] settings = key.StartsWith("first-decision:", StringComparison.Ordinal) ? [(key, value), ("first-decision:Source", "beslut")] : [(key, value)];
        Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => Configured(settings)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first-decision:Days", "10", null)]
    [InlineData("first-decision:Unit", "days", null)]
    [InlineData("first-decision:Head", "2", null)]
    [InlineData("first-decision:Days", "10", " ")]
    public void Nobody_changes_a_clock_without_a_source(string key, string value, string? source)
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => Configured((key, value), ("first-decision:Source", source)));
        Assert.Contains("Kronobarn:Clocks:first-decision:Source is missing", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_does_not_exist_is_named() =>
        Assert.Contains("'tea-break'", Assert.Throws<KeyNotFoundException>(() => Configured()["tea-break"]).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-11-23", "2026-11-22", "Running")]
    [InlineData("2026-11-23", "2026-11-23", "Running")]
    [InlineData("2026-11-23", "2026-11-24", "Unit")]
    [InlineData("2026-11-23", "2026-11-25", "Head")]
    [InlineData("2026-11-23", "2026-11-26", "Head")]
    [InlineData("2026-11-23", "2026-11-27", "Coordinator")]
    [InlineData("2026-11-23", "2030-01-01", "Coordinator")]
    [InlineData("2026-11-20", "2026-11-21", "Unit")]
    [InlineData("2026-11-20", "2026-11-23", "Unit")]
    [InlineData("2026-11-20", "2026-11-24", "Head")]
    [InlineData("2026-11-20", "2026-11-26", "Coordinator")]
    [InlineData("2026-11-22", "2026-11-23", "Unit")]
    [InlineData("2026-11-22", "2026-11-24", "Head")]
    [InlineData("2026-12-23", "2026-12-28", "Unit")]
    [InlineData("2026-12-23", "2026-12-29", "Head")]
    public void An_unanswered_clock_climbs(string due, string today, string level)
    {
        Assert.Equal(level, Clocks.LevelOn(Day(due), Day(today), Default).ToString());
        Assert.Equal(level is not "Running", Clocks.IsOverdue(Day(due), Day(today)));
    }

    [Fact]
    public void The_steps_are_the_days_on_which_the_level_rises_and_nobody_is_told_before_those_below()
    {
        var random = new Random(14);
        for (var i = 0; i < 400; i++)
        {
            var due = new DateOnly(2026, 1, 1).AddDays(random.Next(1_000));
            var head = random.Next(0, 6);
            var ladder = new Ladder(head, head + random.Next(0, 6));
            var level = Clocks.LevelOn(due, due.AddDays(-1), ladder);
            Assert.Equal(Level.Running, level);
            for (var today = due; today <= due.AddDays(40); today = today.AddDays(1))
            {
                var now = Clocks.LevelOn(due, today, ladder);
                Assert.True(now >= level);
                Assert.Equal(now > level, Clocks.NextStep(due, level, ladder) == today);
                Assert.Equal(today > due, now > Level.Running);
                level = now;
            }

            Assert.Equal(Level.Coordinator, level);
            Assert.Null(Clocks.NextStep(due, level, ladder));
        }
    }

    private static Clocks Configured(params (string Key, string? Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Kronobarn:Clocks:{s.Key}", s.Value))).Build());

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
