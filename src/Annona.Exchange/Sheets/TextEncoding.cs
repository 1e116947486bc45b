using System.Text;

namespace Annona.Exchange.Sheets;

/// <summary>
/// Decides how a text file's characters are stored. Without being told only what can be proved is taken: a byte order
/// mark, or bytes that are UTF-8 throughout.
/// </summary>
static class TextEncoding
{
    // By chance a legacy text is valid UTF-8 in a letter or two, never in this many.
    const int ProvedByContinuationBytes = 16;

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Encoding Choose(FileStream stream, string file, FileScan scan, string? told)
    {
        var head = Head(stream);
        var marked = Marked(head);
        if (marked is UnicodeEncoding)
            return told is null or SheetOptions.GuessEncoding || IsUtf16(told)
                ? marked
                : throw Contradicted(file, told, "UTF-16");
        // Line ends and delimiters have a zero byte each in UTF-16; a text without any is something else.
        if (told is not null && IsUtf16(told) && scan.Nul < 0)
            throw Contradicted(file, told, "those of another encoding");
        if (told is not null && IsUtf16(told))
            return Utf16(bigEndian: IsBigEndian(told, head));
        if (scan.Nul >= 0)
            throw new InputException(
                "exchange.binary-file",
                $"{file} is not a text file: byte {scan.Nul} is zero.",
                "Give a CSV, TSV or XLSX file; if it is text in UTF-16 without a mark, say --encoding utf-16.");
        return told switch
        {
            null => scan.InvalidUtf8 is { } place ? throw Unproved(file, place, head) : StrictUtf8,
            SheetOptions.GuessEncoding => scan.InvalidUtf8 is null ? StrictUtf8 : CodePages.Guess(Sample(stream)),
            _ => Told(file, told, scan, marked is not null),
        };
    }

    static Encoding Told(string file, string told, FileScan scan, bool marked)
    {
        if (told.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return scan.InvalidUtf8 is { } place
                ? throw new InputException(
                    "exchange.not-utf8",
                    $"{file} is not UTF-8: byte {place.Byte} in row {place.Row} does not belong there.",
                    "Save the file as UTF-8, or name its real encoding with --encoding.")
                : StrictUtf8;
        var encoding = CodePages.Find(told) ?? throw new InputException(
            "exchange.unknown-encoding",
            $"\"{told}\" is not an encoding that is read here.",
            $"Use one of utf-8, utf-16, {string.Join(", ", CodePages.Names)}, or guess.");
        var proved = scan.InvalidUtf8 is null && scan.ContinuationBytes >= ProvedByContinuationBytes;
        return marked || proved ? throw Contradicted(file, told, "UTF-8") : encoding;
    }

    static InputException Contradicted(string file, string told, string found) =>
        new InputException(
            "exchange.wrong-encoding",
            $"{file} was said to be {told}, but its bytes are {found}; names would be spoilt.",
            "Leave --encoding out.");

    static InputException Unproved(string file, FileScan.Place place, ReadOnlySpan<byte> head) =>
        new InputException(
            "exchange.unknown-text-encoding",
            $"{file} is not UTF-8: byte {place.Byte} in row {place.Row} does not belong there.",
            $"Save the file as UTF-8, or say --encoding {CodePages.Guess(head).WebName} (the likeliest) or "
            + "--encoding guess.");

    static Encoding? Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => StrictUtf8,
        [0xFF, 0xFE, ..] => Utf16(bigEndian: false),
        [0xFE, 0xFF, ..] => Utf16(bigEndian: true),
        _ => null,
    };

    static bool IsUtf16(string told) => told.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase);

    // Without a mark and without a name for it, the zero half of the first (Latin) letters tells.
    static bool IsBigEndian(string told, ReadOnlySpan<byte> head) =>
        told.Equals("utf-16be", StringComparison.OrdinalIgnoreCase)
        || (told.Equals("utf-16", StringComparison.OrdinalIgnoreCase) && head is [0, ..]);

    static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: true, throwOnInvalidBytes: true);

    static ReadOnlySpan<byte> Head(FileStream stream) => Read(stream, 1 << 16);

    // A list of people shows its letters within the first megabyte.
    static ReadOnlySpan<byte> Sample(FileStream stream) => Read(stream, 1 << 20);

    static ReadOnlySpan<byte> Read(FileStream stream, int count)
    {
        var bytes = new byte[count];
        stream.Position = 0;
        var read = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        stream.Position = 0;
        return bytes.AsSpan(0, read);
    }
}
