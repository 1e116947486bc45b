using System.Buffers.Binary;
using System.Text;

namespace Annona.Journal;

/// <summary>The first thing that is wrong.</summary>
/// <param name="Position">The first entry that may be bad; 0 when the fault is not in an entry.</param>
/// <param name="What">A sentence.</param>
public sealed record Fault(long Position, string What)
{
    /// <summary>
    /// The last entry that may be bad: signatures speak for whole stretches. Same as the first where one entry is to
    /// blame.
    /// </summary>
    public long Through { get; init; } = Position;
}

/// <summary>What a verification found.</summary>
/// <param name="Size">Entries read.</param>
/// <param name="Root">Root of the tree over them.</param>
/// <param name="Checkpoints">Signed checkpoints that fit.</param>
/// <param name="Parts">Sealed parts, open and personal, that match their hashes. None was opened.</param>
/// <param name="Quarantined">Entries that were kept for a person to look at; nothing folds them.</param>
/// <param name="Fault">The first fault, or null.</param>
public sealed record Verification(
    long Size, Hash Root, int Checkpoints, long Parts, long Quarantined, Fault? Fault);

/// <summary>
/// Re-derives everything that hashes and signatures can show, from stored entries alone: positions, the hub's chain,
/// the hashes of sealed parts, the tree, every kept checkpoint, and the roots that entries say they had seen. It
/// needs no keys but the public ones, and no database.
/// </summary>
/// <param name="origin">The first line that checkpoints must have.</param>
/// <param name="verifiers">The operation's public keys.</param>
public sealed class JournalVerifier(string origin, IReadOnlyCollection<INoteVerifier> verifiers)
{
    /// <summary>The newest head that was kept with the keys, as a signed note; null if there is none.</summary>
    public string? KeptWithKeys { get; init; }

    /// <summary>
    /// The persons who have a key beside the journal; null if that is not known, as with an export. Whoever is named in
    /// an entry must have one.
    /// </summary>
    public IEnumerable<Guid>? PersonsWithKeys { get; init; }

    /// <summary>Checks what devices signed; null checks only their chains.</summary>
    public IEnvelopeVerifier? Devices { get; init; }

    /// <summary>The public keys of devices, as enrolled; null when they are not known, as with an export.</summary>
    public IReadOnlyDictionary<Guid, byte[]>? DeviceKeys { get; init; }

    /// <summary>Verifies a journal from its first entry.</summary>
    /// <param name="entries">In order of position.</param>
    /// <param name="checkpoints">Those kept beside the journal, in order of size.</param>
    /// <param name="against">Checkpoints kept elsewhere, as signed notes.</param>
    public Verification Verify(IEnumerable<StoredEntry> entries, IEnumerable<Head> checkpoints,
        IReadOnlyList<string> against)
    {
        var kept = new CheckpointWalk(this, checkpoints, "kept beside the journal");
        var outside = new CheckpointWalk(this, OrderedBySize(against), "kept elsewhere");
        var withKeys = new CheckpointWalk(
            this, OrderedBySize(KeptWithKeys is { } note ? [note] : []), "kept with the keys");
        var chain = new Chain(PersonsWithKeys?.ToHashSet(), new(Devices, DeviceKeys));
        // Those beside the journal are asked first: there are more of them, so they tell best where it begins.
        var fault = kept.Check(chain.Tree) ?? outside.Check(chain.Tree) ?? withKeys.Check(chain.Tree);
        using var rest = entries.GetEnumerator();
        while (fault is null && rest.MoveNext())
        {
            fault = chain.Take(rest.Current) ?? kept.Check(chain.Tree) ?? outside.Check(chain.Tree)
                ?? withKeys.Check(chain.Tree);
            if (chain.Stranger is not null)
                fault = chain.Earlier(rest, Math.Max(kept.FittingSize, outside.FittingSize));
        }
        fault ??= outside.Rest(chain.Tree) ?? withKeys.Rest(chain.Tree) ?? kept.Rest(chain.Tree)
            ?? kept.Unsigned(chain.Tree) ?? chain.Orphans();
        return new(
            chain.Tree.Size, chain.Tree.Root, kept.Fitting, chain.PartsRead, chain.Quarantined, fault);
    }

