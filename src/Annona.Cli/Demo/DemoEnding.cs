using Annona.Cli.Shell;
using Annona.Cli.Trace;
using Annona.PublicRecord;
using Annona.Trace;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>What the demo prints at its end: the board, one trace, figures beside the register, what to try.</summary>
/// <param name="Traced">The promise whose trace is shown.</param>
/// <param name="Household">Code of a household that was served; null when none was.</param>
/// <param name="People">So many people were made up.</param>
/// <param name="Open">So many likely pairs of records stay open.</param>
sealed record DemoEnding(Id<Promise> Traced, string? Household, int People, int Open)
{
    string? code;

    public void Print(Desk desk)
    {
        var promise = desk.Answer(new FindPromise($"{Traced}"))!;
        code = promise.Code;
        desk.Terminal.Line();
        BoardCommands.Print(
            desk.Terminal, desk.Answer(new PromiseBoard(AsOf: null)), BoardCommands.Detail.Board);
        desk.Terminal.Line();
        TraceCommands.Print(desk.Terminal, desk.Answer(new TraceOfPromise(Traced, AsOf: null)));
        desk.Terminal.Line();
        FigureCommands.Print(desk.Terminal, desk.Answer(new FigureTable()));
        desk.Terminal.Line($"Of the {Terminal.Number(People)} made-up people "
            + (Open == 0 ? "nobody is on record twice unnoticed."
                : Open == 1 ? "1 may be on record twice: a pair waits for a decision."
                : $"{Terminal.Number(Open)} may be on record twice: so many pairs wait for a decision."));
    }

    public void PrintNext(Terminal terminal, DemoFolder place)
    {
        terminal.Line("What to try next (the passphrase of the demo stands beside its keys):");
        var household = Household is { } served ? [$"trace {served}"] : Array.Empty<string>();
        foreach (var next in (IReadOnlyList<string>)
        [
            "promises --why", $"trace {code}", .. household, "people reviews", "people counts", "observe list",
            "verify",
        ])
            terminal.Line($"  ./annona {next} {place.HowToOpen}");
        terminal.Line($"  ./annona read {Example()}");
    }

    /// <summary>The example as one types it from here.</summary>
    static string Example()
    {
        var near = Path.Combine("examples", "reading", "border-crossing.txt");
        return File.Exists(near) ? near : Path.Combine(AppContext.BaseDirectory, near);
    }
}
