using System.Collections.Immutable;
using Annona.Parties;
using Annona.Places;
using Annona.Values;

namespace Annona.People;

/// <summary>A person as the register has it, put together for one answer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Ordinal">Order of arrival, from 0.</param>
/// <param name="Household">Ordinal of the household.</param>
/// <param name="Facts">What may be counted. Places are as recorded, not looked up again.</param>
public sealed record PersonRecord(Id<Person> Id, int Ordinal, int Household, PersonFacts Facts)
{
    /// <summary>The record of a person on record.</summary>
    internal static PersonRecord Of(PeopleRegister people, int ordinal)
    {
        ref readonly var row = ref people.Row(ordinal);
        return new(people.PersonId(ordinal), ordinal, row.Household, people.FactsOf(row))
        {
            From = row.List < 0 ? null : new(people.Lists.All[row.List].Id, row.ListVersion, row.ListRow),
            Left = row.Is(PeopleFlags.Left),
            Objected = row.Is(PeopleFlags.Objected),
            Synthetic = row.Is(PeopleFlags.Synthetic),
            HasDetails = row.Is(PeopleFlags.HasDetails),
            Erased = row.Is(PeopleFlags.Erased),
        };
    }

    /// <summary>What officers type: <c>N3</c> for the third person on record.</summary>
    public string Code => PeopleCodes.Person(Ordinal);

    /// <summary>What officers type for the household.</summary>
    public string HouseholdCode => PeopleCodes.Household(Household);

    /// <summary>The list that brought the person; null for one registered at the desk.</summary>
    public ListRow? From { get; init; }

    /// <summary>Left the register.</summary>
    public bool Left { get; init; }

    /// <summary>Stays out of every disclosure.</summary>
    public bool Objected { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Whether there is a personal part; false when erased or not opened here.</summary>
    public bool HasDetails { get; init; }

    /// <summary>The personal part was destroyed, and there will never be another.</summary>
    public bool Erased { get; init; }
}

/// <summary>A household as the register has it, put together for one answer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Ordinal">Order of arrival, from 0.</param>
public sealed record HouseholdRecord(Id<Household> Id, int Ordinal)
{
    /// <summary>What officers type: <c>H3</c> for the third household on record.</summary>
    public string Code => PeopleCodes.Household(Ordinal);

    /// <summary>Number of the form, as printed.</summary>
    public string? Form { get; init; }

    /// <summary>Random id on the household's card.</summary>
    public Guid? Card { get; init; }

    /// <summary>Ordinals of its members in order of arrival, also those who left.</summary>
    public required IReadOnlyList<int> Members { get; init; }

    /// <summary>Ordinal of the representative; null when none is stated.</summary>
    public int? Head { get; init; }

    /// <summary>The head count, if there was one.</summary>
    public required IReadOnlyList<HeadCount> HeadCounts { get; init; }

    /// <summary>Size as the head count stated it; 0 without one.</summary>
    public int Stated { get; init; }

    /// <summary>Where from.</summary>
    public PlaceRef Origin { get; init; }

    /// <summary>Where now.</summary>
    public PlaceRef Present { get; init; }

    /// <summary>Day of arrival, local.</summary>
    public DateOnly? Arrived { get; init; }

    /// <summary>The shelter it lives in.</summary>
    public Id<Place>? Shelter { get; init; }

    /// <summary>The first day in that shelter, local.</summary>
    public DateOnly? ShelteredSince { get; init; }

    /// <summary>A legal basis is recorded.</summary>
    public bool BasisRecorded { get; init; }

    /// <summary>It was told what is kept and why.</summary>
    public bool NoticeGiven { get; init; }

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }
}

/// <summary>One version of a list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="AsOf">The day for which the owner vouches.</param>
/// <param name="Basis">On what ground the owner may share it.</param>
/// <param name="Purpose">What it may be used for.</param>
/// <param name="FileHash">SHA-256 of the file.</param>
public sealed record ListVersion(int Number, DateOnly AsOf, string Basis, string Purpose, string FileHash)
{
    /// <summary>How the file was read.</summary>
    public ListReading Reading { get; init; } = ListReading.Unknown;

    /// <summary>New or returned persons registered from it so far.</summary>
    public int Added { get; init; }

    /// <summary>Changes of persons recorded from it so far.</summary>
    public int Changed { get; init; }

    /// <summary>Persons who left because it does not have them.</summary>
    public int Gone { get; init; }

    /// <summary>All its rows were dealt with.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Of a closed version: rows that nobody accepted; null when nobody compared them.</summary>
    public int? Undecided { get; init; }

    /// <summary>What became of its rows, from the entries themselves.</summary>
    public ListCounts Counts(int? undecided) =>
        new(Reading.Rows, Added, Changed, Gone, Reading.Bad, undecided);
}

/// <summary>A list as the register has it.</summary>
public sealed record PeopleListRow(
    Id<PeopleList> Id, int Number, Id<Party> Owner, string Name, Guid Space, ImmutableArray<ListVersion> Versions,
    bool Synthetic)
{
    /// <summary>What officers type: <c>LST3</c> for the third list on record.</summary>
    public string Code => $"LST{Number}";

    /// <summary>The newest version.</summary>
    public ListVersion Newest => Versions[^1];

    /// <summary>The id of the person whom a record of this list means, in every version.</summary>
    /// <param name="record">The record's number as the list's owner gives it.</param>
    public Id<Person> PersonOf(string record) => new(Ids.From(Space, "record/" + record));

    /// <summary>The household of a form of this list; without a form, a household of the record's own.</summary>
    public Id<Household> HouseholdOf(string? form, string record) =>
        new(Ids.From(Space, form is null ? "alone/" + record : "form/" + form));
}
