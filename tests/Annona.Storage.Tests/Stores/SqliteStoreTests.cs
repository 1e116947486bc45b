using Annona.Journal;
using Annona.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Stores;

public sealed class SqliteStoreTests : JournalStoreTests
{
    readonly Disk disk = new();

    string Path => disk["journal.db"];

    protected override IJournalStore Open() => SqliteStore.Open(Path, SqliteOpenMode.ReadWriteCreate);

    protected override void Clean() => disk.Dispose();

    [Fact]
    public void A_file_opened_again_has_everything()
    {
        Store.Append(new(0, [Entry(1, [7])], [new(Guid.Empty, [1])], [new(default, [3])], "first"));
        Store.KeepNote("keyring", [9]);
        Store.Dispose();

        using var again = SqliteStore.Open(Path, SqliteOpenMode.ReadOnly);

        Same([Entry(1, [7])], again.Read(1));
        Assert.Equal(new Head(1, "first"), again.Head);
        Assert.Equal([1], again.FindSubjectKey(Guid.Empty));
        Assert.Equal([3], again.FindBlob(default));
        Assert.Equal([9], again.FindNote("keyring"));
    }

    [Fact]
    public void A_reader_beside_the_writer_sees_whole_batches()
    {
        Store.Append(new(0, [Entry(1)], [], [], "first"));
        using var reader = SqliteStore.Open(Path, SqliteOpenMode.ReadOnly);
        using var reading = reader.Read(1).GetEnumerator();
        Assert.True(reading.MoveNext());

        Store.Append(new(1, [Entry(2), Entry(3)], [], [], "second"));

        Assert.False(reading.MoveNext());
        Assert.Equal(3, reader.Head.Size);
    }

    [Fact]
    public void A_full_file_keeps_what_it_has_and_goes_on_when_there_is_room()
    {
        var store = (SqliteStore)Store;
        var world = new StoredWorld(store);
        world.Record("City of Lusavan");
        store.LimitPages(1);

        var full = Assert.Throws<StoreException>(() => world.Archive(new string('x', 100_000)));

        Assert.Equal("The disk is full; nothing of this was recorded.", full.Message);
        Assert.NotEmpty(full.Remedy);
        Assert.Equal(["City of Lusavan"], new StoredWorld(store).Names);
        Assert.Null(world.Verify().Fault);
        store.LimitPages(100_000);
        world.Record("Lusavan Daily");
        Assert.Equal(["City of Lusavan", "Lusavan Daily"], new StoredWorld(store).Names);
        Assert.Null(world.Verify().Fault);
    }

    [Fact]
    public void A_full_disk_keeps_what_it_has_and_goes_on_when_there_is_room()
    {
        using var small = new Disk();
        if (!small.TryLimit(600_000))
            return; // Only an administrator can make a small disk; the test above fills a file instead.
        using var store = SqliteStore.Open(small["journal.db"], SqliteOpenMode.ReadWriteCreate);
        var world = new StoredWorld(store);
        File.WriteAllBytes(small["ballast"], new byte[300_000]);

        var recorded = 0;
        var full = Assert.Throws<StoreException>(() =>
        {
            for (; recorded < 10_000; recorded++)
                world.Record($"Party {recorded}");
        });

        Assert.Contains("nothing of this was recorded", full.Message, StringComparison.Ordinal);
        Assert.InRange(recorded, 5, 9_999);
        Assert.Equal(recorded, world.Names.Count());
        Assert.Null(world.Verify().Fault);
        File.Delete(small["ballast"]);
        world.Record("One more");
        Assert.Equal(recorded + 1, new StoredWorld(store).Names.Count());
        Assert.Null(world.Verify().Fault);
    }

    [Fact]
    public void A_file_opened_for_reading_is_not_written()
    {
        Store.Append(new(0, [Entry(1)], [], [], "first"));
        using var reader = SqliteStore.Open(Path, SqliteOpenMode.ReadOnly);

        var refused = Assert.Throws<StoreException>(() => reader.Append(new(1, [Entry(2)], [], [], "second")));

        Assert.Equal("The data folder is read-only; nothing of this was recorded.", refused.Message);
        Assert.Equal(1, Store.Head.Size);
    }

