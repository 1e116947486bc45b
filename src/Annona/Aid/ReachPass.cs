using Annona.Duplicates;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>Under what a delivery is counted.</summary>
enum ReachBy
{
    /// <summary>All deliveries together.</summary>
    Delivery,

    /// <summary>Each promise whose goods or money were handed over.</summary>
    Promise,
}

/// <summary>
/// Whom each promise reached, in one pass over all handovers and payments for all promises together. A household counts
/// for a promise only if something that carries it was in what it got: a share of the lot, or money with its earmark.
/// A service leaves no store, so it counts by its programme. Cost: some 100 ns a handover, and 4 bytes a person and
/// household for each promise that reached anybody.
/// </summary>
sealed class ReachPass
{
    readonly Registers now;
    readonly ReachFilter filter;
    readonly ReachBy by;
    readonly int last;
    readonly Dictionary<Guid, PromiseReach> reached = [];
    readonly Dictionary<int, Carried[]> carriedBy = [];
    readonly int[] people;
    readonly List<PromiseReach> touched = [];

    /// <summary>Takes the pass.</summary>
    /// <param name="now">What is known.</param>
    /// <param name="who">The rule of who counts.</param>
    /// <param name="filter">Which deliveries; up to <see cref="ReachFilter.To"/>.</param>
    /// <param name="by">By promise, or all together.</param>
    public ReachPass(Registers now, WhoCounts who, ReachFilter filter, ReachBy by)
    {
        (this.now, this.filter, this.by, Who) = (now, filter, by, who);
        last = (filter.To ?? DateOnly.MaxValue).DayNumber;
        people = new int[now.Aid.Entitlements.HouseholdCount];
        for (var at = 0; at < people.Length; at++)
            people[at] = now.People.Find(now.Aid.Entitlements.HouseholdAt(at));
        Handovers();
        Payments();
    }

    public Registers Now => now;

    public WhoCounts Who { get; }

    /// <summary>Pairs of records of persons that nobody has decided on, each under the record that counts.</summary>
    public IReadOnlyList<(int One, int Other)> OpenPairs => field ??= FindOpenPairs();

    /// <summary>Whom a promise reached; nobody when nothing carried it.</summary>
    public PromiseReach Of(Id<Promise> promise) => ReachOf(promise.Value);

    PromiseReach ReachOf(Guid promise)
    {
        if (!reached.TryGetValue(promise, out var reach))
            reached[promise] = reach = new(this, people.Length);
        return reach;
    }

    void Handovers()
    {
        for (var number = 0; number < now.Aid.Distributions.Count; number++)
        {
            var day = now.Aid.Distributions[number];
            if (!IsMeant(day))
                continue;
            var programmes = ProgrammesOf(day.Plan.Programme, day.Synthetic);
            foreach (var reach in programmes)
                reach.HasProgramme = true;
            foreach (var at in now.Aid.Handovers.At(number))
                if (IsWithin(now.Aid.Handovers[at].Day))
                    Handover(at, day, programmes);
        }
    }

    void Handover(int at, DistributionRow day, PromiseReach[] programmes)
    {
        ref readonly var row = ref now.Aid.Handovers[at];
        var place = now.Reach.PlaceOf(at);
        var mark = new ReachMark(
            KeyOf(row.Household), people[row.Household], row.Day, place.Position,
            (row.Flags & (HandoverFlags.Signed | HandoverFlags.Token)) != 0);
        touched.Clear();
        if (by == ReachBy.Delivery)
        {
            var all = ReachOf(Guid.Empty);
            for (var line = row.FirstItem; line < row.FirstItem + row.Items; line++)
                all.Add(
                    now.Aid.Entitlements.CommodityAt(now.Aid.Handovers.Line(line).Commodity),
                    now.Aid.Handovers.Line(line).Units, mark.Confirmed);
            touched.Add(all);
        }
        else if (day.Plan.Stock is null)
        {
            foreach (var reach in programmes)
                Touch(reach, Basis.Convention);
        }
        else
        {
            Legs(place, day.Synthetic, mark.Confirmed);
        }
        foreach (var reach in touched)
            reach.Mark(mark, (ServedBy.Distribution, day.Number));
        foreach (var reach in programmes)
            if (!touched.Contains(reach))
                reach.MarkOtherMeans(mark.Household);
    }

