using System.Text;
using Kronobarn.Casework;
using Kronobarn.Responsibility.DemoCounty;

namespace Kronobarn.Tests.Caseworks;

/// <summary>
/// Sentences as they are written at school and at BVC. Numbers are official test numbers (put in for the words in braces), phone numbers those that PTS keeps for
/// fiction (070-174 06 05 to 99, 08-465 004 00 to 99, 031-390 06 00 to 99, 040-628 04 00 to 99, 0980-31 92 00 to 99); people are invented.
/// </summary>
public class FreeTextTests
{
    private static readonly string Number = TestNumbers.Official().First(number => number.StartsWith("2012", StringComparison.Ordinal));

    [Theory]
    // Identity numbers.
    [InlineData("Eleven {8-4} har bytt klass.", "identity-number", "{8-4}")]
    [InlineData("Personnummer: {12}.", "identity-number", "{12}")]
    [InlineData("Gäller {6-4}, årskurs 4.", "identity-number", "{6-4}")]
    [InlineData("Se ärende för {10} i vår lista", "identity-number", "{10}")]
    [InlineData("Barnet ({8 4}) kom till BVC i går.", "identity-number", "{8 4}")]
    [InlineData("Skrev {spaced} på lappen.", "identity-number", "{spaced}")]
    [InlineData("Farfars gamla kort, {6+4}, låg kvar.", "identity-number", "{6+4}")]
    [InlineData("Samordningsnummer {samordning} enligt Migrationsverket", "identity-number", "{samordning}")]
    [InlineData("Hon är född {date} {four} enligt listan.", "identity-number", "{date} {four}")]
    [InlineData("Felskrivet nummer {wrong} i journalen.", "identity-number", "{wrong}")]
    [InlineData("Skolan gav honom 20120304TF12 tills vidare.", "identity-number", "20120304TF12")]
    // Phone numbers.
    [InlineData("Ring 070-174 06 05 efter klockan tre.", "phone", "070-174 06 05")]
    [InlineData("Nås på 0701740612 kvällstid", "phone", "0701740612")]
    [InlineData("Mobil +46 70 174 06 33 fungerar bäst.", "phone", "+46 70 174 06 33")]
    [InlineData("Hennes nummer är +46(0)70-1740640.", "phone", "+46(0)70-1740640")]
    [InlineData("Växel 08-465 004 00, be att få kopplas", "phone", "08-465 004 00")]
    [InlineData("tel 031-390 06 12", "phone", "031-390 06 12")]
    [InlineData("Ring hem på 0980-31 92 07.", "phone", "0980-31 92 07")]
    [InlineData("Från utlandet 0046 40 628 04 11.", "phone", "0046 40 628 04 11")]
    [InlineData("Hemnummer 040 628 04 12", "phone", "040 628 04 12")]
    // E-mail.
    [InlineData("Skicka till alva.lind@example.se.", "email", "alva.lind@example.se")]
    [InlineData("Mejla (familjen_ek+skola@mail.example.com) inför mötet", "email", "familjen_ek+skola@mail.example.com")]
    [InlineData("maila åsa@example.se så svarar hon", "email", "åsa@example.se")]
    // Addresses.
    [InlineData("Familjen har flyttat till Storgatan 12B.", "address", "Storgatan 12B")]
    [InlineData("Bor på Lingonvägen 4 sedan i somras", "address", "Lingonvägen 4")]
    [InlineData("hämtas på björkstigen 118 varje dag", "address", "björkstigen 118")]
    [InlineData("Träffas vid Prästgränd 3 c efter skolan", "address", "Prästgränd 3 c")]
    [InlineData("Ny bostad: Stortorget 1, våning två.", "address", "Stortorget 1")]
    [InlineData("De bor numera på Norra vägen 33.", "address", "Norra vägen 33")]
    [InlineData("Hon bor på Storgatan 3 i Alvesta.", "address", "Storgatan 3")]
    [InlineData("Post går till 352 30 Växjö tills vidare.", "address", "352 30 Växjö")]
    [InlineData("Adressen är Kvarnbacken 7, 34130 Ljungby.", "address", "Kvarnbacken 7|34130 Ljungby")]
    // Diagnoses.
    [InlineData("Utredningen visade F84.0 i våras.", "diagnosis", "F84.0")]
    [InlineData("Har F900 sedan förra året", "diagnosis", "F900")]
    [InlineData("Diagnos G40 sedan två år.", "diagnosis", "G40")]
    [InlineData("Eleven har adhd och behöver pauser.", "diagnosis", "adhd")]
    [InlineData("ADHD-utredningen är klar.", "diagnosis", "ADHD-utredningen")]
    [InlineData("Stödet vid autismspektrumtillstånd fungerar", "diagnosis", "autismspektrumtillstånd")]
    [InlineData("Hon är autistisk och trivs i liten grupp.", "diagnosis", "autistisk")]
    [InlineData("Depressionen har gjort att han inte orkar.", "diagnosis", "Depressionen")]
    [InlineData("Vården följer upp ätstörningen varje vecka.", "diagnosis", "ätstörningen")]
    [InlineData("Epilepsins anfall kommer på natten", "diagnosis", "Epilepsins")]
    [InlineData("Behöver hjälp med sin diabetes i matsalen.", "diagnosis", "diabetes")]
    [InlineData("Missbruket hemma påverkar läxorna.", "diagnosis", "Missbruket")]
    [InlineData("Det finns alkoholmissbruk i hemmet", "diagnosis", "alkoholmissbruk")]
    [InlineData("Har fått ADD utrett.", "diagnosis", "ADD")]
    [InlineData("Misstänkt psykos i höstas.", "diagnosis", "psykos")]
    [InlineData("Lever med Downs syndrom", "diagnosis", "Downs syndrom")]
    [InlineData("Har social fobi och äter själv.", "diagnosis", "social fobi")]
    // Third persons.
    [InlineData("Det är mamma som hämtar.", "third-person", "mamma")]
    [InlineData("Pappans schema gör att han ofta är trött", "third-person", "Pappans")]
    [InlineData("Styvpappan skriker på kvällarna.", "third-person", "Styvpappan")]
    [InlineData("Hans lillasyster går på förskolan.", "third-person", "Hans lillasyster")]
    [InlineData("Grannen har hört bråk.", "third-person", "Grannen")]
    [InlineData("morfar Bertil hjälper till med läxorna", "third-person", "morfar Bertil")]
    [InlineData("Hon är rädd för hennes nya kille.", "third-person", "hennes nya kille")]
    [InlineData("Mammas nya sambo flyttade in i maj.", "third-person", "Mammas nya sambo")]
    [InlineData("Enligt Johan Ekvall sover barnet lite.", "third-person", "Johan Ekvall")]
    [InlineData("Fatima Nordqvists son var med.", "third-person", "Fatima Nordqvists")]
    [InlineData("Anna-Karin Bergdahl ringde i går.", "third-person", "Anna-Karin Bergdahl")]
    [InlineData("Leker ofta med kompisen Melker", "third-person", "kompisen Melker")]
    [InlineData("Bonusmamman och halvbror är på besök", "third-person", "Bonusmamman|halvbror")]
    public void It_points_at_what_should_be_looked_at_once_more(string sentence, string kind, string places)
    {
        var text = Filled(sentence);
        Assert.Equal(Filled(places).Split('|').Select(place => (kind, place)), Look(text).Where(found => found.Kind == kind));
    }

