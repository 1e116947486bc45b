using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// A list of transfers tried on the register before it is accepted: each one is checked on the balances that its
/// predecessors leave. Nothing of it is kept.
/// </summary>
sealed class Trial(LedgerRegister ledger, IReadOnlyList<Lot> lots) : IBalances
{
    readonly Dictionary<CellKey, Counters> changed = [];
    readonly Dictionary<(AccountName, string), List<CellKey>> fresh = [];
    readonly Dictionary<(AccountName, string), DateOnly> newest = [];
    readonly Dictionary<CellKey, List<(DateOnly Day, long Units)>> posted = [];
    readonly HashSet<(AccountName, string)> refilled = [];
    readonly Dictionary<Guid, LotRow> arriving =
        lots.ToDictionary(lot => lot.Id.Value, lot => LotRow.Of(lot, number: 0, synthetic: false));

    readonly Dictionary<Guid, (Transfer Transfer, List<Leg> Legs, PendingState State)> tried = [];

    public Counters Of(CellKey cell) => changed.TryGetValue(cell, out var counters) ? counters : ledger.Of(cell);

    public IEnumerable<CellKey> Pile(AccountName account, string commodity) =>
        fresh.TryGetValue((account, commodity), out var added)
            ? ledger.Pile(account, commodity).Concat(added)
            : ledger.Pile(account, commodity);

    public IEnumerable<CellKey> Live(AccountName account, string commodity) =>
        refilled.Contains((account, commodity)) ? Pile(account, commodity)
        : fresh.TryGetValue((account, commodity), out var added) ? ledger.Live(account, commodity).Concat(added)
        : ledger.Live(account, commodity);

    /// <summary>The latest day on which something moved there.</summary>
    public DateOnly Newest(AccountName account, string commodity)
    {
        var recorded = ledger.Newest(account, commodity);
        return newest.TryGetValue((account, commodity), out var day) && day > recorded ? day : recorded;
    }

    /// <summary>The least that some cells held together at the end of a day, from <paramref name="day"/> on.</summary>
    public long LowestSince(DateOnly day, IEnumerable<CellKey> cells)
    {
        var (held, later) = (0L, new SortedDictionary<DateOnly, long>());
        foreach (var (on, units) in cells.SelectMany(cell =>
            ledger.PostedIn(cell).Concat(posted.GetValueOrDefault(cell) ?? [])))
        {
            if (on <= day)
                held += units;
            else
                later[on] = later.GetValueOrDefault(on) + units;
        }
        var lowest = held;
        foreach (var units in later.Values)
            lowest = Math.Min(lowest, held += units);
        return lowest;
    }

    /// <summary>Pledges of the same accounts, promise and commodity that are open, in order of arrival.</summary>
    public IEnumerable<Transfer> OpenPledges(Transfer commitment)
    {
        if (Of(LegPlan.CellOf(commitment, commitment.From, this)).CreditsPending == 0)
            return [];
        return ledger.OpenPledges(commitment).Where(pledge => StateOf(pledge.Id) == PendingState.Open)
            .Concat(tried.Values
                .Where(entry => entry.State == PendingState.Open && Commitments.Fits(entry.Transfer, commitment))
                .Select(entry => entry.Transfer)
                .Where(pledge => ledger.StateOf(pledge.Id) != PendingState.Open));
    }

    public LotRow? FindLot(Guid lot) => arriving.TryGetValue(lot, out var row) ? row : ledger.FindLot(lot);

    public bool IsMoney(string commodity) => ledger.IsMoney(commodity);

    public IReadOnlyList<Leg> PendedLegs(Id<Transfer> pending) =>
        tried.TryGetValue(pending.Value, out var entry) ? entry.Legs : ((IBalances)ledger).PendedLegs(pending);

    /// <summary>A transfer of this list or of the register, or null.</summary>
    public Transfer? Find(Id<Transfer> id) =>
        tried.TryGetValue(id.Value, out var entry) ? entry.Transfer : ledger.FindTransfer(id)?.Transfer;

    /// <summary>What has become of an expected transfer of this list or of the register.</summary>
    public PendingState StateOf(Id<Transfer> id) =>
        tried.TryGetValue(id.Value, out var entry) ? entry.State : ledger.StateOf(id);

    /// <summary>Takes a transfer in, after it was checked.</summary>
    public void Take(Transfer transfer, List<Leg> legs)
    {
        foreach (var leg in legs)
        {
            Put(leg.From, Of(leg.From).Credited(leg.Units, leg.Effect));
            Put(leg.To, Of(leg.To).Debited(leg.Units, leg.Effect));
            if (leg.From.Book != Book.Cost)
                Note(leg, transfer.Date);
        }
        var state = transfer.Phase == TransferPhase.Pending ? PendingState.Open : PendingState.NotPending;
        tried[transfer.Id.Value] = (transfer, legs, state);
        if (transfer.Pending is { } pending && Find(pending) is { } settled)
        {
            var after = transfer.Phase == TransferPhase.PostPending ? PendingState.Settled : PendingState.Voided;
            tried[pending.Value] = (settled, [.. PendedLegs(pending)], after);
        }
    }

    /// <summary>Keeps the day of a movement. A cell in front of a pile may have something to give again.</summary>
    void Note(Leg leg, DateOnly day)
    {
        foreach (var (cell, units) in new[] { (leg.From, -leg.Units), (leg.To, leg.Units) })
        {
            var place = (cell.Account, cell.Commodity);
            if (!newest.TryGetValue(place, out var known) || day > known)
                newest[place] = day;
            if (ledger.Has(cell) && ledger.Of(cell).Available <= 0)
                refilled.Add(place);
            if (leg.Effect != LegEffect.Posted)
                continue;
            if (!posted.TryGetValue(cell, out var moved))
                posted[cell] = moved = [];
            moved.Add((day, units));
        }
    }

    void Put(CellKey cell, Counters counters)
    {
        if (!changed.ContainsKey(cell) && !ledger.Has(cell) && cell.Book != Book.Cost)
        {
            if (!fresh.TryGetValue((cell.Account, cell.Commodity), out var added))
                fresh[(cell.Account, cell.Commodity)] = added = [];
            added.Add(cell);
        }
        changed[cell] = counters;
    }
}
