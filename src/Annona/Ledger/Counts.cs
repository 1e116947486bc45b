using System.Text.Json.Serialization;
using Annona.Access;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// Somebody counted what is there. The balance is asserted, not edited: what was found more or less moves to or from
/// Variance.
/// </summary>
/// <param name="Account">Where.</param>
/// <param name="Counted">What was found.</param>
/// <param name="Books">What the books said of that day, when the count was recorded.</param>
/// <param name="Lot">The lot counted; null counts everything of the commodity in the place.</param>
/// <param name="Date">The day of the count.</param>
public sealed record StockCounted(
    AccountName Account, Amount Counted, Amount Books, Id<Lot>? Lot, DateOnly Date) : Event, IPosts
{
    /// <summary>The root of the ids of its transfers.</summary>
    public required Id<StockCounted> Count { get; init; }

    /// <summary>The promise whose money was counted; null counts all money in the place, and goods.</summary>
    public Id<Promise>? Earmark { get; init; }

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
            var variances = AccountRules.Single(AccountKind.Variance, Synthetic);
            var (from, to) = variance.Units < 0 ? (Account, variances) : (variances, Account);
            var amount = variance with { Units = Math.Abs(variance.Units) };
            yield return new(id, from, to, amount, Date, TransferKind.Recount)
            {
                Lot = Lot,
                Earmark = Earmark,
                Reference = Reference,
            };
        }
    }
}

/// <summary>
/// Asks to record a count. It asserts the balance of its day, without what moved later; the day's own movements are in
/// it.
/// </summary>
/// <param name="Account">Stock, Site, Transit, Bank or Advance.</param>
/// <param name="Counted">What was found, 0 or more.</param>
/// <param name="Date">The day of the count, local.</param>
public sealed record CountStock(AccountName Account, Amount Counted, DateOnly Date) : Request
{
    /// <summary>
    /// Counts one lot only. Without it a shortage is taken first in, first out, and a surplus stands against no lot.
    /// </summary>
    public Id<Lot>? Lot { get; init; }

    /// <summary>
    /// Counts the money of one promise only. Without it a shortage of money stands against no promise; see
    /// <see cref="MoneyShortage"/>.
    /// </summary>
    public Id<Promise>? Earmark { get; init; }

    /// <summary>Number of the count sheet.</summary>
    public string? Reference { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Storekeeper | Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if ((AccountOf(now.Ledger) ?? AmountOf(now.Ledger) ?? TagsOf(now) ?? DateOf(now.Ledger, moment)
            ?? MixtureOf(now)) is { } no)
            return no;
        var books = now.Ledger.BalanceOn(Account, Counted.Commodity, Date, Lot, Earmark);
        return new StockCounted(Account, Counted, books, Lot, Date)
        {
            Count = new(Ids.From(Intent, "count")),
            Earmark = Earmark,
            Reference = Reference,
            Synthetic = Synthetic,
        };
    }

    Refusal? AccountOf(LedgerRegister ledger) => AccountRules.Refuses(Account, ledger)
        ?? (TransferKinds.Fits(TransferKind.Recount, AccountKind.Variance, Account.Kind)
            ? null
            : LedgerRefusals.CannotCount(Account));

    Refusal? AmountOf(LedgerRegister ledger) =>
        Counted.Units is < 0 or > TransferChecks.UnitsMax
            ? LedgerRefusals.CountNegative(Counted)
            : ledger.RefusesCommodity(Counted.Commodity)
                ?? AccountRules.RefusesToHold(Account, Counted.Commodity, ledger);

    Refusal? TagsOf(Registers now)
    {
        var isMoney = now.Ledger.IsMoney(Counted.Commodity.Code);
        if (Earmark is { } promise && now.PublicRecord.Promises.Find(promise) is null)
            return LedgerRefusals.UnknownPromise(promise.ToString());
        if (Earmark is not null && !isMoney)
            return LedgerRefusals.EarmarkOnGoods(Counted.Commodity);
        if (Lot is not { } lot)
            return null;
        if (isMoney)
            return LedgerRefusals.LotOnMoney(Counted.Commodity);
        return now.Ledger.FindLot(lot.Value) is not { } row ? LedgerRefusals.UnknownLot(lot.ToString())
            : row.Lot.Quantity.Commodity != Counted.Commodity ? LedgerRefusals.LotOfOther(row, Counted.Commodity)
            : null;
    }

    /// <summary>A later count has settled what an earlier one would find.</summary>
    Refusal? DateOf(LedgerRegister ledger, Moment moment) =>
        Date > moment.Today.AddDays(1) ? LedgerRefusals.InTheFuture(Date)
        : ledger.LastCount(Account, Counted.Commodity.Code) is { } last && last > Date
            ? LedgerRefusals.CountedSince(Account, Counted.Commodity, last)
        : null;

    Refusal? MixtureOf(Registers now) =>
        now.Ledger.FindAccount(Account.ToString()) is { } row && row.Synthetic != Synthetic
            ? LedgerRefusals.Mixed($"Account '{Account}'", row.Synthetic)
            : Mixtures.Refuses(now, Earmark, Lot, Synthetic) ?? Mixtures.Refuses(now, Counted.Commodity, Synthetic);
}
