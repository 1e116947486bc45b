using System.Collections.Immutable;
using Annona.Access;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>What does not fit.</summary>
public enum DiscrepancyKind
{
    /// <summary>More left a place than the books had there.</summary>
    NegativeBalance,

    /// <summary>A count found more or less than the books had.</summary>
    CountVariance,

    /// <summary>Something was handed over in a commodity that nobody had declared.</summary>
    UndeclaredCommodity,

    /// <summary>
    /// A movement was reported that cannot be counted: nothing, too much, or with other decimal places than declared.
    /// </summary>
    NotPostable,

    /// <summary>Goods out of date were handed over.</summary>
    Expired,

    /// <summary>A lot left a place on a day before it came in.</summary>
    BeforeArrival,
}

/// <summary>Two facts that do not fit together, until a person resolves it.</summary>
public sealed record Discrepancy;

/// <summary>A discrepancy as the register has it.</summary>
/// <param name="Id">Derived from the transfer or count that showed it.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Kind">What does not fit.</param>
/// <param name="Account">Where.</param>
/// <param name="Amount">How much: what is missing (above 0) for a negative balance, counted minus books for a
/// count.</param>
/// <param name="Since">The day of the fact that showed it.</param>
/// <param name="Position">Of the entry that showed it.</param>
/// <param name="Owner">Who looks into it; null while nobody does.</param>
/// <param name="Resolution">How it was closed; null while it is open.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record DiscrepancyRow(
    Id<Discrepancy> Id, int Number, DiscrepancyKind Kind, AccountName Account, Amount Amount, DateOnly Since,
    long Position, Id<Officer>? Owner, DiscrepancyResolution? Resolution, bool Synthetic)
{
    /// <summary>
    /// After so many days an open discrepancy stops the next cycle at its place: a week, so that it is looked at
    /// within one.
    /// </summary>
    public const int LimitDays = 7;

    /// <summary>What officers type: <c>X3</c> for the third discrepancy.</summary>
    public string Code => $"X{Number}";

    /// <summary>Whole days since it was shown; 0 or more.</summary>
    public int AgeDays(DateOnly today) => Math.Max(0, today.DayNumber - Since.DayNumber);

    /// <summary>Open for longer than <see cref="LimitDays"/>.</summary>
    public bool OverLimit(DateOnly today) => Resolution is null && AgeDays(today) > LimitDays;
}

/// <summary>How a discrepancy was closed.</summary>
/// <param name="By">The officer.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Reason">In a sentence.</param>
public sealed record DiscrepancyResolution(Id<Officer> By, DateTimeOffset At, string Reason);

/// <summary>An officer looks into a discrepancy.</summary>
public sealed record DiscrepancyAssigned(Id<Discrepancy> Discrepancy, Id<Officer> Owner) : Event;

/// <summary>An officer has closed a discrepancy.</summary>
public sealed record DiscrepancyResolved(Id<Discrepancy> Discrepancy, string Reason) : Event;

/// <summary>Asks to make an officer look into a discrepancy.</summary>
public sealed record AssignDiscrepancy(Id<Discrepancy> Discrepancy, Id<Officer> Owner) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Storekeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment) =>
        now.Ledger.Discrepancies.Find(Discrepancy) is not { Resolution: null } row
            ? LedgerRefusals.UnknownDiscrepancy(Discrepancy.ToString())
            : now.Access.RolesOf(Owner) == Roles.None ? LedgerRefusals.UnknownOfficer()
            : row.Owner == Owner ? new Decision.Accepted()
            : new DiscrepancyAssigned(Discrepancy, Owner) { Synthetic = row.Synthetic };
}

/// <summary>Asks to close a discrepancy with a reason.</summary>
public sealed record ResolveDiscrepancy(Id<Discrepancy> Discrepancy, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Coordinator | Roles.Auditor;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return LedgerRefusals.NoReason();
        return now.Ledger.Discrepancies.Find(Discrepancy) is { Resolution: null } row
            ? new DiscrepancyResolved(Discrepancy, Reason.Trim()) { Synthetic = row.Synthetic }
            : LedgerRefusals.UnknownDiscrepancy(Discrepancy.ToString());
    }
}

/// <summary>All discrepancies in order of arrival. A value is one version.</summary>
public sealed record DiscrepancyList
{
    ImmutableList<DiscrepancyRow> rows = [];
    ImmutableDictionary<Id<Discrepancy>, int> byId = ImmutableDictionary<Id<Discrepancy>, int>.Empty;
    ImmutableDictionary<(AccountName Account, string Commodity), int> openShortages =
        ImmutableDictionary<(AccountName, string), int>.Empty;

