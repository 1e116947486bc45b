using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Move;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// While a journal moves, each write of the new file and of the notes in the folder fails once, and the power is cut at
/// each: one copy is in use, nothing acknowledged is missing, and the next try ends the move.
/// </summary>
[Collection(FaultyDisk.Alone)]
public sealed class MoveFaultTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    /// <summary>In a short run: of the first writes, which are the notes in the folder, each; then in larger steps.
    /// </summary>
    const int ShortStep = 15;

    const int StepFrom = 4;

    static readonly PostgresServer server = PostgresServer.Shared;

    readonly Disk disk = new();
    readonly List<string> recorded = ["City of Lusavan"];

    public void Dispose() => disk.Dispose();

    [Theory]
    [Trait("Suite", "faults")]
    [InlineData(DiskFault.Full)]
    [InlineData(DiskFault.PowerCut)]
    internal void A_move_whose_disk_fails_leaves_one_copy_in_use_and_the_next_try_ends_it(DiskFault fault) =>
        FailAt(ShortStep, fault);

    [Theory]
    [Trait("Suite", "long")]
    [InlineData(DiskFault.Full)]
    [InlineData(DiskFault.PowerCut)]
    internal void Every_write_of_a_move_fails_and_one_copy_stays_in_use(DiskFault fault) =>
        FailAt(step: 1, fault);

    void FailAt(int step, DiskFault fault)
    {
        var database = $"moved_{Guid.NewGuid():n}";
        server.Run($"CREATE DATABASE {database}");
        var words = server.Connection.Replace("=postgres", $"={database}", StringComparison.Ordinal);
        var paths = WorkDesk.Below(disk.Folder);
        var from = made.Copy("moving");
        Disk.Copy(from.Data, paths.Data);
        Disk.Copy(from.Keys, paths.Keys);
        using var desk = new WorkDesk(paths, MadeOperation.Passphrase);
        var (there, back) = (0, 0);
        for (var at = 1; ; at += at < StepFrom ? 1 : step)
        {
            var hasFailed = FailOnce(desk, fault, at, move => move.ToServer(words));
            there += hasFailed ? 1 : 0;
            var hasFailedBack = FailOnce(desk, fault, at, move => move.ToFile());
            back += hasFailedBack ? 1 : 0;
            if (!hasFailed && !hasFailedBack)
                break;
        }
        Assert.InRange(there, 2, 1_000);
        Assert.InRange(back, 6, 1_000);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fault}: {there} writes of moves to a server and {back} of moves to a file failed.");
    }

    /// <returns>Whether the move came to that write.</returns>
    bool FailOnce(WorkDesk desk, DiskFault fault, int at, Action<JournalMove> move)
    {
        var paths = desk.Paths;
        JournalMove Move() => new(paths, OldCopy.Delete, CopyWatch.None);
        Exception? said;
        bool hasFailed;
        using (var faulty = FaultyDisk.Under(disk.Folder))
        {
            (faulty.Fault, faulty.FailsAt) = (fault, at);
            said = Record.Exception(() => move(Move()));
            hasFailed = faulty.HasFailed;
            if (hasFailed && fault == DiskFault.PowerCut)
                Lose(paths, faulty, new(at));
        }
        Assert.True(said is null or StoreException { Remedy.Length: > 0 }, $"Write {at}, {fault}: {said}");
        Assert.True(hasFailed || said is null, $"{said}");

        using (var running = desk.Open(paths, FolderUse.Write))
        {
            Assert.Equal(recorded, MadeOperation.Names(running));
            recorded.Add($"After {recorded.Count}");
            // The server may not know yet that the session of the move has ended: then it is sent to whom it takes for
            // the holder, who is not there any more.
            Assert.IsType<Decision.Accepted>(
                running.Record(StoredWorld.Party(recorded[^1]), CancellationToken.None).GetAwaiter().GetResult());
        }
        Assert.Null(MadeOperation.Verify(paths).Fault);
        if (said is not null)
            move(Move());
        Assert.False(File.Exists(paths.Moving));
        Assert.Empty(Directory.GetFiles(paths.Data, "*moving*").Select(Path.GetFileName));
        return hasFailed;
    }

    /// <summary>Of the new file only what was flushed is certain to be there, whatever its name is by now.</summary>
    void Lose(OperationPaths paths, FaultyDisk faulty, Random chance)
    {
        var after = disk[$"after {Guid.NewGuid():N}"];
        faulty.Survive(after, chance);
        foreach (var file in Directory.GetFiles(after))
        {
            var name = Path.Combine(paths.Data, Path.GetFileName(file));
            var now = File.Exists(name) ? name : name.Replace(".moving", "", StringComparison.Ordinal);
            if (File.Exists(now))
                File.Copy(file, now, overwrite: true);
        }
    }
}
