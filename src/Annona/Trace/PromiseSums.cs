using Annona.Aid;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>
/// How much of a promise got how far, in the commodity of the promise. Null is not countable or not known, and
/// nothing is counted and none: only an operation that keeps the promise's books can say nothing.
/// </summary>
public sealed record PromiseSums
{
    /// <summary>Committed in writing.</summary>
    public Amount? Committed { get; init; }

    /// <summary>Arrived: money, or goods bought and given in kind.</summary>
    public Amount? Received { get; init; }

    /// <summary>Turned into goods, at cost; for goods, how many were bought.</summary>
    public Amount? Bought { get; init; }

    /// <summary>In warehouses and at sites, at cost.</summary>
    public Amount? Stocked { get; init; }

    /// <summary>On the road, at cost, and cash with providers.</summary>
    public Amount? InTransit { get; init; }

    /// <summary>Lost, spoiled, expired, or missing at a count; at cost.</summary>
    public Amount? Lost { get; init; }

    /// <summary>Given back to donors and suppliers.</summary>
    public Amount? Returned { get; init; }

    /// <summary>
    /// In people's hands: goods at cost, cash, services, works. Null when some of it was changed into another
    /// currency and handed over in that: units are never added across currencies.
    /// </summary>
    public Amount? Delivered { get; init; }

    /// <summary>
    /// The part of what was delivered that the receiver confirmed by signature, token or collecting it.
    /// </summary>
    public Amount? Confirmed { get; init; }

    /// <summary>Support costs and fees; nothing for goods.</summary>
    public Amount? Support { get; init; }

    /// <summary>Still in the bank, with partners or in a cash box; nothing for goods.</summary>
    public Amount? Bank { get; init; }

    /// <summary>
    /// Net of what was changed into other currencies, and is counted there; below 0 for what was changed from them.
    /// Nothing for goods.
    /// </summary>
    public Amount? Converted { get; init; }

    /// <summary>Spent by class: delivered, support costs and fees.</summary>
    public Amount? Spent { get; init; }

    /// <summary>Received less everything it became: nothing when the books balance.</summary>
    public Amount? Gap { get; init; }

    /// <summary>Nothing known.</summary>
    public static PromiseSums NotKnown { get; } = new();

    /// <summary>Whether a kind of promise is counted in money or goods at all.</summary>
    public static bool AreCounted(PromiseKind kind) => kind is PromiseKind.Money or PromiseKind.Goods
        or PromiseKind.Service or PromiseKind.PersonEntitlement or PromiseKind.Reconstruction;

    /// <summary>The sums of a promise from its books.</summary>
    /// <param name="books">What became of it.</param>
    /// <param name="commodity">The commodity of the promise; null takes that in which something came.</param>
    /// <param name="reach">Whom it reached, with what they confirmed; null: not asked.</param>
    internal static PromiseSums Of(PromiseBooks books, Commodity? commodity, PromiseReach? reach)
    {
        var sameMoney = books.Money
            .Where(money => commodity is null || money.Commodity.Code == commodity.Value.Code);
        // Words without a currency are followed in the one that came in, not in those it was changed into.
        if (sameMoney.MaxBy(money => money.Received.Units > 0) is { } inMoney)
            return HandedOverElsewhere(books, inMoney)
                ? Of(inMoney, reach) with { Delivered = null, Confirmed = null }
                : Of(inMoney, reach);
        return books.Goods.FirstOrDefault(goods => commodity is null
            || goods.Commodity.Code == commodity.Value.Code) is { } inGoods
            ? Of(inGoods, reach)
            : NotKnown;
    }

    /// <summary>Whether money was changed into another currency in which something was handed over.</summary>
    internal static bool HandedOverElsewhere(PromiseBooks books, MoneyBooks money) => money.Converted.Amount.Units > 0
        && books.Money.Any(other => other.Commodity.Code != money.Commodity.Code && other.Delivered.Units > 0);

    /// <summary>The sums in one currency.</summary>
    internal static PromiseSums Of(MoneyBooks books, PromiseReach? reach)
    {
        var delivered = books.Delivered;
        var confirmed = reach?.ConfirmedCost(books.Commodity.Code) + books.CashCollected.Amount.Units;
        return new()
        {
            Committed = books.Committed.Amount,
            Received = books.Received,
            Bought = books.BoughtAtCost.Amount,
            Stocked = books.StockAtCost.Amount,
            InTransit = books.InTransit,
            Lost = books.Lost.Amount + books.Variance.Amount,
            Returned = books.Returned.Amount,
            Delivered = delivered,
            // What came back after somebody signed for it is not in people's hands.
            Confirmed = confirmed is { } shown ? Least(delivered, shown) : null,
            Support = books.Support.Amount + books.Fees.Amount,
            Bank = books.Bank.Amount,
            Converted = books.Converted.Amount,
            Spent = books.Spent,
            Gap = books.Gap,
        };
    }

    /// <summary>The sums in one kind of goods.</summary>
    internal static PromiseSums Of(GoodsBooks books, PromiseReach? reach)
    {
        var received = books.Bought.Amount + books.GivenInKind.Amount;
        var lost = books.Lost.Amount + books.Variance.Amount;
        var delivered = books.Delivered.Amount;
        var confirmed = reach?.ConfirmedOf(books.Commodity.Code);
        var nothing = received with { Units = 0 };
        return new()
        {
            Committed = books.Committed.Amount,
            Received = received,
            Bought = books.Bought.Amount,
            Stocked = books.Stocked.Amount,
            InTransit = books.InTransit.Amount,
            Lost = lost,
            Returned = books.Returned.Amount,
            Delivered = delivered,
            Confirmed = confirmed is { } shown ? Least(delivered, shown) : null,
            Support = nothing,
            Bank = nothing,
            Converted = nothing,
            Spent = delivered,
            Gap = received - (delivered + books.Stocked.Amount + books.InTransit.Amount + lost
                + books.Returned.Amount),
        };
    }

    static Amount Least(Amount delivered, long confirmed) =>
        delivered with { Units = Math.Min(confirmed, Math.Max(0, delivered.Units)) };
}
