using System.Text;

namespace Annona.Exchange.Sheets;

/// <summary>A text file with a delimiter.</summary>
sealed class CsvSheet : Sheet
{
    // Enough for the header and some hundred rows; a wider header is refused without reading further.
    const int HeadBytes = 1 << 18;

    // Excel writes and reads a first line that names the delimiter.
    const string DelimiterLine = "sep=";

    readonly FileStream stream;
    readonly Encoding encoding;
    readonly char delimiter;

    CsvSheet(FileStream stream, string file, FileScan scan, Encoding encoding, char delimiter)
        : base(stream, file, scan.Hash)
    {
        this.stream = stream;
        this.encoding = encoding;
        this.delimiter = delimiter;
        var parser = Parser();
        if (!ReadHeader(parser))
            throw new InputException(
                "exchange.no-rows",
                $"{file} holds nothing but blank lines.",
                "Export the list again, with its header row.");
        Columns = new(file, parser.Row, parser.Cells);
        if (!parser.Read())
            throw new InputException(
                "exchange.only-header",
                $"{file} has a header with {Columns.Count} columns but no row below it.",
                "Export the list again; check that no filter hides its rows.");
    }

    public override SheetColumns Columns { get; }

    public override Encoding Encoding => encoding;

    public override char? Delimiter => delimiter;

    public static CsvSheet Open(FileStream stream, string file, SheetOptions options)
    {
        RefuseWideHeader(stream, file);
        var scan = FileScan.Of(stream);
        var encoding = TextEncoding.Choose(stream, file, scan, options.Encoding);
        var head = Head(stream, encoding, out var whole);
        var told = options.Delimiter ?? ToldByFile(head);
        var delimiter = Delimiters.Choose(head, whole, file, told);
        return new(stream, file, scan, encoding, delimiter);
    }

    public override IEnumerable<SheetRow> Rows(Action<RowError>? onRowError = null)
    {
        var parser = Parser();
        ReadHeader(parser);
        while (parser.Read())
        {
            if (Fault(parser) is { } fault)
                Report(onRowError, fault);
            else
                yield return new(Columns, parser.Row, parser.TakeCells());
        }
    }

    CsvParser Parser()
    {
        stream.Position = 0;
        var text = new StreamReader(
            stream, encoding, detectEncodingFromByteOrderMarks: false, HeadBytes, leaveOpen: true);
        if (text.Peek() == '\uFEFF')
            text.Read();
        return new(text, File, delimiter);
    }

    static bool ReadHeader(CsvParser parser)
    {
        if (!parser.Read())
            return false;
        return !parser.Cells[0].StartsWith(DelimiterLine, StringComparison.Ordinal) || parser.Read();
    }

    RowError? Fault(CsvParser parser)
    {
        if (parser.StrayQuoteCell is var stray and >= 0)
            return new(
                File, parser.Row, stray < Columns.Count ? Columns[stray] : null,
                "There is text after a closing quotation mark.",
                "Write \"\" where a quotation mark is meant inside a quoted cell.");
        var count = parser.Cells.Count;
        return count == Columns.Count ? null : new(
            File, parser.Row, Column: null,
            $"The row has {count} cells, the header has {Columns.Count}.",
            count > Columns.Count
                ? "Look for a delimiter inside a cell, and put that cell in quotation marks."
                : "Look for a line break inside a cell, or for missing cells at the end.");
    }

    /// <summary>Delimiters of the header row are counted before anything else of the file is read.</summary>
    static void RefuseWideHeader(FileStream stream, string file)
    {
        var bytes = new byte[HeadBytes];
        var head = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        stream.Position = 0;
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        var quoted = false;
        foreach (var value in head)
        {
            quoted ^= value == '"';
            if (!quoted && value is (byte)'\n' or (byte)'\r')
                return;
            if (!quoted && value is (byte)',' or (byte)';' or (byte)'\t' or (byte)'|'
                && ++counts[value] >= SheetLimits.Columns)
                throw SheetColumns.TooMany(file);
        }
    }

    static string Head(FileStream stream, Encoding encoding, out bool whole)
    {
        using var text = new StreamReader(
            stream, encoding, detectEncodingFromByteOrderMarks: false, HeadBytes, leaveOpen: true);
        var chars = new char[HeadBytes];
        var read = text.ReadBlock(chars);
        whole = read < chars.Length;
        return new string(chars, 0, read).TrimStart('\uFEFF');
    }

    static char? ToldByFile(string head) =>
        head.StartsWith(DelimiterLine, StringComparison.Ordinal) && head.Length > DelimiterLine.Length
            ? head[DelimiterLine.Length]
            : null;
}
