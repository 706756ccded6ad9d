using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Kronobarn.Responsibility;

/// <summary>What a number is: who gave it, and so what may be read out of it.</summary>
internal enum IdentityNumberKind : byte
{
    /// <summary>No number: the value of an uninitialised <see cref="IdentityNumber"/>.</summary>
    None = 0,

    /// <summary>Personnummer, from the population register.</summary>
    Personnummer = 1,

    /// <summary>Samordningsnummer: the day of birth plus 60.</summary>
    Samordningsnummer = 2,

    /// <summary>A school's temporary number (tillfälligt personnummer, <c>YYYYMMDDTFNN</c>).</summary>
    Temporary = 3,

    /// <summary>The national reserve number (nationellt reservnummer, NRID).</summary>
    NationalReserve = 4,

    /// <summary>A region's own reserve number, by a configured <see cref="ReservePattern"/>.</summary>
    RegionalReserve = 5,
}

/// <summary>Why a text is not an identity number.</summary>
internal enum IdentityNumberFault : byte
{
    None = 0,
    Length = 1,
    Form = 2,
    Date = 3,
    CheckDigit = 4,
}

/// <summary>
/// An identity number (personnummer, samordningsnummer, tillfälligt nummer or reservnummer) in its stored form of 12 characters.
/// The text is only reached by <see cref="Value"/>: <see cref="ToString"/> is masked, so that a number put into a log line, an
/// exception or a record's text by mistake is not told. Twelve characters of 0-9 and A-Z fit in 64 bits, so holding and comparing
/// numbers allocates nothing.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct IdentityNumber : IEquatable<IdentityNumber>, IComparable<IdentityNumber>
{
    /// <summary>The number of characters of every stored number.</summary>
    public const int Length = 12;

    private static readonly SearchValues<char> NationalLetters = SearchValues.Create("ABCDEFGHJKLMNPRSTUXYZ");

    private readonly ulong _code;
    private readonly int _birthDay;

    private IdentityNumber(ReadOnlySpan<char> twelve, IdentityNumberKind kind, DateOnly? birth)
    {
        foreach (var c in twelve)
            _code = (_code * 36) + (uint)(char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10);
        _birthDay = birth?.DayNumber ?? 0;
        Kind = kind;
    }

    public IdentityNumberKind Kind { get; }

    /// <summary>The birth date that the number holds; null where it holds none (a reserve number of unknown date).</summary>
    public DateOnly? BirthDate => _birthDay == 0 ? null : DateOnly.FromDayNumber(_birthDay);

    /// <summary>True when the number's birth date is before the day, or when it holds none.</summary>
    public bool IsOlderThan(DateOnly day) => BirthDate is not { } born || born < day;

    /// <summary>The 12 characters. For storing and comparing; never for a log, a URL or a reason.</summary>
    public string Value => string.Create(Length, _code, static (text, code) =>
    {
        for (var i = text.Length - 1; i >= 0; i--, code /= 36)
            text[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(int)(code % 36)];
    });

    /// <summary>What may be shown where the number itself may not: the year of birth, if the number holds one.</summary>
    public string Masked => BirthDate is { } born ? $"{born.Year:D4}****-****" : "********-****";

    public override string ToString() => Masked;

    public bool Equals(IdentityNumber other) => _code == other._code;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is IdentityNumber other && Equals(other);

    public override int GetHashCode() => _code.GetHashCode();

    /// <summary>The order of the stored texts, ordinal.</summary>
    public int CompareTo(IdentityNumber other) => _code.CompareTo(other._code);

    public static bool operator ==(IdentityNumber left, IdentityNumber right) => left.Equals(right);

    public static bool operator !=(IdentityNumber left, IdentityNumber right) => !left.Equals(right);

    public static bool operator <(IdentityNumber left, IdentityNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(IdentityNumber left, IdentityNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(IdentityNumber left, IdentityNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IdentityNumber left, IdentityNumber right) => left.CompareTo(right) >= 0;

    /// <summary>What a fault is called in a list of rejections.</summary>
    public static string Reason(IdentityNumberFault fault) => fault switch
    {
        IdentityNumberFault.Length => "wrong length",
        IdentityNumberFault.Date => "impossible date",
        IdentityNumberFault.CheckDigit => "wrong check digit",
        IdentityNumberFault.Form => "not a known form of identity number",
        _ => "",
    };

    /// <summary>
    /// Reads a number with or without separator, with 12 characters or, for personnummer and samordningsnummer, 10 digits.
    /// The check character of a national reserve number is not checked: its rule stands in a specification that is not public.
    /// </summary>
    /// <param name="text">The text as the source wrote it.</param>
    /// <param name="today">The Stockholm day, for the century of ten digits: <c>-</c> or nothing is the latest birth date not after today, <c>+</c> a hundred years before.</param>
    /// <param name="reserve">The regional reserve numbers that this deployment knows, tried last.</param>
    /// <param name="number">The number, when the answer is true.</param>
    /// <param name="fault">The reason, when the answer is false.</param>
    public static bool TryParse(
        ReadOnlySpan<char> text, DateOnly today, IReadOnlyList<ReservePattern> reserve, out IdentityNumber number, out IdentityNumberFault fault)
    {
        Span<char> twelve = stackalloc char[Length];
        number = default;
        fault = Normalise(text, today, twelve);
        if (fault != IdentityNumberFault.None)
            return false;

        fault = Classify(twelve, out number);
        if (fault == IdentityNumberFault.None)
            return true;

        foreach (var pattern in reserve)
        {
            if (!pattern.Matches(twelve, out var birth))
                continue;
            number = new IdentityNumber(twelve, IdentityNumberKind.RegionalReserve, birth);
            fault = IdentityNumberFault.None;
            return true;
        }

        return false;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, DateOnly, IReadOnlyList{ReservePattern}, out IdentityNumber, out IdentityNumberFault)"/>
    public static bool TryParse(ReadOnlySpan<char> text, DateOnly today, out IdentityNumber number, out IdentityNumberFault fault)
        => TryParse(text, today, [], out number, out fault);

    private static IdentityNumberFault Normalise(ReadOnlySpan<char> text, DateOnly today, Span<char> twelve)
    {
        var tail = text.Length is 10 or 12 ? text.Length - 4 : text.Length - 5;
        if (text.Length is < 10 or > 13)
            return IdentityNumberFault.Length;
        var separator = text.Length is 11 or 13 ? text[tail] : '-';
        if (separator is not ('-' or '+'))
            return IdentityNumberFault.Form;

        text[..tail].CopyTo(twelve[(8 - tail)..]);
        text[^4..].CopyTo(twelve[8..]);
        var letters = tail == 8 ? twelve : twelve[2..];
        foreach (ref var c in letters)
        {
            c = char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c;
            if (!char.IsAsciiLetterOrDigit(c))
                return IdentityNumberFault.Form;
        }

        if (tail == 8)
            return IdentityNumberFault.None;
        if (!AllDigits(letters))
            return IdentityNumberFault.Form;
        var birthday = Number(letters[..6]);
        birthday -= birthday % 100 > 60 ? 60 : 0;
        var now = (today.Year % 100 * 10_000) + (today.Month * 100) + today.Day;
        var century = (today.Year / 100) - (birthday > now ? 1 : 0) - (separator == '+' ? 1 : 0);
        return century.TryFormat(twelve[..2], out _, "00", System.Globalization.CultureInfo.InvariantCulture)
            ? IdentityNumberFault.None
            : IdentityNumberFault.Date;
    }

    private static IdentityNumberFault Classify(ReadOnlySpan<char> twelve, out IdentityNumber number)
    {
        number = default;
        if (!AllDigits(twelve[..8]))
            return IdentityNumberFault.Form;

        var century = Number(twelve[..2]);
        var digits = AllDigits(twelve[8..]);
        var temporary = twelve[8..10] is "TF" && century is >= 18 and <= 21 && AllDigits(twelve[10..]);
        if (!digits && !temporary)
            return NationalReserve(twelve, century, out number);

        var day = Number(twelve[6..8]);
        var coordination = digits && day > 60;
        if (century is < 18 or > 21 || Date(Number(twelve[..4]), twelve, coordination ? day - 60 : day) is not { } birth)
            return IdentityNumberFault.Date;
        if (digits && !Luhn(twelve[2..]))
            return IdentityNumberFault.CheckDigit;

        var kind = temporary ? IdentityNumberKind.Temporary
            : coordination ? IdentityNumberKind.Samordningsnummer : IdentityNumberKind.Personnummer;
        number = new IdentityNumber(twelve, kind, birth);
        return IdentityNumberFault.None;
    }

    private static IdentityNumberFault NationalReserve(ReadOnlySpan<char> twelve, int century, out IdentityNumber number)
    {
        number = default;
        var form = century is 0 or 22 or 23
            && !twelve[8..10].ContainsAnyExcept(NationalLetters)
            && (char.IsAsciiDigit(twelve[10]) || NationalLetters.Contains(twelve[10]))
            && char.IsAsciiDigit(twelve[11]);
        if (!form)
            return IdentityNumberFault.Form;

        // The first series adds 3 to the century of birth; 00 stands for a birth date that nobody knows.
        var birth = century == 0 ? null : Date(((century - 3) * 100) + Number(twelve[2..4]), twelve, Number(twelve[6..8]));
        if (century != 0 && birth is null)
            return IdentityNumberFault.Date;
        number = new IdentityNumber(twelve, IdentityNumberKind.NationalReserve, birth);
        return IdentityNumberFault.None;
    }

    private static DateOnly? Date(int year, ReadOnlySpan<char> twelve, int day)
    {
        var month = Number(twelve[4..6]);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static bool Luhn(ReadOnlySpan<char> ten)
    {
        var sum = 0;
        for (var i = 0; i < ten.Length; i++)
        {
            var product = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += product > 9 ? product - 9 : product;
        }

        return sum % 10 == 0;
    }

    private static bool AllDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits)
            number = (number * 10) + (c - '0');
        return number;
    }
}
