using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Trace;

namespace Annona.Cli.Trace;

/// <summary><c>annona promises</c>: the board, every promise a row.</summary>
static class BoardCommands
{
    /// <summary>Fewer columns than this cannot hold a number and a word.</summary>
    const int ColumnsMin = 40;

    public static Command Make(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var asOf = Words.Option<string?>("--as-of", "The day of the question, yyyy-MM-dd; today unless given.");
        var outside = Words.Option<bool>(
            "--for-outsiders", "Show only what is released: people in tens, week by week.");
        var why = Words.Option<bool>("--why", "Print the reasons, contradictions and evidence below the board.");
        var columns = Words.Option<int?>("--columns", "Print for so many columns; the terminal's own unless given.");
        var command = new Command("promises",
            "The board: every promise, how much of it got how far, and whom it reached. Example: annona promises --why")
        {
            json, asOf, outside, why, columns,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var day = Desk.Date(parsed.GetValue(asOf), "--as-of");
            var detail = parsed.GetValue(why) ? Detail.Reasons : Detail.Board;
            var width = Math.Max(ColumnsMin, parsed.GetValue(columns) ?? desk.Terminal.Console.Profile.Width);
            if (parsed.GetValue(outside))
            {
                var lines = desk.Answer(new OutsiderBoard(day));
                if (parsed.GetValue(json))
                    desk.Terminal.AsJson(lines.Select(BoardJson.Of));
                else
                    OutsiderPrinter.Print(desk.Terminal, lines, detail, width);
                return Exit.Ok;
            }
            var rows = desk.Answer(new PromiseBoard(day));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(rows.Select(BoardJson.Of));
            else
                BoardPrinter.Print(desk.Terminal, rows, detail, width);
            return Exit.Ok;
        });
    }

    /// <summary>How much of the board is printed.</summary>
    public enum Detail
    {
        Board,
        Reasons,
    }

    /// <summary>The board as wide as the terminal.</summary>
    public static void Print(Terminal terminal, IReadOnlyList<BoardLine> rows, Detail detail) =>
        BoardPrinter.Print(terminal, rows, detail, terminal.Console.Profile.Width);
}
