using System.Collections.Immutable;
using Annona.Journal;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>A cell: four counters, the newest of its legs, and the next cell of its lists.</summary>
readonly record struct CellRow(Counters Counters, int LastLeg, int Legs, Basis Weakest)
{
    public static CellRow New { get; } = new(default, LastLeg: -1, 0, Basis.Physical)
    {
        Pile = -1,
        NextInPile = -1,
        NextOfOwner = -1,
    };

    /// <summary>The pile that it belongs to; -1 for a cost cell.</summary>
    public int Pile { get; init; }

    /// <summary>Its place in the pile, from 0.</summary>
    public int Rank { get; init; }

    /// <summary>The cell behind it in its pile; -1 for the last.</summary>
    public int NextInPile { get; init; }

    /// <summary>The next cell of its promise, or of its lot if it holds goods; -1 for the last.</summary>
    public int NextOfOwner { get; init; }
}

/// <summary>
/// All cells of an account and commodity, without cost cells, in the order in which they first held or
/// expected something.
/// </summary>
/// <param name="First">The first cell.</param>
/// <param name="Last">The last cell.</param>
/// <param name="Head">The first cell that has something to give; -1 when none has.</param>
/// <param name="Total">The counters of all its cells together.</param>
/// <param name="Newest">The latest day of its movements.</param>
readonly record struct PileRow(int First, int Last, int Head, Counters Total, DateOnly Newest);

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

    /// <summary>Made up.</summary>
    public bool Synthetic { get; init; }

    /// <summary>The day by which an expected one is due; null when nobody said.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The transfer before it that brought in the same lot, plus 1; 0 for the first.</summary>
    public int BeforeOfLot { get; init; }
}

/// <summary>
/// Cells, legs and transfers: what double entry needs and nothing else. A value is one version. A fold of a transfer
/// costs a few look-ups and one row a leg.
/// </summary>
sealed record Books
{
    readonly KeyMap<CellKey> keys;
    readonly KeyMap<PileKey> pileKeys = new();
    readonly KeyMap<Guid> arrivals = new();
    Rows<int> newestArrivals;
    CellChains ofPromise = CellChains.New();
    CellChains ofLot = CellChains.New();

    Books(KeyMap<CellKey> keys, Table<TransferRow> transfers) => (this.keys, Transfers) = (keys, transfers);

    public Rows<CellRow> Cells { get; private init; }

    public Rows<LegRow> Legs { get; private init; }

    public Table<TransferRow> Transfers { get; private init; }

    public Rows<PileRow> Piles { get; private init; }

    /// <summary>Money, memo and cost cells by promise (empty: unrestricted).</summary>
    public CellLists CellsOfPromise => new(Cells, ofPromise);

    /// <summary>Goods cells by lot (empty: no lot known).</summary>
    public CellLists CellsOfLot => new(Cells, ofLot);

    /// <summary>Expected transfers that are neither posted nor voided, by ordinal.</summary>
    public ImmutableSortedSet<int> Open { get; private init; } = [];

    public static Books New() => new(new KeyMap<CellKey>(), Table<TransferRow>.New());

    public CellKey KeyOf(int cell) => keys[cell];

    public PileKey KeyOfPile(int pile) => pileKeys[pile];

    /// <summary>The cell with this key, or -1.</summary>
    public int Find(CellKey key) => keys.Find(key) is var cell && cell < Cells.Count ? cell : -1;

    public Counters Of(CellKey key) => Find(key) is >= 0 and var cell ? Cells[cell].Counters : default;

    /// <summary>The pile of an account and commodity, or -1.</summary>
    public int FindPile(AccountName account, string commodity) =>
        pileKeys.Find(new(account, commodity)) is var pile && pile < Piles.Count ? pile : -1;

    /// <summary>The counters of all cells of an account and commodity together.</summary>
    public Counters Total(AccountName account, string commodity) =>
        FindPile(account, commodity) is >= 0 and var pile ? Piles[pile].Total : default;

    /// <summary>All cells of an account and commodity.</summary>
    public IEnumerable<int> Pile(AccountName account, string commodity) =>
        FindPile(account, commodity) is >= 0 and var pile ? CellsFrom(Piles[pile].First) : [];

