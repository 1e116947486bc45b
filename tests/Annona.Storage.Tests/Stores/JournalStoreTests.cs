using Annona.Access;
using Annona.Journal;
using CsCheck;
using Hash = Annona.Journal.Hash;

namespace Annona.Storage.Tests.Stores;

/// <summary>What every store does, whatever it is made of. One class a store runs it.</summary>
public abstract class JournalStoreTests : IDisposable
{
    static readonly Guid Amal = new("0199aaaa-0000-7000-8000-000000000001");
    static readonly Guid Farouk = new("0199aaaa-0000-7000-8000-000000000002");

    readonly Lazy<IJournalStore> store;

    protected JournalStoreTests() => store = new(Open);

    protected IJournalStore Store => store.Value;

    /// <summary>The store of this test; opened twice, it must be closed in between.</summary>
    protected abstract IJournalStore Open();

    public void Dispose()
    {
        if (store.IsValueCreated)
            store.Value.Dispose();
        Clean();
        GC.SuppressFinalize(this);
    }

    protected virtual void Clean()
    {
    }

    [Fact]
    public void A_document_that_a_commit_destroys_is_gone_and_the_one_in_its_place_is_kept()
    {
        var (old, kept, next) = (Hash.Of([1]), Hash.Of([2]), Hash.Of([3]));
        Store.Append(new(0, [Entry(1)], [], [new(old, [7, 8]), new(kept, [9])], "first\n"));

        Store.Append(new(1, [Entry(2)], [], [new(next, [6])], "second\n") { Destroyed = [old, Hash.Of([4])] });

        Assert.Null(Store.FindBlob(old));
        Assert.Equal([6], Store.FindBlob(next));
        Assert.Equal(new[] { kept, next }.ToHashSet(), Store.Blobs().ToHashSet());
        Assert.True(Store.Sweep());
    }

    [Fact]
    public void Keys_are_wrapped_anew_and_who_is_gone_stays_gone()
    {
        Store.Append(new(0, [Entry(1, [7], [8])], [new(Amal, [1, 2]), new(Farouk, [3, 4])], [], "first\n")
        {
            Parts = [new(Amal, 1, 0), new(Farouk, 1, 1)],
        });
        Store.Append(new(1, [Entry(2)], [], [], "second\n") { Erased = [Farouk] });
        var seen = 0L;

        // As long as before, and longer: a store may keep the two in different ways.
        var same = Store.Rewrap(key => [9, .. key.Wrapped[1..]], count => seen = count);
        var longer = Store.Rewrap(key => [.. key.Wrapped, 5], _ => { });
        var none = Store.Rewrap(_ => null, _ => { });

        Assert.Equal((1L, 1L, 0L, 1L), (same, longer, none, seen));
        Assert.Equal([9, 2, 5], Store.FindSubjectKey(Amal));
        Assert.Equal([Amal], Store.SubjectKeys().Select(key => key.Subject));
        Assert.Null(Store.FindSubjectKey(Farouk));
        // The key is still hers: an erasure finds it.
        Store.Append(new(2, [Entry(3)], [], [], "third\n") { Erased = [Amal] });
        Assert.Empty(Store.SubjectKeys());
    }

    [Fact]
    public void A_rewrapping_that_is_stopped_leaves_every_key_in_one_wrapping_or_the_other()
    {
        var people = Enumerable.Range(0, 12_000).Select(_ => Guid.CreateVersion7()).ToList();
        Store.Append(new(0, [Entry(1)], [.. people.Select(person => new SubjectKey(person, [1, 2]))], [], "first\n"));

        Assert.Throws<OperationCanceledException>(() => Store.Rewrap(
            _ => [3, 4], seen => throw new OperationCanceledException($"Stopped at {seen}.")));
        var (done, left) = (People([3, 4]), People([1, 2]));
        var more = Store.Rewrap(key => key.Wrapped is [1, 2] ? [3, 4] : null, _ => { });

        Assert.Equal(people.Count, done + left);
        Assert.True(done > 0 && left > 0);
        Assert.Equal(left, more);
        Assert.Equal(people.Count, People([3, 4]));

        int People(byte[] wrapped) => Store.SubjectKeys().Count(key => key.Wrapped.AsSpan().SequenceEqual(wrapped));
    }

    [Fact]
    public void A_new_store_is_empty()
    {
        Assert.Equal(Head.Empty, Store.Head);
        Assert.Empty(Store.Read(1));
        Assert.Empty(Store.Checkpoints());
        Assert.Empty(Store.SubjectKeys());
        Assert.Null(Store.FindSubjectKey(Amal));
        Assert.Null(Store.FindBlob(Hash.Of("a paper"u8)));
        Assert.Null(Store.FindNote("keyring"));
        Assert.Empty(Store.Notes());
    }