    void Legs(HandoverPlace place, bool synthetic, bool confirmed)
    {
        var books = now.Ledger.Books;
        for (var transfer = place.FirstTransfer; transfer < place.FirstTransfer + place.Transfers; transfer++)
        {
            ref readonly var row = ref books.Transfers[transfer];
            for (var at = row.FirstLeg; at < row.FirstLeg + row.Legs; at++)
            {
                ref readonly var leg = ref books.Legs[at];
                if (leg.Effect != LegEffect.Posted)
                    continue;
                foreach (var carried in CarriedBy(leg.From))
                {
                    if (carried.Synthetic != synthetic)
                        continue;
                    carried.Reach.Add(carried, leg.Units, confirmed);
                    if (carried.Book == Book.Real)
                        Touch(carried.Reach, leg.Basis > carried.Floor ? leg.Basis : carried.Floor);
                }
            }
        }
    }

    void Touch(PromiseReach reach, Basis basis)
    {
        reach.Weaken(basis);
        if (!touched.Contains(reach))
            touched.Add(reach);
    }

    /// <summary>The promises that what lies in a cell carries.</summary>
    Carried[] CarriedBy(int cell)
    {
        if (carriedBy.TryGetValue(cell, out var known))
            return known;
        var key = now.Ledger.Books.KeyOf(cell);
        var carried = key.Book == Book.Real && key.Lot != Guid.Empty && now.Ledger.FindLot(key.Lot) is { } lot
            ? OfLot(lot)
            : key.Earmark == Guid.Empty ? [] : OfMoney(key);
        return carriedBy[cell] = carried;
    }

    Carried[] OfLot(LotRow lot) =>
    [
        .. from share in lot.Lot.Shares.Select((share, index) => (share.Promise, index))
           let row = share.Promise is { } promise ? now.PublicRecord.Promises.Find(promise) : null
           where row is not null
           // Nobody can point at the sacks of a shared lot that are one promise's: they carry it as money does.
           select new Carried(ReachOf(row.Id.Value), Book.Real, row.Synthetic)
           {
               Lot = lot,
               Share = share.index,
               Floor = lot.Lot.Shares.Count > 1 ? Basis.Earmarked : Basis.Physical,
           },
    ];

    Carried[] OfMoney(CellKey key) => now.PublicRecord.Promises.Find(new Id<Promise>(key.Earmark)) is { } row
        ? [new(ReachOf(row.Id.Value), key.Book, row.Synthetic)
        {
            Currency = key.Commodity,
            Floor = Basis.Earmarked,
        }]
        : [];

    void Payments()
    {
        var aid = now.Aid;
        var lists = aid.CashLists.Select(IsMeant).ToArray();
        var programmes = aid.CashLists.Select(list => ProgrammesOf(list.Programme, list.Synthetic)).ToArray();
        foreach (var reach in programmes.Where((_, list) => lists[list]).SelectMany(some => some))
            reach.HasProgramme = true;
        for (var at = 0; at < aid.Payments.Count; at++)
        {
            ref readonly var row = ref aid.Payments[at];
            var cameBack = row.State is PaymentState.Returned or PaymentState.Failed && row.Day <= last;
            if (!lists[row.List] || row.CreditedDay == 0 || !IsWithin(row.CreditedDay) || cameBack)
                continue;
            var list = aid.CashLists[row.List];
            var confirmed = row.CollectedDay != 0 && row.CollectedDay <= last;
            var mark = new ReachMark(
                KeyOf(row.Household), people[row.Household], row.CreditedDay, now.Reach.CreditedAt(at), confirmed);
            var carrier = by == ReachBy.Delivery ? ReachOf(Guid.Empty) : CarrierOf(list);
            if (carrier is not null)
            {
                carrier.Weaken(Basis.Earmarked);
                carrier.Add(aid.Entitlements.CommodityAt(row.Commodity), row.Units, confirmed);
                carrier.Mark(mark, (ServedBy.CashList, list.Number));
            }
            foreach (var reach in programmes[row.List])
                if (reach != carrier)
                    reach.MarkOtherMeans(mark.Household);
        }
    }

