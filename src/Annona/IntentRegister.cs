using Annona.Journal;

namespace Annona;

/// <summary>Which requests were accepted, and which entries they led to.</summary>
public sealed record IntentRegister : IRegister<IntentRegister>
{
    readonly Table<IntentRow> rows;

    IntentRegister(Table<IntentRow> rows) => this.rows = rows;

    /// <summary>Before the first entry.</summary>
    public static IntentRegister New() => new(Table<IntentRow>.New());

    /// <summary>
    /// First position and number of the entries that a request led to, or null if it was never accepted.
    /// </summary>
    public (long First, int Count)? Find(Guid intent) =>
        rows.Find(intent) is >= 0 and var ordinal ? (rows[ordinal].First, rows[ordinal].Count) : null;

    /// <inheritdoc/>
    public IntentRegister After(Recorded recorded, Edit edit)
    {
        var ordinal = rows.Find(recorded.Intent);
        return new(ordinal < 0
            ? rows.Add(recorded.Intent, new(recorded.Position, 1), edit)
            : rows.Set(ordinal, rows[ordinal] with { Count = rows[ordinal].Count + 1 }, edit));
    }

    readonly record struct IntentRow(long First, int Count);
}
