namespace Annona.Exchange.Sheets;

/// <summary>
/// Finds the delimiter: the one whose cells per row agree best with the header's, then the one that gives more cells.
/// Commas inside a semicolon file lose because the header has none, or because the rows disagree.
/// </summary>
static class Delimiters
{
    const int SampleRows = 200;

    // Tidy files agree in every row; a file of notes with commas agrees by chance.
    const double AgreementNeeded = 0.9;

    static ReadOnlySpan<char> Read => [',', ';', '\t', '|'];

    static ReadOnlySpan<char> Unusual => [':', '^', '~', '\u001F', '¦', '§'];

    /// <summary>How many cells the header has, and which share of the sampled rows has as many.</summary>
    readonly record struct Shape(int Columns, double Agreement);

    public static char Choose(string head, bool whole, string file, char? told)
    {
        var best = BestOf(Read, head, whole, file);
        if (told is { } delimiter)
        {
            var shape = ShapeOf(delimiter, head, whole, file);
            if (shape.Columns == 1 && best is { } other && other != delimiter)
                throw WrongDelimiter(file, delimiter, other);
            return delimiter;
        }
        if (best is { } found)
            return found;
        if (BestOf(Unusual, head, whole, file) is { } unusual)
            throw WrongDelimiter(file, ',', unusual);
        return ',';
    }

    /// <summary>A delimiter as people call it.</summary>
    public static string NameOf(char delimiter) => delimiter switch
    {
        '\t' => "a tab",
        ',' => "a comma",
        ';' => "a semicolon",
        '|' => "a vertical bar",
        '\u001F' => "the unit separator",
        _ => $"'{delimiter}'",
    };

    static InputException WrongDelimiter(string file, char taken, char other) =>
        new InputException(
            "exchange.wrong-delimiter",
            $"With {NameOf(taken)} {file} has one column only; with {NameOf(other)} it has several.",
            $"Name the delimiter: --delimiter \"{(other == '\t' ? "tab" : other)}\".");

    static char? BestOf(ReadOnlySpan<char> candidates, string head, bool whole, string file)
    {
        char? best = null;
        var bestShape = new Shape(1, AgreementNeeded);
        char? fallback = null;
        foreach (var candidate in candidates)
        {
            var shape = ShapeOf(candidate, head, whole, file);
            if (shape.Columns < 2)
                continue;
            fallback ??= candidate;
            if (shape.Agreement > bestShape.Agreement
                || (shape.Agreement == bestShape.Agreement && shape.Columns > bestShape.Columns))
                (best, bestShape) = (candidate, shape);
        }
        // Every candidate is ragged: the usual four are still worth reading, row by row with its errors.
        return best ?? (candidates.Contains(',') ? fallback : null);
    }

    static Shape ShapeOf(char delimiter, string head, bool whole, string file)
    {
        var counts = Counts(delimiter, head, file);
        // A head that was cut off ends in half a row.
        if (!whole && counts.Count > 1)
            counts.RemoveAt(counts.Count - 1);
        if (counts is [])
            return default;
        var rows = counts.Skip(1).ToList();
        var agreement = rows is [] ? 1 : (double)rows.Count(count => count == counts[0]) / rows.Count;
        return new(counts[0], agreement);
    }

    static List<int> Counts(char delimiter, string head, string file)
    {
        var parser = new CsvParser(new StringReader(head), file, delimiter);
        List<int> counts = [];
        try
        {
            while (counts.Count < SampleRows && parser.Read())
                counts.Add(parser.Cells.Count);
        }
        catch (InputException)
        {
            // Half a quoted cell at the end of the head, or the wrong candidate: what was counted so far decides.
            return counts;
        }
        return counts;
    }
}
