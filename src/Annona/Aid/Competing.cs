using Annona.Values;

namespace Annona.Aid;

/// <summary>A handover that went over what its household may have.</summary>
/// <param name="Handover">Its ordinal.</param>
/// <param name="Kind">Over what was granted, or nothing was granted at all.</param>
/// <param name="Amount">How much of it is too much.</param>
readonly record struct OverHandover(int Handover, AidDiscrepancyKind Kind, Amount Amount);

/// <summary>
/// Handovers to one household that compete for one entitlement, because their desks did not know of each other. All of
/// them are facts. The first by effective time is entitled, in whatever order they arrive; what goes over stands with
/// the later ones, and nothing is taken from anybody.
/// </summary>
static class Competing
{
    /// <summary>Which handovers of a household are over, as far as is known now.</summary>
    /// <param name="aid">After the newest handover.</param>
    /// <param name="household">Ordinal of the household.</param>
    /// <param name="cycle">Of which programme and cycle.</param>
    /// <param name="commodity">What of.</param>
    public static IEnumerable<OverHandover> Over(AidRegister aid, int household, CycleKey cycle, Commodity commodity)
    {
        var right = aid.Entitlements.Of(household, cycle, commodity);
        if (right.Left.Units >= 0)
            return [];
        var uses = Uses(aid, household, cycle, commodity);
        var kind = right.Granted.Units == 0 ? AidDiscrepancyKind.NotEntitled : AidDiscrepancyKind.OverEntitlement;
        // What stands on payment lists was sent by a desk that knew what was left.
        var used = right.Used.Units - uses.Sum(use => use.Units);
        var over = new List<OverHandover>();
        foreach (var (handover, units) in uses.OrderBy(use => aid.Handovers.EffectiveOf(use.Handover)))
        {
            used += units;
            var tooMuch = Math.Min(units, used - right.Granted.Units);
            if (tooMuch > 0 && !aid.Handovers[handover].Flags.HasFlag(HandoverFlags.SharesRights))
                over.Add(new(handover, kind, new(commodity, tooMuch)));
        }
        return over;
    }

    static List<(int Handover, long Units)> Uses(AidRegister aid, int household, CycleKey cycle, Commodity commodity)
    {
        var uses = new List<(int, long)>();
        foreach (var handover in aid.Handovers.EveryFrom(aid.Entitlements.Home(household).Handover))
        {
            ref readonly var row = ref aid.Handovers[handover];
            var plan = aid.Distributions[row.Distribution].Plan;
            if (row.TakenBackOn > 0 || aid.KeyOf(plan.Programme, plan.Cycle) != cycle)
                continue;
            var units = 0L;
            for (var item = row.FirstItem; item < row.FirstItem + row.Items; item++)
                if (aid.ItemAt(item).InsteadOf is var used && used.Commodity == commodity)
                    units += used.Units;
            if (units > 0)
                uses.Add((handover, units));
        }
        return uses;
    }
}
