using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>Households of one size that were granted the same.</summary>
/// <param name="People">So many people each.</param>
/// <param name="Households">Which, in order of arrival.</param>
public sealed record GrantedHouseholds(int People, IReadOnlyList<Id<Household>> Households);

/// <summary>
/// Households may collect what the rule says in a cycle. The households stand in it one by one, grouped by size: who
/// was in is on record for ever and needs no second run of the rule, and a fold only multiplies. A large grant is
/// several of these, one a thousand households.
/// </summary>
/// <param name="Programme">Of which programme.</param>
/// <param name="Cycle">Its number.</param>
/// <param name="RuleVersion">By which version of the rule.</param>
/// <param name="Granted">By size.</param>
public sealed record CycleGranted(
    Id<Programme> Programme, int Cycle, int RuleVersion, IReadOnlyList<GrantedHouseholds> Granted) : Event;

/// <summary>
/// Asks to grant a cycle to all households that are eligible now and do not have it yet. Asking again later grants it
/// to those who came since.
/// </summary>
public sealed record GrantCycle(Id<Programme> Programme, int Cycle) : Request
{
    /// <summary>Households in one entry: about 40 KB.</summary>
    const int PerEventMax = 1_000;

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Aid.Find(Programme) is not { } programme)
            return AidRefusals.UnknownProgramme(Programme.ToString());
        if (programme.Cycle(Cycle) is null)
            return AidRefusals.UnknownCycle(programme.Code, Cycle, programme.Cycles.Length);
        if (Synthetic != programme.Synthetic)
            return AidRefusals.RealAndMadeUp();
        if (OldDiscrepancy(now, moment.Today) is { } old)
            return AidRefusals.DiscrepancyTooOld(old.Code, old.AgeDays);
        var plan = CyclePlan.Of(programme, Cycle, now);
        if (plan.In.Count == 0)
            return AidRefusals.NobodyToGrant(programme.Code, Cycle);
        return new Decision.Accepted([.. plan.In.Chunk(PerEventMax).Select(chunk => Granted(programme, chunk))]);
    }

    /// <summary>
    /// What nobody has looked into for a week, at this programme's handovers or at the places it gives from.
    /// </summary>
    (string Code, int AgeDays)? OldDiscrepancy(Registers now, DateOnly today)
    {
        foreach (var row in now.Aid.Discrepancies.Open)
            if (row.Programme == Programme && row.OverLimit(today))
                return (row.Code, row.AgeDays(today));
        var places = now.Aid.Distributions
            .Where(row => row.Plan.Programme == Programme)
            .Select(row => row.Plan.Stock)
            .ToHashSet();
        foreach (var row in now.Ledger.Discrepancies.Open)
            if (places.Contains(row.Account) && row.OverLimit(today))
                return (row.Code, row.AgeDays(today));
        return null;
    }

    CycleGranted Granted(ProgrammeRow programme, IReadOnlyList<(Id<Household> Household, int People)> chunk) => new(
        Programme, Cycle, programme.Rules.Length,
        [
            .. chunk.GroupBy(home => home.People).OrderBy(size => size.Key)
                .Select(size => new GrantedHouseholds(size.Key, [.. size.Select(home => home.Household)])),
        ]);
}
