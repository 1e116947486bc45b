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

    /// <summary>
    /// In the field, or afterwards from paper: it happened, and what does not fit becomes a discrepancy.
    /// </summary>
    Field,
}

/// <summary>Something of a handover that did not fit when it was recorded.</summary>
/// <param name="Kind">What does not fit.</param>
/// <param name="Amount">How much of it, above 0.</param>
public sealed record HandoverDoubt(AidDiscrepancyKind Kind, Amount Amount);

/// <summary>Something that a count had booked as missing, and that was handed over before the count.</summary>
/// <param name="Amount">How much, above 0.</param>
/// <param name="Lot">The batch that the count took it from; null for none.</param>
/// <param name="CountedOn">The day of the count.</param>
public sealed record FoundAgain(Amount Amount, Id<Lot>? Lot, DateOnly CountedOn)
{
    /// <summary>
    /// Number of the count sheet, or the code of the distribution that the count closed; null for none.
    /// </summary>
    public string? Reference { get; init; }
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
    /// So many people were in the household when it was recorded, also those who were only counted so far: later
    /// members were not reached by it. 0 when the household is not on record.
    /// </summary>
    public int PeopleThen { get; init; }

    /// <summary>
    /// The household is confirmed as one with others and shares their rights: what does not fit stands in
    /// <see cref="Doubts"/> alone.
    /// </summary>
    public bool SharesRights { get; init; }

    /// <summary>What did not fit by what was known when it was recorded; null for nothing.</summary>
    public IReadOnlyList<HandoverDoubt>? Doubts { get; init; }

    /// <summary>
    /// What a count had booked as missing before this handover of an earlier day was recorded. It goes back to the
    /// place first, so that nothing is missing twice. Null for nothing.
    /// </summary>
    public IReadOnlyList<FoundAgain>? FoundAgain { get; init; }

    /// <summary>
    /// The subject of the personal part about whoever collects for a household from outside it: one for each
    /// household, so that erasing the household finds it.
    /// </summary>
    public static Guid AlternateOf(Id<Household> household) => Ids.From(household.Value, "alternate-collector");

    internal static Id<Transfer> TransferId(Id<Handover> handover, int item) =>
        new(Ids.From(handover.Value, "transfer", item));

    internal static Id<Transfer> FoundAgainId(Id<Handover> handover, int index) =>
        new(Ids.From(handover.Value, "found-again", index));

    /// <inheritdoc/>
    [JsonIgnore]
    public IEnumerable<Transfer> Transfers
    {
        get
        {
            if (From is not { } from || To is not { } to)
                yield break;
            for (var i = 0; i < (FoundAgain?.Count ?? 0); i++)
                yield return new(
                    FoundAgainId(Handover, i), AccountRules.Single(AccountKind.Variance, Synthetic), from,
                    FoundAgain![i].Amount, FoundAgain[i].CountedOn, TransferKind.Recount)
                {
                    Lot = FoundAgain[i].Lot,
                    Reference = FoundAgain[i].Reference,
                };
            for (var i = 0; i < Items.Count; i++)
                yield return new(TransferId(Handover, i), from, to, Items[i].Amount, GivenOn, TransferKind.Give)
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

    /// <summary>
    /// Who collected, as it was noted: a person's code or id, or a name or note about somebody from outside the
    /// household, which is kept in the personal part. Null when not noted.
    /// </summary>
    public string? Collector { get; init; }

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
        if (!Collectors.TryRead(Collector, now.People, out var collector))
            return AidRefusals.UnknownCollector(Collector!);
        var given = HandoverRules.From(row, programme, new(Household, Items, GivenOn ?? row.Plan.Date), now) with
        {
            Handover = Handover ?? new(Ids.From(Intent, "handover")),
            Proof = Proof,
            Where = Where,
            GivenBy = GivenBy,
        };
        given = collector.On(given, now);
        if (now.Aid.FindHandover(given.Handover) is { } known)
            return known.IsSame(given) ? new Decision.Accepted() : AidRefusals.OtherHandover(given.Handover);
        if (HandoverRules.RefusesForm(given, row, moment, now) is { } unreadable)
            return unreadable;
        if (Where == RecordedWhere.Field)
        {
            var doubts = new FieldDoubts(now, row, programme);
            return doubts.Last(doubts.Seen(given));
        }
        return DeskRules.Refuses(given, row, programme, now, moment) is { } no ? no : given;
    }
}

/// <summary>What was handed over to whom and when.</summary>
readonly record struct Handed(Id<Household> Household, IReadOnlyList<HandedItem> Items, DateOnly On);

/// <summary>How a handover becomes a fact, and what no device can have meant.</summary>
static class HandoverRules
{
    /// <summary>Lines of one handover: more commodities than any programme gives.</summary>
    public const int ItemsMax = 50;

    /// <summary>The fact, without who collected and how it is shown.</summary>
    public static AidGiven From(DistributionRow row, ProgrammeRow programme, Handed handed, Registers now) =>
        new(default, row.Id, handed.Household, handed.Items, handed.On)
        {
            From = row.Plan.Stock,
            To = row.Plan.Stock is null ? null : programme.GivenIn(row.Plan.Cycle),
            Earmark = row.Plan.Earmark,
            PeopleThen = Members.OnRecord(handed.Household, now),
            SharesRights = now.Duplicates.Households.GroupOf(handed.Household.Value).Count > 1,
        };

    /// <summary>What no device can have meant, field or not.</summary>
    public static Refusal? RefusesForm(AidGiven given, DistributionRow row, Moment moment, Registers now)
    {
        if (given.Items.Count is 0 or > ItemsMax)
            return AidRefusals.NoItems(ItemsMax);
        foreach (var item in given.Items)
        {
            if (!IsCountable(item))
                return AidRefusals.ItemAmount(item.Amount.Units <= 0 ? item.Amount : item.Uses);
            if (!IsReadable(item.Amount.Commodity) || !IsReadable(item.Uses.Commodity))
                return AidRefusals.ItemCommodity();
        }
        if (now.People.Find(given.Household) is >= 0 and var home
            && now.People.HouseholdRowOf(home).Is(PeopleFlags.Synthetic) != row.Synthetic)
            return AidRefusals.OtherSort(PeopleCodes.Household(home), row.Code);
        // A day is allowed on top of the hub's UTC: it may be tomorrow already where it happened.
        return given.GivenOn > moment.Today.AddDays(1) ? AidRefusals.InTheFuture(given.GivenOn) : null;
    }

    /// <summary>The same for what a device sent, whatever the day on its sheet.</summary>
    public static bool IsMalformed(AidGiven given) =>
        given.Items.Count is 0 or > ItemsMax
        || given.Items.Any(item => item is null || !IsCountable(item)
            || !IsReadable(item.Amount.Commodity) || !IsReadable(item.Uses.Commodity));

    static bool IsCountable(HandedItem item) =>
        item.Amount.Units is > 0 and <= TransferChecks.UnitsMax
        && item.Uses.Units is > 0 and <= TransferChecks.UnitsMax;

    /// <summary>Its stored form can be read back. Whether it is declared is the books' matter.</summary>
    static bool IsReadable(Commodity commodity) =>
        commodity.Code is { } code && Commodity.IsCode(code) && commodity.Scale is >= 0 and <= Commodity.ScaleMax;
}
