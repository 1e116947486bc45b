using System.Collections.Immutable;
using Annona.Access;
using Annona.Journal;
using Annona.Ledger;
using Annona.PublicRecord;

namespace Annona;

/// <summary>Archived documents, for questions that show one. Safe for many threads.</summary>
public interface IDocuments
{
    /// <summary>The document with this hash, or null.</summary>
    /// <exception cref="DamagedEntryException">It cannot be opened or is not what its hash says.</exception>
    byte[]? Find(Hash of);

    /// <summary>The hashes of all documents kept, in no order.</summary>
    IReadOnlyCollection<Hash> All();
}

/// <summary>
/// Asks for the bytes of an archived document that some entry names. A room with rules of its own, such as masked
/// passages, has its own question and reads through <see cref="Moment.Documents"/>.
/// </summary>
public sealed record ReadDocument(Hash Of) : Question<byte[]?>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Roles.RecordKeeper | Roles.Storekeeper | Roles.Bookkeeper | Roles.Auditor | Roles.Coordinator;

    /// <inheritdoc/>
    public override byte[]? Answer(Registers now, Moment moment) =>
        now.Archive.Find(Of) is null ? null : moment.Documents.Find(Of);
}

/// <summary>Which documents the entries name, and where.</summary>
public sealed record ArchiveRegister : IRegister<ArchiveRegister>
{
    ImmutableDictionary<Hash, Named> named = ImmutableDictionary<Hash, Named>.Empty;

    ArchiveRegister()
    {
    }

    /// <summary>Before the first entry.</summary>
    public static ArchiveRegister Empty { get; } = new();

    /// <summary>The entry that first named a document, or null.</summary>
    public long? Find(Hash document) => named.TryGetValue(document, out var known) ? known.Position : null;

    /// <summary>
    /// All documents named, in order of the entries. Not archived: a transfer names a paper whose bytes nobody
    /// brought.
    /// </summary>
    internal IEnumerable<(Hash Document, long Position, bool IsArchived)> All => named
        .OrderBy(known => known.Value.Position)
        .Select(known => (known.Key, known.Value.Position, known.Value.IsArchived));

    /// <inheritdoc/>
    public ArchiveRegister After(Recorded recorded, Edit edit)
    {
        var after = recorded.Event is PassagesErased erased ? named.RemoveRange(erased.Gone) : named;
        foreach (var document in ArchivedBy(recorded.Event))
            if (!after.TryGetValue(document, out var known) || !known.IsArchived)
                after = after.SetItem(document, new(recorded.Position, IsArchived: true));
        foreach (var document in NamedBy(recorded.Event))
            if (!after.ContainsKey(document))
                after = after.SetItem(document, new(recorded.Position, IsArchived: false));
        return ReferenceEquals(after, named) ? this : this with { named = after };
    }

    /// <summary>Whether a fact names a document: only such documents may be archived with it.</summary>
    internal static bool Names(Event fact, Hash document) =>
        ArchivedBy(fact).Contains(document) || NamedBy(fact).Contains(document);

    static IEnumerable<Hash> ArchivedBy(Event fact) => fact switch
    {
        SourceArchived source => [source.Bytes, source.Text],
        PassagesErased erased => [erased.Text],
        PaperAttached paper => [paper.Paper],
        _ => [],
    };

    static IEnumerable<Hash> NamedBy(Event fact) => fact is LedgerPosted posted
        ? posted.Transfers.SelectMany(transfer => transfer.Papers ?? [])
        : [];

    readonly record struct Named(long Position, bool IsArchived);
}

/// <summary>Opens documents of the archive, each through a view of its own, so that any thread may ask.</summary>
sealed class StoredDocuments(IJournalStore store, ISealer sealer) : IDocuments
{
    public byte[]? Find(Hash of)
    {
        using var view = store.View();
        if (view.FindBlob(of) is not { } kept)
            return null;
        return sealer.TryOpen(kept, of.ToBytes(), out var document) && Hash.Of(document) == of
            ? document
            : throw new DamagedEntryException(0, $"the archived document {of} is not what its hash says.");
    }

    public IReadOnlyCollection<Hash> All()
    {
        using var view = store.View();
        return [.. view.Blobs()];
    }
}
