using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Trace;

namespace Annona.Cli.Trace;

/// <summary><c>annona figures</c>: stated numbers beside our own counts.</summary>
static class FigureCommands
{
    public static Command Make(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("figures",
            "Stated figures beside the register, with the difference explained. Example: annona figures --json")
        {
            json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var lines = desk.Answer(new FigureTable());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lines.Select(AsJson));
            else
                Print(desk.Terminal, lines);
            return Exit.Ok;
        });
    }

    public static void Print(Terminal terminal, IReadOnlyList<FigureLine> lines)
    {
        foreach (var layer in lines.GroupBy(line => line.Synthetic).OrderBy(layer => layer.Key))
        {
            terminal.Heading(layer.Key ? "Figures, made up for training" : "Figures on record");
            terminal.Table(["", "Counted", "Said", "As of", "Source", "#Register", "#Difference", "Explanation"],
                layer.Select(
                line => (IReadOnlyList<string>)[
                    line.Code, line.Terms.Counted, $"{line.Terms.Value}", Terminal.Date(line.Terms.To), line.Source,
                    line.Register is { } register ? Terminal.Number(register) : "–",
                    line.Difference is { } difference ? Terminal.Number(difference) : "–",
                    string.Join(" ", line.Others.Prepend(line.Explanation))]));
        }
    }

    static object AsJson(FigureLine line) => new
    {
        id = line.Code,
        subject = line.Terms.Subject,
        counted = line.Terms.Counted,
        group = line.Group,
        value = TraceJson.Whole(line.Terms.Value.Low ?? line.Terms.Value.High, line.Terms.Value),
        low = TraceJson.Whole(line.Terms.Value.Low, line.Terms.Value),
        high = TraceJson.Whole(line.Terms.Value.High, line.Terms.Value),
        commodity = line.Terms.Value.Commodity?.Code,
        qualifier = line.Terms.Value.Qualifier,
        place = line.Place,
        from = line.Terms.From,
        to = line.Terms.To,
        source = line.Source,
        register = line.Register,
        difference = line.Difference,
        explanation = line.Explanation,
        others = line.Others,
        synthetic = line.Synthetic,
    };
}
