using System.Text;
using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A backup from before a thousand people were erased, and the keys folder of the day on which its retention is over.
/// </summary>
public sealed class BackupPastRetentionTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    /// <summary>Of a wrapped key: its form and its epoch, which are sealed with it.</summary>
    const int MarkLength = PartSealer.WrappedInEpochLength - PartSealer.WrappedKeyLength;

    readonly Disk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    [Trait("Suite", "faults")]
    public void No_key_that_is_left_opens_one_of_a_thousand_erased_people_in_a_backup_from_before()
    {
        var (paths, to) = (made.Copy("past"), BackupPaths.For(disk["backup"], disk["backup-keys"]));
        var (people, traces) = Registered(paths);
        OperationBackup.Make(paths, to, CopyWatch.None);
        var epochOfThen = Convert.ToBase64String(EpochFile.Read(paths.Epochs).Newest.Sealed);
        PeopleInFolder.Erase(paths, people);
        PeopleInFolder.Turn(paths, afterDays: 31);
        // It has what was sealed, and the keys of its time open everybody, or this test shows nothing.
        Assert.NotNull(ErasureLoad.FoundIn(File.ReadAllBytes(to.Journal), traces));
        Assert.Equal(people.Count, OpenedKeys(to, paths, people));
        Assert.NotEmpty(FilesWith(paths.Keys, epochOfThen));

        Assert.Equal([1], PeopleInFolder.Turn(paths, afterDays: 31 + 35).Destroyed);

        Assert.Equal(0, OpenedKeys(to, paths, people));
        Assert.Empty(FilesWith(paths.Keys, epochOfThen));
        Assert.All([to.Journal, to.KeyPart], file =>
            Assert.Null(ErasureLoad.FoundIn(File.ReadAllBytes(file), [])));
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void A_backup_with_its_own_keys_is_put_back_without_a_sealed_byte_of_who_was_erased_since()
    {
        var (paths, to) = (made.Copy("whole"), BackupPaths.For(disk["backup"], disk["backup-keys"]));
        var (people, traces) = Registered(paths);
        OperationBackup.Make(paths, to, CopyWatch.None);
        PeopleInFolder.Erase(paths, people);
        PeopleInFolder.Turn(paths, afterDays: 31);
        PeopleInFolder.Turn(paths, afterDays: 31 + 35);
        Directory.Delete(paths.Data, recursive: true);

        using (var officer = MadeOperation.Unlocked(paths))
        using (var root = RootKey.FromBytes(officer.Root.Bytes))
            Assert.Equal(people.Count, OperationRestore.Restore(
                new(to, paths, root, OlderCopy.Accept), CopyWatch.None).ErasedAgain);

        foreach (var file in (string[])[.. Directory.GetFiles(paths.Data), .. Directory.GetFiles(paths.Keys)])
            Assert.Null(ErasureLoad.FoundIn(File.ReadAllBytes(file), traces));
        Assert.DoesNotContain(people, PeopleInFolder.Readable(paths.Journal, paths).Contains);
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    static (IReadOnlyList<Guid> People, HashSet<ulong> Traces) Registered(OperationPaths paths)
    {
        using var running = MadeOperation.Open(paths);
        var people = ErasureLoad.Registered(running);
        return ([.. people.Select(person => person.Value)], ErasureLoad.TracesOf(paths, people));
    }

    /// <summary>How many of their wrapped keys in a backup open with any key that a keys folder leads to.</summary>
    static int OpenedKeys(BackupPaths backup, OperationPaths keys, IReadOnlyList<Guid> people)
    {
        using var officer = MadeOperation.Unlocked(keys);
        using var small = BackupFile.Open(backup.KeyPart);
        using var large = BackupFile.Open(backup.Journal);
        using var ring = KeyRing.Open(small.FindNote(KeyRing.Note)!, officer.Root);
        var all = Keys(officer, ring, EpochFile.Read(keys.Epochs));
        try
        {
            return people.Count(person =>
            {
                var wrapped = large.FindSubjectKey(person)!;
                byte[] associated = [.. wrapped.AsSpan(0, MarkLength), .. person.ToByteArray(bigEndian: true)];
                return all.Any(key => key.TryOpen(wrapped.AsSpan(MarkLength), associated, out _));
            });
        }
        finally
        {
            all.ForEach(key => key.Dispose());
        }
    }

    /// <summary>The root key, every epoch's as it is, and whatever is derived from one of them for a purpose.</summary>
    static List<Seal> Keys(UnlockedOfficer officer, KeyRing ring, EpochsForm form)
    {
        List<byte[]> secrets =
        [
            officer.Root.Bytes.ToArray(),
            .. form.Epochs.Where(epoch => !epoch.IsGone).Select(epoch => epoch.Open(form.Origin, officer.Root)!),
        ];
        string[] purposes = ["annona subject keys 1", "annona subject keys 2", "annona names 1", "annona open parts 1"];
        return
        [
            .. secrets.Select(secret => new Seal(secret)),
            .. secrets.SelectMany(secret => purposes.Select(purpose =>
                ring.Parts.WithRegister(secret, Encoding.UTF8.GetBytes(purpose)))),
        ];
    }

    static IEnumerable<string> FilesWith(string folder, string words) => Directory.EnumerateFiles(folder)
        .Where(file => File.ReadAllText(file).Contains(words, StringComparison.Ordinal));
}