    [Theory]
    [InlineData("Barnet far illa av att skolgången bryts så ofta.")]
    [InlineData("Eleven har 34 procents frånvaro sedan 2026-08-18.")]
    [InlineData("Mötet är den 12/3 klockan 08.30-09.45 i sal C25.")]
    [InlineData("Mötet var 2026-03-12 1430 och tog en timme.")]
    [InlineData("Skolskjutsen kostar 12 500 kr per termin, 25 000 kr per läsår.")]
    [InlineData("Läsåret 2025/2026 började den 18 augusti.")]
    [InlineData("Vecka 35-36 är det inskolning på förskolan.")]
    [InlineData("Ärende 2026/01234 hanteras av elevhälsan.")]
    [InlineData("Organisationsnummer 212000-0662 gäller för kommunen.")]
    [InlineData("Faktura 1234567890123 är betald.")]
    [InlineData("Ring 112 vid fara och 1177 för råd.")]
    [InlineData("Försäkringskassan nås på 0771-524 524.")]
    [InlineData("Barnens rätt i samhället, BRIS, har 116 111.")]
    [InlineData("Väger 12 450 gram och är 87,5 cm lång.")]
    [InlineData("Längd 104 cm, vikt 17,2 kg, huvudomfång 50,5 cm.")]
    [InlineData("Tidsspann 0800-1200 måndag till fredag.")]
    [InlineData("Rummet 0470 är bokat 10-12.")]
    [InlineData("Han cyklar hela vägen 3 gånger i veckan.")]
    [InlineData("Skolvägen 2 km är trygg.")]
    [InlineData("Riksväg 25 är svår att korsa till fots.")]
    [InlineData("De sprang motionsslingan 3 varv.")]
    [InlineData("Vi möts på Stortorget 12 mars.")]
    [InlineData("Har bytt från 0900 till 0945 i schemat.")]
    [InlineData("Utvärderingen 3 veckor senare visade framsteg.")]
    [InlineData("Får D-droppar och vitamin B12 enligt rutin.")]
    [InlineData("Spelar i F12 och tränar två gånger i veckan.")]
    [InlineData("Läser svenska A1 och går i 7B.")]
    [InlineData("Klass 4A och 4B har gemensam idrott.")]
    [InlineData("Den psykosociala miljön i klassen är bra.")]
    [InlineData("Har ångest inför proven och behöver förberedelse.")]
    [InlineData("I nästa fas behöver hon mer stöd, add något nytt i planen.")]
    [InlineData("Barnmorskan och rektorn träffade barnet tillsammans.")]
    [InlineData("Man ser att eleven trivs och att personalen har tid.")]
    [InlineData("Personen vid disken var vänlig.")]
    [InlineData("Leker gärna med kompisar på rasten.")]
    [InlineData("Barnet trivs med sina syskon och sin familj.")]
    [InlineData("Region Kronoberg och Växjö kommun samverkar.")]
    [InlineData("Går på Elin Wägners skola sedan i höstas.")]
    [InlineData("Besökte Maria kyrka och Sankt Sigfrids folkhögskola.")]
    [InlineData("Ringsbergskolan och Teleborgs vårdcentral är med på mötet.")]
    [InlineData("Idag Måndag var Elsa glad. Igår Tisdag var hon trött.")]
    [InlineData("Elsa sover gott. Barnhälsovården följer upp.")]
    [InlineData("Vårdnadshavarna är överens om planen.")]
    [InlineData("Behöver bildstöd, tydlig struktur och en vuxen vid övergångar.")]
    [InlineData("Modern teknik hjälper honom att läsa.")]
    [InlineData("Barnens Bästa Gäller i Kronoberg är modellens namn.")]
    [InlineData("Hon är 8 år, går i 2:an och läser 15 minuter om dagen.")]
    [InlineData("Poängen 3.5 av 5, delmål 2.1 uppnått.")]
    [InlineData("Följ upp 1 december, se punkt A.2 i planen.")]
    [InlineData("Skriv @ rektor i kalendern.")]
    [InlineData("")]
    [InlineData("   \r\n\t ")]
    public void It_leaves_everyday_sentences_alone(string sentence) => Assert.Empty(Look(sentence));

