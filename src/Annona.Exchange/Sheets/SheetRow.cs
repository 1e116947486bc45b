namespace Annona.Exchange.Sheets;

/// <summary>One row of a sheet. It stays valid after the next row is read.</summary>
public sealed class SheetRow
{
    readonly SheetColumns columns;
    readonly string[] cells;

    internal SheetRow(SheetColumns columns, int number, string[] cells)
    {
        this.columns = columns;
        this.cells = cells;
        Number = number;
    }

    /// <summary>
    /// The row as a person sees it: the physical line of a text file on which the row begins, the sheet row of a
    /// workbook. It counts from 1 and includes the header.
    /// </summary>
    public int Number { get; }

    public int Count => cells.Length;

    /// <summary>The cell as text, as it stands in the file (not trimmed); empty when nothing is there.</summary>
    public string this[int column] => cells[column];

    /// <summary>The cell in a named column; a name that the sheet does not have is the caller's mistake.</summary>
    public string this[string column] =>
        columns.IndexOf(column) is var index and >= 0
            ? cells[index]
            : throw new ArgumentException($"The sheet has no column \"{column}\".", nameof(column));
}

/// <summary>A row as it stands in a file.</summary>
/// <param name="Row">As a person sees it, from 1.</param>
/// <param name="Cells">As many as there are.</param>
public readonly record struct RowText(int Row, IReadOnlyList<string> Cells);
