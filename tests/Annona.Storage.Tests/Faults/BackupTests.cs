using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Keys;
using Annona.Storage.Tests.Keys;
using Annona.Storage.Tests.Stores;

namespace Annona.Storage.Tests.Faults;

/// <summary>A copy that can be put back, made while others work, by somebody without a passphrase.</summary>
public sealed class BackupTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    readonly Disk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public void A_backup_put_back_on_an_empty_machine_is_the_same_journal()
    {
        var paths = made.Copy("whole");
        using (var running = MadeOperation.Open(paths))
            MadeOperation.Record(running, "Lusavan Daily");
        var to = Backup();

        var backup = OperationBackup.Make(paths, to, CopyWatch.None);
        var restored = EmptyMachine(paths);
        var verified = Restore(to, restored);

        Assert.Equal(backup.Verified.Root, verified.Root);
        Assert.Equal(3, verified.Size);
        Assert.Equal(Everything(paths), Everything(restored));
        Assert.Equal(File.ReadAllText(paths.PublicKeys), File.ReadAllText(restored.PublicKeys));
        using var again = MadeOperation.Open(restored);
        Assert.Equal(["City of Lusavan", "Lusavan Daily"], MadeOperation.Names(again));
        MadeOperation.Record(again, "One more");
        Assert.Null(MadeOperation.Verify(restored).Fault);
    }

    [Fact]
    public void Two_recovery_shares_put_a_backup_back_when_every_key_file_is_lost()
    {
        var paths = made.Copy("shares");
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        var restored = OperationPaths.For(disk["new"], keys: null);

        using (var root = RecoveryShares.Combine(made.Shares.Take(2)))
            OperationRestore.Restore(new(to, restored, root, OlderCopy.Refuse), CopyWatch.None);
        OperationFolder.Recover(restored, made.Shares.Take(2), new(Guid.CreateVersion7(), "Farouk Test"),
            MadeOperation.Passphrase);

        using var running = MadeOperation.Open(restored);
        Assert.Equal(["City of Lusavan"], MadeOperation.Names(running));
    }

    [Fact]
    public void A_backup_older_than_the_retention_names_nobody_with_the_keys_of_today()
    {
        var paths = made.Copy("retention");
        var people = PeopleInFolder.Register(paths, 20);
        var (to, newer) = (Backup(), Backup());
        OperationBackup.Make(paths, to, CopyWatch.None);
        PeopleInFolder.Erase(paths, people.Take(10));
        PeopleInFolder.Turn(paths, afterDays: 31);
        OperationBackup.Make(paths, newer, CopyWatch.None);
        PeopleInFolder.Turn(paths, afterDays: 31 + 35);
        // Its key part was destroyed when its time was over; somebody tries that of a newer one.
        File.Delete(to.KeyPart);
        var restored = new OperationPaths(disk["restored"], paths.Keys);

        var told = Assert.Throws<StoreException>(() => Restore(to, restored));
        Assert.Contains("There is no backup file", told.Message, StringComparison.Ordinal);
        File.Copy(newer.KeyPart, to.KeyPart);
        told = Assert.Throws<StoreException>(() => Restore(to, restored));
        Assert.Contains("not of one backup", told.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(restored.Data));
    }

    [Fact]
    public void A_backup_whose_epoch_was_destroyed_since_is_not_put_back_without_it()
    {
        var paths = made.Copy("destroyed");
        PeopleInFolder.Register(paths, 5);
        PeopleInFolder.Turn(paths, afterDays: 31);
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        var restored = EmptyMachine(paths);
        using (var officer = MadeOperation.Unlocked(paths))
        {
            // A keys folder in which the epoch of the backup is gone, and a key part that never had it.
            var form = EpochFile.Read(paths.Epochs);
            var now = TimeProvider.System.GetUtcNow();
            using (var writer = new BackupWriter(to.KeyPart + ".other", KeyPartOf(to)))
            {
                writer.Note("keyring", NoteOf(to, "keyring"));
                writer.Finish();
            }
            File.Move(to.KeyPart + ".other", to.KeyPart, overwrite: true);
            EpochFile.Write(restored.Epochs, form.Turned(officer.Root, now).Without(epoch => epoch.Number == 2, now));
        }

        var told = Assert.Throws<StoreException>(() => Restore(to, restored));

        Assert.Contains(
            "sealed under epoch 2 of the keys, which was destroyed on", told.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(restored.Data));
    }

    [Fact]
    public void A_backup_put_back_beside_newer_keys_is_wrapped_with_them_and_the_old_epoch_is_not_brought_back()
    {
        var paths = made.Copy("rewrapped");
        PeopleInFolder.Register(paths, 5);
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        PeopleInFolder.Turn(paths, afterDays: 31);
        PeopleInFolder.Turn(paths, afterDays: 31 + 35);
        Directory.Delete(paths.Data, recursive: true);

        // Each turn-over is an entry, so the backup is older than the head that was kept.
        Restore(to, paths, OlderCopy.Accept);

        Assert.Equal([true, false, false], EpochFile.Read(paths.Epochs).Epochs.Select(epoch => epoch.IsGone));
        Assert.Equal(6, PeopleInFolder.Readable(paths.Journal, paths).Count);
        using var running = MadeOperation.Open(paths);
        MadeOperation.Record(running, "One more");
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void When_the_whole_keys_folder_is_lost_shares_and_the_key_part_of_a_backup_open_every_name_again()
    {
        var paths = made.Copy("folderlost");
        PeopleInFolder.Register(paths, 5);
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        Directory.Delete(paths.Keys, recursive: true);
        OfficerIdentity officer = new(Guid.CreateVersion7(), "Farouk Test");

        var told = Assert.Throws<KeyException>(() => OperationFolder.Recover(
            paths, made.Shares.Take(2), officer, MadeOperation.Passphrase));
        Assert.Equal(KeyFault.Missing, told.Fault);
        Assert.False(Directory.Exists(paths.Keys));
        OperationFolder.Recover(paths, made.Shares.Take(2), officer, MadeOperation.Passphrase, to.KeyPart);

        Assert.Equal(7, PeopleInFolder.Readable(paths.Journal, paths).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_was_acknowledged_before_the_backup_began_is_in_it_while_others_go_on(bool isAtServer)
    {
        var paths = isAtServer ? made.AtServer(PostgresServer.Shared.Connection) : made.Copy("busy");
        using var running = MadeOperation.Open(paths);
        var acknowledged = new List<string>();
        using var stop = new CancellationTokenSource();
        var load = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var name = $"Party {acknowledged.Count}";
                MadeOperation.Record(running, name);
                lock (acknowledged)
                    acknowledged.Add(name);
            }
        }, TestContext.Current.CancellationToken);

        for (var backup = 0; backup < 5; backup++)
        {
            List<string> before;
            lock (acknowledged)
                before = [.. acknowledged];
            var to = Backup();
            OperationBackup.Make(paths, to, CopyWatch.None);
            var restored = EmptyMachine(paths);
            Restore(to, restored);
            using var again = MadeOperation.Open(restored, FolderUse.Read);
            Assert.Empty(before.Except(MadeOperation.Names(again)));
        }
        await stop.CancelAsync();
        await load;

        Assert.NotEmpty(acknowledged);
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void No_byte_of_a_backup_may_change_unseen()
    {
        var paths = made.Copy("flipped");
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        var chance = new Random(20_260_302);
        foreach (var path in (string[])[to.Journal, to.KeyPart])
        {
            var whole = File.ReadAllBytes(path);
            for (var flip = 0; flip < 150; flip++)
            {
                byte[] changed = [.. whole];
                var at = chance.Next(whole.Length);
                changed[at] ^= (byte)(1 << chance.Next(8));
                File.WriteAllBytes(path, changed);
                Refused(to, paths, $"byte {at} of {path} changed");
            }
            File.WriteAllBytes(path, whole);
        }
        Restore(to, EmptyMachine(paths));
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void A_backup_that_was_cut_off_anywhere_is_not_put_back()
    {
        var paths = made.Copy("torn");
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        var whole = File.ReadAllBytes(to.Journal);

        for (var length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(to.Journal, whole[..length]);
            Refused(to, paths, $"cut after {length} bytes");
        }
    }

    [Fact]
    public void Keys_of_another_operation_put_nothing_back()
    {
        var paths = made.Copy("mine");
        using var other = new MadeOperation();
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        var restored = EmptyMachine(other.Copy("theirs"));

        var refused = Assert.Throws<KeyException>(() => Restore(to, restored));

        Assert.Equal(KeyFault.WrongRoot, refused.Fault);
        Assert.False(Directory.Exists(restored.Data));
    }

    [Fact]
    public void The_two_files_of_two_backups_do_not_go_together()
    {
        var paths = made.Copy("pair");
        var (one, two) = (Backup(), Backup());
        OperationBackup.Make(paths, one, CopyWatch.None);
        OperationBackup.Make(paths, two, CopyWatch.None);

        var refused = Assert.Throws<StoreException>(
            () => Restore(one with { Keys = two.Keys }, EmptyMachine(paths)));

        Assert.EndsWith("are not of one backup.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_overwritten_and_no_place_is_taken_where_a_backup_would_be_none()
    {
        var paths = made.Copy("places");
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);

        Assert.EndsWith("already.", RefusedAt(paths, to).Message, StringComparison.Ordinal);
        Assert.Contains("inside the data folder",
            RefusedAt(paths, BackupPaths.For(Path.Combine(paths.Data, "copy"), keys: null)).Message,
            StringComparison.Ordinal);
        Assert.Contains("must not lie in the folder",
            RefusedAt(paths, BackupPaths.For(disk["b"], disk["b/keys"])).Message, StringComparison.Ordinal);
        Assert.EndsWith("is not empty.",
            Assert.Throws<StoreException>(() => Restore(to, paths)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_that_knows_of_later_entries_stops_an_older_backup_until_somebody_says_it_is_meant()
    {
        var paths = made.Copy("older");
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        using (var running = MadeOperation.Open(paths))
            MadeOperation.Record(running, "Lusavan Daily");
        var restored = EmptyMachine(paths);
        File.Copy(paths.Head, restored.Head);

        var refused = Assert.Throws<StoreException>(() => Restore(to, restored));
        Assert.Contains("1 entries came after it", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(restored.Data));
        Restore(to, restored, OlderCopy.Accept);

        using (var again = MadeOperation.Open(restored))
            MadeOperation.Record(again, "Lusavan Weekly");
        Assert.Null(MadeOperation.Verify(restored).Fault);
        Assert.Single(Directory.GetFiles(restored.Keys, "operation.head.before-*"));
    }

    [Fact]
    public void A_damaged_journal_makes_no_backup()
    {
        var paths = made.Copy("damaged");
        var file = File.ReadAllBytes(paths.Journal);
        using (var store = Sqlite.SqliteStore.Open(paths.Journal, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly))
        {
            var part = store.Read(1).First().OpenPart;
            file[file.AsSpan().IndexOf(part)] ^= 1;
        }
        File.WriteAllBytes(paths.Journal, file);
        var to = Backup();

        var damaged = Assert.Throws<DamagedEntryException>(() => OperationBackup.Make(paths, to, CopyWatch.None));

        Assert.Equal(1, damaged.Position);
        Assert.Empty(Directory.GetFiles(to.Folder).Concat(Directory.GetFiles(to.Keys)));
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void A_disk_that_fills_at_any_write_leaves_half_a_backup_nowhere()
    {
        var paths = Longer("full");
        for (var pages = 1; ; pages++)
        {
            using var small = new Disk();
            if (!small.TryLimit(pages * 4_096))
                return; // Only an administrator can make a small disk.
            var to = BackupPaths.For(small["to"], disk[$"keys-{pages}"]);
            var said = Record.Exception(() => OperationBackup.Make(paths, to, CopyWatch.None));
            if (said is null)
            {
                Assert.InRange(pages, 5, 100);
                Restore(to, EmptyMachine(paths));
                return;
            }
            Assert.StartsWith("The backup could not be written", Assert.IsType<StoreException>(said).Message,
                StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(small["to"]).Concat(Directory.GetFiles(to.Keys)));
        }
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void A_disk_that_fills_at_any_write_leaves_nothing_put_back_by_half()
    {
        var paths = Longer("tight");
        var to = Backup();
        OperationBackup.Make(paths, to, CopyWatch.None);
        var machine = EmptyMachine(paths);
        for (var pages = 2; ; pages += 3)
        {
            using var small = new Disk();
            if (!small.TryLimit(pages * 4_096))
                return; // Only an administrator can make a small disk.
            var restored = new OperationPaths(small["data"], machine.Keys);
            var said = Record.Exception(() => Restore(to, restored));
            if (said is null)
            {
                Assert.InRange(pages, 10, 200);
                Assert.Null(MadeOperation.Verify(restored).Fault);
                return;
            }
            Assert.NotEmpty(Assert.IsType<StoreException>(said).Remedy);
            Assert.Empty(Directory.GetFileSystemEntries(small.Folder));
        }
    }

    [Fact]
    public void Who_stops_in_the_middle_leaves_nothing()
    {
        var paths = made.Copy("stopped");
        var to = Backup();

        Assert.Throws<OperationCanceledException>(() =>
            OperationBackup.Make(paths, to, Stop));

        Assert.Empty(Directory.GetFiles(to.Folder).Concat(Directory.GetFiles(to.Keys)));
        OperationBackup.Make(paths, to, CopyWatch.None);
        var restored = EmptyMachine(paths);
        using var unlocked = MadeOperation.Unlocked(restored);
        Assert.Throws<OperationCanceledException>(() =>
            OperationRestore.Restore(new(to, restored, unlocked.Root, OlderCopy.Refuse), Stop));
        Assert.False(Directory.Exists(restored.Data));
    }

    static CopyWatch Stop { get; } = CopyWatch.None with { Verified = _ => throw new OperationCanceledException() };

    static StoreException RefusedAt(OperationPaths paths, BackupPaths to) =>
        Assert.Throws<StoreException>(() => OperationBackup.Make(paths, to, CopyWatch.None));

    static Verification Restore(BackupPaths from, OperationPaths to, OlderCopy older = OlderCopy.Refuse)
    {
        using var unlocked = MadeOperation.Unlocked(to);
        return OperationRestore.Restore(new(from, to, unlocked.Root, older), CopyWatch.None).Verified;
    }

    void Refused(BackupPaths from, OperationPaths paths, string when)
    {
        // One machine for all: nothing is ever left on it.
        var restored = new OperationPaths(disk["refused"], paths.Keys);
        var said = Record.Exception(() =>
        {
            using var root = RootKey.FromBytes(Root(paths));
            OperationRestore.Restore(new(from, restored, root, OlderCopy.Refuse), CopyWatch.None);
        });
        Assert.True(said is StoreException or KeyException or DamagedEntryException, $"{when}: {said}");
        Assert.False(Directory.Exists(restored.Data) || Directory.Exists(restored.Data + ".restoring"), when);
    }

    byte[]? rootBytes;

    /// <summary>Unlocked once: a passphrase takes a tenth of a second.</summary>
    byte[] Root(OperationPaths paths)
    {
        if (rootBytes is { } known)
            return known;
        using var unlocked = MadeOperation.Unlocked(paths);
        return rootBytes = unlocked.Root.Bytes.ToArray();
    }

    OperationPaths Longer(string name)
    {
        var paths = made.Copy(name);
        using var running = MadeOperation.Open(paths);
        for (var party = 0; party < 40; party++)
            MadeOperation.Record(running, $"Party {party}");
        return paths;
    }

    BackupPaths Backup() => BackupPaths.For(disk[$"backup-{Guid.NewGuid():N}"], keys: null);

    OperationPaths EmptyMachine(OperationPaths of) =>
        MadeOperation.EmptyMachine(disk[$"empty-{Guid.NewGuid():N}"], of);

    static BackupHeader KeyPartOf(BackupPaths backup)
    {
        using var keys = BackupFile.Open(backup.KeyPart);
        return keys.Header;
    }

    static byte[] NoteOf(BackupPaths backup, string name)
    {
        using var keys = BackupFile.Open(backup.KeyPart);
        return keys.FindNote(name)!;
    }

    static string Everything(OperationPaths paths)
    {
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
            return JournalWords.All(store);
    }
}
