using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// Real and made-up never mix in a row: not in an account, nor under a promise, nor in a lot. A commodity is a unit, so
/// a made-up transfer may be counted in a real one; what is real never rests on a made-up declaration.
/// </summary>
static class Mixtures
{
    /// <summary>Why a transfer may not carry a promise or a lot; null if it may.</summary>
    public static Refusal? Refuses(Registers now, Id<Promise>? promise, Id<Lot>? lot, bool synthetic)
    {
        if (promise is { } earmark && now.PublicRecord.Promises.Find(earmark) is { } carried
            && carried.Synthetic != synthetic)
            return LedgerRefusals.Mixed($"Promise {carried.Code}", carried.Synthetic);
        return lot is { } batch && now.Ledger.FindLot(batch.Value) is { } row && row.Synthetic != synthetic
            ? LedgerRefusals.Mixed($"Lot {row.Code}", row.Synthetic)
            : null;
    }

    /// <summary>Why a transfer may not be counted in a commodity; null if it may.</summary>
    public static Refusal? Refuses(Registers now, Commodity commodity, bool synthetic) =>
        !synthetic && now.Ledger.FindCommodity(commodity.Code) is { Synthetic: true } row
            ? LedgerRefusals.Mixed($"Commodity {row.Commodity.Code}", row.Synthetic)
            : null;

    /// <summary>Every transfer whose account, promise or lot is real where it is made up, or the other way.</summary>
    public static IEnumerable<BookFault> In(Registers now)
    {
        var books = now.Ledger.Books;
        for (var at = 0; at < books.Transfers.Count; at++)
        {
            var row = books.Transfers[at];
            for (var leg = row.FirstLeg; leg < row.FirstLeg + row.Legs; leg++)
            {
                var (from, to) = (books.KeyOf(books.Legs[leg].From), books.KeyOf(books.Legs[leg].To));
                if ((Other(now, from, row.Synthetic) ?? Other(now, to, row.Synthetic)) is { } what)
                {
                    yield return new(
                        "real-and-made-up-apart",
                        $"Entry {row.Position} is {Word(row.Synthetic)}, and {what} is {Word(!row.Synthetic)}.");
                    break;
                }
            }
        }
    }

    static string? Other(Registers now, CellKey cell, bool synthetic)
    {
        if (now.Ledger.FindAccount(cell.Account.ToString()) is { } account && account.Synthetic != synthetic)
            return $"account '{cell.Account}'";
        if (now.Ledger.FindLot(cell.Lot) is { } lot && lot.Synthetic != synthetic)
            return $"lot {lot.Code}";
        var promise = now.PublicRecord.Promises.Find(new Id<Promise>(cell.Earmark));
        return promise is not null && promise.Synthetic != synthetic ? $"promise {promise.Code}" : null;
    }

    static string Word(bool synthetic) => synthetic ? "made up" : "real";
}
