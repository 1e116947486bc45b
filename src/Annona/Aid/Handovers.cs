using System.Text.Json.Serialization;
using Annona.Access;
using Annona.Ledger;
using Annona.People;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>One line of a handover.</summary>
/// <param name="Amount">What was given.</param>
/// <param name="Lot">The batch, where it is known.</param>
/// <param name="InsteadOf">What of the entitlement this used, when something else was given in its place.</param>
public sealed record HandedItem(Amount Amount, Id<Lot>? Lot = null, Amount? InsteadOf = null)
{
    /// <summary>What of the entitlement is used: the same unless it was substituted.</summary>
    [JsonIgnore]
    public Amount Uses => InsteadOf ?? Amount;
}

/// <summary>How it is shown that somebody collected.</summary>
public enum Proof
{
    /// <summary>Nothing shows it but the officer's word.</summary>
    None,

    /// <summary>A signature on the list.</summary>
    Signature,

    /// <summary>A token that was checked.</summary>
    Token,
}

/// <summary>Where a handover was recorded.</summary>
public enum RecordedWhere
{
    /// <summary>At a desk that knows what is left: what does not fit is refused.</summary>
    Desk,

    /// <summary>In the field, or afterwards from paper: it happened, and what does not fit becomes a
    /// discrepancy.</summary>
    Field,
}

/// <summary>
/// Goods, cash in hand or a service reached a household. The one entry of this fact: what leaves the store and what
/// is used of the entitlement follow from it.
/// </summary>
/// <param name="Handover">Its id, also the root of the ids of its transfers.</param>
/// <param name="Distribution">At which distribution.</param>
/// <param name="Household">Who got it.</param>
/// <param name="Items">At least one.</param>
/// <param name="GivenOn">The day on the sheet, local; it may lie days before the recording.</param>
public sealed record AidGiven(
    Id<Handover> Handover, Id<Distribution> Distribution, Id<Household> Household, IReadOnlyList<HandedItem> Items,
    DateOnly GivenOn) : Event, IPosts
{
    /// <summary>The account that the goods left; null for a service.</summary>
    public AccountName? From { get; init; }

    /// <summary>The account of what the programme gave in this cycle; null for a service.</summary>
    public AccountName? To { get; init; }

    /// <summary>The promise that cash in hand carries.</summary>
    public Id<Promise>? Earmark { get; init; }

    /// <summary>The person who collected; null when not noted, or when somebody else did.</summary>
    public Id<Person>? CollectedBy { get; init; }

    /// <summary>Somebody from outside the household collected for it. Who stands in the personal part.</summary>
    public bool Alternate { get; init; }

    /// <summary>How it is shown that it was collected.</summary>
    public Proof Proof { get; init; }

    /// <summary>Desk or field.</summary>
    public RecordedWhere Where { get; init; }

    /// <summary>The officer who handed it over, when another one recorded it.</summary>
    public Id<Officer>? GivenBy { get; init; }

    /// <summary>
    /// The subject of the personal part about whoever collects for a household from outside it: one for each
    /// household, so that erasing the household finds it.
    /// </summary>
    public static Guid AlternateOf(Id<Household> household) => Ids.From(household.Value, "alternate-collector");

    /// <inheritdoc/>
    [JsonIgnore]
    public IEnumerable<Transfer> Transfers
    {
        get
        {
            if (From is not { } from || To is not { } to)
                yield break;
            for (var i = 0; i < Items.Count; i++)
                yield return new(
                    new(Ids.From(Handover.Value, "transfer", i)), from, to, Items[i].Amount, GivenOn, TransferKind.Give)
                {
                    Lot = Items[i].Lot,
                    Earmark = Earmark,
                };
        }
    }
}

/// <summary>Asks to record a handover.</summary>
public sealed record GiveAid(
    Id<Distribution> Distribution, Id<Household> Household, IReadOnlyList<HandedItem> Items) : Request
{
    /// <summary>Made on the device that records it; null derives it from the request.</summary>
    public Id<Handover>? Handover { get; init; }

    /// <summary>The day on the sheet; null for the distribution's day.</summary>
    public DateOnly? GivenOn { get; init; }

    /// <summary>The person who collected.</summary>
    public Id<Person>? CollectedBy { get; init; }

    /// <summary>Who collected for the household from outside it: a name or a note. Kept in the personal
    /// part.</summary>
    public string? AlternateCollector { get; init; }

    /// <summary>How it is shown that it was collected.</summary>
    public Proof Proof { get; init; }

    /// <summary>Desk or field.</summary>
    public RecordedWhere Where { get; init; }

    /// <summary>The officer who handed it over, when another one records it.</summary>
    public Id<Officer>? GivenBy { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Storekeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Aid.Find(Distribution) is not { } row || now.Aid.Find(row.Plan.Programme) is not { } programme)
            return AidRefusals.UnknownDistribution(Distribution.ToString());
        if (Synthetic != row.Synthetic)
            return AidRefusals.RealAndMadeUp();
        var given = Given(row, programme);
        if (now.Aid.FindHandover(given.Handover) is { } known)
            return known.IsSame(given) ? new Decision.Accepted() : AidRefusals.OtherHandover(given.Handover);
        if (HandoverRules.RefusesForm(given, moment, now) is { } unreadable)
            return unreadable;
        if (Where == RecordedWhere.Desk && HandoverRules.RefusesAtDesk(given, row, now, moment) is { } no)
            return no;
        return given;
    }

    AidGiven Given(DistributionRow row, ProgrammeRow programme)
    {
        var given = HandoverRules.From(row, programme, new(Household, Items, GivenOn ?? row.Plan.Date)) with
        {
            Handover = Handover ?? new(Ids.From(Intent, "handover")),
            CollectedBy = CollectedBy,
            Alternate = AlternateCollector is not null,
            Proof = Proof,
            Where = Where,
            GivenBy = GivenBy,
        };
        return AlternateCollector is null ? given : given with
        {
            Personal = [new(AidGiven.AlternateOf(Household), new() { Note = AlternateCollector })],
        };
    }
}

