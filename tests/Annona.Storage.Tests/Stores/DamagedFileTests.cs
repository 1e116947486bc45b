using Annona.Access;
using Annona.Journal;
using Annona.Storage.Keys;
using Annona.Storage.Sqlite;
using Annona.Storage.Tests.Faults;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Stores;

/// <summary>Bits flip. Whatever they do to the file, it is noticed or it does not matter.</summary>
public sealed class DamagedFileTests : IDisposable
{
    // Prime, so that the places differ in every page; the seed makes a failure come again.
    const int Flips = 499;

    readonly Disk disk = new();
    readonly Random chance = new(20_260_302);

    public void Dispose() => disk.Dispose();

    [Fact]
    public void A_flipped_bit_anywhere_in_the_file_is_noticed_or_changes_nothing()
    {
        var said = Make(disk["whole.db"]);
        var whole = File.ReadAllBytes(disk["whole.db"]);
        var noticed = 0;

        for (var flip = 0; flip < Flips; flip++)
        {
            var at = chance.Next(whole.Length);
            byte[] changed = [.. whole];
            changed[at] ^= (byte)(1 << chance.Next(8));
            File.WriteAllBytes(disk["changed.db"], changed);

            var after = SaidBy(disk["changed.db"], at);

            Assert.True(after is null || after == said, $"Byte {at} was changed, and nobody noticed.");
            noticed += after is null ? 1 : 0;
        }

        // Most of a small file is free space; what is written takes about a fifth of it.
        Assert.InRange(noticed, Flips / 10, Flips);
    }

    [Fact]
    public void Damage_to_the_newest_batches_is_noticed_or_rolls_back_to_a_whole_journal()
    {
        using var store = SqliteStore.Open(disk["live.db"], SqliteOpenMode.ReadWriteCreate);
        var world = new StoredWorld(store);
        world.Record(Enumerable.Range(1, 40).Select(number => $"Party {number}"));
        var log = File.ReadAllBytes(disk["live.db-wal"]);

        for (var flip = 0; flip < 100; flip++)
        {
            byte[] changed = [.. log];
            changed[chance.Next(log.Length)] ^= (byte)(1 << chance.Next(8));
            File.Copy(disk["live.db"], disk["copy.db"], overwrite: true);
            File.WriteAllBytes(disk["copy.db-wal"], changed);
            File.Delete(disk["copy.db-shm"]);

            CheckCopy(world, store.Head);
        }
    }

    /// <summary>
    /// A checkpoint that was kept elsewhere tells that the newest batches are gone; the file alone cannot.
    /// </summary>
    void CheckCopy(StoredWorld world, Head newest)
    {
        try
        {
            using var copy = SqliteStore.Open(disk["copy.db"], SqliteOpenMode.ReadWrite);
            var verified = world.Verify(copy, []);
            Assert.True(verified.Fault is null, verified.Fault?.What);
            var against = world.Verify(copy, [newest.Checkpoint]);
            Assert.Equal(copy.Head.Size == newest.Size, against.Fault is null);
        }
        catch (StoreException damaged)
        {
            Assert.NotEmpty(damaged.Remedy);
        }
    }

    static string Make(string path)
    {
        using var store = SqliteStore.Open(path, SqliteOpenMode.ReadWriteCreate);
        var world = new StoredWorld(store);
        world.Record(Enumerable.Range(1, 12).Select(number => $"Party {number} of the region"));
        world.Archive("Forty trucks of flour are under way. " + new string('x', 6_000));
        return Said(world);
    }

    /// <summary>Everything that the file says to an officer and an auditor, or null when somebody notices.</summary>
    static string? SaidBy(string path, int at)
    {
        try
        {
            using var store = SqliteStore.Open(path, SqliteOpenMode.ReadOnly);
            var world = new StoredWorld(store);
            // The second half of 'annona verify' asks for every document that an entry names.
            var isRight = world.Verify().Fault is null && world.Answer(new CheckFolds()).Faults.Count == 0;
            return isRight ? Said(world) : null;
        }
        catch (Exception e) when (e is StoreException or KeyException or DamagedEntryException)
        {
            Assert.NotEmpty(e.Message);
            return null;
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            throw new InvalidOperationException($"Byte {at} was changed: {e.Message}", e);
        }
    }

    static string Said(StoredWorld world) => string.Join('\n',
    [
        .. world.Names, world.Document(0), $"{world.Operation.Tree}", JournalWords.Sealed(world.Store),
        .. world.Answer(new ListOfficers())
            .Select(officer => $"{officer.Id} {officer.Name} {string.Join(',', officer.Roles)}"),
    ]);
}
