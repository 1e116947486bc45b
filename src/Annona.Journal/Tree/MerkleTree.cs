using System.Numerics;

namespace Annona.Journal;

/// <summary>
/// The Merkle tree of RFC 6962 and RFC 9162 with SHA-256: hashing, proofs, and the checks of those proofs.
/// </summary>
/// <remarks>
/// Proofs are made from leaf hashes alone and read each leaf once at most, so they cost as many hashings as the
/// tree has leaves. Checking a proof costs about as many as the tree has levels.
/// </remarks>
public static class MerkleTree
{
    // The two prefixes keep a leaf from passing as an inner node (RFC 6962, section 2.1).
    const byte LeafPrefix = 0x00;
    const byte NodePrefix = 0x01;

    // A journal leaf is about 300 bytes and an envelope at most 2 kB; anything longer goes to the heap.
    const int StackBytesMax = 4096;

    /// <summary>The root of a tree without leaves: the SHA-256 digest of nothing.</summary>
    public static Hash EmptyRoot { get; } = Hash.Of([]);

    /// <summary>The hash of a leaf with this content.</summary>
    public static Hash LeafHash(ReadOnlySpan<byte> content)
    {
        var length = content.Length + 1;
        var prefixed = length <= StackBytesMax ? stackalloc byte[length] : new byte[length];
        prefixed[0] = LeafPrefix;
        content.CopyTo(prefixed[1..]);
        return Hash.Of(prefixed);
    }

