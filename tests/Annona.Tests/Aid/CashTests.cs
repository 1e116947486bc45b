using Annona.Aid;
using Annona.Ledger;
using Annona.People;
using Annona.Values;
using static Annona.Tests.Aid.AidStory;

namespace Annona.Tests.Aid;

public sealed class CashTests
{
    static readonly AccountName Bank = new(AccountKind.Bank, "Main");

    readonly AidStory story = new(parcels: 0);
    readonly Id<Household>[] families;
    readonly ProgrammeRow programme;

    public CashTests()
    {
        families = [story.Family(people: 1), story.Family(people: 2), story.Family(people: 3)];
        programme = story.Plan(Modality.Cash, ("50.00 USD", RationPer.Person));
        story.Grant(programme);
    }

    [Fact]
    public void A_list_pays_everybody_what_is_left_and_moves_the_money_to_the_provider()
    {
        Fund("1000.00 USD");

        story.Record(Sending());

        Assert.Equal(Of("300.00 USD"), story.Balance("CashSent:Ararat Bank", Usd));
        Assert.Equal([Of("50.00 USD"), Of("100.00 USD"), Of("150.00 USD")],
            story.Aid.PaymentsOn(story.Aid.CashLists[0].Id).Select(payment => payment.Amount));
        Assert.Equal("aid.nobody-to-pay", story.Operation.Refused(Sending()).Code);
        Assert.Equal(0, Reached().Households);
    }

    [Fact]
    public void A_list_is_not_sent_without_the_money() =>
        Assert.Equal("ledger.not-enough", story.Operation.Refused(Sending()).Code);

    [Fact]
    public void Every_payment_goes_through_its_states_and_the_money_with_it()
    {
        Fund("300.00 USD");
        story.Record(Sending());

        Reconcile(PaymentState.Sent, families);
        Reconcile(PaymentState.Credited, families[0], families[1]);
        Reconcile(PaymentState.Collected, families[0]);
        Reconcile(PaymentState.Failed, families[2]);
        Assert.Equal(Of("150.00 USD"), story.Balance("CashSent:Ararat Bank", Usd));
        Reconcile(PaymentState.Returned, families[2]);

        Assert.Equal(Of("0.00 USD"), story.Balance("CashSent:Ararat Bank", Usd));
        Assert.Equal(Of("100.00 USD"), story.Balance("Credited", Usd));
        Assert.Equal(Of("50.00 USD"), story.Balance("Collected", Usd));
        Assert.Equal(Of("150.00 USD"), story.Balance("Bank:Main", Usd));
        Assert.Equal((2, 1, 3), (Reached().Households, Reached().ConfirmedHouseholds, Reached().Persons));
        Assert.Equal(new Delivered(Of("150.00 USD"), Of("50.00 USD")), Assert.Single(Reached().ByCommodity));
    }

    [Fact]
    public void What_failed_may_be_paid_again_and_what_was_collected_may_not_go_back()
    {
        Fund("600.00 USD");
        story.Record(Sending());
        Reconcile(PaymentState.Collected, families[0]);
        Reconcile(PaymentState.Failed, families[1]);

        Assert.Equal(
            "The payment of H1 is collected and cannot become returned.",
            story.Operation.Refused(Reconciling(PaymentState.Returned, families[0])).Message);
        story.Record(Sending());

        Assert.Equal([families[1]],
            story.Aid.PaymentsOn(story.Aid.CashLists[1].Id).Select(payment => payment.Household));
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing()
    {
        Fund("300.00 USD");
        story.Record(Sending());
        Reconcile(PaymentState.Credited, families);

        Assert.Empty(story.Record(Reconciling(PaymentState.Credited, families)));
        Assert.Equal(Of("300.00 USD"), story.Balance("Credited", Usd));
    }

    void Fund(string amount) => story.Record(new PostTransfers(
        [new(new(story.Next()), new(AccountKind.Donor, "Aster"), Bank, Of(amount), Monday,
            TransferKind.Receive) { Earmark = Promised }])
    {
        Intent = story.Next(),
    });

    SendCashList Sending() => new(
        programme.Id, 1, story.Operation.Now.Parties.Find("Ararat Bank")?.Id ?? story.Provider(), Bank)
    {
        Intent = story.Next(), Earmark = Promised, SentOn = Monday,
    };

    ReconcileCash Reconciling(PaymentState outcome, params Id<Household>[] paid) =>
        new(story.Aid.CashLists[0].Id, outcome, paid, Monday) { Intent = story.Next() };

    void Reconcile(PaymentState outcome, params Id<Household>[] paid) => story.Record(Reconciling(outcome, paid));

    Reached Reached() => story.Operation.Answer(new CountReached(new() { Promise = Promised }));
}
