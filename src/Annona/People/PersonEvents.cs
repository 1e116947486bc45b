using Annona.Places;
using Annona.Values;

namespace Annona.People;

/// <summary>So many people of one sex and age band, counted at a glance.</summary>
public sealed record HeadCount(Sex Sex, AgeBand Band, int Count);

/// <summary>
/// A household was counted and got a card; its members are registered one by one later, in the same household.
/// </summary>
/// <param name="Household">Its id.</param>
/// <param name="People">Counted, by sex and age band; each count 1 or more.</param>
public sealed record HeadCountRegistered(Id<Household> Household, IReadOnlyList<HeadCount> People) : Event
{
    /// <summary>
    /// The random id on the card that was handed out; null when none was. It says nothing about the household.
    /// </summary>
    public Guid? Card { get; init; }

    /// <summary>The number of the form, as printed.</summary>
    public string? Form { get; init; }

    /// <summary>Where from.</summary>
    public PlaceRef Origin { get; init; }

    /// <summary>Where now.</summary>
    public PlaceRef Present { get; init; }

    /// <summary>Day of arrival, local.</summary>
    public DateOnly? Arrived { get; init; }
}

/// <summary>Where in a list a person stands.</summary>
/// <param name="List">The list.</param>
/// <param name="Version">Of the list, from 1.</param>
/// <param name="Row">Of the file, as its reader sees it: the header is row 1.</param>
public sealed record ListRow(Id<PeopleList> List, int Version, int Row);

/// <summary>
/// A person is registered in a household. For a person who is registered already (gone and back again) it says
/// everything anew.
/// </summary>
/// <param name="Person">Its id; the personal part has the same subject.</param>
/// <param name="Household">The household; new if it is not known yet.</param>
/// <param name="Facts">What may be counted.</param>
public sealed record PersonRegistered(Id<Person> Person, Id<Household> Household, PersonFacts Facts) : Event
{
    /// <summary>Number of the household's form, as the list or the paper has it.</summary>
    public string? Form { get; init; }

    /// <summary>The list that brought the person; null for one registered at the desk.</summary>
    public ListRow? From { get; init; }
}

/// <summary>A person's record was corrected.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Fields">Which fields changed. The facts and the personal part carry only these.</param>
/// <param name="Facts">
/// The new values of the changed fields; the others stand at their defaults and mean nothing.
/// </param>
/// <param name="Reason">Why, as a code such as <c>list-version</c> or <c>document-seen</c>.</param>
public sealed record PersonChanged(Id<Person> Person, PersonFields Fields, PersonFacts Facts, string Reason) : Event
{
    /// <summary>The household the person belongs to now, if that changed.</summary>
    public Id<Household>? Household { get; init; }

    /// <summary>The row of the list that brought the change; null for one made at the desk.</summary>
    public ListRow? From { get; init; }
}

/// <summary>Why somebody is not in the register any more.</summary>
public enum LeaveReason
{
    /// <summary>A newer version of the list does not have the row.</summary>
    GoneFromList,

    /// <summary>Moved on.</summary>
    Departed,

    /// <summary>Died.</summary>
    Died,

    /// <summary>Should not have been registered.</summary>
    RegisteredInError,
}

/// <summary>A person left the register. What was given to them stays on record.</summary>
/// <param name="Person">Who.</param>
/// <param name="On">The day, local.</param>
/// <param name="Reason">Why.</param>
public sealed record PersonLeft(Id<Person> Person, DateOnly On, LeaveReason Reason) : Event;

/// <summary>On what ground data of a household are kept for a purpose.</summary>
/// <param name="Household">Whose.</param>
/// <param name="Purpose">Such as <c>aid</c>.</param>
/// <param name="Basis">Such as <c>vital-interest</c> or <c>consent</c>.</param>
/// <param name="On">The day, local.</param>
public sealed record LegalBasisRecorded(Id<Household> Household, string Purpose, string Basis, DateOnly On) : Event;

/// <summary>A household was told what is kept about it and why.</summary>
/// <param name="Household">Who was told.</param>
/// <param name="Language">BCP 47 tag of the language it was told in.</param>
/// <param name="On">The day, local.</param>
public sealed record NoticeGiven(Id<Household> Household, string Language, DateOnly On) : Event;

/// <summary>A person objected. The record is kept so that aid goes on, and stays out of every disclosure.</summary>
/// <param name="Person">Who.</param>
/// <param name="On">The day, local.</param>
/// <param name="Withdrawn">The objection was taken back.</param>
public sealed record PersonObjected(Id<Person> Person, DateOnly On, bool Withdrawn) : Event;

/// <summary>A household lives in a shelter, or left it.</summary>
/// <param name="Household">Who.</param>
/// <param name="Site">The shelter; null: in none any more.</param>
/// <param name="Since">The first day, local.</param>
public sealed record HouseholdSheltered(Id<Household> Household, Id<Place>? Site, DateOnly Since) : Event;
