namespace Annona.Journal;

/// <summary>A checkpoint as it was kept, after its signatures were checked.</summary>
/// <param name="Size">The size it was kept for; 0 where that is not known.</param>
/// <param name="Tree">What it signs; null when it is not a checkpoint of this operation.</param>
/// <param name="Why">Then, why not.</param>
readonly record struct ReadHead(long Size, TreeHead? Tree, string? Why);

/// <summary>
/// Checkpoints in order of size, each compared with the tree when the tree has reached that size.
/// </summary>
/// <param name="checkpoints">In order of size.</param>
/// <param name="where">Where they were kept, in words that follow "a checkpoint".</param>
sealed class CheckpointWalk(IEnumerable<ReadHead> checkpoints, string where) : IDisposable
{
    readonly IEnumerator<ReadHead> source = checkpoints.GetEnumerator();
    readonly Queue<ReadHead> waiting = new();

    /// <summary>Size of the last checkpoint that fitted: entries up to it are right.</summary>
    public long FittingSize { get; private set; }

    public int Fitting { get; private set; }

    /// <summary>What the last checkpoint that did not fit signs.</summary>
    public TreeHead Other { get; private set; }

    public Fault? Check(ChainWalk chain)
    {
        while (Peek() is { } next && next.Size <= chain.Tree.Size)
        {
            waiting.Dequeue();
            if (Compare(next, chain.Tree) is { } fault)
                return fault;
            chain.MarkSigned();
            (FittingSize, Fitting) = (next.Size, Fitting + 1);
        }
        return null;
    }

    /// <summary>The next tree that is signed from a size on; null when none is.</summary>
    public TreeHead? NextSigned(long size)
    {
        while (true)
        {
            foreach (var head in waiting)
                if (head.Tree is { } tree && tree.Size >= size)
                    return tree;
            if (waiting.Count > ChainWalk.LeavesMax || !source.MoveNext())
                return null;
            waiting.Enqueue(source.Current);
        }
    }

    /// <summary>A checkpoint larger than the journal: the end was cut off or rolled back.</summary>
    public Fault? Rest(ChainWalk chain)
    {
        if (Peek() is not { } next)
            return null;
        var size = chain.Tree.Size;
        return next.Tree is not { } tree
            ? Unreadable(next)
            : new(chain.Signed + 1,
                $"Entry {size + 1} is missing: a checkpoint {where} signs {tree.Size} entries, "
                + $"this journal has {size}. Entries were removed, or an older copy was put back.")
            {
                Through = size + 1,
            };
    }

    /// <summary>Entries after the last signature are nobody's word.</summary>
    public Fault? Unsigned(ChainWalk chain) => FittingSize < chain.Tree.Size
        ? new(FittingSize + 1,
            $"Entry {FittingSize + 1} and what follows stand after the last checkpoint {where}.")
        {
            Through = chain.Tree.Size,
        }
        : null;

    public void Dispose() => source.Dispose();

    ReadHead? Peek()
    {
        if (waiting.Count == 0 && source.MoveNext())
            waiting.Enqueue(source.Current);
        return waiting.TryPeek(out var next) ? next : null;
    }

    Fault? Compare(ReadHead kept, CompactRange tree)
    {
        if (kept.Tree is not { } signed)
            return Unreadable(kept);
        if (signed.Size != kept.Size)
            return Bad(kept, $"The checkpoint {where} for {kept.Size} entries signs {signed.Size}.");
        if (kept.Size < tree.Size)
            return Bad(kept, $"The checkpoint for {kept.Size} entries {where} does not stand in order of size.");
        if (signed.Root == tree.Root)
            return null;
        Other = signed;
        return new(FittingSize + 1,
            $"Entries {FittingSize + 1} to {kept.Size} are not those that the checkpoint {where} signed: "
            + "history was rewritten there.")
        {
            Through = kept.Size,
        };
    }

    Fault Unreadable(ReadHead kept) => Bad(kept, kept.Size == 0
        ? $"A checkpoint {where} {kept.Why}."
        : $"The checkpoint for {kept.Size} entries {where} {kept.Why}.");

    static Fault Bad(ReadHead kept, string what) => new(kept.Size, what)
    {
        Place = FaultPlace.Checkpoint,
    };
}
