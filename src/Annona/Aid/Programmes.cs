using Annona.Access;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>A programme is planned, with the first version of its rule.</summary>
/// <param name="Programme">Its id.</param>
/// <param name="Name">What officers call it; it also names the account of what was given.</param>
/// <param name="Modality">How aid reaches people.</param>
/// <param name="Cycles">In order of their numbers.</param>
/// <param name="Rule">Version 1.</param>
public sealed record ProgrammePlanned(
    Id<Programme> Programme, string Name, Modality Modality, IReadOnlyList<CycleDates> Cycles, GrantRule Rule) : Event
{
    /// <summary>The promises that it serves; null for none.</summary>
    public IReadOnlyList<Id<Promise>>? Promises { get; init; }

    /// <summary>Whom it is for, as the promises say.</summary>
    public Id<PopulationGroup>? Group { get; init; }
}

/// <summary>The rule changed for what is granted from now on.</summary>
/// <param name="Programme">Which programme.</param>
/// <param name="Version">From 2.</param>
/// <param name="Rule">The whole new rule.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record RuleChanged(Id<Programme> Programme, int Version, GrantRule Rule, string Reason) : Event;

/// <summary>Asks to plan a programme.</summary>
public sealed record PlanProgramme(string Name, Modality Modality, GrantRule Rule) : Request
{
    /// <summary>When each cycle runs.</summary>
    public required IReadOnlyList<CycleDates> Cycles { get; init; }

    /// <summary>The promises that it serves.</summary>
    public IReadOnlyList<Id<Promise>> Promises { get; init; } = [];

    /// <summary>Whom it is for.</summary>
    public Id<PopulationGroup>? Group { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > RuleChecks.NameMax)
            return AidRefusals.ProgrammeName(RuleChecks.NameMax);
        if (now.Aid.FindProgramme(Name) is { } known)
            return AidRefusals.ProgrammeAlreadyThere(Name, known.Code);
        if (RuleChecks.Refuses(Cycles) is { } wrongCycles)
            return wrongCycles;
        if (Group is { } group && now.Places.Find(group) is null)
            return AidRefusals.UnknownGroup(group.ToString());
        if (RuleChecks.Refuses(Rule, Modality, now) is { } wrongRule)
            return wrongRule;
        return new ProgrammePlanned(new(Ids.From(Intent, "programme")), Name.Trim(), Modality, Cycles, Rule)
        {
            Promises = Promises.Count == 0 ? null : Promises,
            Group = Group,
        };
    }
}

/// <summary>Asks for a new version of a programme's rule.</summary>
public sealed record ChangeRule(Id<Programme> Programme, GrantRule Rule, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Aid.Find(Programme) is not { } row)
            return AidRefusals.UnknownProgramme(Programme.ToString());
        if (string.IsNullOrWhiteSpace(Reason))
            return AidRefusals.NoReason();
        if (RuleChecks.Refuses(Rule, row.Modality, now) is { } no)
            return no;
        return new RuleChanged(Programme, row.Rules.Length + 1, Rule, Reason.Trim());
    }
}

/// <summary>What a plan must keep to.</summary>
static class RuleChecks
{
    /// <summary>With the cycle's number it still fits the name of an account.</summary>
    public const int NameMax = 80;

    /// <summary>One for each week of ten years.</summary>
    const int CyclesMax = 520;

    /// <summary>Commodities in one ration.</summary>
    const int RationsMax = 50;

    /// <summary>A household of a thousand people still fits a transfer.</summary>
    const long RationUnitsMax = 1_000_000_000;

    public static Refusal? Refuses(IReadOnlyList<CycleDates> cycles)
    {
        if (cycles.Count is 0 or > CyclesMax)
            return AidRefusals.CycleCount(cycles.Count, CyclesMax);
        for (var i = 0; i < cycles.Count; i++)
        {
            var (number, from, to) = cycles[i];
            if (number != i + 1 || to < from || (i > 0 && from <= cycles[i - 1].To))
                return AidRefusals.CyclesOutOfOrder(number);
        }
        return null;
    }

    public static Refusal? Refuses(GrantRule rule, Modality modality, Registers now)
    {
        if (rule.Rations.Count is 0 or > RationsMax)
            return AidRefusals.NoRation();
        if (modality == Modality.Cash
            && (rule.Rations.Count > 1 || !now.Ledger.IsMoney(rule.Rations[0].Amount.Commodity.Code)))
            return AidRefusals.CashRation(rule.Rations[0].Amount.Commodity.Code);
        foreach (var (ration, index) in rule.Rations.Select((ration, index) => (ration, index)))
        {
            var commodity = ration.Amount.Commodity;
            if (ration.Amount.Units is <= 0 or > RationUnitsMax)
                return AidRefusals.RationAmount(ration.Amount);
            if (modality != Modality.Service && now.Ledger.FindCommodity(commodity.Code)?.Commodity != commodity)
                return AidRefusals.UnknownCommodity(commodity);
            if (rule.Rations.Take(index).Any(other => other.Amount.Commodity.Code == commodity.Code))
                return AidRefusals.RationTwice(commodity);
        }
        return Refuses(rule.Who, now);
    }

    static Refusal? Refuses(Eligibility who, Registers now)
    {
        if (who.Place is { } place && now.Places.Find(place) is null)
            return AidRefusals.UnknownPlace(place.ToString());
        if (who.List is { } list && now.People.Lists.Find(list) is null)
            return AidRefusals.UnknownList(list.ToString());
        if (who.ArrivedTo < who.ArrivedFrom || who.SizeMax < who.SizeMin || who.SizeMin < 1)
            return AidRefusals.NobodyCanMeet();
        return null;
    }
}
