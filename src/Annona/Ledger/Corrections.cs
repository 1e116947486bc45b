using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// Asks to put a posted transfer right: it is taken back lot by lot, and what should have been recorded is posted, as
/// one linked list that names the old transfer and the reason. Nothing is edited.
/// </summary>
/// <param name="Wrong">The posted transfer.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="Date">The day of the correction.</param>
/// <param name="Instead">What should have been recorded; empty when nothing should.</param>
public sealed record CorrectTransfer(
    Id<Transfer> Wrong, string Reason, DateOnly Date, IReadOnlyList<Transfer> Instead) : Request
{
    /// <summary>Lots that come in with what should have been recorded.</summary>
    public IReadOnlyList<Lot> Lots { get; init; } = [];

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
            return LedgerRefusals.CorrectedBefore(now.Ledger.CodeOf(Wrong));
        if (wrong.Transfer.Phase != TransferPhase.Posted)
            return LedgerRefusals.CannotCorrect(now.Ledger.CodeOf(Wrong));
        var linked = LinkedTo(now.Ledger, wrong.Transfer).ToList();
        var reversals = linked.SelectMany(old => Reversed(now.Ledger, old)).ToList();
        var posted = new LedgerPosted([.. reversals, .. Instead])
        {
            Corrects = [.. linked.Select(old => old.Id)],
            Reason = Reason,
            Lots = Lots,
        };
        var decided = Posting.Decide(now, moment, posted, wrong.Synthetic);
        if (decided is Decision.Accepted || Instead.Count == 0)
            return decided;
        // Of money that came in and was spent in part, only what replaces it covers what is taken back.
        var replaced = posted with { Transfers = [.. Instead, .. reversals] };
        return Posting.Decide(now, moment, replaced, wrong.Synthetic) is Decision.Accepted accepted
            ? accepted
            : decided;
    }

    /// <summary>
    /// A purchase or gift is taken back whole, goods and payments: half of it would leave cost without goods.
    /// </summary>
    static IEnumerable<Transfer> LinkedTo(LedgerRegister ledger, Transfer wrong) =>
        wrong is { Kind: TransferKind.Buy or TransferKind.GiftInKind, Lot: { } lot }
            ? ledger.Bringing(lot).Where(transfer => transfer.Kind == wrong.Kind)
            : [wrong];

    IEnumerable<Transfer> Reversed(LedgerRegister ledger, Transfer wrong)
    {
        var legs = ledger.Books.LegsOf(ledger.Books.Transfers.Find(wrong.Id.Value), LegEffect.Posted);
        return legs.Select((leg, index) => new Transfer(
            new(Ids.From(Ids.From(Intent, "reversal"), $"{wrong.Id}/{index}")), wrong.To, wrong.From,
            wrong.Amount with { Units = leg.Units }, Date, TransferKind.Correct)
        {
            Earmark = wrong.Earmark,
            Lot = leg.From.Lot == Guid.Empty ? null : new(leg.From.Lot),
            Reference = wrong.Reference,
        });
    }
}
