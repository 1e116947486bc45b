using System.Diagnostics;

namespace Annona.Storage.Tests.Faults;

/// <summary>A <see cref="Recorder"/> from its start to the moment it is killed, and what it had said by then.</summary>
/// <param name="Asked">Ids it was going to ask for.</param>
/// <param name="Acknowledged">Ids that were answered.</param>
/// <param name="InsideACommit">Whether the kill fell between the beginning of a commit and its end.</param>
sealed record KilledProcess(IReadOnlyList<Guid> Asked, IReadOnlyList<Guid> Acknowledged, bool InsideACommit)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Lets a process record in a store and kills it inside a commit, as well as that can be aimed.</summary>
    public static async Task<KilledProcess> InStore(
        string store, string shared, IReadOnlyList<Guid> unanswered, Random chance)
    {
        using var moments = new CommitMoments(shared);
        moments.Forget();
        return await Run(new() { [Recorder.StoreVariable] = store, [Recorder.MomentsVariable] = shared }, unanswered,
            async process =>
            {
                // The first commits still compile their code; later ones tell how long a commit takes.
                var commits = chance.Next(3, 12);
                while (moments.Ended < commits)
                {
                    Assert.False(process.HasExited, "The process ended by itself.");
                    await Task.Delay(2);
                }
                Await(process, () => moments.IsInside);
                var aim = (long)(chance.NextDouble() * moments.LastTicks);
                var began = Stopwatch.GetTimestamp();
                while (Stopwatch.GetTimestamp() - began < aim)
                    Thread.SpinWait(1);
            },
            () => moments.IsInside);
    }

    /// <summary>Lets a process record in a folder and kills it a moment after its first words.</summary>
    public static Task<KilledProcess> InFolder(string folder, TimeSpan after) => Run(
        new() { [Recorder.StoreVariable] = folder }, [], _ => Task.Delay(after), () => false, afterWords: true);

    static async Task<KilledProcess> Run(
        Dictionary<string, string> environment, IReadOnlyList<Guid> unanswered, Func<Process, Task> wait,
        Func<bool> isInside, bool afterWords = false)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Recorder).Assembly.Location])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(string.Join(' ', unanswered));
        await process.StandardInput.FlushAsync();
        var first = afterWords ? await process.StandardOutput.ReadLineAsync() + "\n" : "";
        var rest = process.StandardOutput.ReadToEndAsync();
        await wait(process);
        process.Kill();
        await process.WaitForExitAsync();
        // A line without its end was not finished, and so was not heard.
        var lines = (first + await rest).Split('\n').SkipLast(1).ToList();
        Assert.All(lines, line => Assert.Matches("^[?!] [0-9a-f-]{36}$", line));
        return new(Ids(lines, "? "), Ids(lines, "! "), isInside());
    }

    static IReadOnlyList<Guid> Ids(IEnumerable<string> lines, string mark) =>
        [.. lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => Guid.Parse(line[2..]))];

    static void Await(Process process, Func<bool> happens)
    {
        var since = Stopwatch.GetTimestamp();
        for (var turn = 0; !happens(); turn++)
        {
            Assert.False(turn % 10_000 == 0 && process.HasExited, "The process ended by itself.");
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, "The process did not commit in a minute.");
            Thread.SpinWait(1);
        }
    }
}
