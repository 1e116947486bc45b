using Annona.Access;
using Annona.Storage.Holder;

namespace Annona.Storage.Folder;

/// <summary>
/// An operation with its two threads, for one officer: the sequencer decides what is in line, the writer makes durable
/// what is decided. Disposing it lets what is in line be decided and written first.
/// </summary>
public sealed class RunningOperation : IDisposable
{
    /// <summary>How soon an idle process notices that its lease at a server ended.</summary>
    static readonly TimeSpan TurnEvery = TimeSpan.FromSeconds(1);

    readonly IReadOnlyList<IDisposable?> owned;
    readonly Follower? follower;
    readonly Thread sequencer;
    readonly Thread writer;
    readonly AutoResetEvent decided = new(initialState: false);
    readonly AutoResetEvent taken = new(initialState: false);
    volatile bool isDecided;
    bool isDisposed;
    readonly SnapshotKeeper snapshots;

    /// <summary>An operation that this process does not share with others.</summary>
    public RunningOperation(Operation operation, OperationCard card, Actor actor, IReadOnlyList<IDisposable?> owned)
        : this(operation, card, actor, owned, follower: null)
    {
    }

    /// <summary>Starts the threads.</summary>
    internal RunningOperation(
        Operation operation, OperationCard card, Actor actor, IReadOnlyList<IDisposable?> owned, Follower? follower)
    {
        (Operation, Card, Actor, this.owned, this.follower) = (operation, card, actor, owned, follower);
        snapshots = new(operation);
        sequencer = new(Sequence) { Name = "sequencer", IsBackground = true };
        writer = new(Write) { Name = "writer", IsBackground = true };
        sequencer.Start();
        writer.Start();
    }

    /// <summary>The operation.</summary>
    public Operation Operation { get; }

    /// <summary>Its id and name.</summary>
    public OperationCard Card { get; }

    /// <summary>The officer who opened it.</summary>
    public Actor Actor { get; }

    /// <summary>What a careful officer would mend, as sentences; may grow while the operation is open.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether this process holds the operation: what is recorded is decided here.</summary>
    public bool IsHolder => follower is { IsHolder: true };

    /// <summary>
    /// The process that holds it instead while this one follows, as people would name it; null when none was seen.
    /// </summary>
    public string? Holder => follower?.Holder;

    /// <summary>Whether others on the same machine can send here what they want recorded.</summary>
    public bool TakesRequests => follower is { HasDoor: true };

    /// <summary>Who looked at whom; null where nothing keeps it.</summary>
    public Privacy.ReadLogFolder? Reads { get; init; }

    /// <summary>Which files outside have names; null where nothing keeps it.</summary>
    public Privacy.FilesWithNames? Files =>
        Keys is { } keys ? new(keys.Paths, Card.Id, keys.Ring.Parts) : null;

    /// <summary>Where requests go because another process holds the operation; null when this one does.</summary>
    internal HolderLine? Line { get; init; }

    /// <summary>The keys it was opened with, for whoever turns them over while nothing is recorded.</summary>
    internal OpenedKeys? Keys { get; init; }

    /// <summary>
    /// Asks for something to be recorded: here, or by the process that holds the operation. What is asked to be known
    /// afterwards sees it.
    /// </summary>
    /// <exception cref="Journal.StoreException">The store could not commit, or the holder does not answer.</exception>
    public async Task<Decision> Record(Request ask, CancellationToken cancel)
    {
        if (Line is null)
            return await Operation.Record(ask, Actor, cancel);
        var decided = await Line.Record(ask, cancel);
        Operation.CatchUp();
        return decided;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        follower?.Close();
        Line?.Dispose();
        Operation.Close();
        sequencer.Join();
        writer.Join();
        snapshots.AtEnd();
        foreach (var item in (IReadOnlyList<IDisposable?>)[.. owned, decided, taken])
            item?.Dispose();
    }

    void Sequence()
    {
        Task<bool>? asked = null;
        while (follower is null || follower.WaitForTurn())
        {
            asked ??= Operation.WaitForRequests(CancellationToken.None).AsTask();
            if (!asked.Wait(TurnEvery))
            {
                follower?.LookBack();
                continue;
            }
            if (!asked.Result)
                break;
            asked = null;
            if (follower is { HasTurn: false })
                continue;
            var hasRoom = Operation.Decide();
            decided.Set();
            if (!hasRoom)
                taken.WaitOne();
        }
        isDecided = true;
        decided.Set();
    }

    void Write()
    {
        bool isLast;
        do
        {
            decided.WaitOne();
            // Read before the last batch is taken: whatever was decided by then is in it.
            isLast = isDecided;
            Operation.Write();
            taken.Set();
            snapshots.AfterBatch();
        }
        while (!isLast);
    }
}
