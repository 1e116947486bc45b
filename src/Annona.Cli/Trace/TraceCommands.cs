using System.CommandLine;
using Annona.Cli.Shell;
using Annona.People;
using Annona.PublicRecord;
using Annona.Trace;
using Annona.Values;

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
        var outside = Words.Option<bool>(
            "--for-outsiders", "Show only what is released: people in tens, week by week.");
        var command = new Command("trace",
            "The chain from a promise to people, or from a household back to promises. Example: annona trace P3")
        {
            of, json, asOf, outside,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(of)!;
            var how = new How(
                Desk.Date(parsed.GetValue(asOf), "--as-of"),
                parsed.GetValue(outside) ? Viewer.Outsider : Viewer.Officer, parsed.GetValue(json));
            return desk.Answer(new FindPromise(typed)) is not { } promise ? OfHousehold(desk, typed, how)
                : how.For == Viewer.Outsider ? ForOutsiders(desk, promise.Id, how)
                : OfPromise(desk, promise.Id, how);
        });
    }

    static int OfPromise(Desk desk, Id<Promise> promise, How how)
    {
        var trace = desk.Answer(new TraceOfPromise(promise, how.AsOf));
        if (how.Json)
            desk.Terminal.AsJson(TraceJson.Of(trace));
        else
            Print(desk.Terminal, trace);
        return Exit.Ok;
    }

    static int ForOutsiders(Desk desk, Id<Promise> promise, How how)
    {
        var line = desk.Answer(new OutsiderTrace(promise, how.AsOf));
        if (how.Json)
            desk.Terminal.AsJson(TraceJson.Of(line));
        else
            OutsiderPrinter.Print(desk.Terminal, line);
        return Exit.Ok;
    }

    public static void Print(Terminal terminal, PromiseTrace trace)
    {
        terminal.Heading($"{trace.Code} {trace.Text}");
        terminal.Line(
            $"{TraceWords.Of(trace.State)}, as of {trace.AsOf:yyyy-MM-dd}, by way of {TraceWords.Of(trace.Path)}"
            + (trace.Synthetic ? "; made up, for training." : "."));
        if (trace.Links.Count > 0)
            terminal.Table(["Step", "#Amount", "Basis", "#Movements", "Newest evidence"], trace.Links.Select(
                link => (IReadOnlyList<string>)[
                    link.Name, BoardPrinter.Short(link.Amount), TraceWords.Of(link.Basis),
                    Terminal.Number(link.Movements),
                    link.Evidence.Count == 0 ? "" : BoardPrinter.Told(link.Evidence[0])]));
        foreach (var equation in trace.Equations)
            PrintEquation(terminal, equation);
        foreach (var traced in trace.Traced)
            terminal.Line(
                $"Traced (physical or earmarked): {TraceWords.Of(traced.Traced)} of {TraceWords.Of(traced.Whole)}"
                + (traced.ByConvention.Units == 0 ? "." : $"; by convention: {TraceWords.Of(traced.ByConvention)}."));
        if (trace.Households is { } households)
            terminal.Line(
                $"Reached: {TraceWords.Count(households, "household")}, "
                + (trace.People == 1
                    ? "1 person."
                    : $"{BoardPrinter.Range(trace.PeopleAtLeast, trace.People)} people."));
        else
            terminal.Line("People reached cannot be counted here.");
        foreach (var reason in trace.Reasons)
            terminal.Line($"· {reason}");
        foreach (var against in trace.Contradictions)
            terminal.Line($"≠ {against}");
    }

    /// <summary>One term a line, amounts below each other, and what shows each apart from the books.</summary>
    static void PrintEquation(Terminal terminal, PromiseEquation equation)
    {
        var terms = equation.Became.Prepend(equation.Received).ToList();
        var names = terms.Max(term => term.Name.Length);
        var amounts = terms.Max(term => TraceWords.Of(Size(term)).Length);
        foreach (var (term, at) in terms.Select((term, at) => (term, at)))
        {
            // What came in by a term that is below nothing is taken off the other side, in words.
            var sign = at == 0 ? " " : at == 1 && term.Amount.Units >= 0 ? "=" : term.Amount.Units < 0 ? "−" : "+";
            var shown = term.ShownBy is { } how ? $"   ({how})" : "";
            terminal.Line(
                $"{sign} {term.Name.PadRight(names)}  {TraceWords.Of(Size(term)).PadLeft(amounts)}{shown}");
        }
        terminal.Line(
            equation.Sums.Gap is { Units: not 0 } gap
                ? $"The arithmetic does not close: {TraceWords.Of(gap with { Units = Math.Abs(gap.Units) })} "
                    + (gap.Units > 0 ? "is missing." : "is too much.")
                : "The arithmetic closes.");
        foreach (var count in equation.Counts)
            terminal.Line(count);
    }

    static Amount Size(EquationTerm term) => term.Amount with { Units = Math.Abs(term.Amount.Units) };

    static int OfHousehold(Desk desk, string typed, How how)
    {
        if (desk.Answer(new FindHousehold(typed)) is not { } household)
            throw new Exchange.InputException(
                "cli.nothing-to-trace", $"There is no promise or household '{typed}'.",
                "Find promises with: annona promises, and households with: annona people list");
        var trace = desk.Answer(new TraceOfHousehold(household.Id, how.For));
        if (how.Json)
            desk.Terminal.AsJson(TraceJson.Of(trace));
        else
            Print(desk.Terminal, trace);
        return Exit.Ok;
    }

    static void Print(Terminal terminal, HouseholdTrace trace)
    {
        terminal.Heading($"What reached {trace.Household}");
        terminal.Table(
            ["Date", "What", "Through", "Programme", "Promises", "Basis", "Confirmed"],
            trace.Got.Select(got => (IReadOnlyList<string>)[
                Terminal.Date(got.Date), string.Join(", ", got.What.Select(TraceWords.Of)), got.Through, got.Programme,
                got.Promises.Count == 0 ? "–" : string.Join(", ", got.Promises), TraceWords.Of(got.Basis),
                got.Confirmed ? "yes" : "no"]));
        if (trace.Left.Count > 0)
            terminal.Line($"It may still collect: {string.Join(", ", trace.Left.Select(TraceWords.Of))}.");
    }

    /// <summary>How a trace was asked for.</summary>
    sealed record How(DateOnly? AsOf, Viewer For, bool Json);
}
