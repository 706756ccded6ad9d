using System.Security.Cryptography;
using System.Text;

namespace Kronobarn.Responsibility.DemoCounty;

/// <summary>The UUID of a thing in SS 12000, made from its name so that the same thing has the same one in every run.</summary>
internal static class Ids
{
    public static Guid Of(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{name}"), hash);
        // RFC 9562, version 8: the maker decides the bits.
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
