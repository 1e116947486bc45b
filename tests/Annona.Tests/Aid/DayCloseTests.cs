using Annona.Aid;
using Annona.Ledger;
using Annona.People;
using Annona.Values;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

public sealed class DayCloseTests
{
    readonly AidStory story = new(parcels: 20);
    readonly Id<Household> family;
    readonly DistributionRow day;

    public DayCloseTests()
    {
        family = story.Family(people: 2);
        var programme = story.Plan(
            Modality.InKind, ("3 food-parcel", RationPer.Household), ("1.000 rice-kg", RationPer.Person));
        story.Grant(programme);
        day = story.Day(programme);
        story.Record(new ReceiveLot(Point, Of("5 food-parcel"), Monday)
        {
            Intent = story.Next(), Donor = new(AccountKind.Donor, "Aster"), GiftShares = [new(Promised, 1)],
        });
        story.Give(day, family, "3 food-parcel", "2.000 rice-kg");
    }

    [Fact]
    public void Opening_and_received_without_handed_is_what_is_counted()
    {
        Close("22 food-parcel", "498.000 rice-kg");

        var closed = story.Aid.Distributions[0].Closed!;
        Assert.Equal(
            new CloseLine(Of("20 food-parcel"), Of("5 food-parcel"), Of("3 food-parcel"), Of("0 food-parcel"),
                Of("22 food-parcel")),
            closed.Lines[0]);
        Assert.All(closed.Lines, line => Assert.Equal(0, line.Variance().Units));
        Assert.Empty(story.Operation.Now.Ledger.Discrepancies.Open);
        Assert.Equal("aid.day-is-closed", story.Operation.Refused(story.Giving(day, family, "1 food-parcel")).Code);
    }

    [Fact]
    public void What_does_not_fit_moves_to_variance_and_opens_a_discrepancy_for_each_commodity()
    {
        Close("20 food-parcel", "499.000 rice-kg");

        Assert.Equal(
            [Of("-2 food-parcel"), Of("1.000 rice-kg")],
            story.Operation.Now.Ledger.Discrepancies.Open.Select(open => open.Amount));
        Assert.Equal(Of("20 food-parcel"), story.Balance("Site:Goris point", Parcel));
    }

    [Fact]
    public void What_was_handed_over_must_be_counted_also_when_nothing_is_left() => Assert.Equal(
        "rice-kg was handed over at D1 and is not counted.",
        story.Operation.Refused(new CloseDay(day.Id, [Of("22 food-parcel")]) { Intent = story.Next() }).Message);

    [Fact]
    public void The_days_summary_tells_who_came()
    {
        var absent = story.Family(people: 4);
        story.Grant(story.Aid.Programmes[0]);
        story.GiveInField(day, absent, "5 food-parcel");

        var summary = story.Answer();

        Assert.Equal((2, 6L, 2, 1), (summary.Expected, summary.ExpectedPeople, summary.Served, summary.Complete));
        Assert.Equal([Of("8 food-parcel"), Of("2.000 rice-kg")], summary.Handed);
        Assert.Equal(1, summary.Discrepancies);
    }

    void Close(params string[] counted) =>
        story.Record(new CloseDay(day.Id, [.. counted.Select(Of)]) { Intent = story.Next() });
}
