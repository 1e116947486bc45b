using System.Text;
using Annona.Journal;

namespace Annona.PublicRecord;

/// <summary>
/// A passage of a source's text: offsets and words together. It holds as long as the text has these very words there.
/// </summary>
/// <param name="Start">First UTF-16 code unit, from 0. Exports count code points.</param>
/// <param name="End">After the last code unit.</param>
/// <param name="Exact">The words: always the text's slice.</param>
public sealed record TextPart(int Start, int End, string Exact)
{
    /// <summary>The passage of <paramref name="text"/> from start to end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie in the text.</exception>
    public static TextPart Of(string text, int start, int end) => new(start, end, text[start..end]);

    /// <summary>Whether the text has these words at this place, whole characters only.</summary>
    public bool HoldsIn(string text) =>
        Start >= 0 && Start < End && End <= text.Length
        && !SplitsPair(text, Start) && !SplitsPair(text, End)
        && text.AsSpan(Start, End - Start).SequenceEqual(Exact);

    static bool SplitsPair(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
}

/// <summary>How text is taken from a document's bytes, so that offsets mean the same for ever.</summary>
/// <param name="Name">Such as <c>plain-text</c>.</param>
/// <param name="Version">Its version; another version may give another text.</param>
public sealed record Normaliser(string Name, string Version);

/// <summary>The text of a plain-text document.</summary>
public static class PlainTextDocument
{
    /// <summary>This normaliser: byte order mark removed, line ends as LF, nothing else changed.</summary>
    public static Normaliser Normaliser { get; } = new("plain-text", "1");

    static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8, or UTF-16 with a byte order mark.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="text">The text, when there is one.</param>
    /// <param name="fault">What is wrong, as a sentence, when there is none.</param>
    public static bool TryRead(byte[] bytes, out string text, out string fault)
    {
        (text, fault) = ("", "");
        if (bytes.Length == 0)
            fault = "It is empty.";
        else if (bytes.AsSpan().StartsWith("%PDF"u8))
            fault = "It is a PDF document; only plain text can be read so far.";
        else if (!TryDecode(bytes, out text))
            fault = "Its bytes are not UTF-8 text.";
        else if (text.Contains('\0', StringComparison.Ordinal))
            fault = "It is a binary file, not text.";
        else if (string.IsNullOrWhiteSpace(text))
            fault = "It has no words.";
        else if (LooksLikeMarkup(text))
            fault = "It is a web page (HTML); only plain text can be read so far.";
        if (fault.Length > 0)
            text = "";
        return fault.Length == 0;
    }

    /// <summary>SHA-256 of a text's UTF-8 bytes.</summary>
    public static Hash HashOf(string text) => Hash.Of(Encoding.UTF8.GetBytes(text));

    static bool TryDecode(byte[] bytes, out string text)
    {
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
            _ => StrictUtf8,
        };
        try
        {
            text = encoding.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    static bool LooksLikeMarkup(string text)
    {
        var head = text.AsSpan().TrimStart();
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
