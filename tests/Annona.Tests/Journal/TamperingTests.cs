using Annona.Journal;
using CsCheck;

namespace Annona.Tests.Journal;

/// <summary>Whatever is done to a journal, the verifier names the first bad position.</summary>
public sealed class TamperingTests
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
    public void Any_flipped_bit_of_a_leaf_is_found_at_its_entry_or_at_the_beginning_of_its_batch() =>
        Gen.Select(AnyPlaces, Gen.Int[0, 100_000]).Sample((places, bit) =>
        {
            var (journal, place, _) = places;

            var verified = journal.With(place, entry => entry with { LeafBytes = Flipped(entry.LeafBytes, bit) })
                .Verify();

            Assert.InRange(PositionOf(verified), journal.FirstOfBatch(place), place);
        }, iter: 2_000);

    [Fact]
    public void Any_flipped_bit_of_a_leaf_is_found_at_its_entry_where_every_entry_has_its_checkpoint() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 100_000]).Sample((place, bit) =>
        {
            var journal = WrittenJournal.Of(Enumerable.Repeat(1, 12));

            var verified = journal.With(place, entry => entry with { LeafBytes = Flipped(entry.LeafBytes, bit) })
                .Verify();

            Assert.Equal(place, PositionOf(verified));
        }, iter: 2_000);

    [Fact]
    public void Another_officer_put_into_an_entry_is_found_at_the_entry_and_not_at_the_next_one() =>
        AnyPlaces.Sample((journal, place, _) =>
        {
            var verified = journal.WithEnvelope(place, envelope => envelope with { Actor = envelope.Intent }).Verify();

            // At the end of a batch only its checkpoint speaks, and it speaks for the whole batch.
            var isLast = journal.Checkpoints.Any(head => head.Size == place);
            Assert.Equal(isLast ? journal.FirstOfBatch(place) : place, PositionOf(verified));
        }, iter: 500);

    [Fact]
    public void An_entry_made_to_follow_another_one_is_found_at_the_entry() =>
        AnyPlaces.Where(places => places.First < places.Journal.Size).Sample((journal, place, _) =>
            Assert.Equal(place, PositionOf(journal.WithEnvelope(
                place, envelope => envelope with { Previous = envelope.OpenPart }).Verify())), iter: 500);

    [Fact]
    public void An_edited_open_part_is_found() =>
        Gen.Select(AnyPlaces, Gen.Int[0, 100_000]).Sample((places, bit) =>
        {
            var (journal, place, _) = places;

            var verified = journal
                .With(place, entry => entry with { OpenPart = Flipped(entry.OpenPart, bit) })
                .Verify();

            Assert.Equal(place, PositionOf(verified));
        }, iter: 500);

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
    public void A_deleted_entry_is_found_whether_or_not_the_others_are_numbered_anew() =>
        AnyPlaces.Sample((journal, place, _) =>
        {
            var without = journal.Entries.Where(entry => entry.Position != place).ToList();

            var missing = (journal with { Entries = without }).Verify();
            var numbered = (journal with { Entries = Numbered(without) }).Verify();

            Assert.Equal(place, PositionOf(missing));
            Assert.Equal(place, PositionOf(numbered));
        }, iter: 500);

    [Fact]
    public void Entries_in_another_order_are_found() =>
        AnyPlaces.Sample((journal, first, second) =>
        {
            var entries = journal.Entries.ToList();
            (entries[(int)first - 1], entries[(int)second - 1]) = (entries[(int)second - 1], entries[(int)first - 1]);

            Assert.Equal(first, PositionOf((journal with { Entries = entries }).Verify()));
            Assert.Equal(first, PositionOf((journal with { Entries = Numbered(entries) }).Verify()));
        }, iter: 500);

    [Fact]
    public void An_entry_put_in_twice_is_found() =>
        AnyPlaces.Sample((journal, first, second) =>
        {
            var entries = journal.Entries.ToList();
            entries.Insert((int)second - 1, entries[(int)first - 1]);

            Assert.Equal(second, PositionOf((journal with { Entries = Numbered(entries) }).Verify()));
        }, iter: 500);

    [Fact]
    public void A_tail_that_was_cut_off_is_found_by_the_checkpoints_that_are_left() =>
        AnyPlaces.Sample((journal, place, _) =>
        {
            var cut = journal with { Entries = [.. journal.Entries.Take((int)place - 1)] };

            Assert.Equal(place, PositionOf(cut.Verify()));
        }, iter: 500);

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
    public void A_journal_rolled_back_with_its_checkpoints_is_found_only_by_one_that_was_kept_elsewhere() =>
        AnyPlaces.Sample((journal, place, _) =>
        {
            var size = (int)journal.FirstOfBatch(place) - 1;
            var older = new WrittenJournal(
                [.. journal.Entries.Take(size)], [.. journal.Checkpoints.Where(head => head.Size <= size)]);

            Assert.Null(older.Verify().Fault);
            Assert.Equal(size + 1, PositionOf(older.Verify(journal.LastCheckpoint)));
        }, iter: 500);

    [Fact]
    public void Bodies_swapped_between_entries_are_found_at_the_first_of_the_two() =>
        AnyPlaces.Sample((journal, first, second) =>
        {
            var (one, other) = (journal.Entries[(int)first - 1], journal.Entries[(int)second - 1]);

            var swapped = journal.With(first, entry => entry with { OpenPart = other.OpenPart })
                .With(second, entry => entry with { OpenPart = one.OpenPart });

            Assert.Equal(first, PositionOf(swapped.Verify()));
        }, iter: 500);

    [Fact]
    public void A_forged_checkpoint_is_found_and_no_entry_is_blamed() =>
        Gen.Select(WrittenJournal.AnyBatches, Gen.Int[0, 999]).Sample((sizes, pick) =>
        {
            var journal = WrittenJournal.Of(sizes);
            var forged = WrittenJournal.Of(sizes, key: "stolen");
            var at = pick % sizes.Length;

            var verified = (journal with
            {
                Checkpoints =
                    [.. journal.Checkpoints.Take(at), forged.Checkpoints[at], .. journal.Checkpoints.Skip(at + 1)],
            }).Verify();

            Assert.Equal(0, PositionOf(verified));
            Assert.Contains("is not signed with this operation's keys", verified.Fault!.What, StringComparison.Ordinal);
            Assert.Equal(0, PositionOf(journal.Verify(forged.Checkpoints[at].Checkpoint)));
        }, iter: 300);

    [Fact]
    public void A_checkpoint_that_was_moved_to_another_size_is_found() =>
        Gen.Select(WrittenJournal.AnyBatches, Gen.Int[1, 999]).Sample((sizes, pick) =>
        {
            var journal = WrittenJournal.Of(sizes);
            var at = 1 + pick % (sizes.Length - 1);
            var moved = journal.Checkpoints[at] with { Checkpoint = journal.Checkpoints[at - 1].Checkpoint };

            var verified = (journal with
            {
                Checkpoints = [.. journal.Checkpoints.Take(at), moved, .. journal.Checkpoints.Skip(at + 1)],
            }).Verify();

            Assert.Equal(0, PositionOf(verified));
        }, iter: 300);

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
            var (honest, rewritten) = (WrittenJournal.Of(sizes), RewrittenAfter(sizes, half));

            var verified = rewritten.Verify(honest.LastCheckpoint, honest.Checkpoints[half - 1].Checkpoint);

            Assert.Null(rewritten.Verify().Fault);
            Assert.Equal(honest.Checkpoints[half - 1].Size + 1, PositionOf(verified));
        }, iter: 100);

    [Theory]
    [InlineData("")]
    [InlineData("a note from somewhere")]
    public void What_is_not_a_checkpoint_is_said_so(string note)
    {
        var verified = WrittenJournal.Of([1]).Verify(note);

        Assert.Equal(0, PositionOf(verified));
        Assert.EndsWith("kept elsewhere is not a signed note.", verified.Fault!.What, StringComparison.Ordinal);
    }

    static WrittenJournal RewrittenAfter(int[] sizes, int batches)
    {
        using var store = new MemoryStore();
        var writer = new JournalWriter(
            JournalReader.Decode(WrittenJournal.Of([1]).Entries[0]).Envelope.Operation, new ClearSealer(),
            [new SecretSigner("right")], WrittenJournal.Origin);
        foreach (var (at, size) in sizes.Index())
            WrittenJournal.Append(store, writer, size, at < batches ? "kits" : "parcels");
        return new([.. store.Read(1)], [.. store.Checkpoints()]);
    }

    static IReadOnlyList<StoredEntry> Numbered(IEnumerable<StoredEntry> entries) =>
        [.. entries.Select((entry, at) => entry with { Position = at + 1 })];

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
