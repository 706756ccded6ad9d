using System.Globalization;
using Kronobarn.Casework;

namespace Kronobarn.Tests.Caseworks;

public class SwedishCalendarTests
{
    /// <summary>The dates of Easter Sunday as almanacs publish them (US Naval Observatory, "The Date of Easter"), with the earliest and latest possible.</summary>
    private static readonly string[] PublishedEasters =
    [
        "1818-03-22", "1943-04-25",
        "2000-04-23", "2001-04-15", "2002-03-31", "2003-04-20", "2004-04-11", "2005-03-27", "2006-04-16", "2007-04-08", "2008-03-23", "2009-04-12",
        "2010-04-04", "2011-04-24", "2012-04-08", "2013-03-31", "2014-04-20", "2015-04-05", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21",
        "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
        "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25", "2036-04-13", "2037-04-05", "2038-04-25", "2039-04-10",
        "2040-04-01", "2285-03-22",
    ];

    [Fact]
    public void Easter_is_where_the_almanac_has_it() =>
        Assert.All(PublishedEasters, published => Assert.Equal(Day(published), SwedishCalendar.Easter(Day(published).Year)));

    [Theory]
    [InlineData("2026-01-01", "nyårsdagen")]
    [InlineData("2026-01-06", "trettondedag jul")]
    [InlineData("2026-04-03", "långfredagen")]
    [InlineData("2026-04-06", "annandag påsk")]
    [InlineData("2026-05-01", "första maj")]
    [InlineData("2026-05-14", "Kristi himmelsfärdsdag")]
    [InlineData("2025-06-06", "nationaldagen")]
    [InlineData("2005-06-06", "nationaldagen, the first")]
    [InlineData("2026-06-19", "midsommarafton")]
    [InlineData("2026-06-20", "midsommardagen")]
    [InlineData("2022-06-24", "midsommarafton")]
    [InlineData("2027-06-25", "midsommarafton, the latest")]
    [InlineData("2026-10-31", "alla helgons dag")]
    [InlineData("2026-12-24", "julafton")]
    [InlineData("2026-12-25", "juldagen")]
    [InlineData("2025-12-26", "annandag jul")]
    [InlineData("2026-12-31", "nyårsafton")]
    [InlineData("2004-05-31", "annandag pingst, the last")]
    [InlineData("2024-03-29", "långfredagen")]
    [InlineData("2024-05-09", "Kristi himmelsfärdsdag")]
    [InlineData("2026-11-21", "a Saturday")]
    [InlineData("2026-11-22", "a Sunday")]
    public void Nobody_works_on(string day, string because) => Assert.False(SwedishCalendar.IsWorkingDay(Day(day)), because);

    [Theory]
    [InlineData("2026-11-23", "a Monday")]
    [InlineData("2026-01-05", "trettondagsafton")]
    [InlineData("2026-04-02", "skärtorsdagen")]
    [InlineData("2026-04-30", "valborgsmässoafton")]
    [InlineData("2026-05-15", "the Friday after Kristi himmelsfärdsdag")]
    [InlineData("2005-05-16", "annandag pingst no more")]
    [InlineData("2003-06-06", "nationaldagen before it was a holiday")]
    [InlineData("2026-06-26", "a Friday, a week after midsommarafton")]
    [InlineData("2026-06-18", "the day before midsommarafton")]
    [InlineData("2026-12-23", "dan före dopparedan")]
    [InlineData("2024-12-27", "mellandagarna")]
    [InlineData("2024-12-30", "mellandagarna")]
    public void One_works_on(string day, string because) => Assert.True(SwedishCalendar.IsWorkingDay(Day(day)), because);

    /// <summary>Counted by hand on a wall calendar, weekdays less holidays and eves: 260 − 9, 262 − 11, 261 − 12, 261 − 10.</summary>
    [Theory]
    [InlineData(2023, 251)]
    [InlineData(2024, 251)]
    [InlineData(2025, 249)]
    [InlineData(2026, 251)]
    public void A_year_has_its_number_of_working_days(int year, int days) =>
        Assert.Equal(days, Days(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)).Count(SwedishCalendar.IsWorkingDay));

    [Theory]
    [InlineData("2026-11-20", 0, "2026-11-20")]
    [InlineData("2026-11-21", 0, "2026-11-23")]
    [InlineData("2026-11-20", 1, "2026-11-23")]
    [InlineData("2026-11-21", 1, "2026-11-23")]
    [InlineData("2026-11-22", 1, "2026-11-23")]
    [InlineData("2026-11-23", 1, "2026-11-24")]
    [InlineData("2026-11-23", 5, "2026-11-30")]
    [InlineData("2026-04-02", 1, "2026-04-07")]
    [InlineData("2026-04-03", 0, "2026-04-07")]
    [InlineData("2026-12-23", 1, "2026-12-28")]
    [InlineData("2026-12-30", 1, "2027-01-04")]
    [InlineData("2026-12-30", 3, "2027-01-07")]
    [InlineData("2026-06-18", 1, "2026-06-22")]
    public void Working_days_are_added(string from, int days, string expected) => Assert.Equal(Day(expected), SwedishCalendar.AddWorkingDays(Day(from), days));

    [Fact]
    public void Nothing_is_due_before_it_began() => Assert.Throws<ArgumentOutOfRangeException>(() => SwedishCalendar.AddWorkingDays(Day("2026-11-23"), -1));

    [Fact]
    public void The_sum_is_a_working_day_with_exactly_so_many_working_days_on_the_way()
    {
        var random = new Random(1930173);
        for (var i = 0; i < 3_000; i++)
        {
            var from = new DateOnly(1990, 1, 1).AddDays(random.Next(20_000));
            var days = random.Next(1, 40);
            var sum = SwedishCalendar.AddWorkingDays(from, days);
            Assert.True(SwedishCalendar.IsWorkingDay(sum));
            Assert.Equal(days, Days(from.AddDays(1), sum).Count(SwedishCalendar.IsWorkingDay));
            Assert.Equal(SwedishCalendar.AddWorkingDays(from, days + 7), SwedishCalendar.AddWorkingDays(sum, 7));
            Assert.True(SwedishCalendar.AddWorkingDays(from.AddDays(1), days) >= sum);
        }
    }

    [Fact]
    public void Easter_is_a_Sunday_between_22_March_and_25_April_in_every_year()
    {
        for (var year = 1753; year <= 4000; year++)
        {
            var easter = SwedishCalendar.Easter(year);
            Assert.Equal(DayOfWeek.Sunday, easter.DayOfWeek);
            Assert.InRange(easter, new DateOnly(year, 3, 22), new DateOnly(year, 4, 25));
        }
    }

    [Fact]
    public void Every_year_has_one_midsummer_eve_and_it_is_the_day_before_the_Saturday_of_20_to_26_June()
    {
        for (var year = 1953; year <= 2100; year++)
        {
            var saturday = Days(new DateOnly(year, 6, 20), new DateOnly(year, 6, 26)).Single(day => day.DayOfWeek is DayOfWeek.Saturday);
            var free = Days(new DateOnly(year, 6, 16), new DateOnly(year, 6, 30)).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !SwedishCalendar.IsWorkingDay(day));
            Assert.Equal(saturday.AddDays(-1), Assert.Single(free));
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            yield return day;
    }
}
