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
    readonly Dictionary<Guid, LotRow> arriving =
        lots.ToDictionary(lot => lot.Id.Value, lot => LotRow.Of(lot, number: 0, synthetic: false));

    readonly Dictionary<Guid, (Transfer Transfer, List<Leg> Legs, PendingState State)> tried = [];

    public Counters Of(CellKey cell) => changed.TryGetValue(cell, out var counters) ? counters : ledger.Of(cell);

    public IEnumerable<CellKey> Pile(AccountName account, string commodity) =>
        fresh.TryGetValue((account, commodity), out var added)
            ? ledger.Pile(account, commodity).Concat(added)
            : ledger.Pile(account, commodity);

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
        }
        var state = transfer.Phase == TransferPhase.Pending ? PendingState.Open : PendingState.NotPending;
        tried[transfer.Id.Value] = (transfer, legs, state);
        if (transfer.Pending is { } pending && Find(pending) is { } settled)
        {
            var after = transfer.Phase == TransferPhase.PostPending ? PendingState.Settled : PendingState.Voided;
            tried[pending.Value] = (settled, [.. PendedLegs(pending)], after);
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
