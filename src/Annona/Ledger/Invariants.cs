namespace Annona.Ledger;

/// <summary>A law of the books that does not hold.</summary>
/// <param name="Law">Short and stable, such as <c>debits-equal-credits</c>.</param>
/// <param name="Message">Where and by how much, in a sentence.</param>
public sealed record BookFault(string Law, string Message);

/// <summary>The laws of the books, checked from scratch: for <c>annona verify</c> and for tests.</summary>
public static class Invariants
{
    /// <summary>
    /// Every law that does not hold; empty when the books are sound. Counts all legs again, so it costs time in
    /// proportion to the books, and does not trust a single counter.
    /// </summary>
    public static IReadOnlyList<BookFault> CheckInvariants(this LedgerRegister ledger) =>
    [
        .. Recounted(ledger.Books), .. Sides(ledger.Books), .. Piled(ledger.Books),
        .. Settlements(ledger.Books.Transfers), .. LotUnits(ledger), .. PromiseGaps(ledger),
    ];

    /// <summary>Each counter is what its legs sum to, and none is below zero.</summary>
    static IEnumerable<BookFault> Recounted(Books books)
    {
        var recounted = new Counters[books.Cells.Count];
        for (var at = 0; at < books.Legs.Count; at++)
        {
            ref readonly var leg = ref books.Legs[at];
            recounted[leg.From] = recounted[leg.From].Credited(leg.Units, leg.Effect);
            recounted[leg.To] = recounted[leg.To].Debited(leg.Units, leg.Effect);
        }
        for (var cell = 0; cell < books.Cells.Count; cell++)
        {
            var (kept, name) = (books.Cells[cell].Counters, Name(books.KeyOf(cell)));
            if (kept != recounted[cell])
                yield return new("counters-equal-legs", $"{name} has {kept}, and its legs sum to {recounted[cell]}.");
            if (kept.IsNegative)
                yield return new("counters-not-negative", $"{name} has {kept}.");
        }
    }

    /// <summary>In each book, debits equal credits for every commodity.</summary>
    static IEnumerable<BookFault> Sides(Books books)
    {
        var sums = new Dictionary<(Book Book, string Commodity), (Int128 Posted, Int128 Pending)>();
        for (var cell = 0; cell < books.Cells.Count; cell++)
        {
            var (key, held) = (books.KeyOf(cell), books.Cells[cell].Counters);
            var (posted, pending) = sums.GetValueOrDefault((key.Book, key.Commodity));
            sums[(key.Book, key.Commodity)] = (
                posted + held.DebitsPosted - held.CreditsPosted, pending + held.DebitsPending - held.CreditsPending);
        }
        foreach (var ((book, commodity), (posted, pending)) in sums)
        {
            if (posted != 0 || pending != 0)
            {
                yield return new(
                    "debits-equal-credits",
                    $"{commodity} in the {book} book has {posted} posted and {pending} pending too many debits.");
            }
        }
    }

    /// <summary>Each pile is the sum of its cells, and its head is the first that has something to give.</summary>
    static IEnumerable<BookFault> Piled(Books books)
    {
        for (var at = 0; at < books.Piles.Count; at++)
        {
            var (pile, key) = (books.Piles[at], books.KeyOfPile(at));
            var cells = books.CellsFrom(pile.First).ToList();
            var total = cells.Aggregate(default(Counters), (sum, cell) => sum + books.Cells[cell].Counters);
            var head = cells.FindIndex(cell => books.Cells[cell].Counters.Available > 0);
            if (total != pile.Total || (head < 0 ? -1 : cells[head]) != pile.Head)
                yield return new("piles-equal-cells", $"{key.Account} in {key.Commodity} is not the sum of its cells.");
        }
    }

    /// <summary>Nothing is posted above what was expected, nor settled twice.</summary>
    static IEnumerable<BookFault> Settlements(Journal.Table<TransferRow> transfers)
    {
        var settled = new HashSet<int>();
        for (var at = 0; at < transfers.Count; at++)
        {
            var row = transfers[at];
            if (row.Phase is not (TransferPhase.PostPending or TransferPhase.VoidPending) || row.Pending < 0)
                continue;
            var expected = transfers[row.Pending];
            if (row.Units > expected.Units)
            {
                yield return new(
                    "posted-within-pending", $"Entry {row.Position} posts {row.Units} of {expected.Units} expected.");
            }
            if (!settled.Add(row.Pending))
            {
                yield return new(
                    "settled-once", $"Entry {row.Position} settles what entry {expected.Position} expected again.");
            }
        }
    }

    /// <summary>All units of a lot are somewhere, or it was taken back whole.</summary>
    static IEnumerable<BookFault> LotUnits(LedgerRegister ledger)
    {
        var books = ledger.Books;
        foreach (var row in ledger.Lots)
        {
            var held = 0L;
            foreach (var cell in books.CellsOfLot.TryGetValue(row.Lot.Id.Value, out var some) ? some : [])
                if (books.KeyOf(cell).Account.Kind is not (AccountKind.Exchange or AccountKind.Donor))
                    held += books.Cells[cell].Counters.Balance;
            if (held != 0 && held != row.Lot.Quantity.Units)
            {
                yield return new(
                    "lots-conserve",
                    $"{row.Code} came in with {row.Lot.Quantity}, and {held} units are in all places.");
            }
        }
    }

    /// <summary>The books of each promise balance.</summary>
    static IEnumerable<BookFault> PromiseGaps(LedgerRegister ledger) =>
        from promise in ledger.Books.CellsOfPromise.Keys
        from gap in ledger.OfPromise(new(promise)).Gaps
        where gap.Units != 0
        select new BookFault("received-equals-its-uses", $"Promise {promise:n} has a gap of {gap}.");

    static string Name(CellKey key) =>
        $"{key.Account} in {key.Commodity} ({key.Book}, lot {key.Lot:n}, promise {key.Earmark:n})";
}
