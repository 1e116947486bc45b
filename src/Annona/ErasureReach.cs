using Annona.Aid;
using Annona.People;
using Annona.Values;

namespace Annona;

/// <summary>
/// Whose keys an erasure destroys. It looks at several rooms, so it stands before all: records that officers made one
/// are one person, and who collected for a household is kept under the household's own key.
/// </summary>
static class ErasureReach
{
    /// <summary>Ordinals of the records that count as the asked persons and are not erased yet, in order.</summary>
    public static IReadOnlyList<int> SamePersons(Registers now, IEnumerable<Id<Person>> asked) =>
    [
        .. asked.SelectMany(person => now.Duplicates.Persons.GroupOf(person.Value))
            .Select(person => now.People.Find(new Id<Person>(person)))
            .Where(at => at >= 0 && !now.People.Row(at).Is(PeopleFlags.Erased))
            .Distinct().Order(),
    ];

    /// <summary>
    /// For each person the keys that go: their own, and with the last member of a household the key of who collected
    /// for it.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Guid>> SubjectsOf(Registers now, IReadOnlyList<int> persons)
    {
        var going = persons.ToHashSet();
        var done = new HashSet<int>();
        var subjects = new List<IReadOnlyList<Guid>>(persons.Count);
        foreach (var at in persons)
        {
            var own = now.People.PersonId(at).Value;
            var home = now.People.Row(at).Household;
            subjects.Add(home >= 0 && done.Add(home) && IsLast(now, home, going)
                ? [own, AidGiven.AlternateOf(now.People.HouseholdId(home))]
                : [own]);
        }
        return subjects;
    }

    /// <summary>Facts that destroy the words of cases whose keys are among these, as far as they are there.</summary>
    public static IEnumerable<Event> CasesAgain(Registers now, IReadOnlyList<Guid> subjects, string reason) =>
        Observations.ErasedCases.Again(now, subjects, reason);

    static bool IsLast(Registers now, int home, HashSet<int> going) => now.People.Household(home).Members
        .All(member => going.Contains(member) || now.People.Row(member).Is(PeopleFlags.Erased));
}
