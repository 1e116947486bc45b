using Annona.Ledger;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>
/// Looks at handovers of the field before they become facts: what of them does not fit by what is known now, and what
/// a count has booked as missing that they explain. One of these sees all handovers of a request, in order; nothing
/// is ever refused here.
/// </summary>
sealed class FieldDoubts(Registers now, DistributionRow row, ProgrammeRow programme)
{
    readonly MissingGoods missing = new(now, row.Synthetic);
    readonly Dictionary<(Id<Household> Household, Commodity Commodity), long> used = [];
    readonly Dictionary<Commodity, long> unexplained = [];

    /// <summary>The fact with its doubts.</summary>
    public AidGiven Seen(AidGiven given)
    {
        var doubts = given.SharesRights ? OfSharedRights(given).ToList() : [];
        return given with { FoundAgain = FoundAgain(given), Doubts = doubts.Count == 0 ? null : doubts };
    }

    /// <summary>
    /// The last fact of a request with what counts of the place do not explain of all of them: one question about the
    /// place, not one about each household.
    /// </summary>
    public AidGiven Last(AidGiven given) => unexplained.Count == 0 ? given : given with
    {
        Doubts =
        [
            .. given.Doubts ?? [],
            .. unexplained.Select(sum => new HandoverDoubt(AidDiscrepancyKind.AfterCount, new(sum.Key, sum.Value))),
        ],
    };

    IEnumerable<HandoverDoubt> OfSharedRights(AidGiven given)
    {
        var rights = SharedRights.Of(given.Household, programme, row.Plan.Cycle, now);
        var canonical = now.Duplicates.CanonicalOf(given.Household);
        foreach (var sum in given.Items.GroupBy(item => item.Uses.Commodity))
        {
            var here = sum.Sum(item => item.Uses.Units);
            var key = (canonical, sum.Key);
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

    /// <summary>What counts explain of it. What they do not explain, though somebody counted since, is noted.</summary>
    List<FoundAgain>? FoundAgain(AidGiven given)
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
                unexplained[sum.Key] = unexplained.GetValueOrDefault(sum.Key) + left;
        }
        return found.Count == 0 ? null : found;
    }
}

/// <summary>
/// What counts have booked as missing at a place. A handover from before the count that is recorded after it explains
/// it: without giving it back first, the same parcel would be missing twice. A count is after the handovers of earlier
/// days, and the count that closes a day is after those of the day; another count of the day may have been in the
/// morning.
/// </summary>
sealed class MissingGoods(Registers now, bool synthetic)
{
    readonly AccountName variances = AccountRules.Single(AccountKind.Variance, synthetic);
    readonly Dictionary<(AccountName Place, string Commodity, Guid Lot), long> taken = [];

    /// <summary>Takes up to an amount off what counts after that day found missing, batch by batch.</summary>
    public List<FoundAgain> Take(AccountName place, Amount amount, DateOnly given)
    {
        var found = new List<FoundAgain>();
        var left = amount.Units;
        foreach (var lot in Recounts(place, amount.Commodity.Code, given).GroupBy(leg => leg.Lot))
        {
            var key = (place, amount.Commodity.Code, lot.Key);
            var part = Math.Min(left, lot.Sum(leg => leg.Units) - taken.GetValueOrDefault(key));
            if (part <= 0)
                continue;
            taken[key] = taken.GetValueOrDefault(key) + part;
            left -= part;
            var count = lot.Where(leg => leg.Units > 0).MaxBy(leg => leg.On)!;
            found.Add(new(amount with { Units = part }, lot.Key == Guid.Empty ? null : new(lot.Key), count.On)
            {
                Reference = count.Reference,
            });
        }
        return found;
    }

    /// <summary>Whether somebody counted it at a place after the handovers of a day.</summary>
    public bool WasCounted(AccountName place, Commodity commodity, DateOnly given) =>
        Recounts(place, commodity.Code, given).Any()
        || ClosedSince(place, given).Any(row =>
            row.Closed!.Lines.Any(line => line.Counted.Commodity == commodity));

    IEnumerable<DistributionRow> ClosedSince(AccountName place, DateOnly given) => now.Aid.Distributions.Where(row =>
        row.Closed is not null && row.Plan.Stock == place && row.Plan.Date >= given);

    /// <summary>What moved between the place and Variance: above 0 what was missing, below 0 what was found.</summary>
    IEnumerable<Recount> Recounts(AccountName place, string commodity, DateOnly given)
    {
        var closes = ClosedSince(place, given).Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        var books = now.Ledger.Books;
        foreach (var cell in books.Pile(variances, commodity))
        {
            foreach (var (leg, arrived) in books.LegsIn(cell))
            {
                var moved = books.Transfers[leg.Transfer];
                var isAfter = moved.Date > given || (moved.Date == given && closes.Contains(moved.Reference ?? ""));
                if (leg.Effect == LegEffect.Posted && isAfter
                    && books.KeyOf(arrived ? leg.From : leg.To).Account == place)
                    yield return new(
                        books.KeyOf(cell).Lot, arrived ? leg.Units : -leg.Units, moved.Date, moved.Reference);
            }
        }
    }

    sealed record Recount(Guid Lot, long Units, DateOnly On, string? Reference);
}
