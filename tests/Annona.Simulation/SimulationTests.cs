namespace Annona.Simulation;

/// <summary>Whatever goes wrong on the way, everybody ends with the same and with the truth.</summary>
public sealed class SimulationTests
{
    const int Few = 2_000;
    const int MutantSeeds = 200;

    [Fact]
    public void Devices_and_hub_end_with_what_happened() => RunAll(1, Few);

    [Fact]
    [Trait("Suite", "long")]
    public void Devices_and_hub_end_with_what_happened_in_two_hundred_thousand_runs() => RunAll(1, 200_000);

    [Theory]
    [InlineData("OrderOfArrival")]
    [InlineData("NoTieBreak")]
    [InlineData("NoClamp")]
    [InlineData("NewIntentOnRetry")]
    [InlineData("AcknowledgesEarly")]
    public void What_is_wrong_on_purpose_is_caught(string mutant)
    {
        for (var seed = 1; seed <= MutantSeeds; seed++)
            if (FaultOf(seed, Enum.Parse<Mutant>(mutant), out _) is not null)
                return;
        Assert.Fail($"No run of {MutantSeeds} caught {mutant}.");
    }

    static void RunAll(int first, int count)
    {
        var hits = new Dictionary<string, int>();
        for (var seed = first; seed < first + count; seed++)
        {
            var fault = FaultOf(seed, Mutant.None, out var seen);
            Assert.True(fault is null, $"Seed {seed}: {fault}");
            foreach (var what in seen)
                hits[what] = hits.GetValueOrDefault(what) + 1;
        }
        var rare = Expected.Where(what => hits.GetValueOrDefault(what) * 100 < count).ToList();
        Assert.True(
            rare.Count == 0,
            $"Fewer than one run in a hundred had: {string.Join(", ", rare)}. "
            + string.Join(", ", hits.OrderBy(hit => hit.Key).Select(hit => $"{hit.Key} {hit.Value}")));
    }

    /// <summary>What at least one run in a hundred must have.</summary>
    static IEnumerable<string> Expected =>
    [
        .. Enum.GetNames<Journal.Verdict>(),
        "Duplicate", "Held/predecessor-missing", "lost", "cut", "reordered", "repeated-on-the-way", "answer-lost",
        "commit-failed", "hub-crashed", "restored", "behind-itself", "saved-again", "other-content-saved",
        "clock/YearsAhead", "clock/YearsBehind", "clock/Stuck", "clock/Back",
    ];

    static string? FaultOf(int seed, Mutant mutant, out HashSet<string> seen)
    {
        using var run = new Run(seed, mutant);
        seen = run.Seen;
        try
        {
            return run.Fault();
        }
        catch (Exception e) when (mutant != Mutant.None)
        {
            return e.Message;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
        }
    }
}
