using System.Collections.Immutable;
using Annona.Journal;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// The books: who pledged, what came, where it is, what became of it. Folds the desk's transfers and those of any
/// event that implements <see cref="IPosts"/> by the same code. A value is one version.
/// </summary>
public sealed record LedgerRegister : IRegister<LedgerRegister>, IBalances
{
    ImmutableDictionary<string, CommodityRow> commodities = Named<CommodityRow>();
    ImmutableDictionary<string, AccountRow> accounts = Named<AccountRow>();
    ImmutableList<LotRow> lots = [];
    ImmutableDictionary<Guid, int> lotById = ImmutableDictionary<Guid, int>.Empty;
    ImmutableDictionary<Guid, ImmutableArray<int>> lotsOfPromise = ImmutableDictionary<Guid, ImmutableArray<int>>.Empty;
    ImmutableDictionary<Guid, ImmutableArray<Paper>> papers = ImmutableDictionary<Guid, ImmutableArray<Paper>>.Empty;

    ImmutableDictionary<(AccountName Account, string Commodity), DateOnly> counts =
        ImmutableDictionary<(AccountName, string), DateOnly>.Empty;

    LedgerRegister(Books books) => Books = books;

    /// <summary>Nothing in the books. Each call makes maps of its own.</summary>
    public static LedgerRegister New() => new(Books.New());

    /// <summary>Declared commodities by code.</summary>
    public IReadOnlyList<CommodityRow> Commodities =>
        [.. commodities.Values.OrderBy(row => row.Commodity.Code, StringComparer.Ordinal)];

    /// <summary>Open accounts by kind and name.</summary>
    public IReadOnlyList<AccountRow> Accounts =>
        [.. accounts.Values.OrderBy(row => row.Account.Kind).ThenBy(row => row.Account.Name, StringComparer.Ordinal)];

    /// <summary>All lots in order of arrival.</summary>
    public IReadOnlyList<LotRow> Lots => lots;

    /// <summary>How many transfers there are.</summary>
    public int TransferCount => Books.Transfers.Count;

    /// <summary>What does not fit, in order of arrival.</summary>
    public DiscrepancyList Discrepancies { get; private init; } = DiscrepancyList.Empty;

    internal Books Books { get; private init; }

    /// <summary>The commodity with this code in any case, or null.</summary>
    public CommodityRow? FindCommodity(string code) => commodities.TryGetValue(code.Trim(), out var row) ? row : null;

    /// <summary>The account with this text in any case, or null.</summary>
    public AccountRow? FindAccount(string text) => accounts.TryGetValue(text.Trim(), out var row) ? row : null;

    /// <summary>The lot with a code (<c>LOT3</c>) or an id as text, or null.</summary>
    public LotRow? FindLot(string text) =>
        Codes.TryNumber(text, "LOT", lots.Count, out var number) ? lots[number - 1]
        : Id<Lot>.TryParse(text, out var id) ? FindLot(id.Value)
        : null;

    /// <summary>The lot with this id, or null.</summary>
    public LotRow? FindLot(Guid lot) => lotById.TryGetValue(lot, out var at) ? lots[at] : null;

    /// <summary>Whether a commodity is declared as money.</summary>
    public bool IsMoney(string commodity) =>
        commodities.TryGetValue(commodity, out var row) && row.Kind == CommodityKind.Money;

    /// <summary>
    /// A transfer as it was recorded, with its place in the journal and what became of it; null if unknown.
    /// </summary>
    public RecordedTransfer? FindTransfer(Id<Transfer> id) =>
        Books.Transfers.Find(id.Value) is >= 0 and var ordinal ? TransferAt(ordinal) : null;

    /// <summary>All transfers in order of arrival; made one at a time as they are asked for.</summary>
    public IEnumerable<RecordedTransfer> Transfers =>
        Enumerable.Range(0, Books.Transfers.Count).Select(TransferAt).OfType<RecordedTransfer>();

    /// <summary>Transfers that brought in a lot, with its payments, in order of arrival.</summary>
    internal IEnumerable<Transfer> Bringing(Id<Lot> lot) =>
        Books.Bringing(lot.Value).Reverse().Select(TransferAt).OfType<RecordedTransfer>().Select(row => row.Transfer);

