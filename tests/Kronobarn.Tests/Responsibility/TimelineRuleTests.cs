using System.Globalization;
using Kronobarn.Responsibility;

namespace Kronobarn.Tests.Responsibility;

/// <summary>Each sentence of the rules, its ties and its edges. The child lives in Växjö unless the test says otherwise.</summary>
public class TimelineRuleTests
{
    private static readonly County Kronoberg = new(County.KronobergCodes, County.KronobergCodes.SelectMany(code => new[]
    {
        DefaultUnit.Undated(code, "child-health-care", $"BVC-{code}"),
        DefaultUnit.Undated(code, "kaa", $"KAA-{code}"),
    }));

    private static readonly IRuleSet Styrgrupp = RuleSets.ById["styrgrupp-2021-04-09"];
    private static readonly IRuleSet Faq = RuleSets.ById["faq-2022-02-23"];

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    private static DateOnly? End(string iso) => iso.Length == 0 ? null : Day(iso);

    private static Residence Lives(string municipality, string from = "1990-01-01", string to = "") => new(municipality, Day(from), End(to));
    private static Listing Listed(string unit, string from, string to = "") => new(unit, Day(from), End(to));
    private static Placement Placed(string unit, string from, string to = "") => new(unit, Day(from), End(to));
    private static Enrolment Goes(string unit, string from, string to = "", SchoolForm form = SchoolForm.GR) => new(unit, form, Day(from), End(to));
    private static AgreedException Agreed(string organisation, string unit, string from, string to = "") => new(organisation, unit, Day(from), End(to));

    private static ChildFacts Child(
        string? born = "2010-05-10", string? died = null, Pregnancy? pregnancy = null, List<Residence>? lives = null, List<Listing>? listed = null,
        List<Placement>? placed = null, List<Enrolment>? goes = null, List<AgreedException>? agreed = null) => new()
        {
            Child = "c1",
            BirthDate = born is null ? null : Day(born),
            DeathDate = died is null ? null : Day(died),
            Pregnancy = pregnancy,
            Residences = lives ?? [Lives("0780")],
            Listings = listed ?? [],
            Placements = placed ?? [],
            Enrolments = goes ?? [],
            Exceptions = agreed ?? [],
        };

    private static Timeline Draw(ChildFacts child, IRuleSet? set = null) => Timeline.Of(child, RuleSchedule.Always(set ?? Faq), Kronoberg);

    private static string Line(Period period) =>
        string.Create(CultureInfo.InvariantCulture, $"{period.From:yyyy-MM-dd} {period.To:yyyy-MM-dd} {period.Rule} {period.Organisation} {period.Unit ?? "-"}");

    private static string Line(Alert alert) => string.Create(CultureInfo.InvariantCulture, $"{alert.Code} {alert.From:yyyy-MM-dd} {alert.To:yyyy-MM-dd}");

    private static void Holds(ChildFacts child, params string[] periods) => Holds(Draw(child), periods);

    private static void Holds(Timeline timeline, params string[] periods) => Assert.Equal<string>(periods, timeline.Periods.ConvertAll(Line).ToArray());

    private static void Warns(ChildFacts child, params string[] alerts) => Assert.Equal<string>(alerts, Draw(child).Alerts.ConvertAll(Line).ToArray());

    private static Period On(ChildFacts child, string day, IRuleSet? set = null) =>
        Draw(child, set).Periods.Single(p => p.From <= Day(day) && (p.To is null || p.To > Day(day)));

    // ---- The whole chain

    [Fact]
    public void A_childhood_goes_from_maternal_care_to_child_health_care_to_preschool_to_school()
    {
        var child = Child(
            born: "2019-03-04",
            pregnancy: new Pregnancy("MVC-1", Day("2018-09-01"), Day("2019-03-01")),
            lives: [Lives("0780", "2018-09-01")],
            listed: [Listed("BVC-3", "2019-03-10")],
            placed: [Placed("F-7", "2020-08-17", "2025-06-13")],
            goes: [Goes("S-2", "2025-08-18", form: SchoolForm.FKLASS)],
            agreed: [Agreed("social-services", "X-1", "2026-01-01", "2026-03-01")]);

        Holds(child,
            "2018-09-01 2019-03-04 unborn maternal-care MVC-1",
            "2019-03-04 2019-03-10 child-health-care child-health-care BVC-0780",
            "2019-03-10 2020-08-17 child-health-care child-health-care BVC-3",
            "2020-08-17 2025-06-13 preschool preschool F-7",
            "2025-06-13 2025-08-18 preschool-bridge preschool F-7",
            "2025-08-18 2026-01-01 school school S-2",
            "2026-01-01 2026-03-01 exception social-services X-1",
            "2026-03-01 2037-03-04 school school S-2");
        Warns(child);
    }

