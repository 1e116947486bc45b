using Annona.PublicRecord;
using Annona.Values;
using static Annona.Ledger.AccountKind;

namespace Annona.Ledger;

/// <summary>The books of promises, read off the counters of their cells.</summary>
public static class PromiseBooksQuery
{
    extension(LedgerRegister ledger)
    {
        /// <summary>
        /// What became of a promise: each figure from its own counters, with its evidence. Cost: the cells of the
        /// promise and of its lots; with a day also their movements.
        /// </summary>
        /// <param name="promise">The promise; <c>default</c> for what is unrestricted.</param>
        /// <param name="asOf">Movements up to this day; null: all.</param>
        public PromiseBooks OfPromise(Id<Promise> promise, DateOnly? asOf = null) =>
            new PromiseBooksReader(ledger, promise, asOf).Read();
    }
}

/// <summary>Which counter of a cell a figure reads.</summary>
enum Reading
{
    /// <summary>Posted debits less credits.</summary>
    Balance,

    /// <summary>Posted credits less debits: what a source has given.</summary>
    Source,

    /// <summary>Posted debits: everything that ever arrived.</summary>
    Arrived,

    /// <summary>Credits, posted or pending: what was pledged and not withdrawn.</summary>
    Promised,
}

/// <summary>Reads one promise's books. Made for one reading.</summary>
sealed class PromiseBooksReader(LedgerRegister ledger, Id<Promise> promise, DateOnly? asOf)
{
    readonly Books books = ledger.Books;

    public PromiseBooks Read()
    {
        var cells = books.CellsOfPromise.TryGetValue(promise.Value, out var some) ? some.ToArray() : [];
        var lots = ledger.LotsOf(promise.Value).ToList();
        var codes = cells.Select(cell => books.KeyOf(cell).Commodity)
            .Concat(lots.Select(row => row.Lot.Quantity.Commodity.Code))
            .Distinct().Order(StringComparer.Ordinal).ToLookup(ledger.IsMoney, ledger.Unit);
        return new(
            promise, asOf,
            [.. codes[true].Select(unit => MoneyIn(unit, cells))],
            [.. codes[false].Select(unit => GoodsIn(unit, cells, lots))]);
    }

    MoneyBooks MoneyIn(Commodity unit, int[] all)
    {
        var cells = all.Where(cell => books.KeyOf(cell).Commodity == unit.Code).ToArray();
        BookFigure Real(Reading reading, params AccountKind[] kinds) => Of(Book.Real, reading, kinds);
        BookFigure Cost(Reading reading, params AccountKind[] kinds) => Of(Book.Cost, reading, kinds);
        BookFigure Of(Book book, Reading reading, AccountKind[] kinds) =>
            Sum(unit, reading, cells.Where(cell =>
                books.KeyOf(cell).Book == book && kinds.Contains(books.KeyOf(cell).Account.Kind)));
        BookFigure Both(params AccountKind[] kinds) =>
            Sum(unit, Reading.Balance, cells.Where(cell => kinds.Contains(books.KeyOf(cell).Account.Kind)));
        return new(unit)
        {
            Pledged = Of(Book.Memo, Reading.Promised, [Pledges]),
            Committed = Of(Book.Memo, Reading.Balance, [AccountKind.Committed]),
            ReceivedMoney = Real(Reading.Source, Donor),
            ReceivedInKind = Cost(Reading.Source, Donor),
            Advanced = Real(Reading.Arrived, Advance),
            Bank = Real(Reading.Balance, Purses),
            Converted = Real(Reading.Balance, Conversion),
            PaidForGoods = Real(Reading.Balance, Exchange),
            BoughtAtCost = Cost(Reading.Source, Exchange),
            GoodsGiven = Cost(Reading.Balance, [.. Users, .. CashPlaces]),
            StockAtCost = Cost(Reading.Balance, Shelves),
            GoodsInTransit = Cost(Reading.Balance, Transit),
            CashWithProvider = Real(Reading.Balance, AccountKind.CashSent),
            CashSent = Real(Reading.Arrived, AccountKind.CashSent),
            CashCredited = Real(Reading.Arrived, Credited),
            CashCollected = Real(Reading.Arrived, Collected),
            Cash = Real(Reading.Balance, Credited, Collected, Given),
            Support = Real(Reading.Balance, AccountKind.Support),
            Fees = Real(Reading.Balance, AccountKind.Fees),
            Services = Real(Reading.Balance, AccountKind.Services),
            Works = Real(Reading.Balance, AccountKind.Works),
            Lost = Both(Loss),
            Returned = Both(AccountKind.Returned),
            Variance = Both(AccountKind.Variance),
        };
    }

    static AccountKind[] Purses { get; } = [Bank, Advance, Site, Stock, Transit];

    static AccountKind[] Shelves { get; } = [Stock, Site, Bank, Advance, Conversion];

    static AccountKind[] Users { get; } =
        [Given, AccountKind.Support, AccountKind.Fees, AccountKind.Services, AccountKind.Works];

    static AccountKind[] CashPlaces { get; } = [AccountKind.CashSent, Credited, Collected];