    [Fact]
    public void A_write_protected_copy_is_read_and_not_written()
    {
        Store.Append(new(0, [Entry(1)], [], [], "first"));
        Store.Dispose();
        disk.Protect();

        using var reader = SqliteStore.Open(Path, SqliteOpenMode.ReadOnly);

        Same([Entry(1)], reader.Read(1));
        var refused = Assert.Throws<StoreException>(() => SqliteStore.Open(Path, SqliteOpenMode.ReadWrite)
            .Append(new(1, [Entry(2)], [], [], "second")));
        Assert.NotEmpty(refused.Remedy);
    }

    [Theory]
    [InlineData(SqliteOpenMode.ReadOnly)]
    [InlineData(SqliteOpenMode.ReadWrite)]
    public void A_file_that_is_not_there_is_not_made(SqliteOpenMode mode)
    {
        var missing = Assert.Throws<StoreException>(() => SqliteStore.Open(Path, mode));

        Assert.Equal("The journal file cannot be opened.", missing.Message);
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData(SqliteOpenMode.ReadOnly)]
    [InlineData(SqliteOpenMode.ReadWrite)]
    public void An_empty_file_is_what_an_interrupted_beginning_leaves(SqliteOpenMode mode)
    {
        File.WriteAllBytes(Path, []);

        Assert.Equal("The journal file is empty.",
            Assert.Throws<StoreException>(() => SqliteStore.Open(Path, mode)).Message);
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        Make("CREATE TABLE people (name TEXT)");
        var before = File.ReadAllBytes(Path);

        var refused = Assert.Throws<StoreException>(Open);

        Assert.Equal("This file is a database, but not one of Annona's.", refused.Message);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_alone()
    {
        File.WriteAllText(Path, new string('x', 10_000));

        Assert.Equal("The journal file is damaged.", Assert.Throws<StoreException>(Open).Message);
        Assert.Equal(10_000, new FileInfo(Path).Length);
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_left_alone()
    {
        Store.Dispose();
        Make("PRAGMA user_version = 99");

        Assert.Equal("This journal was written by a newer Annona.", Assert.Throws<StoreException>(Open).Message);
    }

    [Fact]
    public void An_erased_key_does_not_stay_behind_in_the_file()
    {
        byte[] canary = [.. "the wrapped key of a person, long enough to be found again"u8];
        Store.KeepNote("canary", canary);
        Store.KeepNote("canary", [1]);
        Store.Dispose();

        Assert.Equal(-1, File.ReadAllBytes(Path).AsSpan().IndexOf(canary));
    }

    [Fact]
    public void A_file_of_the_first_layout_is_read_as_it_is_and_brought_to_the_newest_before_it_is_written()
    {
        using var memory = new MemoryStore();
        var first = new StoredWorld(memory);
        var (amal, farouk) = (first.Register("Canary Amalova"), first.Register("Farouk"));
        MakeOldLayout(memory);
        using (var reader = SqliteStore.Open(Path, SqliteOpenMode.ReadOnly))
        {
            Same(memory.Read(1), reader.Read(1));
            Assert.Equal(memory.FindSubjectKey(amal), reader.FindSubjectKey(amal));
            Assert.Equal(3, reader.SubjectKeys().Count());
        }

        Same(memory.Read(1), Store.Read(1));
        new StoredWorld(Store).Erase(amal);

        Assert.Null(Store.FindSubjectKey(amal));
        Assert.Equal(memory.FindSubjectKey(farouk), Store.FindSubjectKey(farouk));
        Assert.Null(new StoredWorld(Store).Verify().Fault);
    }

    [Fact]
    public void Of_a_thousand_erased_persons_no_sealed_byte_is_left_in_the_file_or_its_log()
    {
        var world = new StoredWorld(Store);
        // Names of different lengths, so that rows and pages are not all alike.
        var persons = Enumerable.Range(0, 2_000)
            .Select(at => StoredWorld.Asking($"Person {at} {new string('x', at % 180)}"))
            .Chunk(500).SelectMany(world.Registered).ToList();
        var erased = persons.Where((_, at) => at % 2 == 0).ToList();
        var secrets = erased.Select(person => Store.FindSubjectKey(person)!)
            .Concat(PartsOf(erased)).ToList();

        foreach (var chunk in erased.Chunk(250))
        {
            world.Erase(chunk);
            world.Record($"Party {chunk[0]}");
        }

        var bytes = ((string[])[Path, $"{Path}-wal", $"{Path}-shm"]).Where(File.Exists).Select(ReadShared).ToList();
        Assert.All(secrets, secret => Assert.DoesNotContain(bytes, file =>
            file.AsSpan().IndexOf(secret.AsSpan(0, 24)) >= 0
            || file.AsSpan().IndexOf(secret.AsSpan(secret.Length - 24)) >= 0));
        Assert.Equal(2_000, secrets.Count);
        Assert.Null(world.Verify().Fault);
        Assert.Equal(2_000, new StoredWorld(Store).Operation.Now.People.PersonCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void No_byte_of_an_old_wrapping_is_left_in_the_file_or_its_log(int longer)
    {
        var random = new Random(7);
        byte[] Wrapping(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }

        for (var batch = 0; batch < 20; batch++)
            Store.Append(new(batch, [Entry(batch + 1)],
                [.. Enumerable.Range(0, 500).Select(_ => new SubjectKey(Guid.CreateVersion7(), Wrapping(60)))], [],
                $"head {batch}"));
        var old = Store.SubjectKeys().Select(key => key.Wrapped).ToList();

        Assert.Equal(10_000, Store.Rewrap(_ => Wrapping(60 + longer), _ => { }));
        Assert.True(Store.Sweep());

        var file = ReadShared(Path);
        Assert.Equal(0, new FileInfo(Path + "-wal").Length);
        Assert.Equal(10_000, old.Count);
        Assert.Equal(0, old.Count(wrapped => file.AsSpan().IndexOf(wrapped.AsSpan(0, 20)) >= 0
            || file.AsSpan().IndexOf(wrapped.AsSpan(40)) >= 0));
        Assert.NotEqual(-1, file.AsSpan().IndexOf(Store.SubjectKeys().Last().Wrapped));
    }

    IEnumerable<byte[]> PartsOf(List<Guid> persons) =>
        from entry in Store.Read(1)
        from part in JournalReader.Decode(entry).Envelope.Personal.Select((reference, at) => (reference.Subject, at))
        where persons.Contains(part.Subject)
        select entry.PersonalParts[part.at];

    static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The tables as the first release made them.</summary>
    void MakeOldLayout(MemoryStore from)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        Run("""
            CREATE TABLE entry (position INTEGER PRIMARY KEY, leaf BLOB NOT NULL, open BLOB NOT NULL) STRICT;
            CREATE TABLE personal (position INTEGER NOT NULL, part INTEGER NOT NULL, sealed BLOB NOT NULL,
                PRIMARY KEY (position, part)) STRICT, WITHOUT ROWID;
            CREATE TABLE subject_key (subject BLOB PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE document (hash BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
            CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;
            CREATE TABLE note (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
            PRAGMA application_id = 0x414E4E4F;
            PRAGMA user_version = 1;
            PRAGMA journal_mode = WAL;
            """);
        foreach (var entry in from.Read(1))
        {
            Run("INSERT INTO entry VALUES ($a, $b, $c)", entry.Position, entry.LeafBytes, entry.OpenPart);
            for (var part = 0; part < entry.PersonalParts.Count; part++)
                Run("INSERT INTO personal VALUES ($a, $b, $c)", entry.Position, part, entry.PersonalParts[part]);
        }
        foreach (var key in from.SubjectKeys())
            Run("INSERT INTO subject_key VALUES ($a, $b)", key.Subject.ToByteArray(bigEndian: true), key.Wrapped);
        foreach (var head in from.Checkpoints())
            Run("INSERT INTO checkpoint VALUES ($a, $b)", head.Size, head.Checkpoint);
        Run("INSERT INTO note VALUES ($a, $b)", "keyring", from.FindNote("keyring")!);

        void Run(string sql, params object[] values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var at = 0; at < values.Length; at++)
                command.Parameters.AddWithValue($"${(char)('a' + at)}", values[at]);
            command.ExecuteNonQuery();
        }
    }

    [Fact]
    public void Two_writers_at_one_file_never_lose_an_entry_of_each_other()
    {
        using var other = SqliteStore.Open(Path, SqliteOpenMode.ReadWriteCreate);
        Store.Append(new(0, [Entry(1)], [], [], "first"));

        Assert.Throws<StaleHeadException>(() => other.Append(new(0, [Entry(1, [9])], [], [], "other")));
        other.Append(new(1, [Entry(2)], [], [], "second"));

        Same([Entry(1), Entry(2)], Store.Read(1));
    }

    void Make(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
