using Annona.PublicRecord;

namespace Annona.Observations;

/// <summary>Adds counts as they were said, without making them more exact than they are.</summary>
static class StatedCounts
{
    /// <summary>
    /// The sum: exact when all are, "about" when some are only that, open above as soon as one is. Whatever does not
    /// go into such words becomes the interval that all together allow. Null for no counts.
    /// </summary>
    /// <param name="counts">Counts without a commodity.</param>
    /// <exception cref="OverflowException">The sum does not fit 64 bits.</exception>
    public static StatedAmount? Sum(IReadOnlyCollection<StatedAmount> counts) =>
        counts.Count == 0 ? null
        : counts.All(count => count.Qualifier is Qualifier.Exact or Qualifier.About) ? Near(counts)
        : counts.All(count => count.Qualifier is Qualifier.Exact or Qualifier.MoreThan or Qualifier.AtLeast)
            ? From(counts)
        : Interval(counts);

    static StatedAmount Near(IReadOnlyCollection<StatedAmount> counts)
    {
        var sum = counts.Sum(count => count.Low!.Value);
        var qualifier = counts.Any(count => count.Qualifier == Qualifier.About) ? Qualifier.About : Qualifier.Exact;
        return new(qualifier, sum, sum, Commodity: null);
    }

    static StatedAmount From(IReadOnlyCollection<StatedAmount> counts) => new(
        counts.Any(count => count.Qualifier == Qualifier.MoreThan) ? Qualifier.MoreThan : Qualifier.AtLeast,
        counts.Sum(count => count.Low!.Value), High: null, Commodity: null);

    static StatedAmount Interval(IReadOnlyCollection<StatedAmount> counts)
    {
        var least = counts.Sum(count => count.Interval.Least);
        if (counts.Any(count => count.Interval.Most is null))
            return new(Qualifier.AtLeast, least, High: null, Commodity: null);
        var most = counts.Sum(count => count.Interval.Most!.Value);
        return least == 0
            ? new(Qualifier.UpTo, Low: null, most, Commodity: null)
            : least == most
                ? StatedAmount.Exactly(most)
                : new(Qualifier.Between, least, most, Commodity: null);
    }
}
