using System.Collections.Immutable;
using Annona.Journal;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>A cell: four counters, and the newest of its legs.</summary>
readonly record struct CellRow(Counters Counters, int LastLeg, int Legs, Basis Weakest)
{
    public static CellRow New { get; } = new(default, LastLeg: -1, 0, Basis.Physical);
}

/// <summary>A leg as it is kept, chained to the one before it in each of its two cells.</summary>
readonly record struct LegRow(
    long Units, int Transfer, int From, int To, int BeforeInFrom, int BeforeInTo, LegEffect Effect, Basis Basis);

/// <summary>A transfer as it is kept. Its accounts, earmark and lots stand in its legs.</summary>
readonly record struct TransferRow(
    long Position, long Units, DateOnly Date, int FirstLeg, int Legs, int Pending, TransferKind Kind,
    TransferPhase Phase, PendingState State, string? Reference)
{
    /// <summary>Somebody named the lot.</summary>
    public Guid Lot { get; init; }

    /// <summary>It was corrected by later transfers.</summary>
    public bool Corrected { get; init; }
}

/// <summary>
/// Cells, legs and transfers: what double entry needs and nothing else. A value is one version. A fold of a transfer
/// costs a few look-ups and one row a leg.
/// </summary>
sealed record Books
{
    readonly KeyMap<CellKey> keys;

    Books(KeyMap<CellKey> keys, Table<TransferRow> transfers) => (this.keys, Transfers) = (keys, transfers);

    public Rows<CellRow> Cells { get; private init; }

    public Rows<LegRow> Legs { get; private init; }

    public Table<TransferRow> Transfers { get; private init; }

    /// <summary>Cells of an account and commodity, without cost cells, in the order in which they first held
    /// something.</summary>
    public ImmutableDictionary<(AccountName Account, string Commodity), ImmutableArray<int>> Piles { get; init; } =
        ImmutableDictionary<(AccountName, string), ImmutableArray<int>>.Empty;

    /// <summary>Money, memo and cost cells by promise (empty: unrestricted).</summary>
    public ImmutableDictionary<Guid, ImmutableArray<int>> CellsOfPromise { get; private init; } =
        ImmutableDictionary<Guid, ImmutableArray<int>>.Empty;

    /// <summary>Goods cells by lot (empty: no lot known).</summary>
    public ImmutableDictionary<Guid, ImmutableArray<int>> CellsOfLot { get; private init; } =
        ImmutableDictionary<Guid, ImmutableArray<int>>.Empty;

    public static Books New() => new(new KeyMap<CellKey>(), Table<TransferRow>.New());

    public CellKey KeyOf(int cell) => keys[cell];

    /// <summary>The cell with this key, or -1.</summary>
    public int Find(CellKey key) => keys.Find(key) is var cell && cell < Cells.Count ? cell : -1;

    public Counters Of(CellKey key) => Find(key) is >= 0 and var cell ? Cells[cell].Counters : default;

    /// <summary>The counters of all cells of an account and commodity together.</summary>
    public Counters Total(AccountName account, string commodity)
    {
        var total = default(Counters);
        foreach (var cell in Pile(account, commodity))
            total += Cells[cell].Counters;
        return total;
    }

    public ImmutableArray<int> Pile(AccountName account, string commodity) =>
        Piles.TryGetValue((account, commodity), out var pile) ? pile : [];

    /// <summary>The legs of a transfer that have this effect, in order; without the cost that went along.</summary>
    public List<Leg> LegsOf(int transfer, LegEffect effect)
    {
        ref readonly var row = ref Transfers[transfer];
        var legs = new List<Leg>(row.Legs);
        for (var leg = row.FirstLeg; leg < row.FirstLeg + row.Legs; leg++)
        {
            ref readonly var kept = ref Legs[leg];
            if (kept.Effect == effect && KeyOf(kept.From).Book != Book.Cost)
                legs.Add(new(KeyOf(kept.From), KeyOf(kept.To), kept.Units, kept.Effect, kept.Basis));
        }
        return legs;
    }

