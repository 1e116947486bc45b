using Annona.Aid;
using Annona.Ledger;
using Annona.People;
using Annona.Tests.People;
using Annona.Values;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

/// <summary>What arrives after a count, and what is taken back.</summary>
public sealed class LateFactsTests
{
    readonly AidStory story = new(parcels: 20);
    readonly Id<Household> family;
    readonly ProgrammeRow programme;
    readonly DistributionRow day;

    public LateFactsTests()
    {
        family = story.Family(people: 2);
        story.Family(people: 1);
        programme = story.Plan(Modality.InKind, ("3 food-parcel", RationPer.Household));
        story.Grant(programme);
        day = story.Day(programme);
        story.Give(day, family, "3 food-parcel");
    }

    [Fact]
    public void A_parcel_that_a_count_missed_and_a_late_list_explains_is_not_missing_twice()
    {
        Close("16 food-parcel");
        Assert.Equal(Of("1 food-parcel"), story.Balance("Variance", Parcel));

        Late("1 food-parcel");

        Assert.Equal(Of("0 food-parcel"), story.Balance("Variance", Parcel));
        Assert.Equal(Of("16 food-parcel"), story.Balance("Site:Goris point", Parcel));
        Assert.Empty(story.Aid.Discrepancies.Open);
        Assert.Empty(story.Operation.Now.Faults());
    }

    [Fact]
    public void Two_late_rows_of_one_list_share_what_was_missing()
    {
        Close("16 food-parcel");

        story.Record(new GiveMany(day.Id,
            [new(2, "H2", new(Of("1 food-parcel"))), new(3, "H1", new(Of("1 food-parcel")))])
        {
            Intent = story.Next(),
        });

        Assert.Equal(Of("0 food-parcel"), story.Balance("Variance", Parcel));
        Assert.Equal(Of("15 food-parcel"), story.Balance("Site:Goris point", Parcel));
        Assert.Contains(story.Aid.Discrepancies.Open, open =>
            open.Kind == AidDiscrepancyKind.AfterCount && open.Over == Of("1 food-parcel"));
    }

    [Fact]
    public void A_late_handover_that_a_count_does_not_explain_is_looked_into()
    {
        Close("17 food-parcel");

        Late("1 food-parcel");

        Assert.Equal(AidDiscrepancyKind.AfterCount, Assert.Single(story.Aid.Discrepancies.Open).Kind);
    }

    [Fact]
    public void A_count_before_the_day_of_a_handover_explains_nothing()
    {
        story.Record(new CountStock(Point, Of("16 food-parcel"), Monday.AddDays(-1)) { Intent = story.Next() });
        var missing = story.Balance("Variance", Parcel);

        Late("1 food-parcel");

        Assert.Equal(missing, story.Balance("Variance", Parcel));
        Assert.Empty(story.Aid.Discrepancies.Open);
    }

    [Fact]
    public void A_count_in_the_morning_of_the_day_explains_nothing_either()
    {
        story.Record(new CountStock(Point, Of("16 food-parcel"), Monday) { Intent = story.Next() });

        Late("1 food-parcel");

        Assert.Equal(Of("1 food-parcel"), story.Balance("Variance", Parcel));
        Assert.Empty(story.Aid.Discrepancies.Open);
    }

    [Fact]
    public void A_late_list_that_a_count_does_not_explain_is_one_question_about_the_place()
    {
        story.Family(people: 1);
        story.Grant(programme);
        Close("17 food-parcel");

        story.Record(new GiveMany(day.Id,
            [new(2, "H2", new(Of("1 food-parcel"))), new(3, "H3", new(Of("2 food-parcel")))])
        {
            Intent = story.Next(),
        });

        var open = Assert.Single(story.Aid.Discrepancies.Open);
        Assert.Equal((AidDiscrepancyKind.AfterCount, Of("3 food-parcel")), (open.Kind, open.Over));
    }

