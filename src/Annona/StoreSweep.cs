using Annona.Journal;

namespace Annona;

/// <summary>
/// Removes what erased bytes a store's own logs and the snapshot with names still hold. Callers of an erasure hear of
/// it when this is done; where a reader holds the old pages, later commits try again.
/// </summary>
sealed class StoreSweep(OperationParts parts)
{
    /// <summary>Who holds old pages holds them for long; who records meanwhile does not wait each time.</summary>
    static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    volatile bool isDue;
    DateTimeOffset from;

    /// <summary>Whether nothing is left.</summary>
    public bool IsDone => !isDue;

    /// <summary>Somebody was erased.</summary>
    public void Begin() => (isDue, from) = (true, default);

    /// <summary>Tries, if something is left and the last try is long enough ago.</summary>
    public void GoOn()
    {
        if (!isDue || parts.Clock.GetUtcNow() < from)
            return;
        try
        {
            var isDiscarded = parts.Snapshots?.Discard(Opening.PersonalParts) != false;
            isDue = !parts.Store.Sweep() || !isDiscarded;
        }
        // What is committed stays so, whatever the disk says to this.
        catch (StoreException)
        {
            isDue = true;
        }
        from = parts.Clock.GetUtcNow() + Between;
    }
}