    /// <summary>
    /// What officers type for a transfer: <c>TR12</c> for the twelfth; its id when it is not recorded yet.
    /// </summary>
    internal string CodeOf(Id<Transfer> id) =>
        Books.Transfers.Find(id.Value) is >= 0 and var ordinal ? $"TR{ordinal + 1}" : $"{id}";

    /// <summary>Open pledges that a commitment settles, in order of arrival.</summary>
    internal IEnumerable<Transfer> OpenPledges(Transfer commitment) => Books.Open
        .Where(ordinal => Books.Transfers[ordinal].Kind == TransferKind.Pledge)
        .Select(TransferAt).OfType<RecordedTransfer>().Select(row => row.Transfer)
        .Where(pledge => Commitments.Fits(pledge, commitment));

    /// <summary>The day of the last count of a commodity in a place; null when nobody counted.</summary>
    internal DateOnly? LastCount(AccountName account, string commodity) =>
        counts.TryGetValue((account, commodity), out var day) ? day : null;

    /// <summary>The latest day on which something moved in a place; long ago when nothing did.</summary>
    internal DateOnly Newest(AccountName account, string commodity) =>
        Books.FindPile(account, commodity) is >= 0 and var pile ? Books.Piles[pile].Newest : DateOnly.MinValue;

    internal IEnumerable<(DateOnly Day, long Units)> PostedIn(CellKey cell) =>
        Books.Find(cell) is >= 0 and var at ? Books.PostedIn(at) : [];

    /// <summary>Whether both places can take so much more without their counters growing out of bounds.</summary>
    internal bool HasRoomFor(Transfer transfer) =>
        Books.Total(transfer.From, transfer.Amount.Commodity.Code).HasRoomFor(transfer.Amount.Units)
        && Books.Total(transfer.To, transfer.Amount.Commodity.Code).HasRoomFor(transfer.Amount.Units);

    /// <summary>Papers attached to a transfer, in order of arrival.</summary>
    public IReadOnlyList<Paper> PapersOf(Id<Transfer> transfer) =>
        papers.TryGetValue(transfer.Value, out var some) ? some : [];

    /// <summary>
    /// Lots in which a promise has a share; <see cref="Guid.Empty"/> for those with an unrestricted one.
    /// </summary>
    internal IEnumerable<LotRow> LotsOf(Guid promise) =>
        lotsOfPromise.TryGetValue(promise, out var some) ? some.Select(at => lots[at]) : [];

    /// <summary>Why an amount's commodity cannot be used; null if it can.</summary>
    internal Refusal? RefusesCommodity(Commodity asked) => FindCommodity(asked.Code) switch
    {
        { } known when known.Commodity == asked => null,
        { } known when known.Commodity.Code == asked.Code => LedgerRefusals.ScaleDiffers(asked, known.Commodity),
        _ => LedgerRefusals.UnknownCommodity(asked, Commodities.Select(row => row.Commodity.Code)),
    };

    /// <inheritdoc/>
    public Counters Of(CellKey cell) => Books.Of(cell);

    /// <inheritdoc/>
    public IEnumerable<CellKey> Pile(AccountName account, string commodity) =>
        Books.Pile(account, commodity).Select(cell => Books.KeyOf(cell));

    /// <inheritdoc/>
    public IEnumerable<CellKey> Live(AccountName account, string commodity) =>
        Books.Live(account, commodity).Select(cell => Books.KeyOf(cell));

    IReadOnlyList<Leg> IBalances.PendedLegs(Id<Transfer> pending) =>
        Books.Transfers.Find(pending.Value) is >= 0 and var ordinal ? Books.LegsOf(ordinal, LegEffect.Pended) : [];

    internal bool Has(CellKey cell) => Books.Find(cell) >= 0;

    internal PendingState StateOf(Id<Transfer> id) =>
        Books.Transfers.Find(id.Value) is >= 0 and var ordinal
            ? Books.Transfers[ordinal].State
            : PendingState.NotPending;

