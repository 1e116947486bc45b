using Annona.Aid;
using Annona.People;
using Annona.Tests.People;
using Annona.Values;
using CsCheck;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

/// <summary>Who is granted what, beside a slow obvious reading of the rule.</summary>
public sealed class CycleLawTests
{
    static readonly Gen<(int Size, bool Here)> Home = Gen.Select(Gen.Int[1, 6], Gen.Bool);

    [Fact]
    public void A_grant_is_what_a_naive_reading_of_the_rule_gives() =>
        Gen.Select(Home.Array[1, 8], Gen.Int[1, 4], Gen.Int[1, 6], Gen.Int[0, 2], Gen.Bool)
            .Sample((homes, least, most, kind, onlyHere) =>
        {
            var story = new AidStory(parcels: 0);
            var families = homes.Select(home => Family(story, home.Size, home.Here)).ToList();
            var programme = story.Plan(Modality.InKind, Rations(kind));
            var rule = new GrantRule(
                new() { SizeMin = least, SizeMax = Math.Max(least, most), Place = onlyHere ? story.Goris : null },
                programme.Rules[0].Rations);
            story.Record(new ChangeRule(programme.Id, rule, "Tried.") { Intent = story.Next() });
            bool IsIn((int Size, bool Here) home) =>
                home.Size >= least && home.Size <= Math.Max(least, most) && (home.Here || !onlyHere);

            var run = story.Operation.Answer(new DryRunCycle(programme.Id, 1))!;
            var each = story.Operation.Answer(new ListDryRun(programme.Id, 1))!;
            var decision = story.Operation.Ask(new GrantCycle(programme.Id, 1) { Intent = story.Next() });

            Assert.Equal(homes.Any(IsIn), decision is Decision.Accepted);
            Assert.Equal(homes.Count(IsIn), run.Households);
            Assert.Equal(homes.Where(IsIn).Sum(home => home.Size), run.People);
            Assert.Equal(homes.Length, run.Households + run.Out.Sum(reason => reason.Households));
            Assert.Equal(homes.Select(IsIn), each.Select(home => home.Reason == OutReason.None));
            for (var at = 0; at < homes.Length; at++)
                Assert.Equal(
                    IsIn(homes[at]) ? Granted(kind, homes[at].Size) : [],
                    story.Aid.EntitlementsOf(families[at]).Reverse().Select(right => right.Granted));
            Assert.Equal(
                new CycleTotals(homes.Count(IsIn), homes.Where(IsIn).Sum(home => home.Size)),
                story.Aid.GrantedIn(programme.Id, 1));
        }, iter: 60, threads: 1);

    static Id<Household> Family(AidStory story, int size, bool here)
    {
        var facts = new PersonFacts { Present = here ? new(story.Goris, null) : default };
        var household = story.Operation.HouseholdOf(
            story.Operation.Register(PeopleScenes.Named("Head", $"F{story.Next():n}"), facts: facts));
        for (var i = 1; i < size; i++)
            story.Operation.Register(PeopleScenes.Named($"M{i}", "F"), household);
        return household;
    }

    static (string, RationPer)[] Rations(int kind) => kind switch
    {
        0 => [("2 food-parcel", RationPer.Household)],
        1 => [("2.500 rice-kg", RationPer.Person)],
        _ => [("2 food-parcel", RationPer.Household), ("2.500 rice-kg", RationPer.Person)],
    };

    static Amount[] Granted(int kind, int size) =>
    [
        .. Rations(kind).Select(ration =>
            ration.Item2 == RationPer.Person ? Of(ration.Item1) * size : Of(ration.Item1)),
    ];
}
