using System.Collections.Immutable;
using Annona.Journal;
using Annona.Values;

namespace Annona.People;

/// <summary>What holds an erasure back.</summary>
/// <param name="Reason">Which case, as a code.</param>
/// <param name="Until">The last day, local.</param>
public sealed record ErasureHold(string Reason, DateOnly Until);

/// <summary>Whose keys and parts are destroyed, and whose are held back.</summary>
public sealed record ErasureRegister : IRegister<ErasureRegister>
{
    Table<ErasedRow> erased = Table<ErasedRow>.New();
    ImmutableDictionary<Id<Person>, ErasureHold> holds = ImmutableDictionary<Id<Person>, ErasureHold>.Empty;

    ErasureRegister()
    {
    }

    /// <summary>How many keys were destroyed.</summary>
    public int Count => erased.Count;

    /// <summary>The last entry that destroyed a key; 0 if none did.</summary>
    public long LastEntry => erased.Count == 0 ? 0 : erased[erased.Count - 1].Position;

    /// <summary>Before the first entry. Each call makes maps of its own.</summary>
    public static ErasureRegister New() => new();

    /// <summary>Whether a key was destroyed. It never gets another.</summary>
    /// <param name="subject">A person, or whoever else has a key of their own.</param>
    public bool Has(Guid subject) => erased.Has(subject);

    /// <summary>Whose keys were destroyed, in the order in which they were, from one on (0 is the first).</summary>
    public IEnumerable<Guid> From(int first)
    {
        for (var at = first; at < erased.Count; at++)
            yield return erased.IdOf(at);
    }

    /// <summary>The entry that destroyed a key; null when none did.</summary>
    public long? EntryOf(Guid subject) => erased.Find(subject) is >= 0 and var at ? erased[at].Position : null;

    /// <summary>What holds a person's erasure back on a day; null when nothing does.</summary>
    public ErasureHold? HoldOf(Id<Person> person, DateOnly today) =>
        holds.TryGetValue(person, out var hold) && hold.Until >= today ? hold : null;

    /// <summary>Every hold that stands on a day, in order of its end.</summary>
    public IEnumerable<(Id<Person> Person, ErasureHold Hold)> HoldsOn(DateOnly today) => holds
        .Where(held => held.Value.Until >= today)
        .OrderBy(held => held.Value.Until).ThenBy(held => held.Key.Value)
        .Select(held => (held.Key, held.Value));

    /// <inheritdoc/>
    public ErasureRegister After(Recorded recorded, Edit edit)
    {
        var next = recorded.Event switch
        {
            ErasureHeld held => this with { holds = holds.SetItem(held.Person, new(held.Reason, held.Until)) },
            ErasureReleased released => this with { holds = holds.Remove(released.Person) },
            PersonErased gone when holds.ContainsKey(gone.Person) => this with { holds = holds.Remove(gone.Person) },
            _ => this,
        };
        foreach (var subject in recorded.Event.Erased)
            if (!next.erased.Has(subject))
                next = next with { erased = next.erased.Add(subject, new(recorded.Position), edit) };
        return next;
    }

    readonly record struct ErasedRow(long Position);
}
