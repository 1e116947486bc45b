using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>How a household stands in one cycle of a programme.</summary>
/// <param name="Programme">The programme's code.</param>
/// <param name="Name">The programme's name.</param>
/// <param name="Cycle">The cycle's number.</param>
/// <param name="IsGranted">Whether it was granted the cycle.</param>
/// <param name="WhyNot">Why the newest rule would not grant it now; <see cref="OutReason.None"/> if it would.</param>
/// <param name="Entitlements">What it was granted and what it used, also what it got without a right to it.</param>
public sealed record CycleStanding(
    string Programme, string Name, int Cycle, bool IsGranted, OutReason WhyNot,
    IReadOnlyList<Entitlement> Entitlements);

/// <summary>What the help desk needs to know of a household, without a name.</summary>
/// <param name="Code">The household's code.</param>
/// <param name="People">So many people count for aid.</param>
/// <param name="Standings">One for each cycle that has begun, by programme.</param>
/// <param name="Handovers">What it got, newest first.</param>
/// <param name="Payments">Its payments, newest first.</param>
/// <param name="Discrepancies">Open discrepancies of its handovers.</param>
public sealed record HouseholdAid(
    string Code, int People, IReadOnlyList<CycleStanding> Standings, IReadOnlyList<HandoverRecord> Handovers,
    IReadOnlyList<PaymentRecord> Payments, IReadOnlyList<AidDiscrepancyRow> Discrepancies);

/// <summary>Asks what a household has got and may collect, and if not, why. Null: no such household.</summary>
public sealed record ShowHouseholdAid(Id<Household> Household) : Question<HouseholdAid?>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Roles.Registrar | Roles.Storekeeper | Roles.Planner | Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override HouseholdAid? Answer(Registers now, Moment moment)
    {
        var home = now.People.Find(Household);
        if (home < 0)
            return null;
        var members = Members.Of(home, now);
        return new(
            PeopleCodes.Household(home), members.Count,
            [
                .. from programme in now.Aid.Programmes
                   from cycle in programme.Cycles
                   where cycle.From <= moment.Today
                   select Standing(programme, cycle.Number, home, members, now),
            ],
            [.. now.Aid.HandoversOf(Household)], [.. now.Aid.PaymentsOf(Household)],
            [.. now.Aid.Discrepancies.Open.Where(row => row.Household == Household)]);
    }

    CycleStanding Standing(ProgrammeRow programme, int cycle, int home, Members members, Registers now)
    {
        var isGranted = now.Aid.IsGranted(programme.Id, cycle, Household);
        return new(
            programme.Code, programme.Name, cycle, isGranted,
            isGranted ? OutReason.None : CyclePlan.WhyOut(programme, cycle, home, members, now),
            [.. now.Aid.EntitlementsOf(Household, programme.Id, cycle).Reverse()]);
    }
}

/// <summary>How a distribution's day went.</summary>
/// <param name="Code">The distribution's code.</param>
/// <param name="Expected">Households granted the cycle.</param>
/// <param name="ExpectedPeople">People in them.</param>
/// <param name="Served">Different households that collected something here.</param>
/// <param name="Complete">Of them, those that have nothing left.</param>
/// <param name="Alternates">Handovers to somebody from outside the household.</param>
/// <param name="Confirmed">Handovers with a signature or token.</param>
/// <param name="Handovers">All handovers.</param>
/// <param name="Handed">What was handed over, by code of the commodity.</param>
/// <param name="Discrepancies">Open discrepancies of its handovers.</param>
/// <param name="Closed">What the close found; null while the day is open.</param>
public sealed record DistributionDay(
    string Code, int Expected, long ExpectedPeople, int Served, int Complete, int Alternates, int Confirmed,
    int Handovers, IReadOnlyList<Amount> Handed, int Discrepancies, DayClosed? Closed);

/// <summary>Asks how a distribution's day went. Null: no such distribution.</summary>
public sealed record ShowDistribution(Id<Distribution> Distribution) : Question<DistributionDay?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override DistributionDay? Answer(Registers now, Moment moment)
    {
        if (now.Aid.Find(Distribution) is not { } row)
            return null;
        var (programme, cycle) = (row.Plan.Programme, row.Plan.Cycle);
        var granted = now.Aid.GrantedIn(programme, cycle);
        var handovers = now.Aid.HandoversAt(Distribution).ToList();
        var served = handovers.Select(given => given.Household).ToHashSet();
        var ids = handovers.Select(given => given.Id).ToHashSet();
        return new(
            row.Code, granted.Households, granted.People, served.Count,
            served.Count(home => now.Aid.EntitlementsOf(home, programme, cycle).All(right => right.Left.Units <= 0)),
            handovers.Count(given => given.Alternate), handovers.Count(given => given.Proof != Proof.None),
            handovers.Count, [
                .. handovers.SelectMany(given => given.Items).GroupBy(item => item.Amount.Commodity)
                    .OrderBy(sum => sum.Key.Code, StringComparer.Ordinal)
                    .Select(sum => new Amount(sum.Key, sum.Sum(item => item.Amount.Units))),
            ],
            now.Aid.Discrepancies.Open.Count(open => ids.Contains(open.Handover)), row.Closed);
    }
}
