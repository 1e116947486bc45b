using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Annona.Storage.Keys;

/// <summary>
/// One printed share of a root key. Alone it says nothing about the key; it is still to be locked away.
/// </summary>
public sealed class RecoveryShare
{
    /// <summary>Letters and digits of a share as printed, hyphens not counted.</summary>
    public const int Letters = 72;

    const byte Version = 1;
    const int GroupLength = 6;
    const int SetAt = 3;
    const int ValuesAt = SetAt + sizeof(uint);
    const int ChecksumAt = ValuesAt + RootKey.Length;

    // Six bytes make the share 45 bytes long, which is 72 letters and none to spare.
    const int ChecksumLength = 6;

    readonly byte[] values;

    /// <summary>A share from its parts.</summary>
    /// <exception cref="ArgumentException">The parts cannot be those of a share.</exception>
    public RecoveryShare(int number, int threshold, uint set, ReadOnlySpan<byte> values)
    {
        if (!IsNumber(number) || !IsThreshold(threshold) || values.Length != RootKey.Length)
            throw new ArgumentException("These are not the parts of a recovery share.");

        Number = number;
        Threshold = threshold;
        Set = set;
        this.values = values.ToArray();
    }

    /// <summary>Number of the share in its set, from 1.</summary>
    public int Number { get; }

    /// <summary>How many shares of the set give the key back.</summary>
    public int Threshold { get; }

    /// <summary>
    /// Random number that all shares made together have in common; people compare it as 8 hexadecimal digits.
    /// </summary>
    public uint Set { get; }

    /// <summary>The 32 values of the polynomials at <see cref="Number"/>.</summary>
    public ReadOnlySpan<byte> Values => values;

    /// <summary>
    /// Reads a share as typed from paper: either case, any spaces and hyphens, O for 0, I and L for 1.
    /// </summary>
    /// <returns>False when a letter is wrong, missing or too many; every single mistyped letter is found.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out RecoveryShare? share)
    {
        share = null;
        if (!CrockfordBase32.TryDecode(text, out var bytes) || bytes.Length != ChecksumAt + ChecksumLength)
            return false;
        if (bytes[0] != Version || !Checksum(bytes).AsSpan().SequenceEqual(bytes.AsSpan(ChecksumAt)))
            return false;

        var (number, threshold) = (bytes[1], bytes[2]);
        if (!IsNumber(number) || !IsThreshold(threshold))
            return false;

        var set = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(SetAt));
        share = new(number, threshold, set, bytes.AsSpan(ValuesAt, RootKey.Length));
        return true;
    }

    /// <summary>The share for print: twelve groups of six letters and digits with hyphens between.</summary>
    public override string ToString()
    {
        var bytes = new byte[ChecksumAt + ChecksumLength];
        (bytes[0], bytes[1], bytes[2]) = (Version, (byte)Number, (byte)Threshold);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(SetAt), Set);
        values.CopyTo(bytes, ValuesAt);
        Checksum(bytes).CopyTo(bytes, ChecksumAt);
        return string.Join('-', CrockfordBase32.Encode(bytes).Chunk(GroupLength).Select(group => new string(group)));
    }

    static bool IsNumber(int number) => number is >= 1 and <= RecoveryShares.CountMax;

    static bool IsThreshold(int threshold) => threshold is >= 2 and <= RecoveryShares.CountMax;

    static byte[] Checksum(ReadOnlySpan<byte> share) =>
        SHA256.HashData([.. "annona recovery share"u8, .. share[..ChecksumAt]])[..ChecksumLength];
}
