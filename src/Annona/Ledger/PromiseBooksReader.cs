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
    readonly Id<Promise> promise = promise;
    readonly Dictionary<int, CellSums> sums = [];

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

    /// <summary>
    /// What becomes of goods, in the order in which a shared lot is allotted: what people have first, and what is
    /// still there takes the rest.
    /// </summary>
    static IReadOnlyList<AccountKind[]> Fates { get; } =
    [
        [.. Users, .. CashPlaces], [Loss], [AccountKind.Returned], [AccountKind.Variance], [Transit], Shelves,
    ];

    GoodsBooks GoodsIn(Commodity unit, int[] memo, List<LotRow> lots)
    {
        var ofUnit = lots.Where(row => row.Lot.Quantity.Commodity == unit).Select(row => new LotShares(this, row))
            .ToList();
        BookFigure Came(AccountKind from) => OfLots(unit, Reading.Source, ofUnit, [from], lot => lot.Came(from));
        BookFigure Fate(int fate) => OfLots(unit, Reading.Balance, ofUnit, Fates[fate], lot => lot.Parts[fate]);
        BookFigure Memo(Reading reading, AccountKind kind) => Sum(unit, reading, memo.Where(cell =>
            books.KeyOf(cell) is { Book: Book.Memo } key && key.Account.Kind == kind && key.Commodity == unit.Code));
        return new(unit)
        {
            Pledged = Memo(Reading.Promised, Pledges),
            Committed = Memo(Reading.Balance, AccountKind.Committed),
            Bought = Came(Exchange),
            GivenInKind = Came(Donor),
            Delivered = Fate(0),
            Lost = Fate(1),
            Returned = Fate(2),
            Variance = Fate(3),
            InTransit = Fate(4),
            Stocked = Fate(5),
        };
    }

    BookFigure Sum(Commodity unit, Reading reading, IEnumerable<int> cells)
    {
        var some = cells.ToArray();
        return Figure(unit, reading, some, some.Sum(cell => SumsOf(cell).Of(reading)), Basis.Physical);
    }

    BookFigure OfLots(
        Commodity unit, Reading reading, List<LotShares> lots, AccountKind[] kinds, Func<LotShares, long> unitsOf)
    {
        var cells = lots.SelectMany(lot => lot.CellsIn(kinds)).ToArray();
        // Nobody can point at the sacks in a shared lot that are one promise's: they carry it as money does.
        var shared = lots.Any(lot => lot.Row.Lot.Shares.Count > 1 && lot.CellsIn(kinds).Any());
        return Figure(unit, reading, cells, lots.Sum(unitsOf), shared ? Basis.Earmarked : Basis.Physical);
    }

    BookFigure Figure(Commodity unit, Reading reading, int[] cells, long units, Basis floor)
    {
        var moved = cells.Where(cell => SumsOf(cell).Legs > 0).ToArray();
        return new(
            new(unit, units),
            moved.Length == 0 ? Basis.None : moved.Select(cell => SumsOf(cell).Weakest).Append(floor).Max(),
            cells.Sum(cell => SumsOf(cell).Legs),
            moved.SelectMany(cell => EvidenceIn(cell, reading, unit))
                .OrderByDescending(piece => piece.Date).ThenByDescending(piece => piece.Position))
        {
            Newest = cells.Max(cell => SumsOf(cell).Newest(reading)),
        };
    }

    CellSums SumsOf(int cell)
    {
        if (!sums.TryGetValue(cell, out var known))
            sums[cell] = known = asOf is null ? CellSums.Of(books.Cells[cell]) : ToTheDay(cell);
        return known;
    }

    CellSums ToTheDay(int cell)
    {
        var sum = new CellSums();
        var givesWhatItHolds =
            AccountRules.Of(books.KeyOf(cell).Account.Kind).Limit == BalanceLimit.CreditsWithinDebits;
        foreach (var (leg, arrived) in books.LegsIn(cell))
            if (books.Transfers[leg.Transfer].Date is var date && date <= asOf)
                sum.Add(leg, arrived, date, givesWhatItHolds && !arrived ? Basis.Physical : leg.Basis);
        return sum;
    }

    IEnumerable<BookEvidence> EvidenceIn(int cell, Reading reading, Commodity unit)
    {
        foreach (var (leg, arrived) in books.LegsIn(cell))
        {
            var units = CellSums.OfLeg(leg, arrived, reading);
            var row = books.Transfers[leg.Transfer];
            // What is set free was never moved: the transfer that it was expected in is no evidence of anything.
            if (units == 0 || leg.Effect == LegEffect.Released || row.Date > asOf)
                continue;
            yield return new(
                new(books.Transfers.IdOf(leg.Transfer)), row.Position, row.Date, row.Kind, new(unit, units), leg.Basis);
        }
    }

    /// <summary>
    /// A promise's share of one lot, allotted so that its uses sum to what came in and none is above it.
    /// </summary>
    sealed class LotShares
    {
        readonly PromiseBooksReader reader;
        readonly int[] cells;
        readonly int share;
        readonly long[] parts;

        public LotShares(PromiseBooksReader reader, LotRow row)
        {
            (this.reader, Row) = (reader, row);
            cells = reader.books.CellsOfLot.TryGetValue(row.Lot.Id.Value, out var some) ? [.. some] : [];
            var shares = row.Lot.Shares;
            share = shares.TakeWhile(part => (part.Promise?.Value ?? Guid.Empty) != reader.promise.Value).Count();
            parts = [.. shares.Select(part => part.Parts)];
            Parts = Allot();
        }

        public LotRow Row { get; }

        /// <summary>In the order of <see cref="Fates"/>.</summary>
        public long[] Parts { get; }

        public long Came(AccountKind from) => ShareOf(UnitsIn([from], Reading.Source));

        public IEnumerable<int> CellsIn(AccountKind[] kinds) =>
            cells.Where(cell => kinds.Contains(reader.books.KeyOf(cell).Account.Kind));

        long[] Allot()
        {
            var came = Came(Exchange) + Came(Donor);
            var all = UnitsIn([Exchange, Donor], Reading.Source);
            var allotted = new long[Fates.Count];
            var (upTo, given) = (0L, 0L);
            for (var fate = 0; fate < Fates.Count - 1; fate++)
            {
                var units = UnitsIn(Fates[fate], Reading.Balance);
                upTo += units;
                var due = upTo <= all ? Math.Min(came, ShareOf(upTo)) : ShareOf(upTo);
                allotted[fate] = units >= 0 ? Math.Clamp(due - given, 0, units) : -ShareOf(-units);
                given += allotted[fate];
            }
            allotted[^1] = came - given;
            return allotted;
        }

        long UnitsIn(AccountKind[] kinds, Reading reading) =>
            CellsIn(kinds).Sum(cell => reader.SumsOf(cell).Of(reading));

        long ShareOf(long units) => units < 0 ? -ShareOf(-units) : Shares.Allocate(units, parts)[share];
    }
}

