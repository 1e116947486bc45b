using System.Text.Json;
using Annona.Aid;
using Annona.Journal;
using Annona.People;
using Annona.Values;
using CsCheck;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

/// <summary>Random days at a distribution, beside a slow obvious count of them.</summary>
public sealed class AidLawTests
{
    const int Families = 6;

    static readonly Gen<(int Family, int Parcels, bool Field, bool Signed)[]> Days =
        Gen.Select(Gen.Int[0, Families - 1], Gen.Int[1, 3], Gen.Bool, Gen.Bool).Array[1, 25];

    [Fact]
    public void What_was_given_and_what_is_left_is_what_was_granted_and_only_the_field_goes_over()
    {
        var hits = new Hits();
        Days.Sample(asks =>
        {
            var (story, families, day) = Scene();
            var given = new int[Families];
            var over = 0;
            foreach (var (family, parcels, field, signed) in asks)
            {
                var ask = story.Giving(day, families[family], $"{parcels} food-parcel") with
                {
                    Where = field ? RecordedWhere.Field : RecordedWhere.Desk,
                };
                ask = Signed(ask, signed);
                var fits = given[family] + parcels <= Granted(family);
                var decision = story.Operation.Ask(ask);
                hits.Count(decision);
                if (decision is Decision.Refused no)
                {
                    Assert.False(field || fits);
                    var isDone = given[family] >= Granted(family);
                    Assert.Equal(isDone ? "aid.already-collected" : "aid.over-entitlement", no.Why.Code);
                    continue;
                }
                Assert.True(field || fits);
                given[family] += parcels;
                over += fits ? 0 : 1;
            }
            foreach (var (family, index) in families.Select((family, index) => (family, index)))
            {
                var right = story.Aid.EntitlementsOf(family).Single();
                Assert.Equal((Granted(index), given[index]), (right.Granted.Units, right.Used.Units));
                Assert.Equal(right.Granted, right.Used + right.Left);
            }
            Assert.Equal(given.Sum(), story.Balance("Given:Programme 1, cycle 1", Parcel).Units);
            Assert.Equal(over, story.Aid.Discrepancies.All.Count);
        }, iter: 60, threads: 1);
        hits.MustHave("aid.over-entitlement", "aid.already-collected");
    }

    [Fact]
    public void Whom_aid_reached_is_what_a_naive_count_finds_and_stays_when_every_name_is_gone() => Days.Sample(asks =>
    {
        var (story, families, day) = Scene();
        var reached = new HashSet<int>();
        var confirmed = new HashSet<int>();
        var parcels = (All: 0L, Confirmed: 0L);
        foreach (var (family, amount, _, signed) in asks)
        {
            var given = story.Giving(day, families[family], $"{amount} food-parcel");
            story.Record(Signed(given with { Where = RecordedWhere.Field }, signed));
            reached.Add(family);
            parcels = (parcels.All + amount, parcels.Confirmed + (signed ? amount : 0));
            if (signed)
                confirmed.Add(family);
        }

        var answer = story.Operation.Answer(new CountReached(new() { Promise = Promised }));

        Assert.Equal((reached.Count, confirmed.Count), (answer.Households, answer.ConfirmedHouseholds));
        Assert.Equal(reached.Sum(Granted), answer.Persons);
        Assert.Equal((asks.Length, Monday, Monday), (answer.Handovers, answer.First, answer.Last));
        Assert.Equal(
            new Delivered(new(Parcel, parcels.All), new(Parcel, parcels.Confirmed)), Assert.Single(answer.ByCommodity));

        var before = Counts(story);
        story.Operation.Reopen(Opening.OpenParts);
        Assert.Equal(before, Counts(story));
    }, iter: 40, threads: 1);

