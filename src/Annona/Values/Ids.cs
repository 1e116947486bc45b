using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Annona.Values;

/// <summary>Ids derived from other ids, so that the same fact gets the same id on every device.</summary>
public static class Ids
{
    /// <summary>
    /// The id of the <paramref name="index"/>-th thing of a kind that one request makes: the first 16 bytes of
    /// SHA-256(intent, kind, index), marked as an RFC 9562 version 8 UUID.
    /// </summary>
    /// <param name="intent">The request's id.</param>
    /// <param name="kind">What is made, such as <c>person</c>.</param>
    /// <param name="index">From 0.</param>
    public static Guid From(Guid intent, string kind, long index = 0) => From(intent, $"{kind}/{index}");

    /// <summary>The id that belongs to <paramref name="name"/> within <paramref name="space"/>.</summary>
    public static Guid From(Guid space, string name)
    {
        var text = Encoding.UTF8.GetByteCount(name);
        var bytes = text <= 240 ? stackalloc byte[256] : new byte[16 + text];
        bytes = bytes[..(16 + text)];
        space.TryWriteBytes(bytes, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, bytes[16..]);
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(bytes, digest);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }

    /// <summary>The low 64 bits of an id, for a place where 8 bytes are enough to tell two apart.</summary>
    public static ulong Low(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }
}
