using Annona.Access;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>How a household stands in one cycle of a programme.</summary>
/// <param name="Programme">The programme's code.</param>
/// <param name="Name">The programme's name.</param>
/// <param name="Cycle">The cycle's number.</param>
/// <param name="IsGranted">Whether it was granted the cycle.</param>
/// <param name="WhyNot">Why the newest rule would not grant it now; <see cref="OutReason.None"/> if it would.</param>
/// <param name="Entitlements">What it was granted and what it used, also what it got without a right to it.</param>
public sealed record CycleStanding(
    string Programme, string Name, int Cycle, bool IsGranted, OutReason WhyNot,
    IReadOnlyList<Entitlement> Entitlements);

/// <summary>A handover at the help desk.</summary>
/// <param name="Code">Its code, such as <c>HO3</c>.</param>
/// <param name="Distribution">Code of the distribution.</param>
/// <param name="Programme">Name of the programme.</param>
/// <param name="Cycle">The cycle's number.</param>
/// <param name="On">The day on the sheet.</param>
/// <param name="Items">What was given, and what of the entitlement each line used.</param>
/// <param name="Proof">How it is shown.</param>
/// <param name="Where">Desk or field.</param>
public sealed record HouseholdHandover(
    string Code, string Distribution, string Programme, int Cycle, DateOnly On, IReadOnlyList<GivenItem> Items,
    Proof Proof, RecordedWhere Where)
{
    /// <summary>Code of the household that got it: another one when several are confirmed as one.</summary>
    public required string Household { get; init; }

    /// <summary>Somebody from outside the household collected.</summary>
    public bool Alternate { get; init; }

    /// <summary>The day on which it was taken back as wrong; null while it stands.</summary>
    public DateOnly? TakenBackOn { get; init; }
}

/// <summary>What the help desk needs to know of a household, without a name.</summary>
/// <param name="Code">The household's code.</param>
/// <param name="People">So many people count for aid, with those of households confirmed as one with it.</param>
/// <param name="SharesWith">Codes of the households that are confirmed as one with it and share its rights.</param>
/// <param name="Standings">One for each cycle that has begun, by programme.</param>
/// <param name="Handovers">What it and those got, newest first, also what was taken back.</param>
/// <param name="Payments">Payments to it and those, newest first.</param>
/// <param name="Discrepancies">Open discrepancies of those handovers.</param>
public sealed record HouseholdAid(
    string Code, int People, IReadOnlyList<string> SharesWith, IReadOnlyList<CycleStanding> Standings,
    IReadOnlyList<HouseholdHandover> Handovers, IReadOnlyList<ListedPayment> Payments,
    IReadOnlyList<AidDiscrepancyRecord> Discrepancies);

/// <summary>Asks what a household has got and may collect, and if not, why. Null: no such household.</summary>
public sealed record ShowHouseholdAid(Id<Household> Household) : Question<HouseholdAid?>
{
    /// <inheritdoc/>
    public override Roles MayAsk =>
        Roles.Registrar | Roles.Storekeeper | Roles.Planner | Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override HouseholdAid? Answer(Registers now, Moment moment)
    {
        var home = now.People.Find(Household);
        if (home < 0)
            return null;
        var group = now.Duplicates.Households.GroupOf(Household.Value)
            .Select(id => new Id<Household>(id)).Where(id => now.People.Find(id) >= 0).ToList();
        // The canonical household counts the people of all; the others count nobody.
        var canonical = now.People.Find(now.Duplicates.CanonicalOf(Household));
        var counted = canonical < 0 ? home : canonical;
        var members = Members.Of(counted, now);
        return new(
            PeopleCodes.Household(home), members.Count,
            [.. group.Where(id => id != Household).Select(id => PeopleCodes.Household(now.People.Find(id)))],
            [
                .. from programme in now.Aid.Programmes
                   from cycle in programme.Cycles
                   where cycle.From <= moment.Today
                   select Standing(programme, cycle.Number, (counted, members), now),
            ],
            [
                .. group.SelectMany(now.Aid.EveryHandoverOf).OrderByDescending(given => given.On)
                    .Select(given => Shown(given, now)),
            ],
            [
                .. group.SelectMany(now.Aid.PaymentsOf).OrderByDescending(payment => payment.On)
                    .Select(payment => ListedPayment.Of(payment, now)),
            ],
            [
                .. now.Aid.Discrepancies.Open.Where(row => group.Contains(row.Household))
                    .Select(row => AidDiscrepancyRecord.Of(row, now, moment)),
            ]);
    }

    CycleStanding Standing(ProgrammeRow programme, int cycle, (int Home, Members Members) counted, Registers now)
    {
        var rights = SharedRights.Of(Household, programme, cycle, now);
        var isGranted = rights.Any(right => right.Granted.Units > 0);
        return new(
            programme.Code, programme.Name, cycle, isGranted,
            isGranted ? OutReason.None : CyclePlan.WhyOut(programme, cycle, counted.Home, counted.Members, now),
            [.. rights.Reverse()]);
    }

    static HouseholdHandover Shown(HandoverRecord given, Registers now)
    {
        var row = now.Aid.Find(given.Distribution)!;
        return new(
            given.Code, row.Code, now.Aid.Find(row.Plan.Programme)?.Name ?? "", row.Plan.Cycle, given.On, given.Items,
            given.Proof, given.Where)
        {
            Household = PeopleCodes.Household(now.People.Find(given.Household)),
            Alternate = given.Alternate,
            TakenBackOn = given.TakenBackOn,
        };
    }
}

