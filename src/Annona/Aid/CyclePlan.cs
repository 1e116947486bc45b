using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>Why a household is not in. The first that applies, in this order.</summary>
public enum OutReason
{
    /// <summary>It is in.</summary>
    None,

    /// <summary>It has this cycle already.</summary>
    AlreadyGranted,

    /// <summary>It is made up and the programme is real, or the reverse.</summary>
    RealAndMadeUp,

    /// <summary>
    /// Nobody is left in it: all have gone, or are counted in another household since two records were linked.
    /// </summary>
    NobodyThere,

    /// <summary>Where it is now is not known.</summary>
    PlaceNotKnown,

    /// <summary>It is somewhere else.</summary>
    OtherPlace,

    /// <summary>No member came with the list.</summary>
    NotInList,

    /// <summary>The day of arrival is not known.</summary>
    ArrivalNotKnown,

    /// <summary>It arrived before the first day.</summary>
    ArrivedBefore,

    /// <summary>It arrived after the last day.</summary>
    ArrivedAfter,

    /// <summary>Fewer people than the rule asks for.</summary>
    TooSmall,

    /// <summary>More people than the rule allows.</summary>
    TooLarge,

    /// <summary>No member has one of the needs.</summary>
    NoSuchNeed,
}

/// <summary>So many households and people are out for a reason.</summary>
public sealed record OutCount(OutReason Reason, int Households, int People);

/// <summary>Who would be in, who out, and why.</summary>
/// <param name="Cycle">The cycle's number.</param>
/// <param name="RuleVersion">The version of the rule that was tried.</param>
/// <param name="Households">Households that would be granted.</param>
/// <param name="People">People in them.</param>
/// <param name="Amounts">What they could collect in all, one for each ration.</param>
/// <param name="Out">Those who are out, by reason, in order of the reasons.</param>
public sealed record CycleDryRun(
    int Cycle, int RuleVersion, int Households, int People, IReadOnlyList<Amount> Amounts, IReadOnlyList<OutCount> Out);

/// <summary>Asks what granting a cycle now would do. Null: no such programme or cycle.</summary>
/// <param name="Programme">Which programme.</param>
/// <param name="Cycle">Which cycle.</param>
/// <param name="Rule">Another rule to try; null for the newest of the programme.</param>
public sealed record DryRunCycle(Id<Programme> Programme, int Cycle, GrantRule? Rule = null) : Question<CycleDryRun?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override CycleDryRun? Answer(Registers now, Moment moment)
    {
        if (now.Aid.Find(Programme) is not { } programme || programme.Cycle(Cycle) is null)
            return null;
        var rule = Rule ?? programme.Rules[^1];
        var tried = programme with { Rules = programme.Rules.SetItem(programme.Rules.Length - 1, rule) };
        var plan = CyclePlan.Of(tried, Cycle, now);
        return new(
            Cycle, programme.Rules.Length, plan.In.Count, plan.In.Sum(home => home.People),
            [.. rule.Rations.Select(ration => Total(ration, plan))], plan.Out);
    }

    static Amount Total(Ration ration, CyclePlan plan) =>
        ration.Amount with { Units = plan.In.Sum(home => ration.For(home.People).Units) };
}

/// <summary>One household in a dry run.</summary>
/// <param name="Household">Its code.</param>
/// <param name="People">So many people count for aid.</param>
/// <param name="Reason">Why it is out; <see cref="OutReason.None"/> when it is in.</param>
/// <param name="Amounts">What it could collect, one for each ration; empty when it is out.</param>
public sealed record JudgedHousehold(string Household, int People, OutReason Reason, IReadOnlyList<Amount> Amounts);

