using System.Collections.Immutable;

namespace Annona.Ledger;

/// <summary>A lot as the register has it.</summary>
/// <param name="Lot">What was said when it came in.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="ShareCosts">The cost in smallest units, by share in the order of <see cref="Lot.Shares"/>; they sum
/// to the cost.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record LotRow(Lot Lot, int Number, ImmutableArray<long> ShareCosts, bool Synthetic)
{
    /// <summary>What officers type: <c>LOT3</c> for the third lot.</summary>
    public string Code => $"LOT{Number}";

    /// <summary>Whether it may not be handed out on a day.</summary>
    public bool Expired(DateOnly day) => Lot.Expiry < day;

    /// <summary>A row for a lot, with its cost allocated to its shares.</summary>
    internal static LotRow Of(Lot lot, int number, bool synthetic) => new(
        lot, number, Shares.Allocate(lot.Cost?.Units ?? 0, [.. lot.Shares.Select(share => share.Parts)]), synthetic);
}

/// <summary>Whole parts of whole units: nothing is lost or made by rounding.</summary>
static class Shares
{
    /// <summary>
    /// Allocates <paramref name="units"/> to shares so that the parts sum to the whole: the first k shares together get
    /// the floor of their due, so the rest stays with later ones. O(shares).
    /// </summary>
    public static ImmutableArray<long> Allocate(long units, IReadOnlyList<long> parts)
    {
        var whole = parts.Aggregate((Int128)0, (sum, part) => sum + part);
        var allocated = ImmutableArray.CreateBuilder<long>(parts.Count);
        var (upTo, given) = ((Int128)0, 0L);
        foreach (var part in parts)
        {
            upTo += part;
            var due = whole == 0 ? 0 : (long)(units * upTo / whole);
            allocated.Add(due - given);
            given = due;
        }
        return allocated.MoveToImmutable();
    }

    /// <summary>
    /// The cost that goes along when units leave a place: pro rata of what stands there at cost, rounded down, so the
    /// rest stays with the last unit. Units that the place does not hold are taken at the lot's first cost, and the
    /// place owes that cost.
    /// </summary>
    /// <param name="cost">What stands in the place at cost.</param>
    /// <param name="held">Units in the place.</param>
    /// <param name="leaving">Units that leave.</param>
    /// <param name="lotCost">First cost of the whole lot.</param>
    /// <param name="lotUnits">Units of the whole lot.</param>
    public static long CostOf(long cost, long held, long leaving, long lotCost, long lotUnits)
    {
        if (leaving < held)
            return Math.Max(0, (long)((Int128)cost * leaving / held));
        // Far more may be said to leave than ever came; what is owed for it still fits the counters.
        var owed = lotUnits == 0
            ? 0
            : (long)Int128.Min((Int128)lotCost * (leaving - held) / lotUnits, TransferChecks.UnitsMax);
        return Math.Max(0, checked(cost + owed));
    }
}
