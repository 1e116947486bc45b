using Annona.Access;

namespace Annona.Storage.Folder;

/// <summary>
/// An operation with its sequencer thread, for one officer. Disposing it lets what is in line be decided first.
/// </summary>
public sealed class RunningOperation : IDisposable
{
    readonly IReadOnlyList<IDisposable?> owned;
    readonly Thread sequencer;

    /// <summary>Starts the sequencer.</summary>
    public RunningOperation(Operation operation, OperationCard card, Actor actor, IReadOnlyList<IDisposable?> owned)
    {
        (Operation, Card, Actor, this.owned) = (operation, card, actor, owned);
        sequencer = new(Sequence) { Name = "sequencer", IsBackground = true };
        sequencer.Start();
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
        foreach (var item in owned)
            item?.Dispose();
    }

    void Sequence()
    {
        while (Operation.WaitForRequests(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            Operation.DecideWaiting();
    }
}
