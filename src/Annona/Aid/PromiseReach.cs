using Annona.Ledger;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>One distribution or payment list that served people.</summary>
/// <param name="Code">Such as <c>D2</c>.</param>
/// <param name="Date">Its newest day.</param>
/// <param name="Name">Where or through whom.</param>
/// <param name="Households">How many different ones it served.</param>
/// <param name="Confirmed">Handovers and payments that the receiver confirmed.</param>
/// <param name="Unconfirmed">All others.</param>
/// <param name="Reported">A provider tells it: nobody of ours was there.</param>
sealed record ServedDay(
    string Code, DateOnly Date, string Name, int Households, int Confirmed, int Unconfirmed, bool Reported);

/// <summary>Whom one promise reached. Filled by one <see cref="ReachPass"/>, then only read.</summary>
sealed class PromiseReach(ReachPass pass, int aidHouseholds)
{
    readonly Dictionary<(ServedBy, int), Served> days = [];
    readonly Dictionary<(Guid Lot, int Share), (LotRow Row, long Units, long Confirmed)> lots = [];
    readonly Dictionary<string, (Commodity? Unit, long Units, long Confirmed)> money = [];
    readonly Dictionary<string, long> confirmedCost = [];
    int[] firstDays = [];
    int[] households = [];
    byte[] flags = [];
    (int Handovers, int First, int Last) all = (0, int.MaxValue, 0);
    Counts? counted;

    const byte IsConfirmed = 1;
    const byte ByOtherMeans = 2;

    /// <summary>Whether a programme serves it that has a day or a list.</summary>
    public bool HasProgramme { get; set; }

    /// <summary>The weakest link among what was handed over; <see cref="Basis.None"/> when nothing was.</summary>
    public Basis Basis { get; private set; } = Basis.None;

    /// <summary>Different households reached.</summary>
    public int Households => Count.Households;

    /// <summary>
    /// Different people reached, if nobody undecided is one with another: persons on record in the households at the
    /// time, and those of head counts.
    /// </summary>
    public long People => Count.Named + Count.Unnamed;

    /// <summary>Different people reached, if all undecided pairs are one person each.</summary>
    public long PeopleAtLeast => People - Count.MayBeOne;

    /// <summary>Undecided pairs among those reached.</summary>
    public int UndecidedPairs => Count.Pairs;

    /// <summary>People who joined a reached household after the handover: not counted as reached.</summary>
    public int JoinedLater => Count.JoinedLater;

    /// <summary>Households that a programme of the promise served with nothing that carries it.</summary>
    public int ByOtherMeansOnly => Count.OtherMeans;

    /// <summary>Handovers and payments.</summary>
    public int Handovers => all.Handovers;

    /// <summary>Handovers and payments that the receiver confirmed.</summary>
    public int ConfirmedHandovers => days.Values.Sum(day => day.Confirmed);

    Counts Count => counted ??= Counted();

    /// <summary>Cost in a currency of what was handed over and confirmed.</summary>
    public long ConfirmedCost(string currency) => confirmedCost.GetValueOrDefault(currency);

    /// <summary>Units of a lot's share that were handed over and confirmed.</summary>
    public long ConfirmedOf(string commodity) => lots
        .Where(lot => UnitOf(lot.Value.Row).Code == commodity)
        .Sum(lot => ShareOf(lot.Value.Row, lot.Key.Share, lot.Value.Confirmed));

    /// <summary>Distributions and payment lists, in order of arrival.</summary>
    public IReadOnlyList<ServedDay> Days =>
    [
        .. from day in days
           orderby day.Key.Item1, day.Key.Item2
           let number = day.Key.Item2
           select day.Key.Item1 == ServedBy.Distribution
               ? day.Value.Told(
                   $"D{number}",
                   pass.Now.Places.Find(pass.Now.Aid.Distributions[number - 1].Plan.Place)?.Name ?? "",
                   reported: false)
               : day.Value.Told(
                   $"CL{number}", pass.Now.Parties.Find(pass.Now.Aid.CashLists[number - 1].Provider)?.Name ?? "",
                   reported: true),
    ];

    /// <summary>Whether fewer than so many people were reached by one of two promises and not by the other.</summary>
    public bool IsWithin(int people, PromiseReach other)
    {
        var apart = 0;
        for (var at = 0; at < Math.Max(firstDays.Length, other.firstDays.Length); at++)
            if (IsReached(at) != other.IsReached(at) && ++apart >= people)
                return false;
        return true;
    }

    public void Add(Commodity unit, long units, bool confirmed)
    {
        var sum = money.GetValueOrDefault(unit.Code);
        money[unit.Code] = (unit, checked(sum.Units + units), checked(sum.Confirmed + (confirmed ? units : 0)));
    }

    public void Add(Carried carried, long units, bool confirmed)
    {
        if (carried.Lot is { } row)
        {
            var key = (row.Lot.Id.Value, carried.Share);
            var sum = lots.GetValueOrDefault(key);
            lots[key] = (row, checked(sum.Units + units), checked(sum.Confirmed + (confirmed ? units : 0)));
        }
        else if (confirmed && carried.Book != Book.Memo)
            confirmedCost[carried.Currency!] = checked(confirmedCost.GetValueOrDefault(carried.Currency!) + units);
    }

    public void Weaken(Basis basis) => Basis = Basis == Basis.None || basis > Basis ? basis : Basis;

