using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// What a lot must be when it comes in: all of it at once, paid for to the last unit by the promises that share it.
/// </summary>
static class LotChecks
{
    /// <summary>Which lots cannot come in with these transfers, and why.</summary>
    public static IEnumerable<(Refusal Why, Id<Lot> Lot)> Refused(LedgerPosted asked, Registers now, bool synthetic)
    {
        var (ledger, seen) = (now.Ledger, new HashSet<Id<Lot>>());
        var moves = asked.Transfers.Where(transfer => transfer.Lot is not null)
            .ToLookup(transfer => transfer.Lot!.Value);
        foreach (var lot in asked.Lots ?? [])
        {
            var known = ledger.FindLot(lot.Id.Value);
            var no = lot.Id.IsNone || !seen.Add(lot.Id) ? LedgerRefusals.LotTwice()
                : known is null ? OfNew(lot, moves[lot.Id], now) ?? MixtureOf(lot, now, synthetic)
                : Same(known.Lot, lot) ? null
                : LedgerRefusals.LotDiffers(known);
            if (no is not null)
                yield return (no, lot.Id);
        }
    }

    static Refusal? MixtureOf(Lot lot, Registers now, bool synthetic)
    {
        foreach (var share in lot.Shares)
            if (Mixtures.Refuses(now, share.Promise, lot: null, synthetic) is { } mixed)
                return mixed;
        return Mixtures.Refuses(now, lot.Quantity.Commodity, synthetic);
    }

    static Refusal? OfNew(Lot lot, IEnumerable<Transfer> moves, Registers now)
    {
        var ledger = now.Ledger;
        if (lot.Quantity.Units is <= 0 or > TransferChecks.UnitsMax)
            return LedgerRefusals.AmountOutOfRange(lot.Quantity);
        if (ledger.RefusesCommodity(lot.Quantity.Commodity) is { } unknown)
            return unknown;
        if (lot.Cost is { } cost
            && (cost.Units is < 0 or > TransferChecks.UnitsMax || !ledger.IsMoney(cost.Commodity.Code)))
            return LedgerRefusals.CostIsNotMoney(cost);
        if (ledger.IsMoney(lot.Quantity.Commodity.Code))
            return LedgerRefusals.LotOnMoney(lot.Quantity.Commodity);
        if (lot.Shares.Count == 0 || lot.Shares.Any(share => share.Parts is <= 0 or > TransferChecks.UnitsMax)
            || lot.Shares.DistinctBy(share => share.Promise).Count() != lot.Shares.Count)
            return LedgerRefusals.BadShares();
        foreach (var share in lot.Shares)
            if (share.Promise is { } promise && now.PublicRecord.Promises.Find(promise) is null)
                return LedgerRefusals.UnknownPromise(promise.ToString());
        if (lot.Expiry < lot.Received)
            return LedgerRefusals.ExpiredOnArrival(lot.Expiry.Value, lot.Received);
        return AddsUp(lot, [.. moves.Where(move => move.Kind is TransferKind.Buy or TransferKind.GiftInKind)])
            ? null
            : LedgerRefusals.LotDoesNotAddUp(lot);
    }

    static bool AddsUp(Lot lot, List<Transfer> moves)
    {
        if (moves.Any(move => move.Phase != TransferPhase.Posted))
            return false;
        var goods = moves.Where(move => move.Amount.Commodity == lot.Quantity.Commodity).ToList();
        if (Total(goods) != lot.Quantity.Units || goods.DistinctBy(move => move.From).Count() != 1)
            return false;
        var payments = moves.Except(goods).ToList();
        if (goods[0].Kind == TransferKind.GiftInKind)
            return payments.Count == 0;
        return lot.Cost is { } cost
            && payments.All(payment => payment.Amount.Commodity == cost.Commodity)
            && Total(payments) == cost.Units
            && lot.Shares.All(share =>
                share.Parts == Total(payments.Where(payment => payment.Earmark == share.Promise)));
    }

    static Int128 Total(IEnumerable<Transfer> transfers) =>
        transfers.Aggregate((Int128)0, (sum, transfer) => sum + transfer.Amount.Units);

    static bool Same(Lot one, Lot other) =>
        one with { Shares = [] } == other with { Shares = [] } && one.Shares.SequenceEqual(other.Shares);
}
