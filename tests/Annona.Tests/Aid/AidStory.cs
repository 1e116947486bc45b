using Annona.Aid;
using Annona.Ledger;
using Annona.Parties;
using Annona.People;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Tests.People;
using Annona.Tests.PublicRecord;
using Annona.Values;

namespace Annona.Tests.Aid;

/// <summary>
/// An operation with a stocked point, families, one programme and a day, and short words for what happens there.
/// </summary>
public sealed class AidStory
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    public static readonly Commodity Parcel = new("food-parcel", 0);
    public static readonly Commodity Rice = new("rice-kg", 3);
    public static readonly Commodity Usd = new("USD", 2);
    public static readonly AccountName Point = new(AccountKind.Site, "Goris point");
    static readonly Guid PromiseIntent = Ids.From(TestOperation.Id, "promise/aster");

    public static readonly Id<Promise> Promised = new(Ids.From(PromiseIntent, "promise"));

    readonly RecordDesk record = new();

    public AidStory(int parcels = 1_000)
    {
        Record(new RecordPromise(record.Flour(record.Archive())) { Intent = PromiseIntent });
        Declare(Parcel, CommodityKind.Goods);
        Declare(Rice, CommodityKind.Goods);
        Declare(Usd, CommodityKind.Money);
        Record(new AddPlace(PlaceLevel.Site, "Goris") { Intent = Next() });
        if (parcels > 0)
            Stock(Of($"{parcels} food-parcel"), Of("500.000 rice-kg"));
    }

    public TestOperation Operation => record.World;

    public AidRegister Aid => Operation.Now.Aid;

    public Id<Place> Goris => Operation.Now.Places.Find("Goris")!.Id;

    public static Amount Of(string amount) =>
        Amount.TryParse(amount, out var read) ? read : throw new ArgumentException($"'{amount}' is no amount.");

    public static GrantRule Rule(params (string Amount, RationPer Per)[] rations) =>
        new(Eligibility.Everybody, [.. rations.Select(ration => new Ration(Of(ration.Amount), ration.Per))]);

    public Guid Next() => Operation.NextIntent();

    public IReadOnlyList<Event> Record(Request request) => Operation.Record(request);

    public void Declare(Commodity commodity, CommodityKind kind) =>
        Record(new DeclareCommodity(commodity, kind) { Intent = Next() });

    public void Stock(params Amount[] amounts)
    {
        foreach (var amount in amounts)
            Record(new ReceiveLot(Point, amount, Monday.AddDays(-1))
            {
                Intent = Next(), Donor = new(AccountKind.Donor, "Aster"), GiftShares = [new(Promised, 1)],
            });
    }

    /// <summary>A family of so many, registered one by one.</summary>
    public Id<Household> Family(int people)
    {
        var household = Operation.HouseholdOf(Operation.Register(PeopleScenes.Named("First", $"Family{Next():n}")));
        for (var i = 1; i < people; i++)
            Operation.Register(PeopleScenes.Named($"Member{i}", "Family"), household);
        return household;
    }

    public ProgrammeRow Plan(Modality modality = Modality.InKind, params (string Amount, RationPer Per)[] rations)
    {
        var rule = rations.Length == 0 ? Rule(("1 food-parcel", RationPer.Household)) : Rule(rations);
        Record(Planning(rule, modality));
        return Aid.Programmes[^1];
    }

    public PlanProgramme Planning(GrantRule rule, Modality modality = Modality.InKind) =>
        new($"Programme {Aid.Programmes.Count + 1}", modality, rule)
        {
            Intent = Next(),
            Cycles = [new(1, Monday.AddDays(-1), Monday.AddDays(5)), new(2, Monday.AddDays(6), Monday.AddDays(12))],
            Promises = [Promised],
        };

    public void Grant(ProgrammeRow programme, int cycle = 1) =>
        Record(new GrantCycle(programme.Id, cycle) { Intent = Next() });

    public DistributionRow Day(ProgrammeRow programme, int cycle = 1)
    {
        Record(new PlanDistribution(programme.Id, cycle, Goris, cycle == 1 ? Monday : Monday.AddDays(6))
        {
            Intent = Next(), Stock = Point,
        });
        return Aid.Distributions[^1];
    }

    public GiveAid Giving(DistributionRow day, Id<Household> household, params string[] amounts) =>
        new(day.Id, household, [.. amounts.Select(amount => new HandedItem(Of(amount)))]) { Intent = Next() };

    public AidGiven Give(DistributionRow day, Id<Household> household, params string[] amounts) =>
        Assert.IsType<AidGiven>(Assert.Single(Record(Giving(day, household, amounts))));

    public AidGiven GiveInField(DistributionRow day, Id<Household> household, params string[] amounts) =>
        Assert.IsType<AidGiven>(
            Assert.Single(Record(Giving(day, household, amounts) with { Where = RecordedWhere.Field })));

    public Amount Balance(string account, Commodity commodity) =>
        Operation.Now.Ledger.BalanceOf(AccountName.TryParse(account, out var name) ? name : default, commodity);

    public Id<Party> Provider()
    {
        Record(new AddParty(PartyKind.Other, "Ararat Bank", [], []) { Intent = Next() });
        return Operation.Now.Parties.Find("Ararat Bank")!.Id;
    }
}
