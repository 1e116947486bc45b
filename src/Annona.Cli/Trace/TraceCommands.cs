using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Trace;

namespace Annona.Cli.Trace;

/// <summary><c>annona trace P1</c> and <c>annona trace H12</c>: from a promise to people, and back.</summary>
static class TraceCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
        [BoardCommands.Make(shell), Trace(shell), FigureCommands.Make(shell)];

    static Command Trace(CommandShell shell)
    {
        var of = Words.Argument("ID", "A promise such as P3, or a household such as H12.");
        var json = CommandShell.JsonOption();
        var asOf = Words.Option<string?>("--as-of", "The day of the question, yyyy-MM-dd; today unless given.");
        var outside = Words.Option<bool>("--for-outsiders", "Show people only in groups of ten or more.");
        var command = new Command("trace",
            "The chain from a promise to people, or from a household back to promises. Example: annona trace P3")
        {
            of, json, asOf, outside,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(of)!;
            var day = Desk.Date(parsed.GetValue(asOf), "--as-of");
            if (desk.Now.PublicRecord.Promises.Find(typed) is not { } row)
                return OfHousehold(desk, typed, parsed.GetValue(json));
            var viewer = parsed.GetValue(outside) ? Viewer.Outsider : Viewer.Officer;
            var trace = desk.Answer(new TraceOfPromise(row.Id, day, viewer));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(AsJson(trace));
            else
                Print(desk.Terminal, desk.Now.PublicRecord.TextOf(row), trace);
            return Exit.Ok;
        });
    }

    public static void Print(Terminal terminal, string text, PromiseTrace trace)
    {
        terminal.Heading($"{trace.Code} {text}");
        terminal.Line(
            $"{BoardCommands.Said(trace.State)}, as of {trace.AsOf:yyyy-MM-dd}, "
            + $"by way of {BoardCommands.Said(trace.Path)}.");
        terminal.Table(["Step", "#Amount", "Basis", "#Movements", "Newest evidence"], trace.Links.Select(
            link => (IReadOnlyList<string>)[
                link.Step, BoardCommands.Short(link.Amount), BoardCommands.Said(link.Basis), Terminal.Number(
                    link.Movements),
                link.Evidence.Count == 0 ? ""
                    : $"{link.Evidence[0].Date:yyyy-MM-dd} {link.Evidence[0].Code}: {link.Evidence[0].Text}"]));
        if (trace.Sums is { Received: { } received, Gap: { } gap } sums)
        {
            terminal.Line(
                $"Received {received} = spent {sums.Spent} + in stock at cost {sums.Stocked} "
                + $"+ on the way {sums.InTransit}");
            terminal.Line($"  + lost {sums.Lost} + returned {sums.Returned} + in the bank {sums.Bank}: "
                + (gap.Units == 0 ? "the books balance." : $"{gap} is missing from the books."));
        }
        terminal.Line($"Reached: {Count(trace.Households)} households, {Count(trace.People)} people.");
        foreach (var reason in trace.Reasons)
            terminal.Line($"· {reason}");
    }

    static string Count(long? count) => count is { } known ? Terminal.Number(known) : "not countable";

    static int OfHousehold(Desk desk, string typed, bool json)
    {
        var ordinal = desk.Now.People.FindHousehold(typed);
        if (ordinal < 0)
            throw new Exchange.InputException(
                "cli.nothing-to-trace", $"There is no promise or household '{typed}'.",
                "Find promises with: annona promises, and households with: annona people list");
        var trace = desk.Answer(new TraceOfHousehold(desk.Now.People.HouseholdId(ordinal)));
        if (json)
            desk.Terminal.AsJson(new
            {
                household = trace.Household,
                received = trace.Got.Select(got => new
                {
                    date = got.Date,
                    what = got.What.Select(amount =>
                        new { amount = TraceJson.Number(amount), commodity = amount.Commodity.Code }),
                    through = got.Through,
                    programme = got.Programme,
                    promises = got.Promises,
                    confirmed = got.Confirmed,
                }),
                left = trace.Left.Select(amount =>
                    new { amount = TraceJson.Number(amount), commodity = amount.Commodity.Code }),
            });
        else
            Print(desk.Terminal, trace);
        return Exit.Ok;
    }

    static void Print(Terminal terminal, HouseholdTrace trace)
    {
        terminal.Heading($"What reached {trace.Household}");
        terminal.Table(["Date", "What", "Through", "Programme", "Promises", "Confirmed"], trace.Got.Select(
            got => (IReadOnlyList<string>)[
                Terminal.Date(got.Date), string.Join(", ", got.What), got.Through, got.Programme,
                string.Join(", ", got.Promises), got.Confirmed ? "yes" : "no"]));
        if (trace.Left.Count > 0)
            terminal.Line($"It may still collect: {string.Join(", ", trace.Left)}.");
    }

    static object AsJson(PromiseTrace trace) => new
    {
        promise = trace.Code,
        path = trace.Path,
        links = trace.Links.Select(link => new
        {
            step = link.Step,
            amount = TraceJson.Number(link.Amount),
            commodity = link.Amount?.Commodity.Code,
            basis = link.Basis,
            movements = link.Movements,
            evidence = link.Evidence.Select(TraceJson.Piece),
        }),
        commodity = trace.Sums.Received?.Commodity.Code,
        received = TraceJson.Number(trace.Sums.Received),
        spent = TraceJson.Number(trace.Sums.Spent),
        stockAtCost = TraceJson.Number(trace.Sums.Stocked),
        inTransit = TraceJson.Number(trace.Sums.InTransit),
        lost = TraceJson.Number(trace.Sums.Lost),
        returned = TraceJson.Number(trace.Sums.Returned),
        bank = TraceJson.Number(trace.Sums.Bank),
        households = trace.Households,
        people = trace.People,
        state = trace.State,
        reasons = trace.Reasons,
        discrepancies =
            trace.Discrepancies.Select(found => new { code = found.Code, text = found.Text, since = found.Since }),
        asOf = trace.AsOf,
    };
}
