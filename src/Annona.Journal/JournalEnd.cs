using System.Collections.Immutable;

namespace Annona.Journal;

/// <summary>Where a journal ends, and what the next entry has to follow.</summary>
/// <param name="Size">How many entries there are.</param>
/// <param name="Peaks">The tree's full subtrees; see <see cref="CompactRange.Peaks"/>.</param>
/// <param name="Previous">Leaf hash of the last entry; all zeroes before the first.</param>
/// <param name="Clock">The hybrid logical clock of the last entry.</param>
public sealed record JournalEnd(long Size, ImmutableArray<Hash> Peaks, Hash Previous, long Clock);
