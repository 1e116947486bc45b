using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Move;
using Annona.Storage.Postgres;
using Annona.Storage.Sqlite;
using Annona.Storage.Tests.Golden;
using Annona.Storage.Tests.Stores;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Annona.Storage.Tests.Faults;

/// <summary>A journal moves between its file and a server, and at every moment one copy of it is in use.</summary>
public sealed class MoveTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    static readonly PostgresServer server = PostgresServer.Shared;

    readonly Disk disk = new();

    /// <summary>A database of each test's own: copies of one operation would take one schema.</summary>
    readonly Lazy<string> words = new(() =>
    {
        var database = $"moved_{Guid.NewGuid():n}";
        server.Run($"CREATE DATABASE {database}");
        return server.Connection.Replace("=postgres", $"={database}", StringComparison.Ordinal);
    });

    public static TheoryData<MoveStep> Steps => [.. Enum.GetValues<MoveStep>()];

    public void Dispose() => disk.Dispose();

    [Fact]
    public void A_journal_with_every_stored_form_is_the_same_to_the_last_byte_at_a_server_and_back()
    {
        var golden = Path.Combine(GoldenJournal.Folder, GoldenJournal.Releases.Last());
        var paths = OperationPaths.For(disk["golden"], keys: null);
        Disk.Copy(Path.Combine(golden, "data"), paths.Data);
        Disk.Copy(Path.Combine(golden, "keys"), paths.Keys);
        var (before, root) = (Everything(paths), MadeOperation.Verify(paths).Root);

        var there = ToServer(paths);
        var atServer = Everything(paths);
        var back = ToFile(paths);

        Assert.Equal((root, root), (there.Verified!.Root, back.Verified!.Root));
        Assert.Equal(before, atServer);
        Assert.Equal(before, Everything(paths));
        Assert.Equal(before, FileWords(there.Kept!));
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    [Fact]
    public void Who_was_erased_is_in_no_moved_journal_and_who_was_not_can_still_be()
    {
        var folder = Directory.CreateDirectory(disk["erased"]).FullName;
        Guid gone, there;
        var paths = OperationPaths.For(folder, keys: null);
        Directory.CreateDirectory(paths.Keys);
        using (var store = SqliteStore.Open(paths.Journal, SqliteOpenMode.ReadWriteCreate))
        {
            var world = new StoredWorld(store);
            (gone, there) = (world.Register("Canary Amalova"), world.Register("Farouk"));
            world.Erase(gone);
        }
        var place = server.NewPlace();
        using (var file = SqliteStore.Open(paths.Journal, SqliteOpenMode.ReadOnly))
        using (var store = PostgresStore.Open(place, PostgresUse.Make))
        {
            store.Fill(file, _ => { });

            Assert.Null(JournalDigest.Of(file).DifferenceTo(JournalDigest.Of(store)));
            Assert.Null(store.FindSubjectKey(gone));
            new StoredWorld(store).Erase(there);
            Assert.Equal("entries", JournalDigest.Of(file).DifferenceTo(JournalDigest.Of(store)));
        }
        using var again = PostgresStore.Open(place, PostgresUse.Read);
        Assert.All(
            again.Read(1).Skip(1).SelectMany(entry => entry.PersonalParts), part => Assert.Empty(part));
    }

    [Fact]
    public void Nobody_goes_on_in_the_old_copy_and_the_new_one_takes_more()
    {
        var paths = made.Copy("followed");
        using var waiting = MadeOperation.Open(paths, FolderUse.Read);
        var told = Assert.Throws<StoreException>(() =>
        {
            using var lease = new FileLease(paths);
            ToServer(paths);
            lease.TryTake();
        });

        Assert.Contains("was moved", told.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(paths.Journal));
        using (var running = MadeOperation.Open(paths))
            MadeOperation.Record(running, "At the server");
        Assert.Null(MadeOperation.Verify(paths).Fault);
        var elsewhere = Elsewhere(paths);
        using var late = PostgresStore.Open(JournalHome.ReadPlace(paths.Server), PostgresUse.Write);

        ToFile(paths);

        using var here = MadeOperation.Open(paths);
        MadeOperation.Record(here, "In the file");
        Assert.Throws<StoreException>(() => late.KeepNote("late", [1]));
        Assert.Throws<StoreException>(() => MadeOperation.Open(elsewhere));
        Assert.Equal(["City of Lusavan", "At the server", "In the file"], MadeOperation.Names(here));
    }

    [Fact]
    public void While_somebody_records_nothing_is_moved_and_it_is_said_who()
    {
        var (file, atServer) = (made.Copy("held"), made.AtServer(server.Connection));
        foreach (var (paths, act) in ((OperationPaths, Func<OperationPaths, Moved>)[])
            [(file, ToServer), (atServer, ToFile)])
        {
            using var running = MadeOperation.Open(paths);

            var told = Assert.Throws<StoreException>(() => act(paths));

            Assert.Contains($"number {Environment.ProcessId}", told.Message, StringComparison.Ordinal);
            MadeOperation.Record(running, "Goes on");
        }
    }

    [Fact]
    public void The_old_copy_is_removed_when_that_is_asked()
    {
        var paths = made.Copy("deleted");
        var before = Everything(paths);

        var there = new JournalMove(paths, OldCopy.Delete, CopyWatch.None).ToServer(words.Value);
        Assert.Empty(Directory.GetFiles(paths.Data, "journal.db*"));
        var back = new JournalMove(paths, OldCopy.Delete, CopyWatch.None).ToFile();

        Assert.Equal((null, null), (there.Kept, back.Kept));
        Assert.Equal(before, Everything(paths));
        using var connection = new NpgsqlConnection(words.Value);
        connection.Open();
        using var left = new NpgsqlCommand(
            "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'annona%'", connection);
        Assert.Equal(0L, left.ExecuteScalar());
    }

    [Fact]
    public void What_fails_leaves_the_old_copy_in_use_and_nothing_beside_it()
    {
        var paths = made.Copy("failing");
        var before = Everything(paths);
        var stop = CopyWatch.None with { Verified = _ => throw new OperationCanceledException() };

        Assert.Throws<OperationCanceledException>(
            () => new JournalMove(paths, OldCopy.Delete, stop).ToServer(words.Value));
        Assert.Throws<StoreException>(
            () => new JournalMove(paths, OldCopy.Delete, stop).ToServer("Host=/nowhere"));
        Assert.Throws<StoreException>(() => ToFile(paths));
        Assert.Equal(before, Everything(paths));
        Assert.False(File.Exists(paths.Moving));
        ToServer(paths);
        Assert.Throws<OperationCanceledException>(() => new JournalMove(paths, OldCopy.Delete, stop).ToFile());
        Assert.Throws<StoreException>(() => ToServer(paths));

        Assert.Equal(before, Everything(paths));
        Assert.False(File.Exists(paths.Moving));
        using var running = MadeOperation.Open(paths);
        MadeOperation.Record(running, "Goes on");
    }

    [Fact]
    [Trait("Suite", "faults")]
    public void A_note_of_a_move_that_cannot_be_read_is_named_and_nothing_is_moved()
    {
        var paths = made.Copy("note");
        File.WriteAllText(paths.Moving, "{");

        var told = Assert.Throws<StoreException>(() => ToServer(paths));

        Assert.Contains(paths.Moving, told.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(paths.Journal));
        Assert.False(File.Exists(paths.Server));
    }

    [Theory]
    [Trait("Suite", "faults")]
    [MemberData(nameof(Steps))]
    public void A_move_to_a_server_that_is_killed_leaves_one_copy_in_use_and_the_next_try_ends_it(MoveStep step)
    {
        var paths = made.Copy("killed");
        Mover.KillAfter(step, paths, words.Value);
        CheckInUse(paths, step, isServer: step >= MoveStep.Switched);
        if (step < MoveStep.Switched)
            Assert.NotNull(ToServer(paths).Verified);
        else
            Assert.Null(ToServer(paths).Verified);
        CheckEnded(paths);
        Assert.False(File.Exists(paths.Journal));
    }

    [Theory]
    [Trait("Suite", "faults")]
    [MemberData(nameof(Steps))]
    public void A_move_to_a_file_that_is_killed_leaves_one_copy_in_use_and_the_next_try_ends_it(MoveStep step)
    {
        var paths = made.AtServer(server.Connection);
        Mover.KillAfter(step, paths, words: "");
        if (step == MoveStep.Ready)
        {
            // The next step would have been the switch: nobody else adds to what would be left behind.
            using var other = MadeOperation.Open(Elsewhere(paths));
            var told = Assert.Throws<StoreException>(() => MadeOperation.Record(other, "Beside it"));
            Assert.Contains("being moved", told.Message, StringComparison.Ordinal);
        }
        CheckInUse(paths, step, isServer: step < MoveStep.Switched);
        if (step < MoveStep.Switched)
            Assert.NotNull(ToFile(paths).Verified);
        else
            Assert.Null(ToFile(paths).Verified);
        CheckEnded(paths);
        Assert.False(File.Exists(paths.Server));
    }

    [Fact]
    [Trait("Suite", "long")]
    public async Task A_hundred_thousand_entries_come_back_from_a_server_as_they_were()
    {
        const int persons = 100_000;
        var paths = made.Copy("large");
        using (var running = MadeOperation.Open(paths))
        {
            for (var done = 0; done < persons; done += 4_000)
                await LargeBackupTests.Register(running, 4_000);
        }
        JournalDigest Digest()
        {
            var (store, _) = OperationFolder.OpenSealed(paths);
            using (store)
                return JournalDigest.Of(store);
        }

        var before = Digest();
        var there = ToServer(paths);
        var back = ToFile(paths);

        Assert.Null(before.DifferenceTo(Digest()));
        Assert.Equal(there.Verified!.Root, back.Verified!.Root);
        Assert.InRange(back.Verified.Size, persons, long.MaxValue);
    }

    /// <summary>A folder of the same operation on another machine.</summary>
    OperationPaths Elsewhere(OperationPaths of)
    {
        var paths = made.Nowhere();
        Disk.Copy(of.Data, paths.Data);
        Disk.Copy(of.Keys, paths.Keys);
        File.Delete(paths.Moving);
        return paths;
    }

    /// <summary>Whatever was interrupted, the operation records, and says that something is left behind.</summary>
    static void CheckInUse(OperationPaths paths, MoveStep step, bool isServer)
    {
        Assert.Equal(isServer, File.Exists(paths.Server));
        using (var running = MadeOperation.Open(paths))
        {
            Assert.Equal(["City of Lusavan"], MadeOperation.Names(running));
            MadeOperation.Record(running, $"After {step}");
            Assert.Contains(running.Warnings, said => said.Contains("annona move", StringComparison.Ordinal));
        }
        Assert.Null(MadeOperation.Verify(paths).Fault);
    }

    static void CheckEnded(OperationPaths paths)
    {
        Assert.Null(MadeOperation.Verify(paths).Fault);
        Assert.False(File.Exists(paths.Moving) || File.Exists(paths.Journal + ".moving"));
        using var running = MadeOperation.Open(paths);
        Assert.Equal(2, MadeOperation.Names(running).Count);
        Assert.Empty(running.Warnings);
        MadeOperation.Record(running, "Goes on");
    }

    Moved ToServer(OperationPaths paths) =>
        new JournalMove(paths, OldCopy.SetAside, CopyWatch.None).ToServer(words.Value);

    static Moved ToFile(OperationPaths paths) => new JournalMove(paths, OldCopy.SetAside, CopyWatch.None).ToFile();

    static string FileWords(string path)
    {
        using var store = SqliteStore.Open(path, SqliteOpenMode.ReadOnly);
        return JournalWords.All(store);
    }

    static string Everything(OperationPaths paths)
    {
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
            return JournalWords.All(store);
    }
}
