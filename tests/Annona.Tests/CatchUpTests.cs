using Annona.Journal;
using Annona.Parties;
using Annona.People;
using Annona.Values;

namespace Annona.Tests;

/// <summary>Two processes at one journal, in one test: each has its own operation over the same store.</summary>
public sealed class CatchUpTests
{
    readonly TestOperation here = new();
    readonly Operation there;

    public CatchUpTests() => there = Operation.Open(TestOperation.Id, here.Parts, Opening.PersonalParts);

    [Fact]
    public void What_another_process_recorded_is_taken_in_with_names_and_tree()
    {
        here.Record(Party("City of Lusavan"));
        here.Record(Person("Anna Sarg"));

        Assert.Equal(2, there.CatchUp());
        Assert.Equal(0, there.CatchUp());

        Assert.Equal("City of Lusavan", Assert.Single(there.Now.Parties.All).Name);
        Assert.Equal(1, there.Now.People.PersonCount);
        Assert.Equal(here.Operation.Tree, there.Tree);
    }

    [Fact]
    public void A_batch_that_came_second_is_decided_again_on_what_the_first_left()
    {
        here.Record(Party("City of Lusavan"));

        var twin = Assert.IsType<Decision.Refused>(AskThere(Party("city of lusavan")));
        var other = Assert.IsType<Decision.Accepted>(AskThere(Party("Lusavan Daily")));

        Assert.Equal("party.already-there", twin.Why.Code);
        Assert.False(other.Repeated);
        Assert.Equal(["City of Lusavan", "Lusavan Daily"], there.Now.Parties.All.Select(party => party.Name));
        here.Record(Party("Third"));
        Assert.Null(Verified().Fault);
        Assert.Equal(4, Verified().Size);
    }

    [Fact]
    public void A_request_that_another_process_recorded_is_answered_with_its_facts()
    {
        var ask = Party("City of Lusavan");
        here.Record(ask);

        var again = Assert.IsType<Decision.Accepted>(AskThere(ask));

        Assert.True(again.Repeated);
        Assert.Equal("City of Lusavan", Assert.IsType<PartyAdded>(Assert.Single(again.Events)).Name);
        Assert.Equal(2, here.Store.Head.Size);
    }

    [Fact]
    public void What_was_committed_although_the_store_failed_is_not_recorded_twice()
    {
        var ask = Person("Anna Sarg");
        here.Store.BeforeCommit = batch =>
        {
            here.Store.BeforeCommit = null;
            here.Store.Append(batch);
            throw new StoreException("The connection broke.", "Send it again.");
        };
        Assert.Throws<StoreException>(() => here.Ask(ask));
        Assert.Equal(0, here.Now.People.PersonCount);

        Assert.True(Assert.IsType<Decision.Accepted>(here.Ask(ask)).Repeated);

        Assert.Equal(1, here.Now.People.PersonCount);
        Assert.Equal(2, here.Store.Head.Size);
        here.Record(Party("City of Lusavan"));
        Assert.Null(Verified().Fault);
    }

    [Fact]
    public void Entries_that_do_not_follow_are_not_taken_in_and_nothing_is_recorded_on_them()
    {
        here.Record(Party("City of Lusavan"));
        var (forged, note) = (here.Store.Read(2).Single(), here.Store.Head.Checkpoint);
        there.CatchUp();
        here.Store.Append(new(2, [forged with { Position = 3 }], [], [], note));

        var told = Assert.Throws<DamagedEntryException>(() => there.CatchUp());

        Assert.Equal(3, told.Position);
        Assert.Single(there.Now.Parties.All);
        Assert.Equal(2, there.Tree.Size);
        Assert.Throws<DamagedEntryException>(() => AskThere(Party("Lusavan Daily")));
        Assert.Equal(3, here.Store.Head.Size);
    }

    [Fact]
    public void Entries_whose_checkpoint_signs_another_journal_are_not_taken_in()
    {
        var swap = new Swap(here.Store);
        var reading = Operation.Open(TestOperation.Id, here.Parts with { Store = swap }, Opening.OpenParts);
        var longer = Shortened(here.Store.Head.Checkpoint);
        here.Record(Party("City of Lusavan"));
        longer.Append(new(1, [.. here.Store.Read(2)], [], [], longer.Head.Checkpoint));

        swap.Now = longer;

        Assert.Equal(2, Assert.Throws<DamagedEntryException>(() => reading.CatchUp()).Position);
        Assert.Empty(reading.Now.Parties.All);
    }

