using System.Diagnostics;
using Annona.Storage.Folder;

namespace Annona.Storage.Tests.Stores;

/// <summary>The power fails, as far as a test can make it fail: a process is killed while it records.</summary>
[Trait("Suite", "faults")]
public sealed class KillTests(MadeOperation made) : IClassFixture<MadeOperation>
{
    const int Kills = 20;

    [Fact]
    public async Task A_process_killed_while_it_records_loses_nothing_that_it_acknowledged()
    {
        var paths = made.Copy("killed");
        var chance = new Random(20_260_302);
        var acknowledged = new List<string>();

        for (var kill = 0; kill < Kills; kill++)
        {
            acknowledged.AddRange(await RecordUntilKilled(paths, chance.Next(1, 200), chance.Next(12)));
            var verified = MadeOperation.Verify(paths);
            Assert.True(verified.Fault is null, $"After kill {kill}: {verified.Fault?.What}");
            Assert.True(verified.Size >= acknowledged.Count);
        }

        using var running = MadeOperation.Open(paths);
        Assert.True(acknowledged.Count > Kills);
        Assert.Empty(acknowledged.Except(MadeOperation.Names(running)));
        Assert.Empty(running.Operation.Now.Faults());
        MadeOperation.Record(running, "One more");
    }

    /// <summary>
    /// Lets a process record, kills it at some moment after so many names, and hands back all it printed.
    /// </summary>
    static async Task<IReadOnlyList<string>> RecordUntilKilled(OperationPaths paths, int names, int moreMilliseconds)
    {
        var program = typeof(KillTests).Assembly.Location;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program])
        {
            Environment = { [Recorder.Variable] = paths.Data },
            RedirectStandardOutput = true,
        })!;
        var printed = new List<string>();
        var cancel = TestContext.Current.CancellationToken;
        while (printed.Count < names && await process.StandardOutput.ReadLineAsync(cancel) is { } name)
            printed.Add(name);
        await Task.Delay(moreMilliseconds, cancel);
        process.Kill();
        var rest = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        // A line without its end was not finished, and so was not heard.
        printed.AddRange(rest.Split('\n').SkipLast(1));
        Assert.True(printed.Count >= names, $"The process ended by itself (exit code {process.ExitCode}).");
        return printed;
    }
}
