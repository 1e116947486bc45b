namespace Annona.Exchange.Sheets;

/// <summary>
/// The words that lists use for a few values, in six languages: one table by which columns are guessed and cells are
/// read. A cell that is not in the table stays as it is.
/// </summary>
public static class ValueWords
{
    static readonly Dictionary<(string Kind, string Word), string> Known = Load();

    /// <summary>F, M, X or "" (not known) for a word of any language; null for one that is not in the table.</summary>
    public static string? Sex(string cell) => Find("sex", cell);

    /// <summary>
    /// head, spouse, child, parent, sibling, grandchild, grandparent, relative, not related or "" for a word of any
    /// language; null for one that is not in the table.
    /// </summary>
    public static string? Relation(string cell) => Find("relation", cell);

    /// <summary>Whether a cell only says that nothing is known.</summary>
    public static bool IsNothing(string cell) => Known.ContainsKey(("nothing", Folded(cell)));

    static string? Find(string kind, string cell) =>
        Known.TryGetValue((kind, Folded(cell)), out var value) ? value : IsNothing(cell) ? "" : null;

    /// <summary>Case, and blanks around words, do not count; marks stay, because "." alone means something.</summary>
    static string Folded(string cell) =>
        string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    static Dictionary<(string Kind, string Word), string> Load()
    {
        using var stream = typeof(ValueWords).Assembly.GetManifestResourceStream("values.tsv")!;
        using var text = new StreamReader(stream);
        var parser = new CsvParser(text, "values.tsv", '\t');
        Dictionary<(string, string), string> known = [];
        parser.Read();
        while (parser.Read())
            foreach (var word in parser.Cells[3].Split(','))
                known.TryAdd((parser.Cells[0], Folded(word)), parser.Cells[1]);
        return known;
    }
}