/// <summary>How a distribution's day went.</summary>
/// <param name="At">Which distribution, where and when.</param>
/// <param name="Expected">Households granted the cycle.</param>
/// <param name="ExpectedPeople">People in them.</param>
/// <param name="Served">Different households that collected something here; those confirmed as one count
/// once.</param>
/// <param name="Complete">Of them, those that have nothing left.</param>
/// <param name="Alternates">Handovers to somebody from outside the household.</param>
/// <param name="Confirmed">Handovers with a signature or token.</param>
/// <param name="Handovers">All handovers.</param>
/// <param name="Handed">What was handed over, by code of the commodity.</param>
/// <param name="Discrepancies">Open discrepancies of its handovers.</param>
/// <param name="Closed">What the close found; null while the day is open.</param>
public sealed record DistributionDay(
    ListedDistribution At, int Expected, long ExpectedPeople, int Served, int Complete, int Alternates, int Confirmed,
    int Handovers, IReadOnlyList<Amount> Handed, int Discrepancies, DayClosed? Closed)
{
    /// <summary>
    /// What the books say of the day for each commodity that was handed over or granted; counted is what should be
    /// there while the day is open. After the close: what the close found.
    /// </summary>
    public IReadOnlyList<CloseLine> Lines { get; init; } = [];
}

/// <summary>Asks how a distribution's day went. Null: no such distribution.</summary>
public sealed record ShowDistribution(Id<Distribution> Distribution) : Question<DistributionDay?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override DistributionDay? Answer(Registers now, Moment moment)
    {
        if (now.Aid.Find(Distribution) is not { } row)
            return null;
        var programme = now.Aid.Find(row.Plan.Programme)!;
        var granted = now.Aid.GrantedIn(programme.Id, row.Plan.Cycle);
        var handovers = now.Aid.HandoversAt(Distribution).ToList();
        var served = handovers.Select(given => now.Duplicates.CanonicalOf(given.Household)).ToHashSet();
        var ids = handovers.Select(given => given.Id).ToHashSet();
        IReadOnlyList<Amount> handed =
        [
            .. handovers.SelectMany(given => given.Items).GroupBy(item => item.Amount.Commodity)
                .OrderBy(sum => sum.Key.Code, StringComparer.Ordinal)
                .Select(sum => new Amount(sum.Key, sum.Sum(item => item.Amount.Units))),
        ];
        return new(
            ListedDistribution.Of(row, now), granted.Households, granted.People, served.Count,
            served.Count(home =>
                SharedRights.Of(home, programme, row.Plan.Cycle, now).All(right => right.Left.Units <= 0)),
            handovers.Count(given => given.Alternate), handovers.Count(given => given.Proof != Proof.None),
            handovers.Count, handed, now.Aid.Discrepancies.Open.Count(open => ids.Contains(open.Handover)),
            row.Closed)
        {
            Lines = row.Closed?.Lines ?? Lines(row, programme, handed, now),
        };
    }

    static IReadOnlyList<CloseLine> Lines(
        DistributionRow row, ProgrammeRow programme, IReadOnlyList<Amount> handed, Registers now)
    {
        if (row.Plan.Stock is not { } stock)
            return [];
        var commodities = handed.Select(amount => amount.Commodity)
            .Union(programme.Rules[^1].Rations.Select(ration => ration.Amount.Commodity));
        return
        [
            .. commodities.Select(commodity => DayBook.Of(stock, row.Plan.Date, new(commodity, 0), now.Ledger))
                .Select(line => line with { Counted = line.Expected() }),
        ];
    }
}

/// <summary>What a household may collect at a distribution: a row of its sheet, without a name.</summary>
/// <param name="Household">The household's code.</param>
/// <param name="People">So many people count for aid.</param>
/// <param name="Left">What it may still collect, one for each commodity; households with nothing are left out.</param>
public sealed record SheetLine(string Household, int People, IReadOnlyList<Amount> Left);

/// <summary>Asks for the sheet of a distribution, by household code. Null: no such distribution.</summary>
public sealed record PrintSheet(Id<Distribution> Distribution) : Question<IReadOnlyList<SheetLine>?>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Storekeeper | Roles.Planner | Roles.Coordinator;

    /// <inheritdoc/>
    public override IReadOnlyList<SheetLine>? Answer(Registers now, Moment moment)
    {
        if (now.Aid.Find(Distribution) is not { } row || now.Aid.Find(row.Plan.Programme) is not { } programme)
            return null;
        var homes = now.Aid.EntitlementsIn(programme.Id, row.Plan.Cycle)
            .Select(right => now.Duplicates.CanonicalOf(right.Household)).Distinct()
            .Select(now.People.Find).Where(home => home >= 0).Order();
        return
        [
            .. homes.Select(home => new SheetLine(
                    PeopleCodes.Household(home), Members.Of(home, now).Count, Left(home, programme, row, now)))
                .Where(line => line.Left.Count > 0),
        ];
    }

    static IReadOnlyList<Amount> Left(int home, ProgrammeRow programme, DistributionRow row, Registers now) =>
    [
        .. SharedRights.Of(now.People.HouseholdId(home), programme, row.Plan.Cycle, now).Reverse()
            .Select(right => right.Left).Where(left => left.Units > 0),
    ];
}
