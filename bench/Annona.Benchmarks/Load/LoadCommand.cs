using System.CommandLine;

namespace Annona.Benchmarks.Load;

/// <summary>
/// <c>load</c>: how many decisions a second become durable when so many callers ask, each waiting for its answer before
/// it asks again, and how long they wait. Budget: 50,000 a second with 64 callers where an fsync takes 0.2 ms.
/// </summary>
static class LoadCommand
{
    public static Command Make()
    {
        Option<int[]> callers = new("--callers")
        {
            Description = "How many callers ask at once; a run for each.",
            DefaultValueFactory = _ => [1, 8, 64],
            AllowMultipleArgumentsPerToken = true,
        };
        Option<double> seconds = new("--seconds")
        {
            Description = "How long each run lasts.", DefaultValueFactory = _ => 10,
        };
        Option<LoadKind> ask = new("--ask")
        {
            Description = "What is asked: give (a handover) or register (a person with a key of their own).",
            DefaultValueFactory = _ => LoadKind.Give,
        };
        Option<double> delay = new("--fsync-delay")
        {
            Description = "Milliseconds by which every commit is slowed down.", DefaultValueFactory = _ => 0,
        };
        Option<string> folder = new("--folder")
        {
            Description = "Where the journal is made and removed again.",
            DefaultValueFactory = _ => Path.GetTempPath(),
        };
        Option<string?> postgres = new("--postgres")
        {
            Description = "The connection string of a server; a schema of its own is made there and removed again. "
                + "SQLite unless given.",
        };
        var command = new Command("load", "Durable decisions a second, and how long callers wait.")
        {
            callers, seconds, ask, delay, folder, postgres,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var plan = new LoadPlan(
                parsed.GetValue(ask), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                TimeSpan.FromMilliseconds(parsed.GetValue(delay)), parsed.GetValue(folder)!)
            {
                Postgres = parsed.GetValue(postgres),
            };
            var sound = true;
            foreach (var count in parsed.GetValue(callers)!)
                sound &= await LoadRun.Measure(plan, count, Console.Out, cancel);
            return sound ? 0 : 1;
        });
        return command;
    }
}

/// <summary>What callers ask.</summary>
enum LoadKind
{
    /// <summary>A handover at a desk: entitlement, stock and books are checked.</summary>
    Give,

    /// <summary>A person with details: a new key, a wrapped key and a personal part.</summary>
    Register,
}

/// <summary>How a run is made.</summary>
/// <param name="Ask">What callers ask.</param>
/// <param name="Duration">How long they go on.</param>
/// <param name="CommitDelay">By how much each commit is slowed down.</param>
/// <param name="Folder">Where the journal is made.</param>
sealed record LoadPlan(LoadKind Ask, TimeSpan Duration, TimeSpan CommitDelay, string Folder)
{
    /// <summary>The connection string of a PostgreSQL server; null for SQLite.</summary>
    public string? Postgres { get; init; }
}
