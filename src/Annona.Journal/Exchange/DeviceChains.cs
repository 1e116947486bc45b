namespace Annona.Journal;

/// <summary>
/// Follows the chains of all devices through a journal, for whoever verifies it: each entry is signed by its device's
/// key and follows the one before it, but for what was kept as a branch.
/// </summary>
/// <param name="verifier">Checks signatures; null checks none.</param>
/// <param name="keys">Public keys by device; null checks none.</param>
sealed class DeviceChains(IEnvelopeVerifier? verifier, IReadOnlyDictionary<Guid, byte[]>? keys)
{
    readonly Dictionary<Guid, (long Sequence, Hash Last)> ends = [];
    readonly HashSet<Hash> known = [];

    /// <summary>What is wrong with the next entry, as a sentence; null when it fits.</summary>
    public string? Broken(Linked link, Envelope envelope, Leaf leaf)
    {
        if (!known.Add(link.Id))
            return $"Entry {link.Position} is in the journal twice.";
        if (verifier is not null && keys is not null
            && !(keys.TryGetValue(link.Device, out var key) && verifier.Verify(leaf.Envelope, key)))
            return $"Entry {link.Position} is not signed with its device's key.";
        // Of two branches both are right, and whoever looks decides which one is believed.
        if (leaf.Verdict == Verdict.Forked)
            return null;
        var end = ends.GetValueOrDefault(link.Device);
        if (link.Sequence != end.Sequence + 1)
            return $"Entry {link.Position} says it is number {link.Sequence} of its device's chain, "
                + $"after {end.Sequence}.";
        if (envelope.Previous != end.Last)
            return $"Entry {link.Position} does not follow the one before it in its device's chain.";
        ends[link.Device] = (link.Sequence, link.Id);
        return null;
    }
}
