using Annona.Cli.Shell;

namespace Annona.Cli.Trace;

/// <summary>A column of the board.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Set to the right, and never broken.</param>
/// <param name="Most">A text column is no wider than this; its words are never broken.</param>
readonly record struct BoardColumn(string Name, bool IsNumber, int Most = 0);

/// <summary>
/// A table that breaks lines between words only: a number in two pieces is another number. The first text column with
/// no limit takes what is left.
/// </summary>
static class BoardTable
{
    const string Gap = "  ";

    /// <summary>Fewer columns for the words of a promise than this, and two lines a promise read better.</summary>
    const int TextMin = 24;

    /// <summary>Prints the table, or says that it does not fit.</summary>
    /// <returns>Whether it fits.</returns>
    public static bool Print(
        Terminal terminal, IReadOnlyList<BoardColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var widths = columns.Select((column, at) => WidthOf(column, rows.Select(row => row[at]))).ToArray();
        var rest = width - widths.Sum() - Gap.Length * (columns.Count - 1);
        var open = columns.ToList().FindIndex(column => !column.IsNumber && column.Most == 0);
        var longest = rows.Select(row => LongestWord(row[open])).DefaultIfEmpty().Max();
        if (rest < Math.Max(TextMin, longest))
            return false;
        widths[open] = Math.Min(rest, Math.Max(columns[open].Name.Length, rows.Max(row => row[open].Length)));
        Line(terminal, columns, widths, [.. columns.Select(column => column.Name)]);
        terminal.Line(string.Join(Gap, widths.Select(each => new string('─', each))));
        foreach (var row in rows)
            Line(terminal, columns, widths, row);
        return true;
    }

    /// <summary>A text in lines of a width, broken between words.</summary>
    public static IReadOnlyList<string> Wrapped(string text, int width)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        lines.Add(line);
        return lines;
    }

    static int WidthOf(BoardColumn column, IEnumerable<string> cells) => column switch
    {
        { IsNumber: true } => cells.Append(column.Name).Max(cell => cell.Length),
        { Most: 0 } => 0,
        _ => Math.Max(
            cells.Append(column.Name).Max(LongestWord),
            Math.Min(column.Most, cells.Append(column.Name).Max(cell => cell.Length))),
    };

    static int LongestWord(string text) => text.Split(' ').Max(word => word.Length);

    static void Line(
        Terminal terminal, IReadOnlyList<BoardColumn> columns, int[] widths, IReadOnlyList<string> cells)
    {
        var wrapped = cells.Select((cell, at) =>
            columns[at].IsNumber ? [cell] : Wrapped(cell, widths[at])).ToArray();
        for (var line = 0; line < wrapped.Max(cell => cell.Count); line++)
            terminal.Line(string.Join(Gap, wrapped.Select((cell, at) =>
            {
                var text = line < cell.Count ? cell[line] : "";
                return columns[at].IsNumber ? text.PadLeft(widths[at]) : text.PadRight(widths[at]);
            })).TrimEnd());
    }
}
