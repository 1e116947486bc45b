using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// Asks to put a posted transfer right: it is taken back lot by lot, and what should have been recorded is posted, as one linked
/// list that names the old transfer and the reason. Nothing is edited.
/// </summary>
/// <param name="Wrong">The posted transfer.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="Date">The day of the correction.</param>
/// <param name="Instead">What should have been recorded; empty when nothing should.</param>
public sealed record CorrectTransfer(Id<Transfer> Wrong, string Reason, DateOnly Date, IReadOnlyList<Transfer> Instead) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return LedgerRefusals.NoReason();
        if (now.Ledger.FindTransfer(Wrong) is not { } wrong)
            return LedgerRefusals.UnknownTransfer(Wrong.ToString());
        if (wrong.Corrected)
            return LedgerRefusals.CorrectedBefore(Wrong);
        if (wrong.Transfer.Phase != TransferPhase.Posted)
            return LedgerRefusals.CannotCorrect(Wrong);
        var posted = new LedgerPosted([.. Reversed(now.Ledger, wrong.Transfer), .. Instead]) { Corrects = Wrong, Reason = Reason };
        return Posting.Decide(now, moment, posted, Synthetic);
    }

    IEnumerable<Transfer> Reversed(LedgerRegister ledger, Transfer wrong) =>
        ledger.Books.LegsOf(ledger.Books.Transfers.Find(Wrong.Value), LegEffect.Posted).Select((leg, index) =>
            new Transfer(
                new(Ids.From(Intent, "reversal", index)), wrong.To, wrong.From, wrong.Amount with { Units = leg.Units }, Date,
                TransferKind.Correct)
            {
                Earmark = wrong.Earmark,
                Lot = leg.From.Lot == Guid.Empty ? null : new(leg.From.Lot),
                Reference = wrong.Reference,
            });
}