    /// <summary>The hash of an inner node over its two children.</summary>
    public static Hash NodeHash(Hash left, Hash right)
    {
        Span<byte> bytes = stackalloc byte[1 + 2 * Hash.Length];
        bytes[0] = NodePrefix;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Hash.Length)..]);
        return Hash.Of(bytes);
    }

    /// <summary>The head of the tree over the first <paramref name="size"/> leaves.</summary>
    /// <param name="leafAt">
    /// Gives the leaf hash at a position; asked for 0 to <paramref name="size"/> - 1 in order.
    /// </param>
    /// <param name="size">Number of leaves, zero or more.</param>
    public static TreeHead HeadOf(Func<long, Hash> leafAt, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new(size, RootOf(leafAt, 0, size));
    }

    /// <summary>Proves that a leaf stands at its position in a tree (RFC 6962, section 2.1.1).</summary>
    /// <param name="leafAt">Gives the leaf hash at a position from 0 to <paramref name="size"/> - 1.</param>
    /// <param name="index">Position of the leaf, counted from 0.</param>
    /// <param name="size">Number of leaves of the tree that the proof is for.</param>
    /// <returns>The hashes beside the way from the leaf up to the root, lowest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The leaf lies outside the tree.</exception>
    public static IReadOnlyList<Hash> InclusionProof(Func<long, Hash> leafAt, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        List<Hash> path = [];
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + LeftSize(end - start);
            path.Add(index < middle ? RootOf(leafAt, middle, end) : RootOf(leafAt, start, middle));
            (start, end) = index < middle ? (start, middle) : (middle, end);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Proves that a tree is the beginning of a larger one (RFC 6962, section 2.1.2).</summary>
    /// <param name="leafAt">Gives the leaf hash at a position from 0 to <paramref name="newSize"/> - 1.</param>
    /// <param name="oldSize">Number of leaves of the older tree, zero or more.</param>
    /// <param name="newSize">Number of leaves of the newer tree, at least <paramref name="oldSize"/>.</param>
    /// <returns>
    /// The hashes from which both roots follow. Empty when the sizes are equal, and when the older tree is empty,
    /// which every tree begins with.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The sizes are not in this order.</exception>
    public static IReadOnlyList<Hash> ConsistencyProof(Func<long, Hash> leafAt, long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize)
            return [];

        List<Hash> path = [];
        var (start, end) = (0L, newSize);
        while (end != oldSize)
        {
            var middle = start + LeftSize(end - start);
            path.Add(oldSize <= middle ? RootOf(leafAt, middle, end) : RootOf(leafAt, start, middle));
            (start, end) = oldSize <= middle ? (start, middle) : (middle, end);
        }

        // Whoever checks the proof holds the older root already, so it is sent only as a part of that tree.
        if (start != 0)
            path.Add(RootOf(leafAt, start, end));

        path.Reverse();
        return path;
    }

    /// <summary>Whether a leaf stands at a position in the tree with this head (RFC 9162, section 2.1.3.2).</summary>
    /// <param name="leaf">The leaf hash.</param>
    /// <param name="index">Position of the leaf, counted from 0. Any value may be tried.</param>
    /// <param name="head">A head that is trusted, for example from a verified checkpoint.</param>
    /// <param name="path">The inclusion proof.</param>
    public static bool VerifyInclusion(Hash leaf, long index, TreeHead head, IReadOnlyList<Hash> path)
    {
        if (index < 0 || index >= head.Size)
            return false;

        var root = leaf;
        var (node, last) = (index, head.Size - 1);
        foreach (var beside in path)
        {
            if (last == 0)
                return false;

            if (IsRight(node) || node == last)
            {
                root = NodeHash(beside, root);
                (node, last) = SkipLevelsWithoutSibling(node, last);
            }
            else
            {
                root = NodeHash(root, beside);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && root == head.Root;
    }

    /// <summary>
    /// Whether the older tree is the beginning of the newer one (RFC 9162, section 2.1.4.2). An empty tree is the
    /// beginning of every tree.
    /// </summary>
    /// <param name="older">The head seen first.</param>
    /// <param name="newer">The head seen later.</param>
    /// <param name="path">The consistency proof.</param>
    public static bool VerifyConsistency(TreeHead older, TreeHead newer, IReadOnlyList<Hash> path)
    {
        if (older.Size < 0 || older.Size > newer.Size)
            return false;
        if (older.Size == newer.Size)
            return path.Count == 0 && older.Root == newer.Root;
        if (older.Size == 0)
            return path.Count == 0 && older.Root == EmptyRoot;

        // When the older tree is a full subtree of the newer one, its root is the first step and is not sent.
        var startsAtOldRoot = BitOperations.IsPow2(older.Size);
        if (path.Count == 0 && !startsAtOldRoot)
            return false;

        var shift = BitOperations.TrailingZeroCount(~(older.Size - 1));
        var (node, last) = ((older.Size - 1) >> shift, (newer.Size - 1) >> shift);
        var oldRoot = startsAtOldRoot ? older.Root : path[0];
        var newRoot = oldRoot;
        foreach (var beside in path.Skip(startsAtOldRoot ? 0 : 1))
        {
            if (last == 0)
                return false;

            if (IsRight(node) || node == last)
            {
                oldRoot = NodeHash(beside, oldRoot);
                newRoot = NodeHash(beside, newRoot);
                (node, last) = SkipLevelsWithoutSibling(node, last);
            }
            else
            {
                newRoot = NodeHash(newRoot, beside);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldRoot == older.Root && newRoot == newer.Root;
    }

    static Hash RootOf(Func<long, Hash> leafAt, long start, long end)
    {
        var range = new CompactRange();
        for (var position = start; position < end; position++)
            range.Append(leafAt(position));

        return range.Root;
    }

    /// <summary>The largest power of two below <paramref name="count"/>, which is two or more.</summary>
    static long LeftSize(long count) => 1L << BitOperations.Log2((ulong)count - 1);

    static bool IsRight(long node) => (node & 1) == 1;

    // The last node of a level may have no sibling; it is then the same as its parent and no hash stands beside it.
    static (long Node, long Last) SkipLevelsWithoutSibling(long node, long last)
    {
        while (node != 0 && !IsRight(node))
            (node, last) = (node >> 1, last >> 1);

        return (node, last);
    }
}
