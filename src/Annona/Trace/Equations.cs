using Annona.Ledger;
using Annona.Values;

namespace Annona.Trace;

/// <summary>
/// What was received, and everything it became, a commodity at a time. That the arithmetic closes is no proof: each
/// term says what shows it apart from the books.
/// </summary>
static class Equations
{
    /// <summary>Receipts looked at for papers; more are not listed one by one in a trace.</summary>
    const int ReceiptsMax = 1_000;

    public static IEnumerable<PromiseEquation> Of(Registers now, PromiseFacts facts, DateOnly asOf)
    {
        foreach (var money in facts.Books.Money)
            if (PromiseSums.Of(money, facts.Reach) is var sums && Moved(sums))
                yield return new(
                    money.Commodity.Code,
                    new("received", "received", money.Received, Papers(now, money.ReceivedMoney, money.ReceivedInKind)),
                    [.. NotNothing(Money(money, facts))], sums, [.. Counts(now, facts, money.Commodity, asOf)]);
        foreach (var goods in facts.Books.Goods)
            if (PromiseSums.Of(goods, facts.Reach) is var sums && Moved(sums))
                yield return new(
                    goods.Commodity.Code,
                    new("received", "received", sums.Received!.Value, Papers(now, goods.Bought, goods.GivenInKind)),
                    [.. NotNothing(Goods(goods))], sums, [.. Counts(now, facts, goods.Commodity, asOf)]);
    }

    static bool Moved(PromiseSums sums) =>
        sums.Received!.Value.Units != 0 || sums.Spent!.Value.Units != 0 || sums.Converted is { Units: not 0 };

    static IEnumerable<EquationTerm> Money(MoneyBooks books, PromiseFacts facts) =>
    [
        new("handed-over", "handed over, goods at cost", books.GoodsGiven.Amount, Sheets(facts)),
        new("cash", "cash credited, collected or handed over", books.Cash.Amount, CashShown(facts)),
        new("services", "services", books.Services.Amount, ShownBy: null),
        new("works", "works", books.Works.Amount, ShownBy: null),
        new("support", "support costs and fees", books.Support.Amount + books.Fees.Amount, ShownBy: null),
        new("stock", "in stock, at cost", books.StockAtCost.Amount, ShownBy: null),
        new("in-transit", "on the way, at cost", books.InTransit, ShownBy: null),
        new("lost", "lost, or missing at counts", books.Lost.Amount + books.Variance.Amount, ShownBy: null),
        new("returned", "returned", books.Returned.Amount, ShownBy: null),
        new("changed", "changed into other currencies", books.Converted.Amount, ShownBy: null),
        new("bank", "in the bank", books.Bank.Amount, ShownBy: null),
    ];

    static IEnumerable<EquationTerm> Goods(GoodsBooks books) =>
    [
        new("handed-over", "handed over", books.Delivered.Amount, ShownBy: null),
        new("stock", "in stock", books.Stocked.Amount, ShownBy: null),
        new("in-transit", "on the way", books.InTransit.Amount, ShownBy: null),
        new("lost", "lost, or missing at counts", books.Lost.Amount + books.Variance.Amount, ShownBy: null),
        new("returned", "returned", books.Returned.Amount, ShownBy: null),
    ];

    static IEnumerable<EquationTerm> NotNothing(IEnumerable<EquationTerm> terms) =>
        terms.Where(term => term.Amount.Units != 0);

    static string? Papers(Registers now, params BookFigure[] figures)
    {
        var receipts = figures.SelectMany(figure => figure.Evidence)
            .Where(piece => piece.Kind != TransferKind.Correct
                && now.Ledger.FindTransfer(piece.Transfer)?.Corrected != true)
            .Take(ReceiptsMax).ToList();
        if (receipts.Count is 0 or ReceiptsMax)
            return null;
        var papers = receipts.Count(piece => now.Ledger.PapersOf(piece.Transfer).Count > 0);
        var numbered = receipts.Count(
            piece => now.Ledger.FindTransfer(piece.Transfer)?.Transfer.Reference is not null);
        return papers > 0 ? $"{TraceWords.Count(receipts.Count, "receipt")}, {papers} with an archived paper"
            : numbered > 0 ? $"{TraceWords.Count(receipts.Count, "receipt")}, {numbered} with the number of a paper"
            : $"{TraceWords.Count(receipts.Count, "receipt")}, none with a paper";
    }

    static string? Sheets(PromiseFacts facts)
    {
        var days = facts.Reach.Days.Where(day => !day.Reported).ToList();
        return days.Count == 0 ? null
            : $"{TraceWords.Number(days.Sum(day => day.Confirmed))} handovers signed, "
                + $"{TraceWords.Number(days.Sum(day => day.Unconfirmed))} not";
    }

    static string? CashShown(PromiseFacts facts)
    {
        var days = facts.Reach.Days.Where(day => day.Reported).ToList();
        return days.Count == 0 ? null
            : $"as providers report: {TraceWords.Number(days.Sum(day => day.Confirmed))} payments collected, "
                + $"{TraceWords.Number(days.Sum(day => day.Unconfirmed))} not yet";
    }

    /// <summary>
    /// What the last count of each place found in which something of the promise has been. A shortage of money that
    /// nobody allocated to a promise stands in none of their books, so it is said here.
    /// </summary>
    static IEnumerable<string> Counts(Registers now, PromiseFacts facts, Commodity commodity, DateOnly asOf)
    {
        var places = DiscrepanciesOf.AccountsOf(now.Ledger, facts.Row.Id.Value)
            .Where(account => account.Kind is AccountKind.Bank or AccountKind.Advance or AccountKind.Stock
                or AccountKind.Site)
            .Where(account => now.Ledger.Books.Pile(account, commodity.Code).Any())
            .OrderBy(account => account.Kind).ThenBy(account => account.Name, StringComparer.Ordinal);
        foreach (var place in places)
            yield return now.LastCounts.Of(place, commodity.Code, asOf) is not { } count
                ? $"{place} has not been counted."
                : $"{place} last counted {count.Date:yyyy-MM-dd}: " + count.Difference.Units switch
                {
                    0 => "as in the books.",
                    < 0 => $"{TraceWords.Of(count.Difference * -1)} less than the books"
                        + (now.Ledger.IsMoney(commodity.Code) ? ", a shortage of the whole account." : "."),
                    _ => $"{TraceWords.Of(count.Difference)} more than the books.",
                };
    }
}
