using Annona.Journal;
using Hash = Annona.Journal.Hash;

namespace Annona.Tests.Journal;

/// <summary>
/// Ten kinds of tampering, each at a place picked at random. Here are those of somebody who has the data and no key.
/// </summary>
static class KindsOfTampering
{
    /// <summary>By the name of the kind; a second file has those that need keys or are found outside.</summary>
    public static IReadOnlyDictionary<string, Func<WrittenJournal, Random, Attack>> All { get; } =
        new Dictionary<string, Func<WrittenJournal, Random, Attack>>
        {
            ["edit"] = Edit,
            ["delete"] = Delete,
            ["reorder"] = Reorder,
            ["insert"] = Insert,
            ["swap a body"] = SwapBody,
            ["truncate"] = KindsWithKeys.Truncate,
            ["roll back"] = KindsWithKeys.RollBack,
            ["fork"] = KindsWithKeys.Fork,
            ["forge a checkpoint"] = KindsWithKeys.ForgeCheckpoint,
            ["rewrite everything"] = KindsWithKeys.RewriteEverything,
        };

    static Attack Edit(WrittenJournal journal, Random chance)
    {
        var place = chance.Next(1, journal.Size + 1);
        return chance.Next(8) switch
        {
            0 => FlipBit(journal, place, chance),
            1 => Attack.OnLeaf("another time", journal, journal.WithLeaf(
                place, leaf => leaf with { RecordedAt = leaf.RecordedAt.AddMinutes(-chance.Next(1, 1_000)) }), place),
            2 => Attack.OnLeaf("another verdict", journal, journal.WithLeaf(
                place, leaf => leaf with { Verdict = Verdict.Quarantined }), place),
            3 => EditEnvelope(journal, place, chance),
            4 => Attack.Exactly("a bit of the open part", journal.With(place, entry => entry with
            {
                OpenPart = Flipped(entry.OpenPart, chance),
            }), place),
            5 => Attack.OnLeaf("an open part with its hash", journal, WithOpenPart(journal, place, [1, 2, 3]), place),
            _ => MendChain(journal, chance),
        };
    }

    static Attack FlipBit(WrittenJournal journal, long place, Random chance) => Attack.OnLeaf(
        "a bit of the leaf", journal,
        journal.With(place, entry => entry with { LeafBytes = Flipped(entry.LeafBytes, chance) }), place);

    static Attack EditEnvelope(WrittenJournal journal, long place, Random chance)
    {
        (string How, Func<Envelope, Envelope> Change) edit = chance.Next(8) switch
        {
            0 => ("another officer", envelope => envelope with { Actor = envelope.Intent }),
            1 => ("another kind", envelope => envelope with { Kind = "aid.taken" }),
            2 => ("another version", envelope => envelope with { KindVersion = 2 }),
            3 => ("another clock", envelope => envelope with { Clock = envelope.Clock + 1 }),
            4 => ("another number", envelope => envelope with { Sequence = envelope.Sequence + chance.Next(1, 9) }),
            5 => ("another predecessor", envelope => envelope with { Previous = Hash.Of("another"u8) }),
            6 => ("another tree seen", envelope => envelope with { Seen = new(envelope.Seen.Size, 4_711) }),
            _ => ("another device", envelope => envelope with { Device = envelope.Intent }),
        };
        return Attack.OnLeaf(edit.How, journal, journal.WithEnvelope(place, edit.Change), place);
    }

    /// <summary>Whoever changes an entry can make those after it follow it, and cannot sign them.</summary>
    static Attack MendChain(WrittenJournal journal, Random chance)
    {
        var place = chance.Next(1, journal.Size);
        var until = chance.Next(place + 1, journal.Size + 1);
        var mended = journal.WithEnvelope(place, envelope => envelope with { Actor = envelope.Intent })
            .Relinked(place + 1, until);
        var shownAt = Math.Min(until + 1, journal.LastOfBatch(place));
        return Attack.OnBatch($"an officer, and the chain mended until {until}", journal, mended, shownAt);
    }

    static Attack Delete(WrittenJournal journal, Random chance)
    {
        var place = chance.Next(1, journal.Size + 1);
        var count = chance.Next(3) > 0 ? 1 : Math.Min(chance.Next(2, 6), journal.Size - place + 1);
        var left = journal.Entries.Where(entry => entry.Position < place || entry.Position >= place + count);
        var after = journal with { Entries = chance.Next(2) == 0 ? [.. left] : Numbered(left) };
        // What one entry says of the deleted one shows that nothing else is gone.
        return count == 1 && place < journal.Size
            ? Attack.Exactly("one taken out", after, place)
            : Attack.OnBatch($"{count} taken out", journal, after, place);
    }

