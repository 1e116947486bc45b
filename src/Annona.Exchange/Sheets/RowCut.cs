using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Annona.Exchange.Sheets;

/// <summary>How a file is read again without asking it.</summary>
/// <param name="Encoding">Its characters, by name; null for a workbook.</param>
/// <param name="Delimiter">What stands between the cells of a text file; null for a workbook.</param>
/// <param name="SheetName">The sheet of a workbook that is meant; null for the first.</param>
/// <param name="HeaderRow">Where the header stands, from 1; null for the first row that is not blank.</param>
public sealed record SheetShape(string? Encoding, char? Delimiter, string? SheetName = null, int? HeaderRow = null)
{
    /// <summary>The shape of what a <see cref="SheetWriter"/> writes under a name.</summary>
    public static SheetShape Written(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => new("utf-8", ','),
        ".TSV" => new("utf-8", '\t'),
        _ => new(null, null),
    };

    /// <summary>The shape of a sheet that is open.</summary>
    public static SheetShape Of(Sheet sheet) =>
        new(sheet.Encoding?.WebName, sheet.Delimiter, sheet.SheetName, sheet.HeaderRow);

    /// <summary>Words with which such a file is opened.</summary>
    public SheetOptions Options => new()
    {
        Encoding = Encoding,
        Delimiter = Delimiter,
        SheetName = SheetName,
        HeaderRow = HeaderRow == 1 ? null : HeaderRow,
    };
}

/// <summary>A row that was left out.</summary>
/// <param name="Row">As a person saw it in the file, from 1.</param>
/// <param name="Lines">So many rows later ones moved up.</param>
public readonly record struct CutRow(int Row, int Lines);

/// <summary>
/// Writes a file again without some of its rows. Of a text file every other byte stays as it is; a workbook becomes
/// the one that would have been written without these rows.
/// </summary>
public static class RowCut
{
    const string RowsPart = "xl/worksheets/sheet1.xml";

    static readonly string[] PartsOfOurs =
        ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", RowsPart];

    /// <summary>
    /// Whether a file can be written without some rows: a text file, or a workbook that a <see cref="SheetWriter"/>
    /// wrote. Other workbooks have formulas, filters and shared texts that point at rows.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool CanCut(string path, SheetShape shape)
    {
        if (shape.Delimiter is not null)
            return true;
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return zip.Entries.Select(part => part.FullName).SequenceEqual(PartsOfOurs);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Writes the file without some rows.</summary>
    /// <param name="path">The file; it is only read.</param>
    /// <param name="shape">How it is read.</param>
    /// <param name="rows">Numbers of rows, as a <see cref="SheetRow"/> has them.</param>
    /// <param name="to">Where to; it stays open.</param>
    /// <returns>What was left out, in order.</returns>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static IReadOnlyList<CutRow> Write(string path, SheetShape shape, IReadOnlySet<int> rows, Stream to)
    {
        using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return shape.Delimiter is { } delimiter
            ? new TextCut(from, to, delimiter, shape.Encoding ?? "utf-8").Without(rows)
            : WithoutInWorkbook(from, rows, to);
    }

    static List<CutRow> WithoutInWorkbook(Stream from, IReadOnlySet<int> rows, Stream to)
    {
        List<CutRow> cut = [];
        using var old = new ZipArchive(from, ZipArchiveMode.Read);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        using var part = old.GetEntry(RowsPart)!.Open();
        using var read = XmlReader.Create(part, new() { DtdProcessing = DtdProcessing.Prohibit });
        using var write = XlsxSheetWriter.Begin(zip);
        CopyRows(read, rows, write, cut);
        return cut;
    }

    static void CopyRows(XmlReader read, IReadOnlySet<int> rows, XmlWriter write, List<CutRow> cut)
    {
        read.MoveToContent();
        read.ReadStartElement();
        if (read.IsEmptyElement)
            return;
        read.Read();
        while (read.NodeType == XmlNodeType.Element)
        {
            var row = int.Parse(read.GetAttribute("r")!, CultureInfo.InvariantCulture);
            if (rows.Contains(row))
            {
                cut.Add(new(row, 1));
                read.Skip();
                continue;
            }
            write.WriteStartElement(read.LocalName, read.NamespaceURI);
            write.WriteAttributeString("r", (row - cut.Count).ToString(CultureInfo.InvariantCulture));
            var isEmpty = read.IsEmptyElement;
            read.Read();
            while (!isEmpty && read.NodeType != XmlNodeType.EndElement)
                write.WriteNode(read, defattr: false);
            write.WriteEndElement();
            if (!isEmpty)
                read.Read();
        }
    }
}

/// <summary>
/// Goes through a text file unit by unit and finds where records begin and end as <see cref="CsvParser"/> does. Commas,
/// quotation marks and line ends are one byte in every encoding that is read here, or two in UTF-16.
/// </summary>
sealed class TextCut(Stream from, Stream to, char delimiter, string encoding)
{
    const int BufferBytes = 1 << 18;

