using System.CommandLine;

namespace Annona.Benchmarks.Load;

/// <summary>
/// <c>replay</c>: how many entries a second a start without a snapshot reads from the store, opens with their keys,
/// checks and folds. Budgets: 150,000 registrations and 400,000 handovers a second.
/// </summary>
static class ReplayCommand
{
    /// <summary>The first opening compiles; the others count.</summary>
    const int Openings = 4;

    const int Callers = 512;

    public static Command Make()
    {
        Option<int> entries = new("--entries")
        {
            Description = "How many entries of each kind.", DefaultValueFactory = _ => 400_000,
        };
        Option<string> folder = new("--folder")
        {
            Description = "Where the journals are made and removed again.",
            DefaultValueFactory = _ => Path.GetTempPath(),
        };
        var command = new Command("replay", "Entries a second of a start without a snapshot.") { entries, folder };
        command.SetAction(async (parsed, cancel) =>
        {
            foreach (var kind in Enum.GetValues<LoadKind>())
                await Measure(kind, parsed.GetValue(entries), parsed.GetValue(folder)!, cancel);
        });
        return command;
    }

    static async Task Measure(LoadKind kind, int entries, string folder, CancellationToken cancel)
    {
        using var world = new LoadWorld(new(kind, default, default, folder));
        var running = world.Running;
        var left = entries;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            async () =>
            {
                var chance = new Random(caller);
                while (Interlocked.Decrement(ref left) >= 0)
                    if (await running.Operation.Record(world.Next(kind, chance), running.Actor, cancel)
                        is Decision.Refused refused)
                        throw new InvalidOperationException($"Refused: {refused.Why}");
            },
            cancel)));
        for (var opening = 0; opening < Openings; opening++)
        {
            var (count, clock, processor) = world.Replay();
            Console.WriteLine(
                $"{kind}: {count:N0} entries in {clock.TotalSeconds:N2} s, {count / clock.TotalSeconds:N0} a second, "
                + $"{processor.TotalMicroseconds / count:N1} µs of processor time each"
                + (opening == 0 ? " (compiling)" : ""));
        }
    }
}