    public void Mark(in ReachMark mark, (ServedBy, int) through)
    {
        Grow();
        all = (all.Handovers + 1, Math.Min(all.First, mark.Day), Math.Max(all.Last, mark.Day));
        if (!days.TryGetValue(through, out var day))
            days[through] = day = new(households.Length);
        day.Add(mark);
        Earlier(ref households[mark.Household], mark.Day);
        if (mark.Confirmed)
            flags[mark.Household] |= IsConfirmed;
        if (mark.Record < 0)
            return;
        var reach = pass.Now.Reach;
        for (var at = reach.NewestStayIn(mark.Record); at >= 0;)
        {
            ref readonly var stay = ref reach.Stay(at);
            if (stay.Covers(mark.Position))
                Earlier(ref firstDays[pass.Who.Person(stay.Person)], mark.Day);
            at = stay.BeforeOfHousehold;
        }
    }

    public void MarkOtherMeans(int household)
    {
        Grow();
        flags[household] |= ByOtherMeans;
    }

    /// <summary>As an answer.</summary>
    public Reached Summary() => all.Handovers == 0 ? Reached.Nobody : new(
        Households, flags.Where((flag, at) => households[at] > 0 && (flag & IsConfirmed) != 0).Count(),
        (int)Count.Named, (int)Count.Unnamed, all.Handovers, DateOnly.FromDayNumber(all.First),
        DateOnly.FromDayNumber(all.Last), [.. Sums()]);

    IEnumerable<Delivered> Sums()
    {
        var sums = money.Where(sum => sum.Value.Unit is not null)
            .Select(sum => new Delivered(
                new(sum.Value.Unit!.Value, sum.Value.Units), new(sum.Value.Unit!.Value, sum.Value.Confirmed)))
            .Concat(lots.Select(lot => new Delivered(
                new(UnitOf(lot.Value.Row), ShareOf(lot.Value.Row, lot.Key.Share, lot.Value.Units)),
                new(UnitOf(lot.Value.Row), ShareOf(lot.Value.Row, lot.Key.Share, lot.Value.Confirmed)))));
        return from sum in sums
               group sum by sum.Amount.Commodity into same
               orderby same.Key.Code
               select same.Aggregate((one, other) => new(one.Amount + other.Amount, one.Confirmed + other.Confirmed));
    }

    static Commodity UnitOf(LotRow row) => row.Lot.Quantity.Commodity;

    static long ShareOf(LotRow row, int share, long units) =>
        Shares.Allocate(units, [.. row.Lot.Shares.Select(part => part.Parts)])[share];

    bool IsReached(int person) => person < firstDays.Length && firstDays[person] > 0;

    void Grow()
    {
        if (households.Length > 0)
            return;
        firstDays = new int[pass.Now.People.PersonCount];
        households = new int[pass.Now.People.HouseholdCount + aidHouseholds];
        flags = new byte[households.Length];
    }

    static void Earlier(ref int first, int day) => first = first == 0 || day < first ? day : first;

    Counts Counted()
    {
        var counts = new Counts { Named = firstDays.Count(day => day > 0) };
        for (var at = 0; at < households.Length; at++)
        {
            if (households[at] > 0)
                counts.Households++;
            else if ((flags[at] & ByOtherMeans) != 0)
                counts.OtherMeans++;
            if (households[at] > 0 && at < pass.Now.People.HouseholdCount)
                AddHousehold(counts, at);
        }
        if (counts.Unnamed > 0)
        {
            // Somebody counted at the gate of one household and registered in another is one person all the same.
            var synthetic = pass.Now.People.HouseholdRowOf(Array.FindIndex(households, day => day > 0))
                .Is(PeopleFlags.Synthetic);
            counts.Unnamed = Math.Min(counts.Unnamed, pass.Who.EverRegistered(synthetic) - counts.Named);
        }
        AddPairs(counts);
        return counts;
    }

    void AddHousehold(Counts counts, int household)
    {
        var (served, later) = (0, 0);
        foreach (var member in pass.Who.Members(household))
            if (IsReached(member))
                served++;
            else if (!pass.Now.People.Row(member).Is(PeopleFlags.Left))
                later++;
        var unnamed = Math.Max(0, pass.Who.Stated(household) - served);
        counts.Unnamed += unnamed;
        // Whoever is registered one by one after the handover was among those counted before it.
        counts.JoinedLater += Math.Max(0, later - unnamed);
    }

    /// <summary>If every undecided pair is one person, so many fewer were reached.</summary>
    void AddPairs(Counts counts)
    {
        var root = new Dictionary<int, int>();
        foreach (var (one, other) in pass.OpenPairs)
        {
            if (!IsReached(one) || !IsReached(other))
                continue;
            counts.Pairs++;
            var (left, right) = (RootOf(root, one), RootOf(root, other));
            if (left == right)
                continue;
            root[left] = right;
            counts.MayBeOne++;
        }
    }

    static int RootOf(Dictionary<int, int> root, int person)
    {
        while (root.TryGetValue(person, out var up))
            person = up;
        return person;
    }

    sealed record Counts
    {
        public int Households { get; set; }

        public long Named { get; set; }

        public long Unnamed { get; set; }

        public int JoinedLater { get; set; }

        public int OtherMeans { get; set; }

        public int Pairs { get; set; }

        public int MayBeOne { get; set; }
    }

    /// <summary>One day or list, while it is counted.</summary>
    sealed class Served(int householdCount)
    {
        readonly System.Collections.BitArray seen = new(householdCount);
        int households;
        int newest;
        int unconfirmed;

        public int Confirmed { get; private set; }

        public void Add(in ReachMark mark)
        {
            if (!seen[mark.Household])
                households++;
            seen[mark.Household] = true;
            newest = Math.Max(newest, mark.Day);
            (Confirmed, unconfirmed) = mark.Confirmed
                ? (Confirmed + 1, unconfirmed)
                : (Confirmed, unconfirmed + 1);
        }

        public ServedDay Told(string code, string name, bool reported) =>
            new(code, DateOnly.FromDayNumber(newest), name, households, Confirmed, unconfirmed, reported);
    }
}
