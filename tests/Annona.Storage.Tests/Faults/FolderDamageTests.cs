using Annona.Access;
using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>What happens to the disk under a folder that officers work with, and what they are told.</summary>
[Trait("Suite", "faults")]
public sealed class FolderDamageTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    const int PageLength = 4_096;

    readonly Disk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public void While_the_disk_is_full_questions_are_answered_and_work_goes_on_when_there_is_space_again()
    {
        if (!disk.TryLimit(3_000_000))
            return; // Only an administrator can make a small disk.
        var paths = Moved("full");
        File.WriteAllBytes(disk["ballast"], new byte[1_500_000]);
        using (var running = MadeOperation.Open(paths))
        {
            var recorded = 0;
            var full = Assert.Throws<StoreException>(() =>
            {
                for (; recorded < 10_000; recorded++)
                    MadeOperation.Record(running, $"Party {recorded}");
            });
            Assert.Equal("The disk is full; nothing of this was recorded.", full.Message);
            Assert.Throws<StoreException>(() => MadeOperation.Record(running, "Not now"));
            Assert.Equal(recorded + 1, MadeOperation.Names(running).Count);
            Assert.Single(running.Operation.Answer(new ListOfficers(), running.Actor, CancellationToken.None));
            using (var reader = MadeOperation.Open(paths, FolderUse.Read))
                Assert.Equal(recorded + 1, MadeOperation.Names(reader).Count);

            File.Delete(disk["ballast"]);
            MadeOperation.Record(running, "One more");
            Assert.Equal(recorded + 2, MadeOperation.Names(running).Count);
        }
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void On_a_write_protected_disk_questions_are_answered_and_nothing_is_recorded()
    {
        var paths = Moved("protected");
        disk.Protect();

        var refused = Assert.Throws<StoreException>(() => MadeOperation.Open(paths));

        Assert.StartsWith("Nothing can be recorded in the data folder", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Remedy);
        using var reader = MadeOperation.Open(paths, FolderUse.Read);
        Assert.Equal(["City of Lusavan"], MadeOperation.Names(reader));
    }

    [Fact]
    public void A_keys_folder_that_cannot_be_written_is_told_and_stops_no_work()
    {
        var paths = made.Copy("no-head");
        Disk.Copy(paths.Keys, disk["keys"]);
        disk.Protect();
        paths = paths with { Keys = disk["keys"] };

        using var running = MadeOperation.Open(paths);
        MadeOperation.Record(running, "Lusavan Daily");

        Assert.Contains(running.Warnings, warning =>
            warning.StartsWith("The head of the journal could not be kept", StringComparison.Ordinal));
        Assert.Equal(2, MadeOperation.Names(running).Count);
    }

    [Fact]
    public void A_journal_whose_end_is_cut_off_is_never_taken_for_a_shorter_one()
    {
        var paths = made.Copy("tail");
        var copy = made.Copy("tail-copy");
        using (var running = MadeOperation.Open(paths))
        {
            for (var party = 0; party < 12; party++)
                MadeOperation.Record(running, $"Party {party}");
            // As it lies on the disk while somebody works: the newest batches are in the log alone.
            File.Copy(paths.Journal, copy.Journal, overwrite: true);
            File.Copy(paths.Journal + "-wal", copy.Journal + "-wal.whole");
        }
        File.Copy(paths.Head, copy.Head, overwrite: true);
        var log = File.ReadAllBytes(copy.Journal + "-wal.whole");

        for (var length = 0; length < log.Length; length += 1_999)
        {
            File.WriteAllBytes(copy.Journal + "-wal", log[..length]);
            File.Delete(copy.Journal + "-shm");
            var told = Assert.Throws<DamagedEntryException>(() => Opened(copy));
            Assert.Contains("an older copy was put back", told.Message, StringComparison.Ordinal);
            Assert.NotNull(told.Remedy);
        }
    }

    [Fact]
    public void A_file_that_was_shortened_is_found_out_whatever_is_missing()
    {
        var paths = Longer("short");
        var whole = File.ReadAllBytes(paths.Journal);

        for (var length = 1; length < whole.Length; length += 1_499)
        {
            File.WriteAllBytes(paths.Journal, whole[..length]);
            Noticed(paths, $"{length} of {whole.Length} bytes are left");
        }
    }

    [Fact]
    public void A_page_that_was_written_by_half_is_found_out_or_changes_nothing()
    {
        var paths = Longer("torn");
        var older = File.ReadAllBytes(paths.Journal);
        using (var running = MadeOperation.Open(paths))
            for (var party = 0; party < 12; party++)
                MadeOperation.Record(running, $"Later party {party}");
        var newer = File.ReadAllBytes(paths.Journal);
        var said = Said(paths);
        var noticed = 0;

        for (var page = 0; page < older.Length / PageLength; page++)
        {
            byte[] torn = [.. newer];
            older.AsSpan(page * PageLength + PageLength / 2, PageLength / 2)
                .CopyTo(torn.AsSpan(page * PageLength + PageLength / 2));
            File.WriteAllBytes(paths.Journal, torn);
            if (torn.AsSpan().SequenceEqual(newer))
                continue;
            var now = SaidOrNull(paths);
            Assert.True(now is null || now == said, $"Page {page} was torn, and nobody noticed.");
            noticed += now is null ? 1 : 0;
        }

        Assert.NotEqual(0, noticed);
    }

    static void Noticed(OperationPaths paths, string when) => Assert.True(SaidOrNull(paths) is null, when);

    /// <summary>Everything the folder says, or null when somebody notices that it is damaged.</summary>
    static string? SaidOrNull(OperationPaths paths)
    {
        try
        {
            return MadeOperation.Verify(paths).Fault is null ? Said(paths) : null;
        }
        catch (Exception e) when (e is StoreException or DamagedEntryException or KeyException)
        {
            Assert.NotEmpty(e.Message);
            return null;
        }
    }

    static string Said(OperationPaths paths)
    {
        using (Opened(paths))
        {
            var (store, _) = OperationFolder.OpenSealed(paths);
            using (store)
                return JournalWords.Sealed(store);
        }
    }

    static RunningOperation Opened(OperationPaths paths) => MadeOperation.Open(paths, FolderUse.Read);

    OperationPaths Longer(string name)
    {
        var paths = made.Copy(name);
        using var running = MadeOperation.Open(paths);
        for (var party = 0; party < 25; party++)
            MadeOperation.Record(running, $"Party {party} of the region");
        return paths;
    }

    /// <summary>A copy whose data lies on this test's own disk.</summary>
    OperationPaths Moved(string name)
    {
        var paths = made.Copy(name);
        Disk.Copy(paths.Data, disk["data"]);
        return paths with { Data = disk["data"] };
    }
}
