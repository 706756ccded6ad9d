using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Kronobarn.Host;

/// <summary>Each municipality's colours and logo text, from <c>Kronobarn:Themes:{municipality code}</c>, as a small style of its own.</summary>
internal sealed partial class Themes
{
    // WCAG 2.2, 1.4.3: the least contrast between text and its ground.
    private const double LeastContrast = 4.5;
    private const string White = "#ffffff";

    // Of src/Host/assets/styles: what an accent stands beside.
    private const string Ground = "#faf7f2";
    private const string Text = "#302b25";
    private const string Muted = "#655c51";

    private static readonly string[] Known = ["Accent", "AccentDark", "AccentSoft", "LogoText"];
    private static readonly ThemeStyle None = new("/* No theme of its own. */\n");

    private readonly FrozenDictionary<string, ThemeStyle> styles;

    private Themes(IEnumerable<KeyValuePair<string, ThemeStyle>> styles) => this.styles = styles.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads and tries every theme; what cannot be read by everyone stops the start.</summary>
    public static Themes From(IConfigurationSection settings) =>
        new(settings.GetChildren().Select(theme => KeyValuePair.Create(theme.Key, Made(theme))));

    /// <summary>Whether a file name is that of a municipality's style.</summary>
    public static bool IsName(string fileName) => FileName().IsMatch(fileName);

    /// <summary>Every municipality's style, by its file name.</summary>
    public IEnumerable<(string FileName, ThemeStyle Style)> All => styles.Select(theme => ($"theme-{theme.Key}.css", theme.Value));

    /// <summary>The style behind theme-{code}.css, or null when that is not what the name asks for. A municipality without a theme has an empty one, so that a page may link to it without asking.</summary>
    public ThemeStyle? Style(string fileName) => FileName().Match(fileName) is { Success: true } match
        ? styles.GetValueOrDefault(match.Groups["code"].Value, None)
        : null;

    private static ThemeStyle Made(IConfigurationSection theme)
    {
        if (!Code().IsMatch(theme.Key))
            throw Wrong(theme, "is not a municipality's code; write its four digits");
        foreach (var setting in theme.GetChildren().Where(setting => !Known.Contains(setting.Key, StringComparer.Ordinal)))
            throw Wrong(setting, $"is not known; use {string.Join(", ", Known)}");

        var accent = Colour(theme, "Accent");
        var (givenDark, givenSoft) = (Colour(theme, "AccentDark"), Colour(theme, "AccentSoft"));
        if (accent is null && (givenDark ?? givenSoft) is not null)
            throw Wrong(theme, "has AccentDark or AccentSoft but no Accent; set Accent, or take the others away");
        var colours = "";
        if (accent is not null)
        {
            // What is not given is made of the accent: darker for words, nearly white for grounds.
            var (dark, soft) = (givenDark ?? Mixed(accent, 0.74, 0), givenSoft ?? Mixed(accent, 0.1, 255));
            Readable(theme, "Accent", accent, White, "white");
            Readable(theme, "AccentDark", dark, Ground, "the page " + Ground);
            Readable(theme, "AccentSoft", soft, Text, "the text " + Text);
            Readable(theme, "AccentSoft", soft, Muted, "the quiet text " + Muted);
            Readable(theme, "AccentSoft", soft, dark, "AccentDark");
            colours = $"--kb-accent:{accent};--kb-accent-dark:{dark};--kb-accent-soft:{soft};";
        }

        var logo = theme["LogoText"];
        if (logo is not null && !LogoText().IsMatch(logo))
            throw Wrong(theme.GetSection("LogoText"), "must be 1 to 40 letters, digits, spaces, full stops or hyphens");

        return new ThemeStyle($":root{{{colours}{(logo is null ? "" : $"--kb-logo-text:\"{logo}\"")}}}\n");
    }

    private static string Mixed(string colour, double share, int other)
    {
        int Part(int at) => (int)Math.Round((share * int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)) + ((1 - share) * other));
        return string.Create(CultureInfo.InvariantCulture, $"#{Part(1):x2}{Part(3):x2}{Part(5):x2}");
    }

    private static string? Colour(IConfigurationSection theme, string name) => theme[name] switch
    {
        null => null,
        var value when Hex().IsMatch(value) => value.ToLowerInvariant(),
        _ => throw Wrong(theme.GetSection(name), "is not a colour; write a hash and six hexadecimal digits, as in #0b5563"),
    };

    private static void Readable(IConfigurationSection theme, string name, string colour, string other, string otherName)
    {
        var contrast = Contrast(colour, other);
        if (contrast < LeastContrast)
            throw Wrong(theme.GetSection(name), string.Create(CultureInfo.InvariantCulture,
                $"({colour}) has contrast {contrast:0.00} against {otherName}, and text needs at least {LeastContrast:0.0}; choose a {(Luminance(colour) > Luminance(other) ? "lighter" : "darker")} colour"));
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // WCAG 2.2, relative luminance.
    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    private static InvalidOperationException Wrong(IConfigurationSection setting, string what) => new($"The setting {setting.Path} {what}.");

    [GeneratedRegex(@"^[0-9]{4}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hex();

    // It stands inside a string of a style sheet: nothing that could end the string is let in.
    [GeneratedRegex(@"^[\p{L}\p{Nd} .\-]{1,40}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LogoText();

    [GeneratedRegex(@"^theme-(?<code>[0-9]{4})\.css\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}

/// <summary>A theme as it is sent, with a tag that follows its content.</summary>
internal sealed record ThemeStyle
{
    public ThemeStyle(string css)
    {
        Content = Encoding.UTF8.GetBytes(css);
        Tag = Convert.ToHexStringLower(SHA256.HashData(Content))[..12];
    }

    public byte[] Content { get; }

    public string Tag { get; }
}
