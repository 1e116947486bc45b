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

    XlsxSheet(FileStream stream, string file, string hash, SpreadsheetDocument workbook, WorksheetPart part)
        : base(stream, file, hash)
    {
        this.workbook = workbook;
        this.part = part;
        values = XlsxCells.Of(workbook.WorkbookPart!);
        using var rows = new XlsxRows(part.GetStream(), values, file);
        if (!rows.Read())
            throw new InputException(
                "exchange.empty-sheet",
                $"The sheet in {file} has no cells.",
                "Name another sheet with --sheet, or save the workbook again with its rows.");
        Columns = new(file, rows.Row, rows.Cells);
        if (!rows.Read())
            throw new InputException(
                "exchange.sheet-only-header",
                $"The sheet in {file} has a header with {Columns.Count} columns but no row below it.",
                "Name another sheet with --sheet, or save the workbook again with its rows.");
    }

    public override SheetColumns Columns { get; }

    public override Encoding? Encoding => null;

    public override char? Delimiter => null;

    public static XlsxSheet Open(FileStream stream, string file, SheetOptions options)
    {
        var hash = FileScan.HashOf(stream);
        SpreadsheetDocument? workbook = null;
        try
        {
            workbook = SpreadsheetDocument.Open(stream, isEditable: false);
            return new(stream, file, hash, workbook, Find(workbook, file, options.SheetName));
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
            or ArgumentException;

    public override IEnumerable<SheetRow> Rows(Action<RowError>? onRowError = null)
    {
        using var rows = new XlsxRows(part.GetStream(), values, File);
        rows.Read();
        while (rows.Read())
        {
            if (rows.Cells.Count > Columns.Count)
                Report(onRowError, Wide(rows));
            else
                yield return new(Columns, rows.Row, Filled(rows.Cells));
        }
    }

    protected override void Close() => workbook.Dispose();

    RowError Wide(XlsxRows rows) => new(
        File, rows.Row, Column: null,
        $"The row has a value in column {rows.Cells.Count}, the header has {Columns.Count} columns.",
        "Give that column a name in the header row, or delete the value.");

    // Workbooks do not store empty cells, so a short row is no mistake.
    string[] Filled(List<string> cells)
    {
        var filled = new string[Columns.Count];
        Array.Fill(filled, "");
        cells.CopyTo(filled);
        return filled;
    }

    static WorksheetPart Find(SpreadsheetDocument workbook, string file, string? name)
    {
        var book = workbook.WorkbookPart ?? throw Damaged(file);
        var sheets = book.Workbook?.Sheets?.Elements<SheetEntry>().ToList() ?? throw Damaged(file);
        var found = name is null
            ? sheets.FirstOrDefault(sheet => sheet.State?.Value is not { } state || state == SheetStates.Visible)
            : sheets.FirstOrDefault(sheet => name.Equals(sheet.Name?.Value, StringComparison.OrdinalIgnoreCase));
        var names = string.Join(", ", sheets.Select(sheet => sheet.Name?.Value));
        if (found is null)
            throw new InputException(
                "exchange.no-such-sheet",
                $"{file} has no {(name is null ? "visible sheet" : $"sheet \"{name}\"")}.",
                $"Name one of its sheets with --sheet: {names}.");
        return found.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part ? part : throw Damaged(file);
    }
}
