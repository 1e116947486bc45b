using Annona.Journal;
using Annona.Storage.Postgres;

namespace Annona.Storage.Tests.Stores;

/// <summary>The connection to the server breaks at the worst moment: while a batch is committed.</summary>
public sealed class BrokenCommitTests : IDisposable
{
    static readonly PostgresServer server = PostgresServer.Shared;

    readonly CuttingProxy proxy = new(server);
    readonly PostgresPlace direct = server.NewPlace();
    readonly PostgresStore store;
    readonly StoredWorld world;

    public BrokenCommitTests()
    {
        PostgresStore.Open(direct, PostgresUse.Make).Dispose();
        store = PostgresStore.Open(direct with { Connection = proxy.Connection }, PostgresUse.Write);
        world = new(store);
        world.Record("City of Lusavan");
    }

    public void Dispose()
    {
        store.Dispose();
        proxy.Dispose();
    }

    [Theory]
    [InlineData(Cut.Before)]
    [InlineData(Cut.After)]
    public void Cut_at_its_commit_a_request_is_recorded_once(Cut cut)
    {
        proxy.Next = cut;

        world.Record("Lusavan Daily");

        Assert.Equal(1, proxy.Cuts);
        world.Record("Third");
        AssertRecorded("City of Lusavan", "Lusavan Daily", "Third");
    }

    [Fact]
    public async Task A_commit_that_arrives_late_finds_its_session_ended()
    {
        proxy.Next = Cut.Late;

        world.Record("Lusavan Daily");
        await proxy.LetArrive();

        world.Record("Third");
        AssertRecorded("City of Lusavan", "Lusavan Daily", "Third");
    }

    [Theory]
    [InlineData(Cut.Before, false)]
    [InlineData(Cut.After, true)]
    public void While_the_server_is_away_it_is_not_known_and_the_same_request_may_be_sent_again(Cut cut, bool isThere)
    {
        store.FindOutMax = TimeSpan.Zero;
        (proxy.Next, proxy.IsDownAfterCut) = (cut, true);
        var ask = StoredWorld.Party("Lusavan Daily");

        var unknown = Assert.Throws<StoreException>(() => world.Ask(ask));
        Assert.True(unknown.IsUnknown);
        Assert.Contains("not known", unknown.Message, StringComparison.Ordinal);
        Assert.False(Assert.Throws<StoreException>(() => world.Ask(ask)).IsUnknown);
        Assert.Equal(["City of Lusavan"], world.Names);

        proxy.IsDown = false;

        Assert.Equal(isThere, Assert.IsType<Decision.Accepted>(world.Ask(ask)).Repeated);
        world.Record("Third");
        AssertRecorded("City of Lusavan", "Lusavan Daily", "Third");
    }

    [Fact]
    public void Somebody_else_may_have_been_first_meanwhile()
    {
        store.FindOutMax = TimeSpan.Zero;
        (proxy.Next, proxy.IsDownAfterCut) = (Cut.Before, true);
        var ask = StoredWorld.Party("Lusavan Daily");
        Assert.True(Assert.Throws<StoreException>(() => world.Ask(ask)).IsUnknown);
        using (var other = PostgresStore.Open(direct, PostgresUse.Write))
            new StoredWorld(other).Record("Of another process");
        proxy.IsDown = false;

        Assert.False(Assert.IsType<Decision.Accepted>(world.Ask(ask)).Repeated);

        AssertRecorded("City of Lusavan", "Of another process", "Lusavan Daily");
    }

    void AssertRecorded(params string[] names)
    {
        Assert.Equal(names, world.Names);
        using var other = PostgresStore.Open(direct, PostgresUse.Read);
        Assert.Equal(names, new StoredWorld(other).Names);
        Assert.Null(world.Verify(other, []).Fault);
        Assert.Equal(1 + names.Length, other.Head.Size);
    }
}
