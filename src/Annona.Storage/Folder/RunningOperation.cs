using Annona.Access;

namespace Annona.Storage.Folder;

/// <summary>
/// An operation with its two threads, for one officer: the sequencer decides what is in line, the writer makes durable
/// what is decided. Disposing it lets what is in line be decided and written first.
/// </summary>
public sealed class RunningOperation : IDisposable
{
    readonly IReadOnlyList<IDisposable?> owned;
    readonly Thread sequencer;
    readonly Thread writer;
    readonly AutoResetEvent decided = new(initialState: false);
    readonly AutoResetEvent taken = new(initialState: false);
    volatile bool isDecided;

    /// <summary>Starts the threads.</summary>
    public RunningOperation(Operation operation, OperationCard card, Actor actor, IReadOnlyList<IDisposable?> owned)
    {
        (Operation, Card, Actor, this.owned) = (operation, card, actor, owned);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        Operation.Close();
        sequencer.Join();
        writer.Join();
        foreach (var item in (IReadOnlyList<IDisposable?>)[.. owned, decided, taken])
            item?.Dispose();
    }

    void Sequence()
    {
        while (Operation.WaitForRequests(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
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
        }
        while (!isLast);
    }
}