    [Fact]
    public void A_wrong_handover_is_taken_back_with_its_goods_its_right_and_its_people()
    {
        var given = story.Aid.HandoversOf(family).Single();

        story.Record(TakingBack(given));

        Assert.Equal(Of("20 food-parcel"), story.Balance("Site:Goris point", Parcel));
        Assert.Equal(Of("0 food-parcel"), story.Balance("Given:Programme 1, cycle 1", Parcel));
        Assert.Equal(Of("3 food-parcel"), story.Aid.EntitlementsOf(family).Single().Left);
        Assert.Equal(0, story.Operation.Answer(new CountReached(new())).Households);
        Assert.Empty(story.Aid.HandoversAt(day.Id));
        Assert.Equal(Monday, Assert.Single(story.Aid.EveryHandoverAt(day.Id)).TakenBackOn);
        Assert.True(story.Operation.Now.Ledger.Transfers
            .Single(row => row.Transfer.Kind == TransferKind.Give).Corrected);
        Assert.Empty(story.Operation.Now.Faults());
        story.Give(day, family, "3 food-parcel");
        Assert.Equal("aid.taken-back-before", story.Operation.Refused(TakingBack(given)).Code);
    }

    [Fact]
    public void Taking_back_closes_the_discrepancies_of_the_handover_and_keeps_the_promise_of_its_lot()
    {
        var over = story.GiveInField(day, family, "1 food-parcel");
        Assert.Single(story.Aid.Discrepancies.Open);

        story.Record(new TakeBackAid(over.Handover, "Written twice.") { Intent = story.Next() });

        Assert.Empty(story.Aid.Discrepancies.Open);
        Assert.Equal("Taken back: Written twice.", story.Aid.Discrepancies.All[0].Resolution?.Reason);
        Assert.Equal(Of("3 food-parcel"), story.Aid.EntitlementsOf(family).Single().Used);
    }

    [Fact]
    public void A_list_that_is_sent_again_does_not_bring_back_what_was_taken_back()
    {
        var ask = new GiveMany(day.Id, [new(2, "H2", new(Of("1 food-parcel")))]) { Intent = story.Next() };
        var given = Assert.IsType<AidGiven>(Assert.Single(story.Record(ask)));
        story.Record(new TakeBackAid(given.Handover, "Another family.") { Intent = story.Next() });

        Assert.Empty(story.Record(ask with { Intent = story.Next() }));
    }

    [Fact]
    public void Taking_back_gives_to_the_count_what_was_taken_from_it()
    {
        Close("16 food-parcel");
        var late = Late("1 food-parcel");

        story.Record(new TakeBackAid(late.Handover, "Another day.") { Intent = story.Next() });

        Assert.Equal(Of("1 food-parcel"), story.Balance("Variance", Parcel));
        Assert.Equal(Of("16 food-parcel"), story.Balance("Site:Goris point", Parcel));
        Assert.Equal(AidDiscrepancyKind.AfterCount, Assert.Single(story.Aid.Discrepancies.Open).Kind);
    }

    [Fact]
    public void What_the_books_have_corrected_is_not_taken_back_a_second_time()
    {
        var given = story.Aid.HandoversOf(family).Single();
        var transfer = story.Operation.Now.Ledger.Transfers.Single(row => row.Transfer.Kind == TransferKind.Give);
        story.Record(new CorrectTransfer(transfer.Transfer.Id, "Wrong.", Monday, []) { Intent = story.Next() });

        Assert.Equal("aid.corrected-in-the-books", story.Operation.Refused(TakingBack(given)).Code);
    }

    [Fact]
    public void A_member_who_comes_later_was_not_reached()
    {
        story.Operation.Register(PeopleScenes.Named("Later", "Born"), family);

        var given = story.Aid.HandoversOf(family).Single();

        Assert.Equal(2, given.PeopleThen);
    }

    AidGiven Late(string amount) => story.GiveInField(day, story.Operation.Now.People.HouseholdId(1), amount);

    TakeBackAid TakingBack(HandoverRecord given) =>
        new(given.Id, "Recorded for the wrong household.") { Intent = story.Next() };

    void Close(string counted) =>
        story.Record(new CloseDay(day.Id, [Of(counted)]) { Intent = story.Next() });
}
