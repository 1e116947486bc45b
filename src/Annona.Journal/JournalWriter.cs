using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Annona.Journal;

/// <summary>
/// Turns decided facts into entries: seals their parts, links them into the hub's chain, grows the tree, and signs
/// the checkpoint of the batch. It holds the state of the end of the journal and changes it only in
/// <see cref="Keep"/>, so a batch whose commit failed is dropped by beginning the next one.
/// </summary>
/// <param name="operation">The operation, which is also the device id of its hub.</param>
/// <param name="sealer">Seals the parts.</param>
/// <param name="signers">Sign the checkpoint, each with a line of its own.</param>
/// <param name="origin">The checkpoint's first line.</param>
public sealed class JournalWriter(Guid operation, ISealer sealer, IReadOnlyList<INoteSigner> signers, string origin)
{
    CompactRange kept = new();
    Hash keptPrevious;
    long keptClock;
    Pending? pending;

    /// <summary>How many entries are committed.</summary>
    public long Size => kept.Size;

    /// <summary>The tree over all committed entries.</summary>
    public TreeHead Tree => kept.Head;

    /// <summary>Takes in an entry that is in the store already, in order of position.</summary>
    public void Follow(StoredEntry entry, Envelope envelope)
    {
        kept.Append(MerkleTree.LeafHash(entry.LeafBytes));
        keptPrevious = Hash.Of(Leaf.Decode(entry.LeafBytes).Envelope.Span);
        keptClock = Math.Max(keptClock, envelope.Clock);
    }

    /// <summary>Begins a batch on the committed end; what an earlier, unkept batch wrote is forgotten.</summary>
    public void Begin()
    {
        var root = kept.Root.ToBytes();
        pending =
            new(kept.Clone(), keptPrevious, keptClock, new(kept.Size, BinaryPrimitives.ReadUInt64BigEndian(root)));
    }

    /// <summary>Adds a fact to the batch and returns its position.</summary>
    /// <param name="fact">What to write.</param>
    /// <param name="at">UTC now.</param>
    /// <param name="keyOf">The wrapped key of a person, or null if the person has none yet.</param>
    /// <exception cref="InvalidOperationException">No batch was begun.</exception>
    public long Write(Fact fact, DateTimeOffset at, Func<Guid, byte[]?> keyOf)
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        batch.Clock = Math.Max(batch.Clock + 1, at.ToUnixTimeMilliseconds() << 16);
        var bare = new Envelope(
            operation, operation, batch.Tree.Size + 1, batch.Previous, batch.Clock, fact.Kind, fact.KindVersion,
            fact.Intent, fact.Actor, default, batch.Seen, []);
        var associated = bare.AssociatedData();
        var open = sealer.SealOpen(fact.Open, associated);
        var personal = new byte[fact.Personal.Count][];
        var references = ImmutableArray.CreateBuilder<PersonalRef>(personal.Length);
        for (var i = 0; i < personal.Length; i++)
        {
            var part = fact.Personal[i];
            var key = new SubjectKey(part.Subject, batch.KeyOf(part.Subject, keyOf, sealer));
            personal[i] = sealer.SealPersonal(key, part.Plain, associated);
            references.Add(new(part.Subject, Hash.Of(personal[i])));
        }
        var envelope = (bare with { OpenPart = Hash.Of(open), Personal = references.MoveToImmutable() }).Encode();
        batch.Add(new Leaf(at, Verdict.Accepted, envelope).Encode(), Hash.Of(envelope), open, personal);
        return batch.Tree.Size;
    }

    /// <summary>Adds a document to the batch, sealed with the register's key under its own hash.</summary>
    public void Archive(byte[] document)
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        var of = Hash.Of(document);
        batch.Blobs.Add(new(of, sealer.SealOpen(document, of.ToBytes())));
    }

    /// <summary>The batch with its signed checkpoint, ready for the store. Empty if nothing was written.</summary>
    public Batch Seal()
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        var checkpoint = new Checkpoint(origin, batch.Tree.Head).Sign(signers).ToString();
        return new(kept.Size, batch.Entries, batch.NewKeys, batch.Blobs, checkpoint);
    }

    /// <summary>The batch is durable: its end is the journal's end now.</summary>
    public void Keep()
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        (kept, keptPrevious, keptClock) = (batch.Tree, batch.Previous, batch.Clock);
        pending = null;
    }

    sealed class Pending(CompactRange tree, Hash previous, long clock, Seen seen)
    {
        readonly Dictionary<Guid, byte[]> newKeys = [];

        public CompactRange Tree { get; } = tree;

        public Hash Previous { get; private set; } = previous;

        public long Clock { get; set; } = clock;

        public Seen Seen { get; } = seen;

        public List<StoredEntry> Entries { get; } = [];

        public List<Blob> Blobs { get; } = [];

        public IReadOnlyList<SubjectKey> NewKeys => [.. newKeys.Select(key => new SubjectKey(key.Key, key.Value))];

        public byte[] KeyOf(Guid subject, Func<Guid, byte[]?> stored, ISealer sealer)
        {
            if (newKeys.TryGetValue(subject, out var key))
                return key;
            if (stored(subject) is { } known)
                return known;
            return newKeys[subject] = sealer.NewSubjectKey(subject);
        }

        public void Add(byte[] leaf, Hash envelope, byte[] open, IReadOnlyList<byte[]> personal)
        {
            Tree.Append(MerkleTree.LeafHash(leaf));
            Previous = envelope;
            Entries.Add(new(Tree.Size, leaf, open, personal));
        }
    }
}
