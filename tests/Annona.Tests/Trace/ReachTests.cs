using Annona.Aid;
using Annona.Duplicates;
using Annona.Ledger;
using Annona.People;
using Annona.PublicRecord;
using Annona.Tests.Aid;
using Annona.Tests.People;
using Annona.Trace;
using Annona.Values;
using CsCheck;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Trace;

public sealed class ReachTests
{
    readonly AidStory story = new();

    TestOperation Operation => story.Operation;

    [Fact]
    public void A_promise_whose_goods_stayed_in_stock_reached_nobody_however_its_programme_served()
    {
        var second = Second();
        var lot = Gift(second, "10 food-parcel");
        var families = new[] { 2, 3 }.Select(story.Family).ToList();
        var programme = Planned(Promised, second);
        var day = story.Day(programme);
        foreach (var family in families)
            Operation.Record(new GiveAid(
                day.Id, family, [new(Of("1 food-parcel"), Operation.Now.Ledger.Lots[0].Lot.Id)])
            {
                Intent = story.Next(),
            });

        var (first, other) = (Board()[0], Board()[1]);

        Assert.Equal((2, 5), (first.Households, first.People));
        Assert.Equal((0, 0), (other.Households, other.People));
        Assert.Contains("Also served by the programme, with other means: 2 households.", other.Reasons);
        var household = Assert.Single(Operation.Answer(new TraceOfHousehold(families[0])).Got);
        Assert.Equal(["P1"], household.Promises);
        Assert.Equal(Basis.Physical, household.Basis);
        Assert.Equal(["P2"], household.OtherPromises);
        Assert.NotEqual(default, lot);
    }

    [Fact]
    public void Whoever_joins_a_household_later_was_not_reached()
    {
        var family = Served(2);

        Operation.Register(PeopleScenes.Named("Later", "Family"), family);

        Assert.Equal(2, Board()[0].People);
        Assert.Contains("1 person joined these households later and is not counted.", Board()[0].Reasons);
    }

    [Fact]
    public void Whoever_left_after_the_handover_was_reached_all_the_same()
    {
        Served(2);

        Operation.Record(new RecordDeparture(Operation.Now.People.PersonId(1), Monday, LeaveReason.Departed)
        {
            Intent = story.Next(),
        });

        Assert.Equal(2, Board()[0].People);
    }

    [Fact]
    public void People_of_a_head_count_were_reached_before_they_were_registered_one_by_one()
    {
        var asked = new RegisterHeadCount(null, [new(Sex.Female, AgeBand.From18To59, 5)]) { Intent = story.Next() };
        var home = Assert.IsType<HeadCountRegistered>(Operation.Record(asked)[0]).Household;
        GiveTo(home);
        Assert.Equal(5, Board()[0].People);

        Operation.Register(PeopleScenes.Named("One", "Of them"), home);

        Assert.Equal(5, Board()[0].People);
        Assert.DoesNotContain(Board()[0].Reasons, reason => reason.Contains("joined", StringComparison.Ordinal));
    }

    [Fact]
    public void While_nobody_has_decided_on_pairs_both_ends_are_told()
    {
        Served(3);
        var people = Operation.Now.People;
        foreach (var (one, other) in new[] { (0, 1), (1, 2), (0, 2) })
            Operation.Record(new OpenReviews([new(
                Pair.Of(people.PersonId(one), people.PersonId(other)), 9_000, ReviewZone.Ask, "names")])
            {
                Intent = story.Next(),
            });

        var line = Board()[0];

        Assert.Equal((1, 3), (line.PeopleAtLeast, line.People));
        Assert.Contains("3 pairs of records may each be one person; nobody has decided yet.", line.Reasons);
    }

    [Fact]
    public void A_past_day_does_not_change_when_a_credit_is_collected()
    {
        var story = new AidStory(parcels: 0);
        var family = story.Family(people: 2);
        var programme = story.Plan(Modality.Cash, ("5.00 USD", RationPer.Person));
        story.Grant(programme);
        var gift = new Transfer(
            new(story.Next()), new(AccountKind.Donor, "Aster"), new(AccountKind.Bank, "Main"), Of("90.00 USD"),
            Monday, TransferKind.Receive);
        story.Record(new PostTransfers([gift with { Earmark = Promised }]) { Intent = story.Next() });
        story.Record(new SendCashList(programme.Id, 1, story.Provider(), new(AccountKind.Bank, "Main"))
        {
            Intent = story.Next(), Earmark = Promised, SentOn = Monday,
        });
        var list = story.Aid.CashLists[0].Id;
        story.Record(new ReconcileCash(list, PaymentState.Credited, [family], Monday) { Intent = story.Next() });
        story.Operation.Wait(TimeSpan.FromDays(5));
        story.Record(
            new ReconcileCash(list, PaymentState.Collected, [family], Monday.AddDays(4)) { Intent = story.Next() });

        var payment = story.Aid.FindPayment(list, family)!.Value;
        Assert.Equal((Monday, Monday.AddDays(4)), (payment.CreditedOn, payment.CollectedOn));
        Assert.Equal(2, story.Operation.Answer(new PromiseBoard(Monday))[0].People);
        Assert.Contains(
            story.Operation.Answer(new PromiseBoard(Monday))[0].Evidence,
            piece => piece.Text == "1 household served through Ararat Bank: 0 collected, 1 not collected yet.");
    }

