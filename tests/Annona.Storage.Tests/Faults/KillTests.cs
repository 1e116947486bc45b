using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// The power fails, as far as an ended process can stand for that: it is killed in the middle of its work. What a cut
/// does to bytes that were not on the disk yet, it does not tell.
/// </summary>
public abstract class KillTests
{
    /// <summary>
    /// Kills of one world: every start, and every check, folds all of it. With 40 a kill at a server took 1.3 seconds
    /// of a core, with 10 it takes 0.95.
    /// </summary>
    const int KillsPerWorld = 20;

    [Fact]
    [Trait("Suite", "faults")]
    public Task A_process_killed_inside_its_commits_loses_nothing_that_it_acknowledged() => Kill(40);

    [Fact]
    [Trait("Suite", "long")]
    public Task Five_hundred_kills_lose_nothing() => Kill(500);

    /// <summary>Makes an empty store and hands back its address.</summary>
    protected abstract Task<string> NewStore();

    /// <summary>A file for the memory that is shared.</summary>
    protected abstract string SharedFile { get; }

    async Task Kill(int kills)
    {
        var chance = new Random(20_260_302);
        var inside = 0;
        for (var done = 0; done < kills; done += KillsPerWorld)
            inside += await KillInOneWorld(Math.Min(KillsPerWorld, kills - done), chance);

        Assert.True(inside * 2 >= kills, $"Only {inside} of {kills} kills fell inside a commit.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{inside} of {kills} kills fell inside a commit.");
    }

    async Task<int> KillInOneWorld(int kills, Random chance)
    {
        var store = await NewStore();
        var acknowledged = new List<Guid>();
        IReadOnlyList<Guid> unanswered = [];
        var inside = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var killed = await KilledProcess.InStore(store, SharedFile, unanswered, chance);
            acknowledged.AddRange(killed.Acknowledged);
            // Asked again by the next process: a caller who did not hear an answer does just that.
            unanswered = [.. unanswered.Concat(killed.Asked).Distinct().Except(killed.Acknowledged)];
            inside += killed.InsideACommit ? 1 : 0;
            Assert.NotEmpty(killed.Acknowledged);
            Check(store, acknowledged, $"After kill {kill}");
        }
        return inside;
    }

    static void Check(string address, IReadOnlyList<Guid> acknowledged, string when)
    {
        using var store = Recorder.OpenStore(address);
        var world = new StoredWorld(store);
        var verified = world.Verify();
        Assert.True(verified.Fault is null, $"{when}: {verified.Fault?.What}");
        var recorded = Recorder.Recorded(world);
        Assert.Equal(recorded.Count, recorded.Distinct().Count());
        var lost = acknowledged.Except(recorded).ToList();
        Assert.True(lost.Count == 0, $"{when} {lost.Count} acknowledged ids are lost, such as {lost.FirstOrDefault()}");
        Assert.Empty(world.Operation.Now.Faults());
    }
}

/// <summary>The kills, in a SQLite file.</summary>
public sealed class SqliteKillTests : KillTests, IDisposable
{
    readonly Disk disk = new();

    protected override string SharedFile => disk["moments"];

    protected override Task<string> NewStore() => Task.FromResult($"sqlite:{disk[$"{Guid.NewGuid():N}.db"]}");

    public void Dispose() => disk.Dispose();
}

/// <summary>The kills, through the folder with its lock, its head and its keys.</summary>
[Trait("Suite", "faults")]
public sealed class FolderKillTests(MadeOperation made) : IClassFixture<MadeOperation>
{
    const int Kills = 8;

    [Fact]
    public async Task A_folder_whose_process_was_killed_opens_again_with_all_that_was_acknowledged()
    {
        var paths = made.Copy("killed");
        var chance = new Random(20_260_302);
        var acknowledged = new List<Guid>();

        for (var kill = 0; kill < Kills; kill++)
        {
            var killed = await KilledProcess.InFolder(paths.Data, TimeSpan.FromMilliseconds(chance.Next(300)));
            acknowledged.AddRange(killed.Acknowledged);
            var verified = MadeOperation.Verify(paths);
            Assert.True(verified.Fault is null, $"After kill {kill}: {verified.Fault?.What}");
            Assert.True(verified.Size >= acknowledged.Count);
        }

        using var running = MadeOperation.Open(paths);
        Assert.True(acknowledged.Count > Kills);
        Assert.Empty(acknowledged.Select(id => $"{id:N}").Except(MadeOperation.Names(running)));
        Assert.Empty(running.Operation.Now.Faults());
        MadeOperation.Record(running, "One more");
    }
}
