using Annona.Aid;
using Annona.Ledger;
using Annona.People;
using Annona.Values;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

public sealed class HandoverTests
{
    readonly AidStory story = new();
    readonly Id<Household> family;
    readonly ProgrammeRow programme;
    readonly DistributionRow day;

    public HandoverTests()
    {
        family = story.Family(people: 5);
        programme = story.Plan(
            Modality.InKind, ("1 food-parcel", RationPer.Household), ("2.500 rice-kg", RationPer.Person));
        story.Grant(programme);
        day = story.Day(programme);
    }

    [Fact]
    public void A_household_cannot_collect_more_than_it_was_granted()
    {
        story.Give(day, family, "10.000 rice-kg");

        var refused = story.Operation.Refused(story.Giving(day, family, "5.000 rice-kg"));

        Assert.Equal("aid.over-entitlement", refused.Code);
        Assert.Equal("5.000 rice-kg was asked for, but 2.500 rice-kg is left of what was granted.", refused.Message);
        Assert.Equal(
            "Give 2.500 rice-kg or less. What was handed over all the same is recorded as a fact from the field.",
            refused.Remedy);
    }

    [Fact]
    public void Two_lines_of_one_thing_count_together()
    {
        var refused = story.Operation.Refused(story.Giving(day, family, "10.000 rice-kg", "5.000 rice-kg"));

        Assert.Equal("15.000 rice-kg was asked for, but 12.500 rice-kg is left of what was granted.", refused.Message);
    }

    [Fact]
    public void What_was_never_granted_is_refused_at_the_desk()
    {
        var late = story.Family(people: 2);

        Assert.Equal("H2 was not granted cycle 1 of B1.",
            story.Operation.Refused(story.Giving(day, late, "1 food-parcel")).Message);
        Assert.Equal("aid.over-entitlement", story.Operation.Refused(story.Giving(day, family, "1.00 USD")).Code);
    }

    [Fact]
    public void Whoever_has_collected_everything_hears_when()
    {
        story.Give(day, family, "1 food-parcel", "12.500 rice-kg");

        var refused = story.Operation.Refused(story.Giving(day, family, "1 food-parcel"));

        Assert.Equal("H1 has collected everything it was granted, last on 2026-03-02.", refused.Message);
    }

    [Fact]
    public void Another_day_than_the_distributions_is_refused_at_the_desk()
    {
        var refused = story.Operation.Refused(
            story.Giving(day, family, "1 food-parcel") with { GivenOn = Monday.AddDays(-1) });

        Assert.Equal("D1 is on 2026-03-02, not on 2026-03-01.", refused.Message);
    }

    [Fact]
    public void A_desk_does_not_give_what_the_books_do_not_have()
    {
        story.Record(new PostTransfers(
            [new(new(story.Next()), Point, new(AccountKind.Loss, ""), Of("1000 food-parcel"), Monday,
                TransferKind.Lose)])
        {
            Intent = story.Next(),
        });

        Assert.Equal("ledger.not-enough", story.Operation.Refused(story.Giving(day, family, "1 food-parcel")).Code);
    }

    [Fact]
    public void One_handover_is_one_entry_and_moves_goods_and_entitlement_together()
    {
        var before = story.Operation.Now.Position;

        story.Give(day, family, "1 food-parcel", "4.000 rice-kg");

        Assert.Equal(before + 1, story.Operation.Now.Position);
        Assert.Equal(Of("999 food-parcel"), story.Balance("Site:Goris point", Parcel));
        Assert.Equal(Of("4.000 rice-kg"), story.Balance("Given:Programme 1, cycle 1", Rice));
        Assert.Equal(
            [Of("0 food-parcel"), Of("8.500 rice-kg")],
            story.Aid.EntitlementsOf(family, programme.Id, 1).Select(right => right.Left).Reverse());
    }

    [Fact]
    public void Something_else_may_be_given_instead()
    {
        var substituted = new HandedItem(Of("3.000 rice-kg"), Lot: null, InsteadOf: Of("1 food-parcel"));

        story.Record(new GiveAid(day.Id, family, [substituted]) { Intent = story.Next() });

        Assert.Equal(Of("1000 food-parcel"), story.Balance("Site:Goris point", Parcel));
        Assert.Equal("aid.over-entitlement", story.Operation.Refused(story.Giving(day, family, "1 food-parcel")).Code);
        Assert.Equal(Of("3.000 rice-kg"), story.Answer().Handed[0]);
    }

    [Fact]
    public void What_was_handed_over_in_the_field_is_never_refused()
    {
        story.Give(day, family, "1 food-parcel");

        story.GiveInField(day, family, "2 food-parcel");

        var open = Assert.Single(story.Aid.Discrepancies.Open);
        Assert.Equal((AidDiscrepancyKind.OverEntitlement, Of("2 food-parcel")), (open.Kind, open.Over));
        Assert.Equal(story.Operation.Coordinator.Officer, open.Owner);
        Assert.Equal(Of("997 food-parcel"), story.Balance("Site:Goris point", Parcel));
    }

    [Fact]
    public void A_field_handover_to_somebody_not_on_the_list_opens_a_discrepancy()
    {
        var late = story.Family(people: 2);

        story.GiveInField(day, late, "1 food-parcel");

        Assert.Equal(AidDiscrepancyKind.NotEntitled, Assert.Single(story.Aid.Discrepancies.Open).Kind);
    }

