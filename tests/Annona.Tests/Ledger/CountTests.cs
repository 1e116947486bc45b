using Annona.Ledger;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Ledger;

public sealed class CountTests
{
    readonly BookStory books = new();

    public CountTests()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "500.00 USD", books.Aster);
        books.Post(TransferKind.Receive, "Donor:Linden", "Bank:Main", "300.00 USD", books.Linden);
        books.Operation.Wait(TimeSpan.FromDays(10));
    }

    [Fact]
    public void A_count_asserts_the_balance_of_its_own_day_whatever_moved_later()
    {
        books.Buy("30 food-parcel", "Stock:North", ("Bank:Main", "100.00 USD", books.Aster));
        Load("20 food-parcel", Monday.AddDays(5));

        Count("Stock:North", "30 food-parcel", Monday.AddDays(2));

        Assert.Equal(Of("10 food-parcel"), books.Balance("Stock:North", Parcel));
        Assert.Empty(books.Ledger.Discrepancies.Open);
    }

    [Fact]
    public void A_shortage_on_an_earlier_day_is_short_today_too()
    {
        books.Buy("30 food-parcel", "Stock:North", ("Bank:Main", "100.00 USD", books.Aster));
        Load("20 food-parcel", Monday.AddDays(5));

        Count("Stock:North", "27 food-parcel", Monday.AddDays(2));

        Assert.Equal(Of("7 food-parcel"), books.Balance("Stock:North", Parcel));
        Assert.Equal(Of("-3 food-parcel"), Assert.Single(books.Ledger.Discrepancies.Open).Amount);
    }

    [Fact]
    public void An_older_count_does_not_undo_a_newer_one()
    {
        books.Buy("30 food-parcel", "Stock:North", ("Bank:Main", "100.00 USD", books.Aster));
        Count("Stock:North", "28 food-parcel", Monday.AddDays(4));

        var refused = books.Operation.Refused(Counting("Stock:North", "25 food-parcel", Monday.AddDays(3)));

        Assert.Equal("ledger.counted-since", refused.Code);
    }

    [Fact]
    public void Money_cannot_be_counted_in_a_warehouse() =>
        Assert.Equal(
            "ledger.not-held-there", books.Operation.Refused(Counting("Stock:North", "1.00 USD", Monday)).Code);

    [Fact]
    public void Money_of_a_promise_that_is_missing_is_missing_from_its_books()
    {
        books.Operation.Record(Counting("Bank:Main", "480.00 USD", Monday) with { Earmark = books.Aster });

        Assert.Equal(Of("20.00 USD"), books.Dollars(books.Aster).Variance.Amount);
        Assert.Equal(Of("480.00 USD"), books.Dollars(books.Aster).Bank.Amount);
        Assert.Equal(0, books.Dollars(books.Aster).Gap.Units);
        Assert.Empty(books.Ledger.Shortages());
    }

    [Fact]
    public void Money_missing_that_nobody_charged_to_a_promise_is_a_shortage_of_those_whose_money_is_there()
    {
        Count("Bank:Main", "780.00 USD", Monday);

        var shortage = Assert.Single(books.Ledger.ShortagesOf(books.Aster));

        Assert.Equal(At("Bank:Main"), shortage.Account);
        Assert.Equal(Of("20.00 USD"), shortage.Missing);
        Assert.Equal([books.Aster, books.Linden], shortage.Promises);
        Assert.Equal(2, Assert.Single(books.Operation.Answer(new ListShortages())).Promises.Count);
    }

    void Load(string amount, DateOnly day) => books.Operation.Record(
        books.Asking(books.Move(TransferKind.Load, "Stock:North", "Transit:Road", amount) with { Date = day }));

    void Count(string account, string counted, DateOnly day) =>
        books.Operation.Record(Counting(account, counted, day));

    CountStock Counting(string account, string counted, DateOnly day) =>
        new(At(account), Of(counted), day) { Intent = books.Operation.NextIntent() };
}
