using Annona.Journal;

namespace Annona.Tests.Journal;

/// <summary>
/// The other five kinds: those about checkpoints, and those of whoever has the right keys. What such a hand does fits
/// together, so only a checkpoint that was kept elsewhere tells.
/// </summary>
static class KindsWithKeys
{
    public static Attack Truncate(WrittenJournal journal, Random chance)
    {
        var place = chance.Next(1, journal.Size + 1);
        var cut = journal with { Entries = [.. journal.Entries.Take(place - 1)] };
        if (chance.Next(2) == 0)
            return Attack.OnBatch("the end cut off", journal, cut, place);
        var without = cut with { Checkpoints = [.. journal.Checkpoints.Where(head => head.Size < place)] };
        return Attack.OnBatch("the end cut off, and its checkpoints", journal, without, place) with
        {
            Against = [journal.LastCheckpoint],
        };
    }

    public static Attack RollBack(WrittenJournal journal, Random chance)
    {
        var size = journal.FirstOfBatch(chance.Next(1, journal.Size + 1)) - 1;
        var newer = journal.Checkpoints.Where(head => head.Size > size).ToList();
        var outside = Some(journal.Checkpoints, chance).Append(newer[chance.Next(newer.Count)]);
        return Attack.Exactly("an older copy put back", journal.UpTo(size), size + 1) with
        {
            Against = [.. outside.Shuffled(chance).Select(head => head.Checkpoint)],
        };
    }

    /// <summary>Two histories with one beginning, or the end of one behind the beginning of the other.</summary>
    public static Attack Fork(WrittenJournal journal, Random chance)
    {
        var place = chance.Next(3, journal.Size + 1);
        if (chance.Next(2) == 0)
            return FoundOutside($"another history from {place} on",
                WrittenJournal.Rewritten(from: place, journal.BatchSizes), journal, place, chance);
        var from = chance.Next(1, place - 1);
        var other = WrittenJournal.Rewritten(from, journal.BatchSizes);
        return Attack.OnBatch($"the end of a history that is another one from {from} on", journal, new(
            [.. journal.Entries.Take(place - 1), .. other.Entries.Skip(place - 1)],
            [
                .. journal.Checkpoints.Where(head => head.Size < place),
                .. other.Checkpoints.Where(head => head.Size >= place),
            ]), place);
    }

    public static Attack RewriteEverything(WrittenJournal journal, Random chance)
    {
        // Other batches, and at least as many entries.
        var sizes = journal.BatchSizes.Shuffled(chance).Append(chance.Next(1, 5));
        var rewritten = WrittenJournal.Rewritten(from: 1, sizes);
        return FoundOutside("all of it with the right keys", rewritten, journal, 1, chance);
    }

    public static Attack ForgeCheckpoint(WrittenJournal journal, Random chance)
    {
        var at = chance.Next(journal.Checkpoints.Count);
        var size = journal.Checkpoints[at].Size;
        var note = journal.Checkpoints[at].Checkpoint;
        var other = journal.Checkpoints[(at + 1 + chance.Next(journal.Checkpoints.Count - 1))
            % journal.Checkpoints.Count].Checkpoint;
        var stolen = journal.SignedBy("stolen", size);
        var (how, forged) = chance.Next(7) switch
        {
            0 => ("other keys", stolen),
            1 => ("one line of another key", Lines(note, 0, 5) + Lines(stolen, 5, 6)),
            2 => ("one line only", Lines(note, 0, 5)),
            3 => ("the note of another size", other),
            4 => ("another root under the right lines", Lines(other, 0, 3) + Lines(note, 3, 6)),
            5 => ("no note at all", "nothing"),
            _ => ("another operation's", note.Replace(WrittenJournal.Origin, "annona.example/x", Ordinal)),
        };
        return Attack.OnCheckpoint(how, journal with
        {
            Checkpoints =
            [
                .. journal.Checkpoints.Take(at), new(size, forged), .. journal.Checkpoints.Skip(at + 1),
            ],
        }, size);
    }

    const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>Before the smallest checkpoint that does not fit, and after the largest that does.</summary>
    static Attack FoundOutside(
        string how, WrittenJournal after, WrittenJournal before, long place, Random chance)
    {
        var later = before.Checkpoints.Where(head => head.Size >= place).ToList();
        var outside = Some(before.Checkpoints, chance).Append(later[chance.Next(later.Count)]).ToList();
        return new(how, after,
            outside.Where(head => head.Size < place).Select(head => head.Size).DefaultIfEmpty().Max() + 1,
            outside.Where(head => head.Size >= place).Min(head => head.Size))
        {
            Against = [.. outside.Shuffled(chance).Select(head => head.Checkpoint)],
        };
    }

    static IEnumerable<Head> Some(IReadOnlyList<Head> heads, Random chance) =>
        heads.Where(_ => chance.Next(4) == 0);

    static T[] Shuffled<T>(this IEnumerable<T> all, Random chance)
    {
        T[] items = [.. all];
        chance.Shuffle(items);
        return items;
    }

    static string Lines(string note, int from, int to) =>
        string.Concat(note.Split('\n').Skip(from).Take(to - from).Select(line => line + "\n"));
}