    [Fact]
    public void Every_official_test_number_is_seen_in_every_way_of_writing_it()
    {
        foreach (var number in TestNumbers.Official().Where((_, i) => i % 41 == 0))
            foreach (var form in new[] { "{12}", "{8-4}", "{6-4}", "{10}", "{8 4}", "{6+4}", "{spaced}", "{samordning}", "{date} {four}", "{6 - 4}" })
            {
                var written = Filled(form, number);
                var found = Assert.Single(FreeText.Look($"Nr {written}, se ovan"));
                Assert.True(found is { Kind: TextWarningKind.IdentityNumber, Start: 3 } && found.Length == written.Length, form);
            }
    }

    [Fact]
    public void Names_that_belong_to_the_plan_are_no_third_persons()
    {
        const string Text = "mamma Anna Ekvall och Anna Ekvalls syster Moa Lind träffade Johan Berg.";
        Assert.Equal(["mamma Anna Ekvall", "Anna Ekvalls", "syster Moa Lind", "Johan Berg"], Look(Text).Select(found => found.Place), StringComparer.Ordinal);
        Assert.Equal(["syster Moa Lind", "Johan Berg"], Look(Text, "Anna Ekvall").Select(found => found.Place), StringComparer.Ordinal);
        Assert.Equal(["syster Moa Lind"], Look(Text, "anna ekvall", "Johan Berg").Select(found => found.Place), StringComparer.Ordinal);
        Assert.Equal(["mamma Anna Ekvall", "Anna Ekvalls", "syster Moa Lind", "Johan Berg"], Look(Text, "Anna Berg", "Johan Ekvall").Select(found => found.Place), StringComparer.Ordinal);
    }

    [Fact]
    public void A_text_with_rings_and_dots_apart_from_their_letters_is_read_the_same()
    {
        var text = "Ätstörning hos lillebror på Södra Allégatan 5.".Normalize(NormalizationForm.FormD);
        Assert.Equal(["diagnosis", "third-person", "address"], FreeText.Look(text).Select(warning => warning.Kind), StringComparer.Ordinal);
    }

