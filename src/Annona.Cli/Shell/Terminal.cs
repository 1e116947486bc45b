using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Annona.Cli.Shell;

/// <summary>Where a command prints: answers to standard output, everything else to standard error.</summary>
sealed class Terminal
{
    /// <summary>Columns when the output is a file or a pipe: wide enough that nothing is cut.</summary>
    const int WidthOfAPipe = 160;

    const int SpacesOfAColumn = 4;

    const int WidthMin = 40;
    const int WidthMax = 1_000;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Names in Armenian stay readable; the output is no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Null: prose is as long as it is.</summary>
    readonly int? proseWidth;

    /// <summary>A terminal, or a file or a pipe in its place.</summary>
    /// <param name="output">Where answers go.</param>
    /// <param name="error">Where everything else goes.</param>
    /// <param name="isTerminal">Whether a person looks at the output.</param>
    /// <param name="columns">What COLUMNS says; null when it says nothing.</param>
    public Terminal(TextWriter output, TextWriter error, bool isTerminal, int? columns = null)
    {
        (Out, Error, IsTerminal) = (output, error, isTerminal);
        Console = ConsoleOn(output);
        if (columns is { } set)
            Console.Profile.Width = set;
        else if (!isTerminal)
            Console.Profile.Width = WidthOfAPipe;
        // What is read by a program is not broken into lines, unless somebody says how long they are.
        proseWidth = isTerminal || columns is not null ? Console.Profile.Width : null;
    }

    /// <summary>What a COLUMNS variable says: a width that can be printed on, or null.</summary>
    public static int? ColumnsFrom(string? variable) =>
        int.TryParse(variable, NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            && columns is >= WidthMin and <= WidthMax
            ? columns
            : null;

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Whether a person looks at the output: colours, and progress that rewrites its line.</summary>
    public bool IsTerminal { get; }

    /// <summary>For tables and coloured text.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>
    /// Prints a line, broken between words where it is too long. An indented line is a command or a share to be
    /// copied and stays whole.
    /// </summary>
    public void Line(string text = "")
    {
        foreach (var part in text.Split('\n'))
            foreach (var line in Wrapped(part, proseWidth))
                Out.WriteLine(line);
    }

    /// <summary>Prints a heading, bold on a terminal.</summary>
    public void Heading(string text) => Console.MarkupLine($"[bold]{Markup.Escape(text)}[/]");

    /// <summary>
    /// A text as lines of at most so many characters, broken between words only. A point of a list hangs below its
    /// mark; what is set in by hand, such as a command to copy, stays as it is.
    /// </summary>
    public static IEnumerable<string> Wrapped(string text, int? width)
    {
        var words = text.TrimStart();
        if (words.Length > 2 && "·–≠".Contains(words[0], StringComparison.Ordinal) && words[1] == ' ')
        {
            var indent = text.Length - words.Length;
            return [.. Broken(words[2..], width - indent - 2).Select((line, at) =>
                new string(' ', indent) + (at == 0 ? words[..2] : "  ") + line)];
        }
        return text.StartsWith(' ') ? [text.TrimEnd()] : Broken(text, width);
    }

    static List<string> Broken(string text, int? width)
    {
        if (width is not { } most || text.Length <= most)
            return [text.TrimEnd()];
        List<string> lines = [];
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > most)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>Prints any value as JSON: camelCase, null for "not known", dates as yyyy-MM-dd.</summary>
    public void AsJson(object value) => Out.WriteLine(JsonSerializer.Serialize(value, value.GetType(), Json));

    /// <summary>
    /// Prints rows in columns; a column named with a leading <c>#</c> is set to the right. Where the columns would
    /// have to break words or numbers, each row stands as lines of its own.
    /// </summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<IReadOnlyList<string>> shown = [.. rows.Select(row => row.Select(Printable).ToList())];
        if (shown.Count == 0)
            Line("(none)");
        else if (WidthNeeded(columns, shown) <= Console.Profile.Width)
            Write(Drawn(columns, shown));
        else
            Stack(columns, shown);
    }

    static Table Drawn(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            var right = column.StartsWith('#');
            var made = new TableColumn(Markup.Escape(right ? column[1..] : column));
            table.AddColumn(right ? made.RightAligned().NoWrap() : made);
        }
        foreach (var row in rows)
            table.AddRow([.. row.Select(cell => new Markup(Markup.Escape(cell)))]);
        return table;
    }

    /// <summary>
    /// The columns as narrow as they get without breaking a word or a number, with the spaces around them.
    /// </summary>
    static int WidthNeeded(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) =>
        columns.Select((column, at) => SpacesOfAColumn + rows
            .Select(row => at < row.Count ? row[at] : "")
            .Append(column.TrimStart('#'))
            .SelectMany(cell => column.StartsWith('#') ? [cell] : cell.Split(' ', '\n'))
            .Max(unbroken => unbroken.Length)).Sum();

    void Stack(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            Line();
            foreach (var (column, cell) in columns.Zip(row))
                if (cell.Length > 0)
                    Line($"{column.TrimStart('#')}: {cell}");
        }
    }

    /// <summary>Without the spaces that fill a line up: they wrap in a narrow window and stand in every copy.</summary>
    void Write(Table table)
    {
        using var drawn = new StringWriter { NewLine = "\n" };
        var console = ConsoleOn(drawn);
        console.Profile.Width = Console.Profile.Width;
        console.Profile.Capabilities.Ansi = Console.Profile.Capabilities.Ansi;
        console.Profile.Capabilities.ColorSystem = Console.Profile.Capabilities.ColorSystem;
        console.Write(table);
        foreach (var line in drawn.ToString().TrimEnd('\n').Split('\n'))
            Out.WriteLine(line.TrimEnd());
    }

    IAnsiConsole ConsoleOn(TextWriter output) => AnsiConsole.Create(new()
    {
        Out = new AnsiConsoleOutput(output),
        Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
    });

    /// <summary>
    /// What came from a file must not move the cursor, colour the screen or turn the direction of what follows.
    /// </summary>
    static string Printable(string cell) => cell.Any(IsUnprintable)
        ? string.Concat(cell.Select(letter => IsUnprintable(letter) ? '\ufffd' : letter))
        : cell;

    static bool IsUnprintable(char letter) =>
        (char.IsControl(letter) && letter != '\n') || letter is (>= '\u202a' and <= '\u202e')
            or (>= '\u2066' and <= '\u2069');

    /// <summary>A sentence to standard error.</summary>
    public void Say(string sentence) => Error.WriteLine(sentence);

    /// <summary>What went wrong, and what to do.</summary>
    /// <param name="message">A sentence.</param>
    /// <param name="remedy">A sentence.</param>
    /// <param name="code">Stands in docs/errors.md; null for what has none.</param>
    public void Complain(string message, string remedy, string? code = null)
    {
        Error.WriteLine(message);
        Error.WriteLine(code is null ? remedy : $"{remedy} [{code}]");
    }

    /// <summary>A whole number with thin groups: 53,000.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A date, or a dash when it is not known.</summary>
    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
}