    DiscrepancyList()
    {
    }

    /// <summary>Everything fits.</summary>
    public static DiscrepancyList Empty { get; } = new();

    /// <summary>All of them, open and closed.</summary>
    public IReadOnlyList<DiscrepancyRow> All => rows;

    /// <summary>Those nobody has closed.</summary>
    public IEnumerable<DiscrepancyRow> Open => rows.Where(row => row.Resolution is null);

    /// <summary>The discrepancy with an id, or null.</summary>
    public DiscrepancyRow? Find(Id<Discrepancy> id) => byId.TryGetValue(id, out var at) ? rows[at] : null;

    /// <summary>The discrepancy with a code (<c>X3</c>) or an id as text, or null.</summary>
    public DiscrepancyRow? Find(string text) =>
        Codes.TryNumber(text, "X", rows.Count, out var number) ? rows[number - 1]
        : Id<Discrepancy>.TryParse(text, out var id) ? Find(id)
        : null;

    internal DiscrepancyList Opened(DiscrepancyKind kind, Transfer transfer, Recorded recorded) =>
        Added(kind, new(transfer.Id.Value, transfer.From, transfer.Amount, transfer.Date), recorded);

    /// <summary>A place is below zero: opens a discrepancy, or says the new shortage in the one that is open.</summary>
    internal DiscrepancyList Short(Transfer transfer, long balance, Recorded recorded)
    {
        var missing = transfer.Amount with { Units = checked(-balance) };
        var place = (transfer.From, transfer.Amount.Commodity.Code);
        if (openShortages.TryGetValue(place, out var open))
            return this with { rows = rows.SetItem(open, rows[open] with { Amount = missing }) };
        return Opened(DiscrepancyKind.NegativeBalance, transfer with { Amount = missing }, recorded) with
        {
            openShortages = openShortages.Add(place, rows.Count),
        };
    }

    /// <summary>
    /// A count closes the shortage of its place, and opens a discrepancy when it found more or less than the books
    /// had.
    /// </summary>
    internal DiscrepancyList Counted(StockCounted counted, Recorded recorded)
    {
        var (after, place) = (this, (counted.Account, counted.Counted.Commodity.Code));
        if (counted is { Lot: null, Earmark: null } && openShortages.TryGetValue(place, out var open))
            after = Closed(open, recorded, $"Counted on {counted.Date:yyyy-MM-dd}: {counted.Counted}.");
        var variance = counted.Counted - counted.Books;
        return variance.Units == 0
            ? after
            : after.Added(
                DiscrepancyKind.CountVariance,
                new(counted.Count.Value, counted.Account, variance, counted.Date),
                recorded);
    }

    internal DiscrepancyList After(DiscrepancyAssigned assigned) => byId.TryGetValue(assigned.Discrepancy, out var at)
        ? this with { rows = rows.SetItem(at, rows[at] with { Owner = assigned.Owner }) }
        : this;

    internal DiscrepancyList After(DiscrepancyResolved resolved, Recorded recorded) =>
        byId.TryGetValue(resolved.Discrepancy, out var at) ? Closed(at, recorded, resolved.Reason) : this;

    DiscrepancyList Closed(int at, Recorded recorded, string reason)
    {
        var row = rows[at] with { Resolution = new(new(recorded.Officer), recorded.RecordedAt, reason) };
        var place = (row.Account, row.Amount.Commodity.Code);
        return this with
        {
            rows = rows.SetItem(at, row),
            openShortages = openShortages.TryGetValue(place, out var open) && open == at
                ? openShortages.Remove(place)
                : openShortages,
        };
    }

    DiscrepancyList Added(DiscrepancyKind kind, Showing showing, Recorded recorded)
    {
        var id = new Id<Discrepancy>(Ids.From(showing.Cause, $"discrepancy/{kind}/{showing.Account}"));
        if (byId.ContainsKey(id))
            return this;
        var row = new DiscrepancyRow(
            id, rows.Count + 1, kind, showing.Account, showing.Amount, showing.Since, recorded.Position, Owner: null,
            Resolution: null, recorded.Event.Synthetic);
        return this with { rows = rows.Add(row), byId = byId.Add(id, rows.Count) };
    }

    /// <summary>The transfer or count that shows that something does not fit.</summary>
    readonly record struct Showing(Guid Cause, AccountName Account, Amount Amount, DateOnly Since);
}
