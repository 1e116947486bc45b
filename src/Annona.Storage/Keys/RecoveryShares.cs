using System.Security.Cryptography;

namespace Annona.Storage.Keys;

/// <summary>
/// Splits a root key into printed shares, of which a few together give the key back and fewer say nothing about it.
/// </summary>
/// <remarks>
/// Shamir's scheme (1979) for each byte, over the field of 256 elements that AES uses (FIPS 197): share number x is the
/// value at x of a random polynomial whose value at 0 is the secret.
/// </remarks>
public static class RecoveryShares
{
    /// <summary>Most shares of one key. More papers than that are guarded by nobody.</summary>
    public const int CountMax = 16;

    /// <summary>Splits a key.</summary>
    /// <param name="threshold">How many shares give the key back; two at least, or each share would be the key.</param>
    /// <param name="count">How many shares are made: <paramref name="threshold"/> to <see cref="CountMax"/>.</param>
    /// <returns>The shares, numbered from 1.</returns>
    public static IReadOnlyList<RecoveryShare> Split(RootKey root, int threshold = 2, int count = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, CountMax);

        // Row 0 is the secret; each further row holds the random coefficients of one power of x.
        var coefficients = SecretBytes.Empty(threshold * RootKey.Length);
        try
        {
            RandomNumberGenerator.Fill(coefficients.AsSpan(RootKey.Length));
            root.Bytes.CopyTo(coefficients);
            var set = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
            return [.. Enumerable.Range(1, count).Select(number =>
                new RecoveryShare(number, threshold, set, ValuesAt((byte)number, coefficients, threshold)))];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(coefficients);
        }
    }

    /// <summary>Gives the key back from typed shares, in any order; a share given twice counts once.</summary>
    /// <exception cref="KeyException">
    /// A share is mistyped (the message says which of those given), shares of different sets are mixed, or there are
    /// too few.
    /// </exception>
    public static RootKey Combine(IEnumerable<string> typed) => Combine(Read(typed));

    /// <summary>Reads typed shares.</summary>
    /// <exception cref="KeyException">A share is mistyped; the message says which.</exception>
    public static IReadOnlyList<RecoveryShare> Read(IEnumerable<string> typed) => [.. typed.Select(Read)];

    /// <summary>Gives the key back, from shares in any order; a share given twice counts once.</summary>
    /// <exception cref="KeyException">Shares of different sets are mixed, or there are too few.</exception>
    public static RootKey Combine(IReadOnlyList<RecoveryShare> given)
    {
        var distinct = given.DistinctBy(share => share.Number).ToArray();
        if (given.Select(share => (share.Set, share.Threshold)).Distinct().Count() > 1)
        {
            throw new KeyException(
                KeyFault.MixedShares,
                "These shares were not made together: their set numbers differ.",
                "Compare the set numbers on the printed sheets and use shares of one set only.");
        }

        var threshold = given.Count > 0 ? given[0].Threshold : 2;
        if (distinct.Length < threshold)
        {
            var were = distinct.Length == 1 ? "was" : "were";
            throw new KeyException(
                KeyFault.TooFewShares,
                $"{threshold} different shares are needed, but {distinct.Length} {were} given.",
                "Ask another holder of a share to type it in.");
        }

        return Interpolated(distinct[..threshold]);
    }

    static RecoveryShare Read(string text, int index) => RecoveryShare.TryParse(text, out var share)
        ? share
        : throw new KeyException(
            KeyFault.MistypedShare,
            $"Share {index + 1} of those given is mistyped or incomplete.",
            $"Compare it with the printed sheet, group by group: {RecoveryShare.Letters} letters and digits.");

    static byte[] ValuesAt(byte x, ReadOnlySpan<byte> coefficients, int rows)
    {
        var values = new byte[RootKey.Length];
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = (byte)(Product(values[i], x) ^ coefficients[row * RootKey.Length + i]);
        }

        return values;
    }

    // Lagrange's formula at 0. In this field subtraction is exclusive or.
    static RootKey Interpolated(RecoveryShare[] shares)
    {
        var secret = SecretBytes.Empty(RootKey.Length);
        foreach (var share in shares)
        {
            byte weight = 1;
            foreach (var other in shares.Where(other => other.Number != share.Number))
            {
                var quotient = Product((byte)other.Number, Inverse((byte)(other.Number ^ share.Number)));
                weight = Product(weight, quotient);
            }

            for (var i = 0; i < secret.Length; i++)
                secret[i] ^= Product(share.Values[i], weight);
        }

        var root = RootKey.FromBytes(secret);
        CryptographicOperations.ZeroMemory(secret);
        return root;
    }

    static byte Product(byte left, byte right)
    {
        // x^8 is x^4 + x^3 + x + 1. No branch and no table look-up depends on a secret.
        const int reduction = 0x1b;

        var (product, shifted) = (0, (int)left);
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= -(right >> bit & 1) & shifted;
            shifted = (shifted << 1 & 0xff) ^ (-(shifted >> 7) & reduction);
        }

        return (byte)product;
    }

    // The 255 elements other than 0 form a group, so the 254th power of each is its inverse.
    static byte Inverse(byte element)
    {
        byte inverse = 1;
        for (var i = 0; i < 254; i++)
            inverse = Product(inverse, element);

        return inverse;
    }
}
