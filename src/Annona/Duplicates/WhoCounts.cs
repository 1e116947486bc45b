using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>
/// The one rule of who counts, under which record, and how many people stand behind a head count. Every count of
/// people uses it, so that two counts of one register never differ. Made for one answer.
/// </summary>
/// <remarks>
/// Records that a person decided to be one count once. Whoever left does not count. A household of which so many were
/// counted and fewer are registered one by one has unnamed people: the head count less its members on record, merged
/// households being one.
/// </remarks>
sealed class WhoCounts
{
    readonly Registers now;
    readonly Dictionary<int, int> canonicalPersons;
    readonly Dictionary<int, int> canonicalHouseholds;
    readonly Dictionary<int, List<int>> groups = [];

    public WhoCounts(Registers now)
    {
        this.now = now;
        canonicalPersons = Canonical(now.Duplicates.Persons, id => now.People.Find(new Id<Person>(id)));
        canonicalHouseholds = Canonical(now.Duplicates.Households, id => now.People.Find(new Id<Household>(id)));
        foreach (var (household, canonical) in canonicalHouseholds)
        {
            if (!groups.TryGetValue(canonical, out var group))
                groups[canonical] = group = [canonical];
            group.Add(household);
        }
    }

    /// <summary>The ordinal of the record under which a person's record counts; itself when in no group.</summary>
    public int Person(int person) => canonicalPersons.GetValueOrDefault(person, person);

    /// <summary>The ordinal of the record under which a household's record counts.</summary>
    public int Household(int household) => canonicalHouseholds.GetValueOrDefault(household, household);

    /// <summary>All records of a household, the one under which it counts first.</summary>
    public IReadOnlyList<int> RecordsOf(int canonicalHousehold) =>
        groups.TryGetValue(canonicalHousehold, out var group) ? group : [canonicalHousehold];

    /// <summary>The records that count, one a person: of those that are one, the first that may be counted.</summary>
    /// <param name="mayCount">Whether a record, by its ordinal, is among those meant and has not left.</param>
    public IEnumerable<int> Persons(Func<int, bool> mayCount)
    {
        var shadows = Shadows(mayCount);
        for (var at = 0; at < now.People.PersonCount; at++)
            if (mayCount(at) && !shadows.Contains(at))
                yield return at;
    }

    /// <summary>Whether a record is on the register today, in its layer.</summary>
    public bool IsHere(int person, bool synthetic)
    {
        ref readonly var row = ref now.People.Row(person);
        return !row.Is(PeopleFlags.Left) && row.Is(PeopleFlags.Synthetic) == synthetic;
    }

    /// <summary>The head count of a household: the highest of its records.</summary>
    public int Stated(int canonicalHousehold)
    {
        var stated = 0;
        foreach (var at in RecordsOf(canonicalHousehold))
            stated = Math.Max(stated, now.People.HouseholdRowOf(at).Stated);
        return stated;
    }

    /// <summary>
    /// People who were counted in a household and are not registered one by one, also not since they left.
    /// </summary>
    public int Unnamed(int canonicalHousehold)
    {
        var stated = Stated(canonicalHousehold);
        return stated == 0 ? 0 : Math.Max(0, stated - Members(canonicalHousehold).Count);
    }

    /// <summary>The same, for a count of who is here today: where everybody registered has left, nobody is.</summary>
    public int UnnamedHere(int canonicalHousehold)
    {
        var stated = Stated(canonicalHousehold);
        if (stated == 0)
            return 0;
        var members = Members(canonicalHousehold);
        return members.Count > 0 && members.All(at => now.People.Row(at).Is(PeopleFlags.Left))
            ? 0
            : Math.Max(0, stated - members.Count);
    }

    /// <summary>Different persons ever registered, with those of head counts.</summary>
    public long EverRegistered(bool synthetic)
    {
        var (persons, unnamed) = (0L, 0L);
        for (var at = 0; at < now.People.PersonCount; at++)
            if (Person(at) == at && now.People.Row(at).Is(PeopleFlags.Synthetic) == synthetic)
                persons++;
        for (var at = 0; at < now.People.HouseholdCount; at++)
            if (Household(at) == at && now.People.HouseholdRowOf(at).Is(PeopleFlags.Synthetic) == synthetic)
                unnamed += Unnamed(at);
        return persons + unnamed;
    }

    /// <summary>
    /// The members on record of a household, those who left included, each under the record that counts.
    /// </summary>
    public HashSet<int> Members(int canonicalHousehold)
    {
        var members = new HashSet<int>();
        foreach (var record in RecordsOf(canonicalHousehold))
            for (var at = now.People.HouseholdRowOf(record).FirstMember; at >= 0;
                at = now.People.Row(at).NextInHousehold)
                members.Add(Person(at));
        return members;
    }

    HashSet<int> Shadows(Func<int, bool> mayCount)
    {
        var shadows = new HashSet<int>();
        foreach (var group in now.Duplicates.Persons.Groups())
            shadows.UnionWith(
                group.Select(id => now.People.Find(new Id<Person>(id))).Where(at => at >= 0 && mayCount(at)).Skip(1));
        return shadows;
    }

    /// <summary>By ordinal of a record that counts under another: the ordinal of the other.</summary>
    static Dictionary<int, int> Canonical(GroupRegister groups, Func<Guid, int> find)
    {
        var canonical = new Dictionary<int, int>();
        foreach (var group in groups.Groups())
        {
            var known = group.Select(find).Where(at => at >= 0).ToList();
            foreach (var other in known.Skip(1))
                canonical[other] = known[0];
        }
        return canonical;
    }
}
