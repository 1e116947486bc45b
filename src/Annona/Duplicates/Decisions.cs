using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>Asks to note what a pair is. Nothing else merges records: no score does.</summary>
/// <param name="Pair">The two records.</param>
/// <param name="Verdict">Same, different or later.</param>
/// <param name="Reason">Why, as a code such as <c>asked-both</c>.</param>
public sealed record DecidePair(Pair Pair, Verdict Verdict, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (Verdict == Verdict.Open)
            return DuplicateRefusals.NotAVerdict();
        if (string.IsNullOrWhiteSpace(Reason))
            return DuplicateRefusals.NoReason();
        if (now.Duplicates.Find(Pair) is not { } known)
            return DuplicateRefusals.UnknownReview();
        if (known.Merged)
            return Verdict == Verdict.Same
                ? DuplicateRefusals.MergedAlready()
                : new Refusal("duplicates.undo-first", "The two are one at present.",
                    "Undo the merge first with: annona people unmerge");
        return new Decision.Accepted(Merging.Decided(now, Pair, Verdict, Reason, bulk: null));
    }
}

/// <summary>Asks to make two records one without a review.</summary>
/// <param name="Pair">The two records.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record MergeRecords(Pair Pair, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return DuplicateRefusals.NoReason();
        if (ReviewRules.Refuse(now, Pair) is { } no)
            return no;
        return now.Duplicates.Find(Pair) is { Merged: true }
            ? DuplicateRefusals.MergedAlready()
            : new Decision.Accepted(Merging.Merged(now, Pair, Reason));
    }
}

/// <summary>Asks to undo a merge: both records stand as they did before.</summary>
/// <param name="Pair">The two records.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record UnmergeRecords(Pair Pair, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        string.IsNullOrWhiteSpace(Reason) ? DuplicateRefusals.NoReason()
        : now.Duplicates.Find(Pair) is not { Merged: true } ? DuplicateRefusals.NotMerged()
        : new RecordsUnmerged(Pair, Reason) { Synthetic = ReviewRules.IsSynthetic(now, Pair) };
}

/// <summary>Asks that many likely pairs be one. Nothing is merged before a second officer confirms.</summary>
/// <param name="Pairs">Open reviews of the zone "likely", at most <see cref="PairsMax"/>.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record ProposeBulk(IReadOnlyList<Pair> Pairs, string Reason) : Request
{
    /// <summary>Pairs of one bulk decision: as many as a second officer can look through.</summary>
    public const int PairsMax = 500;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return DuplicateRefusals.NoReason();
        if (Pairs.Count == 0)
            return DuplicateRefusals.NothingToDecide();
        if (Pairs.Count > PairsMax)
            return DuplicateRefusals.TooMany(PairsMax);
        foreach (var pair in Pairs)
        {
            if (now.Duplicates.Find(pair) is not { IsOpen: true } known)
                return DuplicateRefusals.UnknownReview();
            if (known.Zone != ReviewZone.Likely)
                return DuplicateRefusals.OnlyLikely();
        }
        return new BulkProposed(new(Ids.From(Intent, "bulk")), Pairs, Reason);
    }
}

/// <summary>A second officer's yes to a bulk decision. Pairs that were decided meanwhile are passed over.</summary>
/// <param name="Bulk">The bulk decision.</param>
public sealed record ConfirmBulk(Id<BulkDecision> Bulk) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Registrar | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Duplicates.Find(Bulk) is not { Confirmed: false } bulk)
            return DuplicateRefusals.UnknownBulk();
        if (bulk.ProposedBy == moment.Actor.Officer)
            return DuplicateRefusals.SameOfficer();
        var events = bulk.Fact.Pairs
            .Where(pair => now.Duplicates.Find(pair) is { IsOpen: true })
            .SelectMany(pair => Merging.Decided(now, pair, Verdict.Same, bulk.Fact.Reason, Bulk));
        return new Decision.Accepted([.. events]);
    }
}

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
        return pair.Kind == PairKind.Persons && HouseholdsOf(now, pair) is { } homes
            ? [merged, HouseholdsAsked(homes, merged.Synthetic)]
            : [merged];
    }

    static ReviewOpened HouseholdsAsked(Pair homes, bool synthetic) =>
        new(homes, 0, ReviewZone.Ask, Evidence.SharedPerson) { Synthetic = synthetic };

    /// <summary>The pair of their households, if somebody has to be asked about it.</summary>
    static Pair? HouseholdsOf(Registers now, Pair persons)
    {
        if (HomeOf(now, persons.Low) is not { } low || HomeOf(now, persons.High) is not { } high || low == high)
            return null;
        var homes = Pair.Of(low, high);
        return now.Duplicates.Find(homes) is null ? homes : null;
    }

    static Id<Household>? HomeOf(Registers now, Guid person) =>
        now.People.Find(new Id<Person>(person)) is >= 0 and var at
        && now.People.Person(at).Household is >= 0 and var home
            ? now.Duplicates.CanonicalOf(now.People.HouseholdId(home))
            : null;
}