    /// <inheritdoc/>
    public LedgerRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        CommodityDeclared declared =>
            Declared(declared.Commodity, declared.Kind, declared.Description, declared.Synthetic),
        AccountOpened opened => Opened(opened.Account, opened.Note, opened.Synthetic),
        PaperAttached attached => Attached(attached),
        DiscrepancyAssigned assigned => this with { Discrepancies = Discrepancies.After(assigned) },
        DiscrepancyResolved resolved => this with { Discrepancies = Discrepancies.After(resolved, recorded) },
        LedgerPosted posted => After(posted, recorded, edit),
        StockCounted counted => Posted(counted, recorded, edit).Counted(counted, recorded),
        IPosts posts => Posted(posts, recorded, edit),
        _ => this,
    };

    LedgerRegister After(LedgerPosted posted, Recorded recorded, Edit edit)
    {
        var after = this;
        foreach (var lot in posted.Lots ?? [])
            after = after.Arrived(lot, posted.Synthetic);
        after = after.Posted(posted, recorded, edit);
        foreach (var old in posted.Corrects ?? [])
            after = after with { Books = after.Books.Corrected(old, edit) };
        return after;
    }

    LedgerRegister Posted(IPosts posts, Recorded recorded, Edit edit)
    {
        var after = this;
        foreach (var transfer in posts.Transfers)
            after = after.Posted(transfer, recorded, edit);
        foreach (var old in posts.PutsRight)
            after = after with { Books = after.Books.Corrected(old, edit) };
        return after;
    }

    /// <summary>
    /// Takes in one transfer, whatever it says: what happened, happened. What does not fit opens a discrepancy.
    /// </summary>
    LedgerRegister Posted(Transfer transfer, Recorded recorded, Edit edit)
    {
        if (Books.Transfers.Has(transfer.Id.Value))
            return this;
        var (used, units) = (transfer.Amount.Commodity, transfer.Amount.Units);
        var known = FindCommodity(used.Code)?.Commodity;
        if (units is <= 0 or > TransferChecks.UnitsMax || (known is not null && known != used)
            || !HasRoomFor(transfer))
            return this with
            {
                Discrepancies = Discrepancies.Opened(DiscrepancyKind.NotPostable, transfer, recorded),
            };
        var after = this;
        if (known is null)
        {
            after = after.Declared(used, CommodityKind.Goods, description: null, recorded.Event.Synthetic) with
            {
                Discrepancies = after.Discrepancies.Opened(DiscrepancyKind.UndeclaredCommodity, transfer, recorded),
            };
        }
        after = after.Opened(transfer.From, note: null, recorded.Event.Synthetic)
            .Opened(transfer.To, note: null, recorded.Event.Synthetic);
        var legs = LegPlan.Of(transfer, after);
        after = after with { Books = after.Books.After(transfer, legs, recorded, edit) };
        return after.WithPapers(transfer).WithShortage(transfer, recorded).WithDoubts(transfer, legs, recorded);
    }

    /// <summary>
    /// Goods out of date reached people, or a named lot left before it came in: no desk would have posted it, so it
    /// came from the field.
    /// </summary>
    LedgerRegister WithDoubts(Transfer transfer, List<Leg> legs, Recorded recorded)
    {
        var after = this;
        foreach (var leg in legs)
        {
            if (leg.Effect != LegEffect.Posted || leg.From.Book != Book.Real || FindLot(leg.From.Lot) is not { } row)
                continue;
            var doubted = transfer with { Amount = transfer.Amount with { Units = leg.Units } };
            if (transfer.To.Kind == AccountKind.Given && row.Expired(transfer.Date))
                after = after.Doubted(DiscrepancyKind.Expired, doubted, recorded);
            if (leg.Basis == Basis.Physical && transfer.Date < row.Lot.Received)
                after = after.Doubted(DiscrepancyKind.BeforeArrival, doubted, recorded);
        }
        return after;
    }

    LedgerRegister Doubted(DiscrepancyKind kind, Transfer transfer, Recorded recorded) =>
        this with { Discrepancies = Discrepancies.Opened(kind, transfer, recorded) };

    /// <summary>
    /// Goods or money left a place that did not hold them: the place is flagged, until a count or a person closes it.
    /// </summary>
    LedgerRegister WithShortage(Transfer transfer, Recorded recorded)
    {
        if (AccountRules.Of(transfer.From.Kind).Limit != BalanceLimit.CreditsWithinDebits)
            return this;
        var balance = Books.Total(transfer.From, transfer.Amount.Commodity.Code).Balance;
        return balance >= 0 ? this : this with { Discrepancies = Discrepancies.Short(transfer, balance, recorded) };
    }

    LedgerRegister Counted(StockCounted counted, Recorded recorded)
    {
        var place = (counted.Account, counted.Counted.Commodity.Code);
        return this with
        {
            Discrepancies = Discrepancies.Counted(counted, recorded),
            counts = counts.TryGetValue(place, out var last) && last >= counted.Date
                ? counts
                : counts.SetItem(place, counted.Date),
        };
    }

    /// <summary>What was declared as real stays real.</summary>
    LedgerRegister Declared(Commodity commodity, CommodityKind kind, string? description, bool synthetic) => this with
    {
        commodities = commodities.SetItem(commodity.Code, new(
            commodity, kind, description, synthetic && FindCommodity(commodity.Code) is not { Synthetic: false })),
    };

    LedgerRegister Opened(AccountName account, string? note, bool synthetic)
    {
        var text = account.ToString();
        if (!accounts.TryGetValue(text, out var row))
            return this with { accounts = accounts.Add(text, new(account, note, synthetic)) };
        return note is null ? this : this with { accounts = accounts.SetItem(text, row with { Note = note }) };
    }

    LedgerRegister Arrived(Lot lot, bool synthetic) => lotById.ContainsKey(lot.Id.Value) ? this : this with
    {
        lots = lots.Add(LotRow.Of(lot, lots.Count + 1, synthetic)),
        lotById = lotById.Add(lot.Id.Value, lots.Count),
        lotsOfPromise = lot.Shares.Select(share => share.Promise?.Value ?? Guid.Empty).Distinct().Aggregate(
            lotsOfPromise,
            (map, promise) =>
                map.SetItem(promise, map.TryGetValue(promise, out var some) ? some.Add(lots.Count) : [lots.Count])),
    };

    LedgerRegister WithPapers(Transfer transfer) => transfer.Papers is not { Count: > 0 } hashes ? this : this with
    {
        papers = papers.SetItem(transfer.Id.Value, [.. hashes.Select(hash => new Paper(hash, Name: null))]),
    };

    LedgerRegister Attached(PaperAttached attached) => this with
    {
        papers = attached.Transfers.Aggregate(papers, (map, transfer) => map.SetItem(
            transfer.Value, [.. map.GetValueOrDefault(transfer.Value, []), new(attached.Paper, attached.Name)])),
    };

    internal RecordedTransfer? TransferAt(int ordinal)
    {
        ref readonly var row = ref Books.Transfers[ordinal];
        if (row.Legs == 0)
            return null;
        ref readonly var leg = ref Books.Legs[row.FirstLeg];
        var (from, to) = (Books.KeyOf(leg.From), Books.KeyOf(leg.To));
        var amount = new Amount(commodities[from.Commodity].Commodity, row.Units);
        var id = new Id<Transfer>(Books.Transfers.IdOf(ordinal));
        var transfer = new Transfer(id, from.Account, to.Account, amount, row.Date, row.Kind)
        {
            Phase = row.Phase,
            Due = row.Due,
            Pending = row.Pending < 0 ? null : new(Books.Transfers.IdOf(row.Pending)),
            Earmark = from.Earmark == Guid.Empty ? null : new(from.Earmark),
            Lot = row.Lot == Guid.Empty ? null : new(row.Lot),
            Reference = row.Reference,
        };
        return new(transfer, row.Position, row.State == PendingState.Open, row.Corrected, row.Synthetic);
    }

    static ImmutableDictionary<string, TRow> Named<TRow>() =>
        ImmutableDictionary<string, TRow>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A transfer with its place in the journal.</summary>
/// <param name="Transfer">As it was recorded; papers are asked for apart.</param>
/// <param name="Position">Of its entry, from 1.</param>
/// <param name="IsOpen">Expected, and neither posted nor voided yet.</param>
/// <param name="Corrected">Put right by later transfers.</param>
/// <param name="Synthetic">Made up.</param>
public sealed record RecordedTransfer(
    Transfer Transfer, long Position, bool IsOpen, bool Corrected, bool Synthetic);
