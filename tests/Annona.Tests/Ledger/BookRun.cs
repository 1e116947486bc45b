using Annona.Journal;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Tests.Ledger;

/// <summary>Something moved in the field: no desk was asked.</summary>
public sealed record MovedInTheField(Transfer Transfer) : Event, IPosts
{
    IEnumerable<Transfer> IPosts.Transfers => [Transfer];
}

/// <summary>One random life of the books, kept twice: by the ledger and by the naive book.</summary>
sealed class BookRun : IDisposable
{
    public static readonly DateOnly Day = BookStory.Monday;

    readonly Edit edit = new();
    readonly Id<Promise>?[] promises;
    readonly Stack<Transfer> supported = [];
    readonly Guid root = Ids.From(TestOperation.Id, "run");
    long made;

    public BookRun(BookStory story)
    {
        Now = story.Operation.Now;
        Moment = new(TestOperation.Start, story.Operation.Coordinator);
        promises = [null, story.Aster, story.Linden];
        Naive = new(lot => Now.Ledger.FindLot(lot));
    }

    public Registers Now { get; private set; }

    public Moment Moment { get; }

    public NaiveBook Naive { get; }

    public Dictionary<string, int> Refusals { get; } = [];

    public Id<Promise> Aster => promises[1]!.Value;

    public Id<Promise> Linden => promises[2]!.Value;

    /// <summary>Takes back what the run appended to the maps that all runs share.</summary>
    public void Dispose() => edit.Drop();

    public Guid Next() => Ids.From(root, "made", ++made);

    public Transfer Move(TransferKind kind, string from, string to, Amount amount, Id<Promise>? earmark = null) =>
        new(new(Next()), BookStory.At(from), BookStory.At(to), amount, Day, kind) { Earmark = earmark };

    public static Amount Usd(long cents) => new(BookStory.Usd, cents);

    public static Amount Parcels(long parcels) => new(BookStory.Parcel, parcels);

    /// <summary>One step: what it is, where, and how much, all chosen by chance.</summary>
    public void Step(int what, int where, int units)
    {
        var (earmark, side) = (promises[where % 3], where % 2);
        var (bank, stock) = ($"Bank:{side}", $"Stock:{side}");
        switch (what)
        {
            case 0:
                Post(Late(Move(TransferKind.Receive, $"Donor:{side}", bank, Usd(units * 7), earmark), where));
                break;
            case 1: Post(Move(TransferKind.Advance, bank, "Advance:Partner", Usd(units), earmark)); break;
            case 2: Post(Late(Move(TransferKind.Support, bank, "Support", Usd(units), earmark), units)); break;
            case 3: Buy(bank, stock, units, where); break;
            case 4: Give(stock, units, where); break;
            case 5: Post(Move(TransferKind.Load, stock, "Transit:Road", Parcels(units))); break;
            case 6: Post(Move(TransferKind.Unload, "Transit:Road", "Site:Point", Parcels(units))); break;
            case 7: Hand(units); break;
            case 8: Post(Move(TransferKind.Lose, "Transit:Road", "Loss", Parcels(units))); break;
            case 9: Post(Move(TransferKind.Return, "Given:Winter", "Site:Point", Parcels(units))); break;
            case 10: Post(Move(TransferKind.SendCash, bank, "CashSent:Bank of Lusavan", Usd(units), earmark)); break;
            case 11:
                Post(Move(TransferKind.Credit, "CashSent:Bank of Lusavan", "Credited", Usd(units), earmark));
                break;
            case 12: Expect(Move(TransferKind.Work, bank, "Works", Usd(units), earmark)); break;
            case 17: Expect(Move(TransferKind.Load, stock, "Transit:Road", Parcels(units))); break;
            case 18: PostAllOrNothing(bank, units, earmark); break;
            case 19: TakeBack(); break;
            case 13: Settle(units, where); break;
            case 14: Count(side == 0 ? stock : "Site:Point", units); break;
            case 15: Field(units, where); break;
            default: Post(Move(TransferKind.Return, stock, "Returned", Parcels(units))); break;
        }
    }

    /// <summary>What the ledger decides; its refusals are counted.</summary>
    public Refusal? Ask(Request request)
    {
        switch (request.Decide(Now, Moment))
        {
            case Decision.Refused refused:
                Refusals[refused.Why.Code] = Refusals.GetValueOrDefault(refused.Why.Code) + 1;
                return refused.Why;
            case Decision.Accepted accepted:
                foreach (var fact in accepted.Events)
                    Fold(fact, request.Intent);
                return null;
            default:
                throw new InvalidOperationException("A decision is yes or no.");
        }
    }

    public PostTransfers Asking(params Transfer[] transfers) => new(transfers) { Intent = Next() };

    void Fold(Event fact, Guid intent) =>
        Now = Now.After(new(Now.Position + 1, TestOperation.Start, intent, Moment.Actor.Officer.Value, fact), edit);

    void Post(Transfer transfer)
    {
        var isMoney = transfer.Amount.Commodity == BookStory.Usd;
        var isSource = transfer.From.Kind == AccountKind.Donor;
        var expected = isSource || Naive.Covers(transfer, isMoney)
            ? isSource || !isMoney || Naive.CoveredThen(transfer) ? null : "ledger.not-enough-then"
            : "ledger.not-enough";
        Assert.Equal(expected, Ask(Asking(transfer))?.Code);
        if (expected is not null)
            return;
        Naive.Move(transfer, isMoney);
        if (transfer.Kind == TransferKind.Support)
            supported.Push(transfer);
    }

