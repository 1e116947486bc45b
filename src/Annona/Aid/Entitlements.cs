using System.Collections.Immutable;
using Annona.Journal;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>Of whom, in which cycle of which programme, and what. Ordinals.</summary>
readonly record struct EntitlementKey(int Household, CycleKey Cycle, int Commodity);

/// <summary>A cycle of a programme in one number.</summary>
readonly record struct CycleKey(int Value)
{
    const int NumberBits = 10;

    public static CycleKey Of(int programme, int number) => new(programme << NumberBits | number);

    /// <summary>Order of arrival, from 0.</summary>
    public int Programme => Value >> NumberBits;

    public int Number => Value & ((1 << NumberBits) - 1);
}

/// <summary>
/// What was granted and used, in smallest units; the entitlement before this one of the household and of the cycle,
/// or -1.
/// </summary>
readonly record struct EntitlementRow(long Granted, long Used, int BeforeOfHousehold, int BeforeOfCycle);

/// <summary>The newest entitlement, handover and payment of a household, or -1.</summary>
readonly record struct AidHouseholdRow(int Entitlement, int Handover, int Payment)
{
    public static AidHouseholdRow New { get; } = new(-1, -1, -1);
}

/// <summary>
/// Who may collect what, and what of it is used. About 60 bytes an entitlement with its key. A value is one version;
/// the maps are shared by all versions and ordinals that a version does not have yet are not seen.
/// </summary>
sealed record Entitlements
{
    readonly KeyMap<Guid> households = new();
    readonly KeyMap<Commodity> commodities = new();
    readonly KeyMap<EntitlementKey> keys = new();
    Rows<AidHouseholdRow> homes;
    Rows<EntitlementRow> rows;
    ImmutableDictionary<CycleKey, int> newestOfCycle = ImmutableDictionary<CycleKey, int>.Empty;

    public int Count => rows.Count;

    public int HouseholdCount => homes.Count;

    /// <summary>By cycle; a household is counted once however often it was granted more.</summary>
    public ImmutableDictionary<CycleKey, CycleTotals> Totals { get; private init; } =
        ImmutableDictionary<CycleKey, CycleTotals>.Empty;

    /// <summary>Ordinal of a household that was ever granted or given anything, or -1.</summary>
    public int Find(Id<Household> household) =>
        households.Find(household.Value) is var at && at < homes.Count ? at : -1;

    public Id<Household> HouseholdAt(int ordinal) => new(households[ordinal]);

    public ref readonly AidHouseholdRow Home(int ordinal) => ref homes[ordinal];

    public Commodity CommodityAt(int ordinal) => commodities[ordinal];

    public int OrdinalOf(Commodity commodity, Edit edit) => commodities.FindOrAdd(commodity, edit);

    /// <summary>
    /// What a household has in a cycle of one commodity; nothing granted and nothing used if unknown.
    /// </summary>
    public Entitlement Of(int household, CycleKey cycle, Commodity commodity)
    {
        var at = household < 0 ? -1 : Find(new EntitlementKey(household, cycle, commodities.Find(commodity)));
        return at < 0
            ? new(cycle.Programme, cycle.Number, new(commodity, 0), new(commodity, 0))
            : At(at);
    }

    /// <summary>All entitlements of a household, newest first.</summary>
    public IEnumerable<Entitlement> Of(int household)
    {
        for (var at = household < 0 ? -1 : homes[household].Entitlement; at >= 0; at = rows[at].BeforeOfHousehold)
            yield return At(at);
    }

    /// <summary>All entitlements with their households' ordinals, in order of arrival.</summary>
    public IEnumerable<(int Household, Entitlement Entitlement)> All =>
        Enumerable.Range(0, rows.Count).Select(at => (keys[at].Household, At(at)));

    /// <summary>
    /// All entitlements of a cycle with their households' ordinals, in order of arrival. Costs one step for each of
    /// them.
    /// </summary>
    public IEnumerable<(int Household, Entitlement Entitlement)> In(CycleKey cycle)
    {
        var found = new List<int>();
        for (var at = newestOfCycle.GetValueOrDefault(cycle, -1); at >= 0; at = rows[at].BeforeOfCycle)
            found.Add(at);
        for (var i = found.Count - 1; i >= 0; i--)
            yield return (keys[found[i]].Household, At(found[i]));
    }

    public bool IsGranted(int household, CycleKey cycle)
    {
        for (var at = household < 0 ? -1 : homes[household].Entitlement; at >= 0; at = rows[at].BeforeOfHousehold)
            if (rows[at].Granted > 0 && keys[at].Cycle == cycle)
                return true;
        return false;
    }

    public Entitlements WithHousehold(Id<Household> household, Edit edit, out int ordinal)
    {
        ordinal = Find(household);
        if (ordinal >= 0)
            return this;
        ordinal = households.Add(household.Value, edit);
        return this with { homes = homes.Add(AidHouseholdRow.New, edit) };
    }

    public Entitlements WithHome(int household, AidHouseholdRow row, Edit edit) =>
        this with { homes = homes.Set(household, row, edit) };

    public Entitlements After(CycleGranted granted, CycleKey cycle, GrantRule rule, Edit edit)
    {
        var after = this;
        var totals = Totals.GetValueOrDefault(cycle);
        foreach (var size in granted.Granted)
        {
            foreach (var id in size.Households)
            {
                after = after.WithHousehold(id, edit, out var household);
                if (!after.IsGranted(household, cycle))
                    totals = new(totals.Households + 1, totals.People + size.People);
                foreach (var ration in rule.Rations)
                {
                    var amount = ration.For(size.People);
                    after = after.Change(household, cycle, new(amount, amount with { Units = 0 }), edit);
                }
            }
        }
        return after with { Totals = Totals.SetItem(cycle, totals) };
    }

    /// <summary>So much was used; a negative amount is free again.</summary>
    public Entitlements Used(int household, CycleKey cycle, Amount used, Edit edit) =>
        Change(household, cycle, new(used with { Units = 0 }, used), edit);

    Entitlements Change(int household, CycleKey cycle, EntitlementChange by, Edit edit)
    {
        var (granted, used) = (by.Granted.Units, by.Used.Units);
        var key = new EntitlementKey(household, cycle, commodities.FindOrAdd(by.Granted.Commodity, edit));
        var at = Find(key);
        if (at >= 0)
        {
            var row = rows[at];
            row = row with { Granted = checked(row.Granted + granted), Used = checked(row.Used + used) };
            return this with { rows = rows.Set(at, row, edit) };
        }
        var home = homes[household];
        keys.Add(key, edit);
        return this with
        {
            rows = rows.Add(
                new(granted, used, home.Entitlement, newestOfCycle.GetValueOrDefault(key.Cycle, -1)), edit),
            newestOfCycle = newestOfCycle.SetItem(key.Cycle, rows.Count),
            homes = homes.Set(household, home with { Entitlement = rows.Count }, edit),
        };
    }

    int Find(EntitlementKey key) => keys.Find(key) is var at && at < rows.Count ? at : -1;

    Entitlement At(int at)
    {
        var key = keys[at];
        var commodity = commodities[key.Commodity];
        return new(key.Cycle.Programme, key.Cycle.Number, new(commodity, rows[at].Granted),
            new(commodity, rows[at].Used));
    }
}

/// <summary>What is added to an entitlement; both amounts are of one commodity.</summary>
readonly record struct EntitlementChange(Amount Granted, Amount Used);
