namespace Annona.Journal;

/// <summary>
/// What a tree says of itself at one moment. Two copies with equal heads hold the same leaves in the same order.
/// </summary>
/// <param name="Size">Number of leaves, zero or more.</param>
/// <param name="Root">Root of the tree over these leaves; for an empty tree
/// <see cref="MerkleTree.EmptyRoot"/>.</param>
/// <remarks><c>default</c> is no head at all: its root is not that of the empty tree.</remarks>
public readonly record struct TreeHead(long Size, Hash Root);
