using Annona.Duplicates;
using Annona.Journal;
using CsCheck;

namespace Annona.Tests.Duplicates;

/// <summary>Groups next to a slow, obvious version: the connected parts of the graph of merged pairs.</summary>
public sealed class GroupTests
{
    const int People = 8;

    static readonly Guid[] Ids = [.. Enumerable.Range(0,
        People).Select(at => Values.Ids.From(TestOperation.Id, "n", at))];

    static readonly Gen<(int, int)> AnyPair =
        from one in Gen.Int[0, People - 1]
        from step in Gen.Int[1, People - 1]
        let other = (one + step) % People
        select (Math.Min(one, other), Math.Max(one, other));

    [Fact]
    public void The_order_of_merges_does_not_matter() => AnyPair.Array[0, 10]
        .SelectMany(made => Gen.Shuffle(made).Select(arrived => (made, arrived)))
        .Sample((made, arrived) => Assert.Equal(Canonicals(Merged(made)), Canonicals(Merged(arrived))));

    [Fact]
    public void Everybody_is_counted_under_the_lowest_id_they_can_be_reached_from() => AnyPair.Array[0,
        12].Sample(pairs =>
        Assert.Equal([.. Enumerable.Range(0, People).Select(at => Naive(pairs, at).Min())], Canonicals(Merged(pairs))));

    [Fact]
    public void Undoing_a_merge_gives_the_groups_that_stood_before() => AnyPair.Array[1, 12].Sample(pairs =>
    {
        var distinct = pairs.Distinct().ToArray();
        var last = distinct[^1];

        var undone = Merged(distinct).Unmerged(Ids[last.Item1], Ids[last.Item2], new Edit());

        Assert.Equal(Canonicals(Merged(distinct[..^1])), Canonicals(undone));
        Assert.Equal(
            distinct[..^1].Length == 0 ? 0 : Canonicals(undone).GroupBy(id => id).Count(group => group.Count() > 1),
            undone.Groups().Count());
    });

    [Fact]
    public void Merges_and_undos_in_any_order_leave_the_pairs_that_are_merged() =>
        Gen.Select(AnyPair, Gen.Bool).Array[0, 30].Sample(steps =>
        {
            var groups = GroupRegister.New();
            var live = new HashSet<(int, int)>();
            foreach (var (pair, merge) in steps)
            {
                var changes = merge ? live.Add(pair) : live.Remove(pair);
                if (changes)
                    groups = merge
                        ? groups.Merged(Ids[pair.Item1], Ids[pair.Item2], new Edit())
                        : groups.Unmerged(Ids[pair.Item1], Ids[pair.Item2], new Edit());
            }

            Assert.Equal([.. Enumerable.Range(0, People).Select(at => Naive([.. live], at).Min())], Canonicals(groups));
        });

    static GroupRegister Merged((int, int)[] pairs) => pairs.Aggregate(
        GroupRegister.New(), (groups, pair) => groups.Merged(Ids[pair.Item1], Ids[pair.Item2], new Edit()));

    static Guid[] Canonicals(GroupRegister groups) => [.. Ids.Select(groups.CanonicalOf)];

    static HashSet<Guid> Naive((int, int)[] pairs, int from)
    {
        var reached = new HashSet<int> { from };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var (one, other) in pairs)
                if (reached.Contains(one) != reached.Contains(other))
                    grown = reached.Add(one) | reached.Add(other);
        }
        return [.. reached.Select(at => Ids[at])];
    }
}
