using System.Globalization;
using System.IO.Compression;

namespace Kronobarn.Responsibility.DemoCounty;

internal enum Sex
{
    Female,
    Male,
}

/// <summary>
/// Hands out identity numbers, never one twice. First the official test personnummer (testpersonnummer, Skatteverket, CC0). They are one or two a day
/// for those born from 1976, none after 2024, so a big county and its youngest children go on with <i>made</i> numbers: right check
/// digit, and a birth number (födelsenummer) of the kinds that the official list itself has, 238 and 239 first and then 980 to 999.
/// Made numbers look like the official ones, but Skatteverket does not vouch that they are never given to anybody: they belong in tests and demos only.
/// The same goes for every coordination number (samordningsnummer) and temporary school number here.
/// </summary>
internal sealed class TestNumbers
{
    private static readonly int[] Female = [238, .. Enumerable.Range(490, 10).Select(half => half * 2)];
    private static readonly int[] Male = [239, .. Female.Skip(1).Select(serial => serial + 1)];

    private readonly Dictionary<int, List<int>> _official = [];
    private readonly Dictionary<(int Year, Sex Sex), int> _left = [];
    private readonly HashSet<(int Day, int Serial)> _known = [];
    private readonly HashSet<(int Day, int Serial, bool Coordination)> _taken = [];
    private readonly Dictionary<DateOnly, int> _temporary = [];

    public TestNumbers()
    {
        foreach (var (birth, serial) in Read())
        {
            var key = Key(birth.DayNumber, SexOf(serial));
            if (!_official.TryGetValue(key, out var serials))
                _official[key] = serials = [];
            serials.Add(serial);
            var year = (birth.Year, SexOf(serial));
            _left[year] = _left.GetValueOrDefault(year) + 1;
            _known.Add((birth.DayNumber, serial));
        }
    }

    /// <summary>All official numbers with 12 digits, as published.</summary>
    public static IEnumerable<string> Official() => Read().Select(number => Spell(number.Birth, number.Serial, coordination: false));

    /// <summary>
    /// The official number whose birth date lies nearest to <paramref name="wanted"/> among those left between <paramref name="earliest"/> and
    /// <paramref name="latest"/>, else a made one for the nearest day that has room.
    /// </summary>
    public (string Number, DateOnly Birth) Take(DateOnly wanted, DateOnly earliest, DateOnly latest, Sex sex)
    {
        if (AnyLeft(earliest, latest, sex))
            foreach (var day in Outwards(wanted, earliest, latest))
                if (_official.TryGetValue(Key(day.DayNumber, sex), out var left) && left.Count > 0)
                {
                    var serial = left[0];
                    left.RemoveAt(0);
                    _left[(day.Year, sex)]--;
                    return (Spell(day, serial, coordination: false), day);
                }
        foreach (var day in Outwards(wanted, earliest, latest))
            if (Make(day, sex, coordination: false) is { } number)
                return (number, day);
        throw new InvalidOperationException("No test number is left for those days: ask for fewer children.");
    }

    public string TakeOn(DateOnly birth, Sex sex) => Take(birth, birth, birth, sex).Number;

    /// <summary>A coordination number (samordningsnummer): the birth day plus 60.</summary>
    public string TakeCoordination(DateOnly birth, Sex sex) =>
        Make(birth, sex, coordination: true) ?? throw new InvalidOperationException("No coordination number is left for that day.");

    /// <summary>A temporary number given by a school (TF-nummer) to a pupil who has no other yet.</summary>
    public string TakeTemporary(DateOnly birth)
    {
        var count = _temporary[birth] = _temporary.GetValueOrDefault(birth) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{birth:yyyyMMdd}TF{count:00}");
    }

    /// <summary>Luhn's check digit (kontrollsiffra) over the nine digits before it.</summary>
    internal static int CheckDigit(ReadOnlySpan<char> nine)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            var product = (nine[i] - '0') * (2 - i % 2);
            sum += product > 9 ? product - 9 : product;
        }
        return (10 - sum % 10) % 10;
    }

    // A big county uses whole years up; looking through every day of them again for each guardian would take most of the time.
    private bool AnyLeft(DateOnly earliest, DateOnly latest, Sex sex)
    {
        for (var year = earliest.Year; year <= latest.Year; year++)
            if (_left.GetValueOrDefault((year, sex)) > 0)
                return true;
        return false;
    }

    private string? Make(DateOnly day, Sex sex, bool coordination)
    {
        foreach (var serial in sex == Sex.Female ? Female : Male)
            if ((coordination || !_known.Contains((day.DayNumber, serial))) && _taken.Add((day.DayNumber, serial, coordination)))
                return Spell(day, serial, coordination);
        return null;
    }

    private static IEnumerable<DateOnly> Outwards(DateOnly wanted, DateOnly earliest, DateOnly latest)
    {
        var reach = Math.Max(wanted.DayNumber - earliest.DayNumber, latest.DayNumber - wanted.DayNumber);
        for (var step = 0; step <= reach; step++)
        {
            if (wanted.AddDays(step) is var later && later >= earliest && later <= latest)
                yield return later;
            if (step > 0 && wanted.AddDays(-step) is var earlier && earlier >= earliest && earlier <= latest)
                yield return earlier;
        }
    }

    private static IEnumerable<(DateOnly Birth, int Serial)> Read()
    {
        using var packed = typeof(TestNumbers).Assembly.GetManifestResourceStream("test-personnummer.gz")!;
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var birth = new DateOnly(1890, 1, 1);
        while (lines.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            birth = birth.AddDays(int.Parse(parts[0], CultureInfo.InvariantCulture));
            foreach (var serial in parts.Skip(1))
                yield return (birth, int.Parse(serial, CultureInfo.InvariantCulture));
        }
    }

    private static string Spell(DateOnly birth, int serial, bool coordination)
    {
        var day = birth.Day + (coordination ? 60 : 0);
        var digits = string.Create(CultureInfo.InvariantCulture, $"{birth:yyyyMM}{day:00}{serial:000}");
        return string.Create(CultureInfo.InvariantCulture, $"{digits}{CheckDigit(digits.AsSpan(2))}");
    }

    private static Sex SexOf(int serial) => serial % 2 == 0 ? Sex.Female : Sex.Male;

    private static int Key(int day, Sex sex) => day * 2 + (int)sex;
}
