using Annona.Aid;
using Annona.Ledger;
using Annona.People;
using Annona.Values;
using CsCheck;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

/// <summary>Random reports of a provider, beside a plain table of what may follow what.</summary>
public sealed class CashLawTests
{
    const int Families = 4;

    static readonly AccountName Bank = new(AccountKind.Bank, "Main");

    static readonly Gen<(int Family, PaymentState Became, int Day)[]> Reports =
        Gen.Select(Gen.Int[0, Families], Gen.Enum<PaymentState>(), Gen.Int[0, 6]).Array[1, 16];

    [Fact]
    public void Money_is_where_the_states_of_the_payments_say()
    {
        var hits = new Hits();
        Reports.Sample(reports =>
        {
            var (story, families, list) = Scene();
            var (states, since) = (new PaymentState[Families], new int[Families]);
            foreach (var (family, became, day) in reports)
            {
                var ask = new ReconcileCash(list, became, [families[family]], Monday.AddDays(day))
                {
                    Intent = story.Next(),
                };
                var decision = story.Operation.Ask(ask);
                hits.Count(decision);
                if (family == Families)
                {
                    Assert.Equal("aid.not-on-cash-list", Assert.IsType<Decision.Refused>(decision).Why.Code);
                    continue;
                }
                var isSame = states[family] == became;
                Assert.Equal(
                    isSame || (Follows(states[family], became) && day >= since[family]), decision is Decision.Accepted);
                if (decision is Decision.Accepted && !isSame)
                    (states[family], since[family]) = (became, day);
            }
            Assert.Equal(states, story.Aid.PaymentsOn(list).Select(payment => payment.State));
            Amount Sum(params PaymentState[] some) =>
                Of("50.00 USD") * states.Count(state => some.Contains(state));
            Assert.Equal(
                Sum(PaymentState.Instructed, PaymentState.Sent, PaymentState.Failed),
                story.Balance("CashSent:Ararat Bank", Usd));
            Assert.Equal(Sum(PaymentState.Credited), story.Balance("Credited", Usd));
            Assert.Equal(Sum(PaymentState.Collected), story.Balance("Collected", Usd));
            Assert.Equal(Sum(PaymentState.Returned), story.Balance("Bank:Main", Usd));
            foreach (var (family, at) in families.Take(Families).Select((family, at) => (family, at)))
                Assert.Equal(
                    states[at] is PaymentState.Failed or PaymentState.Returned ? 0 : Of("50.00 USD").Units,
                    story.Aid.EntitlementsOf(family).Single().Used.Units);
            Assert.Empty(story.Operation.Now.Faults());
        }, iter: 80, threads: 1);
        hits.MustHave("aid.cash-step", "aid.cash-day", "aid.not-on-cash-list");
    }

    [Fact]
    public void What_a_payment_was_on_a_day_does_not_change_with_what_becomes_of_it_later() => Reports.Sample(reports =>
    {
        var (story, families, list) = Scene();
        var known = new Dictionary<(int Family, int Day), bool>();
        foreach (var (report, day) in reports.Where(report => report.Family < Families)
            .OrderBy(report => report.Day).Select(report => (report, report.Day)))
        {
            var ask = new ReconcileCash(list, report.Became, [families[report.Family]], Monday.AddDays(day))
            {
                Intent = story.Next(),
            };
            story.Operation.Ask(ask);
            for (var family = 0; family < Families; family++)
            {
                var payment = story.Aid.FindPayment(list, families[family])!.Value;
                for (var before = 0; before < day; before++)
                {
                    var reached = payment.StateAt(Monday.AddDays(before))
                        is PaymentState.Credited or PaymentState.Collected;
                    if (!known.TryAdd((family, before), reached))
                        Assert.Equal(known[(family, before)], reached);
                }
            }
        }
    }, iter: 60, threads: 1);

    static bool Follows(PaymentState from, PaymentState to) => from == to || from switch
    {
        PaymentState.Instructed => true,
        PaymentState.Sent => to is not PaymentState.Instructed,
        PaymentState.Credited => to is PaymentState.Collected or PaymentState.Returned,
        PaymentState.Failed => to is PaymentState.Returned,
        _ => false,
    };

    /// <summary>A list with a payment for each family; the last family is on none.</summary>
    static (AidStory Story, Id<Household>[] Families, Id<CashList> List) Scene()
    {
        var story = new AidStory(parcels: 0);
        var families = Enumerable.Range(0, Families).Select(_ => story.Family(people: 2)).ToList();
        var programme = story.Plan(Modality.Cash, ("50.00 USD", RationPer.Household));
        story.Grant(programme);
        families.Add(story.Family(people: 1));
        story.Record(new PostTransfers(
            [new(new(story.Next()), new(AccountKind.Donor, "Aster"), Bank, Of("50.00 USD") * Families, Monday,
                TransferKind.Receive) { Earmark = Promised }])
        {
            Intent = story.Next(),
        });
        story.Record(new SendCashList(programme.Id, 1, story.Provider(), Bank)
        {
            Intent = story.Next(), Earmark = Promised, SentOn = Monday,
        });
        story.Operation.Wait(TimeSpan.FromDays(9));
        return (story, [.. families], story.Aid.CashLists[0].Id);
    }
}
