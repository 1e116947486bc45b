using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>The facts that follow from a decision.</summary>
static class Merging
{
    public static IReadOnlyList<Event> Decided(
        Registers now, Pair pair, Verdict verdict, string reason, Id<BulkDecision>? bulk)
    {
        var decided = new PairDecided(pair, verdict, reason, bulk) { Synthetic = ReviewRules.IsSynthetic(now, pair) };
        return verdict == Verdict.Same ? [decided, .. Merged(now, pair, reason)] : [decided];
    }

    /// <summary>
    /// The merge, and the question that comes with it: persons of two households are one, so are the households one
    /// too, or did somebody move?
    /// </summary>
    public static IReadOnlyList<Event> Merged(Registers now, Pair pair, string reason)
    {
        var merged = new RecordsMerged(pair, reason) { Synthetic = ReviewRules.IsSynthetic(now, pair) };
        return HouseholdsOf(now, pair) is { } homes
            && now.Duplicates.Find(homes) is null or { Verdict: Verdict.Withdrawn, Merged: false }
                ? [merged, HouseholdsAsked(homes, merged.Synthetic)]
                : [merged];
    }

    /// <summary>The undoing, and the end of the question about their households if it is still open.</summary>
    public static IReadOnlyList<Event> Unmerged(Registers now, Pair pair, string reason)
    {
        var unmerged = new RecordsUnmerged(pair, reason) { Synthetic = ReviewRules.IsSynthetic(now, pair) };
        return HouseholdsOf(now, pair) is { } homes
            && now.Duplicates.Find(homes) is { IsOpen: true, Merged: false, Reasons: Evidence.SharedPerson }
            && !SharePerson(now, homes, pair)
                ? [unmerged, new ReviewWithdrawn(homes) { Synthetic = unmerged.Synthetic }]
                : [unmerged];
    }

    static ReviewOpened HouseholdsAsked(Pair homes, bool synthetic) =>
        new(homes, 0, ReviewZone.Ask, Evidence.SharedPerson) { Synthetic = synthetic };

    /// <summary>The pair of their households; null for households, and for persons of one household.</summary>
    static Pair? HouseholdsOf(Registers now, Pair persons) =>
        persons.Kind == PairKind.Persons && HomeOf(now, persons.Low) is { } low && HomeOf(now, persons.High) is { } high
        && low != high
            ? Pair.Of(low, high)
            : null;

    /// <summary>Whether another merged pair has one person in each of the two households.</summary>
    static bool SharePerson(Registers now, Pair homes, Pair but)
    {
        for (var at = 0; at < now.Duplicates.Count; at++)
            if (now.Duplicates[at] is { Merged: true, Pair: { Kind: PairKind.Persons } pair } && pair != but
                && HouseholdsOf(now, pair) == homes)
                return true;
        return false;
    }

    static Id<Household>? HomeOf(Registers now, Guid person) =>
        now.People.Find(new Id<Person>(person)) is >= 0 and var at
        && now.People.Person(at).Household is >= 0 and var home
            ? now.Duplicates.CanonicalOf(now.People.HouseholdId(home))
            : null;
}
