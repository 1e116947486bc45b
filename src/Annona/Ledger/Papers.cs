using Annona.Access;
using Annona.Journal;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>An archived paper: a bank advice, a waybill, a receipt.</summary>
/// <param name="Hash">Of its bytes; the archive finds it by this.</param>
/// <param name="Name">What sort of paper, such as <c>waybill 118.pdf</c>; null when it was not said.</param>
public sealed record Paper(Hash Hash, string? Name);

/// <summary>A paper shows these transfers. Its bytes are archived under the hash.</summary>
public sealed record PaperAttached(IReadOnlyList<Id<Transfer>> Transfers, Hash Paper, string? Name) : Event;

/// <summary>Asks to archive a paper and attach it to transfers.</summary>
/// <param name="Transfers">At least one, recorded already.</param>
/// <param name="Document">The bytes.</param>
/// <param name="Name">What sort of paper; never a person's name.</param>
public sealed record AttachPaper(IReadOnlyList<Id<Transfer>> Transfers, byte[] Document, string? Name) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Storekeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Transfers.Count == 0 || Document.Length == 0)
            return LedgerRefusals.EmptyPaper();
        foreach (var transfer in Transfers)
            if (now.Ledger.FindTransfer(transfer) is null)
                return LedgerRefusals.UnknownTransfer(transfer.ToString());
        var madeUp = now.Ledger.FindTransfer(Transfers[0])!.Synthetic;
        return new Decision.Accepted(new PaperAttached(Transfers, Hash.Of(Document), Name) { Synthetic = madeUp })
        {
            Documents = [Document],
        };
    }
}