    [Fact]
    public void What_was_appended_is_read_back_byte_by_byte()
    {
        Store.Append(new(0, [Entry(1), Entry(2, [7, 8], [], [9])], [new(Amal, [1, 2])],
            [new(Hash.Of("a paper"u8), [3, 4])], "first\n"));
        Store.Append(new(2, [Entry(3, [6])], [new(Farouk, [5])], [], "second\n"));

        Same([Entry(1), Entry(2, [7, 8], [], [9]), Entry(3, [6])], Store.Read(1));
        Same([Entry(3, [6])], Store.Read(3));
        Assert.Empty(Store.Read(4));
        Assert.Equal(new Head(3, "second\n"), Store.Head);
        Assert.Equal([new Head(2, "first\n"), new Head(3, "second\n")], Store.Checkpoints());
        Assert.Equal([1, 2], Store.FindSubjectKey(Amal));
        Assert.Equal([Amal, Farouk], Store.SubjectKeys().Select(key => key.Subject).Order());
        Assert.Equal([3, 4], Store.FindBlob(Hash.Of("a paper"u8)));
    }

    [Fact]
    public void Any_batches_are_read_back_from_any_position() =>
        Gen.Byte.Array[0, 40].Array[0, 3].Array[1, 5].Array[1, 4].Sample(batches =>
        {
            var size = Store.Head.Size;
            var expected = new List<StoredEntry>();
            foreach (var batch in batches)
            {
                var after = size + expected.Count;
                List<StoredEntry> entries = [.. batch.Select((parts, at) => Entry(after + at + 1, parts))];
                Store.Append(new(after, entries, [], [], $"checkpoint {after}"));
                expected.AddRange(entries);
            }

            Assert.Equal(size + expected.Count, Store.Head.Size);
            for (var skip = 0; skip <= expected.Count; skip++)
                Same(expected.Skip(skip), Store.Read(size + 1 + skip));
        }, iter: 25, threads: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_batch_that_was_decided_on_another_head_is_refused(long after)
    {
        Store.Append(new(0, [Entry(1), Entry(2)], [], [], "first"));

        Assert.Throws<StaleHeadException>(() =>
            Store.Append(new(after, [Entry(after + 1)], [new(Amal, [1])], [], "x")));

        Assert.Equal(new Head(2, "first"), Store.Head);
        Assert.Null(Store.FindSubjectKey(Amal));
    }

    [Fact]
    public void Of_a_batch_that_fails_in_the_middle_nothing_is_written()
    {
        Store.Append(new(0, [Entry(1)], [new(Amal, [1])], [], "first"));

        // A second key for the same person comes after the entries and a first key, before document and checkpoint.
        Assert.Throws<StoreException>(() => Store.Append(new(1, [Entry(2, [1])], [new(Farouk, [2]), new(Amal, [3])],
            [new(Hash.Of("a paper"u8), [3])], "second")));

        Assert.Equal(new Head(1, "first"), Store.Head);
        Same([Entry(1)], Store.Read(1));
        Assert.Equal([Amal], Store.SubjectKeys().Select(key => key.Subject));
        Assert.Equal([1], Store.FindSubjectKey(Amal));
        Assert.Null(Store.FindBlob(Hash.Of("a paper"u8)));
        Store.Append(new(1, [Entry(2)], [new(Farouk, [2])], [], "second"));
        Assert.Equal(2, Store.Head.Size);
    }

    [Fact]
    public void A_document_that_is_archived_twice_is_kept_once()
    {
        var paper = Hash.Of("a paper"u8);

        Store.Append(new(0, [Entry(1)], [], [new(paper, [1])], "first"));
        Store.Append(new(1, [Entry(2)], [], [new(paper, [2])], "second"));

        Assert.Equal([1], Store.FindBlob(paper));
    }

    [Fact]
    public void A_note_is_replaced_and_the_others_stay()
    {
        Store.KeepNote("keyring", [1]);
        Store.KeepNote("operation", [2]);
        Store.KeepNote("keyring", [3, 4]);

        Assert.Equal([3, 4], Store.FindNote("keyring"));
        Assert.Equal([2], Store.FindNote("operation"));
        Assert.Equal(["keyring", "operation"], Store.Notes().Order());
    }

    [Fact]
    public void An_empty_store_is_filled_with_everything_that_another_one_has()
    {
        using var other = new MemoryStore();
        other.Append(new(0, [Entry(1), Entry(2, [7, 8], [], [9])], [new(Amal, [1, 2])],
            [new(Hash.Of("a paper"u8), [3, 4])], "first\n"));
        other.Append(new(2, [Entry(3, [6])], [new(Farouk, [5])], [], "second\n"));
        other.KeepNote("operation", [2]);
        var told = new List<long>();

        Store.Fill(other, told.Add);

        Same(other.Read(1), Store.Read(1));
        Assert.Equal(other.Checkpoints(), Store.Checkpoints());
        Assert.Equal([1, 2], Store.FindSubjectKey(Amal));
        Assert.Equal([5], Store.FindSubjectKey(Farouk));
        Assert.Equal([3, 4], Store.FindBlob(Hash.Of("a paper"u8)));
        Assert.Equal([2], Store.FindNote("operation"));
        Assert.Equal([1, 2, 3], told);
        Store.Append(new(3, [Entry(4)], [], [], "third\n"));
        Assert.Equal(4, Store.Head.Size);
        Assert.Throws<InvalidOperationException>(() => Store.Fill(other, _ => { }));
    }

    [Fact]
    public void Reading_goes_on_undisturbed_while_another_batch_is_appended()
    {
        Store.Append(new(0, [Entry(1), Entry(2)], [], [], "first"));
        using var reading = Store.Read(1).GetEnumerator();
        Assert.True(reading.MoveNext());

        Store.Append(new(2, [Entry(3)], [], [], "second"));

        Assert.True(reading.MoveNext());
        Assert.Equal(2, reading.Current.Position);
    }

    [Fact]
    public void A_view_stays_as_it_is_whatever_is_appended()
    {
        Store.Append(new(0, [Entry(1, [7])], [new(Amal, [1])], [new(Hash.Of("a paper"u8), [3])], "first"));
        using var view = Store.View();

        Store.Append(new(1, [Entry(2)], [new(Farouk, [2])], [new(Hash.Of("another"u8), [4])], "second"));

        Assert.Equal(new Head(1, "first"), view.Head);
        Same([Entry(1, [7])], view.Read(1));
        Assert.Equal([new Head(1, "first")], view.Checkpoints());
        Assert.Equal([Amal], view.SubjectKeys().Select(key => key.Subject));
        Assert.Null(view.FindSubjectKey(Farouk));
        Assert.Equal([Hash.Of("a paper"u8)], view.Blobs());
        Assert.Equal(2, Store.Head.Size);
        Assert.Equal(2, Store.Blobs().Count());
    }

    [Fact]
    public void An_erasure_empties_every_part_of_the_person_and_takes_the_key_with_it()
    {
        List<SubjectKey> keys = [new(Amal, [1, 1]), new(Farouk, [2, 2])];
        Store.Append(new(0, [Entry(1, [7, 1], [8, 1]), Entry(2, [7, 2])], keys, [], "first")
        {
            Parts = [new(Amal, 1, 0), new(Farouk, 1, 1), new(Amal, 2, 0)],
        });
        Store.Append(new(2, [Entry(3, [8, 3], [7, 3])], [], [], "second")
        {
            Parts = [new(Farouk, 3, 0), new(Amal, 3, 1)],
        });

        Store.Append(new(3, [Entry(4)], [], [], "third") { Erased = [Amal] });

        Assert.True(Store.Sweep());
        Same([Entry(1, [], [8, 1]), Entry(2, [[]]), Entry(3, [8, 3], []), Entry(4)], Store.Read(1));
        Assert.Null(Store.FindSubjectKey(Amal));
        Assert.Equal([Farouk], Store.SubjectKeys().Select(key => key.Subject));
        Assert.Equal([2, 2], Store.FindSubjectKey(Farouk));
    }

    [Fact]
    public void Who_was_erased_never_gets_a_key_again()
    {
        Store.Append(new(0, [Entry(1, [7])], [new(Amal, [1])], [], "first") { Parts = [new(Amal, 1, 0)] });
        // Of the second nothing was ever kept: the erasure came from elsewhere, before any fact.
        Store.Append(new(1, [Entry(2)], [], [], "second") { Erased = [Amal, Farouk] });

        Assert.Throws<StoreException>(() => Store.Append(new(2, [Entry(3)], [new(Amal, [2])], [], "third")));
        Assert.Throws<StoreException>(() => Store.Append(new(2, [Entry(3)], [new(Farouk, [2])], [], "third")));
        Store.Append(new(2, [Entry(3)], [], [], "third") { Erased = [Amal] });

        Assert.Equal(3, Store.Head.Size);
        Assert.Empty(Store.SubjectKeys());
    }

    [Fact]
    public void Of_an_erasure_whose_batch_fails_nothing_happens()
    {
        Store.Append(new(0, [Entry(1, [7])], [new(Amal, [1])], [], "first") { Parts = [new(Amal, 1, 0)] });

        Assert.Throws<StaleHeadException>(() => Store.Append(new(0, [Entry(1)], [], [], "other") { Erased = [Amal] }));

        Same([Entry(1, [7])], Store.Read(1));
        Assert.Equal([1], Store.FindSubjectKey(Amal));
    }

    [Fact]
    public void A_view_from_before_an_erasure_still_sees_the_person_and_holds_the_sweeping_up()
    {
        Store.Append(new(0, [Entry(1, [7])], [new(Amal, [1])], [], "first") { Parts = [new(Amal, 1, 0)] });
        using (var view = Store.View())
        {
            Store.Append(new(1, [Entry(2)], [], [], "second") { Erased = [Amal] });
            Store.Sweep();

            Same([Entry(1, [7])], view.Read(1));
        }

        Assert.True(Store.Sweep());
        Same([Entry(1, [[]]), Entry(2)], Store.Read(1));
    }

    [Fact]
    public void Who_came_in_with_a_whole_journal_can_be_erased_and_who_was_erased_before_gets_no_key()
    {
        using var other = new MemoryStore();
        var first = new StoredWorld(other);
        var (amal, farouk) = (first.Register("Canary Amalova"), first.Register("Farouk"));
        first.Erase(farouk);
        Store.Fill(other, _ => { });
        var world = new StoredWorld(Store);

        world.Erase(amal);

        Assert.True(Store.Read(1).Skip(1).SelectMany(entry => entry.PersonalParts).All(part => part.Length == 0));
        Assert.Null(Store.FindSubjectKey(amal));
        var size = Store.Head.Size;
        Assert.Throws<StoreException>(() =>
            Store.Append(new(size, [Entry(size + 1)], [new(farouk, [1])], [], "more")));
        Assert.Null(new StoredWorld(Store).Verify().Fault);
    }

    [Fact]
    public void An_operation_on_this_store_erases_a_person_and_says_the_same_after_a_restart()
    {
        var world = new StoredWorld(Store);
        var person = world.Register("Canary Amalova");
        world.Register("Farouk");

        world.Erase(person);

        var again = new StoredWorld(Store);
        Assert.Equal(2, again.Operation.Now.People.PersonCount);
        Assert.True(again.Operation.Now.People.IsErased(person));
        Assert.Equal(world.Operation.Tree, again.Operation.Tree);
        Assert.Null(Store.FindSubjectKey(person));
        Assert.Equal(
            [true], Store.Read(1).SelectMany(entry => JournalReader.Decode(entry).Envelope.Personal
                .Select((part, at) => (part.Subject, Gone: entry.PersonalParts[at].Length == 0)))
                .Where(part => part.Subject == person).Select(part => part.Gone));
    }

    [Fact]
    public void An_operation_on_this_store_says_the_same_after_a_restart()
    {
        var world = new StoredWorld(Store);
        world.Record("City of Lusavan", "Lusavan Daily");
        world.Archive("Forty trucks are under way.");

        var again = new StoredWorld(Store);

        Assert.Equal(["City of Lusavan", "Lusavan Daily"], again.Names);
        Assert.Equal(world.Operation.Tree, again.Operation.Tree);
        Assert.Equal("Forty trucks are under way.", again.Document(0));
        Assert.Equal("First Officer", again.Answer(new ListOfficers()).Single().Name);
    }

    protected static StoredEntry Entry(long position, params byte[][] parts) =>
        new(position, [1, (byte)position], [2, (byte)position, 0], parts);

    protected static void Same(IEnumerable<StoredEntry> expected, IEnumerable<StoredEntry> found) =>
        Assert.Equal(expected.Select(Words), found.Select(Words));

    static string Words(StoredEntry entry) =>
        $"{entry.Position} {Convert.ToHexString(entry.LeafBytes)} {Convert.ToHexString(entry.OpenPart)} "
        + string.Join('/', entry.PersonalParts.Select(Convert.ToHexString));
}

public sealed class MemoryStoreTests : JournalStoreTests
{
    protected override IJournalStore Open() => new MemoryStore();
}
