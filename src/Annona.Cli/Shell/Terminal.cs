using System.Globalization;
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

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Names in Armenian stay readable; the output is no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public Terminal(TextWriter output, TextWriter error, bool isTerminal)
    {
        (Out, Error, IsTerminal) = (output, error, isTerminal);
        Console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
            Console.Profile.Width = WidthOfAPipe;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Whether a person looks at the output: colours, and progress that rewrites its line.</summary>
    public bool IsTerminal { get; }

    /// <summary>For tables and coloured text.</summary>
    public IAnsiConsole Console { get; }

    public void Line(string text = "") => Out.WriteLine(text);

    /// <summary>Prints a heading, bold on a terminal.</summary>
    public void Heading(string text) => Console.MarkupLine($"[bold]{Markup.Escape(text)}[/]");

    /// <summary>Prints any value as JSON: camelCase, null for "not known", dates as yyyy-MM-dd.</summary>
    public void AsJson(object value) => Out.WriteLine(JsonSerializer.Serialize(value, value.GetType(), Json));

    /// <summary>Prints rows in columns; a column named with a leading <c>#</c> is set to the right.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            var right = column.StartsWith('#');
            var made = new TableColumn(Markup.Escape(right ? column[1..] : column));
            table.AddColumn(right ? made.RightAligned().NoWrap() : made);
        }
        var any = false;
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Markup(Markup.Escape(cell)))]);
            any = true;
        }
        if (any)
            Console.Write(table);
        else
            Line("(none)");
    }

    /// <summary>A sentence to standard error.</summary>
    public void Say(string sentence) => Error.WriteLine(sentence);

    /// <summary>What went wrong, and what to do.</summary>
    public void Complain(string message, string remedy)
    {
        Error.WriteLine(message);
        Error.WriteLine(remedy);
    }

    /// <summary>A whole number with thin groups: 53,000.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A date, or a dash when it is not known.</summary>
    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";
}
