using Annona.Aid;
using Annona.People;
using Annona.Places;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>One distribution or payment list that served people.</summary>
/// <param name="Code">Such as <c>D2</c>.</param>
/// <param name="Date">Its newest day.</param>
/// <param name="Name">Where or through whom.</param>
/// <param name="Households">How many it served.</param>
sealed record ServedDay(string Code, DateOnly Date, string Name, int Households);

/// <summary>Whom a promise reached, through the programmes that serve it.</summary>
sealed record Reach
{
    readonly Dictionary<Id<Household>, DateOnly> households = [];
    readonly Dictionary<Guid, DateOnly> people = [];
    readonly HashSet<Guid> confirmed = [];
    readonly List<ServedDay> days = [];

    /// <summary>Whether any programme serves the promise: without one, "reached" is not countable.</summary>
    public bool HasProgramme { get; private init; }

    /// <summary>Whether our register covers the people to whom it was promised.</summary>
    public bool IsCountable { get; private init; }

    /// <summary>Different households reached; null when not countable.</summary>
    public long? Households => IsCountable ? households.Count : null;

    /// <summary>Different people reached, duplicates counted once; null when not countable.</summary>
    public long? People => IsCountable ? people.Count : null;

    /// <summary>The day on which each person was first reached, for counts that outsiders may see.</summary>
    public IEnumerable<DateOnly> FirstDaysOfPeople => people.Values;

    /// <summary>The day on which each household was first reached.</summary>
    public IEnumerable<DateOnly> FirstDaysOfHouseholds => households.Values;

    /// <summary>Transfers whose receiver confirmed by signature or token.</summary>
    public IReadOnlySet<Guid> ConfirmedTransfers => confirmed;

    /// <summary>Distributions and payment lists, in order.</summary>
    public IReadOnlyList<ServedDay> Days => days;

    /// <summary>Programmes that serve a promise; real and made up never mix.</summary>
    public static IEnumerable<ProgrammeRow> ProgrammesOf(Registers now, PromiseRow row) => now.Aid.Programmes.Where(
        programme => programme.Synthetic == row.Synthetic && programme.Promises.Contains(row.Id));

    /// <summary>Counts whom a promise reached up to a day. Costs one look at each handover of its
    /// programmes.</summary>
    public static Reach Of(Registers now, PromiseRow row, GroupRow? group, DateOnly asOf)
    {
        var programmes = ProgrammesOf(now, row).ToList();
        var reach = new Reach
        {
            HasProgramme = programmes.Count > 0,
            IsCountable = programmes.Count > 0 && group?.Coverage != Coverage.NotRegistered,
        };
        foreach (var programme in programmes)
        {
            foreach (var distribution in now.Aid.Distributions)
                if (distribution.Plan.Programme == programme.Id)
                    reach.Count(now, distribution, asOf);
            foreach (var list in now.Aid.CashLists)
                if (list.Programme == programme.Id)
                    reach.Count(now, list, asOf);
        }
        return reach;
    }

    void Count(Registers now, DistributionRow distribution, DateOnly asOf)
    {
        var served = new HashSet<Id<Household>>();
        var newest = DateOnly.MinValue;
        foreach (var handover in now.Aid.HandoversAt(distribution.Id))
        {
            if (handover.On > asOf)
                continue;
            Add(now, handover.Household, handover.On);
            served.Add(handover.Household);
            newest = handover.On > newest ? handover.On : newest;
            if (handover.Proof != Proof.None)
                for (var i = 0; i < handover.Items.Count; i++)
                    confirmed.Add(Ids.From(handover.Id.Value, "transfer", i));
        }
        if (served.Count > 0)
            days.Add(
                new(distribution.Code, newest, now.Places.Find(distribution.Plan.Place)?.Name ?? "", served.Count));
    }

    void Count(Registers now, CashListRow list, DateOnly asOf)
    {
        var (served, newest) = (0, DateOnly.MinValue);
        foreach (var payment in now.Aid.PaymentsOn(list.Id))
        {
            if (payment.State is not (PaymentState.Credited or PaymentState.Collected) || payment.On > asOf)
                continue;
            Add(now, payment.Household, payment.On);
            served++;
            newest = payment.On > newest ? payment.On : newest;
        }
        if (served > 0)
            days.Add(new(list.Code, newest, now.Parties.Find(list.Provider)?.Name ?? "", served));
    }

    void Add(Registers now, Id<Household> household, DateOnly day)
    {
        Earlier(households, now.Duplicates.CanonicalOf(household), day);
        var ordinal = now.People.Find(household);
        if (ordinal < 0)
            return;
        ref readonly var home = ref now.People.HouseholdRowOf(ordinal);
        for (var at = home.FirstMember; at >= 0; at = now.People.Row(at).NextInHousehold)
            Earlier(people, now.Duplicates.CanonicalOf(now.People.PersonId(at)).Value, day);
        // Counted at the gate and not registered one by one yet: they ate all the same.
        for (var unnamed = home.Members; unnamed < home.Stated; unnamed++)
            Earlier(people, Ids.From(household.Value, "head-count", unnamed), day);
    }

    static void Earlier<T>(Dictionary<T, DateOnly> first, T reached, DateOnly day)
        where T : notnull
    {
        if (!first.TryGetValue(reached, out var known) || day < known)
            first[reached] = day;
    }
}
