using Annona.Cli.Shell;
using Annona.PublicRecord;
using Annona.Trace;
using Annona.Values;
using static Annona.Cli.Trace.BoardCommands;

namespace Annona.Cli.Trace;

/// <summary>The board for officers: a table where there is room, two lines a promise where there is not.</summary>
static class BoardPrinter
{
    /// <summary>From here on the whole table fits.</summary>
    const int Wide = 140;

    /// <summary>From here on the table fits without force, group and bar.</summary>
    const int Middling = 100;

    /// <summary>Cells of the bar from promised to confirmed.</summary>
    const int BarLength = 12;

    /// <summary>Pieces of evidence below a promise; the trace has all.</summary>
    const int EvidenceShown = 5;

    /// <summary>Real promises first, made-up ones below: they never share a table.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<BoardLine> rows, Detail detail, int width)
    {
        if (rows.Count == 0)
        {
            PrintEmpty(terminal);
            return;
        }
        foreach (var layer in rows.GroupBy(row => row.Synthetic).OrderBy(layer => layer.Key))
        {
            terminal.Heading(layer.Key ? "Made up, for training" : "On record");
            PrintLayer(terminal, [.. layer], width);
            if (detail == Detail.Reasons)
                foreach (var row in layer)
                    PrintWhy(terminal, row);
            terminal.Line();
        }
        foreach (var line in BoardTable.Wrapped(
            "– is not known or not countable; 0 is counted and none."
            + (width >= Wide ? " Way: ▓ handed over, ▒ bought or on its way, ░ received." : ""), width))
            terminal.Line(line);
        terminal.Line(
            detail == Detail.Reasons
                ? $"Next: annona trace {rows[0].Code}"
                : $"Next: annona promises --why · annona trace {rows[0].Code}");
    }

    public static void PrintEmpty(Terminal terminal)
    {
        terminal.Line("No promise is on record yet.");
        terminal.Line("Archive where it was said: annona source add FILE");
        terminal.Line("Then put it on record: annona promise add --help");
    }

    /// <summary>Leaves out columns until the table fits; when it does not, each promise has two lines.</summary>
    static void PrintLayer(Terminal terminal, IReadOnlyList<BoardLine> rows, int width)
    {
        if (width >= Wide && (PrintTable(terminal, rows, width, Columns) || PrintTable(terminal, rows, width, NoBar)))
            return;
        if (width >= Middling && PrintTable(terminal, rows, width, Narrow))
            return;
        foreach (var row in rows)
            PrintTwoLines(terminal, row, width);
    }

    static bool PrintTable(
        Terminal terminal, IReadOnlyList<BoardLine> rows, int width,
        IReadOnlyList<(BoardColumn Column, Func<BoardLine, string> Cell)> columns) =>
        BoardTable.Print(
            terminal, [.. columns.Select(column => column.Column)],
            [.. rows.Select(row => columns.Select(column => column.Cell(row)).ToArray())], width);

    static (BoardColumn Column, Func<BoardLine, string> Cell)[] Columns { get; } =
    [
        (new("", IsNumber: false, Most: 4), row => row.Code),
        (new("Promise", IsNumber: false), row => row.Terms.Text),
        (new("Who", IsNumber: false, Most: 16), row => row.Promiser),
        (new("Force", IsNumber: false, Most: 9), row => TraceWords.Of(row.Terms.Force)),
        (new("To whom", IsNumber: false, Most: 12), row => row.BeneficiaryGroup ?? "–"),
        (new("Promised", IsNumber: true), row => Promised(row.Terms)),
        (new("Received", IsNumber: true), row => Short(row.Sums.Received)),
        (new("Delivered", IsNumber: true), row => Short(row.Sums.Delivered)),
        (new("Way", IsNumber: true), Bar),
        (new("People", IsNumber: true), People),
        (new("State", IsNumber: false, Most: 14), State),
    ];

    static (BoardColumn Column, Func<BoardLine, string> Cell)[] NoBar { get; } =
        [.. Columns.Where(column => column.Column.Name != "Way")];

    static (BoardColumn Column, Func<BoardLine, string> Cell)[] Narrow { get; } =
        [.. Columns.Where(column => column.Column.Name is not ("Way" or "Force" or "To whom"))];

    static void PrintTwoLines(Terminal terminal, BoardLine row, int width)
    {
        foreach (var (line, at) in BoardTable.Wrapped($"{row.Code} {row.Terms.Text}", width - 4)
            .Select((line, at) => (line, at)))
            terminal.Line(at == 0 ? line : $"    {line}");
        List<string> parts = [row.Promiser];
        if (row.Sums.Received is { } received)
            parts.Add(
                row.Terms.Promised is { } promised && promised.Commodity?.Code == received.Commodity.Code
                    && row.Terms.Kind != PromiseKind.PersonEntitlement
                    ? $"received {Bare(received)} of {TraceWords.Of(promised)}"
                    : $"received {TraceWords.Of(received)}");
        else if (row.Terms.Promised is not null)
            parts.Add($"promised {Promised(row.Terms)}");
        if (row.Sums.Delivered is { } delivered)
            parts.Add($"handed over {Bare(delivered)}");
        if (row.People is not null)
            parts.Add(row.People == 1 ? "1 person" : $"{People(row)} people");
        parts.Add(State(row));
        foreach (var line in Joined(parts, width - 4))
            terminal.Line($"    {line}");
    }

