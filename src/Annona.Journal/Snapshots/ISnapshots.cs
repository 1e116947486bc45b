namespace Annona.Journal;

/// <summary>
/// Where a host keeps snapshots. It may lose them at any time; whoever opens an operation then folds its journal from
/// the first entry.
/// </summary>
public interface ISnapshots
{
    /// <summary>The newest snapshot with these parts opened, from its first byte; null if there is none.</summary>
    Stream? Open(Opening opening);

    /// <summary>Keeps a snapshot in place of the one before, whole or not at all.</summary>
    /// <param name="opening">Which parts were opened.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="IOException">It could not be kept.</exception>
    void Keep(Opening opening, Action<Stream> write);

    /// <summary>Destroys the snapshot with these parts: somebody in it was erased, or it is damaged.</summary>
    /// <returns>False: it is still there, because the folder is read-only or the disk is at fault.</returns>
    bool Discard(Opening opening);
}
