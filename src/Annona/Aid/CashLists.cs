using System.Text.Json.Serialization;
using Annona.Access;
using Annona.Ledger;
using Annona.Parties;
using Annona.People;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Aid;

/// <summary>What became of one payment, in order of progress.</summary>
public enum PaymentState
{
    /// <summary>It stands on a list that the provider has, with the money.</summary>
    Instructed,

    /// <summary>The provider says that it is on its way.</summary>
    Sent,

    /// <summary>It stands in the payee's account or on the payee's card.</summary>
    Credited,

    /// <summary>The payee has taken it: confirmed.</summary>
    Collected,

    /// <summary>The provider gave the money back.</summary>
    Returned,

    /// <summary>It could not be paid; the provider still holds the money.</summary>
    Failed,
}

/// <summary>One payment on a list.</summary>
public sealed record CashPayment(Id<Household> Household, Amount Amount)
{
    /// <summary>
    /// So many people were in the household when the list was sent, also those only counted so far.
    /// </summary>
    public int PeopleThen { get; init; }
}

/// <summary>The accounts between which a list's money moves.</summary>
/// <param name="From">A Bank or Advance account.</param>
/// <param name="Sent">The provider's CashSent account.</param>
/// <param name="Bank">Where returned money arrives.</param>
/// <param name="Earmark">The promise that the money carries; null for unrestricted money.</param>
public sealed record CashRoute(AccountName From, AccountName Sent, AccountName Bank, Id<Promise>? Earmark);

