using Annona.Parties;
using Annona.Values;

namespace Annona.People;

/// <summary>A version of a list came in. Its rows follow.</summary>
/// <param name="List">The list; the same for all its versions.</param>
/// <param name="Version">From 1.</param>
/// <param name="Owner">The party that owns the list.</param>
/// <param name="Name">What officers call it.</param>
/// <param name="AsOf">The day for which the owner vouches.</param>
/// <param name="Basis">On what ground the owner may share it.</param>
/// <param name="Purpose">What it may be used for.</param>
/// <param name="FileHash">SHA-256 of the file, 64 hex digits in lower case.</param>
/// <param name="Space">
/// Random, the same for all versions: ids of persons are derived from it and from the record's number in the list. It
/// stands in the sealed part only, so that nobody without the register's key can test guesses of record numbers
/// against ids.
/// </param>
public sealed record PeopleListOpened(
    Id<PeopleList> List, int Version, Id<Party> Owner, string Name, DateOnly AsOf, string Basis, string Purpose,
    string FileHash, Guid Space) : Event
{
    /// <summary>How the file was read.</summary>
    public ListReading Reading { get; init; } = ListReading.Unknown;
}

/// <summary>How the file of a version was read: the same file read otherwise gives other people.</summary>
/// <param name="How">Which column was taken for what, and what else was said, such as <c>given-name=3</c>.</param>
/// <param name="Rows">Rows that could be read.</param>
/// <param name="Bad">Rows left out because they could not be read.</param>
/// <param name="ByPlace">
/// No column had the record's number, so rows are told apart by their place in the file.
/// </param>
public sealed record ListReading(string How, int Rows, int Bad, bool ByPlace)
{
    /// <summary>Nothing was said.</summary>
    public static ListReading Unknown { get; } = new("", 0, 0, ByPlace: false);
}

/// <summary>What became of the rows of a list's version.</summary>
/// <param name="Rows">Rows that could be read.</param>
/// <param name="Added">New persons registered.</param>
/// <param name="Changed">Persons changed.</param>
/// <param name="Gone">Persons who left because the version does not have them.</param>
/// <param name="Bad">Rows left out because they could not be read.</param>
/// <param name="Undecided">New, changed or gone rows that nobody accepted; null when nobody compared them.</param>
public sealed record ListCounts(int Rows, int Added, int Changed, int Gone, int Bad, int? Undecided);

/// <summary>All rows of a version were dealt with.</summary>
public sealed record PeopleListClosed(Id<PeopleList> List, int Version, ListCounts Counts) : Event;
