using System.Security.Cryptography;
using System.Text.Json;
using Kronobarn.Kernel;
using Kronobarn.Responsibility.Contracts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Kronobarn.Responsibility;

/// <summary>An extract as it leaves the house.</summary>
/// <param name="Sha256">Over the UTF-8 bytes of the member <c>content</c> exactly as they stand in the answer, in lower case hex: whoever keeps those bytes can show that nothing was altered.</param>
internal sealed record Extract(ExtractContent Content, string Sha256);

/// <param name="MadeFor">unit or family.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="Organisation">The asking unit's; missing for the family.</param>
internal sealed record ExtractContent(Guid ChildId, string MadeFor, DateTimeOffset MadeAt, string? Organisation, string? UnitId, IReadOnlyList<ExtractSection> Sections);

/// <summary>Gathers what every floor has about one child.</summary>
internal sealed class ExtractComposer(IEnumerable<IExtractPart> parts, AccessGate gate, Call call, Clock clock, IOptions<JsonOptions> json)
{
    public async Task<Extract> Of(Guid childId, CancellationToken cancel)
    {
        var caller = call.Caller!;
        var ask = new ExtractAsk(childId, caller, (await gate.Facts(call, childId, cancel)).Relations);
        var sections = new List<ExtractSection>();
        foreach (var part in parts.OrderBy(p => p.Place))
            sections.AddRange(await part.Of(ask, cancel));
        var content = caller.IsCitizen ? new ExtractContent(childId, "family", clock.Now, null, null, sections)
            : new ExtractContent(childId, "unit", clock.Now, caller.Organisation, caller.UnitId, sections);
        // The same options that write the answer, so that the bytes are the same.
        return new Extract(content, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, json.Value.SerializerOptions))));
    }
}
