using Microsoft.Extensions.Hosting;

namespace Kronobarn.Collaboration;

/// <summary>What was found in a content.</summary>
/// <param name="IsClean">Nothing was found; or nothing was looked for, and then <paramref name="IsUnscanned"/>.</param>
/// <param name="Finding">The scanner's name of what it found.</param>
internal sealed record Verdict(bool IsClean, bool IsUnscanned = false, string? Finding = null);

/// <summary>The one door to whatever looks for harm in documents.</summary>
internal interface IDocumentScanner
{
    /// <summary>Whether documents are taken in at all.</summary>
    bool IsThere { get; }

    /// <exception cref="ScannerUnavailable">No verdict now; asking again later is right.</exception>
    Task<Verdict> Scan(ReadOnlyMemory<byte> content, CancellationToken cancel);
}

/// <summary>The scanner cannot be reached, or did not give a verdict.</summary>
internal sealed class ScannerUnavailable(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Where no scanner is configured: in Development everything passes and is marked as unscanned, elsewhere nothing is taken in.</summary>
internal sealed class NoScanner(IHostEnvironment environment) : IDocumentScanner
{
    public bool IsThere => environment.IsDevelopment();

    public Task<Verdict> Scan(ReadOnlyMemory<byte> content, CancellationToken cancel) => Task.FromResult(new Verdict(IsClean: true, IsUnscanned: true));
}
