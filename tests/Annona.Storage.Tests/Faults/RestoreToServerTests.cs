using Annona.Journal;
using Annona.Storage.Backup;
using Annona.Storage.Folder;
using Annona.Storage.Move;
using Annona.Storage.Postgres;
using Annona.Storage.Tests.Keys;
using Annona.Storage.Tests.Stores;
using Npgsql;

namespace Annona.Storage.Tests.Faults;

/// <summary>A backup is put back straight into a database at a server.</summary>
public sealed class RestoreToServerTests(MadeOperation made) : IClassFixture<MadeOperation>, IDisposable
{
    static readonly PostgresServer server = PostgresServer.Shared;

    readonly Disk disk = new();

    /// <summary>A database of each test's own: all of them put the same operation back.</summary>
    readonly Lazy<string> words = new(() =>
    {
        var database = $"restored_{Guid.NewGuid():n}";
        server.Run($"CREATE DATABASE {database}");
        return server.Connection.Replace("=postgres", $"={database}", StringComparison.Ordinal);
    });

    public void Dispose() => disk.Dispose();

    [Fact]
    public void A_backup_put_back_at_a_server_is_the_same_journal_and_goes_on()
    {
        var (paths, backup) = BackedUp("there");
        var restored = EmptyMachine(paths);

        var verified = Restore(backup, restored).Verified;

        Assert.Equal(MadeOperation.Verify(paths).Root, verified.Root);
        Assert.Null(Digest(paths).DifferenceTo(Digest(restored)));
        Assert.True(File.Exists(restored.Server));
        Assert.False(File.Exists(restored.Journal));
        using (var running = MadeOperation.Open(restored))
            MadeOperation.Record(running, "One more");
        Assert.Null(MadeOperation.Verify(restored).Fault);
        Assert.Null(Comment(restored));
    }

    [Fact]
    public void Who_was_erased_after_the_backup_is_erased_again_at_the_server()
    {
        var paths = made.Copy("erased");
        var people = PeopleInFolder.Register(paths, 6);
        var backup = Backup();
        OperationBackup.Make(paths, backup, CopyWatch.None);
        PeopleInFolder.Erase(paths, people.Take(2));
        var restored = EmptyMachine(paths);
        File.Copy(paths.Erased, restored.Erased);

        Assert.Equal(2, Restore(backup, restored).ErasedAgain);

        Assert.Null(MadeOperation.Verify(restored).Fault);
        var (store, _) = OperationFolder.OpenSealed(restored);
        using (store)
            Assert.All(people, person =>
                Assert.Equal(people.Take(2).Contains(person), store.FindSubjectKey(person) is null));
    }

    [Fact]
    public void A_database_that_has_the_operation_is_refused_and_left_as_it_is()
    {
        var (paths, backup) = BackedUp("twice");
        var first = EmptyMachine(paths);
        Restore(backup, first);
        using (var running = MadeOperation.Open(first))
            MadeOperation.Record(running, "Recorded since");
        var before = Digest(first);
        var second = EmptyMachine(paths);

        var told = Assert.Throws<StoreException>(() => Restore(backup, second));

        Assert.StartsWith(
            "The database has a journal of this operation already", told.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(second.Data) || Directory.Exists(second.Data + ".restoring"));
        Assert.Null(before.DifferenceTo(Digest(first)));
    }

    [Fact]
    public void What_fails_leaves_nothing_at_the_server_and_nothing_in_the_folder()
    {
        var (paths, backup) = BackedUp("failing");
        var restored = EmptyMachine(paths);
        var stop = CopyWatch.None with { Verified = _ => throw new OperationCanceledException() };

        Assert.Throws<OperationCanceledException>(() => Restore(backup, restored, stop));
        Assert.Equal(0L, Schemas());
        Assert.Throws<StoreException>(() => Restore(backup, restored, words: "Host=/nowhere"));
        Assert.Throws<StoreException>(() => Restore(backup, restored, words: "Host=db;Password=secret"));

        Assert.False(Directory.Exists(restored.Data) || Directory.Exists(restored.Data + ".restoring"));
        Restore(backup, restored);
        MadeOperation.Open(restored).Dispose();
    }

    [Fact]
    public void What_an_interrupted_restore_left_the_next_one_removes_and_what_a_move_left_it_does_not()
    {
        var (paths, backup) = BackedUp("half");
        var restored = EmptyMachine(paths);
        Restore(backup, restored);
        var place = JournalHome.ReadPlace(restored.Server);
        void Mark(string mark) => PostgresMove.Run(place, $"COMMENT ON SCHEMA \"{place.Schema}\" IS '{mark}'");

        // A move that was interrupted after its switch: the journal is in use.
        Mark("annona: half of a move");
        Assert.Throws<StoreException>(() => Restore(backup, EmptyMachine(paths)));
        Mark("annona: half of a restore");
        var again = EmptyMachine(paths);
        Restore(backup, again);

        Assert.Null(Digest(paths).DifferenceTo(Digest(again)));
        Assert.Null(Comment(again));
    }

    (OperationPaths Paths, BackupPaths Backup) BackedUp(string name)
    {
        var (paths, backup) = (made.Copy(name), Backup());
        PeopleInFolder.Register(paths, 3);
        OperationBackup.Make(paths, backup, CopyWatch.None);
        return (paths, backup);
    }

    Restored Restore(BackupPaths from, OperationPaths to, CopyWatch? watch = null, string? words = null)
    {
        using var unlocked = MadeOperation.Unlocked(to);
        return OperationRestore.Restore(
            new(from, to, unlocked.Root, OlderCopy.Refuse) { Server = words ?? this.words.Value },
            watch ?? CopyWatch.None);
    }

    BackupPaths Backup() => BackupPaths.For(disk[$"backup-{Guid.NewGuid():N}"], keys: null);

    OperationPaths EmptyMachine(OperationPaths of) =>
        MadeOperation.EmptyMachine(disk[$"empty-{Guid.NewGuid():N}"], of);

    static JournalDigest Digest(OperationPaths paths)
    {
        var (store, _) = OperationFolder.OpenSealed(paths);
        using (store)
            return JournalDigest.Of(store);
    }

    object? Comment(OperationPaths paths) => Ask(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = "
        + $"'{MadeOperation.SchemaOf(paths)}'");

    object? Schemas() => Ask("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'annona%'");

    object? Ask(string sql)
    {
        using var connection = new NpgsqlConnection(words.Value);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() is var found and not DBNull ? found : null;
    }
}
