using System.Globalization;
using Kronobarn.Responsibility;
using Xunit.Abstractions;

namespace Kronobarn.Tests.Responsibility.Feeds;

public class IdentityNumberTests(ITestOutputHelper output)
{
    private static readonly ReservePattern[] Regional =
        [new("Stockholm", "99[0-9]{10}"), new("Västra Götaland", "(?<birth>[0-9]{8})[KMX][0-9]{3}")];

    [Fact]
    public void Every_official_test_number_is_accepted_and_no_other_check_digit_is()
    {
        var (numbers, which) = TestNumbers.All();
        output.WriteLine($"{numbers.Count} numbers: {which}");
        Assert.True(numbers.Count > 300);
        foreach (var text in numbers)
        {
            Assert.True(Parse(text, out var number, out _));
            Assert.Equal(text, number.Value);
            Assert.Equal(text[..8], number.BirthDate!.Value.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Assert.Equal(IdentityNumberKind.Personnummer, number.Kind);
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit == text[^1])
                    continue;
                Assert.False(Parse(text[..^1] + digit, out _, out var fault));
                Assert.Equal(IdentityNumberFault.CheckDigit, fault);
            }
        }
    }

    [Fact]
    public void Every_way_to_write_a_number_gives_the_same_stored_form()
    {
        foreach (var text in TestNumbers.Sample)
        {
            var born = DateOnly.ParseExact(text[..8], "yyyyMMdd");
            var old = born.AddYears(100) <= TestNumbers.Today;
            var ten = text[2..8] + (old ? '+' : '-') + text[8..];
            foreach (var way in (string[])[text, text[..8] + '-' + text[8..], text[..8] + '+' + text[8..], ten])
            {
                Assert.True(Parse(way, out var number, out _), way);
                Assert.Equal(text, number.Value);
            }

            if (!old)
                Assert.Equal(text, Number(text[2..]).Value);
        }
    }

    [Theory]
    [InlineData("201808612384", "Samordningsnummer", "2018-08-01")]
    [InlineData("180861-2384", "Samordningsnummer", "2018-08-01")]
    [InlineData("20130101TF01", "Temporary", "2013-01-01")]
    [InlineData("20130101-tf01", "Temporary", "2013-01-01")]
    [InlineData("22850103AB14", "NationalReserve", "1985-01-03")]
    [InlineData("23190423XY09", "NationalReserve", "2019-04-23")]
    [InlineData("23190423-XYA9", "NationalReserve", "2019-04-23")]
    [InlineData("00123456ZZ11", "NationalReserve", null)]
    [InlineData("991981000010", "RegionalReserve", null)]
    [InlineData("19810829M071", "RegionalReserve", "1981-08-29")]
    public void Each_kind_is_told_by_its_form(string text, string kind, string? born)
    {
        Assert.True(Parse(text, out var number, out var fault), fault.ToString());
        Assert.Equal(kind, number.Kind.ToString());
        Assert.Equal(born, number.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(IdentityNumber.Length, number.Value.Length);
    }

    [Theory]
    [InlineData("", "Length")]
    [InlineData("20190423239", "Form")]
    [InlineData("2019042323922345", "Length")]
    [InlineData("20190423:2392", "Form")]
    [InlineData("201904232391", "CheckDigit")]
    [InlineData("201913232392", "Date")]
    [InlineData("201902292392", "Date")]
    [InlineData("201904312392", "Date")]
    [InlineData("201904922392", "Date")]
    [InlineData("000000000000", "Date")]
    [InlineData("20190229TF01", "Date")]
    [InlineData("23190423IO09", "Form")]
    [InlineData("23190423VW09", "Form")]
    [InlineData("24190423AB09", "Form")]
    [InlineData("23190229AB09", "Date")]
    [InlineData("19811329M071", "Form")]
    [InlineData("1904ÅÄ2392", "Form")]
    [InlineData("２０１９04232392", "Form")]
    public void What_is_no_number_is_refused_with_the_reason(string text, string fault)
    {
        Assert.False(Parse(text, out _, out var told));
        Assert.Equal(fault, told.ToString());
        Assert.NotEmpty(IdentityNumber.Reason(told));
    }

    [Fact]
    public void Ten_digits_belong_to_the_latest_century_that_is_not_in_the_future()
    {
        Assert.True(IdentityNumber.TryParse("190423-2392", new DateOnly(2019, 4, 23), out var today, out _));
        Assert.Equal("201904232392", today.Value);
        Assert.True(IdentityNumber.TryParse("190423-2392", new DateOnly(2019, 4, 22), out var yesterday, out _));
        Assert.Equal("191904232392", yesterday.Value);
        Assert.True(IdentityNumber.TryParse("190423+2392", new DateOnly(2019, 4, 23), out var old, out _));
        Assert.Equal("191904232392", old.Value);
    }

    [Fact]
    public void A_number_put_into_a_text_by_mistake_is_masked()
    {
        foreach (var text in TestNumbers.Sample)
        {
            Assert.True(Parse(text, out var number, out _));
            foreach (var shown in (string[])[number.ToString(), $"{number}", string.Format(null, "{0}", number), new { number }.ToString()!])
            {
                Assert.DoesNotContain(text[4..], shown, StringComparison.Ordinal);
                Assert.DoesNotContain(text[8..], shown, StringComparison.Ordinal);
            }
        }

        Assert.Equal("2019****-****", Number(TestNumbers.Child).Masked);
        Assert.Equal("********-****", Number("00123456ZZ11").Masked);
    }

    [Fact]
    public void Numbers_compare_as_their_texts_do()
    {
        var texts = TestNumbers.Sample.Append("22850103AB14").Append("20130101TF01").ToArray();
        Assert.Equal([.. texts.Order(StringComparer.Ordinal)], [.. texts.Select(Number).Order().Select(n => n.Value)], StringComparer.Ordinal);
        Assert.Equal(Number("190423-2392"), Number(TestNumbers.Child));
        Assert.True(Number(TestNumbers.Mother) < Number(TestNumbers.Child));
    }

    [Fact]
    public void Reading_a_number_allocates_nothing()
    {
        var least = long.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var (before, sum) = (GC.GetAllocatedBytesForCurrentThread(), 0);
            for (var i = 0; i < 1000; i++)
                sum += IdentityNumber.TryParse(TestNumbers.Child, TestNumbers.Today, out var number, out _) ? number.GetHashCode() : 0;
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.NotEqual(0, sum);
        }

        Assert.InRange(least, 0, 1000);
    }

    private static IdentityNumber Number(string text) => Parse(text, out var number, out _) ? number : default;

    private static bool Parse(string text, out IdentityNumber number, out IdentityNumberFault fault)
        => IdentityNumber.TryParse(text, TestNumbers.Today, Regional, out number, out fault);
}
