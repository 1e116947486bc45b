using Annona.Ledger;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Ledger;

public sealed class MadeUpTests
{
    readonly BookStory books = new();

    [Fact]
    public void A_made_up_receipt_on_a_real_promise_is_refused()
    {
        var received = books.Move(TransferKind.Receive, "Donor:Training", "Bank:Training", "5.00 USD", books.Aster);

        var refused = books.Operation.Refused(books.Asking(received) with { Synthetic = true });

        Assert.Equal("ledger.mixed", refused.Code);
        Assert.Contains("Promise P1 is real", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_made_up_lot_for_a_real_promise_and_a_count_of_a_real_place_are_refused()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "5.00 USD");
        var gift = new ReceiveLot(At("Stock:Training"), Of("5 food-parcel"), Monday)
        {
            Intent = books.Operation.NextIntent(),
            Donor = At("Donor:Training"),
            GiftShares = [new(books.Aster, 1)],
            Synthetic = true,
        };
        var count = new CountStock(At("Bank:Main"), Of("4.00 USD"), Monday)
        {
            Intent = books.Operation.NextIntent(),
            Synthetic = true,
        };

        Assert.Equal("ledger.mixed", books.Operation.Refused(gift).Code);
        Assert.Equal("ledger.mixed", books.Operation.Refused(count).Code);
    }

    [Fact]
    public void A_commodity_declared_for_training_carries_nothing_real_until_it_is_declared_in_earnest()
    {
        var declared = new DeclareCommodity(new("EUR", 2), CommodityKind.Money)
        {
            Intent = books.Operation.NextIntent(),
            Synthetic = true,
        };
        books.Operation.Record(declared);
        var received = books.Move(TransferKind.Receive, "Donor:Aster", "Bank:Main", "5.00 EUR");
        Assert.Equal("ledger.mixed", books.Refused(received).Code);

        books.Declare(new("EUR", 2), CommodityKind.Money);

        books.Operation.Record(books.Asking(received));
    }

    [Fact]
    public void Training_has_its_own_exchange_and_variance_beside_the_real_ones()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "50.00 USD", books.Aster);
        books.Buy("5 food-parcel", "Stock:North", ("Bank:Main", "10.00 USD", books.Aster));
        books.Operation.Record(new CountStock(At("Stock:North"), Of("4 food-parcel"), Monday)
        {
            Intent = books.Operation.NextIntent(),
        });
        var money = books.Move(TransferKind.Receive, "Donor:Training", "Bank:Training", "50.00 USD");
        books.Operation.Record(books.Asking(money) with { Synthetic = true });

        books.Operation.Record(new ReceiveLot(At("Stock:Training"), Of("5 food-parcel"), Monday)
        {
            Intent = books.Operation.NextIntent(),
            Payments = [new(At("Bank:Training"), Of("10.00 USD"), null)],
            Synthetic = true,
        });
        books.Operation.Record(new CountStock(At("Stock:Training"), Of("4 food-parcel"), Monday)
        {
            Intent = books.Operation.NextIntent(),
            Synthetic = true,
        });

        Assert.Empty(books.Operation.Now.Faults());
    }

    [Fact]
    public void A_made_up_movement_that_got_into_a_real_account_is_found_by_verify()
    {
        books.Post(TransferKind.Receive, "Donor:Aster", "Bank:Main", "50.00 USD", books.Aster);
        var now = books.Operation.Now;
        var moved = books.Move(TransferKind.Support, "Bank:Main", "Support", "5.00 USD", books.Aster);

        var after = now.After(
            new(now.Position + 1, TestOperation.Start, moved.Id.Value, books.Operation.Coordinator.Officer.Value,
                new MovedInTheField(moved) { Synthetic = true }),
            new());

        Assert.Contains("Bank:Main", Assert.Single(after.Faults()), StringComparison.Ordinal);
    }
}
