using System.Buffers;
using System.Text;

namespace Annona.Exchange.Sheets;

/// <summary>
/// Reads records of RFC 4180 with any one-character delimiter and LF, CRLF or CR line ends, and knows on which
/// physical line each begins. Written here because a person must be told the line that an editor shows and the line
/// where an unclosed quotation mark opens; a tested package serves as its oracle in the tests.
/// </summary>
sealed class CsvParser(TextReader text, string file, char delimiter)
{
    const int FirstBufferChars = 1 << 16;
    const char Quote = '"';

    readonly SearchValues<char> stops = SearchValues.Create(delimiter, '\r', '\n');
    readonly List<string> cells = [];
    char[] buffer = new char[FirstBufferChars];
    int anchor;
    int position;
    int end;
    int line = 1;
    bool ended;

    enum Stop
    {
        Delimiter,
        Line,
        File,
    }

    /// <summary>The physical line on which the current record begins.</summary>
    public int Row { get; private set; }

    public IReadOnlyList<string> Cells => cells;

    /// <summary>The first cell with text after its closing quotation mark, by index; -1 when there is none.</summary>
    public int StrayQuoteCell { get; private set; }

    public string[] TakeCells() => [.. cells];

    /// <summary>Goes to the next record that is not a blank line; false at the end of the file.</summary>
    public bool Read()
    {
        do
        {
            if (!Has(1))
                return false;
            cells.Clear();
            Row = line;
            StrayQuoteCell = -1;
            while (ReadCell() == Stop.Delimiter)
                CheckCount();
        }
        while (cells is [""]);
        return true;
    }

    void CheckCount()
    {
        // The header is refused at 1,000; a row may be one longer so that the header's own check speaks first.
        if (cells.Count > SheetLimits.Columns)
            throw SheetColumns.TooMany(file);
    }

    Stop ReadCell()
    {
        anchor = position;
        if (!Has(1))
        {
            cells.Add("");
            return Stop.File;
        }
        return buffer[position] == Quote ? ReadQuoted() : ReadPlain(before: null);
    }

    /// <summary>Reads up to the next delimiter or line end; <paramref name="before"/> is put in front.</summary>
    Stop ReadPlain(string? before)
    {
        anchor = position;
        while (true)
        {
            var found = buffer.AsSpan(position, end - position).IndexOfAny(stops);
            position = found < 0 ? end : position + found;
            if (found >= 0 || !Fill())
                break;
        }
        CheckLength(position - anchor, line);
        var span = buffer.AsSpan(anchor, position - anchor);
        cells.Add(before is null ? span.ToString() : string.Concat(before, span));
        return ReadStop();
    }

    Stop ReadStop()
    {
        if (!Has(1))
            return Stop.File;
        var stop = buffer[position++];
        if (stop == delimiter)
            return Stop.Delimiter;
        anchor = position;
        if (stop == '\r' && Has(1) && buffer[position] == '\n')
            position++;
        line++;
        return Stop.Line;
    }

    Stop ReadQuoted()
    {
        var opened = line;
        StringBuilder? pieces = null;
        anchor = ++position;
        while (true)
        {
            FindQuote(opened);
            CheckLength(position - anchor, opened);
            line += LinesIn(buffer.AsSpan(anchor, position - anchor));
            if (!Has(2) || buffer[position + 1] != Quote)
                break;
            pieces = (pieces ?? new()).Append(buffer, anchor, position + 1 - anchor);
            CheckLength(pieces.Length, opened);
            anchor = position += 2;
        }
        var rest = buffer.AsSpan(anchor, position - anchor);
        var cell = pieces is null ? rest.ToString() : pieces.Append(rest).ToString();
        position++;
        if (!Has(1) || stops.Contains(buffer[position]))
        {
            cells.Add(cell);
            anchor = position;
            return ReadStop();
        }
        StrayQuoteCell = StrayQuoteCell < 0 ? cells.Count : StrayQuoteCell;
        return ReadPlain(cell);
    }

    void FindQuote(int opened)
    {
        while (true)
        {
            var found = buffer.AsSpan(position, end - position).IndexOf(Quote);
            position = found < 0 ? end : position + found;
            if (found >= 0)
                return;
            if (!Fill())
                throw new InputException(
                    "exchange.unclosed-quote",
                    $"A quotation mark opens in row {opened} of {file} and is never closed.",
                    $"Close it in row {opened}, or write \"\" where a quotation mark itself is meant.");
        }
    }

    public static int LinesIn(ReadOnlySpan<char> span) =>
        span.IndexOfAny('\r', '\n') < 0 ? 0
        : span.Count('\n') is var lines and > 0 ? lines : span.Count('\r');

    /// <summary>Whether that many characters are left from the position on; keeps all since the anchor.</summary>
    bool Has(int count)
    {
        while (end - position < count)
            if (!Fill())
                return false;
        return true;
    }

    bool Fill()
    {
        if (ended)
            return false;
        if (anchor > 0)
        {
            buffer.AsSpan(anchor, end - anchor).CopyTo(buffer);
            (position, end, anchor) = (position - anchor, end - anchor, 0);
        }
        CheckLength(position, line);
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = ReadText();
        ended = read == 0;
        end += read;
        return !ended;
    }

    int ReadText()
    {
        try
        {
            return text.Read(buffer, end, buffer.Length - end);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(
                "exchange.damaged-text",
                $"{file} has characters after row {line} that its encoding does not allow.",
                "Export the file again as UTF-8.");
        }
    }

    void CheckLength(int length, int opened)
    {
        if (length > SheetLimits.CellLength)
            throw new InputException(
                "exchange.cell-too-long",
                $"A cell in row {opened} of {file} is longer than {SheetLimits.CellLength} characters.",
                $"Look for a quotation mark in row {opened} that is not closed, or shorten the cell.");
    }
}
