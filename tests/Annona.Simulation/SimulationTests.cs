using System.Collections.Concurrent;
using System.Diagnostics;

namespace Annona.Simulation;

/// <summary>Whatever goes wrong on the way, everybody ends with the same and with the truth.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    const int Few = 2_000;
    const int MutantSeeds = 200;
    const int Beginnings = 5;

    [Fact]
    public void Devices_and_hub_end_with_what_happened() => RunAll(Few, lanes: 1);

    [Fact]
    [Trait("Suite", "long")]
    public void Devices_and_hub_end_with_what_happened_in_two_hundred_thousand_runs() =>
        RunAll(200_000, Environment.ProcessorCount);

    [Theory]
    [InlineData("NewFormOnRetry")]
    [InlineData("AcknowledgesEarly")]
    public void What_a_device_or_a_disk_does_wrong_is_noticed(string mutant)
    {
        var fault = FirstFault(MutantSeeds, Enum.Parse<Mutant>(mutant));

        Assert.True(fault is not null, $"No run of {MutantSeeds} noticed {mutant}.");
    }

    public static TheoryData<string> Planted => [.. SourceMutant.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_mistake_planted_in_our_own_code_is_noticed(string name)
    {
        var fault = SourceMutant.All.Single(mutant => mutant.Name == name).FirstFault(MutantSeeds);

        Assert.True(fault is not null, $"No run of {MutantSeeds} noticed that {name}.");
    }

    [Fact]
    public void The_same_code_without_a_mistake_passes_in_the_same_way() =>
        Assert.Null(SourceMutant.All[0].FirstFault(MutantSeeds, isPlanted: false));

    /// <summary>For a copy of these tests around mutated code.</summary>
    internal static string? FirstFault(int seeds) => FirstFault(seeds, Mutant.None);

    static string? FirstFault(int seeds, Mutant mutant)
    {
        for (var seed = 1; seed <= seeds; seed++)
            if (FaultOf(seed, mutant, Run.StepsMax, out _) is { } fault)
                return fault;
        return null;
    }

    /// <summary>What is learned of types once a process must not be seen half learned by another thread.</summary>
    [Fact]
    public void Operations_that_begin_at_once_in_a_new_process_do_not_disturb_each_other() =>
        Assert.Null(SourceMutant.FaultAtFirst(Beginnings));

    /// <summary>For a copy of these tests: so many seeds at once, each on a thread of its own.</summary>
    internal static string? FaultSideBySide(int seeds)
    {
        using var together = new Barrier(seeds);
        var faults = new string?[seeds];
        var threads = Enumerable.Range(0, seeds).Select(at => new Thread(() =>
        {
            together.SignalAndWait();
            faults[at] = FaultOf(at + 1, Mutant.None, Run.StepsMax, out _);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return faults.FirstOrDefault(fault => fault is not null);
    }

    /// <param name="seeds">From seed 1 on.</param>
    /// <param name="lanes">Seeds that run side by side, each on one thread.</param>
    void RunAll(int seeds, int lanes)
    {
        var hits = new ConcurrentDictionary<string, int>();
        var faults = new ConcurrentDictionary<int, string>();
        var watch = Stopwatch.StartNew();
        Parallel.For(1, seeds + 1, new() { MaxDegreeOfParallelism = lanes }, (seed, loop) =>
        {
            if (FaultOf(seed, Mutant.None, Run.StepsMax, out var seen) is { } fault)
            {
                faults[seed] = fault;
                loop.Break();
            }
            foreach (var what in seen)
                hits.AddOrUpdate(what, 1, (_, count) => count + 1);
        });
        foreach (var (seed, fault) in faults.OrderBy(fault => fault.Key).Take(1))
            Assert.Fail($"Seed {seed}: {fault}. Shortest: {Shortest(seed)}");
        output.WriteLine(
            $"{seeds} seeds, {seeds / watch.Elapsed.TotalSeconds / lanes:F0} a second on a core.");
        var rare = Expected.Where(what => hits.GetValueOrDefault(what) * 100 < seeds).ToList();
        Assert.True(
            rare.Count == 0,
            $"Fewer than one run in a hundred had: {string.Join(", ", rare)}. "
            + string.Join(", ", hits.OrderBy(hit => hit.Key).Select(hit => $"{hit.Key} {hit.Value}")));
    }

    /// <summary>The fault after the fewest steps that lead to one, so that whoever mends it reads no more.</summary>
    static string Shortest(int seed) =>
        Enumerable.Range(0, Run.StepsMax + 1)
            .Select(steps => (Steps: steps, Fault: FaultOf(seed, Mutant.None, steps, out _)))
            .Where(run => run.Fault is not null).Select(run => $"{run.Steps} steps: {run.Fault}")
            .FirstOrDefault("none when it runs alone: runs side by side share something");

    /// <summary>What at least one run in a hundred must have.</summary>
    static IEnumerable<string> Expected =>
    [
        .. Enum.GetNames<Journal.Verdict>(),
        "Duplicate", "Held/predecessor-missing", "lost", "cut", "reordered", "repeated-on-the-way", "answer-lost",
        "Held/base-missing", "damaged", "Refused/not-readable", "Refused/not-signed", "Refused/damaged-on-the-way",
        "contested/Birth", "contested/Move", "replaced/Birth", "replaced/Move", "officer-left", "snapshot",
        "commit-failed", "hub-crashed", "restored", "behind-itself", "saved-again", "other-content-saved",
        "clock/YearsAhead", "clock/YearsBehind", "clock/Stuck", "clock/Back",
    ];

    /// <summary>What is wrong in a run, or breaks it.</summary>
    static string? FaultOf(int seed, Mutant mutant, int steps, out HashSet<string> seen)
    {
        using var run = new Run(seed, mutant);
        seen = run.Seen;
        try
        {
            return run.Fault(steps);
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }
}
