using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using Annona.Journal;
using Annona.Storage.Keys;

namespace Annona.Benchmarks.Registers;

/// <summary>
/// <c>registers</c>: the registers of so many people in memory: how fast decoded events fold, what a person weighs, how
/// long a full collection stops everything, how long a snapshot takes to write and to read, and whether readers of
/// everything disturb the writer. Budgets: 2 million events a second; 250 bytes a person, 50 its id, 200 its texts for
/// search; a snapshot of a million people read in a second; a batch of 64 within 10 ms in 999 of 1,000 cases.
/// </summary>
static class RegistersCommand
{
    const int Chunk = 50_000;
    const int BatchSize = 64;
    const int Batches = 4_000;
    const int BatchesASecond = 312;

    public static Command Make()
    {
        Option<int[]> people = new("--people")
        {
            Description = "How many people; a run for each.",
            DefaultValueFactory = _ => [100_000, 1_000_000],
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string> folder = new("--folder")
        {
            Description = "Where the snapshot is written and removed again.",
            DefaultValueFactory = _ => Path.GetTempPath(),
        };
        var command = new Command("registers", "Folds, memory, snapshots and readers by number of people.")
        {
            people, folder,
        };
        command.SetAction(parsed =>
        {
            foreach (var count in parsed.GetValue(people)!)
                Measure(count, parsed.GetValue(folder)!);
            return 0;
        });
        return command;
    }

    static void Measure(int count, string folder)
    {
        var made = new MadePeople();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var registers = Folded(Annona.Registers.New(), made, count, out var seconds);
        var weighs = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine($"{count:N0} people");
        Console.WriteLine($"  folded {count / seconds:N0} events a second");
        Console.WriteLine($"  {weighs / (double)count:N0} bytes a person, everything together");
        Console.WriteLine($"  a full blocking collection stops for {PauseOfGen2().TotalMilliseconds:N0} ms");
        Snapshots(registers, folder);
        SideBySide(registers, made);
    }

    static Annona.Registers Folded(Annona.Registers registers, MadePeople made, int count, out double seconds)
    {
        seconds = 0;
        for (var left = count; left > 0; left -= Chunk)
        {
            var events = made.Next(Math.Min(Chunk, left));
            var edit = new Edit();
            var started = Stopwatch.GetTimestamp();
            foreach (var recorded in events)
                registers = registers.After(recorded, edit);
            edit.Keep();
            seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        return registers;
    }

    static TimeSpan PauseOfGen2()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: false);
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).PauseDurations[0];
    }

    static void Snapshots(Annona.Registers registers, string folder)
    {
        using var sealer = new PartSealer(RandomNumberGenerator.GetBytes(32));
        var path = Path.Combine(folder, $"annona-registers-{Environment.ProcessId}");
        try
        {
            var started = Stopwatch.GetTimestamp();
            using (var file = File.Create(path, 1 << 18))
                new Snapshot(registers, EndAt(registers.Position), []).Write(
                    Guid.Empty, Opening.PersonalParts, file, sealer);
            var written = Stopwatch.GetElapsedTime(started);
            started = Stopwatch.GetTimestamp();
            using (var file = File.OpenRead(path))
                GC.KeepAlive(Snapshot.Read(Guid.Empty, Opening.PersonalParts, file, sealer));
            var read = Stopwatch.GetElapsedTime(started);
            Console.WriteLine($"  snapshot of {new FileInfo(path).Length >> 20:N0} MiB written in "
                + $"{written.TotalSeconds:N2} s, read in {read.TotalSeconds:N2} s");
        }
        finally
        {
            File.Delete(path);
        }
    }

    static JournalEnd EndAt(long position)
    {
        var tree = new CompactRange();
        for (var at = 0L; at < position; at++)
            tree.Append(default);
        return new(position, [.. tree.Peaks], default, 0);
    }

    /// <summary>One thread folds 20,000 registrations a second; another reads everybody, again and again.</summary>
    static void SideBySide(Annona.Registers registers, MadePeople made)
    {
        var batches = Enumerable.Range(0, Batches).Select(_ => made.Next(BatchSize)).ToList();
        var (published, isDone, scans) = (registers, false, 0);
        var reader = new Thread(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                var now = Volatile.Read(ref published);
                var women = 0;
                for (var at = 0; at < now.People.PersonCount; at++)
                    women += now.People.Row(at).Sex == Annona.People.Sex.Female ? 1 : 0;
                scans += women > 0 ? 1 : 0;
            }
        });
        reader.Start();
        // The batches are made before; what comes from a journal dies young.
        GC.Collect();
        var took = new double[Batches];
        var paused = TimeSpan.Zero;
        var started = Stopwatch.GetTimestamp();
        for (var batch = 0; batch < Batches; batch++)
        {
            while (Stopwatch.GetElapsedTime(started).TotalSeconds < batch / (double)BatchesASecond)
                Thread.Yield();
            var from = Stopwatch.GetTimestamp();
            var pausedBefore = GC.GetTotalPauseDuration();
            var edit = new Edit();
            var next = published;
            foreach (var recorded in batches[batch])
                next = next.After(recorded, edit);
            edit.Keep();
            Volatile.Write(ref published, next);
            took[batch] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            var pause = GC.GetTotalPauseDuration() - pausedBefore;
            paused = pause > paused ? pause : paused;
        }
        Volatile.Write(ref isDone, true);
        reader.Join();
        Array.Sort(took);
        Console.WriteLine($"  beside {scans / (Batches / (double)BatchesASecond):N1} full scans a second a batch of "
            + $"{BatchSize} takes {took[Batches / 2]:N2} ms, in 999 of 1,000 cases "
            + $"{took[Batches * 999 / 1000]:N2}, at most {took[^1]:N2}; the collector stopped one for "
            + $"{paused.TotalMilliseconds:N2}");
    }
}
