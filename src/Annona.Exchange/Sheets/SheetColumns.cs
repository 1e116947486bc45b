namespace Annona.Exchange.Sheets;

/// <summary>The columns of a sheet in file order. Names are trimmed and found without regard to case.</summary>
public sealed class SheetColumns
{
    readonly string[] names;
    readonly Dictionary<string, int> indexes;

    /// <summary>Checks the header row; <paramref name="row"/> is where it stands in the file, for messages.</summary>
    internal SheetColumns(string file, int row, IEnumerable<string> header)
    {
        names = [.. header.Select(name => name.Trim())];
        indexes = new(names.Length, StringComparer.OrdinalIgnoreCase);
        if (names.Length > SheetLimits.Columns)
            throw TooMany(file);
        for (var index = 0; index < names.Length; index++)
            Add(file, row, index);
    }

    public IReadOnlyList<string> Names => names;

    public int Count => names.Length;

    public string this[int index] => names[index];

    /// <summary>The index of a column, or -1 when the sheet has no such column.</summary>
    public int IndexOf(string name) => indexes.GetValueOrDefault(name, -1);

    /// <summary>
    /// A column as messages call it: its name where that is a word that lists use for columns, else its number. A list
    /// without a header has people in its first row, and messages are passed around.
    /// </summary>
    public string Called(int index) =>
        HeaderWords.IsKnown(names[index]) ? names[index] : $"{index + 1}";

    internal static InputException TooMany(string file) =>
        new InputException(
            "exchange.too-many-columns",
            $"{file} has more than {SheetLimits.Columns} columns.",
            "Check that rows and columns are not swapped, and keep only the columns that are needed.");

    void Add(string file, int row, int index)
    {
        var name = names[index];
        if (name.Length == 0)
            throw new InputException(
                "exchange.empty-column-name",
                $"Column {index + 1} of {file} has no name in row {row}.",
                "Give every column a name in the header row, or delete the empty column. If the header stands in "
                    + "another row, say which with --header-row.");
        if (!indexes.TryAdd(name, index))
            throw new InputException(
                "exchange.duplicate-column-name",
                $"Columns {indexes[name] + 1} and {index + 1} of {file} have the same name in row {row}.",
                "Give each column its own name in the header row. If the header stands in another row, say which with "
                    + "--header-row.");
    }
}
