namespace Annona.Storage.Folder;

/// <summary>
/// Keeps snapshots of an operation while it runs and when it ends, each when enough entries have come since the last
/// one that folding them again would be felt.
/// </summary>
sealed class SnapshotKeeper(Operation operation)
{
    /// <summary>Folding so many takes some tenths of a second.</summary>
    const long EntriesAtEnd = 10_000;

    /// <summary>
    /// While it runs, and a half more than there were: a snapshot of a million people costs two seconds of one core,
    /// and an import would make ten of them.
    /// </summary>
    const long EntriesBetween = 100_000;

    Thread? thread;

    /// <summary>After a batch: begins a snapshot in the background when one is due.</summary>
    public void AfterBatch()
    {
        var last = operation.SnapshotAt;
        if (operation.Tree.Size - last < Math.Max(EntriesBetween, last / 2) || thread is { IsAlive: true })
            return;
        thread = new(() => Keep()) { Name = "snapshot", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        thread.Start();
    }

    /// <summary>At the end, after the last batch: the next process starts where this one ends.</summary>
    public void AtEnd()
    {
        thread?.Join();
        if (operation.Tree.Size - operation.SnapshotAt >= EntriesAtEnd)
            Keep();
    }

    /// <summary>
    /// Keeps one. A full or read-only disk costs the next process the time to fold, nothing else, so nobody is told.
    /// </summary>
    bool Keep()
    {
        try
        {
            operation.KeepSnapshot();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
