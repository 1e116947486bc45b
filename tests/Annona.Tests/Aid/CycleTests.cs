using Annona.Aid;
using Annona.Duplicates;
using Annona.People;
using Annona.Tests.People;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

public sealed class CycleTests
{
    readonly AidStory story = new();

    [Fact]
    public void A_ration_for_a_person_grows_with_the_household()
    {
        var (small, large) = (story.Family(people: 1), story.Family(people: 6));
        var programme = story.Plan(
            Modality.InKind, ("1 food-parcel", RationPer.Household), ("2.500 rice-kg", RationPer.Person));

        story.Grant(programme);

        Assert.Equal(
            [Of("1 food-parcel"), Of("2.500 rice-kg")],
            story.Aid.EntitlementsOf(small, programme.Id, 1).Select(right => right.Granted).Reverse());
        Assert.Equal(Of("15.000 rice-kg"), story.Aid.EntitlementsOf(large, programme.Id, 1).First().Granted);
        Assert.Equal(new CycleTotals(2, 7), story.Aid.GrantedIn(programme.Id, 1));
    }

    [Fact]
    public void A_dry_run_says_who_is_in_and_who_is_out_and_why_and_records_nothing()
    {
        story.Family(people: 4);
        story.Family(people: 2);
        story.Family(people: 1);
        var programme = story.Plan(Modality.InKind, ("2.000 rice-kg", RationPer.Person));
        var position = story.Operation.Now.Position;
        var onlyLarge = new GrantRule(new() { SizeMin = 2, SizeMax = 3 }, programme.Rules[0].Rations);

        var run = story.Operation.Answer(new DryRunCycle(programme.Id, 1, onlyLarge))!;

        Assert.Equal((1, 2), (run.Households, run.People));
        Assert.Equal([Of("4.000 rice-kg")], run.Amounts);
        Assert.Equal([new(OutReason.TooSmall, 1, 1), new(OutReason.TooLarge, 1, 4)], run.Out);
        Assert.Equal(position, story.Operation.Now.Position);
    }

    [Fact]
    public void What_is_not_known_is_said_to_be_not_known()
    {
        story.Family(people: 1);
        var programme = story.Plan();
        var here = new GrantRule(new() { Place = story.Goris }, programme.Rules[0].Rations);
        var since = new GrantRule(new() { ArrivedFrom = Monday }, programme.Rules[0].Rations);

        Assert.Equal(OutReason.PlaceNotKnown,
            story.Operation.Answer(new DryRunCycle(programme.Id, 1, here))!.Out[0].Reason);
        Assert.Equal(OutReason.ArrivalNotKnown,
            story.Operation.Answer(new DryRunCycle(programme.Id, 1, since))!.Out[0].Reason);
    }

    [Fact]
    public void Place_arrival_and_needs_decide_who_is_in()
    {
        var household = story.Operation.HouseholdOf(story.Operation.Register(
            PeopleScenes.Named("Head", "One"), facts: new()
            {
                Present = new(story.Goris, null), Arrived = Monday.AddDays(-3), Needs = Needs.OlderPerson,
            }));
        var programme = story.Plan();

        int In(Eligibility who) =>
            story.Operation.Answer(new DryRunCycle(programme.Id, 1, new(who, programme.Rules[0].Rations)))!.Households;

        Assert.Equal(1,
            In(new() { Place = story.Goris, ArrivedFrom = Monday.AddDays(-3), ArrivedTo = Monday.AddDays(-3) }));
        Assert.Equal(1, In(new() { Needs = Needs.OlderPerson | Needs.Disability }));
        Assert.Equal(0, In(new() { Needs = Needs.Disability }));
        Assert.Equal(0, In(new() { ArrivedFrom = Monday.AddDays(-2) }));
        Assert.Equal(0, In(new() { ArrivedTo = Monday.AddDays(-4) }));
        Assert.False(story.Aid.IsGranted(programme.Id, 1, household));
    }

    [Fact]
    public void Granting_again_reaches_only_those_who_came_since()
    {
        var first = story.Family(people: 3);
        var programme = story.Plan();
        story.Grant(programme);
        Assert.Equal("aid.nobody-to-grant",
            story.Operation.Refused(new GrantCycle(programme.Id, 1) { Intent = story.Next() }).Code);

        story.Family(people: 2);
        story.Grant(programme);

        Assert.Equal(new CycleTotals(2, 5), story.Aid.GrantedIn(programme.Id, 1));
        Assert.Equal(Of("1 food-parcel"), story.Aid.EntitlementsOf(first).Single().Granted);
    }

