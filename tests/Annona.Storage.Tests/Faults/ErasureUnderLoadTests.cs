using System.Text;
using Annona.Journal;
using Annona.People;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// A thousand people with a word that nobody else has are erased while lists come in, officers record and look, and
/// snapshots are made. Afterwards no file says the word, and no file has a byte of what was sealed for them.
/// </summary>
public sealed class ErasureUnderLoadTests : IDisposable
{
    readonly Disk disk = new();
    readonly OperationPaths paths;

    public ErasureUnderLoadTests() => paths = OperationPaths.For(disk["op"], keys: null);

    public void Dispose() => disk.Dispose();

    [Fact]
    [Trait("Suite", "faults")]
    public void Of_a_thousand_people_who_are_erased_under_load_no_file_keeps_a_word()
    {
        HashSet<ulong> traces;
        long people;
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase);
        using (running)
        {
            var canaries = ErasureLoad.Registered(running);
            traces = ErasureLoad.TracesOf(paths, canaries);
            var bystanders = ErasureLoad.EraseUnderLoad(running, canaries);
            people = ErasureLoad.Canaries + bystanders;
            Assert.DoesNotContain(running.Operation.Now.People.TextsInMemory, ErasureLoad.IsCanary);
            WriteExports(running);
            running.Operation.KeepSnapshot();
            // A commit after the last reader has gone takes what its log still had.
            MadeOperation.Record(running, "Party at the end");
        }
        OperationBackup.Make(paths, BackupPaths.For(disk["backup"], keys: null), CopyWatch.None);

        Assert.Equal(4 * ErasureLoad.Canaries, traces.Count);
        var files = Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories).ToList();
        Assert.Contains(files, file => file.EndsWith("snapshot.names", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".reads", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("journal.backup", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Null(ErasureLoad.FoundIn(File.ReadAllBytes(file), traces)));
        Assert.Null(MadeOperation.Verify(paths).Fault);
        using var again = MadeOperation.Open(paths, FolderUse.Read);
        Assert.Equal(people, again.Operation.Now.People.PersonCount);
        Assert.DoesNotContain(again.Operation.Now.People.TextsInMemory, ErasureLoad.IsCanary);
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void The_scan_finds_a_word_and_a_sealed_byte_that_are_there()
    {
        var (running, _) = OperationFolder.Create(paths, "Lusavan 2026", "Amal Test", MadeOperation.Passphrase);
        HashSet<ulong> traces;
        using (running)
            traces = ErasureLoad.TracesOf(paths,
            [
                ErasureLoad.Accepted(running, ErasureLoad.Asked(7)).OfType<PersonRegistered>().Single().Person,
            ]);

        Assert.NotNull(ErasureLoad.FoundIn(File.ReadAllBytes(paths.Journal), traces));
        Assert.NotNull(ErasureLoad.FoundIn(Encoding.Unicode.GetBytes("x" + ErasureLoad.Canary(7)), []));
        Assert.NotNull(ErasureLoad.FoundIn(Encoding.UTF8.GetBytes(ErasureLoad.Canary(7)), []));
        Assert.Null(ErasureLoad.FoundIn(Encoding.UTF8.GetBytes("Amal"), traces));
    }

    /// <summary>Names for a recipient, and the journal for an auditor, both made after the erasure.</summary>
    void WriteExports(RunningOperation running)
    {
        File.WriteAllLines(disk["clinic.csv"], ErasureLoad.Look(running).Select(row => row.Details?.FullName ?? ""));
        var (store, card) = OperationFolder.OpenSealed(paths);
        using (store)
        using (var view = store.View())
        using (var output = new StreamWriter(disk["journal.export"]))
            JournalExport.Write(view, card, output, _ => { });
    }
}