    /// <summary>Cells of an account and commodity from the first that has something to give.</summary>
    public IEnumerable<int> Live(AccountName account, string commodity) =>
        FindPile(account, commodity) is >= 0 and var pile ? CellsFrom(Piles[pile].Head) : [];

    public IEnumerable<int> CellsFrom(int first)
    {
        for (var cell = first; cell >= 0; cell = Cells[cell].NextInPile)
            yield return cell;
    }

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

    /// <summary>What was posted to a cell (above 0) and from it (below 0), by day, newest recorded first.</summary>
    public IEnumerable<(DateOnly Day, long Units)> PostedIn(int cell) =>
        LegsIn(cell).Where(kept => kept.Leg.Effect == LegEffect.Posted)
            .Select(kept => (Transfers[kept.Leg.Transfer].Date, kept.Arrived ? kept.Leg.Units : -kept.Leg.Units));

    /// <summary>Transfers that brought in a lot, newest first.</summary>
    public IEnumerable<int> Bringing(Guid lot)
    {
        var at = arrivals.Find(lot) is >= 0 and var row && row < newestArrivals.Count ? newestArrivals[row] : -1;
        for (; at >= 0; at = Transfers[at].BeforeOfLot - 1)
            yield return at;
    }

    /// <summary>These books after a transfer that they do not have yet.</summary>
    public Books After(Transfer transfer, List<Leg> legs, Recorded recorded, Edit edit)
    {
        var number = Transfers.Count;
        var pending = transfer.Pending is { } settles ? Transfers.Find(settles.Value) : -1;
        var isOpen = transfer.Phase == TransferPhase.Pending;
        var row = new TransferRow(
            recorded.Position, transfer.Amount.Units, transfer.Date, Legs.Count, legs.Count, pending, transfer.Kind,
            transfer.Phase, isOpen ? PendingState.Open : PendingState.NotPending, transfer.Reference)
        {
            Lot = transfer.Lot?.Value ?? Guid.Empty,
            Synthetic = recorded.Event.Synthetic,
            Due = transfer.Due,
        };
        var after = Settled(transfer, pending, edit).Arriving(transfer, number, edit, out var before);
        after = after with
        {
            Transfers = after.Transfers.Add(transfer.Id.Value, row with { BeforeOfLot = before + 1 }, edit),
            Open = isOpen ? after.Open.Add(number) : after.Open,
        };
        foreach (var leg in legs)
            after = after.After(leg, number, transfer.Date, edit);
        return after;
    }

    /// <summary>These books with a transfer marked as corrected.</summary>
    public Books Corrected(Id<Transfer> transfer, Edit edit) => Transfers.Find(transfer.Value) is >= 0 and var ordinal
        ? this with { Transfers = Transfers.Set(ordinal, Transfers[ordinal] with { Corrected = true }, edit) }
        : this;

    Books Settled(Transfer transfer, int pending, Edit edit)
    {
        if (pending < 0 || transfer.Phase is not (TransferPhase.PostPending or TransferPhase.VoidPending))
            return this;
        var state = transfer.Phase == TransferPhase.PostPending ? PendingState.Settled : PendingState.Voided;
        return this with
        {
            Transfers = Transfers.Set(pending, Transfers[pending] with { State = state }, edit),
            Open = Open.Remove(pending),
        };
    }

    /// <summary>Links the transfers that bring in a lot, so that a correction finds them without a search.</summary>
    Books Arriving(Transfer transfer, int number, Edit edit, out int before)
    {
        before = -1;
        if (transfer is not { Kind: TransferKind.Buy or TransferKind.GiftInKind, Lot: { } lot })
            return this;
        var row = arrivals.FindOrAdd(lot.Value, edit);
        if (row >= newestArrivals.Count)
            return this with { newestArrivals = newestArrivals.Add(number, edit) };
        before = newestArrivals[row];
        return this with { newestArrivals = newestArrivals.Set(row, number, edit) };
    }

