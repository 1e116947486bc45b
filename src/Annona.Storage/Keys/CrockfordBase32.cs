using System.Diagnostics.CodeAnalysis;

namespace Annona.Storage.Keys;

/// <summary>
/// Crockford's base32: digits and letters without I, L, O and U, for texts that people copy by hand. Works on whole
/// groups of 5 bytes, which are 8 letters.
/// </summary>
static class CrockfordBase32
{
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int BytesPerBlock = 5;
    const int LettersPerBlock = 8;
    const int BitsPerLetter = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % BytesPerBlock != 0)
            throw new ArgumentException($"The length must be a multiple of {BytesPerBlock}.", nameof(bytes));

        Span<char> letters = stackalloc char[bytes.Length / BytesPerBlock * LettersPerBlock];
        for (var at = 0; at < letters.Length; at++)
        {
            var value = 0;
            for (var bit = at * BitsPerLetter; bit < (at + 1) * BitsPerLetter; bit++)
                value = value << 1 | bytes[bit / 8] >> 7 - bit % 8 & 1;

            letters[at] = Alphabet[value];
        }

        return new(letters);
    }

    /// <summary>
    /// Reads letters in either case, passes over spaces and hyphens, and takes O for 0 and I and L for 1.
    /// </summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var letters = text.Where(letter => !char.IsWhiteSpace(letter) && letter != '-').ToArray();
        if (letters.Length == 0 || letters.Length % LettersPerBlock != 0)
            return false;

        var decoded = new byte[letters.Length / LettersPerBlock * BytesPerBlock];
        for (var at = 0; at < letters.Length; at++)
        {
            var value = ValueOf(letters[at]);
            if (value < 0)
                return false;

            for (var bit = 0; bit < BitsPerLetter; bit++)
            {
                var place = at * BitsPerLetter + bit;
                decoded[place / 8] |= (byte)((value >> BitsPerLetter - 1 - bit & 1) << 7 - place % 8);
            }
        }

        bytes = decoded;
        return true;
    }

    static int ValueOf(char letter) => char.ToUpperInvariant(letter) switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        var upper => Alphabet.IndexOf(upper, StringComparison.Ordinal),
    };
}
