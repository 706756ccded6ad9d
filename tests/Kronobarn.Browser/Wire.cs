namespace Kronobarn.Browser;

/// <summary>What goes over the wire, as the browser counts it.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly ICDPSession session;
    private long bytes;

    private Wire(ICDPSession session) => this.session = session;

    public long Bytes => Interlocked.Read(ref bytes);

    public static async Task<Wire> On(IPage page)
    {
        var wire = new Wire(await page.Context.NewCDPSessionAsync(page));
        wire.session.Event("Network.loadingFinished").OnEvent += (_, told) => Interlocked.Add(ref wire.bytes, (long)(told?.GetProperty("encodedDataLength").GetDouble() ?? 0));
        await wire.session.SendAsync("Network.enable");
        return wire;
    }

    public void Clear() => Interlocked.Exchange(ref bytes, 0);

    /// <summary>As on a first visit: nothing is kept.</summary>
    public async Task Forget()
    {
        await session.SendAsync("Network.clearBrowserCache");
        Clear();
    }

    /// <summary>A line with this round trip, in milliseconds, and 4 Mbit/s.</summary>
    public async Task Slow(int roundTrip) => await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["offline"] = false,
        ["latency"] = roundTrip,
        ["downloadThroughput"] = 500_000,
        ["uploadThroughput"] = 500_000,
    });

    public async ValueTask DisposeAsync() => await session.DetachAsync();
}
