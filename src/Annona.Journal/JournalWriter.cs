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
    /// <summary>The longest leaf in bytes, as in the tiles of C2SP logs.</summary>
    public const int LeafSizeMax = 65_535;

    /// <summary>Persons in one entry at most: their references must fit into the leaf.</summary>
    public const int PersonsMax = 1_200;

    /// <summary>The longest open part in bytes: a long text's proposals have a tenth of this.</summary>
    public const int OpenPartSizeMax = 4 << 20;

    /// <summary>The longest part of one person in bytes: details have less than a kilobyte.</summary>
    public const int PersonalPartSizeMax = 64 << 10;

    /// <summary>The longest document in bytes.</summary>
    public const int DocumentSizeMax = 64 << 20;

    CompactRange kept = new();
    Hash keptPrevious;
    long keptClock;
    Pending? pending;

    /// <summary>How many entries are committed.</summary>
    public long Size => kept.Size;

    /// <summary>The tree over all committed entries.</summary>
    public TreeHead Tree => kept.Head;

    /// <summary>Whether the batch that was begun holds an entry.</summary>
    public bool HasEntries => pending is { Entries.Count: > 0 };

    /// <summary>The end of what is committed: all that is needed to go on from here.</summary>
    public JournalEnd End => new(kept.Size, [.. kept.Peaks], keptPrevious, keptClock);

    /// <summary>Goes on from an end that was kept; only a writer that took in nothing yet may.</summary>
    /// <exception cref="ArgumentException">The peaks are not those of a tree of that size.</exception>
    public void Resume(JournalEnd end)
    {
        if (kept.Size != 0)
            throw new InvalidOperationException("The writer has taken in entries already.");
        kept = CompactRange.FromPeaks(end.Size, end.Peaks);
        (keptPrevious, keptClock) = (end.Previous, end.Clock);
    }

    /// <summary>Takes in an entry that is in the store already, in order of position.</summary>
    /// <exception cref="DamagedEntryException">It does not follow what was taken in before.</exception>
    public void Follow(StoredEntry entry, Envelope envelope)
    {
        var position = kept.Size + 1;
        if (entry.Position != position)
            throw new DamagedEntryException(position, $"it is missing; the next one kept is entry {entry.Position}.");
        if (envelope.Operation != operation)
            throw new DamagedEntryException(position, "it belongs to another operation.");
        if (envelope.Device == operation && envelope.Sequence != position)
            throw new DamagedEntryException(position, $"it says it is number {envelope.Sequence} of the hub's chain.");
        if (envelope.Device == operation && envelope.Previous != keptPrevious)
            throw new DamagedEntryException(position, "it does not follow the entry before it.");
        keptPrevious = MerkleTree.LeafHash(entry.LeafBytes);
        kept.Append(keptPrevious);
        // A device whose clock is years ahead does not drag the hub's along.
        if (envelope.Device == operation)
            keptClock = Math.Max(keptClock, envelope.Clock);
    }

    /// <summary>
    /// A writer at the same end, to follow entries of another process with: this one stays as it is until they are all
    /// found to be right.
    /// </summary>
    public JournalWriter Ahead() => new(operation, sealer, signers, origin)
    {
        kept = kept.Clone(), keptPrevious = keptPrevious, keptClock = keptClock,
    };

    /// <summary>Why a fact cannot stand in an entry, as a sentence; null when it can.</summary>
    public static string? WhyTooLarge(Fact fact)
    {
        if (fact.Kind.Length > Envelope.KindLengthMax || fact.Request.Length > Envelope.KindLengthMax)
            return $"The name of a kind or a request has {Envelope.KindLengthMax} characters at most.";
        if (fact.Open.Length > OpenPartSizeMax)
            return $"One fact has {OpenPartSizeMax >> 20} MiB at most.";
        if (fact.Personal.Count > PersonsMax || fact.Erased.Count > PersonsMax)
            return $"One fact is about {PersonsMax} persons at most.";
        return fact.Personal.Any(part => part.Plain is { Length: > PersonalPartSizeMax })
            ? $"The details of one person have {PersonalPartSizeMax >> 10} KiB at most."
            : null;
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
    /// <exception cref="ArgumentException">The fact is larger than <see cref="WhyTooLarge"/> permits; nothing of it
    /// is in the batch.</exception>
    public long Write(Fact fact, DateTimeOffset at, Func<Guid, byte[]?> keyOf)
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        if (WhyTooLarge(fact) is { } tooLarge)
            throw new ArgumentException(tooLarge, nameof(fact));
        batch.Clock = Math.Max(batch.Clock + 1, at.ToUnixTimeMilliseconds() << 16);
        var bare = new Envelope(
            operation, operation, batch.Tree.Size + 1, batch.Previous, batch.Clock, fact.Kind, fact.KindVersion,
            fact.Intent, fact.Actor, default, batch.Seen, [])
        {
            Request = fact.Request, Erased = [.. fact.Erased],
        };
        var associated = bare.AssociatedData();
        var open = sealer.SealOpen(fact.Open, associated);
        var personal = new byte[fact.Personal.Count][];
        var references = ImmutableArray.CreateBuilder<PersonalRef>(personal.Length);
        for (var i = 0; i < personal.Length; i++)
        {
            var part = fact.Personal[i];
            personal[i] = batch.KeyOf(part.Subject, keyOf) is { } known
                ? sealer.SealPersonal(new(part.Subject, known), part.Plain, associated)
                : batch.SealFirst(part, associated, sealer);
            references.Add(new(part.Subject, Hash.Of(personal[i])));
        }
        var envelope = (bare with { OpenPart = Hash.Of(open), Personal = references.MoveToImmutable() }).Encode();
        var leaf = new Leaf(at, Verdict.Accepted, envelope).Encode();
        if (leaf.Length > LeafSizeMax)
            throw new ArgumentException($"A leaf has {LeafSizeMax} bytes at most.", nameof(fact));
        batch.Add(leaf, open, personal, fact.Personal.Select(part => part.Subject));
        foreach (var subject in fact.Erased)
            batch.Erase(subject);
        return batch.Tree.Size;
    }

    /// <summary>
    /// Adds an entry that a device sent, as it was signed, and returns its position. The next entry of the hub follows
    /// it, so that it cannot be taken out or changed either.
    /// </summary>
    /// <param name="entry">Checked by the caller. A personal part that may not be kept is empty.</param>
    /// <param name="verdict">How it is taken in.</param>
    /// <param name="at">UTC now.</param>
    /// <exception cref="InvalidOperationException">No batch was begun.</exception>
    public long Take(SentEntry entry, Verdict verdict, DateTimeOffset at)
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        var leaf = new Leaf(at, verdict, entry.Signed).Encode();
        if (leaf.Length > LeafSizeMax)
            throw new ArgumentException($"A leaf has {LeafSizeMax} bytes at most.", nameof(entry));
        foreach (var key in entry.Keys)
            batch.Take(key);
        var subjects = SignedEnvelope.Decode(entry.Signed).Envelope.Personal.Select(part => part.Subject);
        batch.Add(leaf, entry.OpenPart, [.. entry.PersonalParts], subjects);
        return batch.Tree.Size;
    }

    /// <summary>An entry of this batch by its position; null when it is not in it.</summary>
    public StoredEntry? FindPending(long position) =>
        pending is { } batch && position > kept.Size && position <= batch.Tree.Size
            ? batch.Entries[(int)(position - kept.Size - 1)]
            : null;

    /// <summary>The wrapped key that this batch brings for a person, or null.</summary>
    public byte[]? FindNewKey(Guid subject) => pending?.FindNewKey(subject);

    /// <summary>Adds a document to the batch, sealed with the register's key under its own hash.</summary>
    public void Archive(byte[] document)
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        if (document.Length > DocumentSizeMax)
            throw new ArgumentException($"A document has {DocumentSizeMax >> 20} MiB at most.", nameof(document));
        var of = Hash.Of(document);
        batch.Destroyed.Remove(of);
        batch.Blobs.Add(new(of, sealer.SealOpen(document, of.ToBytes())));
    }

    /// <summary>Has the batch destroy a document; one that comes with the same batch is not kept at all.</summary>
    public void Destroy(Hash document)
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        batch.Blobs.RemoveAll(blob => blob.Of == document);
        batch.Destroyed.Add(document);
    }

    /// <summary>
    /// The batch with its signed checkpoint, ready for the store. Only a batch with entries may be stored.
    /// </summary>
    public Batch Seal()
    {
        var batch = pending ?? throw new InvalidOperationException("Begin a batch first.");
        var checkpoint = new Checkpoint(origin, batch.Tree.Head).Sign(signers).ToString();
        return new(kept.Size, batch.Entries, batch.NewKeys, batch.Blobs, checkpoint)
        {
            Parts = batch.Parts, Erased = batch.Erased, Destroyed = batch.Destroyed,
        };
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
        readonly HashSet<Guid> erased = [];

        public CompactRange Tree { get; } = tree;

        public Hash Previous { get; private set; } = previous;

        public long Clock { get; set; } = clock;

        public Seen Seen { get; } = seen;

        public List<StoredEntry> Entries { get; } = [];

        public List<Blob> Blobs { get; } = [];

        public List<Hash> Destroyed { get; } = [];

        public List<SubjectPart> Parts { get; } = [];

        public IReadOnlyList<Guid> Erased => [.. erased];

        public IReadOnlyList<SubjectKey> NewKeys => [.. newKeys.Select(key => new SubjectKey(key.Key, key.Value))];

        public byte[]? KeyOf(Guid subject, Func<Guid, byte[]?> stored) =>
            newKeys.TryGetValue(subject, out var key) ? key : erased.Contains(subject) ? null : stored(subject);

        public byte[] SealFirst(PersonalPlain part, byte[] associated, ISealer sealer)
        {
            if (erased.Contains(part.Subject))
                throw new InvalidOperationException("An erased person gets no new key: leave the part out.");
            var first = sealer.SealFirst(part.Subject, part.Plain, associated, out var wrapped);
            newKeys[part.Subject] = wrapped;
            return first;
        }

        public byte[]? FindNewKey(Guid subject) => newKeys.GetValueOrDefault(subject);

        public void Take(SubjectKey key) => newKeys.Add(key.Subject, key.Wrapped);

        public void Add(byte[] leaf, byte[] open, byte[][] personal, IEnumerable<Guid> subjects)
        {
            Previous = MerkleTree.LeafHash(leaf);
            Tree.Append(Previous);
            Entries.Add(new(Tree.Size, leaf, open, personal));
            var part = 0;
            foreach (var subject in subjects)
            {
                if (personal[part].Length > 0)
                    Parts.Add(new(subject, Tree.Size, part));
                part++;
            }
        }

        /// <summary>
        /// What this batch itself holds of the person never reaches the store; the store destroys the rest.
        /// </summary>
        public void Erase(Guid subject)
        {
            erased.Add(subject);
            newKeys.Remove(subject);
            var first = Entries[0].Position;
            foreach (var part in Parts.Where(part => part.Subject == subject))
                ((byte[][])Entries[(int)(part.Position - first)].PersonalParts)[part.Part] = [];
            Parts.RemoveAll(part => part.Subject == subject);
        }
    }
}
