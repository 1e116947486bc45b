using Annona.Aid;
using Annona.People;
using Annona.Tests.People;
using Annona.Values;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

public sealed class HandoverListTests
{
    readonly AidStory story = new();
    readonly Id<Household> family;
    readonly DistributionRow day;

    public HandoverListTests()
    {
        family = story.Family(people: 2);
        var programme = story.Plan(
            Modality.InKind, ("1 food-parcel", RationPer.Household), ("1.000 rice-kg", RationPer.Person));
        story.Grant(programme);
        day = story.Day(programme);
    }

    [Fact]
    public void A_list_longer_than_a_chunk_keeps_every_household_whole_and_can_be_sent_again()
    {
        const int families = 400;
        for (var i = 1; i < families; i++)
            story.Family(people: 1);
        string[] items = ["1 food-parcel", "1.000 rice-kg", "0.500 rice-kg"];
        // By item, as some partners write their lists: the rows of a household lie far apart.
        var lines = items.SelectMany((item, round) => Enumerable.Range(0, families).Select(
            home => new HandoverLine(2 + round * families + home, $"H{home + 1}", new(Of(item))))).ToList();

        var read = Read(lines);
        foreach (var chunk in read.Chunks)
            Record(chunk);

        Assert.Equal((families, 0), (read.Handovers, read.Known));
        Assert.All(read.Chunks, chunk => Assert.InRange(chunk.Count, 1, GiveMany.LinesMax));
        Assert.Equal(families, story.Aid.HandoverCount);
        Assert.All(story.Aid.HandoversAt(day.Id), given => Assert.Equal(3, given.Items.Count));
        Assert.Equal((0, families), (Read(lines).Handovers, Read(lines).Known));
    }

    [Fact]
    public void A_list_that_stopped_half_way_goes_on_without_doubling()
    {
        story.Family(people: 1);
        HandoverLine[] lines = [Line(2, "H1", "1 food-parcel"), Line(3, "H2", "1 food-parcel")];
        Record([lines[0]]);

        var rest = Read(lines);
        Record(Assert.Single(rest.Chunks));

        Assert.Equal((1, 1, 2), (rest.Handovers, rest.Known, story.Aid.HandoverCount));
    }

    [Fact]
    public void Another_sheet_of_the_same_day_gives_the_same_household_another_thing()
    {
        Record([Line(2, "H1", "1 food-parcel")], sheet: "7");
        Record([Line(2, "H1", "2.000 rice-kg")], sheet: "8");

        Assert.Equal(2, story.Aid.HandoversOf(family).Count());
        Assert.Equal("aid.row-differs", story.Operation.Refused(Giving([Line(2, "H1", "1.000 rice-kg")], "8")).Code);
    }

    [Fact]
    public void Every_row_that_cannot_be_recorded_is_told_before_anything_is()
    {
        var read = Read(
            [
                Line(2, "H1", "1 food-parcel"), Line(3, "H99", "1 food-parcel"),
                Line(4, "H1", "1 food-parcel") with { On = Monday.AddDays(9) },
                Line(5, "H1", "1 food-parcel") with { On = Monday.AddDays(-1), Collector = "N999" },
            ]);

        Assert.Equal([3, 4, 5], read.Faults.Select(fault => fault.Row));
        Assert.Equal("There is no person 'N999' who could have collected.", read.Faults[2].Reason);
        Assert.Equal(0, story.Aid.HandoverCount);
    }

    [Fact]
    public void Whoever_collects_is_noted_on_a_list_as_at_the_desk()
    {
        story.Family(people: 1);
        var facts = Record(
        [
            Line(2, "H1", "1 food-parcel") with { Collector = "n1" },
            Line(3, "H2", "1 food-parcel") with { Collector = "a neighbour, Ani" },
            Line(4, "H1", "1 food-parcel") with { On = Monday.AddDays(-1), Collector = "N3" },
        ]);

        Assert.Equal([false, true, true], facts.Select(given => given.Alternate));
        Assert.Equal(story.Operation.Now.People.PersonId(0), facts[0].CollectedBy);
        Assert.Equal("a neighbour, Ani", facts[1].DetailsOf(AidGiven.AlternateOf(facts[1].Household))?.Note);
        Assert.Null(facts[1].CollectedBy);
        Assert.Equal(story.Operation.Now.People.PersonId(2), facts[2].CollectedBy);
    }

    [Fact]
    public void A_household_is_found_by_the_number_of_its_form()
    {
        var list = story.Operation.Open("a");
        story.Operation.Import(
            list, PeopleScenes.Row(2, "Ani", "Sar", "F-12"), PeopleScenes.Row(3, "Aram", "Sar", "F-12"));

        var given = Assert.Single(Record([Line(2, "f-12", "1 food-parcel")]));

        Assert.Equal(story.Operation.Now.People.HouseholdId(1), given.Household);
        Assert.Equal(2, given.PeopleThen);
    }

    [Fact]
    public void Something_that_nobody_declared_is_recorded_and_looked_into()
    {
        Record([Line(2, "H1", "2 tent")]);

        Assert.Equal(Of("2 tent"), story.Balance("Given:Programme 1, cycle 1", new("tent", 0)));
        Assert.Contains(story.Operation.Now.Ledger.Discrepancies.Open, open =>
            open.Kind == Annona.Ledger.DiscrepancyKind.UndeclaredCommodity);
        Assert.Equal(AidDiscrepancyKind.NotEntitled, Assert.Single(story.Aid.Discrepancies.Open).Kind);
        Assert.Equal("ledger.unknown-commodity", story.Operation.Refused(
            story.Giving(day, family) with { Items = [new(Of("2 mat"), InsteadOf: Of("1 food-parcel"))] }).Code);
    }

    [Fact]
    public void Made_up_households_collect_nothing_real_not_even_in_the_field()
    {
        story.Record(new RegisterHeadCount(null, [new(Sex.Female, AgeBand.From18To59, 2)])
        {
            Intent = story.Next(), Synthetic = true,
        });
        var madeUp = story.Operation.Now.People.HouseholdId(1);

        var alone = story.Operation.Refused(
            story.Giving(day, madeUp, "1 food-parcel") with { Where = RecordedWhere.Field });

        Assert.Equal("Of H2 and D1 one is real and one is made up.", alone.Message);
        Assert.Equal("aid.other-sort", story.Operation.Refused(Giving([Line(2, "H2", "1 food-parcel")])).Code);
    }

    static HandoverLine Line(int row, string household, string amount) => new(row, household, new(Of(amount)));

    HandoverSheet Read(IReadOnlyList<HandoverLine> lines) =>
        story.Operation.Answer(new ReadHandovers(day.Id, lines) { Sheet = "a" })!;

    GiveMany Giving(IReadOnlyList<HandoverLine> lines, string sheet = "a") =>
        new(day.Id, lines) { Intent = story.Next(), Sheet = sheet };

    IReadOnlyList<AidGiven> Record(IReadOnlyList<HandoverLine> lines, string sheet = "a") =>
        [.. story.Record(Giving(lines, sheet)).Cast<AidGiven>()];
}
