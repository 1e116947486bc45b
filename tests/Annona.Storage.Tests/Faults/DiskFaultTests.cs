using Annona.Journal;
using Annona.Storage.Keys;
using Annona.Storage.Move;
using Annona.Storage.Sqlite;
using Annona.Storage.Tests.Stores;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// Every change of the disk that a commit makes fails once, in each way a disk can fail, and the power is cut at each.
/// Whatever was acknowledged is there, and nothing is there by half.
/// </summary>
[Trait("Suite", "faults")]
[Collection(FaultyDisk.Alone)]
public sealed class DiskFaultTests : IDisposable
{
    const string FlushFails = "The disk reported an error";

    readonly Disk folder = new();
    readonly FaultyDisk disk;
    int worlds;

    public DiskFaultTests() => disk = FaultyDisk.Insert(folder.Folder);

    public void Dispose()
    {
        disk.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(DiskFault.Full, "The disk is full; nothing of this was recorded.")]
    [InlineData(DiskFault.TornWrite, FlushFails)]
    [InlineData(DiskFault.Broken, FlushFails)]
    internal void Whatever_write_of_a_commit_fails_the_caller_hears_it_and_the_next_try_goes_on(
        DiskFault fault, string says)
    {
        var failed = 0;
        for (var at = 1; ; at++)
        {
            using var store = NewStore();
            var world = new StoredWorld(store);
            var before = Ids(5);
            Assert.All(world.Decide([.. before.Select(Recorder.RequestFor)]), Accepted);
            using var view = store.View();
            var asked = Ids(12);
            (disk.Fault, disk.FailsAt) = (fault, at + disk.Changes);

            var said = Record.Exception(() => world.Decide([.. asked.Select(Recorder.RequestFor)]));
            var (hasFailed, hasFailedFlush) = (disk.HasFailed, disk.HasFailedFlush);
            disk.Heal();

            if (!hasFailed)
                break;
            failed++;
            if (said is not null)
                Assert.StartsWith(
                    hasFailedFlush ? FlushFails : says, Assert.IsType<StoreException>(said).Message,
                    StringComparison.Ordinal);
            var now = Recorder.Recorded(world);
            Assert.Equal(before.Order(), said is null ? now.Except(asked).Order() : now.Order());
            Assert.Equal(1 + before.Count, view.Read(1).Count());
            CheckGoesOn(world, store, [.. before, .. asked], $"{fault} at change {at}");
        }
        Assert.InRange(failed, 10, 1_000);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fault}: each of the {failed} writes of a commit failed once.");
    }

    [Fact]
    public void A_cut_of_power_at_any_write_takes_nothing_that_was_acknowledged() =>
        Assert.Empty(Cuts(lies: false, seeds: 2).Lost);

    [Fact]
    [Trait("Suite", "long")]
    public void A_hundred_cuts_of_power_at_every_write_take_nothing() =>
        Assert.Empty(Cuts(lies: false, seeds: 100).Lost);

    [Fact]
    public void A_disk_that_says_it_flushed_and_did_not_is_found_out_by_these_tests() =>
        Assert.NotEmpty(Cuts(lies: true, seeds: 2).Lost);

    [Fact]
    public void A_file_that_was_filled_is_on_the_disk_before_anybody_is_told()
    {
        using var from = new MemoryStore();
        var world = new StoredWorld(from);
        Assert.All(world.Decide([.. Ids(40).Select(Recorder.RequestFor)]), Accepted);
        world.Erase(world.Register("Canary"));
        var path = NewPath();
        using (var store = SqliteStore.Open(FaultyDisk.Address(path), SqliteOpenMode.ReadWriteCreate))
        {
            store.Fill(from, _ => { });
            (disk.Fault, disk.FailsAt) = (DiskFault.PowerCut, 1 + disk.Changes);
        }

        for (var seed = 0; seed < 12; seed++)
        {
            using var after = SqliteStore.Open(Survivor(path, new(seed)), SqliteOpenMode.ReadWrite);
            Assert.Null(JournalDigest.Of(from).DifferenceTo(JournalDigest.Of(after)));
        }
    }

    [Fact]
    public void A_cut_of_power_while_the_file_is_made_leaves_a_beginning_that_says_so()
    {
        for (var at = 1; ; at++)
        {
            disk.Heal();
            var path = folder[$"made-{at}.db"];
            (disk.Fault, disk.FailsAt) = (DiskFault.PowerCut, at);
            var said = Record.Exception(() =>
            {
                using var store = SqliteStore.Open(FaultyDisk.Address(path), SqliteOpenMode.ReadWriteCreate);
                _ = new StoredWorld(store);
            });
            if (!disk.HasFailed)
                break;
            var after = Survivor(path, new(at));
            try
            {
                using var store = SqliteStore.Open(after, SqliteOpenMode.ReadWrite);
                Assert.Null(new StoredWorld(store).Verify().Fault);
            }
            // Whoever heard that it was made must find it.
            catch (StoreException told) when (said is StoreException)
            {
                Assert.Equal("The journal file is empty.", told.Message);
            }
        }
        disk.Heal();
    }

    /// <summary>Cuts the power at every change of two batches, and says which acknowledged ids were gone.</summary>
    (List<Guid> Lost, int Cuts) Cuts(bool lies, int seeds)
    {
        var lost = new List<Guid>();
        var cuts = 0;
        for (var at = 1; ; at++)
        {
            var path = NewPath();
            var acknowledged = new List<Guid>();
            IReadOnlyList<Guid> waiting = [];
            using (var store = SqliteStore.Open(FaultyDisk.Address(path), SqliteOpenMode.ReadWriteCreate))
            {
                var world = new StoredWorld(store);
                disk.Lies = lies;
                (disk.Fault, disk.FailsAt) = (DiskFault.PowerCut, at + disk.Changes);
                // Who heard nothing good asks again below.
                var said = Record.Exception(() =>
                {
                    for (var batch = 0; batch < 3; batch++)
                    {
                        waiting = Ids(4);
                        Assert.All(world.Decide([.. waiting.Select(Recorder.RequestFor)]), Accepted);
                        acknowledged.AddRange(waiting);
                        waiting = [];
                    }
                });
                Assert.True(said is null or StoreException, $"{said}");
            }
            if (!disk.HasFailed)
                break;
            for (var seed = 0; seed < seeds; seed++, cuts++)
                lost.AddRange(LostIn(Survivor(path, new(at * 1_000 + seed)), acknowledged, waiting, lies));
            (disk.Lies, disk.FailsAt) = (false, 0);
            disk.Heal();
        }
        (disk.Lies, disk.FailsAt) = (false, 0);
        disk.Heal();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{cuts} cuts of power on {(lies ? "a lying" : "an honest")} disk; {lost.Count} acknowledged ids were gone.");
        return (lost, cuts);
    }

    static List<Guid> LostIn(string path, List<Guid> acknowledged, IReadOnlyList<Guid> waiting, bool lies)
    {
        try
        {
            using var store = SqliteStore.Open(path, SqliteOpenMode.ReadWrite);
            var world = new StoredWorld(store);
            var now = Recorder.Recorded(world);
            var lost = acknowledged.Except(now).ToList();
            if (lost.Count > 0)
                return lost;
            Assert.Empty(now.Except(acknowledged).Except(waiting));
            CheckGoesOn(world, store, [.. acknowledged, .. waiting], path);
            return lost;
        }
        // A file that a lying disk left may be anything; that it is noticed is told elsewhere.
        catch (Exception e) when (lies && e is StoreException or DamagedEntryException or KeyException)
        {
            return acknowledged;
        }
    }

    /// <summary>Who asks again gets one answer; the file and its tree are whole.</summary>
    static void CheckGoesOn(StoredWorld world, IJournalStore store, IReadOnlyList<Guid> all, string when)
    {
        Assert.All(world.Decide([.. all.Select(Recorder.RequestFor)]), Accepted);
        Assert.Equal(all.Order(), Recorder.Recorded(world).Order());
        var again = new StoredWorld(store);
        Assert.Equal(all.Order(), Recorder.Recorded(again).Order());
        var verified = again.Verify();
        Assert.True(verified.Fault is null, $"{when}: {verified.Fault?.What}");
        Assert.Empty(again.Operation.Now.Faults());
    }

    string Survivor(string path, Random chance)
    {
        var after = folder[$"after-{worlds++}"];
        disk.Survive(after, chance);
        return Path.Combine(after, Path.GetFileName(path));
    }

    static void Accepted(Decision decision) => Assert.IsType<Decision.Accepted>(decision);

    static IReadOnlyList<Guid> Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];

    string NewPath() => folder[$"world-{worlds++}.db"];

    SqliteStore NewStore() => SqliteStore.Open(FaultyDisk.Address(NewPath()), SqliteOpenMode.ReadWriteCreate);
}
