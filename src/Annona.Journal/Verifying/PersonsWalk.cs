namespace Annona.Journal;

/// <summary>
/// Which personal parts and keys are there, over all entries: what is gone must have been erased, and what was erased
/// must be gone. The entry that erased a person may come later than those that name them.
/// </summary>
/// <param name="withKeys">The persons who have a key beside the journal; null if that is not known.</param>
sealed class PersonsWalk(HashSet<Guid>? withKeys)
{
    readonly HashSet<Guid> unnamed = withKeys is null ? [] : [.. withKeys];
    readonly Absences absences = new();
    readonly Dictionary<Guid, long> held = [];

    /// <summary>How many persons were erased.</summary>
    public int Erased => absences.Erased.Count;

    /// <summary>Takes an entry in that fits.</summary>
    public void Take(EntryCheck entry)
    {
        Explain(entry);
        foreach (var (subject, _) in entry.Envelope!.Personal)
        {
            unnamed.Remove(subject);
            if (!entry.Gone.IsEmpty && entry.Gone.Contains(subject))
                absences.Missing(subject, entry.Position, isKey: false);
            else if (held.TryAdd(subject, entry.Position) && withKeys?.Contains(subject) == false)
                absences.Missing(subject, entry.Position, isKey: true);
        }
    }

    /// <summary>Notes whom an entry erased. Only the hub erases: what a device says of it explains nothing.</summary>
    public void Explain(EntryCheck entry)
    {
        if (entry is { SignedId: null, Envelope: { } envelope })
            absences.Explain(envelope.Erased);
    }

    /// <summary>A part or a key is gone that no entry erased.</summary>
    public Fault? Gone() => absences.First is { } absence ? new(absence.Position, absence.What) : null;

    /// <summary>Erased, and still there: somebody put an older copy of a part or a key back.</summary>
    public Fault? Left()
    {
        var first = absences.Erased.Select(subject => held.GetValueOrDefault(subject, long.MaxValue))
            .DefaultIfEmpty(long.MaxValue).Min();
        if (first < long.MaxValue)
            return new(first, $"A personal part of entry {first} is still there, and its person was erased.");
        return withKeys is not null && absences.Erased.Any(withKeys.Contains)
            ? new(0, "There is a key of a person who was erased.") { Place = FaultPlace.PersonKeys }
            : null;
    }

    /// <summary>Keys of persons whom no entry names: entries are gone, or somebody put keys in.</summary>
    public Fault? Orphans() => unnamed.Count == 0 ? null : new(0,
        unnamed.Count == 1
            ? "There is a key of a person whom no entry names."
            : $"There are keys of {unnamed.Count} persons whom no entry names.")
    {
        Place = FaultPlace.PersonKeys,
    };
}
