using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>What stands in an account, of one commodity.</summary>
/// <param name="Account">Where.</param>
/// <param name="Balance">On the account's normal side: more than 0 is the usual case.</param>
/// <param name="PendingIn">Expected to arrive.</param>
/// <param name="PendingOut">Reserved to leave.</param>
public sealed record AccountBalance(AccountName Account, Amount Balance, Amount PendingIn, Amount PendingOut)
{
    /// <summary>The part of this balance that is meant: a promise's, a lot's, or null for all of it.</summary>
    public Id<Promise>? Earmark { get; init; }

    /// <summary>The lot that is meant; null for money, and for goods of no known lot.</summary>
    public Id<Lot>? Lot { get; init; }
}

/// <summary>Balances read off the counters.</summary>
public static class BalanceQueries
{
    extension(LedgerRegister ledger)
    {
        /// <summary>Debits minus credits of an account, of one lot or of everything; on the real and memo
        /// books.</summary>
        public Amount BalanceOf(AccountName account, Commodity commodity, Id<Lot>? lot = null)
        {
            var cells = ledger.Books.Pile(account, commodity.Code)
                .Where(cell => lot is null || ledger.Books.KeyOf(cell).Lot == lot.Value.Value);
            return new(commodity, cells.Sum(cell => ledger.Books.Cells[cell].Counters.Balance));
        }

        /// <summary>Every account and commodity that ever moved, by kind and name; those at zero too.</summary>
        public IReadOnlyList<AccountBalance> Balances() =>
        [
            .. ledger.Books.Piles.Keys
                .OrderBy(pile => pile.Account.Kind).ThenBy(pile => pile.Account.Name, StringComparer.Ordinal)
                .ThenBy(pile => pile.Commodity, StringComparer.Ordinal)
                .Select(pile => BalanceIn(
                    pile.Account, ledger.Unit(pile.Commodity), ledger.Books.Total(pile.Account, pile.Commodity))),
        ];

        /// <summary>One account's balances by commodity, and by earmark or lot in the order in which they first
        /// came.</summary>
        public IReadOnlyList<AccountBalance> BalancesIn(AccountName account) =>
        [
            .. ledger.Books.Piles.Where(pile => pile.Key.Account == account)
                .OrderBy(pile => pile.Key.Commodity, StringComparer.Ordinal)
                .SelectMany(pile => pile.Value.Select(ledger.BalanceOfCell)),
        ];

        /// <summary>What stands where under a promise: money by earmark. Goods are asked for with the promise's
        /// books.</summary>
        public IReadOnlyList<AccountBalance> BalancesOf(Id<Promise> promise) =>
            ledger.Books.CellsOfPromise.TryGetValue(promise.Value, out var cells)
                ? [.. cells.Where(cell => ledger.Books.KeyOf(cell).Book != Book.Cost).Select(ledger.BalanceOfCell)]
                : [];

        /// <summary>Expected transfers that are neither posted nor voided, in order of arrival.</summary>
        public IEnumerable<RecordedTransfer> PendingTransfers() => ledger.Transfers.Where(transfer => transfer.IsOpen);

        internal Commodity Unit(string code) => ledger.FindCommodity(code)?.Commodity ?? new(code, 0);

        AccountBalance BalanceOfCell(int cell)
        {
            var key = ledger.Books.KeyOf(cell);
            return BalanceIn(key.Account, ledger.Unit(key.Commodity), ledger.Books.Cells[cell].Counters) with
            {
                Earmark = key.Earmark == Guid.Empty ? null : new(key.Earmark),
                Lot = key.Lot == Guid.Empty ? null : new(key.Lot),
            };
        }
    }

    static AccountBalance BalanceIn(AccountName account, Commodity unit, Counters counters) => new(
        account,
        new(unit, AccountRules.Of(account.Kind).Normal == NormalSide.Debit ? counters.Balance : -counters.Balance),
        new(unit, counters.DebitsPending),
        new(unit, counters.CreditsPending));
}
