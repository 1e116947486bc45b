namespace Annona.Journal;

/// <summary>A map that all versions of a register share.</summary>
interface IKeyMap
{
    int Count { get; }
}

/// <summary>
/// How many keys each shared map has in one version. Maps only grow, and a later batch appends to the same map: whoever
/// writes a version in the background notes the counts first, while nothing is being decided.
/// </summary>
sealed class MapCounts
{
    readonly Dictionary<IKeyMap, int> counts = new(ReferenceEqualityComparer.Instance);

    /// <summary>Notes the count of a map as it is now, once.</summary>
    public void Note(IKeyMap map) => counts.TryAdd(map, map.Count);

    /// <summary>A batch that the version does not have began with this count of keys.</summary>
    public void TakeBack(IKeyMap map, int count)
    {
        if (counts.ContainsKey(map))
            counts[map] = count;
    }

    /// <exception cref="InvalidOperationException">The map was not noted: a shape does not tell of it.</exception>
    public int Of(IKeyMap map) => counts.TryGetValue(map, out var count)
        ? count
        : throw new InvalidOperationException("A map of the state was not noted before it was written.");
}
