using Annona.Access;
using Annona.Journal;
using Annona.Parties;
using Annona.Values;

namespace Annona.Tests;

public sealed class OperationTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void What_was_recorded_is_there_after_a_restart()
    {
        operation.Record(Party("City of Lusavan"));

        operation.Reopen();

        Assert.Equal("City of Lusavan", operation.Now.Parties.Find("A1")!.Name);
        Assert.Equal(2, operation.Operation.Tree.Size);
    }

    [Fact]
    public void Sending_the_same_request_twice_is_harmless()
    {
        var ask = Party("City of Lusavan");

        operation.Record(ask);
        var again = Assert.IsType<Decision.Accepted>(operation.Ask(ask));

        Assert.True(again.Repeated);
        Assert.IsType<PartyAdded>(Assert.Single(again.Events));
        Assert.Single(operation.Now.Parties.All);
    }

    [Fact]
    public async Task Two_requests_in_one_batch_see_each_other()
    {
        var first =
            operation.Operation.Record(Party("City of Lusavan"), operation.Coordinator, CancellationToken.None);
        var second =
            operation.Operation.Record(Party("city of lusavan"), operation.Coordinator, CancellationToken.None);

        operation.Operation.DecideWaiting();

        Assert.IsType<Decision.Accepted>(await first);
        Assert.Equal("party.already-there", Assert.IsType<Decision.Refused>(await second).Why.Code);
    }

    [Fact]
    public void A_full_disk_leaves_no_ghost()
    {
        operation.Store.BeforeCommit = _ => throw new StoreException("The disk is full.", "Free some space.");
        Assert.Throws<StoreException>(() => operation.Ask(Party("City of Lusavan")));
        operation.Store.BeforeCommit = null;

        Assert.Empty(operation.Now.Parties.All);
        operation.Record(Party("City of Lusavan"));
        operation.Reopen();
        Assert.Single(operation.Now.Parties.All);
        Assert.Equal(2, operation.Operation.Tree.Size);
    }

    [Fact]
    public void A_stranger_may_do_nothing()
    {
        var stranger = new Actor(new(Ids.From(TestOperation.Id, "stranger")));

        Assert.Equal("access.not-your-role", operation.Refused(Party("City of Lusavan"), stranger).Code);
    }

    [Fact]
    public void Without_names_everything_but_names_is_the_same()
    {
        operation.Reopen(Opening.OpenParts);

        Assert.Null(operation.Now.Access.NameOf(operation.Coordinator.Officer));
        Assert.Equal(Roles.All, operation.Now.Access.RolesOf(operation.Coordinator.Officer));
    }

    [Fact]
    public void The_journal_of_an_operation_verifies()
    {
        operation.Record(Party("City of Lusavan"));
        var verifier = new JournalVerifier(Operation.OriginOf(TestOperation.Id), [new PlainSigner()]);

        var verified = verifier.Verify(operation.Store.Read(1), operation.Store.Checkpoints(), []);

        Assert.Null(verified.Fault);
        Assert.Equal((2, 2), (verified.Size, verified.Checkpoints));
        Assert.Equal(operation.Operation.Tree.Root, verified.Root);
    }

    AddParty Party(string name) => new(PartyKind.LocalAuthority, name, [], []) { Intent = operation.NextIntent() };
}