    [Fact]
    public void A_journal_that_became_shorter_is_noticed()
    {
        var swap = new Swap(here.Store);
        var reading = Operation.Open(TestOperation.Id, here.Parts with { Store = swap }, Opening.OpenParts);
        var older = Shortened(here.Store.Head.Checkpoint);
        here.Record(Party("City of Lusavan"));
        reading.CatchUp();

        swap.Now = older;

        var told = Assert.Throws<DamagedEntryException>(() => reading.CatchUp());
        Assert.Equal(2, told.Position);
        Assert.Single(reading.Now.Parties.All);
    }

    [Fact]
    public void Who_is_never_first_hears_so_in_the_end()
    {
        var rivals = 0;
        here.Store.BeforeCommit = batch =>
        {
            if (batch.Entries.Count > 1)
                return;
            rivals++;
            Rival();
        };

        Assert.Throws<StaleHeadException>(() => AskThere(Party("Never first")));

        here.Store.BeforeCommit = null;
        Assert.Equal(6, rivals);
        Assert.IsType<Decision.Accepted>(AskThere(Party("Lusavan Daily")));
        Assert.Equal(1 + (2 * rivals) + 1, there.Now.Position);
        Assert.Null(Verified().Fault);

        void Rival()
        {
            here.Operation.CatchUp();
            foreach (var name in (string[])["a", "b"])
                _ = here.Operation.Record(Party($"{name} {rivals}"), here.Coordinator, CancellationToken.None);
            here.Operation.DecideWaiting();
        }
    }

    Decision AskThere(Request ask)
    {
        var decided = there.Record(ask, here.Coordinator, CancellationToken.None);
        there.DecideWaiting();
        return decided.GetAwaiter().GetResult();
    }

    Verification Verified() => new JournalVerifier(Operation.OriginOf(TestOperation.Id), [new PlainSigner()])
        .Verify(here.Store.Read(1), here.Store.Checkpoints(), []);

    MemoryStore Shortened(string checkpoint)
    {
        var shortened = new MemoryStore();
        shortened.Append(
            new(0, [.. here.Store.Read(1).Take(1)], [.. here.Store.SubjectKeys().Take(1)], [], checkpoint));
        return shortened;
    }

    AddParty Party(string name) => new(PartyKind.Other, name, [], []) { Intent = here.NextIntent() };

    RegisterPerson Person(string name) =>
        new(null, PersonFacts.None, new() { Name = [new(NameRole.Whole, name)] }) { Intent = here.NextIntent() };

    /// <summary>Somebody puts another file in the place of the journal while it is open.</summary>
    sealed class Swap(MemoryStore first) : IJournalStore
    {
        public MemoryStore Now { get; set; } = first;

        public Head Head => Now.Head;

        public IJournalView View() => Now.View();

        public void Append(Batch batch) => Now.Append(batch);

        public bool Sweep() => Now.Sweep();

        public long Rewrap(Func<SubjectKey, byte[]?> wrap, Action<long> progress) => Now.Rewrap(wrap, progress);

        public IEnumerable<StoredEntry> Read(long from) => Now.Read(from);

        public IEnumerable<Head> Checkpoints() => Now.Checkpoints();

        public IEnumerable<SubjectKey> SubjectKeys() => Now.SubjectKeys();

        public byte[]? FindSubjectKey(Guid subject) => Now.FindSubjectKey(subject);

        public byte[]? FindBlob(Hash of) => Now.FindBlob(of);

        public IEnumerable<Hash> Blobs() => Now.Blobs();

        public byte[]? FindNote(string name) => Now.FindNote(name);

        public IEnumerable<string> Notes() => Now.Notes();

        public void KeepNote(string name, byte[] value) => Now.KeepNote(name, value);

        public void Fill(IJournalView from, Action<long> progress) => Now.Fill(from, progress);

        public void Dispose() => Now.Dispose();
    }
}
