using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>Who collected: a person on record, or somebody noted by name. Neither when nobody noted it.</summary>
readonly record struct Collector(Id<Person>? Person, string? Outside)
{
    /// <summary>
    /// The fact with who collected. Whoever is not of the household is an alternate; a name stands in the personal
    /// part only.
    /// </summary>
    public AidGiven On(AidGiven given, Registers now)
    {
        if (Person is { } person)
            return given with
            {
                CollectedBy = person,
                Alternate = !Collectors.Belongs(person, given.Household, now),
            };
        return Outside is null ? given : given with
        {
            Alternate = true,
            Personal = [new(AidGiven.AlternateOf(given.Household), new() { Note = Outside })],
        };
    }
}

/// <summary>How a note about who collected is read, at the desk and on lists alike.</summary>
static class Collectors
{
    /// <summary>
    /// Reads a code (<c>N3</c>), an id or a name. False for a code that nobody has: it is a slip of the pen, and no
    /// name.
    /// </summary>
    public static bool TryRead(string? typed, PeopleRegister people, out Collector collector)
    {
        collector = default;
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
            return true;
        if (people.FindPerson(text) is >= 0 and var at)
            collector = new(people.PersonId(at), Outside: null);
        else if (IsCode(text))
            return false;
        else
            collector = new(Person: null, text);
        return true;
    }

    /// <summary>Whether a person is of the household, or of one confirmed as one with it.</summary>
    public static bool Belongs(Id<Person> person, Id<Household> household, Registers now) =>
        now.People.Find(person) is >= 0 and var at
        && now.People.Row(at).Household is >= 0 and var home
        && now.Duplicates.CanonicalOf(now.People.HouseholdId(home)) == now.Duplicates.CanonicalOf(household);

    static bool IsCode(string text) => text.Length > 1 && text[0] is 'N' or 'n' && text.Skip(1).All(char.IsAsciiDigit);
}
