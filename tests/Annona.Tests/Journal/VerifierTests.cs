using Annona.Journal;
using CsCheck;

namespace Annona.Tests.Journal;

/// <summary>What the verifier says of journals that are right, and of special faults.</summary>
public sealed class VerifierTests
{
    /// <summary>A journal, and two different places in it, the smaller first.</summary>
    static readonly Gen<(WrittenJournal Journal, long First, long Second)> AnyPlaces =
        Gen.Select(WrittenJournal.AnyBatches, Gen.Int[0, 999], Gen.Int[0, 999], (sizes, first, second) =>
        {
            var journal = WrittenJournal.Of(sizes);
            var place = 1 + first % journal.Size;
            var other = 1 + (place - 1 + 1 + second % (journal.Size - 1)) % journal.Size;
            return (journal, (long)Math.Min(place, other), (long)Math.Max(place, other));
        });

    [Fact]
    public void A_journal_that_nobody_touched_verifies() =>
        WrittenJournal.AnyBatches.Sample(sizes =>
        {
            var journal = WrittenJournal.Of(sizes);

            var verified = journal.Verify(journal.LastCheckpoint, journal.Checkpoints[0].Checkpoint);

            Assert.Null(verified.Fault);
            var persons = journal.Entries.Sum(entry => entry.PersonalParts.Count);
            Assert.Equal(
                (journal.Size, sizes.Length, journal.Size + persons, 0),
                (verified.Size, verified.Checkpoints, verified.Parts, verified.Quarantined));
        }, iter: 50);

    [Fact]
    public void A_personal_part_that_was_edited_emptied_or_taken_is_found() =>
        Gen.Select(AnyPlaces, Gen.Int[0, 100_000]).Sample((places, bit) =>
        {
            var (journal, place, _) = places;
            place += place % 2;
            if (place > journal.Size)
                return;

            var edited = journal.With(place, entry => entry with
            {
                PersonalParts = [Flipped(entry.PersonalParts[0], bit), .. entry.PersonalParts.Skip(1)],
            }).Verify();
            var erased = journal.With(place, entry => entry with
            {
                PersonalParts = [[], .. entry.PersonalParts.Skip(1)],
            }).Verify();
            var taken = journal.With(place, entry => entry with { PersonalParts = [] }).Verify();

            Assert.Equal(place, PositionOf(edited));
            Assert.Equal(place, PositionOf(taken));
            Assert.Equal(place, PositionOf(erased));
        }, iter: 500);

    [Fact]
    public void A_persons_key_that_is_gone_is_found_where_the_person_is_first_named() =>
        WrittenJournal.AnyBatches.Sample(sizes =>
        {
            var journal = WrittenJournal.Of(sizes);
            var persons = journal.Entries
                .SelectMany(entry => JournalReader.Decode(entry).Envelope.Personal.Select(
                    part => (part.Subject, entry.Position)))
                .ToList();

            foreach (var (person, _) in persons.DistinctBy(person => person.Subject))
            {
                var others = persons.Select(other => other.Subject).Where(other => other != person).Distinct();
                Assert.Equal(
                    persons.First(named => named.Subject == person).Position,
                    PositionOf(journal.VerifyWithKeysOf(others)));
            }

            var everybody = persons.Select(person => person.Subject).Distinct().ToList();
            Assert.Null(journal.VerifyWithKeysOf(everybody).Fault);
            var orphan = journal.VerifyWithKeysOf([.. everybody, new Guid("0198c0de-0000-7000-8000-0000000000ff")]);
            Assert.Contains("whom no entry names", orphan.Fault!.What, StringComparison.Ordinal);
        }, iter: 50);

    [Fact]
    public void A_journal_rolled_back_with_its_checkpoints_is_found_by_the_head_that_was_kept_with_the_keys() =>
        AnyPlaces.Sample((journal, place, _) =>
        {
            var size = (int)journal.FirstOfBatch(place) - 1;
            var older = new WrittenJournal(
                [.. journal.Entries.Take(size)], [.. journal.Checkpoints.Where(head => head.Size <= size)]);

            var verified = older.VerifyKept(journal.LastCheckpoint);

            Assert.Equal(size + 1, PositionOf(verified));
            Assert.Contains("an older copy was put back", verified.Fault!.What, StringComparison.Ordinal);
            Assert.Null(journal.VerifyKept(older.Size == 0 ? null : older.LastCheckpoint).Fault);
        }, iter: 300);

    [Fact]
    public void What_only_a_later_signature_can_tell_is_said_as_a_stretch_and_the_narrowest_there_is()
    {
        var journal = WrittenJournal.Of([1, 1, 1, 1, 1]);
        var rewritten = WrittenJournal.Of([1, 1, 1, 1, 1], words: "parcels");
        var changed = journal.WithEnvelope(5, envelope => envelope with { Actor = envelope.Intent });

        var history = rewritten.Verify(journal.LastCheckpoint).Fault!;
        var last = changed.Verify(journal.LastCheckpoint).Fault!;

        Assert.Equal((1, 5), (history.Position, history.Through));
        Assert.Equal((5, 5), (last.Position, last.Through));
    }

