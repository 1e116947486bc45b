using System.Collections.Immutable;
using Annona.Access;
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
}

/// <summary>
/// A discrepancy of aid as the register has it. It follows from a field handover by rule, so that every device
/// finds the same ones;
/// what the store lacks is the ledger's own discrepancy.
/// </summary>
/// <param name="Id">Derived from the handover.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Kind">What does not fit.</param>
/// <param name="Handover">The handover that showed it.</param>
/// <param name="Programme">Of which programme.</param>
/// <param name="Household">Whose.</param>
/// <param name="Over">How much too much; for another day: what was given first.</param>
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

    /// <summary>Whole days since the day on the sheet; 0 or more.</summary>
    public int AgeDays(DateOnly today) => Math.Max(0, today.DayNumber - Since.DayNumber);

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
    ImmutableList<AidDiscrepancyRow> rows = [];
    ImmutableDictionary<Id<AidDiscrepancy>, int> byId = ImmutableDictionary<Id<AidDiscrepancy>, int>.Empty;

    AidDiscrepancyList()
    {
    }

    /// <summary>Everything fits.</summary>
    public static AidDiscrepancyList Empty { get; } = new();

    /// <summary>All of them, open and closed.</summary>
    public IReadOnlyList<AidDiscrepancyRow> All => rows;

    /// <summary>Those nobody has closed.</summary>
    public IEnumerable<AidDiscrepancyRow> Open => rows.Where(row => row.Resolution is null);

    /// <summary>The discrepancy with an id, or null.</summary>
    public AidDiscrepancyRow? Find(Id<AidDiscrepancy> id) => byId.TryGetValue(id, out var at) ? rows[at] : null;

    /// <summary>The discrepancy with a code (<c>XH3</c>) or an id as text, or null.</summary>
    public AidDiscrepancyRow? Find(string text) =>
        Codes.TryNumber(text, "XH", rows.Count, out var number) ? rows[number - 1]
        : Id<AidDiscrepancy>.TryParse(text, out var id) ? Find(id)
        : null;

    internal AidDiscrepancyList Opened(
        AidGiven given, DistributionRow at, AidDiscrepancyKind kind, Amount over)
    {
        var id = new Id<AidDiscrepancy>(Ids.From(given.Handover.Value, $"discrepancy/{kind}/{over.Commodity.Code}"));
        if (byId.ContainsKey(id))
            return this;
        var row = new AidDiscrepancyRow(
            id, rows.Count + 1, kind, given.Handover, at.Plan.Programme, given.Household, over, given.GivenOn,
            at.PlannedBy, Resolution: null, given.Synthetic);
        return this with { rows = rows.Add(row), byId = byId.Add(id, rows.Count) };
    }

    internal AidDiscrepancyList After(AidDiscrepancyAssigned assigned) =>
        byId.TryGetValue(assigned.Discrepancy, out var at)
        ? this with { rows = rows.SetItem(at, rows[at] with { Owner = assigned.Owner }) }
        : this;

    internal AidDiscrepancyList After(AidDiscrepancyResolved resolved, Recorded recorded) =>
        byId.TryGetValue(resolved.Discrepancy, out var at)
            ? this with
            {
                rows = rows.SetItem(at, rows[at] with
                {
                    Resolution = new(new(recorded.Officer), recorded.RecordedAt, resolved.Reason),
                }),
            }
            : this;
}
