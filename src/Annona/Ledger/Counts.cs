using System.Text.Json.Serialization;
using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// Somebody counted what is there. The balance is asserted, not edited: what was found more or less moves to or from
/// Variance.
/// </summary>
/// <param name="Account">Where.</param>
/// <param name="Counted">What was found.</param>
/// <param name="Books">What the books said when the count was recorded.</param>
/// <param name="Lot">The lot counted; null counts everything of the commodity in the place.</param>
/// <param name="Date">The day of the count.</param>
public sealed record StockCounted(
    AccountName Account, Amount Counted, Amount Books, Id<Lot>? Lot, DateOnly Date) : Event, IPosts
{
    /// <summary>The root of the ids of its transfers.</summary>
    public required Id<StockCounted> Count { get; init; }

    /// <summary>Number of the count sheet.</summary>
    public string? Reference { get; init; }

    /// <summary>The variance: one transfer from or to Variance, none when it fits.</summary>
    [JsonIgnore]
    public IEnumerable<Transfer> Transfers
    {
        get
        {
            var variance = Counted - Books;
            if (variance.Units == 0)
                yield break;
            var id = new Id<Transfer>(Ids.From(Count.Value, "transfer"));
            var variances = new AccountName(AccountKind.Variance, "");
            var (from, to) = variance.Units < 0 ? (Account, variances) : (variances, Account);
            var amount = variance with { Units = Math.Abs(variance.Units) };
            yield return new(id, from, to, amount, Date, TransferKind.Recount) { Lot = Lot, Reference = Reference };
        }
    }
}

/// <summary>Asks to record a count.</summary>
/// <param name="Account">Stock, Site, Transit, Bank or Advance.</param>
/// <param name="Counted">What was found, 0 or more.</param>
/// <param name="Date">The day of the count, local.</param>
public sealed record CountStock(AccountName Account, Amount Counted, DateOnly Date) : Request
{
    /// <summary>Counts one lot only. Without it a shortage is taken first in, first out, and a surplus stands against
    /// no lot.</summary>
    public Id<Lot>? Lot { get; init; }

    /// <summary>Number of the count sheet.</summary>
    public string? Reference { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Storekeeper | Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (AccountRules.Refuses(Account, now.Ledger) is { } wrong)
            return wrong;
        if (!TransferKinds.Fits(TransferKind.Recount, AccountKind.Variance, Account.Kind))
            return LedgerRefusals.CannotCount(Account);
        if (Counted.Units is < 0 or > TransferChecks.UnitsMax)
            return LedgerRefusals.CountNegative(Counted);
        if (now.Ledger.RefusesCommodity(Counted.Commodity) is { } unknown)
            return unknown;
        if (Lot is { } lot && now.Ledger.FindLot(lot.Value)?.Lot.Quantity.Commodity != Counted.Commodity)
            return LedgerRefusals.UnknownLot(lot.ToString());
        if (Date > moment.Today.AddDays(1))
            return LedgerRefusals.InTheFuture(Date);
        return new StockCounted(Account, Counted, now.Ledger.BalanceOf(Account, Counted.Commodity, Lot), Lot, Date)
        {
            Count = new(Ids.From(Intent, "count")),
            Reference = Reference,
        };
    }
}
