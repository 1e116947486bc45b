using Annona.People;
using Annona.Values;

namespace Annona.Privacy;

/// <summary>
/// Which disclosures have somebody's data. A disclosure says whom it meant, not whom it met, so it is compared with
/// what was on record of the person when it was made.
/// </summary>
static class SubjectDisclosures
{
    public static IReadOnlyList<SubjectDisclosure> Of(
        Registers now, IReadOnlyList<int> same, IReadOnlyList<PastEntry> past) =>
    [
        .. now.People.Disclosures.All
            .Where(row => same.Any(at => Met(now, at, past, row)))
            .Select(row => new SubjectDisclosure(
                row.At, row.Fact.Recipient, row.Fact.Purpose, row.Fact.Basis, row.Fact.Fields,
                ListDisclosures.WordsOf(now, row.Fact.Filter), row.Fact.Filter.Place is null)),
    ];

    static bool Met(Registers now, int at, IReadOnlyList<PastEntry> past, DisclosureRow row)
    {
        var person = now.People.PersonId(at);
        var before = past.Where(entry => entry.At <= row.At).Select(entry => entry.Event).ToList();
        var registered = before.OfType<PersonRegistered>().Where(fact => fact.Person == person).ToList();
        if (registered.Count == 0 || before.Any(fact => fact.Erased.Contains(person.Value)))
            return false;
        if (before.OfType<PersonObjected>().LastOrDefault(fact => fact.Person == person) is { Withdrawn: false })
            return false;
        var filter = row.Fact.Filter;
        return (filter.WithLeft || !HadLeft(before, person))
            && (filter.Persons.Count == 0 || filter.Persons.Contains(person))
            && (filter.List is not { } list || registered.Any(fact => fact.From?.List == list))
            && (filter.Household is not { } home || WasIn(home, before, person));
    }

    static bool HadLeft(IEnumerable<Event> before, Id<Person> person) => before.LastOrDefault(fact =>
        fact is PersonLeft left && left.Person == person
        || fact is PersonRegistered back && back.Person == person) is PersonLeft;

    /// <summary>The household that they were last said to belong to.</summary>
    static bool WasIn(Id<Household> home, IEnumerable<Event> before, Id<Person> person) => before
        .Select(fact => fact switch
        {
            PersonRegistered it when it.Person == person => it.Household,
            PersonChanged it when it.Person == person => it.Household,
            _ => null,
        })
        .LastOrDefault(said => said is not null) == home;
}