    /// <summary>The legs of a cell, newest first, with whether each arrived there.</summary>
    public IEnumerable<(LegRow Leg, bool Arrived)> LegsIn(int cell)
    {
        for (var at = Cells[cell].LastLeg; at >= 0;)
        {
            var leg = Legs[at];
            yield return (leg, leg.To == cell);
            at = leg.To == cell ? leg.BeforeInTo : leg.BeforeInFrom;
        }
    }

    /// <summary>These books after a transfer that they do not have yet.</summary>
    public Books After(Transfer transfer, List<Leg> legs, long position, Edit edit)
    {
        var number = Transfers.Count;
        var pending = transfer.Pending is { } settles ? Transfers.Find(settles.Value) : -1;
        var row = new TransferRow(
            position, transfer.Amount.Units, transfer.Date, Legs.Count, legs.Count, pending, transfer.Kind,
            transfer.Phase, transfer.Phase == TransferPhase.Pending
                ? PendingState.Open
                : PendingState.NotPending, transfer.Reference)
        {
            Lot = transfer.Lot?.Value ?? Guid.Empty,
        };
        var after = this with { Transfers = Settled(transfer, pending, edit).Add(transfer.Id.Value, row, edit) };
        foreach (var leg in legs)
            after = after.After(leg, number, edit);
        return after;
    }

    /// <summary>These books with a transfer marked as corrected.</summary>
    public Books Corrected(Id<Transfer> transfer, Edit edit) => Transfers.Find(transfer.Value) is >= 0 and var ordinal
        ? this with { Transfers = Transfers.Set(ordinal, Transfers[ordinal] with { Corrected = true }, edit) }
        : this;

    Table<TransferRow> Settled(Transfer transfer, int pending, Edit edit)
    {
        if (pending < 0 || transfer.Phase is not (TransferPhase.PostPending or TransferPhase.VoidPending))
            return Transfers;
        var state = transfer.Phase == TransferPhase.PostPending ? PendingState.Settled : PendingState.Voided;
        return Transfers.Set(pending, Transfers[pending] with { State = state }, edit);
    }

    Books After(Leg leg, int transfer, Edit edit)
    {
        var books = WithCell(leg.From, edit, out var from).WithCell(leg.To, edit, out var to);
        var (source, target) = (books.Cells[from], books.Cells[to]);
        var row = new LegRow(leg.Units, transfer, from, to, source.LastLeg, target.LastLeg, leg.Effect, leg.Basis);
        var added = books.Legs.Count;
        // A place is as well linked as what came in; a source as what it gave.
        var gave = AccountRules.Of(leg.From.Account.Kind).Limit == BalanceLimit.CreditsWithinDebits
            ? Basis.Physical
            : leg.Basis;
        var (ofSource, ofTarget) = (Weaker(source.Weakest, gave), Weaker(target.Weakest, leg.Basis));
        return books with
        {
            Legs = books.Legs.Add(row, edit),
            Cells = books.Cells
                .Set(from, new(source.Counters.Credited(leg.Units, leg.Effect), added, source.Legs + 1, ofSource), edit)
                .Set(to, new(target.Counters.Debited(leg.Units, leg.Effect), added, target.Legs + 1, ofTarget), edit),
        };
    }

    static Basis Weaker(Basis one, Basis other) => one > other ? one : other;

    Books WithCell(CellKey key, Edit edit, out int cell)
    {
        cell = Find(key);
        if (cell >= 0)
            return this;
        cell = keys.Add(key, edit);
        var isGoods = key.Book == Book.Real && key.Earmark == Guid.Empty && key.Lot != Guid.Empty;
        return this with
        {
            Cells = Cells.Add(CellRow.New, edit),
            Piles = key.Book == Book.Cost ? Piles : With(Piles, (key.Account, key.Commodity), cell),
            CellsOfLot = isGoods ? With(CellsOfLot, key.Lot, cell) : CellsOfLot,
            CellsOfPromise = isGoods ? CellsOfPromise : With(CellsOfPromise, key.Earmark, cell),
        };
    }

    static ImmutableDictionary<TKey, ImmutableArray<int>> With<TKey>(
        ImmutableDictionary<TKey, ImmutableArray<int>> map, TKey key, int cell)
        where TKey : notnull =>
        map.SetItem(key, map.TryGetValue(key, out var cells) ? cells.Add(cell) : [cell]);
}