    PromiseReach? CarrierOf(CashListRow list) =>
        list.Route.Earmark is { } earmark && now.PublicRecord.Promises.Find(earmark) is { } row
        && row.Synthetic == list.Synthetic
            ? ReachOf(earmark.Value)
            : null;

    PromiseReach[] ProgrammesOf(Id<Programme> programme, bool synthetic) =>
        by == ReachBy.Delivery || now.Aid.Find(programme) is not { } row ? []
        :
        [
            .. row.Promises.Where(promise => now.PublicRecord.Promises.Find(promise)?.Synthetic == synthetic)
                .Select(promise => ReachOf(promise.Value)),
        ];

    bool IsMeant(DistributionRow row) =>
        (filter.Place is not { } place || now.Places.LiesIn(row.Plan.Place, place))
        && IsMeant(row.Plan.Programme, row.Plan.Cycle, row.Synthetic);

    bool IsMeant(CashListRow row) => filter.Place is null && IsMeant(row.Programme, row.Cycle, row.Synthetic);

    bool IsMeant(Id<Programme> programme, int cycle, bool synthetic) =>
        (by == ReachBy.Promise || synthetic == filter.Synthetic)
        && (filter.Programme is not { } only || only == programme)
        && (filter.Cycle is not { } number || number == cycle);

    bool IsWithin(int day) => day <= last && (filter.From is not { } from || day >= from.DayNumber);

    /// <summary>Merged households are one; a household that is not on the register stands for itself.</summary>
    int KeyOf(int household) =>
        people[household] is >= 0 and var at ? Who.Household(at) : now.People.HouseholdCount + household;

    List<(int One, int Other)> FindOpenPairs()
    {
        var open = new List<(int, int)>();
        for (var at = 0; at < now.Duplicates.Count; at++)
        {
            if (now.Duplicates[at] is not { IsOpen: true, Pair.Kind: PairKind.Persons } pair)
                continue;
            var one = now.People.Find(new Id<People.Person>(pair.Pair.Low));
            var other = now.People.Find(new Id<People.Person>(pair.Pair.High));
            if (one >= 0 && other >= 0 && Who.Person(one) != Who.Person(other))
                open.Add((Who.Person(one), Who.Person(other)));
        }
        return open;
    }
}

/// <summary>A promise that goods or money carry.</summary>
/// <param name="Reach">Whom it reached.</param>
/// <param name="Book">Real, or the cost that goes along.</param>
/// <param name="Synthetic">Made up.</param>
sealed record Carried(PromiseReach Reach, Book Book, bool Synthetic)
{
    /// <summary>For goods.</summary>
    public LotRow? Lot { get; init; }

    /// <summary>Which of the lot's shares.</summary>
    public int Share { get; init; }

    /// <summary>For money and cost.</summary>
    public string? Currency { get; init; }

    /// <summary>No better basis than this.</summary>
    public Basis Floor { get; init; }
}

/// <summary>Something reached a household.</summary>
/// <param name="Household">The key under which it counts.</param>
/// <param name="Record">Ordinal of the record that it went to, or -1.</param>
/// <param name="Day">Day number.</param>
/// <param name="Position">Of the entry.</param>
/// <param name="Confirmed">By signature, token or collecting it.</param>
readonly record struct ReachMark(int Household, int Record, int Day, int Position, bool Confirmed);

/// <summary>Through what a household was served.</summary>
enum ServedBy
{
    Distribution,
    CashList,
}
