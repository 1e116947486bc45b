using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>One movement behind a figure.</summary>
/// <param name="Transfer">Its id.</param>
/// <param name="Position">Its entry in the journal, from 1.</param>
/// <param name="Date">The day it happened.</param>
/// <param name="Kind">Why.</param>
/// <param name="Amount">What it added to the figure; below 0 when it took away. For goods of a shared lot: the whole
/// movement.</param>
/// <param name="Basis">How well it is linked to the promise.</param>
public sealed record BookEvidence(
    Id<Transfer> Transfer, long Position, DateOnly Date, TransferKind Kind, Amount Amount, Basis Basis);

/// <summary>A figure of a promise's books, read off counters of its own, with the movements behind it.</summary>
/// <param name="Amount">In smallest units of one commodity.</param>
/// <param name="Basis">The weakest link among its movements; <see cref="Basis.None"/> when nothing moved.</param>
/// <param name="Movements">How many movements touched its counters, up to the day.</param>
/// <param name="Evidence">Newest day first, then newest entry; found as they are asked for, so take as many as you
/// show.</param>
public sealed record BookFigure(Amount Amount, Basis Basis, int Movements, IEnumerable<BookEvidence> Evidence)
{
    /// <summary>The newest day on which something moved; null when nothing did, or when no day was asked.</summary>
    public DateOnly? Newest { get; init; }
}

/// <summary>
/// A promise's books in one currency. Each figure has its own counters, so <see cref="Gap"/> is a real check.
/// </summary>
public sealed record MoneyBooks(Commodity Commodity)
{
    /// <summary>Pledged and not withdrawn: what is still expected and what was committed.</summary>
    public required BookFigure Pledged { get; init; }

    /// <summary>Committed in writing.</summary>
    public required BookFigure Committed { get; init; }

    /// <summary>Money that arrived from donors.</summary>
    public required BookFigure ReceivedMoney { get; init; }

    /// <summary>Gifts in kind at their declared value.</summary>
    public required BookFigure ReceivedInKind { get; init; }

    /// <summary>Money handed to partners so far; part of it may be spent or back.</summary>
    public required BookFigure Advanced { get; init; }

    /// <summary>Money still there: bank, advances, cash boxes.</summary>
    public required BookFigure Bank { get; init; }

    /// <summary>Net of what was changed into other currencies (above 0) or from them (below 0).</summary>
    public required BookFigure Converted { get; init; }

    /// <summary>Money paid for goods.</summary>
    public required BookFigure PaidForGoods { get; init; }

    /// <summary>Goods bought, at cost; the same as <see cref="PaidForGoods"/> unless something is wrong.</summary>
    public required BookFigure BoughtAtCost { get; init; }

    /// <summary>Goods in people's hands, at cost.</summary>
    public required BookFigure GoodsGiven { get; init; }

    /// <summary>Goods in warehouses and at sites, at cost.</summary>
    public required BookFigure StockAtCost { get; init; }

    /// <summary>Goods on the road, at cost.</summary>
    public required BookFigure GoodsInTransit { get; init; }

    /// <summary>Cash sent to providers and not credited yet.</summary>
    public required BookFigure CashWithProvider { get; init; }

    /// <summary>Cash sent to providers so far.</summary>
    public required BookFigure CashSent { get; init; }

    /// <summary>Cash credited to people so far.</summary>
    public required BookFigure CashCredited { get; init; }

    /// <summary>Cash that people collected.</summary>
    public required BookFigure CashCollected { get; init; }

    /// <summary>Cash spent on people: credited, collected or handed over.</summary>
    public required BookFigure Cash { get; init; }

    /// <summary>Support costs.</summary>
    public required BookFigure Support { get; init; }

    /// <summary>Fees of banks and providers.</summary>
    public required BookFigure Fees { get; init; }

    /// <summary>Services.</summary>
    public required BookFigure Services { get; init; }

    /// <summary>Works.</summary>
    public required BookFigure Works { get; init; }

    /// <summary>Lost, spoiled or expired: money, and goods at cost.</summary>
    public required BookFigure Lost { get; init; }

    /// <summary>Returned to donors and suppliers: money, and goods at cost.</summary>
    public required BookFigure Returned { get; init; }

    /// <summary>Net of what counts found missing: money, and goods at cost.</summary>
    public required BookFigure Variance { get; init; }

    /// <summary>In people's hands: goods at cost, cash, services, works.</summary>
    public Amount Delivered => GoodsGiven.Amount + Cash.Amount + Services.Amount + Works.Amount;

    /// <summary>Everything that arrived: money, and gifts at their declared value.</summary>
    public Amount Received => ReceivedMoney.Amount + ReceivedInKind.Amount;

    /// <summary>Everything spent on people and on reaching them, support costs included.</summary>
    public Amount Spent =>
        GoodsGiven.Amount + Cash.Amount + Support.Amount + Fees.Amount + Services.Amount + Works.Amount;

    /// <summary>On its way to people: goods on the road at cost, and cash with providers.</summary>
    public Amount InTransit => GoodsInTransit.Amount + CashWithProvider.Amount;

    /// <summary>
    /// Received, less everything it became: spent, stock at cost, in transit, lost (with variances), returned,
    /// converted and still in the bank. Nothing when the books balance.
    /// </summary>
    public Amount Gap =>
        Received - (Spent + StockAtCost.Amount + InTransit + Lost.Amount + Variance.Amount + Returned.Amount
        + Converted.Amount + Bank.Amount);
}

/// <summary>A promise's books in one kind of goods. In shared lots the promise has its share, in whole units.</summary>
public sealed record GoodsBooks(Commodity Commodity)
{
    /// <summary>Pledged in kind and not withdrawn.</summary>
    public required BookFigure Pledged { get; init; }

    /// <summary>Committed in kind.</summary>
    public required BookFigure Committed { get; init; }

    /// <summary>Bought.</summary>
    public required BookFigure Bought { get; init; }

    /// <summary>Given in kind.</summary>
    public required BookFigure GivenInKind { get; init; }

    /// <summary>In warehouses and at sites.</summary>
    public required BookFigure Stocked { get; init; }

    /// <summary>On the road.</summary>
    public required BookFigure InTransit { get; init; }

    /// <summary>In people's hands.</summary>
    public required BookFigure Delivered { get; init; }

    /// <summary>Lost, spoiled or expired.</summary>
    public required BookFigure Lost { get; init; }

    /// <summary>Returned to donors and suppliers.</summary>
    public required BookFigure Returned { get; init; }

    /// <summary>Net of what counts found missing.</summary>
    public required BookFigure Variance { get; init; }
}

/// <summary>What became of one promise in the books. Units are never added across commodities.</summary>
/// <param name="Promise">The promise; <c>default</c> for what is unrestricted.</param>
/// <param name="AsOf">Movements up to this day, by the day they happened; null: all.</param>
/// <param name="Money">By currency, in order of code.</param>
/// <param name="Goods">By kind of goods, in order of code.</param>
public sealed record PromiseBooks(
    Id<Promise> Promise, DateOnly? AsOf, IReadOnlyList<MoneyBooks> Money, IReadOnlyList<GoodsBooks> Goods)
{
    /// <summary>
    /// By currency, how far the books of this promise are from balancing: nothing, unless something is wrong.
    /// </summary>
    public IReadOnlyList<Amount> Gaps => [.. Money.Select(money => money.Gap)];
}
