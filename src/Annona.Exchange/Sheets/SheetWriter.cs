namespace Annona.Exchange.Sheets;

/// <summary>Who opens a sheet that is written.</summary>
public enum SheetFor
{
    /// <summary>
    /// People in a spreadsheet program. A CSV file gets a byte order mark, without which such programs misread names,
    /// and a cell that begins with = + - @, a tab or a line end gets an apostrophe in front: spreadsheet programs run
    /// such cells as formulas, and a name in a register must not run. A phone number +374 is then shown as '+374.
    /// </summary>
    People,

    /// <summary>Programs: no mark, and every cell exactly as it is.</summary>
    Programs,
}

/// <summary>Writes rows under a header to a CSV, TSV or XLSX file, streaming. Cells stay text.</summary>
public abstract class SheetWriter : IDisposable
{
    readonly int columns;

    protected SheetWriter(int columns) => this.columns = columns;

    /// <summary>
    /// Where the row that was added last begins, as whoever reads the file sees it; the header is row 1.
    /// </summary>
    public abstract int Row { get; }

    /// <summary>Makes or replaces a file; the ending of its name decides the format.</summary>
    /// <exception cref="InputException">The ending is not .csv, .tsv or .xlsx.</exception>
    public static SheetWriter Create(string path, IReadOnlyList<string> columns, SheetFor readers = SheetFor.People)
    {
        CheckEnding(path);
        SheetWriter writer = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => new CsvSheetWriter(path, ',', columns.Count, readers),
            ".TSV" => new CsvSheetWriter(path, '\t', columns.Count, readers),
            _ => new XlsxSheetWriter(path, columns.Count),
        };
        writer.WriteRow([.. columns]);
        return writer;
    }

    /// <summary>Refuses a name from which no format follows.</summary>
    /// <exception cref="InputException">The ending is not .csv, .tsv or .xlsx.</exception>
    public static void CheckEnding(string path)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is not (".CSV" or ".TSV" or ".XLSX"))
            throw new InputException(
                "exchange.unknown-ending",
                $"It is not clear from its name which format {path} should have.",
                "Let the name end in .csv, .tsv or .xlsx.");
    }

    /// <summary>Adds a row with a cell for each column.</summary>
    public void Add(params ReadOnlySpan<string> cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns);
        WriteRow(cells);
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    protected abstract void WriteRow(ReadOnlySpan<string> cells);

    protected abstract void Close();
}