/// <summary>A provider got a list of payments, and the money for them. A long list is several of these.</summary>
/// <param name="List">The same for all parts.</param>
/// <param name="Part">From 1.</param>
/// <param name="Programme">For which programme.</param>
/// <param name="Cycle">For which cycle.</param>
/// <param name="Payments">One for each household, in one currency.</param>
public sealed record CashListSent(
    Id<CashList> List, int Part, Id<Programme> Programme, int Cycle, IReadOnlyList<CashPayment> Payments) : Event,
    IPosts
{
    /// <summary>Who pays.</summary>
    public required Id<Party> Provider { get; init; }

    /// <summary>The accounts.</summary>
    public required CashRoute Route { get; init; }

    /// <summary>The day, local.</summary>
    public required DateOnly SentOn { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IEnumerable<Transfer> Transfers =>
    [
        new(new(Ids.From(List.Value, "sent", Part)), Route.From, Route.Sent,
            Payments[0].Amount with { Units = Payments.Sum(payment => payment.Amount.Units) }, SentOn,
            TransferKind.SendCash)
        {
            Earmark = Route.Earmark,
        },
    ];
}

/// <summary>The provider told what became of some payments of a list.</summary>
/// <param name="Step">The root of the ids of its transfers.</param>
/// <param name="List">Which list.</param>
/// <param name="Outcome">What became of them.</param>
/// <param name="Households">Whose payments.</param>
/// <param name="Total">Their sum.</param>
/// <param name="On">The day, local.</param>
public sealed record CashReconciled(
    Id<CashReconciled> Step, Id<CashList> List, PaymentState Outcome, IReadOnlyList<Id<Household>> Households,
    Amount Total, DateOnly On) : Event, IPosts
{
    /// <summary>The accounts of the list.</summary>
    public required CashRoute Route { get; init; }

    /// <summary>They were credited before: their money is no longer with the provider.</summary>
    public bool WereCredited { get; init; }

    /// <summary>The provider's own number of the report.</summary>
    public string? Reference { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IEnumerable<Transfer> Transfers
    {
        get
        {
            if (Outcome is not (PaymentState.Credited or PaymentState.Collected or PaymentState.Returned))
                yield break;
            var credited = AccountRules.Single(AccountKind.Credited, Synthetic);
            var from = WereCredited ? credited : Route.Sent;
            var (to, kind) = Outcome switch
            {
                PaymentState.Credited => (credited, TransferKind.Credit),
                PaymentState.Collected => (AccountRules.Single(AccountKind.Collected, Synthetic), TransferKind.Collect),
                _ => (Route.Bank, TransferKind.Return),
            };
            yield return new(new(Ids.From(Step.Value, "transfer")), from, to, Total, On, kind)
            {
                Earmark = Route.Earmark,
                Reference = Reference,
            };
        }
    }
}

/// <summary>Asks to send a list of everybody with something left in a cycle to a provider, with the money.</summary>
public sealed record SendCashList(Id<Programme> Programme, int Cycle, Id<Party> Provider, AccountName From) : Request
{
    /// <summary>Payments in one entry.</summary>
    const int PerEventMax = 1_000;

    /// <summary>The promise that the money carries.</summary>
    public Id<Promise>? Earmark { get; init; }

    /// <summary>Where returned money arrives; the account it came from if left out.</summary>
    public AccountName? ReturnsTo { get; init; }

    /// <summary>The day; null for today.</summary>
    public DateOnly? SentOn { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Aid.Find(Programme) is not { } programme)
            return AidRefusals.UnknownProgramme(Programme.ToString());
        if (programme.Cycle(Cycle) is null)
            return AidRefusals.UnknownCycle(programme.Code, Cycle, programme.Cycles.Length);
        if (programme.Modality != Modality.Cash)
            return AidRefusals.NotCash(programme.Code);
        if (Synthetic != programme.Synthetic)
            return AidRefusals.RealAndMadeUp();
        if (now.Parties.Find(Provider) is not { } provider)
            return AidRefusals.UnknownProvider(Provider.ToString());
        var back = ReturnsTo ?? From;
        if (back.Kind != AccountKind.Bank)
            return AidRefusals.ReturnsToBank(back);
        var payments = Payments(programme, now);
        if (payments.Count == 0)
            return AidRefusals.NobodyToPay(programme.Code, Cycle);
        var route = new CashRoute(From, new(AccountKind.CashSent, provider.Name), back, Earmark);
        var list = new Id<CashList>(Ids.From(Intent, "cash-list"));
        var events = payments.Chunk(PerEventMax).Select((part, index) =>
            new CashListSent(list, index + 1, Programme, Cycle, part)
            {
                Provider = Provider, Route = route, SentOn = SentOn ?? moment.Today,
            }).ToList();
        return PostingChecks.Refuses(events, now, moment, Synthetic) is { } no ? no : new Decision.Accepted(events);
    }

    /// <summary>Households confirmed as one are paid no more together than they may share.</summary>
    List<CashPayment> Payments(ProgrammeRow programme, Registers now)
    {
        var payments = new List<CashPayment>();
        var shared = new Dictionary<Id<Household>, long>();
        foreach (var (household, right) in now.Aid.EntitlementsIn(programme.Id, Cycle))
        {
            var left = right.Left.Units;
            if (now.Duplicates.Households.GroupOf(household.Value).Count > 1)
            {
                var canonical = now.Duplicates.CanonicalOf(household);
                if (!shared.TryGetValue(canonical, out var most))
                    most = SharedRights.Of(household, programme, Cycle, now)
                        .Where(of => of.Left.Commodity == right.Left.Commodity).Sum(of => of.Left.Units);
                left = Math.Min(left, most);
                shared[canonical] = most - Math.Max(0, left);
            }
            if (left <= 0)
                continue;
            payments.Add(new(household, right.Left with { Units = left })
            {
                PeopleThen = Members.OnRecord(household, now),
            });
        }
        return payments;
    }
}

/// <summary>Asks to record what a provider says became of payments. Saying the same again changes nothing.</summary>
public sealed record ReconcileCash(
    Id<CashList> List, PaymentState Outcome, IReadOnlyList<Id<Household>> Households, DateOnly On) : Request
{
    /// <summary>Payments in one request: one chunk of the provider's file.</summary>
    const int HouseholdsMax = 1_000;

    /// <summary>The provider's own number of the report.</summary>
    public string? Reference { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Aid.Find(List) is not { } list)
            return AidRefusals.UnknownCashList(List.ToString());
        if (Synthetic != list.Synthetic)
            return AidRefusals.RealAndMadeUp();
        if (Households.Count is 0 or > HouseholdsMax)
            return AidRefusals.PaymentCount(Households.Count, HouseholdsMax);
        var payments = new List<PaymentRecord>();
        foreach (var household in Households.Distinct())
        {
            var code = PeopleCodes.Household(now.People.Find(household));
            if (now.Aid.FindPayment(List, household) is not { } payment)
                return AidRefusals.NotOnCashList(code, list.Code);
            if (payment.State == Outcome)
                continue;
            if (!MayBecome(payment.State, Outcome))
                return AidRefusals.CashStep(code, payment.State, Outcome);
            if (On < payment.On)
                return AidRefusals.CashDay(code, payment.State, payment.On);
            payments.Add(payment);
        }
        var events = payments.GroupBy(payment => payment.State == PaymentState.Credited)
            .Select((some, index) => Reconciled(list, some.Key, [.. some], index)).ToList();
        return PostingChecks.Refuses(events, now, moment, Synthetic) is { } no ? no : new Decision.Accepted(events);
    }

    CashReconciled Reconciled(
        CashListRow list, bool wereCredited, IReadOnlyList<PaymentRecord> payments, int index) => new(
        new(Ids.From(Intent, "step", index)), List, Outcome, [.. payments.Select(payment => payment.Household)],
        payments[0].Amount with { Units = payments.Sum(payment => payment.Amount.Units) }, On)
        {
            Route = list.Route,
            WereCredited = wereCredited,
            Reference = Reference,
            Synthetic = Synthetic,
        };

    static bool MayBecome(PaymentState from, PaymentState to) => (from, to) switch
    {
        (PaymentState.Instructed, _) => true,
        (PaymentState.Sent, not PaymentState.Instructed) => true,
        (PaymentState.Credited, PaymentState.Collected or PaymentState.Returned) => true,
        (PaymentState.Failed, PaymentState.Returned) => true,
        _ => false,
    };
}

/// <summary>The ledger's rules for a desk, over the transfers that follow from facts of aid.</summary>
static class PostingChecks
{
    public static Refusal? Refuses(IEnumerable<IPosts> facts, Registers now, Moment moment, bool synthetic)
    {
        var trial = new Trial(now.Ledger, []);
        var checks = new TransferChecks(now, trial, moment, synthetic);
        foreach (var transfer in facts.SelectMany(fact => fact.Transfers))
        {
            if (checks.Refuses(transfer, out var legs) is { } no)
                return no;
            if (legs is not null)
                trial.Take(transfer, legs);
        }
        return null;
    }
}
