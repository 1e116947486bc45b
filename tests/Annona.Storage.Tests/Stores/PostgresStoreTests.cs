using System.Data;
using Annona.Journal;
using Annona.Storage.Postgres;
using Npgsql;

namespace Annona.Storage.Tests.Stores;

/// <summary>A journal at a real server.</summary>
public sealed class PostgresStoreTests : JournalStoreTests
{
    static readonly PostgresServer server = PostgresServer.Shared;

    readonly PostgresPlace place = server.NewPlace();

    protected override IJournalStore Open() => PostgresStore.Open(place, PostgresUse.Make);

    [Fact]
    public void A_journal_opened_again_has_everything()
    {
        Store.Append(new(0, [Entry(1, [7])], [new(Guid.Empty, [1])], [new(default, [3])], "first"));
        Store.KeepNote("keyring", [9]);
        Store.Dispose();

        using var again = PostgresStore.Open(place, PostgresUse.Read);

        Same([Entry(1, [7])], again.Read(1));
        Assert.Equal(new Head(1, "first"), again.Head);
        Assert.Equal([new SubjectKey(Guid.Empty, [1]).Subject], again.SubjectKeys().Select(key => key.Subject));
        Assert.Equal([3], again.FindBlob(default));
        Assert.Equal([9], again.FindNote("keyring"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(5_000)]
    public void A_batch_of_any_size_is_read_back(int count)
    {
        var entries = Enumerable.Range(1, count).Select(at =>
            new StoredEntry(at, BitConverter.GetBytes(at), [(byte)(at % 200)], at % 3 == 0 ? [] : [[7], []]))
            .ToList();
        List<SubjectKey> keys = [.. entries.Select(entry => new SubjectKey(Guid.NewGuid(), entry.LeafBytes))];

        Store.Append(new(0, entries, keys, [], "first"));

        Same(entries, Store.Read(1));
        Same(entries.Skip(count - 1), Store.Read(count));
        Assert.Equal(count, Store.SubjectKeys().Select(key => key.Subject).Distinct().Count());
        Assert.All(keys.Take(3), key => Assert.Equal(key.Wrapped, Store.FindSubjectKey(key.Subject)));
        Assert.Throws<StaleHeadException>(() => Store.Append(new(0, entries, [], [], "again")));
    }

    [Fact]
    public void Entries_of_megabytes_come_a_page_at_a_time()
    {
        var entries = Enumerable.Range(1, 12)
            .Select(at => new StoredEntry(at, [1], new byte[at % 2 == 0 ? JournalWriter.OpenPartSizeMax : 1], []))
            .ToList();

        Store.Append(new(0, entries, [], [], "first"));

        Assert.Equal(entries.Select(entry => (entry.Position, entry.OpenPart.Length)),
            Store.Read(1).Select(entry => (entry.Position, entry.OpenPart.Length)));
    }

    [Fact]
    public void Two_writers_at_one_journal_never_lose_an_entry_of_each_other()
    {
        using var first = Store;
        using var other = PostgresStore.Open(place, PostgresUse.Write);
        first.Append(new(0, [Entry(1)], [], [], "first"));

        Assert.Throws<StaleHeadException>(() => other.Append(new(0, [Entry(1, [9])], [], [], "other")));
        other.Append(new(1, [Entry(2)], [], [], "second"));

        Same([Entry(1), Entry(2)], first.Read(1));
    }

    [Fact]
    public async Task Of_many_writers_at_one_head_exactly_one_is_first()
    {
        var begun = Store;
        for (var round = 0; round < 10; round++)
        {
            var size = begun.Head.Size;
            var appended = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
            {
                using var store = PostgresStore.Open(place, PostgresUse.Write);
                var count = 1 + (writer * 5);
                try
                {
                    var entries = Enumerable.Range(1, count).Select(at => Entry(size + at, [(byte)writer]));
                    store.Append(new(size, [.. entries], [], [], $"by {writer}"));
                    return 1;
                }
                catch (StaleHeadException)
                {
                    return 0;
                }
            })));

            Assert.Equal(1, appended.Sum());
        }

