using Annona.Journal;
using Annona.Storage.Holder;

namespace Annona.Storage.Folder;

/// <summary>
/// Lets a process share a journal with others: while another one has the lease it follows what that one appends, and
/// when that one ends it goes on in its place. All of it on the sequencer's thread.
/// </summary>
sealed class Follower(Operation operation, ILease lease, List<string> warnings)
{
    /// <summary>
    /// How long a lease may lie free before the next one takes it, and the oldest that an answer here is when no news
    /// come.
    /// </summary>
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    volatile bool isClosing;
    volatile bool isHolder;
    volatile string? holder;

    readonly Lock closing = new();
    HolderDoor? door;

    /// <summary>Opens the door for others on the same machine, where there can be one, as whoever has the lease does.
    /// </summary>
    public required Func<HolderDoor?> TakeOver { get; init; }

    /// <summary>Whether this process may decide.</summary>
    public bool HasTurn => lease.IsHeld;

    /// <summary>Whether this process had the lease when it last looked; for any thread, while the lease is for one.
    /// </summary>
    public bool IsHolder => isHolder;

    /// <summary>The process that had it instead, as people would name it; null when none was seen.</summary>
    public string? Holder => holder;

    /// <summary>Whether others on the same machine can send their requests here.</summary>
    public bool HasDoor => door is not null;

    /// <summary>No more turns. Others are answered first, while there is still somebody who decides.</summary>
    public void Close()
    {
        isClosing = true;
        CloseDoor();
    }

    /// <summary>This process has the lease now.</summary>
    public void Begin()
    {
        lock (closing)
            door = isClosing ? null : TakeOver();
    }

    /// <summary>Follows until this process has the lease; false when it is closed before.</summary>
    public bool WaitForTurn()
    {
        if (!lease.IsHeld)
        {
            isHolder = false;
            CloseDoor();
        }
        while (!lease.IsHeld)
        {
            var wasClosing = isClosing;
            Follow();
            if (wasClosing)
                return lease.IsHeld;
        }
        holder = null;
        return isHolder = true;
    }

    /// <summary>
    /// Takes in what the one before still appended, not knowing yet that its lease had ended. For a quiet moment.
    /// </summary>
    public void LookBack() => Try(() =>
    {
        if (lease.IsHeld && lease.WaitForNews(TimeSpan.FromMilliseconds(1)))
            operation.CatchUp();
    });

    void CloseDoor()
    {
        lock (closing)
        {
            door?.Dispose();
            door = null;
        }
    }

    void Follow() => Try(() =>
    {
        var hasTurn = lease.TryTake();
        operation.CatchUp();
        if (hasTurn)
        {
            Begin();
            return;
        }
        holder = lease.Holder;
        operation.RefuseWaiting(holder);
        if (!isClosing)
            lease.WaitForNews(Every);
    });

    void Try(Action act)
    {
        try
        {
            act();
        }
        // The server is away for a while, or the journal cannot be believed: whoever asks here hears it.
        catch (Exception e) when (e is StoreException or DamagedEntryException)
        {
            if (!warnings.Contains(e.Message))
                warnings.Add(e.Message);
            operation.FailWaiting(e);
            Thread.Sleep(Every);
        }
    }
}