    [Fact]
    public void The_first_rule_set_lets_child_health_care_hold_until_school_begins()
    {
        var child = Child(listed: [Listed("BVC-3", "2010-05-10")], placed: [Placed("F-7", "2012-01-01", "2016-06-10")], goes: [Goes("S-1", "2016-08-15")]);

        Holds(Draw(child, Styrgrupp),
            "2010-05-10 2016-08-15 child-health-care child-health-care BVC-3",
            "2016-08-15 2028-05-10 school school S-1");
    }

    [Fact]
    public void Each_day_is_judged_by_the_rule_set_in_force_that_day()
    {
        var schedule = new RuleSchedule([(Faq.InForceFrom, Faq), (Styrgrupp.InForceFrom, Styrgrupp)]);
        var child = Child(born: "2020-01-01", died: "2023-01-01", placed: [Placed("F-7", "2021-01-01")]);

        Holds(Timeline.Of(child, schedule, Kronoberg),
            "2020-01-01 2022-02-23 child-health-care child-health-care BVC-0780",
            "2022-02-23 2023-01-01 preschool preschool F-7");
    }

    [Fact]
    public void The_first_set_of_a_schedule_also_judges_the_days_before_its_own()
    {
        var schedule = new RuleSchedule([(Day("2022-02-23"), Faq)]);
        var child = Child(born: "2015-01-01", died: "2019-01-01", placed: [Placed("F-7", "2015-01-01")]);

        Holds(Timeline.Of(child, schedule, Kronoberg), "2015-01-01 2019-01-01 preschool preschool F-7");
    }

