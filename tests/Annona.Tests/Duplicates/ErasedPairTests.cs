using Annona.Duplicates;
using Annona.People;
using Annona.Tests.People;
using static Annona.Tests.People.PeopleScenes;

namespace Annona.Tests.Duplicates;

public sealed class ErasedPairTests
{
    readonly TestOperation operation = new();

    [Fact]
    public void A_pair_of_which_one_was_erased_waits_for_nobody_and_is_counted_as_before()
    {
        var anna = operation.Register(Named("Anna", "Sarg"));
        var hanna = operation.Register(Named("Hanna", "Sarg"));
        var bako = operation.Register(Named("Bako", "Other"));
        Open(Pair.Of(anna, hanna));
        Open(Pair.Of(hanna, bako));
        Open(Pair.Of(operation.HouseholdOf(anna), operation.HouseholdOf(bako)));
        var counted = Counted();

        operation.Record(new ErasePersons([anna], ErasureGround.Objected, "asked") { Intent = operation.NextIntent() });

        Assert.Equal(["R2"], Listed(withDecided: false));
        Assert.Equal(["R1", "R2", "R3"], Listed(withDecided: true).Order());
        Assert.Equal(counted, Counted());
    }

    void Open(Pair pair) => operation.Record(new OpenReviews([new(pair, 9_000, ReviewZone.Likely, "name-same")])
    {
        Intent = operation.NextIntent(),
    });

    IEnumerable<string> Listed(bool withDecided) =>
        operation.Answer(new ListReviews(null, withDecided, 0, 10)).Rows.Select(row => row.Code);

    string Counted() => System.Text.Json.JsonSerializer.Serialize(
        operation.Answer(new CountPeople(CountBy.Place, new(2026, 3, 2), Synthetic: false)));
}