    GoodsBooks GoodsIn(Commodity unit, int[] memo, List<LotRow> lots)
    {
        var ofUnit = lots.Where(row => row.Lot.Quantity.Commodity == unit).ToList();
        BookFigure Of(Reading reading, params AccountKind[] kinds) => SumOfLots(unit, reading, ofUnit, kinds);
        BookFigure Memo(Reading reading, AccountKind kind) => Sum(unit, reading, memo.Where(cell =>
            books.KeyOf(cell) is { Book: Book.Memo } key && key.Account.Kind == kind && key.Commodity == unit.Code));
        return new(unit)
        {
            Pledged = Memo(Reading.Promised, Pledges),
            Committed = Memo(Reading.Balance, AccountKind.Committed),
            Bought = Of(Reading.Source, Exchange),
            GivenInKind = Of(Reading.Source, Donor),
            Stocked = Of(Reading.Balance, Shelves),
            InTransit = Of(Reading.Balance, Transit),
            Delivered = Of(Reading.Balance, [.. Users, .. CashPlaces]),
            Lost = Of(Reading.Balance, Loss),
            Returned = Of(Reading.Balance, AccountKind.Returned),
            Variance = Of(Reading.Balance, AccountKind.Variance),
        };
    }

    BookFigure Sum(Commodity unit, Reading reading, IEnumerable<int> cells)
    {
        var some = cells.ToArray();
        var units = some.Sum(cell => UnitsOf(cell, reading));
        return new(
            new(unit, units), Weakest(some, Basis.Physical), some.Sum(cell => books.Cells[cell].Legs),
            some.SelectMany(cell => EvidenceIn(cell, reading, unit)));
    }

    /// <summary>A promise's share of its lots in these accounts, allocated lot by lot so that the shares of a lot sum
    /// to it.</summary>
    BookFigure SumOfLots(Commodity unit, Reading reading, List<LotRow> lots, AccountKind[] kinds)
    {
        var (units, all, floor) = (0L, new List<int>(), Basis.Physical);
        foreach (var row in lots)
        {
            var cells = (books.CellsOfLot.TryGetValue(row.Lot.Id.Value, out var some) ? some : [])
                .Where(cell => kinds.Contains(books.KeyOf(cell).Account.Kind)).ToArray();
            var shares = row.Lot.Shares;
            var shareOf = shares.TakeWhile(share => (share.Promise?.Value ?? Guid.Empty) != promise.Value).Count();
            var inPlace = cells.Sum(cell => UnitsOf(cell, reading));
            var parts = Shares.Allocate(inPlace, [.. shares.Select(share => share.Parts)]);
            units += parts[shareOf];
            all.AddRange(cells);
            // Nobody can point at the sacks in a shared lot that are one promise's: they carry it as money does.
            if (shares.Count > 1 && cells.Length > 0)
                floor = Basis.Earmarked;
        }
        return new(
            new(unit, units), Weakest(all, floor), all.Sum(cell => books.Cells[cell].Legs),
            all.SelectMany(cell => EvidenceIn(cell, reading, unit)));
    }

    Basis Weakest(IReadOnlyCollection<int> cells, Basis floor) => cells.Count == 0
        ? Basis.None
        : cells.Select(cell => books.Cells[cell].Weakest).Append(floor).Max();

    long UnitsOf(int cell, Reading reading) => asOf is null
        ? OfCounters(books.Cells[cell].Counters, reading)
        : books.LegsIn(cell).Where(InTime).Sum(leg => OfLeg(leg.Leg, leg.Arrived, reading));

    IEnumerable<BookEvidence> EvidenceIn(int cell, Reading reading, Commodity unit)
    {
        foreach (var (leg, arrived) in books.LegsIn(cell).Where(InTime))
        {
            var units = OfLeg(leg, arrived, reading);
            if (units == 0)
                continue;
            var row = books.Transfers[leg.Transfer];
            yield return new(
                new(books.Transfers.IdOf(leg.Transfer)), row.Position, row.Date, row.Kind, new(unit, units), leg.Basis);
        }
    }

    bool InTime((LegRow Leg, bool Arrived) kept) => asOf is null || books.Transfers[kept.Leg.Transfer].Date <= asOf;

    static long OfCounters(Counters counters, Reading reading) => reading switch
    {
        Reading.Balance => counters.Balance,
        Reading.Source => -counters.Balance,
        Reading.Arrived => counters.DebitsPosted,
        _ => counters.CreditsPending + counters.CreditsPosted,
    };

    static long OfLeg(LegRow leg, bool arrived, Reading reading) => (reading, leg.Effect, arrived) switch
    {
        (Reading.Balance, LegEffect.Posted, _) => arrived ? leg.Units : -leg.Units,
        (Reading.Source, LegEffect.Posted, _) => arrived ? -leg.Units : leg.Units,
        (Reading.Arrived, LegEffect.Posted, true) => leg.Units,
        (Reading.Promised, LegEffect.Released, false) => -leg.Units,
        (Reading.Promised, _, false) => leg.Units,
        _ => 0,
    };
}
