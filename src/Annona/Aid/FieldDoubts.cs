using Annona.Ledger;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>
/// Looks at handovers of the field before they become facts: what of them does not fit by what is known now, and what
/// a count has booked as missing that they explain. One of these sees all handovers of a request, in order; nothing
/// is ever refused here.
/// </summary>
sealed class FieldDoubts(Registers now)
{
    readonly Trial trial = new(now.Ledger, []);
    readonly MissingGoods missing = new(now);
    readonly Dictionary<(Id<Household> Household, int Cycle, Commodity Commodity), long> used = [];

    /// <summary>The fact with its doubts.</summary>
    public AidGiven Seen(AidGiven given, DistributionRow row, ProgrammeRow programme)
    {
        var doubts = new List<HandoverDoubt>();
        if (given.SharesRights)
            doubts.AddRange(OfSharedRights(given, programme, row.Plan.Cycle));
        var seen = given with { FoundAgain = FoundAgain(given, doubts) };
        doubts.AddRange((LotsGiven.Expired(seen, trial, now.Ledger).Amounts ?? [])
            .Select(amount => new HandoverDoubt(AidDiscrepancyKind.Expired, amount)));
        return seen with { Doubts = doubts.Count == 0 ? null : doubts };
    }

    IEnumerable<HandoverDoubt> OfSharedRights(AidGiven given, ProgrammeRow programme, int cycle)
    {
        var rights = SharedRights.Of(given.Household, programme, cycle, now);
        var canonical = now.Duplicates.CanonicalOf(given.Household);
        foreach (var sum in given.Items.GroupBy(item => item.Uses.Commodity))
        {
            var here = sum.Sum(item => item.Uses.Units);
            var key = (canonical, cycle, sum.Key);
            var before = used.GetValueOrDefault(key);
            used[key] = before + here;
            var right = rights.FirstOrDefault(right => right.Granted.Commodity == sum.Key);
            var over = Math.Min(here, right.Used.Units + before + here - right.Granted.Units);
            if (over > 0)
                yield return new(
                    right.Granted.Units == 0 ? AidDiscrepancyKind.NotEntitled : AidDiscrepancyKind.OverEntitlement,
                    new(sum.Key, over));
        }
    }

    /// <summary>What counts explain of it. What they do not explain, though somebody counted since, is a
    /// doubt.</summary>
    List<FoundAgain>? FoundAgain(AidGiven given, List<HandoverDoubt> doubts)
    {
        if (given.From is not { } place)
            return null;
        var found = new List<FoundAgain>();
        foreach (var sum in given.Items.GroupBy(item => item.Amount.Commodity))
        {
            var amount = new Amount(sum.Key, sum.Sum(item => item.Amount.Units));
            var here = missing.Take(place, amount, given.GivenOn);
            found.AddRange(here);
            var left = amount.Units - here.Sum(part => part.Amount.Units);
            if (left > 0 && missing.WasCounted(place, sum.Key, given.GivenOn))
                doubts.Add(new(AidDiscrepancyKind.AfterCount, new(sum.Key, left)));
        }
        return found.Count == 0 ? null : found;
    }
}

/// <summary>
/// What counts have booked as missing at a place. A handover of an earlier day that is recorded after the count
/// explains it: without giving it back first, the same parcel would be missing twice.
/// </summary>
sealed class MissingGoods(Registers now)
{
    static readonly AccountName Variances = new(AccountKind.Variance, "");

    readonly Dictionary<(AccountName Place, string Commodity, Guid Lot), long> taken = [];

    /// <summary>Takes up to an amount off what counts of that day or later found missing, batch by batch.</summary>
    public List<FoundAgain> Take(AccountName place, Amount amount, DateOnly since)
    {
        var found = new List<FoundAgain>();
        var left = amount.Units;
        foreach (var (lot, units, countedOn) in Missing(place, amount.Commodity.Code, since))
        {
            var key = (place, amount.Commodity.Code, lot);
            var part = Math.Min(left, units - taken.GetValueOrDefault(key));
            if (part <= 0)
                continue;
            taken[key] = taken.GetValueOrDefault(key) + part;
            left -= part;
            found.Add(new(amount with { Units = part }, lot == Guid.Empty ? null : new(lot), countedOn));
        }
        return found;
    }

    /// <summary>Whether somebody counted it at a place on a day or later.</summary>
    public bool WasCounted(AccountName place, Commodity commodity, DateOnly since) =>
        Recounts(place, commodity.Code, since).Any()
        || now.Aid.Distributions.Any(row =>
            row.Plan.Stock == place && row.Plan.Date >= since
            && row.Closed?.Lines.Any(line => line.Counted.Commodity == commodity) == true);

    IEnumerable<(Guid Lot, long Units, DateOnly CountedOn)> Missing(
        AccountName place, string commodity, DateOnly since) =>
        Recounts(place, commodity, since)
            .GroupBy(leg => leg.Lot)
            .Select(lot => (lot.Key, lot.Sum(leg => leg.Units), lot.Max(leg => leg.On)))
            .Where(lot => lot.Item2 > 0);

    /// <summary>What moved between the place and Variance: above 0 what was missing, below 0 what was found.</summary>
    IEnumerable<(Guid Lot, long Units, DateOnly On)> Recounts(AccountName place, string commodity, DateOnly since)
    {
        var books = now.Ledger.Books;
        foreach (var cell in books.Pile(Variances, commodity))
        {
            foreach (var (leg, arrived) in books.LegsIn(cell))
            {
                var date = books.Transfers[leg.Transfer].Date;
                if (leg.Effect == LegEffect.Posted && date >= since
                    && books.KeyOf(arrived ? leg.From : leg.To).Account == place)
                    yield return (books.KeyOf(cell).Lot, arrived ? leg.Units : -leg.Units, date);
            }
        }
    }
}
