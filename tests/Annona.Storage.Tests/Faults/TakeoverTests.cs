using System.Collections.Concurrent;
using System.Diagnostics;
using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// Two processes at one operation, both asking for more all the time. The one that records is killed, the other goes
/// on, a new one comes and follows, and so on.
/// </summary>
public abstract class TakeoverTests
{
    const int Kills = 6;

    /// <summary>Recorded by one process before it is killed.</summary>
    const int BeforeKill = 200;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Folders of an operation with one party.</summary>
    protected abstract OperationPaths Made();

    [Fact]
    [Trait("Suite", "faults")]
    public void When_the_recording_process_is_killed_the_other_goes_on_and_nothing_is_lost_or_doubled()
    {
        var paths = Made();
        var chance = new Random(20_260_302);
        var gone = new List<Shared>();
        var living = new List<Shared> { Shared.Start(paths), Shared.Start(paths) };
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                var before = living.ToDictionary(one => one, one => one.Acknowledged.Count);
                Shared? recording = null;
                Await(() => (recording = living.Find(one => one.Acknowledged.Count >= before[one] + BeforeKill))
                    is not null);
                Thread.Sleep(chance.Next(20));
                recording!.Kill();
                living.Remove(recording);
                gone.Add(recording);
                living.Add(Shared.Start(paths));
            }
        }
        finally
        {
            living.ForEach(one => one.Kill());
        }

        List<Shared> all = [.. gone, .. living];
        Assert.True(gone.Distinct().Count(one => !one.Acknowledged.IsEmpty) == Kills);
        Check(paths, [.. all.SelectMany(one => one.Acknowledged)]);
    }

    static void Check(OperationPaths paths, IReadOnlyList<string> acknowledged)
    {
        var verified = MadeOperation.Verify(paths);
        Assert.True(verified.Fault is null, verified.Fault?.What);
        using var running = MadeOperation.Open(paths);
        var names = MadeOperation.Names(running);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Empty(acknowledged.Except(names));
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
        // The officer, then one entry a party: positions without a gap.
        Assert.Equal(1 + names.Count, verified.Size);
        Assert.Empty(running.Operation.Now.Faults());
        MadeOperation.Record(running, "One more");
    }

    static void Await(Func<bool> isSo)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "Nobody went on.");
            Thread.Sleep(1);
        }
    }

    /// <summary>A process that shares the operation, and what it said.</summary>
    sealed class Shared
    {
        readonly Process process;
        readonly Task reading;

        Shared(Process process)
        {
            this.process = process;
            Assert.Equal("ready", process.StandardOutput.ReadLine());
            reading = Task.Run(Read);
        }

        /// <summary>Names that were acknowledged, in order.</summary>
        public ConcurrentQueue<string> Acknowledged { get; } = [];

        public static Shared Start(OperationPaths paths) => new(Process.Start(
            new ProcessStartInfo("dotnet", [typeof(Sharer).Assembly.Location])
            {
                Environment = { [Sharer.Variable] = paths.Data },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!);

        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
            reading.Wait();
            process.Dispose();
        }

        void Read()
        {
            var rest = "";
            var buffer = new char[4_096];
            while (process.StandardOutput.Read(buffer) is > 0 and var count)
            {
                var lines = (rest + new string(buffer, 0, count)).Split('\n');
                foreach (var line in lines.SkipLast(1))
                    Acknowledged.Enqueue(Guid.Parse(line[2..]).ToString("N"));
                // A line without its end was not finished, and so was not heard.
                rest = lines[^1];
            }
        }
    }
}

/// <summary>The takeover, in a file.</summary>
public sealed class FileTakeoverTests(MadeOperation made) : TakeoverTests, IClassFixture<MadeOperation>
{
    protected override OperationPaths Made() => made.Copy("taken");
}

/// <summary>The takeover, at a server.</summary>
public sealed class ServerTakeoverTests(MadeOperation made) : TakeoverTests, IClassFixture<MadeOperation>
{
    protected override OperationPaths Made() => made.AtServer(PostgresServer.Shared.Connection);
}
