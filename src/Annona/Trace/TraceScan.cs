using Annona.Access;
using Annona.Aid;
using Annona.Duplicates;
using Annona.Observations;

namespace Annona.Trace;

/// <summary>What all promises of one answer share: one pass over handovers, and where we looked.</summary>
sealed class TraceScan
{
    readonly Dictionary<bool, string> searched = [];

    /// <summary>Looks at a day.</summary>
    /// <param name="now">What is known.</param>
    /// <param name="actor">Who asks; null for nobody in particular.</param>
    /// <param name="asOf">The day.</param>
    public TraceScan(Registers now, Actor? actor, DateOnly asOf)
    {
        (Now, Actor, AsOf) = (now, actor, asOf);
        Reach = new(now, new WhoCounts(now), new() { To = asOf }, ReachBy.Promise);
    }

    public Registers Now { get; }

    public Actor? Actor { get; }

    public DateOnly AsOf { get; }

    public ReachPass Reach { get; }

    /// <summary>Where we looked, in one layer and up to the day.</summary>
    public string Searched(bool synthetic)
    {
        if (!searched.TryGetValue(synthetic, out var known))
            searched[synthetic] = known = Look(synthetic);
        return known;
    }

    string Look(bool synthetic)
    {
        var seen = Now.Observations.All.Count(
            row => row.Synthetic == synthetic && row.Withdrawn is null && row.On <= AsOf);
        var feeds = Now.Outside.All
            .Where(row => row.Synthetic == synthetic && (row.Flow.Date ?? DateOnly.MinValue) <= AsOf)
            .GroupBy(row => row.Feed).OrderBy(feed => feed.Key, StringComparer.Ordinal)
            .Select(feed => feed.Max(row => row.Flow.Date) is { } newest
                ? $"{feed.Key} ({TraceWords.Count(feed.Count(), "flow")}, the newest of {newest:yyyy-MM-dd})"
                : $"{feed.Key} ({TraceWords.Count(feed.Count(), "flow")} without a date)")
            .ToList();
        var sources = Now.PublicRecord.Sources.All
            .Where(row => row.Synthetic == synthetic && row.Withdrawn is null && row.Day is { } day && day <= AsOf)
            .ToList();
        var archive = sources.Count == 0
            ? "no dated source"
            : $"{TraceWords.Count(sources.Count, "source")}, the newest of {sources.Max(row => row.Day):yyyy-MM-dd}";
        return $"our books to {AsOf:yyyy-MM-dd} (entry {Now.Position}), {TraceWords.Count(seen, "observation")}, "
            + $"{archive}, " + (feeds.Count == 0 ? "no outside feed is held" : string.Join(", ", feeds));
    }

    /// <summary>Whether whoever asks may read a case.</summary>
    public bool MayRead(ObservationRow row) => Actor is { } actor && Cases.MayRead(row, Now, actor);
}
