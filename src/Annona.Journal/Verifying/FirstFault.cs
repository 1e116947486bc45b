namespace Annona.Journal;

/// <summary>
/// Walks a journal until something does not fit, and then finds out where the first change was. An entry names the leaf
/// that stood before it: with that in its place the next signature either fits, and then everything else up to there is
/// right, or it does not, and then only the stretch since the last signature can be named.
/// </summary>
/// <param name="chain">The entries taken in.</param>
/// <param name="walks">All checkpoints there are.</param>
/// <param name="rest">The entries in order of position.</param>
sealed class FirstFault(ChainWalk chain, IReadOnlyList<CheckpointWalk> walks, IEnumerator<EntryCheck> rest)
{
    /// <summary>Read beyond a signature, for those that were moved or put in.</summary>
    const int Beyond = 2;

    readonly List<(long Number, EntryCheck Entry)> ahead = [];
    bool isAtEnd;

    /// <summary>
    /// The same, and what is gone before the first fault that does not fit: the entries after it may still say that it
    /// was erased. If none does, the one that did may be the very entry that is bad, so both ends are told.
    /// </summary>
    public Fault? FindWithPersons()
    {
        var fault = Find();
        if (fault is not { Place: FaultPlace.Entry } || chain.Persons.Gone() is null)
            return fault;
        ReadAhead(long.MaxValue);
        foreach (var (_, entry) in ahead)
            chain.Persons.Explain(entry);
        return chain.Persons.Gone() is { } still && still.Position < fault.Position
            ? still with { What = $"{still.What} {fault.What}", Through = fault.Through }
            : fault;
    }

    /// <summary>Takes in everything, or all before the first fault.</summary>
    Fault? Find()
    {
        var fault = AtCheckpoints();
        while (fault is null && rest.MoveNext())
            fault = chain.Take(rest.Current) is { } suspicion ? Blamed(suspicion, rest.Current) : AtCheckpoints();
        return fault;
    }

    Fault? AtCheckpoints()
    {
        foreach (var walk in walks)
            if (walk.Check(chain) is { } fault)
                return fault.Place == FaultPlace.Entry ? Narrowed(fault, walk) : fault;
        return null;
    }

    /// <summary>
    /// A signature speaks for a stretch; the entries after it may show that only the last of it was changed.
    /// </summary>
    Fault Narrowed(Fault fault, CheckpointWalk walk)
    {
        var last = fault.Through;
        // Where another checkpoint vouches for more, the keys themselves have signed two histories.
        if (walk.FittingSize != chain.Signed)
            return fault;
        ReadAhead(1 + Beyond);
        return Known(last).Any(leaf => Fits(last, leaf, walk.Other))
            ? new(last, $"Entry {last} is not the one that was signed, and all before it are.")
            : fault;
    }

    Fault Blamed(Suspicion suspicion, EntryCheck entry)
    {
        var (position, what, before) = suspicion;
        Add(entry);
        if (NextSigned(position) is { } head)
        {
            ReadAhead(head.Size - chain.Tree.Size + Beyond);
            foreach (var (at, leaf) in Explanations(entry, position, before))
                if (Fits(at, leaf, head))
                    return at == position ? new(at, what) : new(at,
                        $"Entry {at} is not the one that was signed, and all others up to entry {head.Size} are.");
        }
        return new(chain.Signed + 1, what) { Through = position };
    }

    /// <summary>What may have stood where, if a single entry was changed, taken out, put in or moved.</summary>
    IEnumerable<(long At, Hash Leaf)> Explanations(EntryCheck entry, long position, Hash? before)
    {
        // The one before it was changed.
        if (before is { } followed && position - 1 > chain.Signed)
            yield return (position - 1, followed);
        // This one stood there before another was put in.
        if (entry.Number is { } number && number > chain.Signed && number < position)
            yield return (number, entry.LeafHash);
        foreach (var leaf in Known(position))
            yield return (position, leaf);
    }

    /// <summary>What entries ahead tell of the leaf with a number: the next names it, or it stands there.</summary>
    IEnumerable<Hash> Known(long number) =>
    [
        .. ahead.Where(later => later.Number == number + 1).Select(later => later.Entry.Follows).OfType<Hash>(),
        .. ahead.Where(later => later.Number == number).Select(later => later.Entry.LeafHash),
    ];

    /// <summary>
    /// Whether the leaves have the root that was signed when one of them is replaced by another, each at the number
    /// that its entry says it has.
    /// </summary>
    bool Fits(long at, Hash instead, TreeHead head)
    {
        if (chain.SinceSigned is not { } since)
            return false;
        var tree = chain.SignedTree();
        var later = ahead.GroupBy(entry => entry.Number).ToDictionary(same => same.Key, same => same.Last().Entry);
        while (tree.Size < head.Size)
        {
            var (number, index) = (tree.Size + 1, (int)(tree.Size - chain.Signed));
            var leaf = index < since.Count ? since[index] : later.GetValueOrDefault(number)?.LeafHash;
            if (number == at && leaf == instead && index < since.Count)
                return false;
            if ((number == at ? instead : leaf) is not { } fitting)
                return false;
            tree.Append(fitting);
        }
        return tree.Head == head;
    }

    /// <summary>The smallest tree from a size on that a checkpoint signs.</summary>
    TreeHead? NextSigned(long size) => walks
        .Select(walk => walk.NextSigned(size)).Where(tree => tree is not null)
        .MinBy(tree => tree!.Value.Size);

    void ReadAhead(long count)
    {
        try
        {
            while (!isAtEnd && ahead.Count < Math.Min(count, ChainWalk.LeavesMax))
            {
                isAtEnd = !rest.MoveNext();
                if (!isAtEnd)
                    Add(rest.Current);
            }
        }
        catch (StoreException unread) when (unread.IsDamage)
        {
            // What does not fit is found already; what cannot be read after it tells nothing about it.
            isAtEnd = true;
        }
    }

    /// <summary>What has no number in the hub's chain has that of its place.</summary>
    void Add(EntryCheck entry) => ahead.Add(
        (entry.Number ?? (ahead.Count > 0 ? ahead[^1].Number + 1 : entry.Position), entry));
}