        Assert.Equal(Enumerable.Range(1, (int)begun.Head.Size), begun.Read(1).Select(entry => (int)entry.Position));
        Assert.Equal(10, begun.Checkpoints().Count());
    }

    [Fact]
    public void A_journal_is_not_made_over_another()
    {
        Store.KeepNote("keyring", [9]);

        Assert.Equal("There is a journal of this operation in the database already.",
            Assert.Throws<StoreException>(() => PostgresStore.Open(place, PostgresUse.Make)).Message);
        Assert.Equal([9], Store.FindNote("keyring"));
    }

    [Fact]
    public void A_journal_opened_for_reading_is_not_written()
    {
        Store.Append(new(0, [Entry(1)], [], [], "first"));
        using var reader = PostgresStore.Open(place, PostgresUse.Read);

        var refused = Assert.Throws<StoreException>(() => reader.Append(new(1, [Entry(2)], [], [], "second")));

        Assert.Equal("The database may only be read here; nothing of this was recorded.", refused.Message);
        Assert.Equal(1, Store.Head.Size);
    }

    [Theory]
    [InlineData("53100", "The disk of the database server is full; nothing of this was recorded.")]
    [InlineData("58030", "The disk of the database server reported an error; nothing of this was recorded.")]
    [InlineData("XX001", "The journal in the database is damaged.")]
    public void What_the_server_reports_is_told_as_a_sentence_and_nothing_is_half_done(string code, string sentence)
    {
        var world = new StoredWorld(Store);
        server.Run($"""
            CREATE FUNCTION "{place.Schema}".fail() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'as the disk would' USING ERRCODE = '{code}'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON "{place.Schema}".checkpoint EXECUTE FUNCTION "{place.Schema}".fail()
            """);

        var told = Assert.Throws<StoreException>(() => world.Record("City of Lusavan"));

        Assert.Equal((sentence, code == "XX001"), (told.Message, told.IsDamage));
        Assert.NotEmpty(told.Remedy);
        Assert.Empty(new StoredWorld(Store).Names);
        server.Run($"DROP TRIGGER fail ON \"{place.Schema}\".checkpoint");
        world.Record("City of Lusavan");
        Assert.Equal(["City of Lusavan"], new StoredWorld(Store).Names);
        Assert.Null(world.Verify().Fault);
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_left_alone()
    {
        Store.Dispose();
        server.Run($"UPDATE \"{place.Schema}\".layout SET version = 99");

        Assert.Equal("This journal was written by a newer Annona.",
            Assert.Throws<StoreException>(() => PostgresStore.Open(place, PostgresUse.Write)).Message);
    }

    [Fact]
    public void Whoever_at_the_server_may_still_see_an_erased_row_holds_the_sweeping_up_without_reading_it()
    {
        var amal = Guid.CreateVersion7();
        byte[] secret = [.. "sealed for Amal, and in no other row"u8];
        Store.Append(new(0, [Entry(1, secret)], [new(amal, [1])], [], "first") { Parts = [new(amal, 1, 0)] });
        using (var other = new NpgsqlConnection(server.Connection + ";Pooling=false"))
        {
            other.Open();
            using var transaction = other.BeginTransaction(IsolationLevel.RepeatableRead);
            // Its snapshot is from before the erasure, and no table of the journal is touched by it.
            using (var command = new NpgsqlCommand("SELECT count(*) FROM pg_class", other))
                command.ExecuteScalar();
            Store.Append(new(1, [Entry(2)], [], [], "second") { Erased = [amal] });

            Assert.False(Store.Sweep());
        }

        Assert.True(Store.Sweep());
        server.Run("CHECKPOINT");
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(server.Folder, "data", "base"), "*", SearchOption.AllDirectories),
            file => File.ReadAllBytes(file).AsSpan().IndexOf(secret) >= 0);
    }

    [Fact]
    public void A_session_that_ended_is_opened_again()
    {
        var world = new StoredWorld(Store);
        world.Record("City of Lusavan");
        server.Run($"""
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND application_name LIKE 'annona {Environment.ProcessId} %'
            """);

        world.Record("Lusavan Daily");

        Assert.Equal(["City of Lusavan", "Lusavan Daily"], new StoredWorld(Store).Names);
    }

    [Theory]
    [InlineData("Host=/nowhere;Database=postgres;Username=annona",
        "The database server cannot be reached; nothing of this was recorded.")]
    [InlineData("{0};Database=absent", "There is no such database at the server.")]
    [InlineData("{0}", "There is no journal of this operation in the database.")]
    [InlineData("{0};Username=guarded",
        "The database server does not let this account in: its name or its password is wrong or missing.")]
    [InlineData("{0};Username=nobody",
        "The database server does not let this account in: its name or its password is wrong or missing.")]
    [InlineData("{0};Password=secret", "The words that say where the database is hold a password.")]
    [InlineData("postgresql://secret@host", "The words that say where the database is cannot be read.")]
    [InlineData("Database=postgres", "The words that say where the database is name no host.")]
    public void A_journal_that_cannot_be_reached_is_told_as_a_sentence(string words, string sentence)
    {
        var told = Assert.Throws<StoreException>(() => PostgresStore.Open(
            place with { Connection = words.Replace("{0}", server.Connection, StringComparison.Ordinal) },
            PostgresUse.Write));

        Assert.Equal(sentence, told.Message);
        Assert.NotEmpty(told.Remedy);
        Assert.DoesNotContain("secret", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_journal_is_gone_and_others_stay()
    {
        Store.Dispose();
        var other = server.NewPlace();
        PostgresStore.Open(other, PostgresUse.Make).Dispose();

        PostgresStore.Remove(place);

        Assert.Throws<StoreException>(() => PostgresStore.Open(place, PostgresUse.Read));
        PostgresStore.Open(other, PostgresUse.Read).Dispose();
    }
}
