using System.Collections.Immutable;
using Annona.Access;
using Annona.Ledger;
using Annona.Parties;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>A programme as the register has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Name">What officers call it.</param>
/// <param name="Modality">How aid reaches people.</param>
/// <param name="Promises">The promises that it serves.</param>
/// <param name="Group">Whom it is for; null when nobody said.</param>
/// <param name="Cycles">When each runs, in order.</param>
/// <param name="Rules">All versions; the newest last.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record ProgrammeRow(
    Id<Programme> Id, int Number, string Name, Modality Modality, ImmutableArray<Id<Promise>> Promises,
    Id<PopulationGroup>? Group, ImmutableArray<CycleDates> Cycles, ImmutableArray<GrantRule> Rules, bool Synthetic)
{
    /// <summary>What officers type: <c>B3</c> for the third programme on record.</summary>
    public string Code => $"B{Number}";

    /// <summary>When a cycle runs; null if there is none with this number.</summary>
    public CycleDates? Cycle(int number) => number >= 1 && number <= Cycles.Length ? Cycles[number - 1] : null;

    /// <summary>Where the books keep what was handed over in a cycle.</summary>
    public AccountName GivenIn(int cycle) => new(AccountKind.Given, $"{Name}, cycle {cycle}");
}

/// <summary>What was granted in a cycle.</summary>
public readonly record struct CycleTotals(int Households, long People);

/// <summary>A distribution as the register has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Plan">What was planned.</param>
/// <param name="PlannedBy">The officer who answers for it.</param>
/// <param name="Closed">What the day's close found; null while it is open.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record DistributionRow(
    Id<Distribution> Id, int Number, DistributionPlanned Plan, Id<Officer> PlannedBy, DayClosed? Closed, bool Synthetic)
{
    /// <summary>What officers type: <c>D3</c> for the third distribution on record.</summary>
    public string Code => $"D{Number}";
}

/// <summary>A cash list as the register has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Programme">For which programme.</param>
/// <param name="Cycle">For which cycle.</param>
/// <param name="Provider">Who pays.</param>
/// <param name="Route">Between which accounts its money moves.</param>
/// <param name="SentOn">The day it was sent.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record CashListRow(
    Id<CashList> Id, int Number, Id<Programme> Programme, int Cycle, Id<Party> Provider, CashRoute Route,
    DateOnly SentOn, bool Synthetic)
{
    /// <summary>What officers type: <c>CL3</c> for the third cash list on record.</summary>
    public string Code => $"CL{Number}";
}

/// <summary>A household's right to one commodity in one cycle.</summary>
/// <param name="Programme">Order of arrival of the programme, from 0.</param>
/// <param name="Cycle">The cycle's number.</param>
/// <param name="Granted">What the rule gave it; 0 for what was given without a right to it.</param>
/// <param name="Used">What was handed over, or stands on a payment list and did not fail.</param>
public readonly record struct Entitlement(int Programme, int Cycle, Amount Granted, Amount Used)
{
    /// <summary>What it may still collect; below 0 when more was given than granted.</summary>
    public Amount Left => Granted - Used;
}

/// <summary>One line of a handover as it is kept.</summary>
/// <param name="Amount">What was given.</param>
/// <param name="InsteadOf">What of the entitlement it used.</param>
public readonly record struct GivenItem(Amount Amount, Amount InsteadOf);

/// <summary>A handover as it is kept: 64 bytes, its items apart. Ordinals are -1 where there is none.</summary>
/// <param name="Household">Ordinal among the households that aid knows.</param>
/// <param name="Distribution">Order of arrival of the distribution, from 0.</param>
/// <param name="BeforeOfHousehold">The household's handover before this one.</param>
/// <param name="BeforeOfDistribution">The distribution's handover before this one.</param>
/// <param name="FirstItem">Its first line.</param>
/// <param name="Items">How many lines.</param>
/// <param name="Day">Day number of the day on the sheet.</param>
/// <param name="Collector">Ordinal of the person who collected.</param>
/// <param name="Flags">What else is true of it.</param>
readonly record struct HandoverRow(
    int Household, int Distribution, int BeforeOfHousehold, int BeforeOfDistribution, int FirstItem, int Items, int Day,
    int Collector, HandoverFlags Flags)
{
    /// <summary>People in the household when it was recorded.</summary>
    public int PeopleThen { get; init; }

    /// <summary>Day number of the day on which it was taken back; 0 while it stands.</summary>
    public int TakenBackOn { get; init; }

    /// <summary>When it was, where handovers compete; see <see cref="Journal.Effective"/>.</summary>
    public long Clock { get; init; }

    /// <summary>What tells it from others of that moment, for one from a device; -1 for the desk's.</summary>
    public int Stamp { get; init; }
}

/// <summary>What is true or not of a handover.</summary>
[Flags]
enum HandoverFlags
{
    None = 0,
    Field = 1,
    Signed = 2,
    Token = 4,
    Alternate = 8,
    Synthetic = 16,
    SharesRights = 32,
}

/// <summary>A line of a handover as it is kept; commodities are ordinals.</summary>
readonly record struct ItemRow(long Units, long InsteadUnits, int Commodity, int InsteadCommodity);