/// <summary>
/// Asks, household by household, what granting a cycle now would do, in order of arrival. Null: no such programme or
/// cycle.
/// </summary>
/// <param name="Programme">Which programme.</param>
/// <param name="Cycle">Which cycle.</param>
public sealed record ListDryRun(Id<Programme> Programme, int Cycle) : Question<IReadOnlyList<JudgedHousehold>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override IReadOnlyList<JudgedHousehold>? Answer(Registers now, Moment moment)
    {
        if (now.Aid.Find(Programme) is not { } programme || programme.Cycle(Cycle) is null)
            return null;
        var rations = programme.Rules[^1].Rations;
        return
        [
            .. CyclePlan.Judged(programme, Cycle, now).Select(home => new JudgedHousehold(
                PeopleCodes.Household(home.Ordinal), home.People, home.Reason,
                home.Reason == OutReason.None ? [.. rations.Select(ration => ration.For(home.People))] : [])),
        ];
    }
}

/// <summary>The rule, run over the register. The grant and its dry run are the same run.</summary>
sealed record CyclePlan(
    IReadOnlyList<(Id<Household> Household, int People)> In, IReadOnlyList<OutCount> Out)
{
    public static CyclePlan Of(ProgrammeRow programme, int cycle, Registers now)
    {
        var granted = new List<(Id<Household>, int)>();
        var outs = new OutCount?[Enum.GetValues<OutReason>().Length];
        foreach (var (home, people, reason) in Judged(programme, cycle, now))
        {
            if (reason == OutReason.None)
                granted.Add((now.People.HouseholdId(home), people));
            else
            {
                var before = outs[(int)reason] ?? new(reason, 0, 0);
                outs[(int)reason] = new(reason, before.Households + 1, before.People + people);
            }
        }
        return new(granted, [.. outs.OfType<OutCount>()]);
    }

    /// <summary>Every household on record, in order of arrival.</summary>
    public static IEnumerable<(int Ordinal, int People, OutReason Reason)> Judged(
        ProgrammeRow programme, int cycle, Registers now)
    {
        for (var home = 0; home < now.People.HouseholdCount; home++)
        {
            var members = Members.Of(home, now);
            yield return (home, members.Count, WhyOut(programme, cycle, home, members, now));
        }
    }

    /// <summary>Why a household is not in by the newest rule.</summary>
    public static OutReason WhyOut(ProgrammeRow programme, int cycle, int home, Members members, Registers now)
    {
        var group = now.Duplicates.Households.GroupOf(now.People.HouseholdId(home).Value);
        if (group.Any(id => now.Aid.IsGranted(programme.Id, cycle, new Id<Household>(id))))
            return OutReason.AlreadyGranted;
        ref readonly var row = ref now.People.HouseholdRowOf(home);
        if (row.Is(PeopleFlags.Synthetic) != programme.Synthetic)
            return OutReason.RealAndMadeUp;
        if (members.Count == 0)
            return OutReason.NobodyThere;
        return WhyNot(programme.Rules[^1].Who, home, members, now);
    }

    static OutReason WhyNot(Eligibility who, int home, Members members, Registers now)
    {
        if (who.Place is { } place)
        {
            if (Members.PlaceOf(home, now) is not { } at)
                return OutReason.PlaceNotKnown;
            if (!now.Places.LiesIn(at, place))
                return OutReason.OtherPlace;
        }
        if (who.List is { } list && !members.Lists.Contains(now.People.Lists.OrdinalOf(list)))
            return OutReason.NotInList;
        if (who.ArrivedFrom is not null || who.ArrivedTo is not null)
        {
            if (members.Arrived is not { } arrived)
                return OutReason.ArrivalNotKnown;
            if (arrived < who.ArrivedFrom)
                return OutReason.ArrivedBefore;
            if (arrived > who.ArrivedTo)
                return OutReason.ArrivedAfter;
        }
        if (members.Count < who.SizeMin)
            return OutReason.TooSmall;
        if (members.Count > who.SizeMax)
            return OutReason.TooLarge;
        return who.Needs == Needs.None || (members.Needs & who.Needs) != 0 ? OutReason.None : OutReason.NoSuchNeed;
    }
}
