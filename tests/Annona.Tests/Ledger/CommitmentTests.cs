using Annona.Ledger;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Ledger;

public sealed class CommitmentTests
{
    const string Pledges = "Pledges:Aster";
    const string Committed = "Committed:Aster";

    readonly BookStory books = new();

    [Fact]
    public void A_commitment_settles_what_was_pledged_and_nothing_is_pledged_twice()
    {
        Pledge("10000.00 USD");

        Commit("9000.00 USD");

        Assert.Equal(Of("10000.00 USD"), books.Dollars(books.Aster).Pledged.Amount);
        Assert.Equal(Of("9000.00 USD"), books.Dollars(books.Aster).Committed.Amount);
        Assert.Equal(Of("1000.00 USD"), Assert.Single(books.Ledger.PendingTransfers()).Transfer.Amount);
    }

    [Fact]
    public void A_second_tranche_settles_the_rest_and_more_than_was_pledged_is_committed_all_the_same()
    {
        Pledge("10000.00 USD");

        Commit("4000.00 USD");
        Commit("7000.00 USD");

        Assert.Empty(books.Ledger.PendingTransfers());
        Assert.Equal(Of("11000.00 USD"), books.Dollars(books.Aster).Pledged.Amount);
        Assert.Equal(Of("11000.00 USD"), books.Dollars(books.Aster).Committed.Amount);
        Assert.Empty(books.Ledger.CheckInvariants());
    }

    [Fact]
    public void One_commitment_may_settle_several_pledges_and_sending_it_twice_changes_nothing()
    {
        Pledge("300.00 USD");
        Pledge("400.00 USD");
        var commit = books.Move(TransferKind.Commit, Pledges, Committed, "900.00 USD", books.Aster);
        books.Operation.Record(books.Asking(commit));
        var transfers = books.Ledger.TransferCount;

        books.Operation.Record(books.Asking(commit));

        Assert.Equal(transfers, books.Ledger.TransferCount);
        Assert.Equal(Of("900.00 USD"), books.Dollars(books.Aster).Committed.Amount);
        Assert.Equal("ledger.other-content", books.Refused(commit with { Amount = Of("901.00 USD") }).Code);
    }

    [Fact]
    public void A_pledge_of_another_donor_or_for_another_promise_stays_as_it_is()
    {
        books.Expect(TransferKind.Pledge, "Pledges:Linden", "Committed:Linden", "5.00 USD", books.Aster);
        books.Expect(TransferKind.Pledge, Pledges, Committed, "6.00 USD", books.Linden);

        Commit("9.00 USD");

        Assert.Equal(2, books.Ledger.PendingTransfers().Count());
    }

    [Fact]
    public void A_pledge_and_its_commitment_in_one_list_are_counted_once()
    {
        var pledge = books.Move(TransferKind.Pledge, Pledges, Committed, "70.00 USD", books.Aster) with
        {
            Phase = TransferPhase.Pending,
        };

        books.Operation.Record(
            books.Asking(pledge, books.Move(TransferKind.Commit, Pledges, Committed, "50.00 USD", books.Aster)));

        Assert.Equal(Of("70.00 USD"), books.Dollars(books.Aster).Pledged.Amount);
        Assert.Equal(Of("20.00 USD"), Assert.Single(books.Ledger.PendingTransfers()).Transfer.Amount);
    }

    [Fact]
    public void What_is_left_of_an_expected_payment_is_released()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "100.00 USD", books.Aster);
        var works = books.Expect(TransferKind.Work, "Bank:Main", "Works", "60.00 USD", books.Aster);

        books.Operation.Record(books.Posting(works, "40.00 USD"));

        Assert.Empty(books.Ledger.PendingTransfers());
        books.Post(TransferKind.Work, "Bank:Main", "Works", "60.00 USD", books.Aster);
    }

    [Fact]
    public void A_made_up_pledge_is_posted_and_voided_without_saying_again_that_it_is_made_up()
    {
        var (first, second) = (MadeUp(), MadeUp());

        books.Operation.Record(books.Posting(first));
        books.Operation.Record(new VoidPending(second.Id, Monday, "Withdrawn.")
        {
            Intent = books.Operation.NextIntent(),
        });

        Assert.All(books.Ledger.Transfers, row => Assert.True(row.Synthetic));
        Assert.Empty(books.Operation.Now.Faults());
    }

    [Fact]
    public void A_pledge_that_was_due_and_did_not_come_is_listed_as_late()
    {
        books.Operation.Record(books.Asking(
            books.Move(TransferKind.Pledge, Pledges, Committed, "5.00 USD") with
            {
                Phase = TransferPhase.Pending,
                Due = Monday.AddDays(3),
            }));
        Assert.Null(Assert.Single(books.Operation.Answer(new ListPending())).DaysLate);

        books.Operation.Wait(TimeSpan.FromDays(5));

        Assert.Equal(2, Assert.Single(books.Operation.Answer(new ListPending())).DaysLate);
    }

    Transfer MadeUp()
    {
        var pledge = books.Move(TransferKind.Pledge, "Pledges:Made up", "Committed:Made up", "5.00 USD") with
        {
            Phase = TransferPhase.Pending,
        };
        books.Operation.Record(books.Asking(pledge) with { Synthetic = true });
        return pledge;
    }

    void Pledge(string amount) => books.Expect(TransferKind.Pledge, Pledges, Committed, amount, books.Aster);

    void Commit(string amount) => books.Post(TransferKind.Commit, Pledges, Committed, amount, books.Aster);
}
