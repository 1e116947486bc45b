using System.Collections.Immutable;

namespace Annona.Journal;

/// <summary>How many, then each.</summary>
abstract class SequenceShape<TSequence, TItem> : ReferenceShape<TSequence>
    where TSequence : IReadOnlyCollection<TItem>
{
    protected Shape<TItem> Item { get; } = Shapes.Of<TItem>();

    public sealed override void Describe(LayoutText layout)
    {
        layout.Add("each");
        Item.Describe(layout);
    }

    protected override void WriteWhole(TSequence value, StateWriter to)
    {
        to.Int(value.Count);
        foreach (var item in value)
            Item.Write(item, to);
    }

    protected sealed override TSequence ReadWhole(StateReader from)
    {
        // Not made at once in the length that is read: bytes that are not ours would ask for gigabytes.
        var items = new List<TItem>();
        for (var left = from.Count(); left > 0; left--)
            items.Add(Item.Read(from));
        return Made(items);
    }

    protected abstract TSequence Made(List<TItem> items);
}

sealed class ArrayShape<T> : SequenceShape<T[], T>
{
    protected override T[] Made(List<T> items) => [.. items];
}

sealed class ListShape<T> : SequenceShape<IReadOnlyList<T>, T>
{
    protected override IReadOnlyList<T> Made(List<T> items) => [.. items];
}

sealed class ImmutableListShape<T> : SequenceShape<ImmutableList<T>, T>
{
    protected override ImmutableList<T> Made(List<T> items) => [.. items];
}

/// <summary>An immutable array; <c>default</c> stays <c>default</c>.</summary>
sealed class ImmutableArrayShape<T> : Shape<ImmutableArray<T>>
{
    readonly Shape<T[]> items = Shapes.Of<T[]>();

    public override void Write(ImmutableArray<T> value, StateWriter to) =>
        items.Write(value.IsDefault ? null! : [.. value], to);

    public override ImmutableArray<T> Read(StateReader from) =>
        items.Read(from) is { } read ? ImmutableArray.Create(read) : default;

    public override void Describe(LayoutText layout) => items.Describe(layout);
}

/// <summary>Bytes of a key or a hash, and such.</summary>
sealed class MemoryShape<T> : Shape<ReadOnlyMemory<T>>
{
    readonly Shape<T[]> items = Shapes.Of<T[]>();

    public override void Write(ReadOnlyMemory<T> value, StateWriter to) => items.Write(value.ToArray(), to);

    public override ReadOnlyMemory<T> Read(StateReader from) => items.Read(from);

    public override void Describe(LayoutText layout) => items.Describe(layout);
}

/// <summary>
/// A set or a dictionary has no order of its own, and its hash codes differ from process to process: its items are
/// written in the order of their bytes.
/// </summary>
static class OrderedByBytes
{
    public static IEnumerable<T> Of<T>(IEnumerable<T> items, Action<T, StateWriter> write)
    {
        var sink = new KeptBytes();
        using var writer = new StateWriter(sink, new());
        var keyed = new List<(byte[] Bytes, T Item)>();
        foreach (var item in items)
        {
            write(item, writer);
            writer.Flush();
            keyed.Add((sink.Take(), item));
        }
        keyed.Sort((left, right) => left.Bytes.AsSpan().SequenceCompareTo(right.Bytes));
        return keyed.Select(pair => pair.Item);
    }

    sealed class KeptBytes : IStateSink
    {
        readonly List<byte> kept = [];

        public void Write(ReadOnlySpan<byte> bytes) => kept.AddRange(bytes);

        public byte[] Take()
        {
            byte[] taken = [.. kept];
            kept.Clear();
            return taken;
        }
    }
}

sealed class ImmutableSetShape<T> : ReferenceShape<ImmutableHashSet<T>>
{
    readonly Shape<T> item = Shapes.Of<T>();

    public override void Describe(LayoutText layout)
    {
        layout.Add("set");
        item.Describe(layout);
    }

    protected override void WriteWhole(ImmutableHashSet<T> value, StateWriter to)
    {
        Comparers.Write(value.KeyComparer, to);
        to.Int(value.Count);
        foreach (var one in OrderedByBytes.Of(value, item.Write))
            item.Write(one, to);
    }

    protected override ImmutableHashSet<T> ReadWhole(StateReader from)
    {
        var set = ImmutableHashSet.CreateBuilder(Comparers.Read<T>(from));
        for (var left = from.Count(); left > 0; left--)
            set.Add(item.Read(from));
        return set.ToImmutable();
    }
}

sealed class ImmutableDictionaryShape<TKey, TValue> : ReferenceShape<ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
{
    readonly Shape<TKey> key = Shapes.Of<TKey>();
    readonly Shape<TValue> value = Shapes.Of<TValue>();

    public override void Describe(LayoutText layout)
    {
        layout.Add("by");
        key.Describe(layout);
        value.Describe(layout);
    }

    protected override void WriteWhole(ImmutableDictionary<TKey, TValue> pairs, StateWriter to)
    {
        Comparers.Write(pairs.KeyComparer, to);
        to.Int(pairs.Count);
        foreach (var pair in OrderedByBytes.Of(pairs, (pair, bytes) => key.Write(pair.Key, bytes)))
        {
            key.Write(pair.Key, to);
            value.Write(pair.Value, to);
        }
    }

    protected override ImmutableDictionary<TKey, TValue> ReadWhole(StateReader from)
    {
        var pairs = ImmutableDictionary.CreateBuilder<TKey, TValue>(Comparers.Read<TKey>(from));
        for (var left = from.Count(); left > 0; left--)
            pairs.Add(key.Read(from), value.Read(from));
        return pairs.ToImmutable();
    }
}

/// <summary>The rules by which keys are compared, as a number.</summary>
static class Comparers
{
    const int Usual = 0;
    const int Ordinal = 1;
    const int OrdinalIgnoreCase = 2;

    public static void Write<T>(IEqualityComparer<T> comparer, StateWriter to) => to.Int(
        comparer == EqualityComparer<T>.Default ? Usual
        : ReferenceEquals(comparer, StringComparer.Ordinal) ? Ordinal
        : ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase) ? OrdinalIgnoreCase
        : throw new NotSupportedException($"A state cannot hold keys that are compared by {comparer}."));

    public static IEqualityComparer<T> Read<T>(StateReader from) => from.Int() switch
    {
        Usual => EqualityComparer<T>.Default,
        Ordinal => (IEqualityComparer<T>)StringComparer.Ordinal,
        OrdinalIgnoreCase => (IEqualityComparer<T>)StringComparer.OrdinalIgnoreCase,
        _ => throw new DamagedSnapshotException("keys are compared by a rule that is not known"),
    };
}

/// <summary>A set in the usual order of its items.</summary>
sealed class SortedSetShape<T> : SequenceShape<ImmutableSortedSet<T>, T>
{
    protected override ImmutableSortedSet<T> Made(List<T> items) => [.. items];

    protected override void WriteWhole(ImmutableSortedSet<T> value, StateWriter to)
    {
        if (value.KeyComparer != Comparer<T>.Default)
            throw new NotSupportedException("A state holds sorted sets in their usual order only.");
        base.WriteWhole(value, to);
    }
}