    readonly int width = encoding.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
    readonly bool isBigEndian = encoding.Equals("utf-16be", StringComparison.OrdinalIgnoreCase);
    readonly ArrayBufferWriter<byte> record = new();
    readonly List<CutRow> cut = [];
    readonly byte[] buffer = new byte[BufferBytes];
    int filled;
    int position;

    /// <summary>The physical line on which the record began, and where we are.</summary>
    int began = 1;
    int line = 1;

    enum At
    {
        CellStart,
        Plain,
        Quoted,
        AfterQuote,
    }

    public IReadOnlyList<CutRow> Without(IReadOnlySet<int> rows)
    {
        CopyMark();
        var (at, feeds, returns) = (At.CellStart, 0, 0);
        while (Next() is >= 0 and var unit)
        {
            if (at == At.Quoted)
            {
                feeds += unit == '\n' ? 1 : 0;
                returns += unit == '\r' ? 1 : 0;
                if (unit != '"')
                    continue;
                // A line end in a cell is a feed, with or without a return; only where there is none, returns count.
                line += feeds > 0 ? feeds : returns;
                (at, feeds, returns) = (At.AfterQuote, 0, 0);
            }
            else if (unit == '"' && at is At.CellStart or At.AfterQuote)
                at = At.Quoted;
            else if (unit is '\r' or '\n')
            {
                if (unit == '\r' && Peek() == '\n')
                    Next();
                line++;
                End(rows);
                at = At.CellStart;
            }
            else
                at = unit == delimiter ? At.CellStart : At.Plain;
        }
        End(rows);
        return cut;
    }

    void End(IReadOnlySet<int> rows)
    {
        if (record.WrittenCount > 0 && rows.Contains(began))
            cut.Add(new(began, Math.Max(1, line - began)));
        else
            to.Write(record.WrittenSpan);
        record.ResetWrittenCount();
        began = line;
    }

    /// <summary>A byte order mark belongs to no row.</summary>
    void CopyMark()
    {
        ReadOnlySpan<byte> mark = width == 1 ? [0xEF, 0xBB, 0xBF] : isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE];
        Fill();
        if (!buffer.AsSpan(0, filled).StartsWith(mark))
            return;
        to.Write(mark);
        position = mark.Length;
    }

    /// <summary>The next unit, which belongs to the record now; -1 at the end.</summary>
    int Next()
    {
        var unit = Peek();
        if (unit < 0)
            return unit;
        record.Write(buffer.AsSpan(position, width));
        position += width;
        return unit;
    }

    int Peek()
    {
        if (filled - position < width)
            Fill();
        if (filled - position < width)
            return -1;
        return width == 1 ? buffer[position]
            : isBigEndian ? (buffer[position] << 8) | buffer[position + 1]
            : (buffer[position + 1] << 8) | buffer[position];
    }

    void Fill()
    {
        var left = filled - position;
        buffer.AsSpan(position, left).CopyTo(buffer);
        filled = left + from.ReadAtLeast(buffer.AsSpan(left), BufferBytes - left, throwOnEndOfStream: false);
        position = 0;
    }
}
