using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>A law of the books that does not hold.</summary>
/// <param name="Law">Short and stable, such as <c>debits-equal-credits</c>.</param>
/// <param name="Message">Where and by how much, in a sentence.</param>
public sealed record BookFault(string Law, string Message);

/// <summary>The laws of the books, checked from scratch: for <c>annona verify</c> and for tests.</summary>
public static class Invariants
{
    extension(LedgerRegister ledger)
    {
        /// <summary>
        /// Every law that does not hold; empty when the books are sound. Counts all legs again, so it costs time in proportion to the
        /// books, and does not trust a single counter.
        /// </summary>
        public IReadOnlyList<BookFault> CheckInvariants() =>
        [
            .. ledger.Counters(), .. ledger.Sides(), .. ledger.Settlements(), .. ledger.LotUnits(), .. ledger.PromiseGaps(),
        ];

        /// <summary>Each counter is what its legs sum to, and none is below zero.</summary>
        IEnumerable<BookFault> Counters()
        {
            var books = ledger.Books;
            var recounted = new Counters[books.Cells.Count];
            for (var at = 0; at < books.Legs.Count; at++)
            {
                ref readonly var leg = ref books.Legs[at];
                recounted[leg.From] = recounted[leg.From].Credited(leg.Units, leg.Effect);
                recounted[leg.To] = recounted[leg.To].Debited(leg.Units, leg.Effect);
            }
            for (var cell = 0; cell < books.Cells.Count; cell++)
            {
                var kept = books.Cells[cell].Counters;
                if (kept != recounted[cell])
                    yield return new("counters-equal-legs", $"{Name(books.KeyOf(cell))} has {kept}, and its legs sum to {recounted[cell]}.");
                if (kept is { DebitsPending: < 0 } or { DebitsPosted: < 0 } or { CreditsPending: < 0 } or { CreditsPosted: < 0 })
                    yield return new("counters-not-negative", $"{Name(books.KeyOf(cell))} has {kept}.");
            }
        }

        /// <summary>In each book, debits equal credits for every commodity.</summary>
        IEnumerable<BookFault> Sides()
        {
            var books = ledger.Books;
            return Enumerable.Range(0, books.Cells.Count)
                .GroupBy(cell => (books.KeyOf(cell).Book, books.KeyOf(cell).Commodity))
                .Select(group => (group.Key, Sum: group.Aggregate(default(Counters), (sum, cell) => sum + books.Cells[cell].Counters)))
                .Where(side => side.Sum.DebitsPosted != side.Sum.CreditsPosted || side.Sum.DebitsPending != side.Sum.CreditsPending)
                .Select(side => new BookFault("debits-equal-credits", $"{side.Key.Commodity} in the {side.Key.Book} book has {side.Sum}."));
        }

        /// <summary>Nothing is posted above what was expected, nor settled twice.</summary>
        IEnumerable<BookFault> Settlements()
        {
            var transfers = ledger.Books.Transfers;
            var settled = new HashSet<int>();
            for (var at = 0; at < transfers.Count; at++)
            {
                var row = transfers[at];
                if (row.Phase is not (TransferPhase.PostPending or TransferPhase.VoidPending) || row.Pending < 0)
                    continue;
                var expected = transfers[row.Pending];
                if (row.Units > expected.Units)
                    yield return new("posted-within-pending", $"Entry {row.Position} posts {row.Units} of {expected.Units} expected.");
                if (!settled.Add(row.Pending))
                    yield return new("settled-once", $"Entry {row.Position} settles the transfer of entry {expected.Position} again.");
            }
        }

        /// <summary>All units and all cost of a lot are somewhere: what its source gave is what stands in all other places.</summary>
        IEnumerable<BookFault> LotUnits()
        {
            foreach (var row in ledger.Lots)
            {
                var cells = ledger.Books.CellsOfLot.TryGetValue(row.Lot.Id.Value, out var some) ? some : [];
                var held = cells.Where(cell => ledger.Books.KeyOf(cell).Account.Kind is not (AccountKind.Exchange or AccountKind.Donor))
                    .Sum(cell => ledger.Books.Cells[cell].Counters.Balance);
                if (held != 0 && held != row.Lot.Quantity.Units)
                    yield return new("lots-conserve", $"{row.Code} came in with {row.Lot.Quantity} and has {held} units in all places.");
            }
        }

        /// <summary>The books of each promise balance.</summary>
        IEnumerable<BookFault> PromiseGaps() =>
            from promise in ledger.Books.CellsOfPromise.Keys
            from gap in ledger.OfPromise(new Id<Promise>(promise)).Gaps
            where gap.Units != 0
            select new BookFault("received-equals-its-uses", $"Promise {promise:n} has a gap of {gap}.");
    }

    static string Name(CellKey key) => $"{key.Account} in {key.Commodity} ({key.Book}, lot {key.Lot:n}, promise {key.Earmark:n})";
}
