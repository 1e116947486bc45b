using System.Diagnostics;
using System.Globalization;

namespace Annona.Benchmarks.Load;

/// <summary>One run: callers in a closed loop against a fresh operation, and the check that nothing is lost.</summary>
sealed class LoadRun(LoadWorld world, LoadPlan plan, int callers)
{
    /// <summary>Asked before anything is measured, until the compiler has settled.</summary>
    static readonly TimeSpan Warming = TimeSpan.FromSeconds(3);

    readonly List<long>[] ticks = [.. Enumerable.Range(0, callers).Select(_ => new List<long>(1 << 16))];
    readonly List<Guid>[] answered = [.. Enumerable.Range(0, callers).Select(_ => new List<Guid>(1 << 16))];
    volatile bool isMeasuring;
    volatile bool isOver;

    /// <summary>Runs and prints. False: something acknowledged is missing, or is there twice.</summary>
    public static async Task<bool> Measure(
        LoadPlan plan, int callers, TextWriter output, CancellationToken cancel)
    {
        using var world = new LoadWorld(plan);
        var run = new LoadRun(world, plan, callers);
        return await run.Measure(output, cancel);
    }

    async Task<bool> Measure(TextWriter output, CancellationToken cancel)
    {
        var (rate, median) = plan.Postgres is { } words
            ? ServerProbe.Measure(words)
            : DiskProbe.Measure(world.Folder);
        var asking = Enumerable.Range(0, callers)
            .Select(caller => Task.Run(() => Ask(caller, cancel), cancel))
            .ToList();
        await Task.Delay(Warming, cancel);
        var (deciding, writing, commits) =
            (ThreadClock.Of("sequencer"), ThreadClock.Of("writer"), world.Store.Commits);
        var process = Environment.CpuUsage.TotalTime;
        isMeasuring = true;
        var since = Stopwatch.StartNew();
        await Task.Delay(plan.Duration, cancel);
        isMeasuring = false;
        var seconds = since.Elapsed.TotalSeconds;
        (deciding, writing) = (ThreadClock.Of("sequencer") - deciding, ThreadClock.Of("writer") - writing);
        process = Environment.CpuUsage.TotalTime - process;
        commits = world.Store.Commits - commits;
        isOver = true;
        await Task.WhenAll(asking);

        long[] waits = [.. ticks.SelectMany(each => each).Order()];
        var (lost, twice) = Check();
        var probed = plan.Postgres is null ? "the disk's own fsync" : "one row a commit there";
        string[] lines =
        [
            $"{plan.Ask} on {(plan.Postgres is null ? "SQLite" : "PostgreSQL")}, {callers} callers, {seconds:0.0} s"
                + (plan.CommitDelay > TimeSpan.Zero
                    ? $", each commit slowed by {plan.CommitDelay.TotalMilliseconds} ms" : ""),
            $"  durable decisions a second  {waits.Length / seconds,10:N0}",
            $"  waited p50 / p99 / max      {Wait(waits, 0.5)} / {Wait(waits, 0.99)} / {Wait(waits, 1)} ms",
            $"  processor time a decision   sequencer {Each(deciding)}, writer {Each(writing)}, all {Each(process)}",
            $"  decisions a commit          {(double)waits.Length / Math.Max(commits, 1):0.0}, "
                + $"{commits / seconds:N0} commits a second",
            $"  {probed,-28}{rate:N0} a second, {median.TotalMilliseconds:0.00} ms each",
            $"  acknowledged and lost       {lost}; recorded twice {twice}",
        ];
        foreach (var line in lines)
            await output.WriteLineAsync(line.AsMemory(), cancel);
        return lost == 0 && twice == 0;

        string Each(TimeSpan? spent) =>
            spent is { } time ? $"{time.TotalMicroseconds / Math.Max(waits.Length, 1):0.0} µs" : "not known";
    }

    async Task Ask(int caller, CancellationToken cancel)
    {
        var chance = new Random(caller);
        var operation = world.Running.Operation;
        while (!isOver)
        {
            var ask = world.Next(plan.Ask, chance);
            var before = Stopwatch.GetTimestamp();
            var decision = await operation.Record(ask, world.Running.Actor, cancel);
            if (isMeasuring)
                ticks[caller].Add(Stopwatch.GetTimestamp() - before);
            if (decision is not Decision.Accepted)
                throw new InvalidOperationException($"Refused: {decision}");
            answered[caller].Add(ask.Intent);
        }
    }

    /// <summary>Every acknowledged request must be in the file exactly once.</summary>
    (int Lost, int Twice) Check()
    {
        var counts = world.CountIntents();
        var intents = answered.SelectMany(each => each).ToList();
        return (intents.Count(intent => !counts.ContainsKey(intent)),
            intents.Count(intent => counts.GetValueOrDefault(intent) > 1));
    }

    static string Wait(long[] sorted, double share) => sorted.Length == 0 ? "-" :
        (sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))] * 1_000.0 / Stopwatch.Frequency)
            .ToString("0.00", CultureInfo.InvariantCulture);
}
