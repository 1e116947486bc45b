using Annona.People;

namespace Annona;

/// <summary>
/// Who stays out of every disclosure. It looks at two rooms, so it stands before both: records that officers made one
/// are one person, and whoever objected on one of them objected on all.
/// </summary>
static class Objections
{
    /// <summary>
    /// Whether the person of a record objected, on this record or on one that counts as the same person.
    /// </summary>
    /// <param name="now">What is known.</param>
    /// <param name="at">Ordinal of the record.</param>
    public static bool Stand(Registers now, int at) =>
        now.People.Row(at).Is(PeopleFlags.Objected)
        || now.Duplicates.Persons.GroupOf(now.People.PersonId(at).Value)
            .Any(other => now.People.Find(new Values.Id<Person>(other)) is >= 0 and var same
                && now.People.Row(same).Is(PeopleFlags.Objected));
}
