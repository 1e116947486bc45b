namespace Annona.Journal;

/// <summary>An entry as a store keeps it: the leaf in clear, the parts sealed.</summary>
/// <param name="Position">Place in the journal, from 1, without gaps.</param>
/// <param name="LeafBytes">The encoded <see cref="Leaf"/>; the tree's hash is taken over exactly these bytes.</param>
/// <param name="OpenPart">Sealed with the register's key.</param>
/// <param name="PersonalParts">
/// Sealed with a person's key each, in the order of the envelope's references. An erased part is empty.
/// </param>
public sealed record StoredEntry(
    long Position, byte[] LeafBytes, byte[] OpenPart, IReadOnlyList<byte[]> PersonalParts);

/// <summary>The end of a journal.</summary>
/// <param name="Size">How many entries there are.</param>
/// <param name="Checkpoint">The signed note over the tree of that size; empty for a journal without entries.</param>
public sealed record Head(long Size, string Checkpoint)
{
    /// <summary>A journal without entries.</summary>
    public static Head Empty { get; } = new(0, "");
}

/// <summary>Archived bytes, such as a source document, under the hash of what they say.</summary>
/// <param name="Of">SHA-256 of the plain bytes.</param>
/// <param name="Sealed">The bytes, sealed with the register's key.</param>
public sealed record Blob(Hash Of, byte[] Sealed);

/// <summary>A person's key, wrapped by the register's key.</summary>
public readonly record struct SubjectKey(Guid Subject, byte[] Wrapped);

/// <summary>Whose a personal part is: how a store finds the parts of a person without reading the journal.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Position">The entry.</param>
/// <param name="Part">Which of the entry's personal parts, from 0.</param>
public readonly record struct SubjectPart(Guid Subject, long Position, int Part)
{
    /// <summary>
    /// Low bits of <see cref="Place"/> that number the part: an entry is about fewer than 2,048 persons
    /// (<see cref="JournalWriter.PersonsMax"/>).
    /// </summary>
    public const int PlaceBits = 11;

    /// <summary>Entry and part in one number, which grows along the journal.</summary>
    public long Place => PlaceOf(Position, Part);

    /// <summary>The number for a part of an entry.</summary>
    public static long PlaceOf(long position, int part) => position << PlaceBits | (long)part;
}

/// <summary>What one commit writes: all of it or nothing.</summary>
/// <param name="After">The size of the journal that the batch was decided on.</param>
/// <param name="Entries">Positions follow <paramref name="After"/> without a gap.</param>
/// <param name="Keys">Keys of persons seen for the first time.</param>
/// <param name="Blobs">Documents archived by these entries.</param>
/// <param name="Checkpoint">The signed note over the tree after the last entry.</param>
public sealed record Batch(
    long After, IReadOnlyList<StoredEntry> Entries, IReadOnlyList<SubjectKey> Keys, IReadOnlyList<Blob> Blobs,
    string Checkpoint)
{
    /// <summary>Whose the personal parts of <see cref="Entries"/> are: erasure finds them by this.</summary>
    public IReadOnlyList<SubjectPart> Parts { get; init; } = [];

    /// <summary>
    /// Persons whose key, and whose parts in every entry so far, the same commit destroys. Their bytes must not stay
    /// behind in free pages; see <see cref="IJournalStore.Sweep"/> for logs. None of them has a key or a part in this
    /// batch, and none may ever get a key again.
    /// </summary>
    public IReadOnlyList<Guid> Erased { get; init; } = [];

    /// <summary>
    /// Documents that the same commit destroys, as far as they are kept; <see cref="IJournalStore.Sweep"/> removes what
    /// logs have of them. A document that this batch brings is not among them.
    /// </summary>
    public IReadOnlyList<Hash> Destroyed { get; init; } = [];
}
