using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Kronobarn.Tests.Caseworks;

/// <summary>Over a real connection: how large a body may be is the server's to say, and the test server in memory has no say in it.</summary>
public sealed class PublicBodyTests : IAsyncLifetime
{
    private readonly Town town = new();

    public async Task InitializeAsync()
    {
        town.UseKestrel(0);
        await town.InitializeAsync();
    }

    public Task DisposeAsync() => ((IAsyncLifetime)town).DisposeAsync();

    [Fact]
    public async Task A_body_that_is_too_large_too_deep_or_no_text_is_refused_early_and_stores_nothing()
    {
        var good = """{"harm":false,"about":{"kind":"unidentified","description":"En pojke i tioårsåldern"},"text":"Oroad.","municipality":"0780","reporter":{"kind":"public"}}""";
        Assert.Equal(HttpStatusCode.Created, (await Send(Encoding.UTF8.GetBytes(good))).Status);
        var taken = await town.TakenByThePublicWayIn();

        var large = good.Replace("Oroad.", new string('o', 65 * 1024), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), await Send(Encoding.UTF8.GetBytes(large)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), await Send(Encoding.UTF8.GetBytes(large), chunked: true));
        var deep = good.Replace("\"Oroad.\"", new string('[', 5000) + new string(']', 5000), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), await Send(Encoding.UTF8.GetBytes(deep)));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), await Send(Encoding.Latin1.GetBytes(good)));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), await Send(Encoding.UTF8.GetBytes(good.Replace("Oroad.", "\\ud800", StringComparison.Ordinal))));
        Assert.Equal(taken, await town.TakenByThePublicWayIn());
    }

    private async Task<(HttpStatusCode Status, string? Type)> Send(byte[] body, bool chunked = false)
    {
        using var client = town.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, PublicWayIn.Concerns) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        // The server may answer before it has been sent everything.
        request.Headers.ExpectContinue = true;
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
    }
}
