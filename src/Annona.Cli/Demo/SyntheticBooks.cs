using Annona.Cli.Shell;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Cli.Demo;

/// <summary>
/// The made-up money and goods: pledged, committed, received, bought into lots, sent by truck with a loss, paid for
/// works and support, and partly returned. The amounts follow the number of households, so that a small demo balances
/// like a large one.
/// </summary>
/// <param name="households">How many households the register has.</param>
/// <param name="people">How many people.</param>
sealed class SyntheticBooks(Story story, RecordLayer layer, int households, int people)
{
    public static readonly Commodity Usd = new("USD", 2);
    public static readonly Commodity Parcel = new("food-parcel", 0);
    public static readonly Commodity Blanket = new("blanket", 0);

    public static readonly AccountName Bank = new(AccountKind.Bank, "Main");
    public static readonly AccountName Warehouse = new(AccountKind.Stock, "Warehouse North");
    public static readonly AccountName Hall = new(AccountKind.Site, "Sports hall");
    public static readonly AccountName School = new(AccountKind.Site, "School 3");
    public static readonly AccountName Market = new(AccountKind.Site, "Old market");

    /// <summary>What a person of the cash programme is paid: 40.00 USD.</summary>
    public static readonly Amount CashPerPerson = new(Usd, 4_000);

    /// <summary>The donor's money for blankets ends at so many: 2.50 USD each.</summary>
    public int Blankets => Math.Min(people, 40_000);

    /// <summary>Parcels for two rounds, a tenth more than needed.</summary>
    public int Parcels => households * 2 + households / 10 + 60;

    public void Record()
    {
        Declare(Usd, CommodityKind.Money);
        Declare(Parcel, CommodityKind.Goods);
        Declare(Blanket, CommodityKind.Goods);
        Fund();
        Buy();
        Ship();
        Spend();
    }

    void Declare(Commodity commodity, CommodityKind kind) =>
        layer.Recorded(new DeclareCommodity(commodity, kind) { Intent = Desk.NewIntent() });

    void Fund()
    {
        var signed = Pledged(Money(200_000));
        layer.Recorded(new PostPending(signed.Id, Amount: null, story.Day(4)) { Intent = Desk.NewIntent() });
        // The last part waits for the donor's board.
        Pledged(Money(50_000));
        var aster = For("blankets", Moved(6, TransferKind.Receive, "Donor:Aster", "Bank:Main", Money(200_000)));
        Post(aster);
        Attach(aster, "made-up bank advice 31", "Ostan Post Bank (made up): 200,000.00 USD from Aster Foundation.");
        Post(For("parcels", Moved(3, TransferKind.Commit, "Pledges:Linden", "Committed:Linden", new(Parcel, 20_000))));
        Post(For("parcels", Moved(7, TransferKind.Receive, "Donor:Linden", "Bank:Main", Money(20L * households))));
        var cash = CashPerPerson * people;
        Post(For("cash", Moved(8, TransferKind.Commit, "Pledges:Linden", "Committed:Linden", cash)));
        var linden = For("cash", Moved(12, TransferKind.Receive, "Donor:Linden", "Bank:Main", cash));
        Post(linden);
        Attach(linden, "made-up bank advice 35", $"Ostan Post Bank (made up): {cash} from the Republic of Linden.");
        Post(For("roof", Moved(9, TransferKind.Commit, "Pledges:School Fund", "Committed:School Fund", Money(60_000))));
        Post(For("roof", Moved(15, TransferKind.Receive, "Donor:School Fund", "Bank:Main", Money(60_000))));
    }

    void Buy()
    {
        Receive(Parcels - households, 14, lot => lot with
        {
            Donor = new(AccountKind.Donor, "Linden"),
            GiftShares = [new(layer.Promise("parcels"), 1)],
            GiftValue = Money(10L * (Parcels - households)),
            Expiry = story.Day(300),
        });
        // One lot, paid by two: each promise has its share in every parcel of it.
        Receive(households, 16, lot => lot with
        {
            Payments =
                [Paid(Money(8L * households), "parcels"), Paid(Money(Math.Min(4L * households, 50_000)), "blankets")],
            SupplierReference = "made-up invoice 118",
        });
        var blankets = new ReceiveLot(Warehouse, new(Blanket, Blankets), story.Day(16))
        {
            Intent = Desk.NewIntent(),
            Payments = [Paid(new(Usd, 250L * Blankets), "blankets")],
            SupplierReference = "made-up invoice 119",
        };
        layer.Recorded(blankets);
    }

    void Ship()
    {
        Truck("Truck 1", Hall, new(Parcel, households + households / 20 + 30), lost: 12);
        Truck("Truck 2", Market, new(Parcel, households + 5), lost: 0);
        Truck("Truck 3", School, new(Blanket, Blankets), lost: 5);
    }

    void Spend()
    {
        Post(For("blankets", Moved(17, TransferKind.Support, "Bank:Main", "Support", Money(4_500))));
        Post(For("blankets", Moved(17, TransferKind.Fee, "Bank:Main", "Fees", Money(120))));
        Post(For("roof", Moved(36, TransferKind.Work, "Bank:Main", "Works", Money(18_000))));
        Post(For("roof", Moved(51, TransferKind.Work, "Bank:Main", "Works", Money(36_500))));
        Post(For("blankets", Moved(50, TransferKind.Return, "Bank:Main", "Returned:Aster", Money(1_000))));
    }

    Transfer Pledged(Amount amount)
    {
        var pledge = For("blankets", Moved(2, TransferKind.Pledge, "Pledges:Aster", "Committed:Aster", amount));
        Post(pledge = pledge with { Phase = TransferPhase.Pending });
        return pledge;
    }

    void Attach(Transfer transfer, string name, string text) => layer.Recorded(
        new AttachPaper([transfer.Id], System.Text.Encoding.UTF8.GetBytes(text + "\n"), name)
        {
            Intent = Desk.NewIntent(),
        });

    /// <summary>Loads at the warehouse and unloads what arrives; the rest is still on the road or was lost.</summary>
    void Truck(string name, AccountName to, Amount load, int lost)
    {
        var transit = $"Transit:{name}";
        Post(Moved(18, TransferKind.Load, $"{Warehouse}", transit, load));
        var arrived = load with { Units = load.Units - lost };
        Post(Moved(19, TransferKind.Unload, transit, $"{to}", arrived));
        if (lost > 0)
            Post(Moved(19, TransferKind.Lose, transit, "Loss", load with { Units = lost }));
    }

    void Receive(int parcels, int day, Func<ReceiveLot, ReceiveLot> how) => layer.Recorded(how(
        new(Warehouse, new(Parcel, parcels), story.Day(day)) { Intent = Desk.NewIntent() }));

    Payment Paid(Amount amount, string promise) => new(Bank, amount, layer.Promise(promise));

    void Post(Transfer transfer) => layer.Recorded(new PostTransfers([transfer]) { Intent = Desk.NewIntent() });

    Transfer Moved(int day, TransferKind kind, string from, string to, Amount amount) =>
        new(new(Desk.NewIntent()), Account(from), Account(to), amount, story.Day(day), kind);

    Transfer For(string promise, Transfer moved) => moved with { Earmark = layer.Promise(promise) };

    static AccountName Account(string text) => AccountName.TryParse(text, out var account)
        ? account
        : throw new Exchange.InputException("demo.bad-account", $"'{text}' is not an account.", "Mend the example.");

    static Amount Money(long dollars) => new(Usd, dollars * 100);
}
