using Annona.People;
using Annona.Values;

namespace Annona.Duplicates;

/// <summary>
/// Which records would be one after some more merges: what a decision looks at before it joins two groups. Two records
/// that somebody decided to be different never become one through others.
/// </summary>
sealed class OneGroups(DuplicateRegister register)
{
    readonly Dictionary<Guid, HashSet<Guid>> joined = [];

    /// <summary>Why the groups of a pair cannot be joined, or null. The pair itself may be decided anew.</summary>
    public Refusal? Refuse(Pair pair)
    {
        var (left, right) = (GroupOf(pair.Kind, pair.Low), GroupOf(pair.Kind, pair.High));
        if (left.Contains(pair.High))
            return null;
        foreach (var one in left)
            foreach (var other in right)
                if (PairOf(pair.Kind, one, other) is var between && between != pair
                    && register.Find(between) is { Verdict: Verdict.Different } different)
                    return DuplicateRefusals.DecidedDifferent(different.Code);
        return null;
    }

    /// <summary>Counts the groups of a pair as one from now on.</summary>
    public void Join(Pair pair)
    {
        HashSet<Guid> all = [.. GroupOf(pair.Kind, pair.Low), .. GroupOf(pair.Kind, pair.High)];
        foreach (var record in all)
            joined[record] = all;
    }

    /// <summary>
    /// The codes of the other records of the group when the two are one without being merged with each other; none
    /// when they are two.
    /// </summary>
    public static IReadOnlyList<string> Through(Registers now, Pair pair)
    {
        var groups = pair.Kind == PairKind.Persons ? now.Duplicates.Persons : now.Duplicates.Households;
        if (groups.CanonicalOf(pair.Low) != groups.CanonicalOf(pair.High))
            return [];
        return
        [
            .. groups.GroupOf(pair.Low).Where(id => id != pair.Low && id != pair.High)
                .Select(id => CodeOf(now, pair.Kind, id)),
        ];
    }

    static string CodeOf(Registers now, PairKind kind, Guid id) => kind == PairKind.Persons
        ? PeopleCodes.Person(now.People.Find(new Id<Person>(id)))
        : PeopleCodes.Household(now.People.Find(new Id<Household>(id)));

    HashSet<Guid> GroupOf(PairKind kind, Guid id) => joined.TryGetValue(id, out var group)
        ? group
        : [.. (kind == PairKind.Persons ? register.Persons : register.Households).GroupOf(id)];

    static Pair PairOf(PairKind kind, Guid one, Guid other) => kind == PairKind.Persons
        ? Pair.Of(new Id<Person>(one), new Id<Person>(other))
        : Pair.Of(new Id<Household>(one), new Id<Household>(other));
}
