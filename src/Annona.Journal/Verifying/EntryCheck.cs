using System.Collections.Immutable;

namespace Annona.Journal;

/// <summary>
/// What an entry shows by itself, without those beside it: this is nearly all the work of a verification, and any
/// number of threads may do it.
/// </summary>
/// <param name="Position">As it is stored.</param>
/// <param name="LeafHash">Its hash in the tree.</param>
/// <param name="Envelope">Null when it cannot be read.</param>
sealed record EntryCheck(long Position, Hash LeafHash, Envelope? Envelope)
{
    /// <summary>How the hub took it in.</summary>
    public Verdict Verdict { get; private init; }

    /// <summary>The event's id, where a device signed it.</summary>
    public Hash? SignedId { get; private init; }

    /// <summary>How many sealed parts match their hashes.</summary>
    public int Parts { get; private init; }

    /// <summary>Persons whose part is not there.</summary>
    public ImmutableArray<Guid> Gone { get; private init; } = [];

    /// <summary>Why the leaf cannot be what was written; null when it can.</summary>
    public string? LeafFault { get; private init; }

    /// <summary>Which part is not the one that was sealed; null when all are. The leaf may still be right.</summary>
    public string? PartFault { get; private init; }

    /// <summary>The number that an entry of the hub says it has; null when it is none or cannot be read.</summary>
    public long? Number => SignedId is null ? Envelope?.Sequence : null;

    /// <summary>The leaf that an entry of the hub says it follows; null when it is none or cannot be read.</summary>
    public Hash? Follows => SignedId is null ? Envelope?.Previous : null;

    /// <summary>Looks at one entry.</summary>
    /// <param name="entry">As it is stored.</param>
    /// <param name="devices">Checks what a device signed with the key it was enrolled with.</param>
    public static EntryCheck Of(StoredEntry entry, DeviceSignatures devices)
    {
        var hash = MerkleTree.LeafHash(entry.LeafBytes);
        try
        {
            var leaf = Leaf.Decode(entry.LeafBytes);
            var envelope = leaf.ReadEnvelope(out var signedId);
            return new(entry.Position, hash, envelope)
            {
                Verdict = leaf.Verdict,
                SignedId = signedId,
                Parts = 1 + entry.PersonalParts.Count(part => part.Length > 0),
                Gone = [.. envelope.Personal.Where((_, at) => at < entry.PersonalParts.Count
                    && entry.PersonalParts[at].Length == 0).Select(part => part.Subject)],
                LeafFault = FaultOfSigner(entry.Position, leaf, envelope, isSigned: signedId is not null, devices),
                PartFault = FaultOfParts(entry, envelope),
            };
        }
        catch (FormatException e)
        {
            return new(entry.Position, hash, Envelope: null)
            {
                LeafFault = $"Entry {entry.Position} is damaged: {e.Message}",
            };
        }
    }

    static string? FaultOfSigner(
        long position, Leaf leaf, Envelope envelope, bool isSigned, DeviceSignatures devices) => isSigned
        ? devices.Vouch(envelope.Device, leaf.Envelope) ? null
            : $"Entry {position} is not signed with its device's key."
        : envelope.Device == envelope.Operation ? null
            : $"Entry {position} says that it came from a device, and no device signed it.";

    static string? FaultOfParts(StoredEntry entry, Envelope envelope)
    {
        if (Hash.Of(entry.OpenPart) != envelope.OpenPart)
            return $"The open part of entry {entry.Position} does not match its hash.";
        if (envelope.Personal.Length != entry.PersonalParts.Count)
            return $"Entry {entry.Position} is damaged: its personal parts are not those it names.";
        for (var i = 0; i < envelope.Personal.Length; i++)
        {
            // Whether it may be gone only the other entries tell.
            if (entry.PersonalParts[i].Length == 0)
                continue;
            if (Hash.Of(entry.PersonalParts[i]) != envelope.Personal[i].Sealed)
                return $"A personal part of entry {entry.Position} does not match its hash.";
        }
        return null;
    }
}

/// <summary>The signatures of devices, as far as their keys are known.</summary>
/// <param name="verifier">Checks signatures; null checks none.</param>
/// <param name="keys">Public keys by device; null checks none.</param>
sealed class DeviceSignatures(IEnvelopeVerifier? verifier, IReadOnlyDictionary<Guid, byte[]>? keys)
{
    /// <summary>Whether a device's own key signed; also true when nobody gave keys to check with.</summary>
    public bool Vouch(Guid device, ReadOnlyMemory<byte> signed) =>
        verifier is null || keys is null || (keys.TryGetValue(device, out var key) && verifier.Verify(signed, key));
}
