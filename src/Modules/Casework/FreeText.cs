using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Kronobarn.Casework;

/// <summary>A place in a text that the writer should look at once more. The kind is stored and sent; what it says is for the screen.</summary>
internal sealed record TextWarning(string Kind, int Start, int Length, string Says);

/// <summary>The kinds of <see cref="TextWarning"/>. Public contract: screens mark by them.</summary>
internal static class TextWarningKind
{
    public const string IdentityNumber = "identity-number";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Address = "address";
    public const string Diagnosis = "diagnosis";
    public const string ThirdPerson = "third-person";

    /// <summary>The machine was too busy to look for one of the kinds; the writer has to look alone.</summary>
    public const string NotLookedAt = "not-looked-at";
}

/// <summary>
/// The helper beside every free text field: what is written into a plan shall be necessary, relevant and proportionate (uppgiftsminimering, article 5.1 c GDPR), so it points
/// at personal numbers, ways to reach somebody, diagnoses and third persons. It only warns: what has to be said may be said, and a helper that refused would be written around.
/// The patterns run without backtracking and the words are looked up once each, so that no text is slow to read.
/// </summary>
internal static partial class FreeText
{
    // Separators as word processors and phones write them: NBSP, narrow NBSP, hyphens and dashes.
    private const string Space = @"[ \u00A0\u202F]";
    private const string Dash = @"[-\u2010-\u2014\u2212]";
    private const string Gap = @"[- \u00A0\u202F\u2010-\u2014\u2212]";
    private const int MatchTimeout = 2000;

    // Chapter F without a point: F06 to F19 are girls' teams by year of birth, F20 and up can only be diagnoses.
    private const int FirstBareCode = 20;

    /// <summary>Looks a text through.</summary>
    /// <param name="text">What somebody is about to save, of any length.</param>
    /// <param name="knownNames">The names of those whom the text may speak of: the child, guardians, the plan's participants. "Given Surname", or a given name alone.</param>
    /// <returns>The warnings by place; no two of them overlap.</returns>
    public static IReadOnlyList<TextWarning> Look(string text, IReadOnlyCollection<string>? knownNames = null)
    {
        var found = new Findings(text);
        var words = Words(text);
        // What comes first keeps its place: the digits of a personal number are not also a phone number.
        Try(found, () => IdentityNumbers(text, found));
        Try(found, () => Emails(text, found));
        Try(found, () => Phones(text, found));
        Try(found, () => PostalCodes(text, found));
        Try(found, () => Codes(text, words, found));
        Streets(text, words, found);
        Diagnoses(words, found);
        ThirdPersonsIn(text, words, new Known(knownNames ?? []), found);
        return found.InOrder();
    }

    private static void Try(Findings found, Action look)
    {
        try
        {
            look();
        }
        catch (RegexMatchTimeoutException)
        {
            found.NotLookedAt();
        }
    }

    private static void IdentityNumbers(string text, Findings found)
    {
        foreach (var match in Identity().EnumerateMatches(text))
        {
            var written = text.AsSpan(match.Index, match.Length);
            if (!FollowsNumber(text, match.Index) && IsIdentityNumber(written))
                found.Add(TextWarningKind.IdentityNumber, match.Index, match.Length);
        }
    }

    private static bool IsIdentityNumber(ReadOnlySpan<char> written)
    {
        Span<char> digits = stackalloc char[12];
        var count = 0;
        foreach (var c in written)
            if (char.IsAsciiDigit(c))
                digits[count++] = c;
        // A school's temporary number, yyyymmddTFnn, has no check digit.
        if (count == 10 && written.Contains("TF", StringComparison.OrdinalIgnoreCase))
            return IsDate(digits[2..8]);
        if (count is not (10 or 12))
            return false;

        var ten = digits[(count - 10)..count];
        var luhn = Luhn(ten);
        if (!IsDate(ten))
            // A slip in the date. A third digit from 2 up is an organisation number (lag (1974:174)), which is nobody's secret.
            return luhn && ten[2] is '0' or '1' && written.Length > count;
        // A wrong check digit is a slip too, unless the digits are rather a phone number (070…) or a day and an hour (2026-03-12 1430).
        return luhn || (IsDivided(written) || ten[0] != '0' || count == 12) && !TimeAfterDate().IsMatch(written);
    }

