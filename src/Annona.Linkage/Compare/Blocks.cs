using System.Runtime.InteropServices;

namespace Annona.Linkage.Compare;

/// <summary>
/// Which rows are worth comparing. Rows that share a key form a block; all pairs of a block are taken. A block of
/// more than the allowed number of rows is not dropped: it is split by year of birth, then sex, given name, father's
/// name, place and phone until the parts are small, and its rows are also sorted by name and birth and each is taken
/// with its next <see cref="Window"/> neighbours, so that a row that lacks the splitting field still meets its like.
/// A part that no field can split any more is compared by neighbours only.
/// </summary>
sealed class Blocks(Roll roll, int blockMax)
{
    const int Window = 8;

    readonly List<ulong> pairs = [];

    /// <summary>The fields that split a large block, in order; a missing value is a value of its own.</summary>
    readonly Func<int, int>[] refinements =
    [
        at => roll[at].Birth.Year,
        at => (int)roll[at].Sex,
        at => roll.Givens.SkeletonOf(roll[at].Given),
        at => roll.Fathers.SkeletonOf(roll[at].Father),
        at => roll[at].Place ?? 0,
        at => roll[at].Phone,
    ];

    /// <summary>Pairs of places in the roll, the smaller in the upper half, each once, in order.</summary>
    public ReadOnlySpan<ulong> Pairs()
    {
        var (keys, places) = SortedKeys();
        for (var from = 0; from < keys.Length;)
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }
            Take(places.AsSpan(from, to - from), depth: 0);
            from = to;
        }
        return Distinct(pairs);
    }

    /// <summary>One pair of places as a number, whichever comes first.</summary>
    public static ulong Pair(int one, int other) =>
        one < other ? ((ulong)(uint)one << 32) | (uint)other : ((ulong)(uint)other << 32) | (uint)one;

    /// <summary>Sorts pairs and leaves each once.</summary>
    public static ReadOnlySpan<ulong> Distinct(List<ulong> pairs)
    {
        var sorted = CollectionsMarshal.AsSpan(pairs);
        sorted.Sort();
        var kept = 0;
        for (var at = 0; at < sorted.Length; at++)
        {
            if (at == 0 || sorted[at] != sorted[kept - 1])
            {
                sorted[kept++] = sorted[at];
            }
        }
        return sorted[..kept];
    }

    (ulong[] Keys, int[] Places) SortedKeys()
    {
        var maker = new BlockKeys(roll);
        Span<ulong> own = stackalloc ulong[BlockKeys.CountMax];
        var keys = new List<ulong>(roll.Count * 8);
        var places = new List<int>(roll.Count * 8);
        for (var place = 0; place < roll.Count; place++)
        {
            var count = maker.Write(roll[place], own);
            for (var at = 0; at < count; at++)
            {
                keys.Add(own[at]);
                places.Add(place);
            }
        }
        ulong[] sortedKeys = [.. keys];
        int[] sortedPlaces = [.. places];
        Array.Sort(sortedKeys, sortedPlaces);
        return (sortedKeys, sortedPlaces);
    }

    void Take(Span<int> block, int depth)
    {
        if (block.Length <= blockMax)
        {
            TakeAll(block);
            return;
        }
        if (depth == 0)
        {
            TakeNeighbours(block);
        }
        if (depth < refinements.Length)
        {
            Split(block, depth);
        }
        else
        {
            TakeNeighbours(block);
        }
    }

    void TakeAll(ReadOnlySpan<int> block)
    {
        for (var one = 0; one < block.Length; one++)
        {
            for (var other = one + 1; other < block.Length; other++)
            {
                TakePair(block[one], block[other]);
            }
        }
    }

    void TakeNeighbours(Span<int> block)
    {
        block.Sort(ByNameAndBirth);
        for (var one = 0; one < block.Length; one++)
        {
            for (var other = one + 1; other < block.Length && other <= one + Window; other++)
            {
                TakePair(block[one], block[other]);
            }
        }
    }

    void TakePair(int one, int other)
    {
        if (roll[one].Form is null || roll[one].Form != roll[other].Form)
        {
            pairs.Add(Pair(one, other));
        }
    }

    void Split(Span<int> block, int depth)
    {
        var by = refinements[depth];
        block.Sort((one, other) => (by(one), one).CompareTo((by(other), other)));
        for (var from = 0; from < block.Length;)
        {
            var to = from + 1;
            while (to < block.Length && by(block[to]) == by(block[from]))
            {
                to++;
            }
            Take(block[from..to], depth + 1);
            from = to;
        }
    }

    int ByNameAndBirth(int one, int other)
    {
        var (left, right) = (roll[one], roll[other]);
        var order = string.CompareOrdinal(roll.Givens[left.Given].Sound, roll.Givens[right.Given].Sound);
        order = order != 0 ? order
            : string.CompareOrdinal(roll.Families[left.Family].Sound, roll.Families[right.Family].Sound);
        order = order != 0 ? order : left.Birth.Year.CompareTo(right.Birth.Year);
        order = order != 0 ? order : left.Birth.Month.CompareTo(right.Birth.Month);
        order = order != 0 ? order : left.Birth.Day.CompareTo(right.Birth.Day);
        return order != 0 ? order : one.CompareTo(other);
    }
}