    [Fact]
    public void Nobody_is_reached_who_was_never_registered() => Gen.Int[0, 5].Array[0, 40].Sample(steps =>
    {
        var story = new AidStory();
        var operation = story.Operation;
        var programme = story.Plan(Modality.InKind, ("1 food-parcel", RationPer.Household));
        story.Family(people: 1);
        story.Grant(programme);
        var day = story.Day(programme);
        for (var at = 0; at < steps.Length; at++)
            Step(story, day, steps[at], at);

        var reached = operation.Answer(new PromiseBoard(null))[0];
        var ever = EverRegistered(operation.Now.People, operation.Now.Duplicates);

        Assert.True(reached.People <= ever, $"{reached.People} reached of {ever}.");
        Assert.True(reached.PeopleAtLeast <= reached.People);
        var counted = operation.Answer(new CountReached(new() { Promise = Promised }));
        Assert.Equal(
            (reached.Households, reached.People), (counted.Households, (long?)counted.Persons + counted.HeadCountOnly));
    }, iter: 60, threads: 1);

    [Fact]
    public void All_counts_of_one_register_agree() => Gen.Int[0, 5].Array[0, 40].Sample(steps =>
    {
        var story = new AidStory();
        var day = story.Day(story.Plan());
        for (var at = 0; at < steps.Length; at++)
            Step(story, day, steps[at], at);
        var record = story.Operation.Now.PublicRecord;
        var group = story.Operation.Now.Places.FindGroup("G1")!.Id;
        foreach (var unit in new[] { CountedIn.Persons, CountedIn.Households })
        {
            var terms = new FigureTerms(
                FigureSubject.People, "people who crossed", StatedAmount.Exactly(1), unit, CountedOver.AsOf,
                record.Sources.All[0].Id);
            story.Record(new RecordFigure(terms with { Group = group, To = Monday.AddDays(9) })
            {
                Intent = story.Next(),
            });
        }

        var counts = story.Operation.Answer(new CountPeople(CountBy.None, Monday, Synthetic: false));
        var figures = story.Operation.Answer(new FigureTable());

        if (story.Operation.Now.People.HouseholdCount == 0)
            return;
        Assert.Equal(counts.Registered + counts.HeadCountOnly, figures[0].Register);
        Assert.Equal(counts.Households, figures[1].Register);
    }, iter: 60, threads: 1);

    static void Step(AidStory story, DistributionRow day, int step, int at)
    {
        var (operation, people) = (story.Operation, story.Operation.Now.People);
        var home = people.HouseholdCount == 0 ? (Id<Household>?)null : people.HouseholdId(at % people.HouseholdCount);
        switch (step)
        {
            case 0:
                operation.Register(PeopleScenes.Named($"N{at}", "F"), at % 3 == 0 ? null : home);
                break;
            case 1:
                operation.Record(new RegisterHeadCount(
                    at % 2 == 0 ? null : home, [new(Sex.Female, AgeBand.From5To11, 1 + at % 4)])
                {
                    Intent = story.Next(),
                });
                break;
            case 2 when people.PersonCount > 1:
                var (one, other) = (at % people.PersonCount, (at + 1) % people.PersonCount);
                operation.Ask(new MergeRecords(Pair.Of(people.PersonId(one), people.PersonId(other)), "x")
                {
                    Intent = story.Next(),
                });
                break;
            case 3 when people.PersonCount > 0:
                var leaving = people.PersonId(at % people.PersonCount);
                operation.Ask(new RecordDeparture(leaving, Monday, LeaveReason.Departed) { Intent = story.Next() });
                break;
            case 4 when people.HouseholdCount > 1:
                operation.Ask(new MergeRecords(
                    Pair.Of(people.HouseholdId(0), people.HouseholdId(1 + at % (people.HouseholdCount - 1))), "x")
                {
                    Intent = story.Next(),
                });
                break;
            default:
                if (home is { } household)
                    story.GiveInField(day, household, "1 food-parcel");
                break;
        }
    }

    /// <summary>The slow, obvious count.</summary>
    static long EverRegistered(PeopleRegister people, DuplicateRegister duplicates)
    {
        var persons = Enumerable.Range(0, people.PersonCount)
            .Select(at => duplicates.CanonicalOf(people.PersonId(at))).Distinct().Count();
        var unnamed = Enumerable.Range(0, people.HouseholdCount)
            .GroupBy(at => duplicates.CanonicalOf(people.HouseholdId(at)))
            .Sum(home => Math.Max(
                0,
                home.Max(at => people.Household(at).Stated) - home
                    .SelectMany(at => people.Household(at).Members)
                    .Select(member => duplicates.CanonicalOf(people.PersonId(member))).Distinct().Count()));
        return persons + unnamed;
    }

    IReadOnlyList<BoardLine> Board() => Operation.Answer(new PromiseBoard(null));

    Id<Household> Served(int people)
    {
        var family = story.Family(people);
        GiveTo(family);
        return family;
    }

    void GiveTo(Id<Household> household)
    {
        var programme = story.Plan();
        story.Grant(programme);
        story.Give(story.Day(programme), household, "1 food-parcel");
    }

    Id<Promise> Second()
    {
        Operation.Record(new RecordPromise(Operation.Now.PublicRecord.Promises.Find(Promised)!.Terms)
        {
            Intent = story.Next(),
        });
        return Operation.Now.PublicRecord.Promises.All[^1].Id;
    }

    Id<Lot> Gift(Id<Promise> promise, string amount)
    {
        Operation.Record(new ReceiveLot(Point, Of(amount), Monday.AddDays(-1))
        {
            Intent = story.Next(), Donor = new(AccountKind.Donor, "Linden"), GiftShares = [new(promise, 1)],
        });
        return Operation.Now.Ledger.Lots[^1].Lot.Id;
    }

    ProgrammeRow Planned(params Id<Promise>[] promises)
    {
        Operation.Record(story.Planning(Rule(("1 food-parcel", RationPer.Household))) with { Promises = promises });
        var programme = story.Aid.Programmes[^1];
        story.Grant(programme);
        return programme;
    }
}