    /// <summary>Reads a signed checkpoint of this operation.</summary>
    /// <returns>The tree it signs, or the reason why it is not a checkpoint of this operation.</returns>
    public (TreeHead? Tree, string? Why) Read(string note)
    {
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var signed))
            return (null, "is not a signed note");
        if (!Checkpoint.TryParse(signed.Text, out var checkpoint))
            return (null, "is not a checkpoint");
        if (checkpoint.Origin != origin)
            return (null, $"belongs to {checkpoint.Origin}, not to this operation");
        // Whoever knows both keys asks for both lines: a line with a damaged name would pass as a stranger's.
        return verifiers.Count > 0 && verifiers.All(key => signed.Check(key) == NoteCheck.Verified)
            ? (checkpoint.Head, null)
            : (null, "is not signed with this operation's keys");
    }

    IEnumerable<Head> OrderedBySize(IReadOnlyList<string> notes) =>
        notes.Select(note => new Head(Read(note).Tree?.Size ?? 0, note)).OrderBy(head => head.Size);

    /// <summary>The hub's chain, followed entry by entry.</summary>
    sealed class Chain(HashSet<Guid>? withKeys, DeviceChains devices)
    {
        readonly HashSet<Guid> unnamed = withKeys is null ? [] : [.. withKeys];
        readonly List<Seen> beforeDevices = [];
        Hash previous;
        Seen seen;

        public CompactRange Tree { get; } = new();

        public long PartsRead { get; private set; }

        public long Quarantined { get; private set; }

        /// <summary>Leaf hash of the entry that did not follow its predecessor; null as long as all follow.</summary>
        public Hash? Stranger { get; private set; }

        public Fault? Take(StoredEntry entry)
        {
            var position = Tree.Size + 1;
            if (entry.Position != position)
                return new(position, $"Entry {position} is missing; the next one kept is {entry.Position}.");
            try
            {
                var (leaf, envelope, signedId) = JournalReader.DecodeSigned(entry);
                var broken = signedId is { } id
                    ? devices.Broken(new(envelope.Device, envelope.Sequence, id, position), envelope, leaf)
                    : Broken(envelope, MerkleTree.LeafHash(entry.LeafBytes), position);
                if (broken is not null)
                    return new(position, broken);
                if (Parts(entry, envelope) is { } parts)
                    return new(position, parts);
                Follow(leaf, envelope, isOfDevice: signedId is not null);
            }
            catch (DamagedEntryException damaged)
            {
                return new(position, damaged.Message);
            }
            previous = MerkleTree.LeafHash(entry.LeafBytes);
            Tree.Append(previous);
            return null;
        }

        void Follow(Leaf leaf, Envelope envelope, bool isOfDevice)
        {
            Quarantined += leaf.Verdict.IsQuarantined() ? 1 : 0;
            if (isOfDevice)
            {
                // A batch may begin with what a device sent, so that the hub's next entry had seen the tree before it.
                beforeDevices.Add(new(Tree.Size, Prefix(Tree.Root)));
                return;
            }
            beforeDevices.Clear();
            seen = envelope.Seen;
        }

        string? Broken(Envelope envelope, Hash leaf, long position)
        {
            if (envelope.Sequence != position)
                return $"Entry {position} says it is number {envelope.Sequence} of the hub's chain.";
            if (envelope.Previous != previous)
            {
                Stranger = leaf;
                return "";
            }
            if (envelope.Seen != seen && envelope.Seen != new Seen(Tree.Size, Prefix(Tree.Root))
                && !beforeDevices.Contains(envelope.Seen))
                return $"Entry {position} had seen another tree of {envelope.Seen.Size} entries than this journal has.";
            return null;
        }

        /// <summary>
        /// Of two entries that do not follow each other one was changed. A signature up to the first, or the entry
        /// after them, tells which; where nothing tells, everything before the first is right all the same.
        /// </summary>
        public Fault Earlier(IEnumerator<StoredEntry> rest, long signed)
        {
            var (first, second) = (Tree.Size, Tree.Size + 1);
            var next = rest.MoveNext() ? PreviousOf(rest.Current) : Stranger;
            return signed < first && next == Stranger
                ? new(first, $"Entry {first} is not the one that entry {second} follows: it was changed.")
                : new(second, $"Entry {second} does not follow entry {first}: it was changed.");
        }

        static Hash? PreviousOf(StoredEntry entry)
        {
            try
            {
                return JournalReader.Decode(entry).Envelope.Previous;
            }
            catch (DamagedEntryException)
            {
                return null;
            }
        }

        string? Parts(StoredEntry entry, Envelope envelope)
        {
            if (Hash.Of(entry.OpenPart) != envelope.OpenPart)
                return $"The open part of entry {entry.Position} does not match its hash.";
            for (var i = 0; i < envelope.Personal.Length; i++)
            {
                // No entry can say yet that a person was erased, so nothing may be gone.
                if (entry.PersonalParts[i].Length == 0)
                    return $"A personal part of entry {entry.Position} is gone, and no entry says that it was erased.";
                if (Hash.Of(entry.PersonalParts[i]) != envelope.Personal[i].Sealed)
                    return $"A personal part of entry {entry.Position} does not match its hash.";
                if (withKeys?.Contains(envelope.Personal[i].Subject) == false)
                    return $"The key of a person in entry {entry.Position} is gone, and no entry says that the "
                        + "person was erased.";
                unnamed.Remove(envelope.Personal[i].Subject);
            }
            PartsRead += 1 + envelope.Personal.Length;
            return null;
        }

        /// <summary>Keys of persons whom no entry names: entries are gone, or somebody put keys in.</summary>
        public Fault? Orphans() => unnamed.Count == 0 ? null : new(0,
            unnamed.Count == 1
                ? "There is a key of a person whom no entry names."
                : $"There are keys of {unnamed.Count} persons whom no entry names.");

        static ulong Prefix(Hash root) => BinaryPrimitives.ReadUInt64BigEndian(root.ToBytes());
    }

    /// <summary>
    /// Checkpoints in order of size, each compared with the tree when the tree has reached that size.
    /// </summary>
    sealed class CheckpointWalk(JournalVerifier verifier, IEnumerable<Head> checkpoints, string where)
    {
        readonly Queue<Head> waiting = new(checkpoints);

        /// <summary>Size of the last checkpoint that fitted: entries up to it are right.</summary>
        public long FittingSize { get; private set; }

        public int Fitting { get; private set; }

        public Fault? Check(CompactRange tree)
        {
            while (waiting.TryPeek(out var next) && next.Size <= tree.Size)
            {
                waiting.Dequeue();
                if (Compare(next, tree) is { } fault)
                    return fault;
                (FittingSize, Fitting) = (next.Size, Fitting + 1);
            }
            return null;
        }

        /// <summary>A checkpoint larger than the journal: the end was cut off or rolled back.</summary>
        public Fault? Rest(CompactRange tree)
        {
            foreach (var next in waiting)
            {
                var (signed, why) = verifier.Read(next.Checkpoint);
                if (signed is null)
                    return new(0, $"A checkpoint {where} {why}.");
                return new(tree.Size + 1,
                    $"Entry {tree.Size + 1} is missing: a checkpoint {where} signs {signed.Value.Size} entries, "
                    + $"this journal has {tree.Size}. Entries were removed, or an older copy was put back.")
                {
                    Through = signed.Value.Size,
                };
            }
            return null;
        }

        /// <summary>Entries after the last signature are nobody's word.</summary>
        public Fault? Unsigned(CompactRange tree) => FittingSize < tree.Size
            ? new(FittingSize + 1,
                $"Entry {FittingSize + 1} and what follows stand after the last signed checkpoint.")
            {
                Through = tree.Size,
            }
            : null;

        Fault? Compare(Head kept, CompactRange tree)
        {
            var (signed, why) = verifier.Read(kept.Checkpoint);
            if (signed is null)
                return new(0, kept.Size == 0
                    ? $"A checkpoint {where} {why}."
                    : $"The checkpoint for {kept.Size} entries {where} {why}.");
            if (signed.Value.Size != kept.Size)
                return new(0, $"The checkpoint {where} for {kept.Size} entries signs {signed.Value.Size}.");
            return signed.Value.Root == tree.Root ? null : new(FittingSize + 1,
                $"Entries {FittingSize + 1} to {kept.Size} are not those that the checkpoint {where} signed: "
                + "history was rewritten there.")
            {
                Through = kept.Size,
            };
        }
    }
}
