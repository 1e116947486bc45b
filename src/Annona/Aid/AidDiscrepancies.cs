using Annona.Access;
using Annona.Journal;
using Annona.Ledger;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>What does not fit.</summary>
public enum AidDiscrepancyKind
{
    /// <summary>More was given than the household was granted.</summary>
    OverEntitlement,

    /// <summary>Something was given that the household was not granted at all in this cycle.</summary>
    NotEntitled,

    /// <summary>It was given on another day than the distribution's.</summary>
    OtherDay,

    /// <summary>
    /// It happened before a count of the place and was recorded after it, or taken back after it, and the count does
    /// not explain it.
    /// </summary>
    AfterCount,
}

/// <summary>
/// A discrepancy of aid as the register has it. It follows from a field handover by rule, so that every device
/// finds the same ones; what the store lacks is the ledger's own discrepancy.
/// </summary>
/// <param name="Id">Derived from the handover.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Kind">What does not fit.</param>
/// <param name="Handover">The handover that showed it.</param>
/// <param name="Programme">Of which programme.</param>
/// <param name="Household">Whose.</param>
/// <param name="Over">How much too much; for another day: what was given first; else how much of it is meant.</param>
/// <param name="Since">The day on the sheet.</param>
/// <param name="Owner">Who looks into it: the officer who planned the distribution, until another is named.</param>
/// <param name="Resolution">How it was closed; null while it is open.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record AidDiscrepancyRow(
    Id<AidDiscrepancy> Id, int Number, AidDiscrepancyKind Kind, Id<Handover> Handover, Id<Programme> Programme,
    Id<Household> Household, Amount Over, DateOnly Since, Id<Officer> Owner, DiscrepancyResolution? Resolution,
    bool Synthetic)
{
    /// <summary>What officers type: <c>XH3</c> for the third discrepancy of a handover.</summary>
    public string Code => $"XH{Number}";

    /// <summary>The day it was recorded, in UTC: nobody could look into it before.</summary>
    public DateOnly RecordedOn { get; init; }

    /// <summary>Whole days since it was recorded; 0 or more.</summary>
    public int AgeDays(DateOnly today) => Math.Max(0, today.DayNumber - RecordedOn.DayNumber);

    /// <summary>Open for longer than the ledger's limit: the next cycle waits for it.</summary>
    public bool OverLimit(DateOnly today) => Resolution is null && AgeDays(today) > DiscrepancyRow.LimitDays;
}

/// <summary>Another officer looks into a discrepancy of aid.</summary>
public sealed record AidDiscrepancyAssigned(Id<AidDiscrepancy> Discrepancy, Id<Officer> Owner) : Event;

/// <summary>An officer has closed a discrepancy of aid. Nothing is taken from the household by it.</summary>
public sealed record AidDiscrepancyResolved(Id<AidDiscrepancy> Discrepancy, string Reason) : Event;

/// <summary>Asks to make an officer look into a discrepancy of aid.</summary>
public sealed record AssignAidDiscrepancy(Id<AidDiscrepancy> Discrepancy, Id<Officer> Owner) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.Aid.Discrepancies.Find(Discrepancy) is not { Resolution: null } row
            ? AidRefusals.UnknownDiscrepancy(Discrepancy.ToString())
            : now.Access.RolesOf(Owner) == Roles.None ? AidRefusals.UnknownOfficer()
            : row.Owner == Owner ? new Decision.Accepted()
            : new AidDiscrepancyAssigned(Discrepancy, Owner);
}

/// <summary>Asks to close a discrepancy of aid with a reason.</summary>
public sealed record ResolveAidDiscrepancy(Id<AidDiscrepancy> Discrepancy, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Planner | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return AidRefusals.NoReason();
        return now.Aid.Discrepancies.Find(Discrepancy) is { Resolution: null }
            ? new AidDiscrepancyResolved(Discrepancy, Reason.Trim())
            : AidRefusals.UnknownDiscrepancy(Discrepancy.ToString());
    }
}

/// <summary>All discrepancies of aid in order of arrival. A value is one version.</summary>
public sealed record AidDiscrepancyList
{
    Table<Kept> rows = Table<Kept>.New();

    AidDiscrepancyList()
    {
    }

    /// <summary>How many there are, open and closed.</summary>
    public int Count => rows.Count;

    /// <summary>All of them, open and closed. Each call makes a list.</summary>
    public IReadOnlyList<AidDiscrepancyRow> All => [.. Enumerable.Range(0, rows.Count).Select(at => rows[at].Row)];