/// <summary>What was handed over to whom and when.</summary>
readonly record struct Handed(Id<Household> Household, IReadOnlyList<HandedItem> Items, DateOnly On);

/// <summary>How a handover becomes a fact, and what a desk may not record.</summary>
static class HandoverRules
{
    /// <summary>Lines of one handover: more commodities than any programme gives.</summary>
    public const int ItemsMax = 50;

    /// <summary>The fact, without who collected and how it is shown.</summary>
    public static AidGiven From(DistributionRow row, ProgrammeRow programme, Handed handed) => new(
        default, row.Id, handed.Household, handed.Items, handed.On)
    {
        From = row.Plan.Stock,
        To = row.Plan.Stock is null ? null : programme.GivenIn(row.Plan.Cycle),
        Earmark = row.Plan.Earmark,
    };

    /// <summary>What no device can have meant, field or not.</summary>
    public static Refusal? RefusesForm(AidGiven given, Moment moment, Registers now)
    {
        if (given.Items.Count is 0 or > ItemsMax)
            return AidRefusals.NoItems(ItemsMax);
        foreach (var item in given.Items)
        {
            if (item.Amount.Units is <= 0 or > TransferChecks.UnitsMax
                || item.Uses.Units is <= 0 or > TransferChecks.UnitsMax)
                return AidRefusals.ItemAmount(item.Amount.Units <= 0 ? item.Amount : item.Uses);
            if (given.From is not null && now.Ledger.RefusesCommodity(item.Amount.Commodity) is { } unknown)
                return unknown;
        }
        // A day is allowed on top of the hub's UTC: it may be tomorrow already where it happened.
        return given.GivenOn > moment.Today.AddDays(1) ? AidRefusals.InTheFuture(given.GivenOn) : null;
    }

    /// <summary>Why a desk may not record it; the first reason in the order in which an officer would ask.</summary>
    public static Refusal? RefusesAtDesk(AidGiven given, DistributionRow row, Registers now, Moment moment)
    {
        if (now.People.Find(given.Household) < 0)
            return AidRefusals.UnknownHousehold(given.Household.ToString());
        if (given.GivenOn != row.Plan.Date)
            return AidRefusals.WrongDay(row.Code, row.Plan.Date, given.GivenOn);
        if (row.Closed is not null)
            return AidRefusals.DayIsClosed(row.Code, row.Plan.Date);
        if (given.CollectedBy is { } person && !Belongs(person, given.Household, now))
            return AidRefusals.NotAMember();
        var code = PeopleCodes.Household(now.People.Find(given.Household));
        var rights = now.Aid.EntitlementsOf(given.Household, row.Plan.Programme, row.Plan.Cycle).ToList();
        if (!rights.Exists(right => right.Granted.Units > 0))
            return AidRefusals.NotEntitled(code, now.Aid.Find(row.Plan.Programme)!.Code, row.Plan.Cycle);
        if (rights.TrueForAll(right => right.Left.Units <= 0))
            return AidRefusals.AlreadyCollected(
                code, now.Aid.LastDayOf(given.Household, row.Plan.Programme, row.Plan.Cycle));
        return OverEntitlement(given, rights) ?? PostingChecks.Refuses([given], now, moment, row.Synthetic);
    }

    static bool Belongs(Id<Person> person, Id<Household> household, Registers now) =>
        now.People.Find(person) is >= 0 and var at && now.People.Person(at).Household == now.People.Find(household);

    static Refusal? OverEntitlement(AidGiven given, List<Entitlement> rights)
    {
        foreach (var asked in given.Items.GroupBy(item => item.Uses.Commodity))
        {
            var total = new Amount(asked.Key, asked.Sum(item => item.Uses.Units));
            var left = rights.Find(right => right.Granted.Commodity == asked.Key) is { Granted.Units: > 0 } right
                ? right.Left
                : total with { Units = 0 };
            if (total.Units > left.Units)
                return AidRefusals.OverEntitlement(total, left with { Units = Math.Max(0, left.Units) });
        }
        return null;
    }
}
