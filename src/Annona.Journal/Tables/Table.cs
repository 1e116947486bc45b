namespace Annona.Journal;

/// <summary>
/// Rows with an id each: the shape of every register that can grow large. Ids become dense ordinals in order of
/// arrival and are never removed; rows are small values in copy-on-write pages.
/// </summary>
/// <remarks>
/// A table value is one version: a reader that holds it sees the same rows for ever, and does not see keys that a
/// later batch appended to the shared map. <c>default</c> is not usable; begin with <see cref="New"/>.
/// </remarks>
/// <typeparam name="TRow">A small <c>readonly record struct</c>.</typeparam>
public readonly struct Table<TRow>
    where TRow : struct
{
    readonly KeyMap<Guid> ids;
    readonly Rows<TRow> rows;

    Table(KeyMap<Guid> ids, Rows<TRow> rows)
    {
        this.ids = ids;
        this.rows = rows;
    }

    /// <summary>How many rows this version has.</summary>
    public int Count => rows.Count;

    internal KeyMap<Guid> Ids => ids;

    internal Rows<TRow> Rows => rows;

    /// <summary>A table over ids and rows that belong together, ordinal by ordinal.</summary>
    internal static Table<TRow> Of(KeyMap<Guid> ids, Rows<TRow> rows) => new(ids, rows);

    /// <summary>The row at an ordinal, by reference and without a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal is not in this version.</exception>
    public ref readonly TRow this[int ordinal] => ref rows[ordinal];

    /// <summary>An empty table with a map of its own.</summary>
    public static Table<TRow> New() => new(new KeyMap<Guid>(), default);

    /// <summary>The ordinal of <paramref name="id"/>, or -1 if this version does not have it.</summary>
    public int Find(Guid id)
    {
        var ordinal = ids.Find(id);
        return ordinal < Count ? ordinal : -1;
    }

    /// <summary>Whether this version has <paramref name="id"/>.</summary>
    public bool Has(Guid id) => Find(id) >= 0;

    /// <summary>The id at an ordinal of this version.</summary>
    public Guid IdOf(int ordinal) => ids[ordinal];

    /// <summary>This table with a new row at the end, whose ordinal is the old <see cref="Count"/>.</summary>
    /// <exception cref="ArgumentException">The id is in the table already.</exception>
    public Table<TRow> Add(Guid id, in TRow row, Edit edit)
    {
        if (Has(id))
            throw new ArgumentException($"The table has {id} already.", nameof(id));
        ids.Add(id, edit);
        return new(ids, rows.Add(row, edit));
    }

    /// <summary>This table with another row at <paramref name="ordinal"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal is not in this version.</exception>
    public Table<TRow> Set(int ordinal, in TRow row, Edit edit) => new(ids, rows.Set(ordinal, row, edit));
}
