using Annona.Journal;

namespace Annona.Storage.Folder;

/// <summary>
/// What a process that records keeps with the keys, apart from the data: the newest head, and who was erased.
/// </summary>
sealed class BesideKeys(OperationPaths paths, List<string> warnings) : IDisposable
{
    readonly HeadKeeper head = new(paths.Head, warnings);
    readonly ErasedKeeper erased = new(paths.Erased, warnings);

    /// <summary>The operation; set before anything is recorded.</summary>
    public Operation? Operation { get; set; }

    /// <summary>A commit is durable, and this is its checkpoint.</summary>
    public void Keep(string checkpoint)
    {
        head.Keep(checkpoint);
        erased.Keep(Operation!);
    }

    /// <summary>This process records from now on; the one before may have ended between a commit and this.</summary>
    /// <param name="store">The journal.</param>
    /// <param name="kept">The head that was read from the keys folder.</param>
    public void TakeOver(IJournalStore store, string? kept)
    {
        // What it was writing aside when it ended, nobody else gives a name.
        WholeFile.RemoveLeft(paths.Head);
        new SnapshotFiles(paths.Data).RemoveLeft();
        using var now = store.View();
        if (now.Head.Size > 0 && now.Head.Checkpoint != kept)
            head.Keep(now.Head.Checkpoint);
        erased.Keep(Operation!);
    }

    /// <inheritdoc/>
    public void Dispose() => head.Dispose();
}
