using System.Collections.Immutable;

namespace Annona.Journal;

/// <summary>
/// Personal parts and keys that a journal should have and does not. An entry that erased the person explains them, also
/// one that comes later; what no entry explains is a fault at its first position.
/// </summary>
/// <param name="erasedBefore">
/// Whether an entry before the first one looked at erased a person; null when looking began at entry 1.
/// </param>
public sealed class Absences(Func<Guid, bool>? erasedBefore = null)
{
    readonly HashSet<Guid> erased = [];
    readonly Dictionary<Guid, Absence> unexplained = [];

    /// <summary>Persons whom the entries looked at erased.</summary>
    public IReadOnlyCollection<Guid> Erased => erased;

    /// <summary>The first absence that nothing explains so far; null when there is none.</summary>
    public Absence? First => unexplained.Count == 0 ? null : unexplained.Values.MinBy(absence => absence.Position);

    /// <summary>Whether an entry looked at so far erased a person.</summary>
    public bool IsErased(Guid subject) => erased.Contains(subject) || erasedBefore?.Invoke(subject) == true;

    /// <summary>A part or a key of a person is not there.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="position">The entry that names the person.</param>
    /// <param name="isKey">The key is gone; else the part.</param>
    public void Missing(Guid subject, long position, bool isKey)
    {
        if (!IsErased(subject))
            unexplained.TryAdd(subject, new(position, isKey));
    }

    /// <summary>An entry erased these persons.</summary>
    public void Explain(ImmutableArray<Guid> subjects)
    {
        foreach (var subject in subjects)
        {
            erased.Add(subject);
            unexplained.Remove(subject);
        }
    }
}

/// <summary>Where something is missing.</summary>
/// <param name="Position">The entry.</param>
/// <param name="IsKey">The person's key is gone; else the part.</param>
public readonly record struct Absence(long Position, bool IsKey)
{
    /// <summary>As a sentence.</summary>
    public string What => IsKey
        ? $"The key of a person in entry {Position} is gone, and no entry says that the person was erased."
        : $"A personal part of entry {Position} is gone, and no entry says that it was erased.";
}