/// <summary>What a cell says to a day, from one pass over its legs.</summary>
sealed class CellSums
{
    long balance;
    long arrived;
    long promised;
    DateOnly? newestIn;
    DateOnly? newestOut;
    DateOnly? newestPromised;

    /// <summary>How many legs.</summary>
    public int Legs { get; private set; }

    /// <summary>The weakest link among them.</summary>
    public Basis Weakest { get; private set; }

    /// <summary>Read off the counters: everything to today, without days.</summary>
    public static CellSums Of(CellRow row) => new()
    {
        balance = row.Counters.Balance,
        arrived = row.Counters.DebitsPosted,
        promised = row.Counters.CreditsPending + row.Counters.CreditsPosted,
        Legs = row.Legs,
        Weakest = row.Weakest,
    };

    public void Add(LegRow leg, bool came, DateOnly date, Basis basis)
    {
        balance += OfLeg(leg, came, Reading.Balance);
        arrived += OfLeg(leg, came, Reading.Arrived);
        promised += OfLeg(leg, came, Reading.Promised);
        Legs++;
        Weakest = basis > Weakest ? basis : Weakest;
        if (leg.Effect == LegEffect.Posted && came)
            newestIn = Later(newestIn, date);
        else if (leg.Effect == LegEffect.Posted)
            newestOut = Later(newestOut, date);
        if (!came)
            newestPromised = Later(newestPromised, date);
    }

    public long Of(Reading reading) => reading switch
    {
        Reading.Balance => balance,
        Reading.Source => -balance,
        Reading.Arrived => arrived,
        _ => promised,
    };

    /// <summary>The newest day on which something counted; null when nothing did, or when no day was asked.</summary>
    public DateOnly? Newest(Reading reading) => reading switch
    {
        Reading.Arrived => newestIn,
        Reading.Promised => newestPromised,
        _ => newestOut is { } day ? Later(newestIn, day) : newestIn,
    };

    public static long OfLeg(LegRow leg, bool arrived, Reading reading) => (reading, leg.Effect, arrived) switch
    {
        (Reading.Balance, LegEffect.Posted, _) => arrived ? leg.Units : -leg.Units,
        (Reading.Source, LegEffect.Posted, _) => arrived ? -leg.Units : leg.Units,
        (Reading.Arrived, LegEffect.Posted, true) => leg.Units,
        (Reading.Promised, LegEffect.Released, false) => -leg.Units,
        (Reading.Promised, _, false) => leg.Units,
        _ => 0,
    };

    static DateOnly Later(DateOnly? one, DateOnly other) => one > other ? one.Value : other;
}
