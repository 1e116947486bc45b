using Annona.Ledger;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Ledger;

public sealed class FromPledgeToPersonTests
{
    readonly BookStory books = new();

    [Fact]
    public void A_pledge_becomes_money_goods_and_handovers_and_every_cent_is_found_again()
    {
        var pledge = books.Expect(TransferKind.Pledge, "Pledges:Aster", "Committed:Aster", "1000.00 USD", books.Aster);
        books.Operation.Record(books.Posting(pledge, "900.00 USD"));
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "800.00 USD", books.Aster);
        books.Post(TransferKind.Advance, "Bank:Main", "Advance:Partner", "300.00 USD", books.Aster);
        books.Buy("30 food-parcel", "Stock:North", ("Advance:Partner", "100.00 USD", books.Aster),
            ("Bank:Main", "200.00 USD", books.Aster));
        books.Post(TransferKind.Load, "Stock:North", "Transit:N-S", "20 food-parcel");
        books.Post(TransferKind.Unload, "Transit:N-S", "Site:Point 3", "17 food-parcel");
        books.Post(TransferKind.Lose, "Transit:N-S", "Loss", "2 food-parcel");
        books.Post(TransferKind.Support, "Bank:Main", "Support", "50.00 USD", books.Aster);
        books.Post(TransferKind.Return, "Bank:Main", "Returned:Aster", "20.00 USD", books.Aster);
        books.InTheField(TransferKind.Give, "Site:Point 3", "Given:Winter", "12 food-parcel");
        books.InTheField(TransferKind.Return, "Given:Winter", "Site:Point 3", "1 food-parcel");

        var dollars = books.Dollars(books.Aster);
        Assert.Equal(Of("1000.00 USD"), dollars.Pledged.Amount);
        Assert.Equal(Of("900.00 USD"), dollars.Committed.Amount);
        Assert.Equal(Of("800.00 USD"), dollars.Received);
        Assert.Equal(Of("300.00 USD"), dollars.PaidForGoods.Amount);
        Assert.Equal(Of("110.00 USD"), dollars.GoodsGiven.Amount);
        Assert.Equal(Of("160.00 USD"), dollars.Spent);
        Assert.Equal(Of("160.00 USD"), dollars.StockAtCost.Amount);
        Assert.Equal(Of("10.00 USD"), dollars.InTransit);
        Assert.Equal(Of("20.00 USD"), dollars.Lost.Amount);
        Assert.Equal(Of("20.00 USD"), dollars.Returned.Amount);
        Assert.Equal(Of("430.00 USD"), dollars.Bank.Amount);
        Assert.Equal(Of("0.00 USD"), dollars.Gap);
        var parcels = books.Parcels(books.Aster);
        Assert.Equal(
            (30, 16, 1, 11, 2),
            (parcels.Bought.Amount.Units, parcels.Stocked.Amount.Units, parcels.InTransit.Amount.Units,
                parcels.Delivered.Amount.Units, parcels.Lost.Amount.Units));
        Assert.Empty(books.Ledger.CheckInvariants());
    }
}
