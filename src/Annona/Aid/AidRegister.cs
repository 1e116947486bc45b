using System.Collections.Immutable;
using Annona.Journal;
using Annona.People;
using Annona.Values;

namespace Annona.Aid;

/// <summary>
/// Programmes, what was granted, where it is given and what was handed over. What was erased of people changes
/// nothing here.
/// </summary>
public sealed record AidRegister : IRegister<AidRegister>
{
    ImmutableList<ProgrammeRow> programmes = [];
    ImmutableDictionary<Id<Programme>, int> programmeById = ImmutableDictionary<Id<Programme>, int>.Empty;
    ImmutableList<DistributionRow> distributions = [];
    ImmutableDictionary<Id<Distribution>, int> distributionById = ImmutableDictionary<Id<Distribution>, int>.Empty;
    ImmutableList<CashListRow> cashLists = [];
    ImmutableDictionary<Id<CashList>, int> cashListById = ImmutableDictionary<Id<CashList>, int>.Empty;

    AidRegister()
    {
    }

    /// <summary>Before the first entry. Each call makes maps of its own.</summary>
    public static AidRegister New() => new();

    /// <summary>All programmes in order of arrival.</summary>
    public IReadOnlyList<ProgrammeRow> Programmes => programmes;

    /// <summary>All distributions in order of arrival.</summary>
    public IReadOnlyList<DistributionRow> Distributions => distributions;

    /// <summary>All cash lists in order of arrival.</summary>
    public IReadOnlyList<CashListRow> CashLists => cashLists;

    /// <summary>What does not fit, in order of arrival.</summary>
    public AidDiscrepancyList Discrepancies { get; private init; } = AidDiscrepancyList.New();

    /// <summary>How many handovers there are.</summary>
    public int HandoverCount => Handovers.Count;

    /// <summary>How many entitlements there are: one a household, cycle and commodity.</summary>
    public int EntitlementCount => Entitlements.Count;

    internal Entitlements Entitlements { get; private init; } = new();

    internal HandoverTable Handovers { get; private init; } = new();

    internal Payments Payments { get; private init; } = new();

    /// <summary>The programme with an id, or null.</summary>
    public ProgrammeRow? Find(Id<Programme> programme) =>
        programmeById.TryGetValue(programme, out var at) ? programmes[at] : null;