    [Fact]
    public void The_screen_gets_a_Swedish_sentence_for_every_warning()
    {
        var warnings = FreeText.Look(Filled("Mamma, {12}, a@example.se, 070-174 06 05, Storgatan 1, adhd"));
        Assert.Equal(6, warnings.Select(warning => warning.Kind).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(6, warnings.Select(warning => warning.Says).Distinct(StringComparer.Ordinal).Count());
        Assert.All(warnings, warning => Assert.True(warning.Says[^1] is '.' or '?', warning.Says));
    }

    [Fact]
    public void Warnings_lie_inside_the_text_in_order_and_apart_whatever_the_text_is()
    {
        var random = new Random(105);
        string[] pieces =
        [
            Number, Filled("{6-4}"), "070-174 06 05", "08-465 004 00", "+46", "@", "a@example.se", ".", ",", " ", " ", " ", "\n", "-", "Storgatan", "vägen", "12", "B", "352 30", "Växjö", "F84.0", "F84", "adhd",
            "psykos", "mamma", "hennes", "nya", "kille", "Anna", "Ekvall", "skola", "\u00A0", "\uD83D", "\uDE00", "\u030A", "a", "Å", ":", "+", "(0)", "/", "TF", "0", "9", "diagnos", "\0", "ß", "İ",
        ];
        for (var i = 0; i < 3_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => pieces[random.Next(pieces.Length)]));
            var end = 0;
            foreach (var warning in FreeText.Look(text, ["Anna Ekvall"]))
            {
                Assert.True(warning.Start >= end && warning.Length > 0, text);
                end = warning.Start + warning.Length;
                Assert.True(end <= text.Length, text);
            }
        }
    }

    /// <summary>That it ends, also where a backtracking pattern would not; what it takes in memory grows no faster than the text.</summary>
    [Theory]
    [InlineData("0")]
    [InlineData("1 ")]
    [InlineData("07-")]
    [InlineData("20120304")]
    [InlineData("12-")]
    [InlineData("0701 ")]
    [InlineData("+46 ")]
    [InlineData("a.")]
    [InlineData("a@")]
    [InlineData("a@b.")]
    [InlineData("a@b")]
    [InlineData("gatan")]
    [InlineData("Storgatan ")]
    [InlineData("Storgatan 1")]
    [InlineData("hennes ")]
    [InlineData("hennes nya ")]
    [InlineData("mamma ")]
    [InlineData("mamma Anna ")]
    [InlineData("Anna ")]
    [InlineData("a-")]
    [InlineData("ätstörnin")]
    [InlineData("social ")]
    [InlineData("F8")]
    [InlineData("F84 ")]
    [InlineData(" ")]
    [InlineData("352 30 V")]
    [InlineData("a\u030A")]
    public void A_hostile_text_is_read_to_its_end(string piece)
    {
        Taken(piece, 100);
        var (short_, long_) = (Taken(piece, 10_000), Taken(piece, 80_000));
        Assert.True(long_ < (16 * short_) + 200_000, $"{short_:N0} bytes for 10,000 characters, {long_:N0} for 80,000");
    }

    private static long Taken(string piece, int length)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var warnings = FreeText.Look(text, ["Anna Ekvall"]);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.DoesNotContain(warnings, warning => warning.Kind == TextWarningKind.NotLookedAt);
        return taken;
    }

    private static IEnumerable<(string Kind, string Place)> Look(string text, params string[] knownNames) =>
        FreeText.Look(text, knownNames).Select(warning => (warning.Kind, text.Substring(warning.Start, warning.Length)));

    private static string Filled(string sentence) => Filled(sentence, Number);

    private static string Filled(string sentence, string number)
    {
        var wrong = (char)('0' + ((number[11] - '0' + 1) % 10));
        var day = (((number[6] - '0') * 10) + (number[7] - '0') + 60).ToString("00", System.Globalization.CultureInfo.InvariantCulture);
        return new StringBuilder(sentence)
            .Replace("{12}", number)
            .Replace("{10}", number[2..])
            .Replace("{8-4}", $"{number[..8]}-{number[8..]}")
            .Replace("{8 4}", $"{number[..8]} {number[8..]}")
            .Replace("{6-4}", $"{number[2..8]}-{number[8..]}")
            .Replace("{6 - 4}", $"{number[2..8]} - {number[8..]}")
            .Replace("{6+4}", $"{number[2..8]}+{number[8..]}")
            .Replace("{spaced}", $"{number[..4]} {number[4..6]} {number[6..8]} {number[8..]}")
            .Replace("{samordning}", $"{number[2..6]}{day}-{number[8..]}")
            .Replace("{date}", $"{number[..4]}-{number[4..6]}-{number[6..8]}")
            .Replace("{four}", number[8..])
            .Replace("{wrong}", $"{number[..8]}-{number[8..11]}{wrong}")
            .ToString();
    }
}
