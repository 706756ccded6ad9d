using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Kronobarn.Host;
using Kronobarn.Shell;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kronobarn.Tests.WebAssets;

public sealed partial class AssetsTests(Town town) : IClassFixture<Town>
{
    public static TheoryData<string, string> Files => new()
    {
        { "kronobarn.css", "text/css; charset=utf-8" },
        { "print.css", "text/css; charset=utf-8" },
        { "kronobarn.js", "text/javascript; charset=utf-8" },
        { "icons.svg", "image/svg+xml" },
        { "picture-school.svg", "image/svg+xml" },
        { "atkinson-latin-400.woff2", "font/woff2" },
        { "arabic-700.woff2", "font/woff2" },
        { "licences.txt", "text/plain; charset=utf-8" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_bundled_file_is_sent_to_anyone_and_kept_for_ever(string name, string contentType)
    {
        var answer = await Ask(Href(name));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(contentType, answer.Content.Headers.ContentType!.ToString());
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.TotalDays: 365 } caching && caching.Extensions.Any(extension => extension.Name == "immutable"));
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip;q=0.8, br;q=0.2", "gzip")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task What_the_browser_takes_decides_the_encoding_and_the_content_is_the_same(string accepted, string? encoding)
    {
        var plain = await (await Ask(Href("kronobarn.css"))).Content.ReadAsByteArrayAsync();
        var answer = await Ask(Href("kronobarn.css"), request => request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted));

        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var sent = await answer.Content.ReadAsStreamAsync();
        await using Stream opened = encoding switch { "br" => new BrotliStream(sent, CompressionMode.Decompress), "gzip" => new GZipStream(sent, CompressionMode.Decompress), _ => sent };
        using var read = new MemoryStream();
        await opened.CopyToAsync(read);
        Assert.Equal(plain, read.ToArray());
    }

    [Fact]
    public async Task Who_has_the_file_already_is_told_so_for_the_same_encoding_only()
    {
        var known = (await Ask(Href("icons.svg"), Brotli)).Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, (await Ask(Href("icons.svg"), request => { Brotli(request); request.Headers.IfNoneMatch.Add(known); })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(Href("icons.svg"), request => request.Headers.IfNoneMatch.Add(known))).StatusCode);
    }

    [Fact]
    public async Task A_head_request_has_the_length_and_nothing_else()
    {
        var answer = await Ask(Href("icons.svg"), request => request.Method = HttpMethod.Head);

        Assert.True(answer.Content.Headers.ContentLength > 0);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("kronobarn.css")]
    [InlineData("manifest.json")]
    [InlineData("theme-078.css")]
    [InlineData("theme-0780.css.br")]
    [InlineData("..%2fappsettings.json")]
    public async Task What_is_not_bundled_is_not_there(string name) => Assert.Equal(HttpStatusCode.NotFound, (await Ask("/lib/" + name)).StatusCode);

    [Fact]
    public void An_unknown_name_is_a_fault_and_no_address() => Assert.Throws<ArgumentException>(() => Href("no-such.css"));

    [Fact]
    public async Task Styles_name_only_files_that_are_there_and_no_data_addresses()
    {
        var styles = await (await Ask(Href("kronobarn.css"))).Content.ReadAsStringAsync();
        var named = Address().Matches(styles).Select(match => match.Groups["address"].Value).ToList();

        Assert.NotEmpty(named);
        foreach (var address in named)
            Assert.Equal(HttpStatusCode.OK, (await Ask("/lib/" + address)).StatusCode);
    }

    [Theory]
    [InlineData("kronobarn.css", 20)]
    [InlineData("icons.svg", 20)]
    [InlineData("kronobarn.js", 20)]
    [InlineData("arabic-400.woff2", 30)]
    [InlineData("atkinson-latin-400.woff2", 30)]
    public async Task A_page_on_a_thin_line_is_not_kept_waiting(string name, int kilobytes) =>
        Assert.InRange((await (await Ask(Href(name), request => request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip"))).Content.ReadAsByteArrayAsync()).Length, 1, kilobytes * 1024);

    [Fact]
    public async Task A_municipality_without_a_theme_has_an_empty_one()
    {
        var answer = await Ask(Href("theme-0780.css"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(":root", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(5), answer.Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public void A_theme_sets_what_the_styles_read()
    {
        var style = Styled(("0780:Accent", "#7A1F3D"), ("0780:LogoText", "Växjö kommun"))!;

        Assert.Equal(":root{--kb-accent:#7a1f3d;--kb-accent-dark:#5a172d;--kb-accent-soft:#f2e9ec;--kb-logo-text:\"Växjö kommun\"}\n", System.Text.Encoding.UTF8.GetString(style.Content));
    }

    [Theory]
    [InlineData("0780:Accent", "#f0c000", "darker")]
    [InlineData("0780:Accent", "red", "#0b5563")]
    [InlineData("0780:Accent", "#fff", "#0b5563")]
    [InlineData("0780:Accent", "#0b5563\n", "#0b5563")]
    [InlineData("0780:AccentSoft", "#ffffff", "set Accent")]
    [InlineData("0780:Colour", "#0b5563", "AccentDark")]
    [InlineData("vaxjo:Accent", "#0b5563", "four digits")]
    [InlineData("0780:LogoText", "\"}body{display:none", "letters")]
    public void A_theme_that_cannot_be_read_stops_the_start_and_says_what_to_do(string setting, string value, string advice)
    {
        var stopped = Assert.Throws<InvalidOperationException>(() => Styled((setting, value)));

        Assert.Contains(advice, stopped.Message, StringComparison.Ordinal);
        Assert.Contains("Kronobarn:Themes:", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccentDark", "#9ab0b4", "darker")]
    [InlineData("AccentSoft", "#5f7f85", "lighter")]
    public void Every_colour_of_a_theme_must_bear_words(string name, string colour, string advice) =>
        Assert.Contains(advice, Assert.Throws<InvalidOperationException>(() => Styled(("0780:Accent", "#0b5563"), ("0780:" + name, colour))).Message, StringComparison.Ordinal);

    private static ThemeStyle? Styled(params (string Name, string Value)[] settings) => Themes.From(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Kronobarn:Themes:" + setting.Name, (string?)setting.Value)))
        .Build().GetSection("Kronobarn:Themes")).Style("theme-0780.css");

    private static void Brotli(HttpRequestMessage request) => request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));

    private string Href(string name) => town.Services.GetRequiredService<IAssets>().Href(name);

    private async Task<HttpResponseMessage> Ask(string address, Action<HttpRequestMessage>? more = null)
    {
        using var client = town.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        more?.Invoke(request);
        return await client.SendAsync(request);
    }

    [GeneratedRegex(@"url\(""?(\./)?(?<address>[^)""]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
