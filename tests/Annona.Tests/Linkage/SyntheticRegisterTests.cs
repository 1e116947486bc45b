using Annona.Linkage.Generate;
using Annona.Linkage.Names;

namespace Annona.Tests.Linkage;

public sealed class SyntheticRegisterTests
{
    static readonly IReadOnlyList<SyntheticPerson> Lists = SyntheticRegister.Make(new(7, 20_000));

    [Fact]
    public void The_same_seed_gives_the_same_people_and_another_seed_gives_others()
    {
        var again = SyntheticRegister.Make(new(7, 20_000));
        var other = SyntheticRegister.Make(new(8, 20_000));

        Assert.Equal(Lists, again);
        Assert.NotEqual(Lists, other);
    }

    [Fact]
    public void The_numbers_of_the_generator_are_those_of_SplitMix64()
    {
        // The first outputs for seed 0 as published with the reference code of SplitMix64.
        var chance = new SeededChance(0);

        ulong[] numbers = [chance.Next(), chance.Next(), chance.Next()];

        Assert.Equal<ulong>([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], numbers);
    }

    [Fact]
    public void The_plan_is_met()
    {
        var people = Lists.GroupBy(row => row.TruthId).ToList();

        Assert.Equal(20_000, people.Count);
        Assert.InRange(people.Count(rows => rows.Count() == 2) / 20_000.0, 0.18, 0.22);
        Assert.InRange(ShareOf(WritingScript.Armenian), 0.46, 0.54);
        Assert.InRange(ShareOf(WritingScript.Cyrillic), 0.16, 0.24);
        Assert.Equal([1, 2, 3], Lists.Select(row => row.List).Distinct().Order());
    }

    [Fact]
    public void Nobody_stands_twice_in_one_list_or_on_one_form()
    {
        Assert.All(Lists.GroupBy(row => (row.TruthId, row.List)), rows => Assert.Single(rows));
        Assert.All(Lists.GroupBy(row => (row.TruthId, row.FormId)), rows => Assert.Single(rows));
    }

    [Fact]
    public void Rows_count_from_one_without_gaps_and_names_are_in_the_script_they_claim()
    {
        Assert.All(
            Lists.GroupBy(row => row.List),
            rows => Assert.Equal(Enumerable.Range(1, rows.Count()), rows.Select(row => row.Row)));
        Assert.All(Lists, row => Assert.Equal(row.Script, NameNormalizer.Normalize(row.Given).Script));
        Assert.All(Lists, row => Assert.Equal(row.Script, NameNormalizer.Normalize(row.Family).Script));
    }

    [Fact]
    public void Every_name_in_the_lists_can_be_read() =>
        Assert.All(Lists, row => Assert.False(NameNormalizer.Normalize(row.Given).IsMissing));

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(10, 0)]
    public void A_plan_that_cannot_be_met_is_refused(int people, int lists) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SyntheticRegister.Make(new SyntheticPlan(1, people) { Lists = lists }));

    [Fact]
    public void An_empty_register_and_a_single_list_can_be_made()
    {
        Assert.Empty(SyntheticRegister.Make(new(1, 0)));
        Assert.All(SyntheticRegister.Make(new(1, 50) { Lists = 1, TwiceShare = 0 }), row => Assert.Equal(1, row.List));
    }

    static double ShareOf(WritingScript script) => Lists.Count(row => row.Script == script) / (double)Lists.Count;
}