    [Fact]
    public void A_field_handover_of_more_than_the_store_had_is_the_ledgers_discrepancy()
    {
        story.GiveInField(day, family, "1001 food-parcel");

        var open = Assert.Single(story.Operation.Now.Ledger.Discrepancies.Open);
        Assert.Equal((DiscrepancyKind.NegativeBalance, Of("1 food-parcel")), (open.Kind, open.Amount));
    }

    [Fact]
    public void A_handover_sent_again_by_another_request_is_recorded_once()
    {
        var first = story.Giving(day, family, "1 food-parcel") with { Handover = new(story.Next()) };
        story.Record(first);

        Assert.Empty(story.Record(first with { Intent = story.Next() }));
        Assert.Equal(1, story.Aid.HandoverCount);
        var other = first with { Intent = story.Next(), Items = [new(Of("2.000 rice-kg"))] };
        Assert.Equal("aid.other-handover", story.Operation.Refused(other).Code);
    }

    [Fact]
    public void Old_discrepancies_stop_the_next_cycle_until_somebody_resolves_them()
    {
        story.GiveInField(day, family, "2 food-parcel");
        story.Operation.Wait(TimeSpan.FromDays(8));
        var ask = new GrantCycle(programme.Id, 2) { Intent = story.Next() };

        Assert.Equal(
            "Discrepancy XH1 has been open for 8 days; nothing more is granted after 7.",
            story.Operation.Refused(ask).Message);
        story.Record(
            new ResolveAidDiscrepancy(story.Aid.Discrepancies.All[0].Id, "Two families had joined.")
            {
                Intent = story.Next(),
            });

        story.Record(ask with { Intent = story.Next() });
        Assert.Equal(1, story.Aid.GrantedIn(programme.Id, 2).Households);
    }

    [Fact]
    public void A_discrepancy_is_as_old_as_its_record_and_is_listed_and_handed_on()
    {
        story.Operation.Wait(TimeSpan.FromDays(30));
        story.GiveInField(day, family, "2 food-parcel");
        story.Operation.Wait(TimeSpan.FromDays(3));

        var open = Assert.Single(story.Operation.Answer(new ListAidDiscrepancies(DiscrepanciesShown.Open)));

        Assert.Equal(("XH1", "more than was granted", "HO1", "H1", "B1"),
            (open.Code, open.What, open.Handover, open.Household, open.Programme));
        Assert.Equal((Monday, Monday.AddDays(30), 3, false),
            (open.Since, open.RecordedOn, open.AgeDays, open.OverLimit));
        Assert.Equal(open.Id, story.Operation.Answer(new FindAidDiscrepancy("xh1"))!.Id);
        Assert.Equal("aid.unknown-officer", story.Operation.Refused(
            new AssignAidDiscrepancy(open.Id, new(story.Next())) { Intent = story.Next() }).Code);
        story.Record(new ResolveAidDiscrepancy(open.Id, "Two families.") { Intent = story.Next() });
        Assert.Empty(story.Operation.Answer(new ListAidDiscrepancies(DiscrepanciesShown.Open)));
        Assert.Equal("Two families.", Assert.Single(
            story.Operation.Answer(new ListAidDiscrepancies(DiscrepanciesShown.All))).Resolution);
    }

    [Fact]
    public void Whoever_collects_from_outside_the_household_stands_in_the_personal_part_only()
    {
        var given = Assert.IsType<AidGiven>(story.Record(
            story.Giving(day, family, "1 food-parcel") with { Collector = "a neighbour, Ani" })[0]);

        Assert.True(given.Alternate);
        Assert.Equal(AidGiven.AlternateOf(family), Assert.Single(given.Personal).Subject);
        Assert.DoesNotContain("Ani",
            System.Text.Encoding.UTF8.GetString(StoredForms.Write(given, default, default).Open),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Real_and_made_up_aid_never_mix() =>
        Assert.Equal(
            "aid.real-and-made-up",
            story.Operation.Refused(story.Giving(day, family, "1 food-parcel") with { Synthetic = true }).Code);

    [Fact]
    public void A_list_recorded_twice_counts_once()
    {
        var other = story.Family(people: 1);
        story.Grant(programme);
        HandoverLine[] lines =
        [
            new(2, "H1", new(Of("1 food-parcel"))), new(3, "h1", new(Of("12.500 rice-kg"))) { Signed = true },
            new(4, other.ToString(), new(Of("1 food-parcel"))) { Signed = true },
        ];

        var first = story.Record(new GiveMany(day.Id, lines) { Intent = story.Next() });
        var again = story.Record(new GiveMany(day.Id, lines) { Intent = story.Next() });

        Assert.Equal((2, 0), (first.Count, again.Count));
        Assert.Equal(2, story.Aid.HandoversOf(family).Single().Items.Count);
        Assert.Equal(Proof.Signature, story.Aid.HandoversOf(other).Single().Proof);
    }

    [Fact]
    public void A_list_with_a_household_that_nobody_knows_names_the_row()
    {
        var refused = story.Operation.Refused(
            new GiveMany(day.Id, [new(7, "F-99", new(Of("1 food-parcel")))]) { Intent = story.Next() });

        Assert.Equal("Row 7: 'F-99' is not the code, id or form number of one household.", refused.Message);
    }
}

/// <summary>Short words for what the desk asks.</summary>
static class AidAnswers
{
    public static DistributionDay Answer(this AidStory story) =>
        story.Operation.Answer(new ShowDistribution(story.Aid.Distributions[^1].Id))!;
}
