using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>
/// What a household may collect in a cycle. Households that somebody confirmed as one share what they were granted:
/// the whole of what the rule gives to all of their people, never less than the largest grant of one of them and
/// never more than all grants together. Suspicion alone takes nothing away.
/// </summary>
static class SharedRights
{
    /// <summary>
    /// One for each commodity, newest first; a household that is confirmed as one with nobody has its own.
    /// </summary>
    public static IReadOnlyList<Entitlement> Of(
        Id<Household> household, ProgrammeRow programme, int cycle, Registers now)
    {
        var group = now.Duplicates.Households.GroupOf(household.Value);
        if (group.Count == 1)
            return [.. now.Aid.EntitlementsOf(household, programme.Id, cycle)];
        var canonical = now.People.Find(now.Duplicates.CanonicalOf(household));
        var people = canonical < 0 ? 0 : Members.Of(canonical, now).Count;
        return
        [
            .. group.SelectMany(id => now.Aid.EntitlementsOf(new Id<Household>(id), programme.Id, cycle))
                .GroupBy(right => right.Granted.Commodity)
                .Select(rights => Shared([.. rights], programme, people)),
        ];
    }

    /// <summary>The newest day on which one of the households collected in a cycle; null if none did.</summary>
    public static DateOnly? LastDayOf(Id<Household> household, ProgrammeRow programme, int cycle, Registers now) =>
        now.Duplicates.Households.GroupOf(household.Value)
            .Max(id => now.Aid.LastDayOf(new Id<Household>(id), programme.Id, cycle));

    static Entitlement Shared(IReadOnlyList<Entitlement> rights, ProgrammeRow programme, int people)
    {
        var (largest, all) = (rights.Max(right => right.Granted.Units), rights.Sum(right => right.Granted.Units));
        var commodity = rights[0].Granted.Commodity;
        var ration = programme.Rules[^1].Rations.FirstOrDefault(ration => ration.Amount.Commodity == commodity);
        var whole = ration is null ? largest : Math.Clamp(ration.For(people).Units, largest, all);
        return rights[0] with
        {
            Granted = new(commodity, whole),
            Used = new(commodity, rights.Sum(right => right.Used.Units)),
        };
    }
}
