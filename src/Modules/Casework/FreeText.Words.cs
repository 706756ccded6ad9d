using System.Collections.Frozen;

namespace Kronobarn.Casework;

/// <summary>
/// The word lists of <see cref="FreeText"/>. A list holds what people write in a plan, not what a classification holds: everyday words that only sometimes stand for a
/// diagnosis (ångest, allergi, psykosocial, "far illa") are left out, or every second plan would be full of warnings and nobody would read them.
/// </summary>
internal static partial class FreeText
{
    private static readonly FrozenSet<string> DiagnosisWords = Set(
        "adhd|npf|asperger|aspergers|ptsd|ocd|dld|hiv|aids|fasd|vfs|epilepsi|epilepsin|epileptiker|epileptisk|epileptiskt|epileptiska|astma|astman|astmatiker|astmatisk|celiaki|celiakin|cancer|cancern|"
        + "psykos|psykosen|psykoser|psykosjuk|psykotisk|psykotiskt|psykotiska|depression|depressionen|depressioner|depressionerna|depressiv|depressivt|depressiva|deprimerad|deprimerat|deprimerade|"
        + "demens|demensen|dement|migrän|migränen|leukemi|leukemin|reumatism|reumatiker|hydrocefalus|enures|enkopres|könsdysfori|skolfobi|skolfobin|panikångest|panikångesten|hepatit|tuberkulos|tbc|skolios|"
        + "alkoholist|alkoholisten|alkoholism|narkoman|narkomanen|narkomani|pyroman|kleptomani|borderline|mutism");

    /// <summary>A word that begins so. No Swedish word with another meaning does.</summary>
    private static readonly string[] DiagnosisBeginnings =
    [
        "adhd", "autis", "asperger", "schizo", "bipolär", "anorex", "anorekt", "bulimi", "tourett", "dyslexi", "dyslekti", "dyskalkyli", "diabet", "hjärtfel", "muskeldystrofi",
        "missbruk", "ptsd", "npf-", "cp-skad", "paniksyndrom", "självskadebeteend",
    ];

    /// <summary>A word that has this in it, as last part of a compound or before an ending.</summary>
    private static readonly string[] DiagnosisParts =
    [
        "ätstörning", "språkstörning", "utvecklingsstörning", "utvecklingsstörd", "trotssyndrom", "uppförandestörning", "personlighetsstörning", "personlighetssyndrom", "anknytningsstörning",
        "ångestsyndrom", "ångeststörning", "tvångssyndrom", "tvångsstörning", "stressyndrom", "utmattningssyndrom", "koncentrationsstörning", "beroendesjukdom", "blandmissbruk",
        "alkoholmissbruk", "drogmissbruk", "narkotikamissbruk", "läkemedelsmissbruk", "tablettmissbruk", "cancersjuk", "hjärntumör",
    ];

