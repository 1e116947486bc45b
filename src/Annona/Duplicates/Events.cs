using Annona.Values;

namespace Annona.Duplicates;

/// <summary>A pair was found that may be one. Until somebody decides, both keep their aid.</summary>
/// <param name="Pair">The two records.</param>
/// <param name="Score">0 to 10,000: ten thousandths of the linkage's score.</param>
/// <param name="Zone">How sure the machine is.</param>
/// <param name="Reasons">
/// The evidence as codes such as <c>given:near birth:exact</c>; no name, number or date. The same codes mean the
/// same evidence.
/// </param>
public sealed record ReviewOpened(Pair Pair, int Score, ReviewZone Zone, string Reasons) : Event;

/// <summary>A person decided about a pair.</summary>
/// <param name="Pair">The two records.</param>
/// <param name="Verdict">What they are.</param>
/// <param name="Reason">Why, as a code such as <c>asked-both</c>; never a name.</param>
/// <param name="Bulk">The bulk decision it is part of; null when it was decided by itself.</param>
public sealed record PairDecided(Pair Pair, Verdict Verdict, string Reason, Id<BulkDecision>? Bulk) : Event;

/// <summary>Two records are one from now on: counted once, under the lowest id of their group.</summary>
/// <param name="Pair">The two records; their groups become one.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record RecordsMerged(Pair Pair, string Reason) : Event;

/// <summary>
/// A merge was a mistake: the two records stand as they did before, and the pair is remembered as different.
/// </summary>
/// <param name="Pair">The two records.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record RecordsUnmerged(Pair Pair, string Reason) : Event;

/// <summary>The question whether two records are one fell away: the merge it followed from was undone.</summary>
/// <param name="Pair">The two records.</param>
public sealed record ReviewWithdrawn(Pair Pair) : Event;

/// <summary>An officer wants many likely pairs to be one. A second officer confirms it, or nothing happens.</summary>
/// <param name="Bulk">Its id.</param>
/// <param name="Pairs">The pairs.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record BulkProposed(Id<BulkDecision> Bulk, IReadOnlyList<Pair> Pairs, string Reason) : Event;
