using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Annona.Journal;

/// <summary>
/// A SHA-256 digest: 32 bytes, compared by value. <c>default</c> is all zeroes and stands for "no predecessor".
/// </summary>
/// <remarks>Four words instead of an array: a hash costs no allocation and can be a dictionary key.</remarks>
public readonly record struct Hash
{
    /// <summary>Length of a digest in bytes.</summary>
    public const int Length = 32;

    readonly ulong first;
    readonly ulong second;
    readonly ulong third;
    readonly ulong fourth;

    Hash(ReadOnlySpan<byte> digest)
    {
        first = BinaryPrimitives.ReadUInt64BigEndian(digest);
        second = BinaryPrimitives.ReadUInt64BigEndian(digest[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(digest[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(digest[24..]);
    }

    /// <summary>The SHA-256 digest of any number of bytes.</summary>
    public static Hash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Length];
        SHA256.HashData(bytes, digest);
        return new(digest);
    }

    /// <summary>Takes 32 bytes that are a digest already.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static Hash FromBytes(ReadOnlySpan<byte> digest) => digest.Length == Length
        ? new(digest)
        : throw new ArgumentException($"A digest has {Length} bytes, not {digest.Length}.", nameof(digest));

    /// <summary>Reads exactly 64 hexadecimal digits, in upper or lower case.</summary>
    /// <returns>False for any other text; <paramref name="hash"/> is then all zeroes.</returns>
    public static bool TryParse(ReadOnlySpan<char> hex, out Hash hash)
    {
        hash = default;
        if (hex.Length != 2 * Length)
            return false;

        foreach (var digit in hex)
        {
            if (!char.IsAsciiHexDigit(digit))
                return false;
        }

        hash = new(Convert.FromHexString(hex));
        return true;
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter than 32 bytes.</exception>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], fourth);
    }

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
