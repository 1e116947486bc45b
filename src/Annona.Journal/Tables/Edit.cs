namespace Annona.Journal;

/// <summary>
/// The right to change the draft of one batch. Pages made under an edit may be written in place by the same edit and
/// by nobody else, so a batch copies a page at most once. One writer holds one edit at a time; readers hold published
/// values.
/// </summary>
public sealed class Edit
{
    readonly List<(ITruncatable Map, int Count)> grown = [];
    readonly List<IEditLog> logs = [];

    /// <summary>
    /// Remembers how long an append-only map was before this batch, so that a dropped batch leaves no ghost.
    /// </summary>
    internal void Growing(ITruncatable map, int countBefore)
    {
        foreach (var (known, _) in grown)
            if (ReferenceEquals(known, map))
                return;
        grown.Add((map, countBefore));
    }

    /// <summary>Remembers a map that counts what this batch does to it.</summary>
    internal void Logging(IEditLog map) => logs.Add(map);

    /// <summary>Takes back what the batch appended to shared maps. Call it when the commit failed.</summary>
    public void Drop()
    {
        foreach (var (map, count) in grown)
            map.TruncateTo(count);
        grown.Clear();
        foreach (var map in logs)
            map.Drop(this);
        logs.Clear();
    }

    /// <summary>Sets noted counts back to before this batch.</summary>
    internal void TakeBack(MapCounts counts)
    {
        foreach (var (map, count) in grown)
            if (map is IKeyMap keys)
                counts.TakeBack(keys, count);
    }

    /// <summary>Makes what the batch appended permanent. Call it after the commit, then begin a new edit.</summary>
    public void Keep()
    {
        grown.Clear();
        foreach (var map in logs)
            map.Keep(this);
        logs.Clear();
    }
}

/// <summary>A map shared by all versions that is told how a batch ended.</summary>
interface IEditLog
{
    void Keep(Edit edit);

    void Drop(Edit edit);
}

/// <summary>An append-only map that can forget its newest keys again.</summary>
interface ITruncatable
{
    void TruncateTo(int count);
}
