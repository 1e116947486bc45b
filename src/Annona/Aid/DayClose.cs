using Annona.Access;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Aid;

/// <summary>One commodity at the end of a distribution's day.</summary>
/// <param name="Opening">What the books had before the day.</param>
/// <param name="Received">What came in on the day.</param>
/// <param name="Handed">What was handed over on the day, at this place.</param>
/// <param name="Other">What left otherwise on the day: moved on, lost, expired.</param>
/// <param name="Counted">What was found on the shelf.</param>
public sealed record CloseLine(Amount Opening, Amount Received, Amount Handed, Amount Other, Amount Counted)
{
    /// <summary>What should be there.</summary>
    public Amount Expected() => Opening + Received - Handed - Other;

    /// <summary>Counted minus expected; 0 when it fits.</summary>
    public Amount Variance() => Counted - Expected();
}

/// <summary>
/// The day of a distribution was closed: opening + received − handed = counted. The counts stand in the entries after
/// it, which also move what does not fit to Variance and open a discrepancy in the ledger.
/// </summary>
/// <param name="Distribution">Which distribution.</param>
/// <param name="Lines">One for each commodity counted.</param>
/// <param name="Households">How many households were handed something.</param>
public sealed record DayClosed(Id<Distribution> Distribution, IReadOnlyList<CloseLine> Lines, int Households) : Event;

/// <summary>Asks to close the day of a distribution with what was counted.</summary>
public sealed record CloseDay(Id<Distribution> Distribution, IReadOnlyList<Amount> Counted) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Storekeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Aid.Find(Distribution) is not { } row)
            return AidRefusals.UnknownDistribution(Distribution.ToString());
        if (row.Closed is not null)
            return AidRefusals.DayIsClosed(row.Code, row.Plan.Date);
        if (Synthetic != row.Synthetic)
            return AidRefusals.RealAndMadeUp();
        var households = now.Aid.HandoversAt(Distribution)
            .Select(given => now.Duplicates.CanonicalOf(given.Household)).Distinct().Count();
        if (row.Plan.Stock is not { } stock)
            return Counted.Count == 0
                ? new DayClosed(Distribution, [], households)
                : AidRefusals.NothingToCount(row.Code);
        if (Refuses(row, now) is { } no)
            return no;
        var lines = Counted.Select(counted => DayBook.Of(stock, row.Plan.Date, counted, now.Ledger)).ToList();
        return new Decision.Accepted(
        [
            new DayClosed(Distribution, lines, households),
            .. lines.Select((line, index) => Count(stock, row, line, index)),
        ]);
    }

    Refusal? Refuses(DistributionRow row, Registers now)
    {
        foreach (var counted in Counted)
        {
            if (now.Ledger.RefusesCommodity(counted.Commodity) is { } unknown)
                return unknown;
            if (counted.Units is < 0 or > TransferChecks.UnitsMax)
                return AidRefusals.CountOutOfRange(counted);
            if (Counted.Count(other => other.Commodity == counted.Commodity) > 1)
                return AidRefusals.CountedTwice(counted.Commodity);
        }
        var handed = now.Aid.HandoversAt(row.Id).SelectMany(given => given.Items).Select(item => item.Amount.Commodity);
        foreach (var commodity in handed.Distinct())
            if (!Counted.Any(counted => counted.Commodity == commodity))
                return AidRefusals.NotCounted(commodity, row.Code);
        return null;
    }

    StockCounted Count(AccountName stock, DistributionRow row, CloseLine line, int index) =>
        new(stock, line.Counted, line.Expected(), Lot: null, row.Plan.Date)
        {
            Count = new(Ids.From(Intent, "count", index)),
            Reference = row.Code,
        };
}

/// <summary>What moved at a place on a day, off the ledger's legs.</summary>
static class DayBook
{
    public static CloseLine Of(AccountName place, DateOnly day, Amount counted, LedgerRegister ledger)
    {
        var (opening, received, handed, other) = (0L, 0L, 0L, 0L);
        var books = ledger.Books;
        foreach (var cell in books.Pile(place, counted.Commodity.Code))
        {
            foreach (var (leg, arrived) in books.LegsIn(cell))
            {
                var transfer = books.Transfers[leg.Transfer];
                if (leg.Effect != LegEffect.Posted || transfer.Date > day)
                    continue;
                if (transfer.Date < day)
                    opening += arrived ? leg.Units : -leg.Units;
                else if (arrived)
                    received += leg.Units;
                else if (transfer.Kind == TransferKind.Give)
                    handed += leg.Units;
                else
                    other += leg.Units;
            }
        }
        return new(
            counted with { Units = opening }, counted with { Units = received }, counted with { Units = handed },
            counted with { Units = other }, counted);
    }
}
