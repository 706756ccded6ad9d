using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Kronobarn.Collaboration;

/// <summary>
/// ClamAV's daemon over TCP: the command INSTREAM, chunks with their length before them, a chunk of no length at the end, one line back. Only the daemon's own "OK" is clean;
/// whatever is neither that nor a finding is no verdict. Source: clamd(8), and docs/decisions/0016.
/// </summary>
internal sealed class ClamdScanner(string host, int port, TimeSpan longest) : IDocumentScanner
{
    private const int ChunkBytes = 64 * 1024;
    private const int LongestReply = 1000;
    private const int LongestFinding = 200;

    public bool IsThere => true;

    public async Task<Verdict> Scan(ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(longest);
        try
        {
            return Read(await Ask(content, limit.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ScannerUnavailable($"clamd at {host}:{port} gave no verdict within {longest.TotalSeconds:0} seconds.");
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new ScannerUnavailable($"clamd at {host}:{port} cannot be reached.", e);
        }
    }

    /// <summary>The verdict in the daemon's line. Pure.</summary>
    /// <exception cref="ScannerUnavailable">There is none in it.</exception>
    public static Verdict Read(string reply)
    {
        const string before = "stream: ";
        const string found = " FOUND";
        if (reply == "stream: OK")
            return new Verdict(IsClean: true);
        if (!reply.StartsWith(before, StringComparison.Ordinal) || !reply.EndsWith(found, StringComparison.Ordinal) || reply.Length <= before.Length + found.Length)
            throw new ScannerUnavailable("clamd gave no verdict.");
        var finding = new string([.. reply[before.Length..^found.Length].Where(c => !char.IsControl(c))]);
        return new Verdict(IsClean: false, Finding: finding.Length > LongestFinding ? finding[..LongestFinding] : finding);
    }

    private async Task<string> Ask(ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var length = new byte[4];
        for (var at = 0; at < content.Length; at += ChunkBytes)
        {
            var chunk = content.Slice(at, Math.Min(ChunkBytes, content.Length - at));
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await stream.WriteAsync(length, cancel);
            await stream.WriteAsync(chunk, cancel);
        }

        BinaryPrimitives.WriteInt32BigEndian(length, 0);
        await stream.WriteAsync(length, cancel);
        return await Reply(stream, cancel);
    }

    // A line that ends with a zero, and counts only when it has come whole.
    private static async Task<string> Reply(NetworkStream stream, CancellationToken cancel)
    {
        var reply = new byte[LongestReply];
        var read = 0;
        while (read < reply.Length && await stream.ReadAsync(reply.AsMemory(read), cancel) is > 0 and var more)
        {
            read += more;
            if (Array.IndexOf(reply, (byte)0, 0, read) is >= 0 and var end)
                return Encoding.UTF8.GetString(reply, 0, end);
        }

        throw new ScannerUnavailable("clamd hung up before its verdict.");
    }
}
