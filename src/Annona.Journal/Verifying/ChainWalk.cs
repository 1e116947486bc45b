using System.Buffers.Binary;

namespace Annona.Journal;

/// <summary>An entry that does not fit, before it is found out which entry is to blame.</summary>
/// <param name="Position">The place in which it stands.</param>
/// <param name="What">A sentence, true if this entry is to blame.</param>
/// <param name="Before">Where all that does not fit is the leaf that it follows: that leaf.</param>
readonly record struct Suspicion(long Position, string What, Hash? Before = null);

/// <summary>
/// The entries in order, each compared with those before it. What signatures vouch for is kept apart from what only
/// fits together, because whoever has no key can still make entries that fit together.
/// </summary>
/// <param name="withKeys">The persons who have a key beside the journal; null if that is not known.</param>
/// <param name="knows">Whether a kind and its version are known; null when nobody asks.</param>
sealed class ChainWalk(HashSet<Guid>? withKeys, Func<string, int, bool>? knows)
{
    /// <summary>Leaves kept since the last signature, and read ahead to the next: any batch has fewer.</summary>
    public const int LeavesMax = 1 << 16;

    /// <summary>Kinds told by name; a release adds a handful.</summary>
    const int UnknownKindsMax = 100;

    readonly List<Hash> sinceSigned = [];
    readonly DeviceChains devices = new();
    readonly List<Seen> beforeDevices = [];
    CompactRange signed = new();
    readonly OrderedDictionary<string, long> unknown = [];
    Guid? operation;
    Hash last;
    Seen seen;

    public CompactRange Tree { get; } = new();

    /// <summary>What became of the parts and keys of the persons named.</summary>
    public PersonsWalk Persons { get; } = new(withKeys);

    /// <summary>How many entries, from the first, some signature vouches for.</summary>
    public long Signed => signed.Size;

    public long Parts { get; private set; }

    public long Quarantined { get; private set; }

    public long FromDevices { get; private set; }

    /// <summary>Kinds that are not known here, in order of their first entry.</summary>
    public IReadOnlyList<UnknownKind> UnknownKinds =>
        [.. unknown.Select(kind => new UnknownKind(kind.Key, kind.Value))];

    /// <summary>Takes in the next entry, or says how it does not fit.</summary>
    public Suspicion? Take(EntryCheck entry)
    {
        var position = Tree.Size + 1;
        if (entry.Position != position)
            return new(position,
                $"Entry {position} is missing; the next one kept is {entry.Position}.");
        if (WhyNot(entry) is { } misfit)
            return misfit;
        Follow(entry.Envelope!, isOfDevice: entry.SignedId is not null);
        Persons.Take(entry);
        Parts += entry.Parts;
        Quarantined += entry.Verdict.IsQuarantined() ? 1 : 0;
        CountUnknown(entry.Envelope!);
        last = entry.LeafHash;
        Tree.Append(last);
        if (sinceSigned.Count <= LeavesMax)
            sinceSigned.Add(last);
        return null;
    }

    /// <summary>A signature vouches for everything taken in so far.</summary>
    public void MarkSigned()
    {
        if (signed.Size == Tree.Size)
            return;
        signed = Tree.Clone();
        sinceSigned.Clear();
    }

    /// <summary>The leaves that no signature vouches for yet; null when they were too many to keep.</summary>
    public IReadOnlyList<Hash>? SinceSigned => sinceSigned.Count <= LeavesMax ? sinceSigned : null;

    /// <summary>The tree up to the last signature, to grow on its own.</summary>
    public CompactRange SignedTree() => signed.Clone();

    void Follow(Envelope envelope, bool isOfDevice)
    {
        operation = envelope.Operation;
        if (isOfDevice)
        {
            FromDevices++;
            // A batch may begin with what a device sent, so that the hub's next entry had seen the tree before it.
            beforeDevices.Add(TreeSeen());
            return;
        }
        beforeDevices.Clear();
        seen = envelope.Seen;
    }

    Suspicion? WhyNot(EntryCheck entry)
    {
        var position = entry.Position;
        if (entry.LeafFault is { } unreadable)
            return new(position, unreadable);
        var envelope = entry.Envelope!;
        if ((entry.SignedId is { } id ? InDeviceChain(entry, id) : InHubChain(envelope, position)) is { } misfit)
            return misfit;
        if (envelope.Operation != (operation ?? envelope.Operation))
            return new(position, $"Entry {position} belongs to another operation.");
        if (entry.PartFault is { } part)
            return new(position, part);
        return null;
    }

    Suspicion? InDeviceChain(EntryCheck entry, Hash id)
    {
        var envelope = entry.Envelope!;
        var link = new Linked(envelope.Device, envelope.Sequence, id, entry.Position);
        return devices.Broken(link, envelope, entry.Verdict) is { } broken
            ? new(entry.Position, broken)
            : null;
    }

    Suspicion? InHubChain(Envelope envelope, long position)
    {
        if (envelope.Sequence != position)
            return new(position,
                $"Entry {position} says it is number {envelope.Sequence} of the hub's chain.");
        if (envelope.Previous != last)
            return new(position, $"Entry {position} does not follow entry {position - 1}: it was changed.",
                envelope.Previous);
        if (envelope.Seen != seen && envelope.Seen != TreeSeen() && !beforeDevices.Contains(envelope.Seen))
            return new(position,
                $"Entry {position} had seen another tree of {envelope.Seen.Size} entries than this journal has.");
        return null;
    }

    Seen TreeSeen() => new(Tree.Size, BinaryPrimitives.ReadUInt64BigEndian(Tree.Root.ToBytes()));

    void CountUnknown(Envelope envelope)
    {
        if (knows is null || knows(envelope.Kind, envelope.KindVersion))
            return;
        var kind = $"{envelope.Kind}.{envelope.KindVersion}";
        // A hostile journal may name a million kinds.
        if (!unknown.ContainsKey(kind) && unknown.Count >= UnknownKindsMax)
            kind = "others";
        unknown[kind] = unknown.GetValueOrDefault(kind) + 1;
    }
}