    [Fact]
    public void A_new_rule_never_changes_what_was_granted_or_given_under_the_old_one()
    {
        var (single, pair) = (story.Family(people: 1), story.Family(people: 2));
        var programme = story.Plan();
        story.Grant(programme);
        story.Give(story.Day(programme), single, "1 food-parcel");

        story.Record(
            new ChangeRule(programme.Id,
            new(new() { SizeMin = 2 }, [new(Of("3 food-parcel"), RationPer.Household)]), "Less came.")
            {
                Intent = story.Next(),
            });
        story.Grant(programme, cycle: 2);

        Assert.Equal([Of("1 food-parcel")], story.Aid.EntitlementsOf(single).Select(right => right.Granted));
        Assert.Equal([Of("3 food-parcel"), Of("1 food-parcel")],
            story.Aid.EntitlementsOf(pair).Select(right => right.Granted));
        Assert.Equal(1, story.Operation.Answer(new CountReached(new() { Programme = programme.Id })).Households);
        var standing = story.Operation.Answer(new ShowHouseholdAid(single))!.Standings;
        Assert.Equal((1, true), (Assert.Single(standing).Cycle, standing[0].IsGranted));
        story.Operation.Wait(TimeSpan.FromDays(7));
        Assert.Equal(OutReason.TooSmall, story.Operation.Answer(new ShowHouseholdAid(single))!.Standings[1].WhyNot);
    }

    [Fact]
    public void A_suspected_duplicate_keeps_its_aid_and_a_merged_one_counts_once()
    {
        var (one, other) = (story.Family(people: 1), story.Family(people: 1));
        var programme = story.Plan();
        var pair = Pair.Of(story.Operation.Now.People.PersonId(0), story.Operation.Now.People.PersonId(1));
        Assert.Equal(2, story.Operation.Answer(new DryRunCycle(programme.Id, 1))!.Households);

        story.Record(new MergeRecords(pair, "Same passport.") { Intent = story.Next() });

        var run = story.Operation.Answer(new DryRunCycle(programme.Id, 1))!;
        Assert.Equal((1, 1), (run.Households, run.People));
        Assert.Equal([new(OutReason.NobodyThere, 1, 0)], run.Out);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void A_head_count_is_enough_to_be_granted()
    {
        story.Record(
            new RegisterHeadCount(null, [new(Sex.Female, AgeBand.From18To59, 2), new(Sex.Male, AgeBand.Under5, 3)])
            {
                Intent = story.Next(),
            });
        var programme = story.Plan(Modality.InKind, ("1.000 rice-kg", RationPer.Person));

        story.Grant(programme);

        Assert.Equal(new CycleTotals(1, 5), story.Aid.GrantedIn(programme.Id, 1));
    }

    [Fact]
    public void Plans_that_cannot_be_kept_are_refused()
    {
        Assert.Equal("aid.no-ration", Refused(new(Eligibility.Everybody, [])));
        Assert.Equal("aid.ration-amount", Refused(Rule(("0 food-parcel", RationPer.Person))));
        Assert.Equal("aid.unknown-commodity", Refused(Rule(("1 tent", RationPer.Person))));
        Assert.Equal("aid.ration-twice",
            Refused(Rule(("1 food-parcel", RationPer.Person), ("1 food-parcel", RationPer.Household))));
        Assert.Equal("aid.nobody-can-meet",
            Refused(new(new() { SizeMin = 3, SizeMax = 2 }, Rule(("1 food-parcel", RationPer.Person)).Rations)));
        Assert.Equal("aid.cash-ration", story.Operation.Refused(
            story.Planning(Rule(("1 food-parcel", RationPer.Person)), Modality.Cash)).Code);
        var programme = story.Plan();
        Assert.Equal("aid.outside-cycle", story.Operation.Refused(
            new PlanDistribution(programme.Id, 1, story.Goris, Monday.AddDays(9))
            {
                Intent = story.Next(),
                Stock = Point,
            }).Code);
        Assert.Equal("aid.stock-account", story.Operation.Refused(
            new PlanDistribution(programme.Id, 1, story.Goris, Monday) { Intent = story.Next() }).Code);
    }

    string Refused(GrantRule rule) => story.Operation.Refused(story.Planning(rule)).Code;
}