    static Attack Reorder(WrittenJournal journal, Random chance)
    {
        var (first, second) = TwoPlaces(journal, chance);
        var entries = journal.Entries.ToList();
        if (chance.Next(2) == 0)
        {
            (entries[first - 1], entries[second - 1]) = (entries[second - 1], entries[first - 1]);
        }
        else
        {
            var (from, to) = chance.Next(2) == 0 ? (first, second) : (second, first);
            var moved = entries[from - 1];
            entries.RemoveAt(from - 1);
            entries.Insert(to - 1, moved);
        }
        return Attack.Exactly($"{first} and {second} in another order", journal with
        {
            Entries = chance.Next(2) == 0 ? entries : Numbered(entries),
        }, first);
    }

    static Attack Insert(WrittenJournal journal, Random chance)
    {
        var place = chance.Next(1, journal.Size + 2);
        var other = 1 + (place - 1 + chance.Next(1, journal.Size)) % journal.Size;
        var (how, put) = chance.Next(3) switch
        {
            0 => ($"a copy of {other}", journal.Entries[other - 1]),
            1 => ("an entry of another journal", journal.Foreign(place)),
            _ => ("an entry that follows", journal.Following(place)),
        };
        var entries = journal.Entries.ToList();
        entries.Insert(place - 1, put with { Position = place });
        return Attack.Exactly($"{how} put in", journal with
        {
            Entries = chance.Next(2) == 0 ? entries : Numbered(entries),
        }, place);
    }

    static Attack SwapBody(WrittenJournal journal, Random chance)
    {
        var (first, second) = TwoPlaces(journal, chance);
        var (one, other) = (journal.Entries[first - 1], journal.Entries[second - 1]);
        switch (chance.Next(5))
        {
            case 0:
                return Attack.Exactly("open parts of two", journal
                    .With(first, entry => entry with { OpenPart = other.OpenPart })
                    .With(second, entry => entry with { OpenPart = one.OpenPart }), first);
            case 1:
                return MendSwapped(journal, first, second);
            case 2 when one.PersonalParts.Count == 2:
                return Attack.Exactly("parts of two persons", journal.With(first, entry => entry with
                {
                    PersonalParts = [entry.PersonalParts[1], entry.PersonalParts[0]],
                }), first);
            case 3 when one.PersonalParts.Count > 0:
                return Attack.Exactly("a person's part emptied", journal.With(first, entry => entry with
                {
                    PersonalParts = [[], .. entry.PersonalParts.Skip(1)],
                }), first);
            default:
                return Attack.Exactly("an older open part", journal.With(second, entry => entry with
                {
                    OpenPart = one.OpenPart,
                }), second);
        }
    }

    /// <summary>The hashes in both envelopes are mended, too: two leaves are changed.</summary>
    static Attack MendSwapped(WrittenJournal journal, long first, long second)
    {
        var (one, other) = (journal.Entries[(int)first - 1], journal.Entries[(int)second - 1]);
        var after = WithOpenPart(WithOpenPart(journal, first, other.OpenPart), second, one.OpenPart);
        const string How = "open parts of two, with their hashes";
        return second > journal.LastOfBatch(first)
            ? Attack.Exactly(How, after, first)
            : Attack.OnBatch(How, journal, after, first + 1);
    }

    static WrittenJournal WithOpenPart(WrittenJournal journal, long place, byte[] part) => journal
        .With(place, entry => entry with { OpenPart = part })
        .WithEnvelope(place, envelope => envelope with { OpenPart = Hash.Of(part) });

    static (int First, int Second) TwoPlaces(WrittenJournal journal, Random chance)
    {
        var place = chance.Next(1, journal.Size);
        return (place, chance.Next(place + 1, journal.Size + 1));
    }

    public static IReadOnlyList<StoredEntry> Numbered(IEnumerable<StoredEntry> entries) =>
        [.. entries.Select((entry, at) => entry with { Position = at + 1 })];

    static byte[] Flipped(byte[] bytes, Random chance)
    {
        byte[] flipped = [.. bytes];
        flipped[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8));
        return flipped;
    }
}
