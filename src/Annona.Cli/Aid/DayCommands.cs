using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Ledger;
using Annona.Cli.Privacy;
using Annona.Cli.Shell;
using Annona.Places;
using Annona.Storage.Privacy;
using Annona.Values;

namespace Annona.Cli.Aid;

/// <summary><c>annona aid day</c>, <c>sheet</c> and <c>close</c>: a distribution from its plan to its close.</summary>
static class DayCommands
{
    public static Command Day(CommandShell shell)
    {
        var programme = Words.Argument("PROGRAMME", "A code such as B1, or a name.");
        var cycle = Words.Option("--cycle", "Which cycle.", 1);
        var at = Words.Required<string>("--at", "The place.");
        var date = Words.Required<string>("--date", "The day, yyyy-MM-dd.");
        var from = Words.Option<string?>("--from", "The account that the goods leave, such as 'Site:Sports hall'.");
        var promise = Words.Option<string?>("--promise", "The promise that cash in hand carries.");
        var command = new Command("day",
            "Plan a distribution, or show how it went. Examples: annona aid day B1 --at \"Sports hall\" "
            + "--date 2026-03-10 --from \"Site:Sports hall\"; annona aid day show D1")
        {
            programme, cycle, at, date, from, promise, Show(shell),
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = AidCommands.Programme(desk, parsed.GetValue(programme)!);
            var typed = parsed.GetValue(at)!;
            var place = Desk.Found(desk.Answer(new FindPlace(typed)), "place", typed, "place list");
            var ask = new PlanDistribution(
                row.Id, parsed.GetValue(cycle), place.Id, Desk.Date(parsed.GetValue(date), "--date")!.Value)
            {
                Intent = Desk.NewIntent(),
                Stock = parsed.GetValue(from) is { } account ? BookCommands.Account(account) : null,
                Earmark = AidCommands.Promise(desk, parsed.GetValue(promise)),
                Synthetic = row.Synthetic,
            };
            desk.Record(ask);
            var made = AidCommands.Distribution(
                desk, new Id<Distribution>(Ids.From(ask.Intent, "distribution")).ToString());
            desk.Terminal.Line($"{made.Code}: {made.ProgrammeName} at {made.Place} on {Terminal.Date(made.Date)}.");
            return Exit.Ok;
        });
    }

    static Command Show(CommandShell shell)
    {
        var distribution = Words.Argument("DISTRIBUTION", "A code such as D1.");
        var json = CommandShell.JsonOption();
        var command = new Command("show",
            "How a distribution goes: expected, served, and the books of the day. Example: annona aid day show D1")
        {
            distribution, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var row = AidCommands.Distribution(desk, parsed.GetValue(distribution)!);
            var day = desk.Answer(new ShowDistribution(row.Id))!;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(Json(day));
            else
                Print(desk.Terminal, day);
            return Exit.Ok;
        });
    }

    static void Print(Terminal terminal, DistributionDay day)
    {
        terminal.Heading(
            $"{day.At.Code} {day.At.ProgrammeName}, cycle {day.At.Cycle}, {day.At.Place}, "
            + Terminal.Date(day.At.Date));
        terminal.Line(
            $"Granted: {Terminal.Number(day.Expected)} households, {Terminal.Number(day.ExpectedPeople)} people. "
            + $"Served here: {Terminal.Number(day.Served)} households, {Terminal.Number(day.Complete)} of them "
            + "completely.");
        terminal.Line(
            $"Handovers: {Terminal.Number(day.Handovers)}, confirmed {Terminal.Number(day.Confirmed)}, by somebody "
            + $"from outside the household {Terminal.Number(day.Alternates)}.");
        if (day.Handed.Count > 0)
            terminal.Line($"Handed over: {Amounts.Text(day.Handed)}.");
        terminal.Table(
            ["What", "#Opening", "#Received", "#Handed over", "#Left otherwise",
                day.Closed is null ? "#Should be there" : "#Counted", "#Difference"],
            day.Lines.Select(line => (IReadOnlyList<string>)[
                line.Counted.Commodity.Code, Amounts.Number(line.Opening), Amounts.Number(line.Received),
                Amounts.Number(line.Handed), Amounts.Number(line.Other), Amounts.Number(line.Counted),
                Amounts.Number(line.Variance())]));
        terminal.Line(day.Closed is null ? "The day is open." : "The day is closed.");
        if (day.Discrepancies > 0)
            terminal.Line($"What does not fit: {day.Discrepancies}. See: annona book discrepancies");
    }

    static object Json(DistributionDay day) => new
    {
        id = day.At.Code,
        programme = day.At.Programme,
        cycle = day.At.Cycle,
        date = day.At.Date,
        place = day.At.Place,
        expectedHouseholds = day.Expected,
        expectedPeople = day.ExpectedPeople,
        served = day.Served,
        complete = day.Complete,
        handovers = day.Handovers,
        confirmed = day.Confirmed,
        alternates = day.Alternates,
        handed = day.Handed.Select(Amounts.Json),
        lines = day.Lines.Select(line => new
        {
            opening = Amounts.Json(line.Opening),
            received = Amounts.Json(line.Received),
            handed = Amounts.Json(line.Handed),
            other = Amounts.Json(line.Other),
            expected = Amounts.Json(line.Expected()),
            counted = day.Closed is null ? null : Amounts.Json(line.Counted),
        }),
        discrepancies = day.Discrepancies,
        closed = day.Closed is not null,
        synthetic = day.At.Synthetic,
    };

    public static Command Sheet(CommandShell shell)
    {
        var distribution = Words.Argument("DISTRIBUTION", "A code such as D1.");
        var file = new Option<string>("--out")
        {
            Description = "The file to write: .csv, .tsv or .xlsx.", HelpName = "FILE", Required = true,
        };
        var command = new Command("sheet",
            "Write the sheet of a distribution: household codes, sizes and what each may collect; no names. "
            + "Filled in, it is read by: annona aid give D1 --list FILE. Example: annona aid sheet D1 --out D1.csv")
        {
            distribution, file,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var row = AidCommands.Distribution(desk, parsed.GetValue(distribution)!);
            var lines = desk.Answer(new PrintSheet(row.Id))!;
            using (var sheet = new RegisteredSheet(
                desk, parsed.GetValue(file)!, FileContent.Sheet, GiveList.SheetColumns))
                foreach (var line in lines)
                    foreach (var left in line.Left)
                        sheet.Add(
                            line.Household, $"{line.People}", left.Commodity.Code, left.Number, "",
                            Terminal.Date(row.Date), "", "");
            desk.Terminal.Line(
                $"{Terminal.Number(lines.Count)} households may collect at {row.Code}: {parsed.GetValue(file)}. "
                + "Write what was given under 'amount'; rows left empty there are not recorded.");
            return Exit.Ok;
        });
    }

    public static Command Close(CommandShell shell)
    {
        var distribution = Words.Argument("DISTRIBUTION", "A code such as D1.");
        var counted = Words.Option<string[]>("--counted", "What is left, such as '12 food-parcel'; may be repeated.");
        var command = new Command("close",
            "Close a distribution's day: opening + received - handed over = counted. "
            + "Example: annona aid close D1 --counted \"12 food-parcel\"")
        {
            distribution, counted,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = AidCommands.Distribution(desk, parsed.GetValue(distribution)!);
            var amounts = new Amounts(desk);
            desk.Record(new CloseDay(row.Id, [.. (parsed.GetValue(counted) ?? []).Select(amounts.Declared)])
            {
                Intent = Desk.NewIntent(),
                Synthetic = row.Synthetic,
            });
            var closed = desk.Answer(new ShowDistribution(row.Id))!;
            foreach (var line in closed.Lines.Where(line => line.Variance().Units != 0))
                desk.Terminal.Line(
                    $"{Amounts.Text(line.Counted)} was counted where {Amounts.Text(line.Expected())} should be. "
                    + "See: annona book discrepancies");
            desk.Terminal.Line($"{row.Code} is closed.");
            return Exit.Ok;
        });
    }
}
