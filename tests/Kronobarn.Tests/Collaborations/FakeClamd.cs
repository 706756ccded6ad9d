using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kronobarn.Tests.Collaborations;

/// <summary>What the daemon does when it is asked.</summary>
internal enum ClamdMode
{
    None,
    Answer,
    HangUp,
    HangUpInTheMiddle,
    NeverAnswer,
    Error,
}

/// <summary>ClamAV's daemon as the outside world shows it: INSTREAM over TCP. It finds EICAR's test file, and keeps what it was sent.</summary>
internal sealed class FakeClamd : IAsyncDisposable
{
    /// <summary>In two parts, or a scanner would find this file. Source: EICAR, "Anti-malware test file".</summary>
    public static readonly string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Task serving;

    public FakeClamd()
    {
        listener.Start();
        serving = Serve();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public ClamdMode Mode { get; set; } = ClamdMode.Answer;

    public int Asked { get; private set; }

    public byte[] LastContent { get; private set; } = [];

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await serving;
        ended.Dispose();
    }

    private async Task Serve()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(ended.Token);
                await using var stream = client.GetStream();
                Asked++;
                await Talk(stream);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                continue;
            }
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, ended.Token);
        if (Mode == ClamdMode.HangUp || Encoding.ASCII.GetString(command) != "zINSTREAM\0")
            return;
        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, ended.Token);
            var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (chunk.Length == 0)
                break;
            await stream.ReadExactlyAsync(chunk, ended.Token);
            content.Write(chunk);
            if (Mode == ClamdMode.HangUpInTheMiddle)
            {
                await stream.WriteAsync("stream: O"u8.ToArray(), ended.Token);
                return;
            }
        }

        LastContent = content.ToArray();
        if (Mode == ClamdMode.NeverAnswer)
        {
            // Until the asker has given up.
            _ = await stream.ReadAsync(length, ended.Token);
            return;
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(Mode == ClamdMode.Error ? "INSTREAM size limit exceeded. ERROR\0"
            : Encoding.Latin1.GetString(LastContent).Contains(Eicar, StringComparison.Ordinal) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0"), ended.Token);
    }
}

/// <summary>A town whose documents are scanned.</summary>
public sealed class ScannedTown : IAsyncLifetime
{
    internal FakeClamd Clamd { get; } = new();

    internal Town Town { get; } = new();

    public async Task InitializeAsync()
    {
        Town.Settings["Kronobarn:Documents:Clamd"] = Clamd.Address;
        Town.Settings["Kronobarn:Documents:ScanSeconds"] = "1";
        await Town.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)Town).DisposeAsync();
        await Clamd.DisposeAsync();
    }
}
