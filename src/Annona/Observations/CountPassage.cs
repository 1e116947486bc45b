using Annona.Access;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Observations;

/// <summary>How many passed a place, as they were counted there. Null: nobody said.</summary>
/// <param name="Place">Where; null for observations without a place.</param>
/// <param name="Crossed">Went through.</param>
/// <param name="Stopped">Were not let through.</param>
/// <param name="Detained">Were detained.</param>
/// <param name="Returned">Came back.</param>
/// <param name="AsOf">Day of the newest observation used.</param>
/// <param name="Observations">Codes of the observations used, in order of arrival.</param>
public sealed record PassageCount(
    Id<Place>? Place, StatedAmount? Crossed, StatedAmount? Stopped, StatedAmount? Detained, StatedAmount? Returned,
    DateOnly AsOf, IReadOnlyList<string> Observations);

/// <summary>How many passed a place, as an answer. Null: nobody said.</summary>
/// <param name="Place">The place's code, such as <c>L4</c>; null for observations without a place.</param>
/// <param name="Name">The place's name.</param>
/// <param name="Crossed">Went through.</param>
/// <param name="Stopped">Were not let through.</param>
/// <param name="Detained">Were detained.</param>
/// <param name="Returned">Came back.</param>
/// <param name="AsOf">Day of the newest observation used.</param>
/// <param name="Observations">Codes of the observations used, in order of arrival.</param>
public sealed record PassageAt(
    string? Place, string? Name, StatedAmount? Crossed, StatedAmount? Stopped, StatedAmount? Detained,
    StatedAmount? Returned, DateOnly AsOf, IReadOnlyList<string> Observations)
{
    /// <summary>
    /// It is part of the total. A count of a place that lies in another counted place is not: the larger one has it
    /// already. Nor is one without a place while others have one.
    /// </summary>
    public bool InTotal { get; init; }
}

/// <summary>How many crossed: one of the three counts, beside those registered and those sheltered.</summary>
/// <param name="Places">One for each place that was counted, in order of first arrival.</param>
/// <param name="Crossed">All who went through; null when nobody said.</param>
/// <param name="AsOf">Day of the newest observation in the total; null when there is none.</param>
/// <param name="Observations">Codes of the observations in the total.</param>
public sealed record PassageTotal(
    IReadOnlyList<PassageAt> Places, StatedAmount? Crossed, DateOnly? AsOf, IReadOnlyList<string> Observations);

/// <summary>Asks how many crossed, at each place and together, by the newest observations.</summary>
/// <param name="Synthetic">The made-up ones instead of the real ones.</param>
public sealed record CountPassage(bool Synthetic) : Question<PassageTotal>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override PassageTotal Answer(Registers now, Moment moment)
    {
        var counts = now.Observations.PassageByPlace(Synthetic);
        var crossed = counts.Where(count => count.Crossed is not null).ToList();
        bool InTotal(PassageCount count) => count.Crossed is not null && (count.Place is { } place
            ? !crossed.Any(other => other.Place is { } around && around != place && now.Places.LiesIn(place, around))
            : crossed.Count == 1);
        var total = crossed.Where(InTotal).ToList();
        return new(
            [.. counts.Select(count => Told(count, now) with { InTotal = InTotal(count) })],
            StatedCounts.Sum([.. total.Select(count => count.Crossed!)]),
            total.Count == 0 ? null : total.Max(count => count.AsOf),
            [.. total.SelectMany(count => count.Observations)]);
    }

    static PassageAt Told(PassageCount count, Registers now)
    {
        var place = count.Place is { } at ? now.Places.Find(at) : null;
        return new(
            place?.Code, place?.Name, count.Crossed, count.Stopped, count.Detained, count.Returned, count.AsOf,
            count.Observations);
    }
}

/// <summary>Counts passage at one place.</summary>
static class PassageAtPlaces
{
    public static PassageCount Of(IGrouping<Id<Place>?, ObservationRow> place)
    {
        var reports = place.OrderBy(row => row.On).ThenBy(row => row.Number).ToList();
        var used = new SortedSet<int>();

        StatedAmount? Count(Func<Passage, StatedAmount?> of)
        {
            var said = reports.Where(row => of((Passage)row.Seen) is not null).ToList();
            var whole = said.FindLast(row => ((Passage)row.Seen).Counting == Counting.Cumulative);
            var after = said.Where(
                row => ((Passage)row.Seen).Counting == Counting.New && (whole is null || row.On > whole.On));
            List<ObservationRow> counted = [.. whole is null ? [] : new[] { whole }, .. after];
            used.UnionWith(counted.Select(row => row.Number));
            return StatedCounts.Sum([.. counted.Select(row => of((Passage)row.Seen)!)]);
        }

        var (crossed, stopped) = (Count(passage => passage.Crossed), Count(passage => passage.Stopped));
        var (detained, returned) = (Count(passage => passage.Detained), Count(passage => passage.Returned));
        return new(
            place.Key, crossed, stopped, detained, returned,
            reports.Where(row => used.Contains(row.Number)).Max(row => row.On),
            [.. used.Select(number => $"O{number}")]);
    }
}
