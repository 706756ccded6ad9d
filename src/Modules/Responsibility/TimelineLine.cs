using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Kronobarn.Responsibility;

/// <summary>
/// One child's facts from a line of JSON. Strict, for a misspelt member would be a fact left out and thereby another holder.
/// One instance serves one thread.
/// </summary>
internal sealed class TimelineLine
{
    private readonly ChildFacts child = new();
    private readonly TextCache texts = new();

    /// <summary>The facts of one line, good until the next call.</summary>
    /// <exception cref="BadLineException">The line is not a child of the format.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ChildFacts Read(ReadOnlySpan<byte> line)
    {
        child.Child = "";
        child.BirthDate = null;
        child.DeathDate = null;
        child.Pregnancy = null;
        child.Residences.Clear();
        child.Listings.Clear();
        child.Placements.Clear();
        child.Enrolments.Clear();
        child.Exceptions.Clear();
        if (!Utf8.IsValid(line))
            throw new BadLineException("not UTF-8");

        var json = new Utf8JsonReader(line);
        try
        {
            Next(ref json);
            ReadChild(ref json);
            while (json.Read())
            {
                // Only white space may follow; the reader throws at anything else.
            }
        }
        catch (JsonException e)
        {
            throw Named(string.Create(CultureInfo.InvariantCulture, $"not JSON (byte {e.BytePositionInLine})"));
        }
        catch (InvalidOperationException)
        {
            // The reader unescapes late, and only then meets an escape that is no character.
            throw Named("not JSON (an escape that is half a character)");
        }
        catch (BadLineException e)
        {
            throw Named(e.Message);
        }
        return child.FirstBadFact() is { } fault ? throw new BadLineException(fault) : child;
    }

    private BadLineException Named(string fault) => new(child.Child.Length > 0 ? $"child {child.Child}: {fault}" : fault);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadChild(ref Utf8JsonReader json)
    {
        ExpectObject(ref json, "the line");
        var seen = Members.None;
        while (NextMember(ref json))
        {
            if (json.ValueTextEquals("child"u8))
                child.Child = Text(ref json, Once(ref seen, Members.Child, "child"), "child");
            else if (json.ValueTextEquals("birthDate"u8))
                child.BirthDate = DateOrNull(ref json, Once(ref seen, Members.BirthDate, "birthDate"), "birthDate");
            else if (json.ValueTextEquals("deathDate"u8))
                child.DeathDate = DateOrNull(ref json, Once(ref seen, Members.DeathDate, "deathDate"), "deathDate");
            else if (json.ValueTextEquals("pregnancy"u8))
                child.Pregnancy = ReadPregnancy(ref json, Once(ref seen, Members.Pregnancy, "pregnancy"));
            else if (json.ValueTextEquals("residence"u8))
                ReadList(ref json, Once(ref seen, Members.Residence, "residence"), Members.Municipality);
            else if (json.ValueTextEquals("childHealthCare"u8))
                ReadList(ref json, Once(ref seen, Members.ChildHealthCare, "childHealthCare"), Members.Unit);
            else if (json.ValueTextEquals("preschool"u8))
                ReadList(ref json, Once(ref seen, Members.Preschool, "preschool"), Members.Unit);
            else if (json.ValueTextEquals("school"u8))
                ReadList(ref json, Once(ref seen, Members.School, "school"), Members.Unit | Members.Form);
            else if (json.ValueTextEquals("exceptions"u8))
                ReadList(ref json, Once(ref seen, Members.Exceptions, "exceptions"), Members.Unit | Members.Organisation | Members.Reason);
            else
                throw Unknown(ref json, "the line");
        }
        if ((seen & Members.Child) == Members.None)
            throw new BadLineException("child is missing");
    }

    /// <summary>The unit, too, may be unknown: the days before birth are then held by no unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Pregnancy? ReadPregnancy(ref Utf8JsonReader json, string fact)
    {
        Next(ref json);
        if (json.TokenType == JsonTokenType.Null)
            return null;
        ExpectObject(ref json, fact);
        var pregnancy = default(Pregnancy);
        var seen = Members.None;
        while (NextMember(ref json))
        {
            if (json.ValueTextEquals("unit"u8))
                pregnancy = pregnancy with { Unit = TextOrNull(ref json, Once(ref seen, Members.Unit, fact), "unit") };
            else if (json.ValueTextEquals("from"u8))
                pregnancy = pregnancy with { From = DateOrNull(ref json, Once(ref seen, Members.From, fact), "from") };
            else if (json.ValueTextEquals("dueDate"u8))
                pregnancy = pregnancy with { DueDate = DateOrNull(ref json, Once(ref seen, Members.DueDate, fact), "dueDate") };
            else if (json.ValueTextEquals("endedWithoutBirth"u8))
                pregnancy = pregnancy with { EndedWithoutBirth = DateOrNull(ref json, Once(ref seen, Members.EndedWithoutBirth, fact), "endedWithoutBirth") };
            else
                throw Unknown(ref json, fact);
        }
        return pregnancy;
    }

