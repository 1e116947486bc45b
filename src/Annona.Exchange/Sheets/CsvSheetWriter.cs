using System.Text;

namespace Annona.Exchange.Sheets;

/// <summary>RFC 4180: CRLF between rows, quotation marks where a cell needs them.</summary>
sealed class CsvSheetWriter(string path, char delimiter, int columns, SheetFor readers) : SheetWriter(columns)
{
    readonly StreamWriter text = new(path, append: false, new UTF8Encoding(readers == SheetFor.People));

    int nextRow = 1;
    int row;

    public override int Row => row;

    protected override void WriteRow(ReadOnlySpan<string> cells)
    {
        row = nextRow++;
        for (var index = 0; index < cells.Length; index++)
        {
            if (index > 0)
                text.Write(delimiter);
            // A row of one empty cell would read as a blank line.
            Write(cells[index], quoted: cells is [""]);
        }
        text.Write("\r\n");
    }

    protected override void Close() => text.Dispose();

    void Write(string cell, bool quoted)
    {
        var guarded = readers == SheetFor.People && cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..]
            ? "'" + cell
            : cell;
        // A cell of several lines moves the rows after it down.
        if (guarded.AsSpan().IndexOfAny('\r', '\n') >= 0)
            nextRow += guarded.Split('"').Sum(piece => CsvParser.LinesIn(piece));
        var needsQuotes = quoted
            || guarded.Contains(delimiter, StringComparison.Ordinal)
            || guarded.AsSpan().IndexOfAny('"', '\r', '\n') >= 0
            || guarded is [' ', ..] or [.., ' '];
        if (needsQuotes)
            guarded = $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        text.Write(guarded);
    }
}