    /// <summary>Those nobody has closed.</summary>
    public IEnumerable<AidDiscrepancyRow> Open =>
        Enumerable.Range(0, rows.Count).Select(at => rows[at].Row).Where(row => row.Resolution is null);

    /// <summary>Everything fits. Each call makes a map of its own.</summary>
    public static AidDiscrepancyList New() => new();

    /// <summary>The discrepancy with an id, or null.</summary>
    public AidDiscrepancyRow? Find(Id<AidDiscrepancy> id) =>
        rows.Find(id.Value) is >= 0 and var at ? rows[at].Row : null;

    /// <summary>The discrepancy with a code (<c>XH3</c>) or an id as text, or null.</summary>
    public AidDiscrepancyRow? Find(string text) =>
        Codes.TryNumber(text, "XH", rows.Count, out var number) ? rows[number - 1].Row
        : Id<AidDiscrepancy>.TryParse(text, out var id) ? Find(id)
        : null;

    internal AidDiscrepancyList Opened(AidDiscrepancyKind kind, Amount amount, HandoverShown shown, Edit edit)
    {
        var id = IdOf(kind, amount, shown);
        if (rows.Has(id.Value))
            return this;
        var row = new AidDiscrepancyRow(
            id, rows.Count + 1, kind, shown.Handover, shown.At.Plan.Programme, shown.Household, amount, shown.On,
            shown.At.PlannedBy, Resolution: null, shown.At.Synthetic)
        {
            RecordedOn = DateOnly.FromDateTime(shown.Recorded.RecordedAt.UtcDateTime),
        };
        return this with { rows = rows.Add(id.Value, new(row), edit) };
    }

    /// <summary>
    /// A handover is over what its household may have: opens the discrepancy, or says the new amount in the one that is
    /// open. One that a person closed stays closed.
    /// </summary>
    internal AidDiscrepancyList Over(AidDiscrepancyKind kind, Amount amount, HandoverShown shown, Edit edit)
    {
        var known = Find(IdOf(AidDiscrepancyKind.OverEntitlement, amount, shown))
            ?? Find(IdOf(AidDiscrepancyKind.NotEntitled, amount, shown));
        return known is null ? Opened(kind, amount, shown, edit)
            : known.Resolution is null && known.Over != amount
                ? With(known.Id, open => open with { Over = amount }, edit)
            : this;
    }

    static Id<AidDiscrepancy> IdOf(AidDiscrepancyKind kind, Amount amount, HandoverShown shown) =>
        new(Ids.From(shown.Handover.Value, $"discrepancy/{kind}/{amount.Commodity.Code}"));

    internal AidDiscrepancyList After(AidDiscrepancyAssigned assigned, Edit edit) =>
        With(assigned.Discrepancy, row => row with { Owner = assigned.Owner }, edit);

    internal AidDiscrepancyList After(AidDiscrepancyResolved resolved, Recorded recorded, Edit edit) =>
        Closed(resolved.Discrepancy, resolved.Reason, recorded, edit);

    /// <summary>A handover that was taken back has no open discrepancies: it is as if it had not been.</summary>
    internal AidDiscrepancyList After(AidTakenBack back, Recorded recorded, Edit edit)
    {
        var after = this;
        foreach (var open in Open.Where(row => row.Handover == back.Handover))
            after = after.Closed(open.Id, $"Taken back: {back.Reason}", recorded, edit);
        return after;
    }

    AidDiscrepancyList Closed(Id<AidDiscrepancy> discrepancy, string reason, Recorded recorded, Edit edit) =>
        With(discrepancy, row => row with
        {
            Resolution = new(new(recorded.Officer), recorded.RecordedAt, reason),
        }, edit);

    AidDiscrepancyList With(
        Id<AidDiscrepancy> discrepancy, Func<AidDiscrepancyRow, AidDiscrepancyRow> change, Edit edit) =>
        rows.Find(discrepancy.Value) is >= 0 and var at
            ? this with { rows = rows.Set(at, new(change(rows[at].Row)), edit) }
            : this;

    readonly record struct Kept(AidDiscrepancyRow Row);
}

/// <summary>The handover that shows that something does not fit, or whose taking back shows it.</summary>
readonly record struct HandoverShown(
    Id<Handover> Handover, Id<Household> Household, DateOnly On, DistributionRow At, Recorded Recorded);
