namespace Annona.Journal;

/// <summary>
/// A list of small rows in copy-on-write pages of 64. A value is a version: it never changes, so readers keep one as
/// long as they like. <c>default</c> is the empty list.
/// </summary>
/// <remarks>
/// A radix tree of fan-out 64, as persistent vectors are built elsewhere, with the owner of each page noted so that
/// one batch writes its own pages in place. Reading costs one step a level: 1 level to 64 rows, 2 to 4,096, 3 to
/// 262,144, 4 to 16.7 M.
/// </remarks>
/// <typeparam name="TRow">A small <c>readonly record struct</c>.</typeparam>
public readonly struct Rows<TRow>
    where TRow : struct
{
    const int Bits = 6;
    const int Fan = 1 << Bits;

    readonly object? root;
    readonly int shift;

    Rows(object? root, int shift, int count)
    {
        this.root = root;
        this.shift = shift;
        Count = count;
    }

    /// <summary>How many rows this version has.</summary>
    public int Count { get; }

    /// <summary>The row at <paramref name="ordinal"/>, by reference and without a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal is not in this version.</exception>
    public ref readonly TRow this[int ordinal]
    {
        get
        {
            if ((uint)ordinal >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(ordinal), ordinal, $"This version has {Count} rows.");
            return ref LeafAt(ordinal).Rows[ordinal & (Fan - 1)];
        }
    }

    /// <summary>This list with one more row at the end.</summary>
    public Rows<TRow> Add(in TRow row, Edit edit)
    {
        var (top, level) = (root ?? new Leaf(edit), shift);
        if (Count == 1 << (level + Bits))
        {
            var higher = new Branch(edit);
            higher.Children[0] = top;
            (top, level) = (higher, level + Bits);
        }
        return new(Write(top, level, Count, row, edit), level, Count + 1);
    }

    /// <summary>This list with another row at <paramref name="ordinal"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal is not in this version.</exception>
    public Rows<TRow> Set(int ordinal, in TRow row, Edit edit)
    {
        if ((uint)ordinal >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(ordinal), ordinal, $"This version has {Count} rows.");
        var written = Write(root!, shift, ordinal, row, edit);
        return ReferenceEquals(written, root) ? this : new(written, shift, Count);
    }

    /// <summary>All rows in order, leaf by leaf: 64 at a time, and what is left.</summary>
    internal IEnumerable<ReadOnlyMemory<TRow>> Leaves()
    {
        for (var at = 0; at < Count; at += Fan)
            yield return LeafAt(at).Rows.AsMemory(0, Math.Min(Fan, Count - at));
    }

    /// <summary>A list of so many rows, filled leaf by leaf in order.</summary>
    /// <param name="count">How many rows.</param>
    /// <param name="fill">Fills the rows of the next leaf.</param>
    internal static Rows<TRow> FromLeaves(int count, Action<ArraySegment<TRow>> fill)
    {
        var owner = new Edit();
        List<object> level = [];
        for (var at = 0; at < count; at += Fan)
        {
            var leaf = new Leaf(owner);
            fill(new(leaf.Rows, 0, Math.Min(Fan, count - at)));
            level.Add(leaf);
        }
        var height = 0;
        for (; level.Count > 1; height += Bits)
            level = [.. level.Chunk(Fan).Select(children => Branch.Over(children, owner))];
        return new(level.FirstOrDefault(), height, count);
    }

    Leaf LeafAt(int ordinal)
    {
        var node = root!;
        for (var level = shift; level > 0; level -= Bits)
            node = ((Branch)node).Children[(ordinal >> level) & (Fan - 1)]!;
        return (Leaf)node;
    }

    static object Write(object? node, int level, int ordinal, in TRow row, Edit edit)
    {
        if (level == 0)
        {
            var leaf = Leaf.OwnedBy(edit, (Leaf?)node);
            leaf.Rows[ordinal & (Fan - 1)] = row;
            return leaf;
        }
        var branch = Branch.OwnedBy(edit, (Branch?)node);
        ref var child = ref branch.Children[(ordinal >> level) & (Fan - 1)];
        child = Write(child, level - Bits, ordinal, row, edit);
        return branch;
    }

    sealed class Leaf(Edit owner)
    {
        public TRow[] Rows { get; } = new TRow[Fan];

        public static Leaf OwnedBy(Edit edit, Leaf? leaf)
        {
            if (leaf is null)
                return new(edit);
            if (leaf.IsOwnedBy(edit))
                return leaf;
            var copy = new Leaf(edit);
            leaf.Rows.CopyTo(copy.Rows, 0);
            return copy;
        }

        bool IsOwnedBy(Edit edit) => ReferenceEquals(owner, edit);
    }

    sealed class Branch(Edit owner)
    {
        public object?[] Children { get; } = new object?[Fan];

        public static Branch Over(object[] children, Edit owner)
        {
            var branch = new Branch(owner);
            children.CopyTo(branch.Children, 0);
            return branch;
        }

        public static Branch OwnedBy(Edit edit, Branch? branch)
        {
            if (branch is null)
                return new(edit);
            if (branch.IsOwnedBy(edit))
                return branch;
            var copy = new Branch(edit);
            branch.Children.CopyTo(copy.Children, 0);
            return copy;
        }

        bool IsOwnedBy(Edit edit) => ReferenceEquals(owner, edit);
    }
}