    [Fact]
    public void A_schedule_without_sets_or_with_two_on_one_day_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new RuleSchedule([]));
        Assert.Throws<ArgumentException>(() => new RuleSchedule([(Day("2022-01-01"), Faq), (Day("2022-01-01"), Styrgrupp)]));
    }

    [Fact]
    public void Both_rule_sets_are_found_with_the_day_of_their_decision() =>
        Assert.Equal(
            ["faq-2022-02-23 2022-02-23", "styrgrupp-2021-04-09 2021-04-09"],
            RuleSets.ById.Values.Select(set => string.Create(CultureInfo.InvariantCulture, $"{set.Id} {set.InForceFrom:yyyy-MM-dd}")).Order(StringComparer.Ordinal).ToArray());

    // ---- Scope

    [Theory]
    [InlineData("2004-02-29", "2022-02-28")]
    [InlineData("2004-02-28", "2022-02-28")]
    [InlineData("2004-03-01", "2022-03-01")]
    [InlineData("2006-12-31", "2024-12-31")]
    public void The_chain_ends_on_the_18th_birthday_which_for_29_February_is_the_28th(string born, string end) =>
        Assert.Equal(Day(end), Draw(Child(born)).Periods[^1].To);

    [Fact]
    public void The_chain_ends_on_the_death_date() =>
        Holds(Child(died: "2011-01-01"), "2010-05-10 2011-01-01 child-health-care child-health-care BVC-0780");

    [Fact]
    public void A_death_on_the_birth_date_leaves_no_day() => Holds(Child(died: "2010-05-10"));

    [Fact]
    public void A_death_before_the_birth_date_ends_the_chain_while_unborn() =>
        Holds(
            Child(died: "2010-05-01", pregnancy: new Pregnancy("MVC-1", Day("2009-10-01"))),
            "2009-10-01 2010-05-01 unborn maternal-care MVC-1");

    [Fact]
    public void A_pregnancy_that_ended_without_birth_ends_the_chain() =>
        Holds(
            Child(born: null, pregnancy: new Pregnancy("MVC-1", Day("2020-01-01"), Day("2020-09-01"), EndedWithoutBirth: Day("2020-03-05"))),
            "2020-01-01 2020-03-05 unborn maternal-care MVC-1");

    [Fact]
    public void A_pregnancy_that_ended_the_day_it_was_registered_leaves_no_day_and_is_no_error() =>
        Holds(Child(born: null, pregnancy: new Pregnancy("MVC-1", Day("2020-01-01"), EndedWithoutBirth: Day("2020-01-01"))));

    [Fact]
    public void A_pregnancy_said_to_have_ended_without_birth_ends_the_chain_even_with_a_birth_date() =>
        Holds(
            Child(pregnancy: new Pregnancy("MVC-1", Day("2010-01-01"), EndedWithoutBirth: Day("2010-03-01"))),
            "2010-01-01 2010-03-01 unborn maternal-care MVC-1");

    [Fact]
    public void An_unborn_child_is_held_for_an_open_time() =>
        Holds(Child(born: null, pregnancy: new Pregnancy("MVC-1", Day("2020-01-01"))), "2020-01-01  unborn maternal-care MVC-1");

    [Fact]
    public void A_birth_without_a_known_pregnancy_begins_the_chain_on_the_birth_date() =>
        Assert.Equal(Day("2010-05-10"), Draw(Child()).Periods[0].From);

    [Fact]
    public void A_pregnancy_whose_first_day_is_unknown_begins_the_chain_on_the_birth_date()
    {
        Assert.Equal(Day("2010-05-10"), Draw(Child(pregnancy: new Pregnancy("MVC-1", null, Day("2010-05-01")))).Periods[0].From);
        Holds(Child(born: null, pregnancy: new Pregnancy("MVC-1", null, Day("2010-05-01"))));
    }

    [Fact]
    public void A_pregnancy_recorded_from_after_the_birth_begins_the_chain_on_its_own_day() =>
        Holds(
            Child(died: "2011-01-01", pregnancy: new Pregnancy("MVC-1", Day("2010-06-01"))),
            "2010-06-01 2011-01-01 child-health-care child-health-care BVC-0780");

    [Fact]
    public void A_pregnancy_without_a_unit_is_held_by_no_unit_and_that_is_no_missing_default()
    {
        var child = Child(born: null, pregnancy: new Pregnancy(null, Day("2020-01-01")));
        Holds(child, "2020-01-01  unborn maternal-care -");
        Warns(child);
    }

    [Fact]
    public void A_child_with_neither_pregnancy_nor_birth_date_is_held_by_nobody() =>
        Holds(Child(born: null, goes: [Goes("S-1", "2016-08-15")], agreed: [Agreed("police", "P-1", "2016-01-01")]));

    [Fact]
    public void A_child_who_moves_out_and_back_has_a_chain_of_two_pieces() =>
        Holds(
            Child(died: "2014-01-01", lives: [Lives("0780", to: "2011-01-01"), Lives("1280", "2011-01-01", "2013-01-01"), Lives("0765", "2013-01-01")]),
            "2010-05-10 2011-01-01 child-health-care child-health-care BVC-0780",
            "2013-01-01 2014-01-01 child-health-care child-health-care BVC-0765");

    [Fact]
    public void A_child_without_residence_is_out_of_scope() => Holds(Child(lives: []));

    [Fact]
    public void Of_two_residences_the_later_begun_counts_even_when_it_lies_outside_the_county() =>
        Holds(
            Child(died: "2012-01-01", lives: [Lives("0780"), Lives("1280", "2011-01-01", "2011-06-01")]),
            "2010-05-10 2011-01-01 child-health-care child-health-care BVC-0780",
            "2011-06-01 2012-01-01 child-health-care child-health-care BVC-0780");

    [Fact]
    public void Of_two_residences_begun_the_same_day_the_lower_municipality_code_counts()
    {
        Assert.Equal("BVC-0764", On(Child(lives: [Lives("0780"), Lives("0764")]), "2011-01-01").Unit);
        Holds(Child(lives: [Lives("0780"), Lives("0680")]));
    }

    [Fact]
    public void Facts_of_the_very_last_years_of_the_calendar_do_not_break_the_engine() =>
        Holds(
            Child(born: "9990-01-01", pregnancy: new Pregnancy("MVC-1", Day("9989-06-01"), Day("9999-12-31"))),
            "9989-06-01 9990-01-01 unborn maternal-care MVC-1",
            "9990-01-01  child-health-care child-health-care BVC-0780");

    // ---- Rule 0 and 1

    [Fact]
    public void An_agreed_exception_goes_before_every_other_rule()
    {
        var child = Child(
            died: "2017-01-01", pregnancy: new Pregnancy("MVC-1", Day("2010-01-01"), Day("2010-02-01")), goes: [Goes("S-1", "2010-01-01"), Goes("S-2", "2010-02-01")],
            agreed: [Agreed("partner", "HAB-1", "2010-03-01", "2016-12-01")]);
        Holds(child,
            "2010-01-01 2010-03-01 unborn maternal-care MVC-1",
            "2010-03-01 2016-12-01 exception partner HAB-1",
            "2016-12-01 2017-01-01 school school S-2");
        Warns(child, "overdue-birth 2010-02-22 2010-03-01", "overlap 2016-12-01 2017-01-01");
    }

    [Fact]
    public void An_agreed_exception_does_not_hold_out_of_scope() =>
        Holds(
            Child(died: "2012-01-01", agreed: [Agreed("police", "P-1", "2009-01-01", "2013-01-01")]),
            "2010-05-10 2012-01-01 exception police P-1");

    [Theory]
    [InlineData("2010-06-01", "A-1", "2010-07-01", "B-1", "B-1")]
    [InlineData("2010-06-01", "A-1", "2010-06-01", "B-1", "A-1")]
    [InlineData("2010-06-01", "a-1", "2010-06-01", "B-1", "B-1")]
    [InlineData("2010-06-01", "S-10", "2010-06-01", "S-9", "S-10")]
    [InlineData("2010-06-01", "Ö-1", "2010-06-01", "Ä-1", "Ä-1")]
    public void The_latest_begun_wins_and_of_equals_the_unit_that_sorts_first_ordinally(string from1, string unit1, string from2, string unit2, string holder)
    {
        Assert.Equal(holder, On(Child(agreed: [Agreed("police", unit1, from1), Agreed("partner", unit2, from2)]), "2012-01-01").Unit);
        Assert.Equal(holder, On(Child(goes: [Goes(unit1, from1), Goes(unit2, from2)]), "2012-01-01").Unit);
        Assert.Equal(holder, On(Child(placed: [Placed(unit1, from1), Placed(unit2, from2)]), "2012-01-01").Unit);
        Assert.Equal(holder, On(Child(listed: [Listed(unit1, from1), Listed(unit2, from2)]), "2012-01-01").Unit);
        Assert.Equal(holder, On(Child(listed: [Listed(unit2, from2), Listed(unit1, from1)]), "2012-01-01").Unit);
    }

    [Fact]
    public void Two_exceptions_of_one_day_and_unit_name_are_told_apart_by_organisation()
    {
        var one = Agreed("police", "X-1", "2011-01-01");
        var other = Agreed("partner", "X-1", "2011-01-01");
        Assert.Equal("partner", On(Child(agreed: [one, other]), "2012-01-01").Organisation);
        Assert.Equal("partner", On(Child(agreed: [other, one]), "2012-01-01").Organisation);
    }

    [Fact]
    public void School_preschool_and_listing_facts_of_an_unborn_child_wait_for_the_birth() =>
        Holds(
            Child(born: "2010-05-10", died: "2010-06-01", pregnancy: new Pregnancy("MVC-1", Day("2010-01-01")),
                listed: [Listed("BVC-3", "2010-01-01")], placed: [Placed("F-1", "2010-01-01")], goes: [Goes("S-1", "2010-02-01", "2010-05-20")]),
            "2010-01-01 2010-05-10 unborn maternal-care MVC-1",
            "2010-05-10 2010-05-20 school school S-1",
            "2010-05-20 2010-06-01 compulsory-gap school S-1");

    [Fact]
    public void A_birth_date_that_moves_the_chain_puts_unborn_days_first_when_the_pregnancy_is_known() =>
        Assert.Equal("unborn", On(Child(pregnancy: new Pregnancy("MVC-1", Day("2010-01-01"))), "2010-05-09").Rule);

    // ---- Rules 2 to 5

    [Theory]
    [InlineData("2020-09-10", "school-bridge")]
    [InlineData("2020-09-11", "compulsory-gap")]
    public void A_school_bridge_is_at_most_92_days_long(string nextFrom, string rule)
    {
        var child = Child(goes: [Goes("S-1", "2016-08-15", "2020-06-10"), Goes("S-2", nextFrom)]);
        Assert.Equal((rule, "S-1"), (On(child, "2020-06-10").Rule, On(child, "2020-06-10").Unit));
        Assert.Equal(Day(nextFrom), On(child, "2020-06-10").To);
    }

    [Fact]
    public void A_bridge_looks_at_the_next_enrolment_of_all_and_not_at_one_that_has_begun_and_ended_in_between()
    {
        var child = Child(goes: [Goes("S-1", "2016-08-15", "2020-06-10"), Goes("S-0", "2020-01-01", "2020-02-01"), Goes("S-3", "2021-01-01"), Goes("S-2", "2020-08-15", "2020-12-01")]);
        Assert.Equal("school-bridge", On(child, "2020-07-01").Rule);
        Assert.Equal("S-2", On(child, "2020-12-15").Unit);
        Assert.Equal("school-bridge", On(child, "2020-12-15").Rule);
    }

    [Fact]
    public void An_enrolment_that_begins_the_day_another_ends_leaves_no_bridge() =>
        Holds(
            Child(died: "2018-01-01", goes: [Goes("S-1", "2010-05-10", "2017-01-01"), Goes("S-2", "2017-01-01")]),
            "2010-05-10 2017-01-01 school school S-1",
            "2017-01-01 2018-01-01 school school S-2");

    [Theory]
    [InlineData("2016-08-15", "2020-06-10", "2016-08-15", "2020-06-09", "S-1")]
    [InlineData("2016-08-15", "2020-06-10", "2017-08-15", "2020-06-10", "S-2")]
    [InlineData("2016-08-15", "2020-06-10", "2016-08-15", "2020-06-10", "S-1")]
    [InlineData("2016-08-15", "2020-06-09", "2016-08-15", "2020-06-10", "S-2")]
    public void Ended_last_is_the_greatest_end_then_the_greatest_start_then_the_unit_that_sorts_first(string from1, string to1, string from2, string to2, string unit)
    {
        Assert.Equal(unit, On(Child(goes: [Goes("S-1", from1, to1), Goes("S-2", from2, to2)]), "2021-01-01").Unit);
        Assert.Equal(unit, On(Child(goes: [Goes("S-2", from2, to2), Goes("S-1", from1, to1)]), "2021-01-01").Unit);
        Assert.Equal(unit, On(Child(placed: [Placed("S-2", from2, to2), Placed("S-1", from1, to1)], goes: [Goes("S-9", "2020-08-15")]), "2020-07-01").Unit);
    }

    [Fact]
    public void A_change_of_rule_alone_begins_a_new_period() =>
        Holds(
            Child(died: "2020-09-01", goes: [Goes("S-1", "2010-05-10", "2020-06-10"), Goes("S-1", "2020-08-15")]),
            "2010-05-10 2020-06-10 school school S-1",
            "2020-06-10 2020-08-15 school-bridge school S-1",
            "2020-08-15 2020-09-01 school school S-1");

    [Fact]
    public void Enrolments_at_one_school_that_follow_each_other_form_one_period() =>
        Holds(
            Child(died: "2020-09-01", goes: [Goes("S-1", "2010-05-10", "2020-06-10", SchoolForm.FKLASS), Goes("S-1", "2020-06-10")]),
            "2010-05-10 2020-09-01 school school S-1");

    [Fact]
    public void A_gap_under_compulsory_schooling_stays_with_the_school_and_is_told()
    {
        var child = Child(goes: [Goes("S-1", "2016-08-15", "2020-06-10"), Goes("S-2", "2021-01-11", "2026-06-12"), Goes("G-1", "2026-08-17")]);
        Assert.Equal(("compulsory-gap", "S-1"), (On(child, "2020-06-10").Rule, On(child, "2021-01-10").Unit));
        Warns(child, "compulsory-gap 2020-06-10 2021-01-11");
    }

    [Theory]
    [InlineData("2010-01-01", "2016-08-15", "FKLASS", "2026-07-01")]
    [InlineData("2010-12-31", "2016-12-31", "FKLASS", "2026-07-01")]
    [InlineData("2010-12-31", "2017-01-01", "FKLASS", "2027-07-01")]
    [InlineData("2010-12-31", "2017-01-01", "GR", "2026-07-01")]
    [InlineData("2010-12-31", "2018-08-20", "FKLASS", "2027-07-01")]
    public void Compulsory_schooling_is_over_on_1_July_of_the_year_of_16_or_a_year_later_after_a_postponed_start(string born, string start, string form, string over)
    {
        var child = Child(born, goes: [Goes("S-1", start, "2020-06-10", Enum.Parse<SchoolForm>(form))]);
        Assert.Equal(Day(over), Draw(child).Periods.Single(p => p.Rule is "kaa").From);
        Warns(child, [$"compulsory-gap 2020-06-10 {over}", .. LateStart(Day(born), Day(start))]);
        static string[] LateStart(DateOnly born, DateOnly start) =>
            start > new DateOnly(born.Year + 6, 9, 1) ? [Line(new Alert("late-school-start", new DateOnly(born.Year + 6, 9, 1), start))] : [];
    }

    [Fact]
    public void A_start_is_postponed_by_the_first_enrolment_alone_even_one_that_lies_ahead()
    {
        Assert.Equal(Day("2026-07-01"), Draw(Child(goes: [Goes("S-1", "2016-08-15", "2020-06-10"), Goes("S-1", "2017-08-15", "2018-06-10", SchoolForm.FKLASS)])).Periods.Single(p => p.Rule is "kaa").From);
        Assert.Equal(Day("2027-07-01"), Draw(Child(goes: [Goes("G-1", "2027-08-15", form: SchoolForm.FKLASS)])).Periods.Single(p => p.Rule is "kaa").From);
    }

    [Theory]
    [InlineData("S-1", "FKLASS", "S-2", "GR", "2027-07-01")]
    [InlineData("S-2", "FKLASS", "S-1", "GR", "2026-07-01")]
    [InlineData("S-1", "GR", "S-1", "FKLASS", "2027-07-01")]
    public void Of_two_first_enrolments_the_unit_that_sorts_first_tells_whether_the_start_was_postponed(string unit1, string form1, string unit2, string form2, string over)
    {
        var one = Goes(unit1, "2017-08-15", "2018-06-10", Enum.Parse<SchoolForm>(form1));
        var other = Goes(unit2, "2017-08-15", "2018-06-10", Enum.Parse<SchoolForm>(form2));
        Assert.Equal(Day(over), Draw(Child(goes: [one, other])).Periods.Single(p => p.Rule is "kaa").From);
        Assert.Equal(Day(over), Draw(Child(goes: [other, one])).Periods.Single(p => p.Rule is "kaa").From);
    }

    [Fact]
    public void A_youth_who_never_began_school_belongs_to_kaa_of_the_municipality_of_residence_when_compulsory_schooling_is_over() =>
        Holds(
            Child(lives: [Lives("0780", to: "2027-01-01"), Lives("0781", "2027-01-01")]),
            "2010-05-10 2026-07-01 child-health-care child-health-care BVC-0780",
            "2026-07-01 2027-01-01 kaa kaa KAA-0780",
            "2027-01-01 2028-05-10 kaa kaa KAA-0781");

    [Fact]
    public void A_summer_between_compulsory_and_upper_secondary_school_is_a_bridge_and_never_kaa() =>
        Assert.Equal("school-bridge", On(Child(goes: [Goes("S-1", "2016-08-15", "2026-06-12"), Goes("G-1", "2026-08-17", form: SchoolForm.GY)]), "2026-07-15").Rule);

    [Fact]
    public void A_youth_who_leaves_upper_secondary_school_belongs_to_kaa() =>
        Assert.Equal("KAA-0780", On(Child(goes: [Goes("S-1", "2016-08-15", "2026-06-12"), Goes("G-1", "2026-08-17", "2026-11-01", SchoolForm.GY)]), "2026-11-01").Unit);

    [Fact]
    public void Before_the_first_enrolment_rules_3_to_5_do_not_apply_under_compulsory_age() =>
        Assert.Equal("child-health-care", On(Child(goes: [Goes("S-1", "2016-08-15")]), "2016-08-14").Rule);

    // ---- Rules 6 to 8

    [Theory]
    [InlineData("2016-09-10", "preschool-bridge", "F-1")]
    [InlineData("2016-09-11", "child-health-care", "BVC-0780")]
    public void A_preschool_bridge_is_at_most_92_days_long(string schoolFrom, string rule, string unit)
    {
        var child = Child(placed: [Placed("F-1", "2012-01-09", "2016-06-10")], goes: [Goes("S-1", schoolFrom)]);
        Assert.Equal((rule, unit), (On(child, "2016-06-10").Rule, On(child, "2016-06-10").Unit));
        Assert.Equal("child-health-care", On(child, "2016-06-10", Styrgrupp).Rule);
    }

    [Fact]
    public void A_preschool_that_ended_without_a_school_to_come_gives_the_child_back_to_child_health_care() =>
        Assert.Equal("BVC-3", On(Child(listed: [Listed("BVC-3", "2010-05-20")], placed: [Placed("F-1", "2012-01-09", "2013-06-10")]), "2013-06-10").Unit);

    [Fact]
    public void A_pause_between_two_placements_is_no_bridge() =>
        Assert.Equal("child-health-care", On(Child(placed: [Placed("F-1", "2012-01-09", "2013-06-10"), Placed("F-2", "2013-08-10")]), "2013-07-01").Rule);

    [Fact]
    public void A_child_who_has_left_school_does_not_return_to_preschool() =>
        Assert.Equal("compulsory-gap", On(Child(placed: [Placed("F-1", "2012-01-09")], goes: [Goes("S-1", "2015-08-15", "2015-10-01")]), "2015-11-01").Rule);

    [Fact]
    public void A_listing_that_ended_gives_way_to_the_default_unit() =>
        Assert.Equal("BVC-0780", On(Child(listed: [Listed("BVC-3", "2010-05-20", "2011-01-01")]), "2011-01-01").Unit);

    [Fact]
    public void A_default_unit_may_change_from_a_day()
    {
        var county = new County(["0780"],
        [
            DefaultUnit.Undated("0780", "child-health-care", "BVC-1"),
            new DefaultUnit("0780", "child-health-care", "BVC-2", Day("2011-02-01"), Day("2011-03-01")),
            new DefaultUnit("0780", "kaa", "KAA-1", Day("2027-01-01"), null),
        ]);
        var timeline = Timeline.Of(Child(), RuleSchedule.Always(Faq), county);
        Holds(timeline,
            "2010-05-10 2011-02-01 child-health-care child-health-care BVC-1",
            "2011-02-01 2011-03-01 child-health-care child-health-care BVC-2",
            "2011-03-01 2026-07-01 child-health-care child-health-care BVC-1",
            "2026-07-01 2027-01-01 kaa kaa -",
            "2027-01-01 2028-05-10 kaa kaa KAA-1");
        Assert.Equal(["late-school-start 2016-09-01 2026-07-01", "unit-missing 2026-07-01 2027-01-01"], timeline.Alerts.ConvertAll(Line));
    }

    // ---- Alerts

    [Theory]
    [InlineData("2010-01-01")]
    [InlineData("2010-12-31")]
    public void A_late_school_start_is_told_from_1_September_of_the_year_of_6(string born)
    {
        Warns(Child(born, goes: [Goes("S-1", "2016-09-03")]), "late-school-start 2016-09-01 2016-09-03");
        Warns(Child(born, goes: [Goes("S-1", "2016-09-01")]));
    }

    [Fact]
    public void A_late_school_start_is_told_across_preschool_bridge_and_child_health_care_as_one_alert() =>
        Warns(
            Child(placed: [Placed("F-1", "2014-01-01", "2016-12-01"), Placed("F-2", "2017-02-01", "2017-05-01")], goes: [Goes("S-1", "2017-06-01")]),
            "late-school-start 2016-09-01 2017-06-01");

    [Fact]
    public void A_birth_is_overdue_21_days_after_the_due_date()
    {
        Warns(Child(born: null, pregnancy: new Pregnancy("MVC-1", Day("2020-01-01"), Day("2020-06-01"))), "overdue-birth 2020-06-22 ");
        Warns(Child(born: "2020-06-23", pregnancy: new Pregnancy("MVC-1", Day("2020-01-01"), Day("2020-06-01"))),
            "late-school-start 2026-09-01 2036-07-01", "overdue-birth 2020-06-22 2020-06-23");
    }

    [Fact]
    public void A_missing_default_unit_is_told_under_kaa_and_child_health_care_as_one_alert_if_the_days_are_neighbours()
    {
        var timeline = Timeline.Of(Child(), RuleSchedule.Always(Faq), new County(["0780"], []));
        Assert.Equal(["late-school-start 2016-09-01 2026-07-01", "unit-missing 2010-05-10 2028-05-10"], timeline.Alerts.ConvertAll(Line));
        Assert.All(timeline.Periods, period => Assert.Null(period.Unit));
    }

    [Fact]
    public void An_overlap_is_two_enrolments_in_different_units_on_one_day()
    {
        Warns(Child(goes: [Goes("S-1", "2016-08-15", "2020-01-10"), Goes("S-2", "2020-01-01")]), "overlap 2020-01-01 2020-01-10");
        Warns(Child(goes: [Goes("S-1", "2016-08-15", "2020-01-10"), Goes("S-1", "2020-01-01")]));
        Warns(Child(goes: [Goes("S-1", "2016-08-15"), Goes("S-2", "2020-01-01", "2020-01-10"), Goes("S-3", "2020-01-05", "2020-01-20")]), "overlap 2020-01-01 2020-01-20");
    }

    [Fact]
    public void Alerts_are_sorted_by_code_and_then_by_day() =>
        Warns(
            Child(pregnancy: new Pregnancy("MVC-1", Day("2009-06-01"), Day("2010-03-01")), goes: [Goes("S-1", "2017-08-15", "2018-01-01"), Goes("S-2", "2019-01-01", "2020-01-01"), Goes("S-3", "2021-01-01"), Goes("S-4", "2022-01-01")]),
            "compulsory-gap 2018-01-01 2019-01-01",
            "compulsory-gap 2020-01-01 2021-01-01",
            "late-school-start 2016-09-01 2017-08-15",
            "overdue-birth 2010-03-22 2010-05-10",
            "overlap 2022-01-01 2028-05-10");

    // ---- Bad input

    [Theory]
    [InlineData("2020-01-02", "2020-01-02")]
    [InlineData("2020-01-02", "2020-01-01")]
    public void An_interval_that_ends_on_or_before_its_first_day_is_refused_with_child_fact_and_dates(string from, string to)
    {
        foreach (var (fact, child) in new (string, ChildFacts)[]
        {
            ("residence", Child(lives: [Lives("0780"), Lives("0780", from, to)])),
            ("childHealthCare", Child(listed: [Listed("BVC-1", from, to)])),
            ("preschool", Child(placed: [Placed("F-1", from, to)])),
            ("school", Child(goes: [Goes("S-1", from, to)])),
            ("exceptions", Child(agreed: [Agreed("police", "P-1", from, to)])),
        })
        {
            var refused = Assert.Throws<ArgumentException>(() => Draw(child));
            Assert.StartsWith($"child c1: {fact} from {from} to {to}: the end must be later than the start", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_child_with_more_facts_than_fit_on_the_stack_is_drawn_all_the_same()
    {
        var child = Child(listed: [.. Enumerable.Range(0, 200).Select(i => new Listing($"BVC-{i}", Day("2010-05-10").AddDays(i), null))]);
        Assert.Equal(200, Draw(child).Periods.Count(p => p.Rule is "child-health-care"));
    }
}
