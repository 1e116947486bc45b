using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Ledger;

public sealed class GoodsInTimeTests
{
    readonly BookStory books = new();

    public GoodsInTimeTests() => books.Operation.Wait(TimeSpan.FromDays(30));

    [Fact]
    public void Goods_out_of_date_are_listed_before_and_after()
    {
        Gift("40 food-parcel", Monday, Monday.AddDays(35));
        Gift("50 food-parcel", Monday, Monday.AddDays(300));

        var listed = Assert.Single(books.Operation.Answer(new ListLots(Monday.AddDays(60))));

        Assert.Equal(("LOT1", 5), (listed.Code, listed.DaysLeft));
        Assert.Equal(Of("40 food-parcel"), listed.Left);
        Assert.Equal(2, books.Operation.Answer(new ListLots()).Count);
    }

    [Fact]
    public void Goods_handed_over_out_of_date_in_the_field_wait_for_somebody_to_look_into_it()
    {
        Gift("40 food-parcel", Monday, Monday.AddDays(3));

        books.InTheField(Given("2 food-parcel", Monday.AddDays(3)));
        books.InTheField(Given("3 food-parcel", Monday.AddDays(4)));

        var open = Assert.Single(books.Ledger.Discrepancies.Open);
        Assert.Equal((DiscrepancyKind.Expired, Of("3 food-parcel")), (open.Kind, open.Amount));
    }

    [Fact]
    public void Goods_that_left_before_they_came_wait_for_somebody_to_look_into_it()
    {
        var lot = Gift("40 food-parcel", Monday.AddDays(2), expiry: null);

        books.InTheField(Given("2 food-parcel", Monday.AddDays(1)) with { Lot = lot.Lot.Id });

        Assert.Equal(DiscrepancyKind.BeforeArrival, Assert.Single(books.Ledger.Discrepancies.Open).Kind);
    }

    [Fact]
    public void What_came_later_cannot_leave_before_and_what_is_gone_later_cannot_be_used_twice()
    {
        Gift("40 food-parcel", Monday.AddDays(2), expiry: null);
        books.Operation.Record(books.Asking(Loaded("35 food-parcel", Monday.AddDays(9))));

        var early = books.Refused(Loaded("1 food-parcel", Monday.AddDays(1)));
        var twice = books.Refused(Loaded("6 food-parcel", Monday.AddDays(4)));

        Assert.Equal("ledger.not-enough-then", early.Code);
        Assert.Equal("ledger.not-enough", twice.Code);
        books.Operation.Record(books.Asking(Loaded("5 food-parcel", Monday.AddDays(4))));
    }

    [Fact]
    public void A_list_may_bring_in_on_one_day_what_it_spends_on_the_next_and_not_the_other_way()
    {
        var money = books.Move(TransferKind.Receive, "Donor:Aster", "Bank:Main", "9.00 USD") with
        {
            Date = Monday.AddDays(4),
        };
        var rent = books.Move(TransferKind.Support, "Bank:Main", "Support", "9.00 USD");

        Assert.Equal("ledger.not-enough-then", books.Refused(money, rent).Code);
        books.Operation.Record(books.Asking(money, rent with { Date = Monday.AddDays(4) }));
    }

    [Theory]
    [InlineData(1, Basis.Physical)]
    [InlineData(2, Basis.Earmarked)]
    [InlineData(3, Basis.Convention)]
    public void First_in_first_out_is_only_a_convention_where_lots_of_different_promises_stand_together(
        int lots, Basis basis)
    {
        for (var lot = 0; lot < lots; lot++)
            Gift("10 food-parcel", Monday, expiry: null, lot == 2 ? books.Linden : books.Aster);

        books.Operation.Record(books.Asking(Loaded("4 food-parcel", Monday)));

        Assert.Equal(basis, books.Parcels(books.Aster).InTransit.Basis);
    }

    LotRow Gift(string quantity, DateOnly day, DateOnly? expiry, Id<Promise>? promise = null)
    {
        books.Operation.Record(new ReceiveLot(At("Stock:North"), Of(quantity), day)
        {
            Intent = books.Operation.NextIntent(),
            Donor = At("Donor:Linden"),
            GiftShares = [new(promise ?? books.Aster, 1)],
            Expiry = expiry,
        });
        return books.Ledger.Lots[^1];
    }

    Transfer Given(string amount, DateOnly day) =>
        books.Move(TransferKind.Give, "Stock:North", "Given:Winter", amount) with { Date = day };

    Transfer Loaded(string amount, DateOnly day) =>
        books.Move(TransferKind.Load, "Stock:North", "Transit:Road", amount) with { Date = day };
}
