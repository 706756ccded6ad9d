namespace Kronobarn.Browser;

/// <summary>What goes over the wire, as the browser counts it.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IPage page;
    private readonly ICDPSession session;
    private readonly Lock door = new();
    private readonly HashSet<string> underWay = new(StringComparer.Ordinal);
    private TaskCompletionSource? silence;
    private long bytes;

    private Wire(IPage page, ICDPSession session) => (this.page, this.session) = (page, session);

    public static async Task<Wire> On(IPage page)
    {
        var wire = new Wire(page, await page.Context.NewCDPSessionAsync(page));
        wire.session.Event("Network.requestWillBeSent").OnEvent += (_, told) => wire.Begun(Request(told));
        wire.session.Event("Network.loadingFinished").OnEvent += (_, told) => wire.Ended(Request(told), (long)(told?.GetProperty("encodedDataLength").GetDouble() ?? 0));
        wire.session.Event("Network.loadingFailed").OnEvent += (_, told) => wire.Ended(Request(told), 0);
        await wire.session.SendAsync("Network.enable");
        return wire;
    }

    /// <summary>As on a first visit: nothing is kept.</summary>
    public async Task Forget() => await session.SendAsync("Network.clearBrowserCache");

    /// <summary>Opens a page and waits for all that it asks for. A font is asked for when text is laid out with it, which may be after the page says that it is loaded.</summary>
    /// <returns>The bytes that came.</returns>
    public async Task<long> Weigh(string address)
    {
        lock (door)
            bytes = 0;
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        await page.EvaluateAsync("async () => { document.body.getBoundingClientRect(); await document.fonts.ready; }");
        Task quiet;
        lock (door)
        {
            silence = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (underWay.Count == 0)
                silence.SetResult();
            quiet = silence.Task;
        }

        await quiet.WaitAsync(Patience);
        lock (door)
            return bytes;
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

    private void Begun(string request)
    {
        lock (door)
            underWay.Add(request);
    }

    private void Ended(string request, long length)
    {
        lock (door)
        {
            bytes += length;
            if (underWay.Remove(request) && underWay.Count == 0)
                silence?.TrySetResult();
        }
    }

    private static string Request(System.Text.Json.JsonElement? told) => told?.GetProperty("requestId").GetString() ?? "";
}
