namespace Annona.Journal;

/// <summary>Rows leaf by leaf: where a row has no references, as one block of memory.</summary>
sealed class RowsShape<TRow> : Shape<Rows<TRow>>
    where TRow : struct
{
    readonly Shape<TRow> row = Shapes.Of<TRow>();

    public override void Write(Rows<TRow> value, StateWriter to)
    {
        to.Int(value.Count);
        foreach (var leaf in value.Leaves())
        {
            if (row is FixedShape<TRow> block)
                block.Write(leaf.Span, to);
            else
                foreach (ref readonly var one in leaf.Span)
                    row.Write(one, to);
        }
    }

    public override Rows<TRow> Read(StateReader from) => Rows<TRow>.FromLeaves(from.Count(), leaf =>
    {
        if (row is FixedShape<TRow>)
            from.Block(leaf.AsSpan());
        else
            foreach (ref var one in leaf.AsSpan())
                one = row.Read(from);
    });

    public override void Describe(LayoutText layout)
    {
        layout.Add("rows");
        row.Describe(layout);
    }
}

/// <summary>A table: as many of its ids as it has rows, and its rows.</summary>
sealed class TableShape<TRow> : Shape<Table<TRow>>
    where TRow : struct
{
    readonly RowsShape<TRow> rows = (RowsShape<TRow>)Shapes.Of<Rows<TRow>>();

    public override void Write(Table<TRow> value, StateWriter to)
    {
        rows.Write(value.Rows, to);
        KeyMapShape<Guid>.WriteKeys(value.Ids, value.Count, to);
    }

    public override Table<TRow> Read(StateReader from)
    {
        var read = rows.Read(from);
        return Table<TRow>.Of(KeyMapShape<Guid>.ReadKeys(read.Count, from), read);
    }

    public override void Describe(LayoutText layout)
    {
        layout.Add("table");
        rows.Describe(layout);
    }
}

/// <summary>The keys of a map in order of their ordinals; the slots are made anew.</summary>
sealed class KeyMapShape<TKey> : ReferenceShape<KeyMap<TKey>>
    where TKey : notnull, IEquatable<TKey>
{
    static readonly Shape<TKey> Key = Shapes.Of<TKey>();

    public override bool HasMaps => true;

    public override void NoteMaps(object? value, MapCounts counts)
    {
        if (value is KeyMap<TKey> map)
            counts.Note(map);
    }

    public static void WriteKeys(KeyMap<TKey> map, int count, StateWriter to)
    {
        for (var ordinal = 0; ordinal < count; ordinal++)
            Key.Write(map[ordinal], to);
    }

    public static KeyMap<TKey> ReadKeys(int count, StateReader from) => KeyMap<TKey>.Of(count, () => Key.Read(from));

    public override void Describe(LayoutText layout)
    {
        layout.Add("keys");
        Key.Describe(layout);
    }

    protected override void WriteWhole(KeyMap<TKey> value, StateWriter to)
    {
        var count = to.CountOf(value);
        to.Int(count);
        WriteKeys(value, count, to);
    }

    protected override KeyMap<TKey> ReadWhole(StateReader from) => ReadKeys(from.Count(), from);
}
