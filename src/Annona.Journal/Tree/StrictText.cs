using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Annona.Journal;

/// <summary>
/// Reads texts of which there must be one spelling only: two spellings of one signed fact are two facts to a machine
/// that compares bytes.
/// </summary>
static class StrictText
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryBase64(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, buffer, out var length))
            return false;

        // The framework's reader passes over white space and over stray bits in the last letter.
        if (Convert.ToBase64String(buffer.AsSpan(0, length)) != text)
            return false;

        bytes = buffer[..length];
        return true;
    }

    public static bool TryDecimal(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number.ToString(CultureInfo.InvariantCulture) == text;

    public static bool TryUtf8(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = Utf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
    }

    public static byte[] Utf8Bytes(string text) => Utf8.GetBytes(text);
}
