using System.CommandLine;
using System.Globalization;
using Annona.Cli.Shell;
using Annona.PublicRecord;
using Annona.Trace;
using Annona.Values;

namespace Annona.Cli.Trace;

/// <summary><c>annona promises</c>: the board, every promise a row.</summary>
static class BoardCommands
{
    /// <summary>Cells of the bar from promised to confirmed.</summary>
    const int BarLength = 12;

    public static Command Make(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var asOf = Words.Option<string?>("--as-of", "The day of the question, yyyy-MM-dd; today unless given.");
        var outside = Words.Option<bool>("--for-outsiders", "Show people only in groups of ten or more.");
        var why = Words.Option<bool>("--why", "Print the reasons, contradictions and evidence below the board.");
        var command = new Command("promises",
            "The board: every promise, how much of it got how far, and whom it reached. Example: annona promises --why")
        {
            json, asOf, outside, why,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var viewer = parsed.GetValue(outside) ? Viewer.Outsider : Viewer.Officer;
            var rows = desk.Answer(new PromiseBoard(Desk.Date(parsed.GetValue(asOf), "--as-of"), viewer));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(rows.Select(AsJson));
            else
                Print(desk.Terminal, rows, parsed.GetValue(why) ? Detail.Reasons : Detail.Board);
            return Exit.Ok;
        });
    }

    /// <summary>How much of the board is printed.</summary>
    public enum Detail
    {
        Board,
        Reasons,
    }

    /// <summary>Real promises first, made-up ones below: they never share a table.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<BoardRow> rows, Detail detail)
    {
        foreach (var layer in rows.GroupBy(row => row.Synthetic).OrderBy(layer => layer.Key))
        {
            terminal.Heading(layer.Key ? "Made up, for training" : "On record");
            terminal.Table(
                ["", "Promise", "Who", "Force", "To whom", "Promised", "#Received", "#Delivered", "Way", "#People",
                    "State"],
                layer.Select(Cells));
            if (detail == Detail.Reasons)
                foreach (var row in layer)
                    PrintWhy(terminal, row);
        }
        terminal.Line(
            "– is not known or not countable; 0 is counted and none. "
            + "Way: ▓ handed over, ▒ bought or on its way, ░ received.");
        terminal.Line("Next: annona trace P1 · annona promises --why · annona figures");
    }

    static IReadOnlyList<string> Cells(BoardRow row) =>
    [
        row.Code, row.Terms.Text, row.Promiser, Said(row.Terms.Force), row.BeneficiaryGroup ?? "–",
        row.Terms.Promised is { } promised ? Short(promised) : "–", Short(row.Sums.Received), Short(
            row.Sums.Delivered),
        Bar(row), row.People is { } people ? Terminal.Number(people) : "–", Said(row.State),
    ];

    static void PrintWhy(Terminal terminal, BoardRow row)
    {
        terminal.Line();
        terminal.Heading($"{row.Code} {row.Terms.Text}");
        terminal.Line(
            $"  {Said(row.State)}, as of {row.AsOf:yyyy-MM-dd}. Said on {row.Terms.Made:yyyy-MM-dd}, {row.Source}.");
        foreach (var reason in row.Reasons)
            terminal.Line($"  · {reason}");
        foreach (var against in row.Contradictions)
            terminal.Line($"  ≠ {against}");
        foreach (var piece in row.Evidence.Take(5))
            terminal.Line($"  – {piece.Date:yyyy-MM-dd} {piece.Code}: {piece.Text}");
        if (row.Evidence.Count > 5)
            terminal.Line($"  – and {row.Evidence.Count - 5} more: annona trace {row.Code}");
    }

    /// <summary>From promised to handed over in one bar. A promise without a number has no bar.</summary>
    static string Bar(BoardRow row)
    {
        if (row.Sums.Received is not { } received || row.Sums.Delivered is not { } delivered)
            return "";
        var promised = row.Terms.Promised is { } stated && stated.Commodity?.Code == received.Commodity.Code
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

    public static string Said(Enum value) =>
        string.Concat(
            value.ToString().Select((c, at) => at > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"))
            .ToLowerInvariant();

    public static string Short(Amount? amount) => amount is { } known ? Grouped(known) : "–";

    static string Short(StatedAmount said) => said.Commodity is { } commodity
        ? said.Qualifier switch
        {
            Qualifier.MoreThan => $"> {Grouped(new(commodity, said.Low ?? 0))}",
            Qualifier.AtLeast => $"≥ {Grouped(new(commodity, said.Low ?? 0))}",
            Qualifier.UpTo or Qualifier.LessThan =>
                $"≤ {Grouped(new(commodity, said.High ?? 0))}",
            Qualifier.About => $"~ {Grouped(new(commodity, said.Low ?? 0))}",
            _ => Grouped(new(commodity, said.Low ?? 0)),
        }
        : said.ToString();

    /// <summary>Whole amounts without decimals: a board is read at a glance, the trace has every cent.</summary>
    static string Grouped(Amount amount)
    {
        var number = amount.Units / (decimal)amount.Commodity.UnitsPerWhole;
        var format = number == Math.Truncate(number) ? "N0" : $"N{amount.Commodity.Scale}";
        return $"{number.ToString(format, CultureInfo.InvariantCulture)} {amount.Commodity.Code}";
    }

    static object AsJson(BoardRow row) => new
    {
        id = row.Code,
        kind = row.Terms.Kind,
        force = row.Terms.Force,
        text = row.Terms.Text,
        promiser = row.Promiser,
        beneficiaryGroup = row.BeneficiaryGroup,
        made = row.Terms.Made,
        due = row.Terms.Due,
        dueText = row.Terms.DueText,
        place = row.Place,
        occasion = row.Terms.Occasion,
        source = row.Source,
        chain = row.Terms.Chain.Select(link => new { rank = link.Rank, name = link.Name }),
        promised = TraceJson.Stated(row.Terms.Promised),
        committed = TraceJson.Number(row.Sums.Committed),
        received = TraceJson.Number(row.Sums.Received),
        bought = TraceJson.Number(row.Sums.Bought),
        stocked = TraceJson.Number(row.Sums.Stocked),
        inTransit = TraceJson.Number(row.Sums.InTransit),
        lost = TraceJson.Number(row.Sums.Lost),
        returned = TraceJson.Number(row.Sums.Returned),
        delivered = TraceJson.Number(row.Sums.Delivered),
        confirmed = TraceJson.Number(row.Sums.Confirmed),
        commodity = row.Sums.Received?.Commodity.Code,
        households = row.Households,
        people = row.People,
        state = row.State,
        reasons = row.Reasons,
        contradictions = row.Contradictions,
        evidence = row.Evidence.Select(TraceJson.Piece),
        asOf = row.AsOf,
        synthetic = row.Synthetic,
    };
}
