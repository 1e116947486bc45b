using Annona.Duplicates;
using Annona.People;
using Annona.Places;
using Annona.Tests.People;
using CsCheck;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.Duplicates;

public sealed class CountTests
{
    static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void Counts_stay_the_same_when_everybody_is_erased() => AnySteps.Sample(steps =>
    {
        var operation = new TestOperation();
        foreach (var step in steps)
            step(operation);
        var moment = new Moment(TestOperation.Start, operation.Coordinator);

        var erased = operation.WithoutAnybody();

        Assert.Equal(AllCounts(operation.Now, moment), AllCounts(erased, moment));
        for (var at = 0; at < erased.People.PersonCount; at++)
            Assert.False(erased.People.Person(at).HasDetails);
    }, iter: 50);

    [Fact]
    public void A_member_who_is_registered_is_one_of_those_who_were_counted()
    {
        var operation = new TestOperation();
        var home = Assert.IsType<HeadCountRegistered>(operation.Record(new RegisterHeadCount(
            null, [new(Sex.Female, AgeBand.From18To59, 2), new(Sex.Unknown, AgeBand.Under5, 3)])
        {
            Intent = operation.NextIntent(),
        })[0]).Household;

        var before = operation.Answer(new CountPeople(CountBy.Sex, Day, Synthetic: false));
        operation.Register(Named("Anna", "Sarg"), home);
        var after = operation.Answer(new CountPeople(CountBy.Sex, Day, Synthetic: false));

        Assert.Equal((0, 5, 1), (before.Registered, before.HeadCountOnly, before.Households));
        Assert.Equal([(Sex.Unknown, 3), (Sex.Female, 2)],
            before.Rows.Select(row => (row.Sex!.Value, row.HeadCountOnly)));
        Assert.Equal((1, 4, 1), (after.Registered, after.HeadCountOnly, after.Households));
    }

    [Fact]
    public void A_place_that_came_on_record_later_counts_with_what_was_written_before()
    {
        var operation = new TestOperation();
        operation.Register(Named("Anna", "Sarg"), facts: new() { Present = new(null, "Lusavan") });
        operation.Record(new AddPlace(PlaceLevel.Settlement, "Lusavan") { Intent = operation.NextIntent() });
        operation.Register(Named("Ani", "Sarg"), facts: new() { Present = new(null, "lusavan") });

        var counts = operation.Answer(new CountPeople(CountBy.Place, Day, Synthetic: false));

        Assert.Equal(("Lusavan", 2), (Assert.Single(counts.Rows).Place, counts.Rows[0].Registered));
    }

    [Fact]
    public void The_sheltered_are_counted_apart()
    {
        var operation = new TestOperation();
        var home = operation.HouseholdOf(operation.Register(Named("Anna", "Sarg")));
        operation.Register(Named("Ani", "Sarg"), home);
        operation.Register(Named("Bo", "Nor"));
        operation.Record(new AddPlace(PlaceLevel.Site, "School 3") { Intent = operation.NextIntent() });
        var site = operation.Now.Places.All[0].Id;

        operation.Record(new RecordShelter(home, site, Day) { Intent = operation.NextIntent() });

        var counts = operation.Answer(new CountPeople(CountBy.None, Day, Synthetic: false));
        Assert.Equal((3, 2), (counts.Registered, counts.Sheltered));
    }

    static readonly Gen<Action<TestOperation>[]> AnySteps = Gen.OneOf(
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[1940, 2026], Register),
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 4], Count),
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Merge),
        Gen.Select(Gen.Int[0, 9], Gen.Int[1940, 2026], Correct),
        Gen.Int[0, 9].Select(Leave)).Array[0, 25];

    static Action<TestOperation> Register(int home, int sex, int year) => operation => operation.Register(
        Named($"G{home}", $"F{sex}", $"{year}"),
        operation.Now.People.HouseholdCount > home ? operation.Now.People.HouseholdId(home) : null,
        new() { Sex = (Sex)sex, Present = new(null, $"Place {home % 3}") });

    static Action<TestOperation> Count(int home, int people) => operation => operation.Record(new RegisterHeadCount(
        operation.Now.People.HouseholdCount > home ? operation.Now.People.HouseholdId(home) : null,
        [new(Sex.Female, AgeBand.From5To11, people)])
    {
        Intent = operation.NextIntent(),
    });

    static Action<TestOperation> Merge(int one, int other) => operation =>
    {
        if (Math.Max(one, other) < operation.Now.People.PersonCount)
            operation.Ask(new MergeRecords(
                Pair.Of(operation.Now.People.PersonId(one), operation.Now.People.PersonId(other)), "x")
            {
                Intent = operation.NextIntent(),
            });
    };

    static Action<TestOperation> Correct(int person, int year) => operation =>
    {
        if (person < operation.Now.People.PersonCount)
            operation.Ask(new CorrectPerson(
                operation.Now.People.PersonId(person), PersonFields.Name | PersonFields.Born, PersonFacts.None,
                Named("New", "Name", $"{year}"), "desk")
            {
                Intent = operation.NextIntent(),
            });
    };

    static Action<TestOperation> Leave(int person) => operation =>
    {
        if (person < operation.Now.People.PersonCount)
            operation.Ask(new RecordDeparture(operation.Now.People.PersonId(person), Day, LeaveReason.Departed)
            {
                Intent = operation.NextIntent(),
            });
    };

    static string AllCounts(Registers registers, Moment moment)
    {
        const CountBy all = CountBy.Place | CountBy.Sex | CountBy.AgeBand | CountBy.List | CountBy.Origin;
        var counts = new CountPeople(all, Day, Synthetic: false).Answer(registers, moment);
        return $"{counts with { Rows = [] }}\n{string.Join('\n', counts.Rows)}";
    }
}