    /// <summary>The programme with a code (<c>B3</c>), a name or an id as text, or null.</summary>
    public ProgrammeRow? FindProgramme(string text) =>
        programmes.Find(row => string.Equals(row.Name, text.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? (Codes.TryNumber(text, "B", programmes.Count, out var number) ? programmes[number - 1]
            : Id<Programme>.TryParse(text, out var id) ? Find(id)
            : null);

    /// <summary>The distribution with an id, or null.</summary>
    public DistributionRow? Find(Id<Distribution> distribution) =>
        distributionById.TryGetValue(distribution, out var at) ? distributions[at] : null;

    /// <summary>The distribution with a code (<c>D3</c>) or an id as text, or null.</summary>
    public DistributionRow? FindDistribution(string text) =>
        Codes.TryNumber(text, "D", distributions.Count, out var number) ? distributions[number - 1]
        : Id<Distribution>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <summary>The cash list with an id, or null.</summary>
    public CashListRow? Find(Id<CashList> list) => cashListById.TryGetValue(list, out var at) ? cashLists[at] : null;

    /// <summary>The cash list with a code (<c>CL3</c>) or an id as text, or null.</summary>
    public CashListRow? FindCashList(string text) =>
        Codes.TryNumber(text, "CL", cashLists.Count, out var number) ? cashLists[number - 1]
        : Id<CashList>.TryParse(text, out var id) ? Find(id)
        : null;

    /// <summary>What was granted in a cycle; nothing if it is not known.</summary>
    public CycleTotals GrantedIn(Id<Programme> programme, int cycle) =>
        Entitlements.Totals.GetValueOrDefault(KeyOf(programme, cycle));

    /// <summary>Whether a household was granted a cycle.</summary>
    public bool IsGranted(Id<Programme> programme, int cycle, Id<Household> household) =>
        Entitlements.IsGranted(Entitlements.Find(household), KeyOf(programme, cycle));

    /// <summary>A household's entitlements in all programmes and cycles, newest first.</summary>
    public IEnumerable<Entitlement> EntitlementsOf(Id<Household> household) =>
        Entitlements.Of(Entitlements.Find(household));

    /// <summary>A household's entitlements in a cycle, newest first.</summary>
    public IEnumerable<Entitlement> EntitlementsOf(Id<Household> household, Id<Programme> programme, int cycle)
    {
        var key = KeyOf(programme, cycle);
        return EntitlementsOf(household).Where(right => right.Programme == key.Programme && right.Cycle == cycle);
    }

    /// <summary>All entitlements of a cycle, in order of arrival.</summary>
    public IEnumerable<(Id<Household> Household, Entitlement Entitlement)> EntitlementsIn(
        Id<Programme> programme, int cycle)
    {
        var key = KeyOf(programme, cycle);
        return Entitlements.In(key).Select(right => (Entitlements.HouseholdAt(right.Household), right.Entitlement));
    }

    /// <summary>The handover with an id, or null.</summary>
    public HandoverRecord? FindHandover(Id<Handover> handover) =>
        Handovers.Find(handover) is >= 0 and var at ? HandoverAt(at) : null;

    /// <summary>The handover with a code (<c>HO3</c>) or an id as text, or null.</summary>
    public HandoverRecord? FindHandover(string text) =>
        Codes.TryNumber(text, "HO", Handovers.Count, out var number) ? HandoverAt(number - 1)
        : Id<Handover>.TryParse(text, out var id) ? FindHandover(id)
        : null;

    /// <summary>A household's handovers that stand, newest first.</summary>
    public IEnumerable<HandoverRecord> HandoversOf(Id<Household> household) =>
        EveryHandoverOf(household).Where(given => given.TakenBackOn is null);

    /// <summary>A household's handovers, newest first, also those taken back since.</summary>
    public IEnumerable<HandoverRecord> EveryHandoverOf(Id<Household> household) =>
        Entitlements.Find(household) is >= 0 and var home
            ? Handovers.EveryFrom(Entitlements.Home(home).Handover).Select(HandoverAt)
            : [];

    /// <summary>A distribution's handovers that stand, newest first.</summary>
    public IEnumerable<HandoverRecord> HandoversAt(Id<Distribution> distribution) =>
        EveryHandoverAt(distribution).Where(given => given.TakenBackOn is null);

    /// <summary>A distribution's handovers, newest first, also those taken back since.</summary>
    public IEnumerable<HandoverRecord> EveryHandoverAt(Id<Distribution> distribution) =>
        distributionById.TryGetValue(distribution, out var at) ? Handovers.EveryAt(at).Select(HandoverAt) : [];

    /// <summary>The newest day on which a household collected in a cycle; null if it never did.</summary>
    public DateOnly? LastDayOf(Id<Household> household, Id<Programme> programme, int cycle) =>
        HandoversOf(household)
            .Where(given => Find(given.Distribution) is { } row && row.Plan.Programme == programme
                && row.Plan.Cycle == cycle)
            .Max(given => (DateOnly?)given.On);

    /// <summary>A household's payment on a list, or null.</summary>
    public PaymentRecord? FindPayment(Id<CashList> list, Id<Household> household) =>
        Payments.Find(list, household) is >= 0 and var at ? PaymentAt(at) : null;

    /// <summary>A household's payments, newest first.</summary>
    public IEnumerable<PaymentRecord> PaymentsOf(Id<Household> household)
    {
        var home = Entitlements.Find(household);
        for (var at = home < 0 ? -1 : Entitlements.Home(home).Payment; at >= 0; at = Payments[at].BeforeOfHousehold)
            yield return PaymentAt(at);
    }

    /// <summary>All payments of a list, in order of arrival.</summary>
    public IEnumerable<PaymentRecord> PaymentsOn(Id<CashList> list) => cashListById.TryGetValue(list, out var number)
        ? Payments.On(number).Reverse().Select(PaymentAt)
        : [];

    /// <inheritdoc/>
    public AidRegister After(Recorded recorded, Edit edit) => recorded.Event switch
    {
        ProgrammePlanned planned => After(planned),
        RuleChanged changed => After(changed),
        CycleGranted granted => After(granted, edit),
        DistributionPlanned planned => After(planned, recorded),
        AidGiven given => After(given, recorded, edit),
        AidTakenBack back => After(back, recorded, edit),
        DayClosed closed => After(closed),
        CashListSent sent => After(sent, edit),
        CashReconciled reconciled => After(reconciled, edit),
        AidDiscrepancyAssigned assigned => this with { Discrepancies = Discrepancies.After(assigned, edit) },
        AidDiscrepancyResolved resolved => this with { Discrepancies = Discrepancies.After(resolved, recorded, edit) },
        _ => this,
    };

    AidRegister After(ProgrammePlanned planned) => programmeById.ContainsKey(planned.Programme) ? this : this with
    {
        programmes = programmes.Add(new(
            planned.Programme, programmes.Count + 1, planned.Name, planned.Modality, [.. planned.Promises ?? []],
            planned.Group, [.. planned.Cycles], [planned.Rule], planned.Synthetic)),
        programmeById = programmeById.Add(planned.Programme, programmes.Count),
    };

    AidRegister After(RuleChanged changed) => programmeById.TryGetValue(changed.Programme, out var at)
        ? this with
        {
            programmes =
                programmes.SetItem(at, programmes[at] with { Rules = programmes[at].Rules.Add(changed.Rule) }),
        }
        : this;

    AidRegister After(CycleGranted granted, Edit edit)
    {
        if (Find(granted.Programme) is not { } programme || granted.RuleVersion < 1
            || granted.RuleVersion > programme.Rules.Length)
            return this;
        var rule = programme.Rules[granted.RuleVersion - 1];
        return this with
        {
            Entitlements = Entitlements.After(granted, KeyOf(granted.Programme, granted.Cycle), rule, edit),
        };
    }

    AidRegister After(DistributionPlanned planned, Recorded recorded) =>
        distributionById.ContainsKey(planned.Distribution) ? this : this with
        {
            distributions = distributions.Add(new(
                planned.Distribution, distributions.Count + 1, planned, new(recorded.Officer), Closed: null,
                planned.Synthetic)),
            distributionById = distributionById.Add(planned.Distribution, distributions.Count),
        };

    AidRegister After(AidGiven given, Recorded recorded, Edit edit)
    {
        if (Handovers.Find(given.Handover) >= 0 || !distributionById.TryGetValue(given.Distribution, out var at))
            return this;
        var row = distributions[at];
        var cycle = KeyOf(row.Plan.Programme, row.Plan.Cycle);
        var rights = Entitlements.WithHousehold(given.Household, edit, out var household);
        var home = rights.Home(household);
        rights = rights.WithHome(household, home with { Handover = Handovers.Count }, edit);
        var blank = new HandoverRow { Household = household, Distribution = at, BeforeOfHousehold = home.Handover };
        var handovers = Handovers.After(
            given, recorded.Effective, blank, commodity => rights.OrdinalOf(commodity, edit), edit);
        foreach (var item in given.Items)
            rights = rights.Used(household, cycle, item.Uses, edit);
        var after = this with { Entitlements = rights, Handovers = handovers };
        return given.Where != RecordedWhere.Field
            ? after
            : after with { Discrepancies = after.Doubted(given, row, cycle, recorded, edit) };
    }

    /// <summary>What of a field handover does not fit, after it was folded.</summary>
    AidDiscrepancyList Doubted(
        AidGiven given, DistributionRow row, CycleKey cycle, Recorded recorded, Edit edit)
    {
        var list = Discrepancies;
        if (!given.SharesRights)
            foreach (var used in given.Items.Select(item => item.Uses.Commodity).Distinct())
                list = Competing.Over(this, Entitlements.Find(given.Household), cycle, used)
                    .Aggregate(list, (all, over) =>
                        all.Over(over.Kind, over.Amount, ShownAt(over.Handover, recorded), edit));
        var shown = new HandoverShown(given.Handover, given.Household, given.GivenOn, row, recorded);
        if (given.GivenOn != row.Plan.Date)
            list = list.Opened(AidDiscrepancyKind.OtherDay, given.Items[0].Amount, shown, edit);
        return (given.Doubts ?? []).Aggregate(
            list, (all, doubt) => all.Opened(doubt.Kind, doubt.Amount, shown, edit));
    }

    HandoverShown ShownAt(int handover, Recorded recorded)
    {
        var row = Handovers[handover];
        return new(
            Handovers.IdOf(handover), Entitlements.HouseholdAt(row.Household), DateOnly.FromDayNumber(row.Day),
            distributions[row.Distribution], recorded);
    }

    AidRegister After(AidTakenBack back, Recorded recorded, Edit edit)
    {
        var at = Handovers.Find(back.Handover);
        if (at < 0 || Handovers[at].TakenBackOn > 0)
            return this;
        var (given, handover) = (HandoverAt(at), Handovers[at]);
        var row = distributions[handover.Distribution];
        var cycle = KeyOf(row.Plan.Programme, row.Plan.Cycle);
        var rights = given.Items.Aggregate(
            Entitlements, (all, item) => all.Used(handover.Household, cycle, item.InsteadOf * -1, edit));
        var discrepancies = Discrepancies.After(back, recorded, edit);
        if (back.AfterCount)
            discrepancies = discrepancies.Opened(
                AidDiscrepancyKind.AfterCount, given.Items[0].Amount,
                new(given.Id, given.Household, given.On, row, recorded), edit);
        return this with
        {
            Entitlements = rights,
            Handovers = Handovers.TakenBack(at, back.On, edit),
            Discrepancies = discrepancies,
        };
    }

    AidRegister After(DayClosed closed) => distributionById.TryGetValue(closed.Distribution, out var at)
        ? this with { distributions = distributions.SetItem(at, distributions[at] with { Closed = closed }) }
        : this;

    AidRegister After(CashListSent sent, Edit edit)
    {
        var cycle = KeyOf(sent.Programme, sent.Cycle);
        var after = this with { };
        if (!cashListById.TryGetValue(sent.List, out var list))
        {
            list = cashLists.Count;
            after.cashLists = cashLists.Add(new(
                sent.List, list + 1, sent.Programme, sent.Cycle, sent.Provider, sent.Route, sent.SentOn,
                sent.Synthetic));
            after.cashListById = cashListById.Add(sent.List, list);
        }
        var (rights, payments) = (Entitlements, Payments);
        foreach (var payment in sent.Payments)
        {
            if (payments.Find(sent.List, payment.Household) >= 0)
                continue;
            rights = rights.WithHousehold(payment.Household, edit, out var household);
            var home = rights.Home(household);
            var row = new PaymentRow(
                payment.Amount.Units, list, household, rights.OrdinalOf(payment.Amount.Commodity, edit), home.Payment,
                sent.SentOn.DayNumber, PaymentState.Instructed)
            {
                PeopleThen = payment.PeopleThen,
            };
            rights = rights.WithHome(household, home with { Payment = payments.Count }, edit)
                .Used(household, cycle, payment.Amount, edit);
            payments = payments.Added(sent.List, payment.Household, row, edit);
        }
        return after with { Entitlements = rights, Payments = payments };
    }

    AidRegister After(CashReconciled reconciled, Edit edit)
    {
        if (Find(reconciled.List) is not { } list)
            return this;
        var cycle = KeyOf(list.Programme, list.Cycle);
        var (rights, payments) = (Entitlements, Payments);
        foreach (var household in reconciled.Households)
        {
            if (payments.Find(reconciled.List, household) is not (>= 0 and var at))
                continue;
            var (before, amount) = (payments[at], PaymentAt(at).Amount);
            var wasUsed = before.State is not (PaymentState.Failed or PaymentState.Returned);
            var isUsed = reconciled.Outcome is not (PaymentState.Failed or PaymentState.Returned);
            if (wasUsed != isUsed)
                rights = rights.Used(before.Household, cycle, amount * (isUsed ? 1 : -1), edit);
            payments = payments.Changed(at, reconciled.Outcome, reconciled.On, edit);
        }
        return this with { Entitlements = rights, Payments = payments };
    }

    /// <summary>A programme that is not known has the number -1, which no entitlement has.</summary>
    internal CycleKey KeyOf(Id<Programme> programme, int cycle) =>
        CycleKey.Of(programmeById.GetValueOrDefault(programme, -1), cycle);

    HandoverRecord HandoverAt(int ordinal)
    {
        var row = Handovers[ordinal];
        return new(
            Handovers.IdOf(ordinal), distributions[row.Distribution].Id, Entitlements.HouseholdAt(row.Household),
            [.. Enumerable.Range(row.FirstItem, row.Items).Select(ItemAt)], DateOnly.FromDayNumber(row.Day))
        {
            Code = $"HO{ordinal + 1}",
            PeopleThen = row.PeopleThen,
            TakenBackOn = DayOf(row.TakenBackOn),
            CollectedBy = Handovers.CollectorOf(ordinal),
            Alternate = row.Flags.HasFlag(HandoverFlags.Alternate),
            Proof = row.Flags.HasFlag(HandoverFlags.Token) ? Proof.Token
                : row.Flags.HasFlag(HandoverFlags.Signed) ? Proof.Signature
                : Proof.None,
            Where = row.Flags.HasFlag(HandoverFlags.Field) ? RecordedWhere.Field : RecordedWhere.Desk,
            Synthetic = row.Flags.HasFlag(HandoverFlags.Synthetic),
        };
    }

    internal GivenItem ItemAt(int ordinal)
    {
        var item = Handovers.Line(ordinal);
        return new(
            new(Entitlements.CommodityAt(item.Commodity), item.Units),
            new(Entitlements.CommodityAt(item.InsteadCommodity), item.InsteadUnits));
    }

    PaymentRecord PaymentAt(int ordinal)
    {
        var row = Payments[ordinal];
        return new(
            row.List, Entitlements.HouseholdAt(row.Household),
            new(Entitlements.CommodityAt(row.Commodity), row.Units), row.State,
            DateOnly.FromDayNumber(row.Day))
        {
            CreditedOn = DayOf(row.CreditedDay),
            CollectedOn = DayOf(row.CollectedDay),
            PeopleThen = row.PeopleThen,
        };
    }

    static DateOnly? DayOf(int number) => number == 0 ? null : DateOnly.FromDayNumber(number);
}