    /// <summary>All lists are alike but for their own members: an interval and what it is about.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadList(ref Utf8JsonReader json, string fact, Members own)
    {
        Next(ref json);
        if (json.TokenType == JsonTokenType.Null)
            return;
        if (json.TokenType != JsonTokenType.StartArray)
            throw new BadLineException($"{fact} must be a list");
        while (true)
        {
            Next(ref json);
            if (json.TokenType == JsonTokenType.EndArray)
                return;
            ReadInterval(ref json, fact, own);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadInterval(ref Utf8JsonReader json, string fact, Members own)
    {
        ExpectObject(ref json, fact);
        string unit = "", municipality = "", organisation = "", form = "";
        DateOnly? from = null, to = null;
        var seen = Members.None;
        while (NextMember(ref json))
        {
            if (json.ValueTextEquals("from"u8))
                from = DateOrNull(ref json, Once(ref seen, Members.From, fact), "from");
            else if (json.ValueTextEquals("to"u8))
                to = DateOrNull(ref json, Once(ref seen, Members.To, fact), "to");
            else if (own.HasFlag(Members.Unit) && json.ValueTextEquals("unit"u8))
                unit = Text(ref json, Once(ref seen, Members.Unit, fact), "unit");
            else if (own.HasFlag(Members.Form) && json.ValueTextEquals("form"u8))
                form = Text(ref json, Once(ref seen, Members.Form, fact), "form");
            else if (own.HasFlag(Members.Municipality) && json.ValueTextEquals("municipality"u8))
                municipality = Text(ref json, Once(ref seen, Members.Municipality, fact), "municipality");
            else if (own.HasFlag(Members.Organisation) && json.ValueTextEquals("organisation"u8))
                organisation = Text(ref json, Once(ref seen, Members.Organisation, fact), "organisation");
            else if (own.HasFlag(Members.Reason) && json.ValueTextEquals("reason"u8))
                SkipText(ref json, Once(ref seen, Members.Reason, fact));
            else
                throw Unknown(ref json, fact);
        }

        var missing = (own | Members.From) & ~Members.Reason & ~seen;
        if (missing != Members.None)
            throw new BadLineException($"{fact} lacks {JsonNamingPolicy.CamelCase.ConvertName(missing.ToString())}");
        Add(fact, unit, municipality, organisation, form, from ?? throw new BadLineException($"{fact} lacks from"), to);
    }

    private void Add(string fact, string unit, string municipality, string organisation, string form, DateOnly from, DateOnly? to)
    {
        switch (fact)
        {
            case "residence":
                child.Residences.Add(new Residence(municipality, from, to));
                break;
            case "childHealthCare":
                child.Listings.Add(new Listing(unit, from, to));
                break;
            case "preschool":
                child.Placements.Add(new Placement(unit, from, to));
                break;
            case "school":
                if (Form(form) is { } known)
                    child.Enrolments.Add(new Enrolment(unit, known, from, to));
                break;
            default:
                if (!IsSlug(organisation))
                    throw new BadLineException($"{fact}: organisation must be a slug such as social-services");
                child.Exceptions.Add(new AgreedException(organisation, unit, from, to));
                break;
        }
    }

    /// <summary>Null for the SS 12000 school types that are no school enrolments here (fritidshem, VUX …).</summary>
    private static SchoolForm? Form(string code) => code switch
    {
        "FKLASS" => SchoolForm.FKLASS,
        "GR" => SchoolForm.GR,
        "GRS" => SchoolForm.GRS,
        "SP" => SchoolForm.SP,
        "SAM" => SchoolForm.SAM,
        "GY" => SchoolForm.GY,
        "GYS" => SchoolForm.GYS,
        _ => null,
    };

    private static bool IsSlug(string text) => text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Next(ref Utf8JsonReader json)
    {
        if (!json.Read())
            throw new BadLineException("not JSON (the line ends too early)");
    }

    private static bool NextMember(ref Utf8JsonReader json)
    {
        Next(ref json);
        return json.TokenType == JsonTokenType.PropertyName;
    }

    private static void ExpectObject(ref Utf8JsonReader json, string what)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            throw new BadLineException($"{what} must be an object");
    }

    private static string Once(ref Members seen, Members member, string fact)
    {
        if ((seen & member) != Members.None)
            throw new BadLineException($"{Path(fact, JsonNamingPolicy.CamelCase.ConvertName(member.ToString()))} comes twice");
        seen |= member;
        return fact;
    }

    private string Text(ref Utf8JsonReader json, string fact, string member) =>
        TextOrNull(ref json, fact, member) ?? throw new BadLineException($"{Path(fact, member)} must not be null");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? TextOrNull(ref Utf8JsonReader json, string fact, string member)
    {
        Next(ref json);
        if (json.TokenType == JsonTokenType.Null)
            return null;
        if (json.TokenType != JsonTokenType.String)
            throw new BadLineException($"{Path(fact, member)} must be a text");
        if (json.ValueSpan.IsEmpty)
            throw new BadLineException($"{Path(fact, member)} must not be empty");
        return member is "child" || json.ValueIsEscaped ? json.GetString() : texts.Get(json.ValueSpan);
    }

    private static void SkipText(ref Utf8JsonReader json, string fact)
    {
        Next(ref json);
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            throw new BadLineException($"{fact}: reason must be a text");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DateOnly? DateOrNull(ref Utf8JsonReader json, string fact, string member)
    {
        Next(ref json);
        if (json.TokenType == JsonTokenType.Null)
            return null;
        if (json.TokenType != JsonTokenType.String)
            throw new BadLineException($"{Path(fact, member)} must be a date");
        var text = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..], out var day))
            throw new BadLineException($"{Path(fact, member)} must be a date written YYYY-MM-DD");
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            throw new BadLineException($"{Path(fact, member)}: {Encoding.ASCII.GetString(text)} is no day of the calendar");
        return new DateOnly(year, month, day);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Number(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            number = number * 10 + digit - '0';
        }
        return true;
    }

    private static string Path(string fact, string member) =>
        string.Equals(fact, member, StringComparison.Ordinal) ? fact : $"{fact}: {member}";

    /// <summary>The name is only repeated where it looks like one of a format's: it may hold anything, also somebody's personnummer.</summary>
    private static BadLineException Unknown(ref Utf8JsonReader json, string fact)
    {
        var name = json.ValueSpan;
        return name.Length is > 0 and <= 32 && !name.ContainsAnyExcept(Letters)
            ? new BadLineException($"{fact} has an unknown member {Encoding.ASCII.GetString(name)}")
            : new BadLineException(string.Create(CultureInfo.InvariantCulture, $"{fact} has an unknown member (byte {json.TokenStartIndex})"));
    }

    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    /// <summary>Which members an object has had, to tell one that comes twice.</summary>
    [Flags]
    private enum Members
    {
        None = 0,
        Child = 1 << 0,
        BirthDate = 1 << 1,
        DeathDate = 1 << 2,
        Pregnancy = 1 << 3,
        Residence = 1 << 4,
        ChildHealthCare = 1 << 5,
        Preschool = 1 << 6,
        School = 1 << 7,
        Exceptions = 1 << 8,
        Unit = 1 << 9,
        Municipality = 1 << 10,
        Organisation = 1 << 11,
        Form = 1 << 12,
        From = 1 << 13,
        To = 1 << 14,
        Reason = 1 << 15,
        DueDate = 1 << 16,
        EndedWithoutBirth = 1 << 17,
    }

    /// <summary>A county has some hundred units and a feed names them millions of times, so a text seen lately is not made again. Bounded.</summary>
    private sealed class TextCache
    {
        private const int Slots = 4096;
        private readonly (byte[] Utf8, string Text)[] slots = new (byte[], string)[Slots];

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public string Get(ReadOnlySpan<byte> utf8)
        {
            var hash = new HashCode();
            hash.AddBytes(utf8);
            ref var slot = ref slots[(uint)hash.ToHashCode() % Slots];
            if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8))
                slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
            return slot.Text;
        }
    }
}

/// <summary>One line of the input cannot be judged. The message holds no more of a person than the child's id, the fact and its dates.</summary>
internal sealed class BadLineException(string message) : Exception(message);
