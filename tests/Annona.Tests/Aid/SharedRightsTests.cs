using Annona.Aid;
using Annona.Duplicates;
using Annona.Ledger;
using Annona.People;
using Annona.Values;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

/// <summary>Two records of one household, each granted before somebody confirmed that they are one.</summary>
public sealed class SharedRightsTests
{
    readonly AidStory story = new();
    readonly Id<Household> one;
    readonly Id<Household> other;

    public SharedRightsTests() => (one, other) = (story.Family(people: 2), story.Family(people: 2));

    [Fact]
    public void Households_confirmed_as_one_collect_one_ration()
    {
        var day = Granted(("1 food-parcel", RationPer.Household));
        Confirm();
        story.Give(day, one, "1 food-parcel");

        var refused = story.Operation.Refused(story.Giving(day, other, "1 food-parcel"));

        Assert.Equal("H2 has collected everything it was granted, last on 2026-03-02.", refused.Message);
    }

    [Fact]
    public void Suspected_ones_keep_their_aid()
    {
        var day = Granted(("1 food-parcel", RationPer.Household));
        story.Give(day, one, "1 food-parcel");
        story.Give(day, other, "1 food-parcel");

        Assert.Equal(Of("2 food-parcel"), story.Balance("Given:Programme 1, cycle 1", Parcel));
    }

    [Fact]
    public void Two_halves_of_a_family_share_what_the_rule_gives_to_all_its_people()
    {
        var day = Granted(("1.000 rice-kg", RationPer.Person));
        Confirm();

        story.Give(day, one, "3.000 rice-kg");

        Assert.Equal(
            "2.000 rice-kg was asked for, but 1.000 rice-kg is left of what was granted.",
            story.Operation.Refused(story.Giving(day, other, "2.000 rice-kg")).Message);
        var desk = story.Operation.Answer(new ShowHouseholdAid(other))!;
        Assert.Equal(["H1"], desk.SharesWith);
        Assert.Equal(Of("1.000 rice-kg"), desk.Standings[0].Entitlements[0].Left);
        Assert.Equal("H1", Assert.Single(desk.Handovers).Household);
    }

    [Fact]
    public void In_the_field_what_is_over_the_shared_right_is_looked_into()
    {
        var day = Granted(("1 food-parcel", RationPer.Household));
        Confirm();
        story.GiveInField(day, one, "1 food-parcel");
        Assert.Empty(story.Aid.Discrepancies.Open);

        story.GiveInField(day, other, "1 food-parcel");

        var open = Assert.Single(story.Aid.Discrepancies.Open);
        Assert.Equal((AidDiscrepancyKind.OverEntitlement, Of("1 food-parcel")), (open.Kind, open.Over));
    }

    [Fact]
    public void A_cash_list_pays_households_that_are_one_no_more_than_they_share()
    {
        var programme = story.Plan(Modality.Cash, ("50.00 USD", RationPer.Household));
        story.Grant(programme);
        Confirm();
        story.Record(new PostTransfers(
            [new(new(story.Next()), new(AccountKind.Donor, "Aster"), new(AccountKind.Bank, "Main"), Of("100.00 USD"),
                Monday, TransferKind.Receive) { Earmark = Promised }])
        {
            Intent = story.Next(),
        });

        story.Record(new SendCashList(programme.Id, 1, story.Provider(), new(AccountKind.Bank, "Main"))
        {
            Intent = story.Next(), Earmark = Promised,
        });

        var payment = Assert.Single(story.Aid.PaymentsOn(story.Aid.CashLists[0].Id));
        Assert.Equal((Of("50.00 USD"), 2), (payment.Amount, payment.PeopleThen));
    }

    [Fact]
    public void The_sheet_and_the_day_name_them_once()
    {
        var day = Granted(("1 food-parcel", RationPer.Household));
        Confirm();

        var line = Assert.Single(story.Operation.Answer(new PrintSheet(day.Id))!);
        // Which of the two records stands for both is the register's choice.
        Assert.Contains(line.Household, (string[])["H1", "H2"]);
        Assert.Equal(4, line.People);
        Assert.Equal([Of("1 food-parcel")], line.Left);
        story.GiveInField(day, one, "1 food-parcel");
        story.GiveInField(day, other, "1 food-parcel");
        Assert.Equal((1, 1), (story.Answer().Served, story.Answer().Complete));
    }

    DistributionRow Granted(params (string Amount, RationPer Per)[] rations)
    {
        var programme = story.Plan(Modality.InKind, rations);
        story.Grant(programme);
        return story.Day(programme);
    }

    void Confirm() =>
        story.Record(new MergeRecords(Pair.Of(one, other), "One family.") { Intent = story.Next() });
}
