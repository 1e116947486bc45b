using Annona.Cli.Shell;
using Annona.Trace;
using static Annona.Cli.Trace.BoardCommands;

namespace Annona.Cli.Trace;

/// <summary>The board, and one promise, as outsiders may see them.</summary>
static class OutsiderPrinter
{
    public static void Print(Terminal terminal, IReadOnlyList<OutsiderLine> lines, Detail detail, int width)
    {
        if (lines.Count == 0)
        {
            BoardPrinter.PrintEmpty(terminal);
            return;
        }
        foreach (var layer in lines.GroupBy(line => line.Synthetic).OrderBy(layer => layer.Key))
        {
            terminal.Heading(layer.Key ? "Made up, for training" : "On record");
            if (!BoardTable.Print(
                terminal,
                [
                    new("", IsNumber: false, Most: 4), new("Promise", IsNumber: false),
                    new("Who", IsNumber: false, Most: 16), new("Promised", IsNumber: true),
                    new("Received", IsNumber: true), new("Delivered", IsNumber: true), new("People", IsNumber: true),
                    new("State", IsNumber: false, Most: 14),
                ],
                [.. layer.Select(Cells)], width))
                foreach (var line in layer)
                    PrintShort(terminal, line, width);
            if (detail == Detail.Reasons)
                foreach (var line in layer)
                    PrintWhy(terminal, line);
            terminal.Line();
        }
        PrintRule(terminal, lines.Max(line => line.ReleasedTo), width);
    }

    public static void Print(Terminal terminal, OutsiderLine line)
    {
        terminal.Heading($"{line.Code} {line.Terms.Text}");
        terminal.Line($"{TraceWords.Of(line.State)}, as of {line.AsOf:yyyy-MM-dd}.");
        foreach (var (name, value) in new[]
        {
            ("Promised", BoardPrinter.Promised(line.Terms)), ("Committed", BoardPrinter.Short(line.Committed)),
            ("Received", BoardPrinter.Short(line.Received)), ("Delivered", BoardPrinter.Short(line.Delivered)),
            ("Households", Count(line.Households)), ("People", Count(line.People)),
        })
            terminal.Line($"  {name,-11}{value}");
        PrintReasons(terminal, line);
        PrintRule(terminal, line.ReleasedTo, terminal.Console.Profile.Width);
    }

    static IReadOnlyList<string> Cells(OutsiderLine line) =>
    [
        line.Code, line.Terms.Text, line.Promiser, BoardPrinter.Promised(line.Terms),
        BoardPrinter.Short(line.Received), BoardPrinter.Short(line.Delivered), Count(line.People),
        TraceWords.Of(line.State),
    ];

    static void PrintShort(Terminal terminal, OutsiderLine line, int width)
    {
        foreach (var (words, at) in BoardTable.Wrapped($"{line.Code} {line.Terms.Text}", width - 4)
            .Select((words, at) => (words, at)))
            terminal.Line(at == 0 ? words : $"    {words}");
        List<string> parts = [line.Promiser, $"promised {BoardPrinter.Promised(line.Terms)}"];
        if (line.Received is { } received)
            parts.Add($"received {TraceWords.Of(received)}");
        if (line.Delivered is { } delivered)
            parts.Add($"handed over {TraceWords.Of(delivered)}");
        if (line.People is not null)
            parts.Add($"{Count(line.People)} people");
        parts.Add(TraceWords.Of(line.State));
        foreach (var whole in BoardPrinter.Joined(parts, width - 4))
            terminal.Line($"    {whole}");
    }

    static void PrintWhy(Terminal terminal, OutsiderLine line)
    {
        terminal.Line();
        terminal.Heading($"{line.Code} {line.Terms.Text}");
        PrintReasons(terminal, line);
    }

    static void PrintReasons(Terminal terminal, OutsiderLine line)
    {
        foreach (var reason in line.Reasons)
            terminal.Line($"  · {reason}");
        foreach (var against in line.Contradictions)
            terminal.Line($"  ≠ {against}");
        foreach (var piece in line.Evidence)
            terminal.Line($"  – {BoardPrinter.Told(piece)}");
    }

    static void PrintRule(Terminal terminal, DateOnly? to, int width)
    {
        var when = to is { } sunday
            ? $"Our own figures go to Sunday {sunday:yyyy-MM-dd}."
            : "None of our own figures is released yet.";
        foreach (var line in BoardTable.Wrapped(
            $"{when} People are at least so many, in tens; a week is released when the next one is over. "
            + "– is not known, not countable or not released.", width))
            terminal.Line(line);
    }

    static string Count(long? count) => count is { } known ? Terminal.Number(known) : "–";
}