    /// <summary>A hyphen or plus before the last four digits, where a personal number has it.</summary>
    private static bool IsDivided(ReadOnlySpan<char> written) => written[..^4].TrimEnd(" \u00A0\u202F")[^1] is var c && !char.IsAsciiDigit(c);

    /// <summary>Samordningsnummer have the day plus 60 (lag (2022:1697) om samordningsnummer).</summary>
    private static bool IsDate(ReadOnlySpan<char> digits) => Number(digits[2..4]) is >= 1 and <= 12 && Number(digits[4..6]) is (>= 1 and <= 31) or (>= 61 and <= 91);

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

    private static int Number(ReadOnlySpan<char> two) => ((two[0] - '0') * 10) + (two[1] - '0');

    /// <summary>True in the middle of a longer number: an invoice, a decimal.</summary>
    private static bool FollowsNumber(string text, int start) => start > 1 && text[start - 1] is '-' or '.' or ',' && char.IsAsciiDigit(text[start - 2]);

    private static void Emails(string text, Findings found)
    {
        foreach (var match in Email().EnumerateMatches(text))
            found.Add(TextWarningKind.Email, match.Index, match.Length);
    }

    private static void Phones(string text, Findings found)
    {
        foreach (var match in Phone().EnumerateMatches(text))
        {
            var written = text.AsSpan(match.Index, match.Length);
            // 077 is the series of authorities and switchboards: nobody's own.
            if (!FollowsNumber(text, match.Index) && !written.StartsWith("077", StringComparison.Ordinal))
                found.Add(TextWarningKind.Phone, match.Index, match.Length);
        }
    }

    private static void PostalCodes(string text, Findings found)
    {
        foreach (var match in PostalCode().EnumerateMatches(text))
        {
            var place = text.AsSpan(match.Index, match.Length);
            var name = place[(place.LastIndexOfAny([' ', '\u00A0', '\u202F']) + 1)..].ToString();
            if (!FollowsNumber(text, match.Index) && !Measures.Contains(name))
                found.Add(TextWarningKind.Address, match.Index, match.Length);
        }
    }

    private static void Codes(string text, List<Word> words, Findings found)
    {
        var next = 0;
        foreach (var match in Code().EnumerateMatches(text))
        {
            var code = text.AsSpan(match.Index, match.Length);
            while (next < words.Count && words[next].Start < match.Index)
                next++;
            var introduced = (next > 0 && CodeIntroductions.Contains(words[next - 1].Text)) || (next > 1 && CodeIntroductions.Contains(words[next - 2].Text));
            // With its point it can be nothing else; without, B12 is a vitamin, F10 a football team and C25 a room.
            if (code.Contains('.') || introduced || (code[0] == 'F' && Number(code[1..3]) >= FirstBareCode))
                found.Add(TextWarningKind.Diagnosis, match.Index, match.Length);
        }
    }