    [Fact]
    public void A_desk_asks_its_questions_in_order_and_each_of_them_is_asked()
    {
        var hits = new Hits();
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 1], Gen.Int[1, 2]).Array[10, 25].Sample(asks =>
        {
            var (story, families, day) = Scene();
            var stranger = story.Family(people: 1);
            foreach (var (kind, family, parcels) in asks)
            {
                var ask = story.Giving(day, families[family], $"{parcels} food-parcel");
                hits.Count(story.Operation.Ask(kind switch
                {
                    0 => ask with { Household = new(story.Next()) },
                    1 => ask with { Household = stranger },
                    2 => ask with { GivenOn = Monday.AddDays(1) },
                    3 => ask with { Collector = story.Operation.Now.People.PersonCount is var last ? $"N{last}" : "" },
                    4 => ask with { Items = [] },
                    5 => ask with { Collector = "N9999" },
                    _ => ask,
                }));
            }
        }, iter: 40, threads: 1);
        hits.MustHave(
            "aid.unknown-household", "aid.not-entitled", "aid.wrong-day", "aid.not-a-member", "aid.no-items",
            "aid.unknown-collector", "aid.over-entitlement", "aid.already-collected");
    }

    [Fact]
    public void Handovers_of_the_field_give_the_same_books_in_whatever_order_they_arrive() =>
        Gen.Select(Days, Gen.Int[1, 1_000]).Sample((asks, seed) =>
        {
            var shuffled = asks.Index().OrderBy(ask => Ids.From(TestOperation.Id, "shuffle", ask.Index * seed))
                .Select(ask => ask.Item).ToArray();

            Assert.Equal(Books(asks), Books(shuffled));
        }, iter: 30, threads: 1);

    [Fact]
    public void Every_answer_about_aid_stays_when_every_name_is_gone() => Days.Sample(asks =>
    {
        var (story, families, day) = Scene();
        foreach (var (family, parcels, field, signed) in asks)
            story.Operation.Ask(Signed(story.Giving(day, families[family], $"{parcels} food-parcel") with
            {
                Where = field ? RecordedWhere.Field : RecordedWhere.Desk,
            }, signed));

        var before = Answers(story, families);
        story.Operation.Reopen(Opening.OpenParts);

        Assert.Equal(before, Answers(story, families));
    }, iter: 20, threads: 1);

    static string Answers(AidStory story, IEnumerable<Id<Household>> families)
    {
        var (aid, operation) = (story.Aid, story.Operation);
        object?[] answers =
        [
            operation.Answer(new ListProgrammes()), operation.Answer(new ListDistributions()),
            operation.Answer(new ListAidDiscrepancies(DiscrepanciesShown.All))
                .Select(row => row with { OwnerName = null }),
            operation.Answer(new DryRunCycle(aid.Programmes[0].Id, 2)),
            operation.Answer(new ListDryRun(aid.Programmes[0].Id, 2)),
            story.Answer(), operation.Answer(new PrintSheet(aid.Distributions[0].Id)),
            families.Select(family => operation.Answer(new ShowHouseholdAid(family))! with { Discrepancies = [] }),
        ];
        return JsonSerializer.Serialize(answers);
    }

    /// <summary>What was used by each family, what every account holds, and how much was too much.</summary>
    static string Books((int Family, int Parcels, bool Field, bool Signed)[] asks)
    {
        var (story, families, day) = Scene();
        foreach (var (family, parcels, _, signed) in asks)
            story.Record(Signed(story.Giving(day, families[family], $"{parcels} food-parcel") with
            {
                Where = RecordedWhere.Field,
            }, signed));
        return string.Join('\n',
        [
            .. families.Select(family => $"{story.Aid.EntitlementsOf(family).Single()}"),
            .. story.Operation.Now.Ledger.Accounts.Select(row =>
                $"{row.Account} {story.Operation.Now.Ledger.BalanceOfParcels(row)}"),
            $"{story.Aid.Discrepancies.All.Sum(row => row.Over.Units)}",
            $"{story.Operation.Answer(new CountReached(new())) with { ByCommodity = [] }}",
        ]);
    }

    /// <summary>A family of n has a right to n parcels.</summary>
    static int Granted(int family) => family + 1;

    static (AidStory Story, Id<Household>[] Families, DistributionRow Day) Scene()
    {
        var story = new AidStory();
        var families = Enumerable.Range(1, Families).Select(story.Family).ToArray();
        var programme = story.Plan(Modality.InKind, ("1 food-parcel", RationPer.Person));
        story.Grant(programme);
        return (story, families, story.Day(programme));
    }

    static GiveAid Signed(GiveAid giving, bool signed) =>
        giving with
        {
            Proof = signed ? Proof.Signature : Proof.None,
            Collector = signed ? "a neighbour" : null,
        };

    /// <summary>Everything that is counted, as text.</summary>
    static string Counts(AidStory story)
    {
        var reached = story.Operation.Answer(new CountReached(new() { Promise = Promised }));
        var day = story.Answer();
        return string.Join('\n',
        [
            $"{reached with { ByCommodity = [] }}", .. reached.ByCommodity.Select(sum => $"{sum}"),
            $"{day with { Handed = [] }}", .. day.Handed.Select(sum => $"{sum}"),
            .. story.Operation.Now.Ledger.Accounts.Select(row =>
                $"{row.Account} {story.Operation.Now.Ledger.BalanceOfParcels(row)}"),
            $"{story.Aid.EntitlementCount} {story.Aid.HandoverCount} {story.Aid.Discrepancies.All.Count}",
        ]);
    }
}

static class Balances
{
    public static Amount BalanceOfParcels(this Annona.Ledger.LedgerRegister ledger, Annona.Ledger.AccountRow row) =>
        Annona.Ledger.BalanceQueries.BalanceOf(ledger, row.Account, Parcel);
}
