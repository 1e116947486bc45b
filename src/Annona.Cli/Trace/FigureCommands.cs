using System.CommandLine;
using Annona.Cli.Shell;
using Annona.PublicRecord;
using Annona.Trace;
using Annona.Values;

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
            terminal.Table(
                ["", "Counted", "#Said", "As of", "Source", "#Ours", "#Difference", "Explanation"],
                layer.Select(line => (IReadOnlyList<string>)[
                    line.Code, line.Terms.Counted, TraceWords.Of(line.Terms.Value), Terminal.Date(line.Terms.To),
                    line.Source, Ours(line.Register, line.Books), Ours(line.Difference, line.BooksDifference),
                    string.Join(" ", line.Others.Prepend(line.Explanation))]));
        }
        if (lines.Count == 0)
            terminal.Line("No figure is on record yet. Put one on record: annona figure add --help");
    }

    static string Ours(long? people, Amount? books) =>
        people is { } count ? Terminal.Number(count)
        : books is { } amount ? TraceWords.Of(amount)
        : "–";

    static object AsJson(FigureLine line) => new
    {
        id = line.Code,
        subject = line.Terms.Subject,
        counted = line.Terms.Counted,
        group = line.Group,
        // Two ends are no single value.
        value = line.Terms.Value.Qualifier == Qualifier.Between
            ? null
            : TraceJson.Whole(line.Terms.Value.Low ?? line.Terms.Value.High, line.Terms.Value),
        low = TraceJson.Whole(line.Terms.Value.Low, line.Terms.Value),
        high = TraceJson.Whole(line.Terms.Value.High, line.Terms.Value),
        commodity = line.Terms.Value.Commodity?.Code,
        qualifier = line.Terms.Value.Qualifier,
        place = line.Place,
        from = line.Terms.From,
        to = line.Terms.To,
        source = line.Source,
        register = line.Register,
        books = TraceJson.Number(line.Books),
        difference = line.Difference ?? TraceJson.Number(line.BooksDifference),
        explanation = line.Explanation,
        others = line.Others,
        synthetic = line.Synthetic,
    };
}
