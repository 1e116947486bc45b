using Annona.Access;
using Annona.Duplicates;
using Annona.Journal;
using Annona.Parties;
using Annona.People;
using Annona.Places;

namespace Annona;

/// <summary>A fold: what is known after some entries, in order of position. A value never changes.</summary>
/// <typeparam name="TSelf">The register.</typeparam>
public interface IRegister<TSelf>
    where TSelf : IRegister<TSelf>
{
    /// <summary>This register after one more event. It never refuses: what happened, happened.</summary>
    TSelf After(Recorded recorded, Edit edit);
}

/// <summary>All registers of an operation at one position of its journal.</summary>
public sealed record Registers(
    IntentRegister Intents, AccessRegister Access, PartyRegister Parties, PlaceRegister Places,
    PeopleRegister People, DuplicateRegister Duplicates)
{
    /// <summary>Position of the last entry folded; 0 before the first.</summary>
    public long Position { get; init; }

    /// <summary>Before the first entry. Each call makes maps of its own.</summary>
    public static Registers New() => new(
        IntentRegister.New(), AccessRegister.Empty, PartyRegister.Empty, PlaceRegister.Empty, PeopleRegister.New(),
        DuplicateRegister.New());

    /// <summary>What the books and counts say against themselves, as sentences; none when all is well.</summary>
    public IReadOnlyList<string> Faults() =>
        Position > 0 && Access.AnyCoordinator is null
            ? ["No officer may enrol others: the first entries are missing."] : [];

    /// <summary>After one more entry.</summary>
    public Registers After(Recorded recorded, Edit edit) => new(
        Intents.After(recorded, edit),
        Access.After(recorded, edit),
        Parties.After(recorded, edit),
        Places.After(recorded, edit),
        People.After(recorded, edit),
        Duplicates.After(recorded, edit))
    {
        Position = recorded.Position,
    };
}