    [Fact]
    public void Entries_that_no_checkpoint_vouches_for_are_found() =>
        AnyPlaces.Sample((journal, place, _) =>
        {
            var unsigned = journal with
            {
                Checkpoints = [.. journal.Checkpoints.Where(head => head.Size < place)],
            };

            Assert.Equal(journal.FirstOfBatch(place), PositionOf(unsigned.Verify()));
        }, iter: 500);

    [Fact]
    public void A_journal_written_anew_with_the_right_keys_is_found_only_by_a_checkpoint_kept_elsewhere() =>
        Gen.Select(WrittenJournal.AnyBatches, Gen.Int[0, 999], Gen.Int[0, 999]).Sample((sizes, from, kept) =>
        {
            var journal = WrittenJournal.Of(sizes);
            var rewritten = WrittenJournal.Of(sizes, words: "parcels");
            var outside = journal.Checkpoints[kept % sizes.Length];

            Assert.Null(rewritten.Verify().Fault);
            Assert.Equal(1, PositionOf(rewritten.Verify(outside.Checkpoint)));
            Assert.Equal(1, PositionOf(rewritten.Verify(journal.Checkpoints[from % sizes.Length].Checkpoint,
                outside.Checkpoint)));
        }, iter: 200);

    [Fact]
    public void Where_the_checkpoints_kept_elsewhere_agree_up_to_a_size_the_blame_begins_after_it() =>
        WrittenJournal.AnyBatches.Sample(sizes =>
        {
            var half = sizes.Length / 2;
            var honest = WrittenJournal.Of(sizes);
            var rewritten = WrittenJournal.Rewritten(from: honest.Checkpoints[half - 1].Size + 1, sizes);

            var verified = rewritten.Verify(honest.LastCheckpoint, honest.Checkpoints[half - 1].Checkpoint);

            Assert.Null(rewritten.Verify().Fault);
            Assert.Equal(honest.Checkpoints[half - 1].Size + 1, PositionOf(verified));
        }, iter: 100);

    [Fact]
    public void The_answer_is_the_same_however_many_threads_there_are()
    {
        var journal = WrittenJournal.Of(Enumerable.Range(0, 2_000).Select(at => 1 + at % 5));
        var places = new Random(7).GetItems(Enumerable.Range(1, journal.Size).ToArray(), 6);
        WrittenJournal[] journals =
        [
            journal,
            .. places.Select(place => journal.With(place, entry => entry with { OpenPart = [1] })),
            .. places.Select(place => journal.WithEnvelope(place, envelope => envelope with { Clock = place })),
        ];

        foreach (var one in journals)
        {
            var alone = one.Verify(threads: 1);
            Assert.Equal(Words(alone), Words(one.Verify(threads: 2)));
            Assert.Equal(Words(alone), Words(one.Verify(threads: 7)));
            Assert.Equal(Words(alone), Words(one.Verify(SideBySide.AllCores)));
        }
    }

    [Fact]
    public void Of_what_a_damaged_file_gave_before_it_could_not_be_read_every_entry_is_verified_first()
    {
        var journal = WrittenJournal.Of(Enumerable.Repeat(3, 1_000));
        IEnumerable<StoredEntry> Torn(IReadOnlyList<StoredEntry> entries) => entries.Take(2_000)
            .Concat(entries.Skip(2_000).Take(1).Select(StoredEntry (_) => throw new StoreException("Torn.", "None.")));
        var changed = journal.With(1_998, entry => entry with { OpenPart = [1] });
        var verifier = new JournalVerifier(WrittenJournal.Origin, WrittenJournal.Keys("right"));

        var first = verifier.Verify(Torn(changed.Entries), journal.Checkpoints, []).Fault!;

        Assert.Equal((1_998, 1_998), (first.Position, first.Through));
        Assert.Throws<StoreException>(() => verifier.Verify(Torn(journal.Entries), journal.Checkpoints, []));
    }

    [Fact]
    public void Entries_of_kinds_that_are_not_known_are_counted_and_are_no_fault()
    {
        var journal = WrittenJournal.Of([2, 3]);
        var verifier = new JournalVerifier(WrittenJournal.Origin, WrittenJournal.Keys("right"))
        {
            Knows = (kind, version) => (kind, version) != ("aid.given", 1),
        };

        var verified = verifier.Verify(journal.Entries, journal.Checkpoints, []);

        Assert.Null(verified.Fault);
        Assert.Equal([new UnknownKind("aid.given.1", 5)], verified.UnknownKinds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a note from somewhere")]
    public void What_is_not_a_checkpoint_is_said_so(string note)
    {
        var verified = WrittenJournal.Of([1]).Verify(note);

        Assert.Equal(0, PositionOf(verified));
        Assert.EndsWith("kept elsewhere is not a signed note.", verified.Fault!.What, StringComparison.Ordinal);
    }

    static string Words(Verification verified) =>
        $"{verified.Size} {verified.Root} {verified.Checkpoints} {verified.Parts} {verified.Fault}";

    static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8 % bytes.Length] ^= (byte)(1 << bit % 8);
        return flipped;
    }

    static long PositionOf(Verification verified)
    {
        Assert.NotNull(verified.Fault);
        Assert.NotEmpty(verified.Fault.What);
        return verified.Fault.Position;
    }
}