    /// <summary>Words that only together are a diagnosis, by the first; each rest is the beginning of the word after.</summary>
    private static readonly FrozenDictionary<string, string[]> DiagnosisPairs = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["social"] = ["fobi"],
        ["downs"] = ["syndrom"],
        ["cerebral"] = ["pares"],
        ["cystisk"] = ["fibros"],
        ["selektiv"] = ["mutism"],
        ["generaliserat"] = ["ångest"],
        ["intellektuell"] = ["funktionsnedsättning"],
        ["emotionellt"] = ["instabil"],
        ["emotionell"] = ["instabil"],
        ["fetalt"] = ["alkoholsyndrom"],
        ["psykiskt"] = ["sjuk"],
        ["psykisk"] = ["sjukdom"],
        ["atypisk"] = ["autism", "anorexi"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Abbreviations that are Swedish words in small letters.</summary>
    private static readonly FrozenSet<string> DiagnosisAbbreviations = Set("ADD|FAS|DAMP|EDS|AST|CP|GAD|EIPS", StringComparer.Ordinal);

    /// <summary>Without one of these before them the abbreviations are most often something else (FAS 2, Add).</summary>
    private static readonly FrozenSet<string> DiagnosisIntroductions = Set("diagnos|diagnosen|diagnoser|diagnosticerad|diagnosticerats|diagnosticerat|icd|icd-10|diagnoskod|diagnoskoden|utredning|utredd|utredas|utreds|har|fått|misstänkt|misstänks|med|och|för");

    private static readonly FrozenSet<string> CodeIntroductions = Set("diagnos|diagnosen|diagnoser|diagnosticerad|diagnosticerats|diagnosticerat|icd|icd-10|diagnoskod|diagnoskoden");

    /// <summary>Kin that may take a prefix: styvpappa, lillasyster, familjehemsmamma.</summary>
    private static readonly string[] Kin =
    [
        "mamma", "mamman", "mammas", "mammans", "mammor", "mammorna", "pappa", "pappan", "pappas", "pappans", "pappor", "papporna", "syster", "systern", "systers", "systerns", "systrar", "systrarna", "systrarnas",
        "bror", "brors", "brodern", "broder", "broderns", "bröder", "bröderna", "brödernas", "syskon", "syskonet", "syskonen", "syskons", "syskonens", "förälder", "föräldern", "mormor", "morfar", "farmor", "farfar",
        "dotter", "dottern", "son", "sonen", "kusin", "morsa", "farsa", "fru", "man", "sambo", "brorsa", "syrra",
    ];

    /// <summary>Of <see cref="Kin"/>, what does not mean a third person without a prefix: the child's own parents and siblings in general, and words with other meanings.</summary>
    private static readonly FrozenSet<string> OnlyWithPrefix = Set("syskon|syskonet|syskonen|syskons|syskonens|förälder|föräldern|dotter|dottern|son|sonen|fru|man");

    private static readonly FrozenSet<string> KinPrefixes = Set(
        "styv|bonus|plast|extra|foster|familjehems|jourhems|jour|låtsas|svär|lilla|stora|lille|lill|små|stor|store|halv|hel|tvilling|ex|biologiska|gammel");

    private static readonly FrozenSet<string> ThirdPersons = Set(
        "mormor|mormodern|mormors|morfar|morfadern|morfars|farmor|farmors|farfar|farfars|morföräldrar|morföräldrarna|farföräldrar|farföräldrarna|morbror|morbrorn|morbrors|farbror|farbrorn|farbrors|moster|mostern|mosters|"
        + "faster|fastern|fasters|kusin|kusinen|kusins|kusinens|kusiner|kusinerna|granne|grannen|grannens|grannar|grannarna|grannarnas|grannfrun|grannpojken|grannflickan|sambo|sambon|sambons|särbo|särbon|pojkvän|pojkvännen|pojkvännens|"
        + "pojkvänner|flickvän|flickvännen|flickvännens|fästman|fästmannen|fästmö|make|maken|makens|maka|makan|makans|hustru|hustrun|hustruns|exman|exmannen|exmake|exfru|exfrun|exsambo|exet|fadern|faderns|styvfar|styvmor|svärfar|"
        + "svärmor|svåger|svågern|svägerska|svägerskan|gudmor|gudfar|gudfadern|brorson|brorsonen|brorsdotter|systerson|systersonen|systerdotter|barnbarn|barnbarnet|barnvakten|lillebrorsan|inneboende|hyresvärden|älskaren|älskarinna");

    /// <summary>"Hennes nya kille": whose, at most one word between, and who.</summary>
    private static readonly FrozenSet<string> Possessives = Set("hans|hennes|deras|henoms|hens|sin|sina|mammas|mammans|pappas|pappans|moderns|faderns|systerns|broderns|dennes|dennas");

    private static readonly FrozenSet<string> BetweenPossessiveAndPerson = Set("nya|nye|ny|förra|förre|dåvarande|nuvarande|tidigare|gamla|gamle|äldre|yngre|äldsta|yngsta|före|detta|fd");

    private static readonly FrozenSet<string> PersonsOfSomebody = Set(
        "kille|killen|tjej|tjejen|man|fru|make|maka|partner|sambo|särbo|pojkvän|flickvän|fästman|fästmö|ex|älskare|kollega|chef|tvilling|far|mor");

    /// <summary>Everybody has friends and classmates; they are only somebody with a name.</summary>
    private static readonly FrozenSet<string> NamedPersons = Set("kompis|kompisen|vännen|väninnan|klasskamraten|klasskompisen|killen|tjejen|grabben|barnskötaren");

    /// <summary>
    /// Given names common in Sweden in all ages, written without a source's ranking. A surname is known by standing after one: two capitals in a row are far more often an
    /// organisation or the beginning of a sentence.
    /// </summary>
    private static readonly FrozenSet<string> GivenNames = Set(
        "Aaron|Abbas|Abdi|Abdirahman|Abdullah|Abdullahi|Adam|Adrian|Agnes|Agneta|Ahmad|Ahmed|Aisha|Albin|Aleksandra|Alex|Alexander|Alexandra|Alfons|Alfred|Ali|Alice|Alicia|Alma|Almira|Alva|Alve|Alvin|Amal|Amalia|Amanda|Amelia|Amin|Amina|Amir|Amira|Anastasia|"
        + "Anders|Andreas|Anette|Angelica|Anita|Anja|Ann|Anna|Anna-Karin|Anna-Lena|Ann-Christin|Ann-Marie|Anne|Anneli|Annelie|Annika|Anton|Antonia|Arash|Arne|Aron|Arvid|Asha|Astrid|August|Axel|Ayaan|Ayan|Ayse|Barbro|Bengt|Benjamin|Berit|Bertil|Birgitta|Birgit|Bilal|"
        + "Bo|Britt|Britt-Marie|Caroline|Carina|Carl|Carolina|Casper|Cecilia|Charlie|Charlotte|Charlotta|Christer|Christian|Christina|Christoffer|Christopher|Claes|Clara|Conny|Cornelia|Dag|Dan|Daniel|Daniela|Dante|David|Dennis|Diana|Diego|Ebba|Ebbe|Eddie|Edith|Edvard|"
        + "Edvin|Elias|Elin|Elina|Elis|Elisabet|Elisabeth|Elise|Ella|Ellen|Ellie|Elliot|Elsa|Elton|Elvira|Elvis|Emelie|Emil|Emilia|Emilie|Emma|Emmy|Emre|Enzo|Eric|Erica|Erik|Erika|Erling|Eskil|Ester|Esther|Eva|Evelina|Fabian|Fadi|Fadumo|Fatima|Fatma|Felicia|Felix|"
        + "Filip|Filippa|Folke|Frank|Frans|Freja|Fredrik|Frida|Gabriel|Gabriella|Georg|George|Gerd|Gudrun|Gun|Gunilla|Gunnar|Gunnel|Gustaf|Gustav|Göran|Gösta|Habiba|Hala|Hamza|Hanna|Hannah|Hanne|Hans|Harald|Harry|Hassan|Hasan|Hedda|Hedvig|Helen|Helena|Helene|Helga|"
        + "Helmer|Henrik|Henry|Hilda|Hilma|Hodan|Hugo|Hussein|Ian|Ibrahim|Ida|Idris|Iman|Inga|Ingegerd|Inger|Ingmar|Ingrid|Ingvar|Irene|Iris|Isa|Isabella|Isabelle|Isac|Isak|Ismail|Ivan|Ivar|Jack|Jacob|Jakob|Jamal|Jamila|Jan|Jane|Janne|Jasmin|Jasmine|Jens|Jenny|Jennifer|"
        + "Jesper|Jessica|Joakim|Joel|Johan|Johanna|Johannes|John|Johnny|Jon|Jonas|Jonathan|Jonna|Josef|Josefin|Josefina|Josefine|Joseph|Julia|Julian|Julie|Juni|Juno|Jörgen|Kaj|Kajsa|Karim|Karin|Karl|Karolina|Katarina|Katja|Kent|Kenneth|Kerstin|Kevin|Khadija|Khalid|Kim|"
        + "Kjell|Klara|Klas|Klaus|Kristian|Kristin|Kristina|Kristoffer|Kurt|Lars|Laura|Layla|Leah|Leif|Leila|Lena|Lennart|Leo|Leon|Leona|Leonora|Liam|Lilian|Lilly|Lina|Linda|Line|Linn|Linnea|Linnéa|Linus|Lisa|Lisbeth|Lise|Liselott|Liv|Liza|Loke|Lo|Louise|Lova|Love|Lovisa|"
        + "Lowe|Lucas|Ludvig|Luna|Lukas|Maha|Mahmoud|Maja|Majken|Malik|Malin|Malte|Margareta|Margaretha|Maria|Mariam|Marianne|Marie|Marina|Marita|Markus|Marcus|Marta|Martin|Martina|Maryam|Mathias|Mathilda|Matilda|Mats|Mattias|Max|Maximilian|Melker|Melissa|Mia|Michael|"
        + "Michelle|Mikael|Mila|Milan|Milla|Milo|Milton|Mimmi|Minna|Mira|Miranda|Miriam|Mohamad|Mohamed|Mohammad|Mohammed|Moa|Molly|Mona|Monica|Monika|Morgan|Muhammad|Mustafa|My|Märta|Nadia|Nadja|Nathalie|Natalie|Nicole|Niklas|Niclas|Nikita|Nils|Nina|Noah|Noel|Noor|Nora|"
        + "Nour|Nova|Novalie|Ola|Olga|Olle|Olivia|Oliver|Olof|Oskar|Oscar|Osman|Otto|Ove|Patricia|Patrick|Patrik|Paul|Paulina|Per|Pernilla|Peter|Petra|Petter|Philip|Pia|Pontus|Rafael|Ragnar|Rahaf|Rami|Ramona|Rana|Rasmus|Rebecca|Rebecka|Regina|Rickard|Richard|Rikard|Rita|"
        + "Robert|Robin|Roger|Roland|Rolf|Ronja|Rosanna|Rose|Roza|Rune|Ruth|Sabina|Saga|Sahra|Said|Salma|Sam|Samantha|Samir|Samira|Samuel|Sandra|Sanna|Sara|Sarah|Sebastian|Selma|Sigrid|Signe|Simon|Siri|Sixten|Sofia|Sofie|Sonja|Sonya|Staffan|Stefan|Stella|Sten|Stig|Stina|"
        + "Sture|Sune|Susanna|Susanne|Svea|Sven|Svante|Sylvia|Tage|Tanja|Tea|Teo|Theo|Therese|Theodor|Thea|Thomas|Tilda|Tilde|Tim|Tina|Tobias|Tom|Tomas|Tommy|Tony|Tora|Torbjörn|Tord|Tore|Torsten|Tova|Tove|Tuva|Tyra|Ulf|Ulla|Ulrika|Ulrik|Urban|Valdemar|Valter|Vanessa|Vega|"
        + "Vera|Veronica|Veronika|Victor|Victoria|Viggo|Viktor|Viktoria|Vilgot|Vilhelm|Vilma|Ville|Vincent|Viola|Viktorija|Walter|Wilhelm|Wilma|William|Yasin|Yasmin|Yasmine|Ylva|Yngve|Yonas|Youssef|Yusuf|Yvonne|Zahra|Zainab|Zara|Zeinab|Zlatan|Åke|Åsa|Örjan|Östen|Björn|Börje");

    /// <summary>Capitalised words after a given name that make it a place or an organisation (Maria församling, Karl Johans torg) or are no surname.</summary>
    private static readonly FrozenSet<string> NotSurnames = Set(
        "Måndag|Tisdag|Onsdag|Torsdag|Fredag|Lördag|Söndag|Januari|Februari|Mars|April|Maj|Juni|Juli|Augusti|September|Oktober|November|December|BVC|BUP|KAA|SIP|BVH|EHT|Hon|Han|Hen|De|Det|Den|Vi|Jag|Ni|Du|Mamma|Pappa|Skolan|Förskolan|Och|Men|Rektor|"
        + "Växjö|Ljungby|Alvesta|Älmhult|Tingsryd|Lessebo|Uppvidinge|Markaryd|Åseda|Kronoberg|Sverige|Stockholm|Malmö|Göteborg|Kalmar|Lund");

    /// <summary>Words after two capitals that show a place or an organisation.</summary>
    private static readonly FrozenSet<string> PlaceWords = Set(
        "skola|skolan|skolans|förskola|förskolan|gymnasium|gymnasiet|kyrka|kyrkan|församling|församlingen|kommun|kommunen|sjukhus|sjukhuset|torg|väg|gata|gränd|plats|park|stiftelse|stiftelsen|fond|minne|bvc|vårdcentral|vårdcentralen|centrum|friskola|museum|ab|gård|bibliotek|gatan|vägen|torget");

    private static readonly string[] PlaceEndings = ["skola", "skolan", "skolans", "kyrka", "kyrkan", "gymnasiet", "församling", "kommun", "sjukhus", "sjukhuset"];

    private static readonly string[] StreetEndings =
    [
        "gatan", "gata", "vägen", "väg", "stigen", "stig", "gränd", "gränden", "torget", "torg", "backen", "backe", "allén", "allé", "esplanaden", "slingan", "leden", "kroken", "liden", "promenaden",
        "kajen", "svängen",
    ];

    /// <summary>Endings of other words too (utvärderingen 3): only with a capital that is not the sentence's.</summary>
    private static readonly string[] NamedStreetEndings = ["ringen", "gården", "parken", "platsen", "stranden", "grind"];

    /// <summary>Names of two words whose second is a street: Norra vägen 3, Sankt Sigfrids gata 12.</summary>
    private static readonly FrozenSet<string> BareStreets = Set("gatan|gata|vägen|väg|stigen|stig|gränd|torg|torget|backe|allé|allén|esplanaden|esplanad|plats");

    /// <summary>Of <see cref="StreetEndings"/>, what is numbered without being an address.</summary>
    private static readonly FrozenSet<string> NotStreets = Set(
        "riksväg|riksvägen|länsväg|länsvägen|europaväg|europavägen|motorväg|motorvägen|avfart|omgång|julgran|omväg|omvägen|bakgård|skolväg|skolvägen|lekparken|skolgården|parkeringsplatsen|arbetsplatsen|lekplatsen|"
        + "bondgården|förskolegården|skogsbacken|pulkabacken|fritidsgården|ungdomsgården|herrgården|skogsstigen|motionsslingan|elslingan|telefonslingan|förskolevägen|cykelväg|cykelvägen|gångväg|gångvägen|djurparken|nationalparken|äventyrsgården|arbetsstig");

    /// <summary>After a number these make it a measure, not a house number.</summary>
    private static readonly FrozenSet<string> Measures = Set(
        "gånger|gång|ggr|dagar|dag|veckor|vecka|månader|år|timmar|timme|minuter|minut|min|sekunder|km|kilometer|mil|m|meter|varv|kr|kronor|st|stycken|barn|elever|pojkar|flickor|personer|procent|kvällar|kväll|morgnar|nätter|rundor|vuxna|lektioner|"
        + "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|feb|apr|aug|sept|okt|nov|dec");

    private static FrozenSet<string> Set(string words, StringComparer? comparer = null) => words.Split('|').ToFrozenSet(comparer ?? StringComparer.OrdinalIgnoreCase);
}