    Books After(Leg leg, int transfer, DateOnly day, Edit edit)
    {
        var books = WithCell(leg.From, edit, out var from).WithCell(leg.To, edit, out var to);
        var (source, target) = (books.Cells[from], books.Cells[to]);
        var row = new LegRow(leg.Units, transfer, from, to, source.LastLeg, target.LastLeg, leg.Effect, leg.Basis);
        var added = books.Legs.Count;
        // A place is as well linked as what came in; a source as what it gave.
        var gave = AccountRules.Of(leg.From.Account.Kind).Limit == BalanceLimit.CreditsWithinDebits
            ? Basis.Physical
            : leg.Basis;
        source = source with
        {
            Counters = source.Counters.Credited(leg.Units, leg.Effect),
            LastLeg = added,
            Legs = source.Legs + 1,
            Weakest = Weaker(source.Weakest, gave),
        };
        target = target with
        {
            Counters = target.Counters.Debited(leg.Units, leg.Effect),
            LastLeg = added,
            Legs = target.Legs + 1,
            Weakest = Weaker(target.Weakest, leg.Basis),
        };
        books = books with
        {
            Legs = books.Legs.Add(row, edit),
            Cells = books.Cells.Set(from, source, edit).Set(to, target, edit),
        };
        return books
            .Piled(from, total => total.Credited(leg.Units, leg.Effect), day, edit)
            .Piled(to, total => total.Debited(leg.Units, leg.Effect), day, edit);
    }

    /// <summary>
    /// The pile of a cell after the cell has changed: its total, its newest day, and its first cell with something to
    /// give.
    /// </summary>
    Books Piled(int cell, Func<Counters, Counters> change, DateOnly day, Edit edit)
    {
        if (Cells[cell].Pile is var at && at < 0)
            return this;
        var pile = Piles[at];
        var head = pile.Head;
        if (Cells[cell].Counters.Available > 0 && (head < 0 || Cells[cell].Rank < Cells[head].Rank))
            head = cell;
        while (head >= 0 && Cells[head].Counters.Available <= 0)
            head = Cells[head].NextInPile;
        var after = pile with
        {
            Total = change(pile.Total),
            Newest = day > pile.Newest ? day : pile.Newest,
            Head = head,
        };
        return this with { Piles = Piles.Set(at, after, edit) };
    }

    static Basis Weaker(Basis one, Basis other) => one > other ? one : other;

    Books WithCell(CellKey key, Edit edit, out int cell)
    {
        cell = Find(key);
        if (cell >= 0)
            return this;
        cell = keys.Add(key, edit);
        var after = this with { Cells = Cells.Add(CellRow.New, edit) };
        if (key.Book != Book.Cost)
            after = after.InPile(new(key.Account, key.Commodity), cell, edit);
        var isGoods = key.Book == Book.Real && key.Earmark == Guid.Empty && key.Lot != Guid.Empty;
        return isGoods
            ? (after with { ofLot = ofLot.With(key.Lot, cell, edit, out var last) }).Linked(last, cell, edit)
            : (after with { ofPromise = ofPromise.With(key.Earmark, cell, edit, out last) }).Linked(last, cell, edit);
    }

    /// <summary>The cell before this one of the same promise or lot now leads to it.</summary>
    Books Linked(int last, int cell, Edit edit) =>
        last < 0 ? this : this with { Cells = Cells.Set(last, Cells[last] with { NextOfOwner = cell }, edit) };

    /// <summary>A new cell goes to the end of its pile.</summary>
    Books InPile(PileKey key, int cell, Edit edit)
    {
        var at = pileKeys.FindOrAdd(key, edit);
        if (at >= Piles.Count)
        {
            return this with
            {
                Piles = Piles.Add(new(cell, cell, Head: -1, default, DateOnly.MinValue), edit),
                Cells = Cells.Set(cell, Cells[cell] with { Pile = at }, edit),
            };
        }
        var last = Piles[at].Last;
        return this with
        {
            Piles = Piles.Set(at, Piles[at] with { Last = cell }, edit),
            Cells = Cells.Set(last, Cells[last] with { NextInPile = cell }, edit)
                .Set(cell, Cells[cell] with { Pile = at, Rank = Cells[last].Rank + 1 }, edit),
        };
    }
}
