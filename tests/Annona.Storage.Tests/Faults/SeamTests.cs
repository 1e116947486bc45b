using Annona.Journal;
using Annona.Storage.Postgres;
using Annona.Storage.Sqlite;
using Annona.Storage.Tests.Stores;
using Microsoft.Data.Sqlite;

namespace Annona.Storage.Tests.Faults;

/// <summary>
/// The store says no before a commit, or breaks after it and before anybody was answered: the caller hears of it, asks
/// again under the same intent, and is answered once.
/// </summary>
public abstract class SeamTests : IDisposable
{
    IJournalStore? store;

    [Theory]
    [InlineData(Seam.BeforeCommit)]
    [InlineData(Seam.AfterCommit)]
    internal void Who_hears_of_a_fault_and_asks_again_is_answered_once(Seam seam)
    {
        using var failing = new FailingStore(store = Open());
        var world = new StoredWorld(failing);
        var all = new List<Guid>();
        for (var batch = 0; batch < 6; batch++)
        {
            List<Guid> asked = [.. Enumerable.Range(0, 1 + batch * 3).Select(_ => Guid.NewGuid())];
            failing.Fails = seam;

            Assert.Throws<StoreException>(() => world.Decide([.. asked.Select(Recorder.RequestFor)]));
            var seen = Recorder.Recorded(world);
            Assert.True(asked.TrueForAll(seen.Contains) || !asked.Exists(seen.Contains), "A batch is seen by half.");
            Accepted(world.Decide([.. asked.Select(Recorder.RequestFor)]));
            Accepted(world.Decide([.. asked.Select(Recorder.RequestFor)]));

            all.AddRange(asked);
            Assert.Equal(all.Order(), Recorder.Recorded(world).Order());
        }
        var again = new StoredWorld(failing);
        Assert.Equal(all.Order(), Recorder.Recorded(again).Order());
        Assert.Null(again.Verify().Fault);
        Assert.Equal(again.Operation.Tree, world.Operation.Tree);
    }

    public void Dispose()
    {
        store?.Dispose();
        Clean();
        GC.SuppressFinalize(this);
    }

    protected abstract IJournalStore Open();

    protected virtual void Clean()
    {
    }

    static void Accepted(IReadOnlyList<Decision> decisions) =>
        Assert.All(decisions, decision => Assert.IsType<Decision.Accepted>(decision));

    /// <summary>Where the store breaks.</summary>
    internal enum Seam
    {
        /// <summary>Nothing was written.</summary>
        BeforeCommit,

        /// <summary>Everything is durable, and nobody was told.</summary>
        AfterCommit,
    }

    sealed class FailingStore(IJournalStore inner) : PassingStore(inner)
    {
        /// <summary>Where the next batch fails; null when it does not.</summary>
        public Seam? Fails { get; set; }

        public override void Append(Batch batch)
        {
            var fails = Fails;
            Fails = null;
            if (fails != Seam.BeforeCommit)
                Inner.Append(batch);
            if (fails is not null)
                throw new StoreException("The disk reported an error.", "Do it again.");
        }
    }
}

/// <summary>The seams over a journal in memory.</summary>
public sealed class MemorySeamTests : SeamTests
{
    protected override IJournalStore Open() => new MemoryStore();
}

/// <summary>The seams over a journal in a file.</summary>
public sealed class SqliteSeamTests : SeamTests
{
    readonly Disk disk = new();

    protected override IJournalStore Open() =>
        SqliteStore.Open(disk["journal.db"], SqliteOpenMode.ReadWriteCreate);

    protected override void Clean() => disk.Dispose();
}

/// <summary>The seams over a journal at a server.</summary>
public sealed class PostgresSeamTests : SeamTests
{
    protected override IJournalStore Open() =>
        PostgresStore.Open(PostgresServer.Shared.NewPlace(), PostgresUse.Make);
}
