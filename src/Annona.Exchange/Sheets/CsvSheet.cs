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
    readonly int? headerRow;

    CsvSheet(FileStream stream, string file, FileScan scan, TextForm form)
        : base(stream, file, scan.Hash)
    {
        (encoding, delimiter, headerRow) = form;
        this.stream = stream;
        var parser = Parser();
        if (!ReadHeader(parser))
            throw new InputException(
                "exchange.no-rows",
                $"{file} holds nothing but blank lines.",
                "Export the list again, with its header row.");
        HeaderRow = parser.Row;
        Columns = new(file, parser.Row, parser.Cells);
        if (!parser.Read())
            throw new InputException(
                "exchange.only-header",
                $"{file} has a header but no row below it; columns: {Columns.Count}.",
                "Export the list again; check that no filter hides its rows.");
    }

    public override SheetColumns Columns { get; }

    public override int HeaderRow { get; }

    public override string? SheetName => null;

    public override Encoding Encoding => encoding;

    public override char? Delimiter => delimiter;

    public static CsvSheet Open(FileStream stream, string file, SheetOptions options)
    {
        RefuseWideHeader(stream, file);
        var scan = FileScan.Of(stream);
        var encoding = TextEncoding.Choose(stream, file, scan, options.Encoding);
        var head = Head(stream, file, encoding, out var whole);
        var told = options.Delimiter ?? ToldByFile(head);
        var delimiter = Delimiters.Choose(AfterTitle(head, options.HeaderRow), whole, file, told);
        return new(stream, file, scan, new(encoding, delimiter, options.HeaderRow));
    }

    /// <summary>Titles above the header have cells of their own; they do not tell the delimiter.</summary>
    static string AfterTitle(string head, int? headerRow)
    {
        var from = 0;
        for (var row = 1; row < headerRow && from < head.Length; row++)
            from = head.IndexOf('\n', from) is >= 0 and var end ? end + 1 : head.Length;
        return head[from..];
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

    public override IEnumerable<RowText> Texts()
    {
        var parser = Parser();
        ReadHeader(parser);
        while (parser.Read())
            yield return new(parser.Row, parser.TakeCells());
    }

    CsvParser Parser()
    {
        stream.Position = 0;
        var text = new StreamReader(
            stream, encoding, detectEncodingFromByteOrderMarks: false, HeadBytes, leaveOpen: true);
        try
        {
            if (text.Peek() == '\uFEFF')
                text.Read();
        }
        catch (DecoderFallbackException)
        {
            throw NotIn(File, encoding);
        }
        return new(text, File, delimiter);
    }

    bool ReadHeader(CsvParser parser)
    {
        if (!parser.Read())
            return false;
        while (headerRow is { } asked && parser.Row < asked)
            if (!parser.Read())
                throw new InputException(
                    "exchange.no-header-row",
                    $"{File} has no row {asked}.",
                    "Say with --header-row in which row the names of the columns stand.");
        return !parser.Cells[0].StartsWith(DelimiterLine, StringComparison.Ordinal) || parser.Read();
    }

    static InputException NotIn(string file, Encoding encoding) =>
        new InputException(
            "exchange.not-in-encoding",
            $"{file} is not {encoding.WebName}: it has bytes that are no character there.",
            "Leave --encoding out, or name the file's real encoding.");

    /// <summary>How the characters of a text file become rows.</summary>
    readonly record struct TextForm(Encoding Encoding, char Delimiter, int? HeaderRow);

    RowError? Fault(CsvParser parser)
    {
        if (parser.StrayQuoteCell is var stray and >= 0)
            return new(
                File, parser.Row, stray < Columns.Count ? Columns.Called(stray) : null,
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

    static string Head(FileStream stream, string file, Encoding encoding, out bool whole)
    {
        using var text = new StreamReader(
            stream, encoding, detectEncodingFromByteOrderMarks: false, HeadBytes, leaveOpen: true);
        var chars = new char[HeadBytes];
        var read = 0;
        try
        {
            read = text.ReadBlock(chars);
        }
        catch (DecoderFallbackException)
        {
            throw NotIn(file, encoding);
        }
        whole = read < chars.Length;
        return new string(chars, 0, read).TrimStart('\uFEFF');
    }

    static char? ToldByFile(string head) =>
        head.StartsWith(DelimiterLine, StringComparison.Ordinal) && head.Length > DelimiterLine.Length
            ? head[DelimiterLine.Length]
            : null;
}
