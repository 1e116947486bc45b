using System.Numerics;

namespace Annona.Journal;

/// <summary>
/// A tree that only grows, kept as the roots of its full subtrees: at most 63 hashes however many leaves there are.
/// </summary>
/// <remarks>
/// The state is so small that a batch is appended to a <see cref="Clone"/>, which replaces the original once the
/// batch is on disk and is forgotten when it is not. Not safe for use by two threads at a time.
/// </remarks>
public sealed class CompactRange
{
    // The peaks stand from the left, so their sizes fall: the peaks of seven leaves cover four, two and one leaf.
    readonly List<Hash> peaks;

    /// <summary>An empty tree.</summary>
    public CompactRange() => peaks = [];

    CompactRange(long size, IEnumerable<Hash> peaks)
    {
        Size = size;
        this.peaks = [.. peaks];
    }

    /// <summary>Number of leaves appended so far.</summary>
    public long Size { get; private set; }

    /// <summary>
    /// Roots of the full subtrees, largest (leftmost) first: one for each bit set in <see cref="Size"/>. They are all
    /// that must be stored to go on appending later.
    /// </summary>
    public IReadOnlyList<Hash> Peaks => peaks;

    /// <summary>The root over all leaves; computed anew on each call with at most 62 hashings.</summary>
    public Hash Root
    {
        get
        {
            if (peaks.Count == 0)
                return MerkleTree.EmptyRoot;

            var root = peaks[^1];
            for (var i = peaks.Count - 2; i >= 0; i--)
                root = MerkleTree.NodeHash(peaks[i], root);

            return root;
        }
    }

    /// <summary>Size and root together.</summary>
    public TreeHead Head => new(Size, Root);

    /// <summary>Takes up a tree where it was left.</summary>
    /// <param name="size">Number of leaves, zero or more.</param>
    /// <param name="peaks">What <see cref="Peaks"/> gave at that size.</param>
    /// <exception cref="ArgumentException">The number of peaks does not fit the size.</exception>
    public static CompactRange FromPeaks(long size, IReadOnlyCollection<Hash> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (peaks.Count != BitOperations.PopCount((ulong)size))
            throw new ArgumentException($"A tree of {size} leaves does not have {peaks.Count} peaks.", nameof(peaks));

        return new(size, peaks);
    }

    /// <summary>Adds one leaf at the right end. On average one hashing, at most 62.</summary>
    /// <param name="leaf">
    /// A leaf hash as <see cref="MerkleTree.LeafHash"/> makes it, not the bare hash of the content.
    /// </param>
    public void Append(Hash leaf)
    {
        var subtree = leaf;
        var full = BitOperations.TrailingZeroCount(~Size);
        for (var i = 0; i < full; i++)
        {
            subtree = MerkleTree.NodeHash(peaks[^1], subtree);
            peaks.RemoveAt(peaks.Count - 1);
        }

        peaks.Add(subtree);
        Size++;
    }

    /// <summary>A copy that grows on its own.</summary>
    public CompactRange Clone() => new(Size, peaks);
}
