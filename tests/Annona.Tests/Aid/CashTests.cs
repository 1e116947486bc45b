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
    public void A_payment_keeps_the_day_it_was_credited_when_it_is_collected_or_given_back_later()
    {
        Fund("300.00 USD");
        story.Record(Sending());
        Reconcile(PaymentState.Credited, families);
        story.Operation.Wait(TimeSpan.FromDays(9));
        story.Record(Reconciling(PaymentState.Collected, families[0]) with { On = Monday.AddDays(3) });
        story.Record(Reconciling(PaymentState.Returned, families[1]) with { On = Monday.AddDays(4) });

        var payments = story.Aid.PaymentsOn(story.Aid.CashLists[0].Id).ToList();

        Assert.All(payments, payment => Assert.Equal(Monday, payment.CreditedOn));
        Assert.All(payments, payment => Assert.Equal(PaymentState.Credited, payment.StateAt(Monday.AddDays(2))));
        Assert.Equal(Monday.AddDays(3), payments[0].CollectedOn);
        Assert.Equal(
            [PaymentState.Collected, PaymentState.Returned, PaymentState.Credited],
            payments.Select(payment => payment.StateAt(Monday.AddDays(4))));
        Assert.Equal(PaymentState.Instructed, payments[0].StateAt(Monday.AddDays(-1)));
    }

    [Fact]
    public void A_list_is_shown_with_its_payments_by_code_and_their_states()
    {
        Fund("300.00 USD");
        story.Record(Sending());
        Reconcile(PaymentState.Collected, families[0]);

        var shown = story.Operation.Answer(new ShowCashList(story.Aid.CashLists[0].Id))!;

        Assert.Equal(["CL1-H1", "CL1-H2", "CL1-H3"], shown.Payments.Select(payment => payment.Reference));
        Assert.Equal(
            [new(PaymentState.Instructed, 2, Of("250.00 USD")), new(PaymentState.Collected, 1, Of("50.00 USD"))],
            shown.List.States);
        Assert.Equal("Ararat Bank", Assert.Single(story.Operation.Answer(new ListCashLists())).Provider);
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
