using Annona.Access;
using Annona.Journal;
using Annona.Ledger;
using Annona.Parties;
using Annona.People;
using Annona.PublicRecord;
using Annona.Tests.Ledger;
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
        var person = new RegisterPerson(null, PersonFacts.None, new() { Name = [new(NameRole.Whole, "Anna Sarg")] })
        {
            Intent = operation.NextIntent(),
        };
        operation.Store.BeforeCommit = _ => throw new StoreException("The disk is full.", "Free some space.");
        foreach (Request ask in (Request[])[Party("City of Lusavan"), person])
            Assert.Throws<StoreException>(() => operation.Ask(ask));
        operation.Store.BeforeCommit = null;

        Assert.Empty(operation.Now.Parties.All);
        Assert.Equal(0, operation.Now.People.PersonCount);
        Assert.Single(operation.Store.SubjectKeys());
        Assert.False(Assert.IsType<Decision.Accepted>(operation.Ask(person)).Repeated);
        Assert.Equal(1, operation.Now.People.PersonCount);
        operation.Record(Party("City of Lusavan"));
        operation.Reopen();
        Assert.Single(operation.Now.Parties.All);
        Assert.Equal(1, operation.Now.People.PersonCount);
    }

    [Fact]
    public void A_full_disk_leaves_no_ghost_of_a_transfer()
    {
        var story = new BookStory();
        var received = story.Asking(
            story.Move(TransferKind.Receive, "Donor:Third", "Bank:Main", "800.00 USD", story.Aster));
        story.Operation.Store.BeforeCommit = _ => throw new StoreException("The disk is full.", "Free some space.");
        Assert.Throws<StoreException>(() => story.Operation.Record(received));
        story.Operation.Store.BeforeCommit = null;

        Assert.Equal(0, story.Balance("Bank:Main", BookStory.Usd).Units);
        Assert.Empty(story.Operation.Answer(new CheckFolds()).Faults);
        story.Operation.Record(received);
        Assert.Equal(80_000, story.Balance("Bank:Main", BookStory.Usd).Units);
        Assert.Empty(story.Operation.Answer(new CheckFolds()).Faults);
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

    [Fact]
    public void A_request_sent_again_by_another_officer_or_with_other_content_learns_nothing()
    {
        var ask = Party("City of Lusavan");
        operation.Record(ask);
        var reader = Enrolled("reader", Roles.Reader);
        var keeper = Enrolled("keeper", Roles.RecordKeeper | Roles.Planner | Roles.Coordinator);

        Assert.Equal("access.not-your-role", operation.Refused(ask, reader).Code);
        Assert.Equal("operation.intent-reused", operation.Refused(ask, keeper).Code);
        var other = new EnrolOfficer(new(Guid.NewGuid()), Roles.Reader, [1], "Else") { Intent = ask.Intent };
        Assert.Equal("operation.intent-reused", operation.Refused(other).Code);
        operation.Reopen();
        Assert.Equal("operation.intent-reused", operation.Refused(other).Code);
        Assert.True(Assert.IsType<Decision.Accepted>(operation.Ask(ask)).Repeated);
    }

    [Fact]
    public async Task A_twin_in_the_same_batch_is_answered_with_the_facts_of_the_first()
    {
        var ask = Party("City of Lusavan");
        var stranger = new Actor(new(Ids.From(TestOperation.Id, "stranger")));

        var first = operation.Operation.Record(ask, operation.Coordinator, CancellationToken.None);
        var twin = operation.Operation.Record(ask, operation.Coordinator, CancellationToken.None);
        var curious = operation.Operation.Record(ask, stranger, CancellationToken.None);
        operation.Operation.DecideWaiting();

        var was = Assert.IsType<Decision.Accepted>(await first);
        var again = Assert.IsType<Decision.Accepted>(await twin);
        Assert.Equal((false, true), (was.Repeated, again.Repeated));
        Assert.Equal(was.Events, again.Events);
        Assert.IsType<Decision.Refused>(await curious);
        Assert.Single(operation.Now.Parties.All);
        Assert.Equal(2, operation.Operation.Tree.Size);
    }

    [Fact]
    public async Task A_request_that_breaks_takes_none_of_its_neighbours_along()
    {
        var before = operation.Operation.Record(Party("Before"), operation.Coordinator, CancellationToken.None);
        var broken = operation.Operation.Record(
            new Broken { Intent = operation.NextIntent() }, operation.Coordinator, CancellationToken.None);
        var after = operation.Operation.Record(Party("After"), operation.Coordinator, CancellationToken.None);
        operation.Operation.DecideWaiting();

        await before;
        await after;
        await Assert.ThrowsAsync<NotSupportedException>(() => broken);
        Assert.Equal(["Before", "After"], operation.Now.Parties.All.Select(party => party.Name));
    }

    [Fact]
    public async Task A_line_that_is_too_long_and_a_line_that_is_closed_say_so()
    {
        for (var at = 0; at < 10_000; at++)
            _ = operation.Operation.Record(
                new Broken { Intent = Guid.NewGuid() }, operation.Coordinator, CancellationToken.None);

        var busy = await operation.Operation.Record(Party("Late"), operation.Coordinator, CancellationToken.None);
        operation.Operation.Close();
        var closed = await operation.Operation.Record(Party("Late"), operation.Coordinator, CancellationToken.None);

        Assert.Equal("operation.busy", Assert.IsType<Decision.Refused>(busy).Why.Code);
        Assert.Equal("operation.closed", Assert.IsType<Decision.Refused>(closed).Why.Code);
    }

    [Fact]
    public void What_is_too_large_for_an_entry_is_refused_and_the_next_request_goes_on()
    {
        var long_ = Party(new string('x', JournalWriter.OpenPartSizeMax));

        Assert.Equal("operation.too-large", operation.Refused(long_).Code);
        operation.Record(Party("City of Lusavan"));
        Assert.Single(operation.Now.Parties.All);
    }

    [Fact]
    public void Nothing_is_recorded_on_a_journal_that_lacks_an_entry()
    {
        operation.Record(Party("City of Lusavan"));
        operation.Record(Party("Lusavan Daily"));
        using var shortened = new MemoryStore();
        Copy(operation.Store, shortened, entry => entry.Position != 2);

        var told = Assert.Throws<DamagedEntryException>(() => Operation.Open(
            TestOperation.Id, operation.Parts with { Store = shortened }, Opening.OpenParts));

        Assert.Equal(2, told.Position);
    }

    [Fact]
    public void A_head_kept_apart_tells_that_the_journal_was_longer()
    {
        var older = new MemoryStore();
        Copy(operation.Store, older, _ => true);
        operation.Record(Party("City of Lusavan"));
        var newest = operation.Operation.Tree;

        var told = Assert.Throws<DamagedEntryException>(() => Operation.Open(
            TestOperation.Id, operation.Parts with { Store = older, Witness = newest }, Opening.OpenParts));
        var other = Assert.Throws<DamagedEntryException>(() => Operation.Open(
            TestOperation.Id, operation.Parts with { Witness = newest with { Root = Hash.Of("x"u8) } },
            Opening.OpenParts));

        Assert.Equal((2, 2), (told.Position, other.Position));
        Operation.Open(TestOperation.Id, operation.Parts with { Witness = newest }, Opening.OpenParts);
    }

    [Fact]
    public void The_host_hears_every_head_that_became_durable()
    {
        List<string> heads = [];
        var listening = Operation.Open(
            TestOperation.Id, operation.Parts with { Committed = heads.Add }, Opening.OpenParts);

        _ = listening.Record(Party("City of Lusavan"), operation.Coordinator, CancellationToken.None);
        listening.DecideWaiting();

        Assert.Equal([operation.Store.Head.Checkpoint], heads);
    }

    [Fact]
    public void A_document_is_read_by_those_who_may_and_only_if_an_entry_names_it()
    {
        var text = "Forty trucks."u8.ToArray();
        operation.Record(new ArchiveSource(text, "Forty trucks.", "text/plain", PlainTextDocument.Normaliser,
            new(new("Daily", null)))
        {
            Intent = operation.NextIntent(),
        });
        var reader = Enrolled("reader", Roles.Reader);

        Assert.Equal(text, operation.Answer(new ReadDocument(Hash.Of(text))));
        Assert.Null(operation.Answer(new ReadDocument(Hash.Of("else"u8))));
        Assert.Throws<RefusedException>(() => operation.Answer(new ReadDocument(Hash.Of(text)), reader));
        var found = operation.Answer(new CheckFolds());
        Assert.Equal((0, 1, 0), (found.Faults.Count, found.Documents, found.Unnamed));
    }

    Actor Enrolled(string name, Roles roles)
    {
        var actor = new Actor(new(Ids.From(TestOperation.Id, name)));
        operation.Record(new EnrolOfficer(actor.Officer, roles, [1], name) { Intent = operation.NextIntent() });
        return actor;
    }

    static void Copy(MemoryStore from, MemoryStore to, Func<StoredEntry, bool> which)
    {
        var entries = from.Read(1).Where(which).ToList();
        to.Append(new(0, entries, [.. from.SubjectKeys()], [], from.Head.Checkpoint));
    }

    AddParty Party(string name) => new(PartyKind.LocalAuthority, name, [], []) { Intent = operation.NextIntent() };

    sealed record Broken : Request
    {
        public override Roles MayAsk => Roles.All;

        public override Decision Decide(Registers now, Moment moment) => throw new NotSupportedException();
    }
}
