using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Kronobarn.Collaboration;

/// <summary>
/// <c>Kronobarn:Documents:LargestBytes</c> (10,485,760), <c>Clamd</c> (host:port of ClamAV's daemon), <c>ScanSeconds</c> (60: the longest that one scan may take).
/// </summary>
internal sealed class DocumentSettings
{
    public const int MostBytes = 100 * 1024 * 1024;

    /// <exception cref="InvalidOperationException">A setting is wrong; the message names it.</exception>
    public DocumentSettings(IConfiguration configuration)
    {
        var section = configuration.GetSection("Kronobarn:Documents");
        LargestBytes = Number(section, nameof(LargestBytes), 10 * 1024 * 1024, MostBytes);
        ScanTime = TimeSpan.FromSeconds(Number(section, "ScanSeconds", 60, 600));
        if (section[nameof(Clamd)] is not { Length: > 0 } clamd)
            return;
        var colon = clamd.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(clamd.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535)
            throw new InvalidOperationException($"Kronobarn:Documents:Clamd is '{clamd}'. It is host:port, such as clamd:3310.");
        Clamd = (clamd[..colon].Trim('[', ']'), port);
    }

    public int LargestBytes { get; }

    /// <summary>Missing: nothing is scanned.</summary>
    public (string Host, int Port)? Clamd { get; }

    public TimeSpan ScanTime { get; }

    private static int Number(IConfigurationSection section, string name, int usual, int most) => section[name] is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number
        : throw new InvalidOperationException($"Kronobarn:Documents:{name} is '{text}'. It is a number from 1 to {most}.");
}
