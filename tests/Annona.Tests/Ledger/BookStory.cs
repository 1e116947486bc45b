using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Tests.PublicRecord;
using Annona.Values;

namespace Annona.Tests.Ledger;

/// <summary>An operation with a few commodities, and short words for what happens in its books.</summary>
public sealed class BookStory
{
    public static readonly DateOnly Monday = new(2026, 3, 2);

    public static readonly Commodity Usd = new("USD", 2);
    public static readonly Commodity Amd = new("AMD", 0);
    public static readonly Commodity Parcel = new("food-parcel", 0);

    Registers? seen;

    public BookStory()
    {
        var record = new RecordDesk();
        var source = record.Archive();
        Aster = record.Promised(record.Flour(source)).Id;
        Linden = record.Promised(record.Flour(source)).Id;
        Operation = record.World;
        Declare(Usd, CommodityKind.Money);
        Declare(Amd, CommodityKind.Money);
        Declare(Parcel, CommodityKind.Goods);
    }

    public Id<Promise> Aster { get; }

    public Id<Promise> Linden { get; }

    public TestOperation Operation { get; }

    /// <summary>The books, with what happened in the field since.</summary>
    public LedgerRegister Ledger => (seen ?? Operation.Now).Ledger;

    public static AccountName At(string account) =>
        AccountName.TryParse(account, out var name) ? name : throw new ArgumentException($"'{account}' is no account.");

    public static Amount Of(string amount) =>
        Amount.TryParse(amount, out var read) ? read : throw new ArgumentException($"'{amount}' is no amount.");

    public void Declare(Commodity commodity, CommodityKind kind) =>
        Operation.Record(new DeclareCommodity(commodity, kind) { Intent = Operation.NextIntent() });

    public Transfer Move(TransferKind kind, string from, string to, string amount, Id<Promise>? earmark = null) =>
        new(new(Operation.NextIntent()), At(from), At(to), Of(amount), Monday, kind) { Earmark = earmark };

    public Transfer Post(TransferKind kind, string from, string to, string amount, Id<Promise>? earmark = null)
    {
        var transfer = Move(kind, from, to, amount, earmark);
        Operation.Record(Asking(transfer));
        return transfer;
    }

    /// <summary>Something moved without a desk. It is folded onto the books, and no desk is asked afterwards.</summary>
    public void InTheField(TransferKind kind, string from, string to, string amount, Id<Lot>? lot = null) =>
        InTheField(Move(kind, from, to, amount) with { Lot = lot });

    public void InTheField(Transfer moved)
    {
        var now = seen ?? Operation.Now;
        seen = now.After(
            new(now.Position + 1, TestOperation.Start, moved.Id.Value, Operation.Coordinator.Officer.Value,
                new MovedInTheField(moved)),
            new());
    }

    public Transfer Expect(TransferKind kind, string from, string to, string amount, Id<Promise>? earmark = null)
    {
        var transfer = Move(kind, from, to, amount, earmark) with { Phase = TransferPhase.Pending };
        Operation.Record(Asking(transfer));
        return transfer;
    }

    public PostPending Posting(Transfer expected, string? amount = null) =>
        new(expected.Id, amount is null ? null : Of(amount), Monday) { Intent = Operation.NextIntent() };

    public Refusal Refused(params Transfer[] transfers) => Operation.Refused(Asking(transfers));

    public PostTransfers Asking(params Transfer[] transfers) => new(transfers) { Intent = Operation.NextIntent() };

    public LotRow Buy(
        string quantity, string into, params (string From, string Amount, Id<Promise>? Earmark)[] payments)
    {
        Operation.Record(Buying(quantity, into, payments));
        return Ledger.Lots[^1];
    }

    public ReceiveLot Buying(
        string quantity, string into, params (string From, string Amount, Id<Promise>? Earmark)[] payments) =>
        new(At(into), Of(quantity), Monday)
        {
            Intent = Operation.NextIntent(),
            Payments = [.. payments.Select(paid => new Payment(At(paid.From), Of(paid.Amount), paid.Earmark))],
        };

    public Amount Balance(string account, Commodity commodity) => Ledger.BalanceOf(At(account), commodity);

    public MoneyBooks Dollars(Id<Promise> promise) =>
        Assert.Single(Ledger.OfPromise(promise).Money, money => money.Commodity == Usd);

    public GoodsBooks Parcels(Id<Promise> promise) =>
        Assert.Single(Ledger.OfPromise(promise).Goods, goods => goods.Commodity == Parcel);
}
