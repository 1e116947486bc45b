using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>
/// What does not fit and concerns a promise: in its accounts, and in the handovers of its programmes.
/// </summary>
static class DiscrepanciesOf
{
    public static IReadOnlyList<OpenDiscrepancy> Promise(Registers now, PromiseRow row, DateOnly asOf)
    {
        var programmes = PromiseFacts.ProgrammesOf(now, row).Select(programme => programme.Id).ToHashSet();
        var accounts = AccountsOf(now.Ledger, row.Id.Value);
        return
        [
            .. now.Ledger.Discrepancies.Open
                .Where(found => found.Synthetic == row.Synthetic && found.Since <= asOf
                    && accounts.Contains(found.Account))
                .Select(found => new OpenDiscrepancy(found.Code, Sentence(found), found.Since)),
            .. now.Aid.Discrepancies.Open
                .Where(found => found.Synthetic == row.Synthetic && found.Since <= asOf
                    && programmes.Contains(found.Programme))
                .Select(found => new OpenDiscrepancy(
                    found.Code, $"{TraceWords.Of(found.Over)} was handed over that does not fit ({Words(found.Kind)}).",
                    found.Since)),
        ];
    }

    /// <summary>Accounts in which money of the promise, or goods of its lots, have ever been.</summary>
    public static HashSet<AccountName> AccountsOf(LedgerRegister ledger, Guid promise)
    {
        var books = ledger.Books;
        var cells = books.CellsOfPromise.TryGetValue(promise, out var money) ? money.AsEnumerable() : [];
        foreach (var lot in ledger.LotsOf(promise))
            if (books.CellsOfLot.TryGetValue(lot.Lot.Id.Value, out var goods))
                cells = cells.Concat(goods);
        return [.. cells.Select(cell => books.KeyOf(cell).Account)];
    }

    static string Sentence(DiscrepancyRow found) => found.Kind switch
    {
        DiscrepancyKind.NegativeBalance =>
            $"{found.Account} gave out {TraceWords.Of(found.Amount)} more than the books had there.",
        DiscrepancyKind.CountVariance =>
            $"A count at {found.Account} found {TraceWords.Of(Size(found.Amount))} "
            + $"{(found.Amount.Units < 0 ? "less" : "more")} than the books.",
        _ => $"{TraceWords.Of(Size(found.Amount))} at {found.Account} does not fit the books.",
    };

    static string Words(Aid.AidDiscrepancyKind kind) => Aid.AidWords.Of(kind);

    static Amount Size(Amount amount) => amount with { Units = Math.Abs(amount.Units) };
}
