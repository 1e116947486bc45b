using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Shell;

namespace Annona.Cli.Aid;

/// <summary><c>annona aid list</c> and <c>annona aid days</c>: programmes, and when and where they give.</summary>
static class ListCommands
{
    public static Command Programmes(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("list", "Programmes, their rules and days. Example: annona aid list --json") { json };
        command.Aliases.Add("programmes");
        return shell.Reading(command, (desk, parsed) =>
        {
            var programmes = desk.Answer(new ListProgrammes());
            var days = desk.Answer(new ListDistributions());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(programmes.Select(row => Json(row, days)));
            else
            {
                desk.Terminal.Table(["", "Programme", "How", "What, and for whom", "Promises"], programmes.Select(
                    row => (IReadOnlyList<string>)[
                        row.Code, row.Name, AidWords.Of(row.Modality), row.Rule, string.Join(", ", row.Promises)]));
                desk.Terminal.Table(["Programme", "#Cycle", "From", "To", "#Households", "#People"],
                    programmes.SelectMany(row => row.Cycles.Select(cycle => (IReadOnlyList<string>)[
                        row.Code, $"{cycle.Number}", Terminal.Date(cycle.From), Terminal.Date(cycle.To),
                        Terminal.Number(cycle.Households), Terminal.Number(cycle.People)])));
                Print(desk.Terminal, days);
            }
            return Exit.Ok;
        });
    }

    public static Command Days(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("days", "Distributions. Example: annona aid days --json") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var days = desk.Answer(new ListDistributions());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(days.Select(Json));
            else
                Print(desk.Terminal, days);
            return Exit.Ok;
        });
    }

    static void Print(Terminal terminal, IEnumerable<ListedDistribution> days) => terminal.Table(
        ["", "Programme", "#Cycle", "Date", "Place", "Closed"], days.Select(day => (IReadOnlyList<string>)[
            day.Code, $"{day.Programme} {day.ProgrammeName}", $"{day.Cycle}", Terminal.Date(day.Date), day.Place,
            day.Closed ? "yes" : ""]));

    static object Json(ListedProgramme row, IEnumerable<ListedDistribution> days) => new
    {
        id = row.Code,
        name = row.Name,
        modality = row.Modality,
        rule = row.Rule,
        ruleVersion = row.RuleVersion,
        cycles = row.Cycles,
        promises = row.Promises,
        synthetic = row.Synthetic,
        days = days.Where(day => day.Programme == row.Code).Select(Json),
    };

    static object Json(ListedDistribution day) => new
    {
        id = day.Code,
        programme = day.Programme,
        cycle = day.Cycle,
        date = day.Date,
        place = day.Place,
        stock = day.Stock,
        closed = day.Closed,
        synthetic = day.Synthetic,
    };
}
