namespace Annona.Journal;

/// <summary>
/// Follows the chains of all devices through a journal, for whoever verifies it: each entry follows the one before it
/// in its device's chain, but for what was kept as a branch.
/// </summary>
sealed class DeviceChains
{
    readonly Dictionary<Guid, (long Sequence, Hash Last)> ends = [];
    readonly HashSet<Hash> known = [];

    /// <summary>What is wrong with the next entry, as a sentence; null when it fits.</summary>
    public string? Broken(Linked link, Envelope envelope, Verdict verdict)
    {
        if (!known.Add(link.Id))
            return $"Entry {link.Position} is in the journal twice.";
        // Of two branches both are right, and whoever looks decides which one is believed.
        if (verdict == Verdict.Forked)
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
