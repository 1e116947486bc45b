using Annona.Aid;
using Annona.Duplicates;
using Annona.Ledger;
using Annona.People;
using Annona.Places;
using Annona.Tests.Ledger;
using Annona.Tests.People;
using Annona.Trace;
using Annona.Values;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Trace;

public sealed class TraceTests
{
    static readonly DateOnly Tuesday = Monday.AddDays(1);

    readonly BookStory books = new();

    TestOperation Operation => books.Operation;

    [Fact]
    public void A_promise_without_any_evidence_says_where_we_looked_and_counts_nothing()
    {
        var row = Row(books.Aster);

        Assert.Equal(PromiseState.NoEvidenceYet, row.State);
        Assert.Contains("Silence is not proof", row.Reasons[0], StringComparison.Ordinal);
        Assert.Null(row.Sums.Received);
        Assert.Null(row.People);
        Assert.Empty(row.Contradictions);
    }

    [Fact]
    public void From_a_promise_to_money_to_stock_to_hands_every_figure_is_on_the_board()
    {
        var households = HouseholdsOf(2, 3);
        Deliver(households, parcelsEach: 1);

        var row = Row(books.Aster);

        Assert.Equal(PromiseState.InProgress, row.State);
        Assert.Equal(Of("800.00 USD"), row.Sums.Received);
        Assert.Equal(Of("300.00 USD"), row.Sums.Bought);
        Assert.Equal(Of("280.00 USD"), row.Sums.Stocked);
        Assert.Equal(Of("20.00 USD"), row.Sums.Delivered);
        Assert.Equal(Of("20.00 USD"), row.Sums.Confirmed);
        Assert.Equal(Of("500.00 USD"), row.Sums.Bank);
        Assert.Equal(0, row.Sums.Gap!.Value.Units);
        Assert.Equal((2, 5), (row.Households, row.People));
    }

    [Fact]
    public void A_person_registered_twice_is_reached_once_after_somebody_decided()
    {
        var households = HouseholdsOf(1, 1);
        Deliver(households, parcelsEach: 1);
        var (first, second) = (Operation.Now.People.PersonId(0), Operation.Now.People.PersonId(1));

        Operation.Record(new MergeRecords(Pair.Of(first, second), "Same person, two desks.")
        {
            Intent = Operation.NextIntent(),
        });

        Assert.Equal(1, Row(books.Aster).People);
    }

    [Fact]
    public void Reach_agrees_with_the_other_way_of_counting_it()
    {
        Deliver(HouseholdsOf(4, 1, 2), parcelsEach: 1);

        var row = Row(books.Aster);
        var counted = Operation.Answer(new CountReached(new() { Promise = books.Aster }));

        Assert.Equal((counted.Households, counted.Persons + counted.HeadCountOnly),
            ((int)row.Households!, (int)row.People!));
    }

    [Fact]
    public void The_trace_names_every_step_with_its_basis_and_balances()
    {
        Deliver(HouseholdsOf(2), parcelsEach: 2);

        var trace = Operation.Answer(new TraceOfPromise(books.Aster, Tuesday));

        Assert.Equal(TracePath.Goods, trace.Path);
        Assert.Equal(Basis.Earmarked, trace.Links.Single(link => link.Step == "received").Basis);
        var handed = trace.Links.Single(link => link.Step == "handed-over");
        Assert.Equal(Of("20.00 USD"), handed.Amount);
        Assert.NotEmpty(handed.Evidence);
        var sums = trace.Sums;
        Assert.Equal(
            sums.Received!.Value.Units,
            sums.Spent!.Value.Units + sums.Stocked!.Value.Units + sums.InTransit!.Value.Units + sums.Lost!.Value.Units
                + sums.Returned!.Value.Units + sums.Bank!.Value.Units);
    }

