using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>What a process leaves aside that is killed while it writes a file beside the journal.</summary>
[Trait("Suite", "faults")]
public sealed class LeftAsideTests(MadeOperation made) : IClassFixture<MadeOperation>
{
    [Fact]
    public void A_half_snapshot_with_names_goes_when_the_operation_is_opened_and_when_somebody_is_erased()
    {
        var paths = made.Copy("half");
        var (names, half) = Snapshotted(paths);
        var left = $"{names}.{Guid.NewGuid():N}.new";

        File.WriteAllBytes(left, half);
        MadeOperation.Open(paths, FolderUse.Read).Dispose();
        Assert.True(File.Exists(left));
        MadeOperation.Open(paths).Dispose();
        Assert.False(File.Exists(left));
        File.WriteAllBytes(left, half);
        PeopleInFolder.Erase(paths, PersonOf(paths));

        Assert.False(File.Exists(left));
        Assert.False(File.Exists(names));
    }

    [Fact]
    public void A_snapshot_that_is_being_written_is_not_taken_for_one_that_was_left()
    {
        var paths = made.Copy("writing");
        var (names, half) = Snapshotted(paths);
        var writing = $"{names}.{Guid.NewGuid():N}.new";
        using (var other = new FileStream(writing, FileMode.CreateNew, FileAccess.Write))
        {
            other.Write(half);
            MadeOperation.Open(paths).Dispose();
            Assert.True(File.Exists(writing));
        }

        MadeOperation.Open(paths).Dispose();

        Assert.False(File.Exists(writing));
    }

    [Fact]
    public void A_snapshot_that_cannot_be_read_and_names_who_was_erased_goes_when_the_operation_is_opened()
    {
        var paths = made.Copy("unreadable");
        var (names, _) = Snapshotted(paths);
        var old = File.ReadAllBytes(names);
        PeopleInFolder.Erase(paths, PersonOf(paths));
        // As a process leaves it that was killed after its commit, seen by a version with other registers.
        old[^1] ^= 1;
        File.WriteAllBytes(names, old);

        using var running = MadeOperation.Open(paths);

        Assert.False(File.Exists(names));
    }

    [Fact]
    public void A_snapshot_that_was_cut_anywhere_is_never_believed()
    {
        var paths = made.Copy("cut");
        var (names, _) = Snapshotted(paths);
        var whole = File.ReadAllBytes(names);

        for (var length = 0; length < whole.Length; length += whole.Length / 40)
        {
            File.WriteAllBytes(names, whole[..length]);
            using var running = MadeOperation.Open(paths, FolderUse.Read);
            Assert.Equal(running.Operation.Now.Position, running.Operation.FoldedAtStart);
            Assert.Equal(20, running.Operation.Now.People.PersonCount);
        }
    }

    [Fact]
    public void A_copy_of_the_epochs_that_was_left_goes_with_the_next_turn_over()
    {
        var paths = made.Copy("epochs");
        var left = $"{paths.Epochs}.new.{Guid.NewGuid():N}.new";
        File.Copy(paths.Epochs, left);

        PeopleInFolder.Turn(paths, afterDays: 31);

        Assert.False(File.Exists(left));
        Assert.Equal(2, EpochFile.Read(paths.Epochs).Newest.Number);
    }

    static Guid PersonOf(OperationPaths paths)
    {
        using var running = MadeOperation.Open(paths, FolderUse.Read);
        return running.Operation.Now.People.PersonId(0).Value;
    }

    /// <summary>Twenty people and their snapshot, and the first half of it.</summary>
    static (string Path, byte[] Half) Snapshotted(OperationPaths paths)
    {
        PeopleInFolder.Register(paths, 20);
        using (var running = MadeOperation.Open(paths))
            running.Operation.KeepSnapshot();
        var path = Path.Combine(paths.Data, "snapshot.names");
        var whole = File.ReadAllBytes(path);
        return (path, whole[..(whole.Length / 2)]);
    }
}