    /// <summary>Parts with dots between them, broken between parts where that is possible.</summary>
    public static IEnumerable<string> Joined(IEnumerable<string> parts, int width)
    {
        var line = "";
        foreach (var part in parts)
        {
            if (line.Length > 0 && line.Length + 3 + part.Length <= width)
            {
                line = $"{line} · {part}";
                continue;
            }
            if (line.Length > 0)
                yield return line;
            var wrapped = BoardTable.Wrapped(part, width);
            foreach (var whole in wrapped.SkipLast(1))
                yield return whole;
            line = wrapped[^1];
        }
        yield return line;
    }

    static void PrintWhy(Terminal terminal, BoardLine row)
    {
        terminal.Line();
        terminal.Heading($"{row.Code} {row.Terms.Text}");
        terminal.Line(
            $"{State(row)}, as of {row.AsOf:yyyy-MM-dd}. Said on {row.Terms.Made:yyyy-MM-dd}, {row.Source}"
            + $"{AsTold(row.Terms)}.");
        foreach (var part in row.Terms.Parts)
            terminal.Line($"  · Of it {part.Amount} from {part.Payer}{(part.Scope is { } scope ? $", {scope}" : "")}.");
        foreach (var rule in row.Terms.Rules)
            terminal.Line(
                $"  · Rule {rule.Version}, from {rule.From:yyyy-MM-dd}: {TraceWords.Of(rule.PerPerson)} "
                + $"{TraceWords.Of(rule.Frequency)} for each person. {rule.Eligibility}");
        foreach (var reason in row.Reasons)
            terminal.Line($"  · {reason}");
        foreach (var against in row.Contradictions)
            terminal.Line($"  ≠ {against}");
        foreach (var piece in row.Evidence.Take(EvidenceShown))
            terminal.Line($"  – {Told(piece)}");
        if (row.Evidence.Count > EvidenceShown)
            terminal.Line(
                $"  – and {Terminal.Number(row.Evidence.Count - EvidenceShown)} more: annona trace {row.Code}");
    }

    /// <summary>Through whom the words came, from the publisher inwards; nothing when the publisher spoke.</summary>
    static string AsTold(PromiseTerms terms) => terms.Chain.Count < 2
        ? ""
        : $", as told by {string.Join(", by ", terms.Chain.Select(link => link.Name))}";

    /// <summary>A piece of evidence in a line: the day, what, and where to look it up.</summary>
    public static string Told(Evidence piece) => piece.Kind == EvidenceKind.Book
        ? $"{piece.Date:yyyy-MM-dd} {piece.Text.TrimEnd('.')} ({piece.Code})"
        : $"{piece.Date:yyyy-MM-dd} {piece.Code}: {piece.Text}";

    static string State(BoardLine row) =>
        row.Mark is { } mark ? $"{TraceWords.Of(row.State)} ({mark})" : TraceWords.Of(row.State);

    static string People(BoardLine row) => Range(row.PeopleAtLeast, row.People);

    /// <summary>A count of people, or both ends where nobody has decided yet.</summary>
    public static string Range(long? least, long? most) =>
        most is not { } known ? "–"
        : least < known ? $"{Terminal.Number(least.Value)}-{Terminal.Number(known)}"
        : Terminal.Number(known);

    /// <summary>From promised to handed over in one bar. A promise without a number has no bar.</summary>
    static string Bar(BoardLine row)
    {
        if (row.Sums.Received is not { } received || row.Sums.Delivered is not { } delivered)
            return "";
        var promised = row.Terms.Kind != PromiseKind.PersonEntitlement && row.Terms.Promised is { } stated
            && stated.Commodity?.Code == received.Commodity.Code
            ? stated.At(received.Commodity.Scale)
            : null;
        var units = promised?.Commodity is { } finer
            ? promised.Interval.Least / (finer.UnitsPerWhole / received.Commodity.UnitsPerWhole)
            : 0;
        var whole = Math.Max(Math.Max(units, received.Units), 1);
        var onTheWay = (row.Sums.Stocked?.Units ?? 0) + (row.Sums.InTransit?.Units ?? 0);
        var (handed, moving, came) = (
            CellsOf(delivered.Units, whole), CellsOf(delivered.Units + onTheWay, whole),
            CellsOf(received.Units, whole));
        var filled = Math.Max(handed, moving);
        return new string('▓', handed) + new string('▒', filled - handed)
            + new string('░', Math.Max(0, came - filled)) + new string('·', BarLength - Math.Max(came, filled));
    }

    static int CellsOf(long units, long whole) =>
        (int)Math.Clamp((decimal)Math.Max(0, units) * BarLength / whole, 0, BarLength);

    public static string Short(Amount? amount) => amount is { } known ? TraceWords.Of(known) : "–";

    static string Bare(Amount amount)
    {
        var text = TraceWords.Of(amount);
        return text[..text.IndexOf(' ', StringComparison.Ordinal)];
    }

    /// <summary>What was promised, short; so much for each person where it was said so.</summary>
    public static string Promised(PromiseTerms terms)
    {
        if (terms.Promised is not { } said)
            return "–";
        var least = said.Low ?? said.High ?? 0;
        var number = said.Commodity is { } commodity
            ? TraceWords.Of(new Amount(commodity, least))
            : TraceWords.Number(least);
        var sign = said.Qualifier switch
        {
            Qualifier.MoreThan => "> ",
            Qualifier.AtLeast => "≥ ",
            Qualifier.UpTo => "≤ ",
            Qualifier.LessThan => "< ",
            Qualifier.About => "~ ",
            _ => "",
        };
        var each = terms.Kind == PromiseKind.PersonEntitlement ? " each" : "";
        return said.Qualifier == Qualifier.Between ? $"{TraceWords.Of(said)}{each}" : $"{sign}{number}{each}";
    }
}
