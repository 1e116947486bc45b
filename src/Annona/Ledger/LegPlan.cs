namespace Annona.Ledger;

/// <summary>
/// Which cells a transfer touches. The only place that knows how goods leave a pile (first in, first out when no lot
/// is named), and how their cost goes along. The desk's check and the fold use it alike.
/// </summary>
static class LegPlan
{
    /// <summary>The legs of a transfer on these balances, in order.</summary>
    public static List<Leg> Of(Transfer transfer, IBalances balances) => transfer.Phase switch
    {
        TransferPhase.Pending => Moved(transfer, balances, LegEffect.Pended),
        TransferPhase.VoidPending => Released(transfer, balances),
        TransferPhase.PostPending => WithCost(Settled(transfer, balances), balances),
        _ => WithCost(Moved(transfer, balances, LegEffect.Posted), balances),
    };

    /// <summary>The cell of a transfer's money, or of its goods by lot.</summary>
    public static CellKey CellOf(Transfer transfer, AccountName account, IBalances balances)
    {
        var book = AccountRules.Of(account.Kind).Memo ? Book.Memo : Book.Real;
        var earmark = transfer.Earmark?.Value ?? Guid.Empty;
        var lot = transfer.Lot?.Value ?? Guid.Empty;
        return book == Book.Memo || balances.IsMoney(transfer.Amount.Commodity.Code)
            ? new(book, account, transfer.Amount.Commodity.Code, Guid.Empty, earmark)
            : new(book, account, transfer.Amount.Commodity.Code, lot, Guid.Empty);
    }

    static List<Leg> Moved(Transfer transfer, IBalances balances, LegEffect effect)
    {
        var (from, to) = (CellOf(transfer, transfer.From, balances), CellOf(transfer, transfer.To, balances));
        var units = transfer.Amount.Units;
        if (from.Book == Book.Memo || balances.IsMoney(from.Commodity))
            return [new(from, to, units, effect, from.Earmark == Guid.Empty ? Basis.None : Basis.Earmarked)];
        if (from.Lot != Guid.Empty)
            return [new(from, to, units, effect, Basis.Physical)];
        if (AccountRules.Of(transfer.From.Kind).Limit != BalanceLimit.CreditsWithinDebits)
            return [new(from, to, units, effect, Basis.None)];
        return FirstInFirstOut(from, to, units, effect, balances);
    }

    static List<Leg> FirstInFirstOut(CellKey from, CellKey to, long units, LegEffect effect, IBalances balances)
    {
        var legs = new List<Leg>();
        var left = units;
        var basis = BasisOf(from, balances);
        foreach (var cell in balances.Pile(from.Account, from.Commodity))
        {
            if (left == 0)
                break;
            var taken = Math.Min(left, balances.Of(cell).Available);
            if (cell.Lot == Guid.Empty || taken <= 0)
                continue;
            legs.Add(new(cell, to with { Lot = cell.Lot }, taken, effect, basis));
            left -= taken;
        }
        // What no lot covers was handed over all the same: it stands against no lot, and a balance below zero is
        // flagged.
        if (left > 0)
            legs.Add(new(from, to, left, effect, Basis.None));
        return legs;
    }

    /// <summary>Where only one lot lies, it is that very lot; where all that lies there carries one promise, whatever
    /// leaves carries it; else which lot it was is a convention.</summary>
    static Basis BasisOf(CellKey from, IBalances balances)
    {
        var (lots, promise) = (0, (Guid?)null);
        foreach (var cell in balances.Pile(from.Account, from.Commodity))
        {
            if (balances.Of(cell).Available <= 0)
                continue;
            if (balances.FindLot(cell.Lot) is not { } row)
                return Basis.Convention;
            var carries = row.Lot.Shares is [{ Promise: { } only }] ? only.Value : row.Lot.Id.Value;
            if (lots++ > 0 && carries != promise)
                return Basis.Convention;
            promise = carries;
        }
        return lots > 1 ? Basis.Earmarked : Basis.Physical;
    }

    static List<Leg> Released(Transfer transfer, IBalances balances) =>
        [.. balances.PendedLegs(transfer.Pending ?? default).Select(leg => leg with { Effect = LegEffect.Released })];

    static List<Leg> Settled(Transfer transfer, IBalances balances)
    {
        var legs = Released(transfer, balances);
        var left = transfer.Amount.Units;
        foreach (var leg in legs.ToArray())
        {
            var posted = Math.Min(left, leg.Units);
            if (posted > 0)
                legs.Add(leg with { Units = posted, Effect = LegEffect.Posted });
            left -= posted;
        }
        return legs;
    }

    static List<Leg> WithCost(List<Leg> legs, IBalances balances)
    {
        foreach (var leg in legs.ToArray())
        {
            if (leg.Effect == LegEffect.Posted && leg.From.Lot != Guid.Empty && leg.From.Book == Book.Real)
                AddCost(legs, leg, balances);
        }
        return legs;
    }

    static void AddCost(List<Leg> legs, Leg goods, IBalances balances)
    {
        if (balances.FindLot(goods.From.Lot) is not { Lot.Cost: { } cost } row)
            return;
        var held = balances.Of(goods.From).Balance;
        for (var share = 0; share < row.ShareCosts.Length; share++)
        {
            var earmark = row.Lot.Shares[share].Promise?.Value ?? Guid.Empty;
            var cell = new CellKey(Book.Cost, goods.From.Account, cost.Commodity.Code, goods.From.Lot, earmark);
            var units = Shares.CostOf(
                balances.Of(cell).Balance, held, goods.Units, row.ShareCosts[share], row.Lot.Quantity.Units);
            if (units > 0)
                legs.Add(new(cell, cell with { Account = goods.To.Account }, units, LegEffect.Posted, goods.Basis));
        }
    }
}
