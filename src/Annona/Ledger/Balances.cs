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

/// <summary>Money missing in an account that no promise has been charged with.</summary>
/// <param name="Account">Where.</param>
/// <param name="Missing">How much, more than nothing.</param>
/// <param name="Promises">Whose money stands there; one or more of them lack it.</param>
public sealed record MoneyShortage(AccountName Account, Amount Missing, IReadOnlyList<Id<Promise>> Promises);

/// <summary>Balances read off the counters.</summary>
public static class BalanceQueries
{
    extension(LedgerRegister ledger)
    {
        /// <summary>
        /// Debits minus credits of an account, of one lot or of everything; on the real and memo books.
        /// </summary>
        public Amount BalanceOf(AccountName account, Commodity commodity, Id<Lot>? lot = null) => new(
            commodity, lot is null
                ? ledger.Books.Total(account, commodity.Code).Balance
                : ledger.Books.Pile(account, commodity.Code)
                    .Where(cell => ledger.Books.KeyOf(cell).Lot == lot.Value.Value)
                    .Sum(cell => ledger.Books.Cells[cell].Counters.Balance));

        /// <summary>
        /// The balance at the end of a day, by the days on which things happened. Cost: one look at each movement of
        /// the place, unless nothing moved there later.
        /// </summary>
        /// <param name="account">Where.</param>
        /// <param name="commodity">Of what.</param>
        /// <param name="day">With the movements of this day.</param>
        /// <param name="lot">One lot; null: all.</param>
        /// <param name="earmark">Money of one promise; null: all.</param>
        public Amount BalanceOn(
            AccountName account, Commodity commodity, DateOnly day, Id<Lot>? lot = null, Id<Promise>? earmark = null)
        {
            var books = ledger.Books;
            var cells = books.Pile(account, commodity.Code).Where(cell =>
                (lot is null || books.KeyOf(cell).Lot == lot.Value.Value)
                && (earmark is null || books.KeyOf(cell).Earmark == earmark.Value.Value));
            return new(commodity, ledger.Newest(account, commodity.Code) <= day
                ? cells.Sum(cell => books.Cells[cell].Counters.Balance)
                : cells.SelectMany(books.PostedIn).Where(moved => moved.Day <= day).Sum(moved => moved.Units));
        }

        /// <summary>Every account and commodity that ever moved, by kind and name; those at zero too.</summary>
        public IReadOnlyList<AccountBalance> Balances() =>
        [
            .. Enumerable.Range(0, ledger.Books.Piles.Count)
                .Select(pile => (Key: ledger.Books.KeyOfPile(pile), ledger.Books.Piles[pile].Total))
                .OrderBy(pile => pile.Key.Account.Kind)
                .ThenBy(pile => pile.Key.Account.Name, StringComparer.Ordinal)
                .ThenBy(pile => pile.Key.Commodity, StringComparer.Ordinal)
                .Select(pile => BalanceIn(pile.Key.Account, ledger.Unit(pile.Key.Commodity), pile.Total)),
        ];

        /// <summary>
        /// One account's balances by commodity, and by earmark or lot in the order in which they first came.
        /// </summary>
        public IReadOnlyList<AccountBalance> BalancesIn(AccountName account) =>
        [
            .. Enumerable.Range(0, ledger.Books.Piles.Count)
                .Where(pile => ledger.Books.KeyOfPile(pile).Account == account)
                .OrderBy(pile => ledger.Books.KeyOfPile(pile).Commodity, StringComparer.Ordinal)
                .SelectMany(pile => ledger.Books.CellsFrom(ledger.Books.Piles[pile].First))
                .Select(ledger.BalanceOfCell),
        ];

        /// <summary>
        /// What stands where under a promise: money by earmark. Goods are asked for with the promise's books.
        /// </summary>
        public IReadOnlyList<AccountBalance> BalancesOf(Id<Promise> promise) =>
            ledger.Books.CellsOfPromise.TryGetValue(promise.Value, out var cells)
                ? [.. cells.Where(cell => ledger.Books.KeyOf(cell).Book != Book.Cost).Select(ledger.BalanceOfCell)]
                : [];

        /// <summary>Expected transfers that are neither posted nor voided, in order of arrival.</summary>
        public IEnumerable<RecordedTransfer> PendingTransfers() =>
            ledger.Books.Open.Select(ledger.TransferAt).OfType<RecordedTransfer>();

        /// <summary>
        /// Money that a count found missing and that stands against no promise, where all there is carries promises:
        /// some promise lacks it, and nobody has said which. By account, in order of first movement.
        /// </summary>
        public IReadOnlyList<MoneyShortage> Shortages() =>
        [
            .. from pile in Enumerable.Range(0, ledger.Books.Piles.Count)
               let shortage = ledger.ShortageIn(pile)
               where shortage is not null
               select shortage,
        ];

        /// <summary>The shortages in accounts where money of a promise stands.</summary>
        public IEnumerable<MoneyShortage> ShortagesOf(Id<Promise> promise) =>
            ledger.Shortages().Where(shortage => shortage.Promises.Contains(promise));

        internal MoneyShortage? ShortageIn(int pile)
        {
            var (books, key) = (ledger.Books, ledger.Books.KeyOfPile(pile));
            var bare = new CellKey(Book.Real, key.Account, key.Commodity, Guid.Empty, Guid.Empty);
            var missing = -books.Of(bare).Balance;
            if (missing <= 0 || !ledger.IsMoney(key.Commodity)
                || AccountRules.Of(key.Account.Kind).Limit != BalanceLimit.CreditsWithinDebits)
                return null;
            var promises = books.CellsFrom(books.Piles[pile].First)
                .Where(cell => books.Cells[cell].Counters.Balance > 0)
                .Select(cell => new Id<Promise>(books.KeyOf(cell).Earmark));
            return new(key.Account, new(ledger.Unit(key.Commodity), missing), [.. promises]);
        }

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
