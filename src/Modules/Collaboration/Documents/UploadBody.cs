using System.Security.Cryptography;
using Kronobarn.Kernel;
using Microsoft.AspNetCore.Http;

namespace Kronobarn.Collaboration;

/// <summary>What an upload's request says outside JSON.</summary>
internal static class UploadBody
{
    public const string NameHeader = "Kronobarn-Document-Name";
    public const string UnitsHeader = "Kronobarn-Audience-Units";
    public const string FamilyHeader = "Kronobarn-Audience-Family";

    /// <summary>The body, whole. The server keeps the limit too; a body that comes another way meets it here.</summary>
    /// <exception cref="BadHttpRequestException">413: longer than the limit.</exception>
    /// <exception cref="Invalid">Shorter, or longer, than it was said to be.</exception>
    public static async Task<byte[]> Read(HttpRequest request, Stream content, int largest, CancellationToken cancel)
    {
        if (request.ContentLength > largest)
            throw TooLarge(largest);
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (body.Length + read > largest)
                throw TooLarge(largest);
            body.Write(buffer, 0, read);
        }

        return request.ContentLength is null || request.ContentLength == body.Length ? body.ToArray() : throw new Invalid("content", "The body is not as long as Content-Length says.");
    }

    public static string Sha256Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <exception cref="Invalid">One of the family is no id.</exception>
    public static Audience Audience(string? units, string? family) => new(Words(units),
        [.. Words(family).Select(id => Guid.TryParse(id, out var member) ? member : throw new Invalid("audience", $"{FamilyHeader} is a list of ids."))]);

    private static string[] Words(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static BadHttpRequestException TooLarge(int largest) => new($"A document is at most {largest} bytes.", StatusCodes.Status413PayloadTooLarge);
}
