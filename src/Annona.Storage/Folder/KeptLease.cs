namespace Annona.Storage.Folder;

/// <summary>A lease that an operation uses while it is open, and that its process keeps when the operation is closed.
/// </summary>
sealed class KeptLease(ILease lease) : ILease
{
    public bool IsHeld => lease.IsHeld;

    public string Holder => lease.Holder;

    public bool IsHeldNear => lease.IsHeldNear;

    public DateTimeOffset? HolderSealedSince => lease.HolderSealedSince;

    public bool TryTake() => lease.TryTake();

    public bool WaitForNews(TimeSpan atMost) => lease.WaitForNews(atMost);

    public void Dispose()
    {
        // Whoever made the lease gives it up.
    }
}