    [Fact]
    public void From_a_household_back_to_the_promises()
    {
        var households = HouseholdsOf(2);
        Deliver(households, parcelsEach: 1);

        var trace = Operation.Answer(new TraceOfHousehold(households[0]));

        var got = Assert.Single(trace.Got);
        Assert.Equal([Of("1 food-parcel")], got.What);
        Assert.Equal(["P1"], got.Promises);
        Assert.Equal([Of("4 food-parcel")], trace.Left);
    }

    [Fact]
    public void After_the_day_it_was_due_a_promise_is_overdue_until_two_officers_sign()
    {
        Deliver(HouseholdsOf(2), parcelsEach: 1);

        var row = Row(books.Aster, Monday.AddDays(20));

        Assert.Equal(PromiseState.Overdue, row.State);
        Assert.Contains(row.Reasons, reason => reason.Contains("nobody has signed", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_not_needed_for_the_board()
    {
        Deliver(HouseholdsOf(2, 3), parcelsEach: 1);
        var before = Row(books.Aster);

        Operation.Reopen(Annona.Journal.Opening.OpenParts);

        var after = Row(books.Aster);
        Assert.Equal((before.Sums, before.Households, before.People, before.State),
            (after.Sums, after.Households, after.People, after.State));
    }

    [Fact]
    public void The_board_of_an_earlier_day_does_not_know_later_facts()
    {
        Deliver(HouseholdsOf(2), parcelsEach: 1);

        var row = Operation.Answer(new PromiseBoard(Monday)).Single(row => row.Code == "P1");

        Assert.Equal(0, row.Sums.Delivered!.Value.Units);
        Assert.Equal(0, row.People);
    }

    BoardLine Row(Id<Annona.PublicRecord.Promise> promise, DateOnly? on = null)
    {
        var code = Operation.Now.PublicRecord.Promises.Find(promise)!.Code;
        return Operation.Answer(new PromiseBoard(on ?? Tuesday)).Single(row =>
            row.Code == code);
    }

    List<Id<Household>> HouseholdsOf(params int[] sizes)
    {
        var households = new List<Id<Household>>();
        foreach (var size in sizes)
        {
            var head = Operation.Register(PeopleScenes.Named($"Head{households.Count}", "Sample"));
            var household = Operation.HouseholdOf(head);
            for (var member = 1; member < size; member++)
                Operation.Register(PeopleScenes.Named($"Member{member}", "Sample"), household);
            households.Add(household);
        }
        return households;
    }

    /// <summary>800 dollars come in for the promise, 300 buy 30 parcels, and each household signs for some.</summary>
    void Deliver(IReadOnlyList<Id<Household>> households, int parcelsEach)
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "800.00 USD", books.Aster);
        books.Buy("30 food-parcel", "Stock:North", ("Bank:Main", "300.00 USD", books.Aster));
        Operation.Record(new AddPlace(PlaceLevel.Site, "Point 3") { Intent = Operation.NextIntent() });
        var rule = new GrantRule(Eligibility.Everybody, [new(Of("5 food-parcel"), RationPer.Household)]);
        Operation.Record(new PlanProgramme("Winter", Modality.InKind, rule)
        {
            Intent = Operation.NextIntent(),
            Cycles = [new(1, Monday, Monday.AddDays(30))],
            Promises = [books.Aster],
        });
        var programme = Operation.Now.Aid.Programmes[^1].Id;
        Operation.Record(new GrantCycle(programme, 1) { Intent = Operation.NextIntent() });
        Operation.Record(new PlanDistribution(programme, 1, Operation.Now.Places.Find("Point 3")!.Id, Tuesday)
        {
            Intent = Operation.NextIntent(),
            Stock = At("Stock:North"),
        });
        var distribution = Operation.Now.Aid.Distributions[^1].Id;
        foreach (var household in households)
            Operation.Record(new GiveAid(distribution, household, [new(Of($"{parcelsEach} food-parcel"))])
            {
                Intent = Operation.NextIntent(),
                Proof = Proof.Signature,
            });
    }
}