    /// <summary>A paper that comes some days late.</summary>
    static Transfer Late(Transfer transfer, int days) => transfer with { Date = Day.AddDays(-(days % 4)) };

    /// <summary>A good transfer and one that nothing covers: neither is posted.</summary>
    void PostAllOrNothing(string bank, int units, Id<Promise>? earmark)
    {
        var (good, bad) = (
            Move(TransferKind.Receive, "Donor:0", bank, Usd(units), earmark),
            Move(TransferKind.Support, bank, "Support", Usd(1_000_000_000), earmark));
        var before = Now.Ledger.TransferCount;
        Assert.Equal("ledger.not-enough", Ask(Asking(good, bad))?.Code);
        Assert.Equal(before, Now.Ledger.TransferCount);
        Assert.Equal("ledger.not-enough", Ask(Asking(bad, good))?.Code);
    }

    /// <summary>The last support cost was none: it is taken back.</summary>
    void TakeBack()
    {
        if (!supported.TryPop(out var wrong))
            return;
        Assert.Null(Ask(new CorrectTransfer(wrong.Id, "Never paid.", Day, []) { Intent = Next() }));
        Naive.Move(wrong with { From = wrong.To, To = wrong.From, Date = Day }, isMoney: true);
    }

    /// <summary>A handover of the aid room, which a desk records only if the place has the goods.</summary>
    void Hand(int units)
    {
        var given = Move(TransferKind.Give, "Site:Point", "Given:Winter", Parcels(units));
        if (!Naive.Covers(given, isMoney: false))
            return;
        Fold(new MovedInTheField(given), Next());
        Naive.Move(given, isMoney: false);
    }

    void Buy(string bank, string stock, int units, int where)
    {
        var payments = new[] { (promises[where % 3], units), (promises[(where + 1) % 3], where + 1) }
            .Select(part => new Payment(BookStory.At(bank), Usd(part.Item2), part.Item1)).ToArray();
        var ask = new ReceiveLot(BookStory.At(stock), Parcels(units), Day) { Intent = Next(), Payments = payments };
        Receive(ask, ask.Linked(ask.Intent).Transfers.SkipLast(1).All(paid => Naive.Covers(paid, isMoney: true)));
    }

    void Give(string stock, int units, int where) => Receive(
        new(BookStory.At(stock), Parcels(units), Day)
        {
            Intent = Next(),
            Donor = BookStory.At("Donor:In kind"),
            GiftShares = [new(promises[where % 3], 3), new(promises[(where + 1) % 3], 4)],
            GiftValue = where % 2 == 0 ? null : Usd((units * 13) + where),
        },
        covered: true);

    void Receive(ReceiveLot ask, bool covered)
    {
        Assert.Equal(covered ? null : "ledger.not-enough", Ask(ask)?.Code);
        if (covered)
            foreach (var transfer in ask.Linked(ask.Intent).Transfers)
                Naive.Move(transfer, transfer.Amount.Commodity == BookStory.Usd);
    }

    void Expect(Transfer transfer)
    {
        var isMoney = transfer.Amount.Commodity == BookStory.Usd;
        var covered = Naive.Covers(transfer, isMoney);
        var refused = Ask(Asking(transfer with { Phase = TransferPhase.Pending }));
        Assert.Equal(covered ? null : "ledger.not-enough", refused?.Code);
        if (covered)
            Naive.Expect(transfer, isMoney);
    }

    void Settle(int units, int where)
    {
        if (Naive.Expected.FirstOrDefault() is not { } open)
            return;
        if (where % 3 == 0)
        {
            Assert.Null(Ask(new VoidPending(open.Id, Day, "The contractor withdrew.") { Intent = Next() }));
            Naive.Void(open.Id);
            return;
        }
        var posted = Math.Min(units, open.Amount.Units);
        Assert.Null(Ask(new PostPending(open.Id, open.Amount with { Units = posted }, Day) { Intent = Next() }));
        Naive.Settle(open.Id, posted);
    }

    void Count(string account, int counted)
    {
        var ask = new CountStock(BookStory.At(account), Parcels(counted), Day) { Intent = Next() };
        var gap = counted - Naive.Held(ask.Account, BookStory.Parcel.Code);
        Assert.Null(Ask(ask));
        if (gap != 0)
            Naive.Move(gap < 0
                ? Move(TransferKind.Recount, account, "Variance", Parcels(-gap))
                : Move(TransferKind.Recount, "Variance", account, Parcels(gap)), isMoney: false);
    }

    void Field(int units, int where)
    {
        var moved = Move(TransferKind.Give, "Site:Point", "Given:Winter", Parcels(units));
        if (where % 4 == 0 && Now.Ledger.Lots.Count > 0)
            moved = moved with { Lot = Now.Ledger.Lots[where % Now.Ledger.Lots.Count].Lot.Id };
        Fold(new MovedInTheField(moved), Next());
        Naive.Move(moved, isMoney: false);
    }
}
