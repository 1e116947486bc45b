using Annona.Journal;

namespace Annona.Tests.Journal;

public sealed class JournalWriterTests : IDisposable
{
    static readonly Guid Operation = new("0198c0de-0000-7000-8000-00000000000b");
    static readonly Guid Person = new("0198c0de-0000-7000-8000-00000000000c");

    readonly MemoryStore store = new();
    readonly JournalWriter writer = New();

    [Fact]
    public void A_batch_whose_commit_failed_leaves_no_trace_in_the_next_one()
    {
        Commit("first");
        writer.Begin();
        Write("lost");
        writer.Begin();
        Write("second");

        store.Append(writer.Seal());
        writer.Keep();

        Assert.Equal(["first", "second"], Said());
        Assert.Null(Verify().Fault);
    }

    [Fact]
    public void A_journal_goes_on_after_a_restart_where_it_was_left()
    {
        Commit("first", "second");
        var again = New();
        foreach (var entry in store.Read(1))
            again.Follow(entry, JournalReader.Decode(entry).Envelope);
        Assert.Equal(writer.Tree, again.Tree);

        again.Begin();
        again.Write(Fact("third"), TestOperation.Start, store.FindSubjectKey);
        store.Append(again.Seal());

        Assert.Equal(["first", "second", "third"], Said());
        Assert.Null(Verify().Fault);
    }

    [Fact]
    public void A_person_gets_one_key_however_often_they_are_named()
    {
        Commit("first", "second");
        Commit("third");

        Assert.Equal(Person, Assert.Single(store.SubjectKeys()).Subject);
    }

    [Fact]
    public void The_clock_of_entries_never_goes_back_and_never_stands_still()
    {
        Commit("first", "second");
        writer.Begin();
        writer.Write(Fact("third"), TestOperation.Start.AddYears(-10), store.FindSubjectKey);
        store.Append(writer.Seal());

        var clocks = store.Read(1).Select(entry => JournalReader.Decode(entry).Envelope.Clock).ToList();

        Assert.Equal([clocks[0], clocks[0] + 1, clocks[0] + 2], clocks);
        Assert.Equal(TestOperation.Start.ToUnixTimeMilliseconds(), clocks[0] >> 16);
    }

    [Fact]
    public void Nothing_is_written_without_a_batch()
    {
        Assert.Throws<InvalidOperationException>(() => Write("lost"));
        Assert.Throws<InvalidOperationException>(() => writer.Archive([1]));
        Assert.Throws<InvalidOperationException>(() => writer.Seal());
        Assert.Throws<InvalidOperationException>(writer.Keep);
    }

    [Fact]
    public void A_fact_that_is_too_large_is_not_written_and_says_why()
    {
        var fact = Fact("small");
        PersonalPlain[] crowd = [.. Enumerable.Range(0, JournalWriter.PersonsMax + 1).Select(
            number => new PersonalPlain(new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), [7]))];
        Fact[] large =
        [
            fact with { Kind = new('k', Envelope.KindLengthMax + 1) },
            fact with { Request = new('r', Envelope.KindLengthMax + 1) },
            fact with { Open = new byte[JournalWriter.OpenPartSizeMax + 1] },
            fact with { Personal = crowd },
            fact with { Personal = [new(Person, new byte[JournalWriter.PersonalPartSizeMax + 1])] },
        ];
        writer.Begin();

        foreach (var each in large)
        {
            Assert.NotNull(JournalWriter.WhyTooLarge(each));
            Assert.Throws<ArgumentException>(() => writer.Write(each, TestOperation.Start, store.FindSubjectKey));
        }
        Assert.False(writer.HasEntries);
        var most = fact with { Personal = crowd[1..], Kind = new('k', Envelope.KindLengthMax) };
        writer.Write(most, TestOperation.Start, store.FindSubjectKey);
        store.Append(writer.Seal());
        Assert.InRange(store.Read(1).Single().LeafBytes.Length, 60_000, JournalWriter.LeafSizeMax);
    }

    [Fact]
    public void An_entry_that_does_not_follow_is_not_taken_in()
    {
        Commit("first", "second", "third");
        var again = New();
        var entries = store.Read(1).ToList();
        again.Follow(entries[0], JournalReader.Decode(entries[0]).Envelope);

        var third = JournalReader.Decode(entries[2]).Envelope;
        var told = Assert.Throws<DamagedEntryException>(() => again.Follow(entries[2], third));
        var moved = Assert.Throws<DamagedEntryException>(
            () => again.Follow(entries[2] with { Position = 2 }, third with { Sequence = 2 }));

        Assert.Equal((2, 2), (told.Position, moved.Position));
    }

    [Fact]
    public void A_reader_without_a_persons_key_reads_the_rest()
    {
        Commit("first");

        var (_, entry) = Assert.Single(Open([]));

        Assert.Equal("first"u8, entry.Open);
        Assert.Equal((Person, null), (entry.Personal[0].Subject, entry.Personal[0].Plain));
        Assert.Equal([Person], entry.Lost);
    }

    [Fact]
    public void Of_several_damaged_entries_the_reader_is_told_of_the_first()
    {
        Commit([.. Enumerable.Range(1, 50).Select(at => $"entry {at}")]);
        var damaged = store.Read(1).Select(entry =>
            entry.Position is 17 or 18 or 40 ? entry with { OpenPart = [1, 2, 3] } : entry);

        var told = Assert.Throws<DamagedEntryException>(() => new JournalReader(new ClearSealer())
            .Open(damaged, [], Opening.OpenParts).Count());

        Assert.Equal(17, told.Position);
    }

    [Fact]
    public void A_part_sealed_for_another_entry_does_not_open_even_when_all_hashes_fit()
    {
        Commit("first", "second");
        var (first, second) = (store.Read(1).First(), store.Read(2).First());
        var (leaf, envelope) = JournalReader.Decode(second);
        var moved = second with
        {
            OpenPart = first.OpenPart,
            LeafBytes = (leaf with
            {
                Envelope = (envelope with { OpenPart = Hash.Of(first.OpenPart) }).Encode(),
            }).Encode(),
        };

        var told = Assert.Throws<DamagedEntryException>(() => new JournalReader(new ClearSealer())
            .Open([moved], [], Opening.OpenParts).Count());

        Assert.Equal(2, told.Position);
    }

    public void Dispose() => store.Dispose();

    static JournalWriter New() =>
        new(Operation, new ClearSealer(), WrittenJournal.Keys("right"), WrittenJournal.Origin);

    static Fact Fact(string words) => new(
        "aid.given", 1, Operation, Operation, System.Text.Encoding.UTF8.GetBytes(words), [new(Person, [7])]);

    void Write(string words) => writer.Write(Fact(words), TestOperation.Start, store.FindSubjectKey);

    void Commit(params IEnumerable<string> all)
    {
        writer.Begin();
        foreach (var words in all)
            Write(words);
        store.Append(writer.Seal());
        writer.Keep();
    }

    IEnumerable<string> Said() =>
        Open(store.SubjectKeys()).Select(pair => System.Text.Encoding.UTF8.GetString(pair.Entry.Open));

    IEnumerable<(StoredEntry Stored, Entry Entry)> Open(IEnumerable<SubjectKey> keys) =>
        new JournalReader(new ClearSealer()).Open(store.Read(1), keys, Opening.PersonalParts);

    Verification Verify() => new JournalVerifier(WrittenJournal.Origin, WrittenJournal.Keys("right"))
        .Verify(store.Read(1), store.Checkpoints(), []);
}
