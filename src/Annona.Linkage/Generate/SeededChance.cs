namespace Annona.Linkage.Generate;

/// <summary>
/// Numbers that look like chance and come only from a seed: SplitMix64 (Steele, Lea and Flood 2014). Not for keys
/// or anything secret.
/// </summary>
public sealed class SeededChance(ulong seed)
{
    ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A whole number from 0 to <paramref name="limit"/> - 1.</summary>
    /// <param name="limit">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)Math.BigMul(Next(), (ulong)limit, out _);
    }

    /// <summary>
    /// A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.
    /// </summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in the given share of calls.</summary>
    /// <param name="share">0 (never) to 1 (always).</param>
    public bool Happens(double share) => Next() >> 11 < share * (1UL << 53);

    /// <summary>One of the items, all alike.</summary>
    public T OneOf<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One of the items; the first ones come up far more often, as names do.</summary>
    public T FirstsOftenOf<T>(IReadOnlyList<T> items) => items[Math.Min(Below(items.Count), Below(items.Count))];
}