    private static void Streets(string text, List<Word> words, Findings found)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var bare = BareStreets.Contains(word.Text);
            if (NotStreets.Contains(word.Text) || !(bare ? i > 0 && BeginsName(text, words, i) : EndsAsStreet(word)))
                continue;
            if (HouseNumber(text, word.End) is not { } end || (i + 1 < words.Count && AfterNumber(text, words, i, end) is { } after && Measures.Contains(after)))
                continue;
            var start = bare ? words[i - 1].Start : word.Start;
            found.Add(TextWarningKind.Address, start, end - start);
        }
    }

    private static bool BeginsName(string text, List<Word> words, int i) =>
        char.IsUpper(words[i - 1].Text[0]) && words[i - 1].Text.Length > 2 && OnlySpaces(text, words[i - 1].End, words[i].Start) && !words[i - 1].BeginsSentence;

    private static bool EndsAsStreet(Word word)
    {
        return Array.Exists(StreetEndings, ending => Ends(word.Text, ending))
            || (char.IsUpper(word.Text[0]) && !word.BeginsSentence && Array.Exists(NamedStreetEndings, ending => Ends(word.Text, ending)));
    }

    private static bool Ends(string word, string ending) => word.Length >= ending.Length + 2 && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the house number after a street's name ends: one to three digits and perhaps a letter. Null if there is none.</summary>
    private static int? HouseNumber(string text, int at)
    {
        var start = SkipSpaces(text, at);
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (start == at || end == start || end - start > 3 || text[start] == '0')
            return null;
        if (end + 1 < text.Length && text[end] is ':' or '.' or ',' && char.IsAsciiDigit(text[end + 1]))
            return null;
        var letter = end < text.Length && text[end] == ' ' ? end + 1 : end;
        // Not "Storgatan 3 i Alvesta".
        if (letter < text.Length && (char.IsAsciiLetterUpper(text[letter]) || text[letter] is >= 'a' and <= 'h') && (letter + 1 == text.Length || !char.IsLetterOrDigit(text[letter + 1])))
            return letter + 1;
        if (end < text.Length && char.IsAsciiLetter(text[end]))
            return end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1]) ? end + 1 : null;
        return end;
    }

    private static string? AfterNumber(string text, List<Word> words, int street, int end)
    {
        var next = street + 1;
        while (next < words.Count && words[next].Start < end)
            next++;
        return next < words.Count && OnlySpaces(text, end, words[next].Start) ? words[next].Text : null;
    }

    private static void Diagnoses(List<Word> words, Findings found)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Text;
            if (i + 1 < words.Count && DiagnosisPairs.TryGetValue(word, out var rests)
                && Array.Exists(rests, rest => words[i + 1].Text.StartsWith(rest, StringComparison.OrdinalIgnoreCase)))
                found.Add(TextWarningKind.Diagnosis, words[i].Start, words[i + 1].End - words[i].Start);
            else if (IsDiagnosis(word) || (DiagnosisAbbreviations.Contains(Stem(word)) && i > 0 && DiagnosisIntroductions.Contains(words[i - 1].Text)))
                found.Add(TextWarningKind.Diagnosis, words[i].Start, words[i].Length);
        }
    }

    private static bool IsDiagnosis(string word) =>
        DiagnosisWords.Contains(Stem(word))
        || Array.Exists(DiagnosisBeginnings, beginning => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(DiagnosisParts, part => word.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>An abbreviation without its ending, and the first part of a compound with a hyphen: adhd:n, epilepsi-medicin; also a genitive.</summary>
    private static string Stem(string word)
    {
        var end = word.AsSpan().IndexOfAny(':', '-');
        if (end > 0)
            return word[..end];
        return word.Length > 4 && word[^1] is 's' && DiagnosisWords.Contains(word[..^1]) ? word[..^1] : word;
    }

    private static void ThirdPersonsIn(string text, List<Word> words, Known known, Findings found)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var onlyWithName = NamedPersons.Contains(words[i].Text);
            var last = Person(text, words, i) ?? (onlyWithName ? i : i - 1);
            var kin = last >= i;
            var names = 0;
            while (names < 2 && last + 1 < words.Count && (last < i || OnlySpaces(text, words[last].End, words[last + 1].Start)) && IsName(words[last + 1], first: names == 0, kin))
            {
                last++;
                names++;
            }

            if (kin ? names == 0 ? onlyWithName : known.All(words, last - names + 1, last) : names < 2 || known.All(words, i, last) || IsPlace(text, words, last))
            {
                i = kin ? last : i;
                continue;
            }

            found.Add(TextWarningKind.ThirdPerson, words[i].Start, words[last].End - words[i].Start);
            i = last;
        }
    }

    /// <summary>The index of the last word of a word or phrase for a third person that begins here.</summary>
    private static int? Person(string text, List<Word> words, int i)
    {
        if (Possessives.Contains(words[i].Text))
        {
            for (var j = i + 1; j < words.Count && j <= i + 3 && OnlySpaces(text, words[j - 1].End, words[j].Start); j++)
            {
                if (PersonsOfSomebody.Contains(words[j].Text) || IsKin(words[j].Text))
                    return j;
                if (!BetweenPossessiveAndPerson.Contains(words[j].Text))
                    break;
            }
        }

        return IsKin(words[i].Text) ? i : null;
    }

    private static bool IsKin(string word)
    {
        if (ThirdPersons.Contains(word))
            return true;
        foreach (var kin in Kin)
        {
            if (!word.EndsWith(kin, StringComparison.OrdinalIgnoreCase))
                continue;
            var prefix = word[..^kin.Length].TrimEnd('-');
            if (prefix.Length == 0 ? !OnlyWithPrefix.Contains(kin) : KinPrefixes.Contains(prefix))
                return true;
        }

        return false;
    }

    /// <summary>After a word for kin any capitalised word is a name; without one the first has to be a given name that Swedes have.</summary>
    private static bool IsName(Word word, bool first, bool kin)
    {
        if (word.Length < 2 || !char.IsUpper(word.Text[0]) || !word.Text.AsSpan(1).ContainsAnyInRange('a', 'z') || NotSurnames.Contains(word.Text))
            return false;
        return !first || kin || GivenNames.Contains(word.Text);
    }

    private static bool IsPlace(string text, List<Word> words, int last)
    {
        if (Array.Exists(PlaceEndings, place => words[last].Text.EndsWith(place, StringComparison.OrdinalIgnoreCase)))
            return true;
        return last + 1 < words.Count && OnlySpaces(text, words[last].End, words[last + 1].Start) && PlaceWords.Contains(words[last + 1].Text);
    }

    private static bool OnlySpaces(string text, int from, int to) => to > from && SkipSpaces(text, from) >= to;

    private static int SkipSpaces(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\u00A0' or '\u202F')
            at++;
        return at;
    }

    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        var sentence = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]))
            {
                sentence |= text[i] is '.' or '!' or '?' or '\n' or ':';
                continue;
            }

            var start = i;
            while (i + 1 < text.Length && (IsInWord(text[i + 1]) || (text[i + 1] is '-' or ':' && i + 2 < text.Length && char.IsLetter(text[i + 2]))))
                i++;
            var word = text[start..(i + 1)];
            // Some systems send å as a and a ring; the lists are written with one letter.
            words.Add(new Word(start, word.Length, word.IsNormalized() ? word : word.Normalize(NormalizationForm.FormC), sentence));
            sentence = false;
        }

        return words;
    }

    private static bool IsInWord(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Word(int Start, int Length, string Text, bool BeginsSentence)
    {
        public int End => Start + Length;
    }

    /// <summary>The names that a text may hold. A name of two words is known if one person has both; genitives count as the name.</summary>
    private sealed class Known(IReadOnlyCollection<string> names)
    {
        private readonly List<HashSet<string>> people =
            [.. names.Select(name => name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase))];

        public bool All(List<Word> words, int first, int last) =>
            people.Exists(person => Enumerable.Range(first, last - first + 1).All(i => person.Contains(words[i].Text) || (words[i].Text[^1] is 's' && person.Contains(words[i].Text[..^1]))));
    }

    private sealed class Findings(string text)
    {
        private readonly List<TextWarning> warnings = [];
        private readonly bool[] taken = new bool[text.Length];
        private bool complete = true;

        public void Add(string kind, int start, int length)
        {
            var place = taken.AsSpan(start, length);
            if (place.Contains(true))
                return;
            place.Fill(true);
            warnings.Add(new TextWarning(kind, start, length, Says(kind)));
        }

        public void NotLookedAt() => complete = false;

        public IReadOnlyList<TextWarning> InOrder()
        {
            if (!complete)
                warnings.Add(new TextWarning(TextWarningKind.NotLookedAt, 0, text.Length, Says(TextWarningKind.NotLookedAt)));
            return [.. warnings.OrderBy(warning => warning.Start)];
        }

        private static string Says(string kind) => kind switch
        {
            TextWarningKind.IdentityNumber => "Det här ser ut som ett personnummer eller samordningsnummer. Skriv det inte i fritext; barnet är redan känt här.",
            TextWarningKind.Phone => "Det här ser ut som ett telefonnummer. Kontaktuppgifter har egna fält, där de syns för rätt personer.",
            TextWarningKind.Email => "Det här ser ut som en e-postadress. Kontaktuppgifter har egna fält, där de syns för rätt personer.",
            TextWarningKind.Address => "Det här ser ut som en adress. Den kan avslöja var någon bor; behövs den i texten?",
            TextWarningKind.Diagnosis => "Det här ser ut som en diagnos. Beskriv hellre vad barnet behöver; är uppgiften nödvändig för dem som läser?",
            TextWarningKind.ThirdPerson => "Det här ser ut att handla om en annan person än barnet. Skriv bara det som är nödvändigt om andra.",
            _ => "Hela texten kunde inte läsas igenom. Kontrollera själv att den inte innehåller mer än vad som behövs.",
        };
    }

    [GeneratedRegex(@"\b(?:(?:18|19|20)" + Space + @"?)?[0-9]{2}" + Gap + "?[0-9]{2}" + Gap + "?[0-9]{2}" + Space + "?(?:" + Dash + @"|\+)?" + Space + @"?(?:[0-9]{4}|[Tt][Ff]" + Space + @"?[0-9]{2})\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout)]
    private static partial Regex Identity();

    [GeneratedRegex("^[0-9]{4}" + Dash + "[0-9]{2}" + Dash + "[0-9]{2}" + Space + "[0-2][0-9][0-5][0-9]$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout)]
    private static partial Regex TimeAfterDate();

    [GeneratedRegex(@"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout)]
    private static partial Regex Email();

    // Area codes: 08, the three-digit ones and the rest with four (PTS, Svensk nummerplan för telefoni). Without the separator after the area code only whole groups count.
    [GeneratedRegex(
        @"(?:\+|\b00)[1-9][0-9]{1,2}" + Gap + "?" + @"(?:\(0\))?(?:" + Gap + @"?[0-9]){6,11}\b"
        + @"|\b07[02369](?:" + Gap + "|" + Space + Dash + Space + @")?[0-9](?:" + Gap + @"?[0-9]){6}\b"
        + @"|\b08" + Space + "?(?:" + Dash + "|/)?" + Space + @"?[1-9](?:" + Space + @"?[0-9]){6,7}\b"
        + @"|\b0(?:1[013689]|2[136]|3[1356]|4[0246]|54|6[03]|90)" + Space + "?(?:" + Dash + "|/)?" + Space + @"?[1-9](?:" + Space + @"?[0-9]){4,7}\b"
        + @"|\b0[1-9][0-9]{2}" + Space + "?(?:" + Dash + "|/)?" + Space + @"?[1-9](?:" + Space + @"?[0-9]){4,5}\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b[1-9][0-9]{2}" + Space + "?[0-9]{2}" + Space + @"{1,2}\p{Lu}\p{L}{2,30}\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout)]
    private static partial Regex PostalCode();

    [GeneratedRegex(@"\b[A-Z][0-9]{2}(?:\.[0-9]{1,2}|[0-9])?[A-Z]?\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout)]
    private static partial Regex Code();
}
