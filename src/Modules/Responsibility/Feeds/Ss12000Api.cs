using System.Globalization;
using System.Net;

namespace Kronobarn.Responsibility.Feeds;

/// <summary>
/// An SS 12000 source over HTTP, page by page. The other side is not trusted to end: tokens that come again, too many pages, too large
/// or too slow ones and redirects to another host all refuse the feed.
/// </summary>
internal sealed class Ss12000Api(HttpClient http, Uri baseUrl, DateTimeOffset? modifiedAfter, Ss12000Limits limits)
{
    private const int MostRedirects = 5;
    private const int LongestToken = 4096;

    /// <summary>
    /// A handler that leaves redirects to the reader. With one that follows them by itself the request, and what authorises it, has
    /// reached the other host before anybody can refuse.
    /// </summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(20),
    };

    /// <returns>The kinds that the source does not offer.</returns>
    public async Task<IReadOnlyList<string>> ReadAsync(Ss12000Taker take, CancellationToken cancellation)
    {
        var notOffered = new List<string>();
        if (!baseUrl.IsAbsoluteUri || baseUrl.Scheme is not ("https" or "http"))
            throw new FeedRefused("base URL", "not an http or https address");
        foreach (var kind in Ss12000Kinds.All)
            if (!await KindAsync(kind, take, cancellation))
                notOffered.Add(kind);
        return notOffered;
    }

    private async Task<bool> KindAsync(string kind, Ss12000Taker take, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        for (var page = 1; ; page++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{kind} page {page}");
            if (page > limits.Pages)
                throw new FeedRefused(at, "too many pages");
            (var offered, token) = await PageAsync(kind, at, Address(kind, token), take, mayLack: page == 1 && kind is Ss12000Kinds.Placements, cancellation);
            if (!offered || token is null)
                return offered;
            if (token.Length > LongestToken || !seen.Add(token))
                throw new FeedRefused(at, token.Length > LongestToken ? "the page token is too long" : "the page token has come before");
        }
    }

    // The standard lets a token stand for the filter of the first request, and refuses the two together.
    private Uri Address(string kind, string? token)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"limit={limits.PageSize}");
        if (token is not null)
        {
            query += $"&pageToken={Uri.EscapeDataString(token)}";
        }
        else if (modifiedAfter is { } after)
        {
            var name = kind is Ss12000Kinds.Deleted ? "after" : "meta.modified.after";
            query += $"&{name}={Uri.EscapeDataString(after.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture))}";
        }

        var folder = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri($"{folder}/{kind}?{query}");
    }

    // A source without preschools, Skolverket's own interface among them, has no placements to answer for.
    private async Task<(bool Offered, string? Token)> PageAsync(string kind, string at, Uri address, Ss12000Taker take, bool mayLack, CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(limits.PageTime);
        try
        {
            using var response = await AnswerAsync(at, address, clock.Token);
            if (mayLack && response.StatusCode == HttpStatusCode.NotFound)
                return (false, null);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new FeedRefused(at, string.Create(CultureInfo.InvariantCulture, $"answered with status {(int)response.StatusCode}"));
            await using var body = await response.Content.ReadAsStreamAsync(clock.Token);
            return (true, await new Ss12000Page(kind, at, limits.PageBytes, (list, e) => take(kind, list, e)).ReadAsync(body, clock.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FeedRefused(at, "took too long");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw new FeedRefused(at, "the connection failed or was cut off");
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(string at, Uri address, CancellationToken cancellation)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("application/json");
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.RequestMessage?.RequestUri is { } answered && !IsSameHost(answered))
            {
                response.Dispose();
                throw new FeedRefused(at, "redirected to another host");
            }

            if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399)
                return response;
            response.Dispose();
            address = new Uri(address, location);
            if (!IsSameHost(address))
                throw new FeedRefused(at, "redirected to another host");
        }

        throw new FeedRefused(at, "redirected too many times");
    }

    private bool IsSameHost(Uri address)
        => Uri.Compare(address, baseUrl, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
