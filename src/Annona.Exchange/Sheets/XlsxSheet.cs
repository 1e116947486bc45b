using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using SheetEntry = DocumentFormat.OpenXml.Spreadsheet.Sheet;
using SheetStates = DocumentFormat.OpenXml.Spreadsheet.SheetStateValues;

namespace Annona.Exchange.Sheets;

/// <summary>One sheet of an XLSX workbook, streamed from its part.</summary>
sealed class XlsxSheet : Sheet
{
    readonly SpreadsheetDocument workbook;
    readonly WorksheetPart part;
    readonly XlsxCells values;
    readonly Lazy<IReadOnlyList<XlsxMerges.Range>> merges;

    XlsxSheet(FileStream stream, string file, string hash, SpreadsheetDocument workbook, SheetOptions options)
        : base(stream, file, hash)
    {
        this.workbook = workbook;
        values = XlsxCells.Of(workbook.WorkbookPart!);
        (SheetName, part) = Find(options.SheetName);
        merges = new(ReadMerges);
        using var rows = new XlsxRows(part.GetStream(), values, file);
        if (!ReadHeader(rows, options.HeaderRow ?? 1))
            throw new InputException(
                "exchange.empty-sheet",
                $"The sheet in {file} has no cells.",
                "Name another sheet with --sheet, or save the workbook again with its rows.");
        HeaderRow = rows.Row;
        Columns = new(file, rows.Row, rows.Cells);
        if (!rows.Read())
            throw new InputException(
                "exchange.sheet-only-header",
                $"The sheet in {file} has a header but no row below it; columns: {Columns.Count}.",
                "Name another sheet with --sheet, or save the workbook again with its rows.");
    }

    public override SheetColumns Columns { get; }

    public override int HeaderRow { get; }

    public override string? SheetName { get; }

    public override Encoding? Encoding => null;

    public override char? Delimiter => null;

    public static XlsxSheet Open(FileStream stream, string file, SheetOptions options)
    {
        var hash = FileScan.HashOf(stream);
        SpreadsheetDocument? workbook = null;
        try
        {
            workbook = SpreadsheetDocument.Open(stream, isEditable: false);
            return new(stream, file, hash, workbook, options);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            workbook?.Dispose();
            throw Damaged(file);
        }
        catch
        {
            workbook?.Dispose();
            throw;
        }
    }

    public static InputException Damaged(string file) =>
        new InputException(
            "exchange.damaged-workbook",
            $"{file} is a damaged XLSX workbook.",
            "Copy it again from where it came; if it opens in a spreadsheet program, save it again there.");

    /// <summary>What the ZIP, XML and package readers throw when bytes are missing or changed.</summary>
    public static bool IsDamage(Exception problem) =>
        problem is InvalidDataException or XmlException or FileFormatException or OpenXmlPackageException
            or EndOfStreamException or FormatException or OverflowException or KeyNotFoundException
            or ArgumentException or InvalidOperationException;

    public override IEnumerable<SheetRow> Rows(Action<RowError>? onRowError = null)
    {
        using var rows = new XlsxRows(part.GetStream(), values, File);
        ReadHeader(rows, HeaderRow);
        while (rows.Read())
        {
            if (rows.Cells.Count > Columns.Count)
                Report(onRowError, Wide(rows));
            else if (MergeOver(rows.Row) is { } merge)
                Report(onRowError, Merged(rows, merge));
            else
                yield return new(Columns, rows.Row, Filled(rows.Cells));
        }
    }

    public override IEnumerable<RowText> Texts()
    {
        using var rows = new XlsxRows(part.GetStream(), values, File);
        ReadHeader(rows, HeaderRow);
        while (rows.Read())
            yield return new(rows.Row, [.. rows.Cells]);
    }

    protected override void Close() => workbook.Dispose();

    RowError Wide(XlsxRows rows) => new(
        File, rows.Row, Column: null,
        $"The row has a value in column {rows.Cells.Count}, the header has {Columns.Count} columns.",
        "Give that column a name in the header row, or delete the value.");

    RowError Merged(XlsxRows rows, string merge) => new(
        File, rows.Row, Column: null,
        $"The cells {merge} are merged, so the row does not say what it shows.",
        "Take the merging away in a spreadsheet program, and fill every cell.");

    IReadOnlyList<XlsxMerges.Range> ReadMerges()
    {
        try
        {
            return XlsxMerges.Read(part.GetStream());
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw Damaged(File);
        }
    }

    string? MergeOver(int row)
    {
        foreach (var merge in merges.Value)
            if (merge.First <= row && row <= merge.Last)
                return merge.Text;
        return null;
    }

    static bool ReadHeader(XlsxRows rows, int headerRow)
    {
        while (rows.Read())
            if (rows.Row >= headerRow)
                return true;
        return false;
    }

    // Workbooks do not store empty cells, so a short row is no mistake.
    string[] Filled(List<string> cells)
    {
        var filled = new string[Columns.Count];
        Array.Fill(filled, "");
        cells.CopyTo(filled);
        return filled;
    }

    /// <summary>The sheet with a name; without one the only sheet that holds rows.</summary>
    (string Name, WorksheetPart Part) Find(string? name)
    {
        var book = workbook.WorkbookPart ?? throw Damaged(File);
        var sheets = book.Workbook?.Sheets?.Elements<SheetEntry>().ToList() ?? throw Damaged(File);
        var found = name is null
            ? TheOnly([.. sheets.Where(sheet => sheet.State?.Value is not { } state || state == SheetStates.Visible)])
            : sheets.FirstOrDefault(sheet => name.Equals(sheet.Name?.Value, StringComparison.OrdinalIgnoreCase));
        if (found is null)
            throw new InputException(
                "exchange.no-such-sheet",
                $"{File} has no {(name is null ? "visible sheet" : $"sheet \"{name}\"")}.",
                $"Name one of its sheets with --sheet: {NamesOf(sheets)}.");
        return (found.Name?.Value ?? "", PartOf(found));
    }

    /// <summary>Of several sheets with rows nobody knows which is the list.</summary>
    SheetEntry? TheOnly(IReadOnlyList<SheetEntry> visible)
    {
        var filled = visible.Count < 2 ? visible : [.. visible.Where(HasRows)];
        if (filled.Count > 1)
            throw new InputException(
                "exchange.several-sheets",
                $"{File} holds rows in {filled.Count} sheets: {NamesOf(filled)}.",
                "Say which one with --sheet, or save it as a file of its own.");
        return filled.Count == 1 ? filled[0] : visible.Count > 0 ? visible[0] : null;
    }

    /// <summary>A header and a row, at least.</summary>
    bool HasRows(SheetEntry sheet)
    {
        using var rows = new XlsxRows(PartOf(sheet).GetStream(), values, File);
        return rows.Read() && rows.Read();
    }

    WorksheetPart PartOf(SheetEntry sheet) =>
        sheet.Id?.Value is { } id && workbook.WorkbookPart!.GetPartById(id) is WorksheetPart found
            ? found
            : throw Damaged(File);

    static string NamesOf(IEnumerable<SheetEntry> sheets) =>
        string.Join(", ", sheets.Select(sheet => sheet.Name?.Value));
}
