using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>An old backup that is put back brings nobody back who was erased since.</summary>
public sealed class ErasedSinceTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    readonly Disk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public void Who_was_erased_after_the_backup_is_erased_in_what_is_put_back()
    {
        var (paths, to, people) = BackedUp(700);
        var erased = people.Take(600).ToList();
        PeopleInFolder.Erase(paths, erased);
        Directory.Delete(paths.Data, recursive: true);

        var restored = Restore(new(to, paths, Root(paths), OlderCopy.Accept));

        Assert.Equal(600, restored.ErasedAgain);
        // The officer, a party, and 700 people; then those who were erased again.
        Assert.Equal(702 + 600, restored.Verified.Size);
        var readable = PeopleInFolder.Readable(paths.Journal, paths);
        Assert.DoesNotContain(erased, readable.Contains);
        Assert.Superset(people.Skip(600).ToHashSet(), readable);
        Assert.Null(MadeOperation.Verify(paths).Fault);
        using var running = MadeOperation.Open(paths);
        // With each went the key of the household, of which nobody is left.
        Assert.Equal(2 * 600, ErasedKeys.CountIn(running.Operation));
        MadeOperation.Record(running, "One more");
    }

    [Fact]
    public void A_list_that_lies_elsewhere_is_named_and_the_backup_stays_as_it_is_without_one()
    {
        var (paths, to, people) = BackedUp(5);
        PeopleInFolder.Erase(paths, people.Take(2));
        var list = disk["erased.txt"];
        File.Move(paths.Erased, list);
        var (without, with) = (EmptyMachine(paths, "without"), EmptyMachine(paths, "with"));

        var brought = Restore(new(to, without, Root(paths), OlderCopy.Refuse));
        var erased = Restore(new(to, with, Root(paths), OlderCopy.Refuse) { Erasures = list });

        Assert.Equal((0, 2), (brought.ErasedAgain, erased.ErasedAgain));
        // Five people and the officer, or this test shows nothing.
        Assert.Equal(6, PeopleInFolder.Readable(without.Journal, without).Count);
        Assert.Equal(4, PeopleInFolder.Readable(with.Journal, with).Count);
        Assert.Contains("no list of erased persons", Assert.Throws<StoreException>(() => Restore(
            new(to, EmptyMachine(paths, "none"), Root(paths), OlderCopy.Refuse) { Erasures = disk["none.txt"] }))
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_has_ids_only_and_is_made_whole_when_a_process_ended_before_it_was_written()
    {
        var (paths, _, people) = BackedUp(6);
        PeopleInFolder.Erase(paths, people.Take(2));
        Assert.Equal(people.Take(2), Listed(paths, people));
        var before = File.ReadAllBytes(paths.Erased);
        PeopleInFolder.Erase(paths, people.Skip(2).Take(2));

        // Killed after the commit: as it was before it, and cut within a line.
        File.WriteAllBytes(paths.Erased, [.. before, .. "0199aa"u8]);
        Assert.Equal(people.Take(2), Listed(paths, people));
        MadeOperation.Open(paths).Dispose();
        Assert.Equal(people.Take(4), Listed(paths, people));
        File.Delete(paths.Erased);
        MadeOperation.Open(paths).Dispose();

        Assert.Equal(people.Take(4), Listed(paths, people));
        Assert.Equal(1 + (2 * 4), File.ReadAllLines(paths.Erased).Length);
        Assert.All(File.ReadAllLines(paths.Erased).Skip(1), line => Assert.True(Guid.TryParseExact(line, "N", out _)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(OwnerOnly.OfFile, File.GetUnixFileMode(paths.Erased));
    }

    [Fact]
    public void A_list_of_another_operation_is_refused_and_nothing_is_put_back()
    {
        var (paths, to, _) = BackedUp(1);
        ErasedFile.Add(disk["other.txt"], Guid.CreateVersion7(), new([Guid.CreateVersion7()], []));
        var restored = EmptyMachine(paths, "other");

        var told = Assert.Throws<KeyException>(() => Restore(
            new(to, restored, Root(paths), OlderCopy.Refuse) { Erasures = disk["other.txt"] }));

        Assert.Equal(KeyFault.Damaged, told.Fault);
        Assert.False(Directory.Exists(restored.Data));
    }

    (OperationPaths Paths, BackupPaths To, IReadOnlyList<Guid> People) BackedUp(int count)
    {
        var paths = made.Copy("erasures");
        var people = PeopleInFolder.Register(paths, count);
        var to = BackupPaths.For(disk[$"backup-{Guid.NewGuid():N}"], keys: null);
        OperationBackup.Make(paths, to, CopyWatch.None);
        return (paths, to, people);
    }

    OperationPaths EmptyMachine(OperationPaths of, string name) => MadeOperation.EmptyMachine(disk[name], of);

    static Restored Restore(RestoreAsked asked)
    {
        using (asked.Root)
            return OperationRestore.Restore(asked, CopyWatch.None);
    }

    static RootKey Root(OperationPaths paths)
    {
        using var officer = MadeOperation.Unlocked(paths);
        return RootKey.FromBytes(officer.Root.Bytes);
    }

    static IEnumerable<Guid> Listed(OperationPaths paths, IReadOnlyList<Guid> people) =>
        ErasedFile.Read(paths.Erased, IdOf(paths)).Subjects.Where(people.Contains);

    static Guid IdOf(OperationPaths paths)
    {
        var (store, card) = OperationFolder.OpenSealed(paths);
        using (store)
            return card.Id;
    }
}
