using Annona.Journal;
using Annona.Storage.Folder;
using Annona.Storage.Keys;

namespace Annona.Storage.Holder;

/// <summary>What a process tells that holds an operation without keys, or with keys for a while.</summary>
public interface ISealedTeller
{
    /// <summary>Another process holds the operation; this one waits. May be told several times.</summary>
    void Waits(OperationCard card, string holder);

    /// <summary>This process holds it, and has no keys.</summary>
    void Sealed(OperationCard card, DateTimeOffset since);

    /// <summary>Somebody handed a key over that does not do.</summary>
    void Refused(string why);

    /// <summary>The journal is read; may be told many times.</summary>
    void Reads(long position);

    /// <summary>An officer unsealed it. Returns when the token ends; then the operation is closed.</summary>
    void Unsealed(RunningOperation running, CancellationToken cancel);
}

/// <summary>
/// Holds an operation without keys: takes the right to write, refuses what others want recorded, and waits for an
/// officer who hands a root key over. Then it holds the operation as any other process does, until somebody seals it
/// again. It starts without a passphrase, as a system does after a cut of power.
/// </summary>
/// <param name="paths">The operation.</param>
/// <param name="isFollowing">Whether it waits where another process holds the operation.</param>
/// <param name="teller">Told what happens.</param>
public sealed class SealedHolder(OperationPaths paths, bool isFollowing, ISealedTeller teller)
{
    /// <summary>How late the end of a lease, or of the process, is noticed.</summary>
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    readonly SealState state = new(TimeProvider.System);

    /// <summary>Who sealed it, and hears so when the door is open again.</summary>
    SealCall? sealing;

    /// <summary>Holds until it is cancelled.</summary>
    /// <exception cref="StoreException">Another process holds it, or the journal cannot be reached.</exception>
    public void Run(CancellationToken cancel)
    {
        var (store, card) = OperationFolder.OpenSealed(paths);
        store.Dispose();
        using var lease = OperationFolder.LeaseToHold(paths, isFollowing);
        try
        {
            while (Takes(lease, card, cancel))
                BeSealed(lease, card, cancel);
        }
        finally
        {
            Sealed();
        }
    }

    bool Takes(ILease lease, OperationCard card, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            if (lease.TryTake())
                return true;
            teller.Waits(card, lease.Holder);
            cancel.WaitHandle.WaitOne(Every);
        }
        return false;
    }

    void BeSealed(ILease lease, OperationCard card, CancellationToken cancel)
    {
        UnsealCall call;
        using (var door = SealedDoor.Open(paths, card.Id, state) ?? throw NoSocket())
        {
            teller.Sealed(card, state.Since);
            Sealed();
            while (!door.Asked.Wait(Every, CancellationToken.None))
                if (cancel.IsCancellationRequested || !lease.IsHeld)
                    return;
            call = door.Asked.Result;
        }
        using (call)
            BeUnsealed(call, lease, cancel);
        // What was on its way to be written or told lay in arrays that only the collector takes away.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    void BeUnsealed(UnsealCall call, ILease lease, CancellationToken cancel)
    {
        using var officer = call.Officer;
        var seals = new SealCall();
        if (TryOpen(call, lease, seals) is not { } running)
        {
            seals.Dispose();
            return;
        }
        sealing = seals;
        using (running)
        {
            call.Answer(new());
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, seals.Asked);
            teller.Unsealed(running, ends.Token);
        }
        state.SealedAgain();
        // Another process holds the operation by now: no door is opened here.
        if (!lease.IsHeld)
            Sealed();
    }

    RunningOperation? TryOpen(UnsealCall call, ILease lease, SealCall seals)
    {
        try
        {
            return OperationFolder.OpenUnsealed(paths, call.Officer, new KeptLease(lease), seals, teller.Reads);
        }
        catch (Exception e) when (e is KeyException or StoreException or DamagedEntryException)
        {
            if (e is KeyException { Fault: KeyFault.WrongRoot })
                state.Failed();
            call.Answer(new()
            {
                Fault = e.Message,
                Remedy = e switch
                {
                    KeyException key => key.Remedy,
                    StoreException store => store.Remedy,
                    DamagedEntryException { Remedy: { } remedy } => remedy,
                    _ => "Keep a copy as it is, run 'annona verify', and restore the last backup.",
                },
            });
            teller.Refused(e.Message);
            return null;
        }
    }

    /// <summary>Says to who asked that the keys are wiped.</summary>
    void Sealed()
    {
        sealing?.Answer(state.Since);
        sealing?.Dispose();
        sealing = null;
    }

    StoreException NoSocket() => new(
        $"No local socket can be made in {paths.Keys}, so nobody could unseal this process.",
        "Give this account the right to write in the keys folder, then do it again.");
}
