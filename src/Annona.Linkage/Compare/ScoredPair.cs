namespace Annona.Linkage.Compare;

/// <summary>
/// A compared pair: places in the roll, score, and how many other members of the forms are the same people.
/// </summary>
readonly record struct ScoredPair(int Left, int Right, double Score, int Others);
