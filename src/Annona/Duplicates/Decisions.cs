using Annona.Access;
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
        if (Verdict is Verdict.Open or Verdict.Withdrawn)
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
        if (Verdict == Verdict.Same && new OneGroups(now.Duplicates).Refuse(Pair) is { } no)
            return no;
        if (Verdict == Verdict.Different && OneGroups.Through(now, Pair) is { Count: > 0 } others)
            return DuplicateRefusals.OneThroughOthers(string.Join(", ", others));
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
        return now.Duplicates.Find(Pair) is { Merged: true } ? DuplicateRefusals.MergedAlready()
            : new OneGroups(now.Duplicates).Refuse(Pair) is { } different ? different
            : new Decision.Accepted(Merging.Merged(now, Pair, Reason));
    }
}

/// <summary>
/// Asks to undo a merge: both records stand as they did before, and the question about their households that the merge
/// opened falls away if nobody answered it.
/// </summary>
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
        : new Decision.Accepted(Merging.Unmerged(now, Pair, Reason));
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
        var waiting = now.Duplicates.WaitingPairs();
        foreach (var pair in Pairs)
        {
            if (now.Duplicates.Find(pair) is not { IsOpen: true } known)
                return DuplicateRefusals.UnknownReview();
            if (known.Zone != ReviewZone.Likely)
                return DuplicateRefusals.OnlyLikely();
            if (waiting.Contains(pair))
                return DuplicateRefusals.WaitsAlready(known.Code);
        }
        return new BulkProposed(new(Ids.From(Intent, "bulk")), Pairs, Reason);
    }
}

/// <summary>
/// A second officer's yes to a bulk decision. Pairs that were decided meanwhile are passed over, and so are pairs that
/// would make one of two records that somebody decided to be different.
/// </summary>
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
        var groups = new OneGroups(now.Duplicates);
        var (events, homes) = (new List<Event>(), new HashSet<Pair>());
        foreach (var pair in bulk.Fact.Pairs)
        {
            if (now.Duplicates.Find(pair) is not { IsOpen: true } || groups.Refuse(pair) is not null)
                continue;
            groups.Join(pair);
            // Several members of two households may be one: their households are asked about once.
            events.AddRange(Merging.Decided(now, pair, Verdict.Same, bulk.Fact.Reason, Bulk)
                .Where(fact => fact is not ReviewOpened opened || homes.Add(opened.Pair)));
        }
        return events.Count == 0 ? DuplicateRefusals.NothingLeftOfBulk() : new Decision.Accepted(events);
    }
}
