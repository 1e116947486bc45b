using Annona.Ledger;
using Annona.Values;
using static Annona.Tests.Ledger.BookRun;
using static Annona.Tests.Ledger.BookStory;

namespace Annona.Tests.Ledger;

/// <summary>A request with one thing wrong, whatever the books hold, and the refusal that must name it.</summary>
sealed record Defect(string Code, Func<BookRun, Request> Request)
{
    public static IReadOnlyList<Defect> All { get; } =
    [
        new("ledger.list-size", run => run.Asking()),
        new("ledger.no-id", run => run.Asking(Money(run) with { Id = default })),
        new("ledger.other-content", OtherContent),
        new("ledger.no-account", run => run.Asking(Money(run) with { From = default })),
        new("ledger.account-without-name", run => run.Asking(Money(run) with { To = At("Bank") })),
        new("ledger.account-almost-the-same", run => run.Asking(Money(run), Money(run) with { To = At("Bank:main") })),
        new("ledger.account-almost-the-same", AlmostTheSame),
        new("ledger.same-account", run => run.Asking(Money(run) with { From = At("Bank:Main") })),
        new("ledger.amount-out-of-range", run => run.Asking(Money(run) with { Amount = Usd(0) })),
        new("ledger.amount-out-of-range", run => run.Asking(Money(run) with { Amount = Usd(long.MaxValue) })),
        new("ledger.unknown-commodity", run => run.Asking(Money(run) with { Amount = Of("5 tent") })),
        new("ledger.scale-differs", run => run.Asking(Money(run) with { Amount = Of("5.0 USD") })),
        new("ledger.memo-mixed", run => run.Asking(Money(run) with { From = At("Pledges:Aster") })),
        new("ledger.kind-does-not-fit", run => run.Asking(Money(run) with { Kind = TransferKind.Load })),
        new("ledger.given-to-nobody", run => run.Asking(Money(run) with { Kind = TransferKind.Give })),
        new("ledger.expired", Expired),
        new("ledger.not-enough-then", TooEarly),
        new("ledger.counted-since", CountedSince),
        new("ledger.not-held-there", run => new CountStock(At("Stock:0"), Usd(5), Day) { Intent = run.Next() }),
        new("ledger.unknown-officer", UnknownOfficer),
        new("ledger.not-held-there", run => run.Asking(Money(run) with { Amount = Parcels(5) })),
        new("ledger.unknown-promise", run => run.Asking(Money(run) with { Earmark = new(run.Next()) })),
        new("ledger.earmark-on-goods", run => run.Asking(Goods(run) with { Earmark = run.Aster })),
        new("ledger.lot-missing", run =>
            run.Asking(Goods(run) with { From = At("Exchange"), Kind = TransferKind.Buy })),
        new("ledger.lot-on-money", run => run.Asking(Money(run) with { Lot = new(run.Next()) })),
        new("ledger.unknown-lot", run => run.Asking(Goods(run) with { Lot = new(run.Next()) })),
        new("ledger.pending-named", run => run.Asking(Money(run) with { Pending = new(run.Next()) })),
        new("ledger.unknown-pending", run => new PostPending(new(run.Next()), null, Day) { Intent = run.Next() }),
        new("ledger.not-open", run => Settling(run, (run, open) => [Posting(run, open), Posting(run, open)])),
        new("ledger.pending-differs", run => Settling(run, (run, open) =>
            [Posting(run, open) with { From = At("Pledges:Linden") }])),
        new("ledger.more-than-pending", run => Settling(run, (run, open) =>
            [Posting(run, open) with { Amount = open.Amount * 2 }])),
        new("ledger.in-the-future", run => run.Asking(Money(run) with { Date = Day.AddDays(2) })),
        new("ledger.mixed", Mixed),
        new("ledger.not-enough", run => run.Asking(Goods(run))),
        new("ledger.more-than-given", MoreThanGiven),
        new("ledger.correction-without-wrong", run => run.Asking(Money(run) with { Kind = TransferKind.Correct })),
        new("ledger.rows-differ", run => run.Asking(Money(run)) with { Rows = [] }),
        new("ledger.paid-or-given", run => Gift(run) with { Donor = null }),
        new("ledger.bad-shares", run => Gift(run) with { GiftShares = [new(null, 0)] }),
        new("ledger.bad-shares", run => Gift(run) with { GiftShares = [new(null, 1), new(null, 2)] }),
        new("ledger.cost-is-not-money", run => Gift(run) with { GiftValue = Parcels(4) }),
        new("ledger.expired-on-arrival", run => Gift(run) with { Expiry = Day.AddDays(-1) }),
        new("ledger.lot-twice", run => Linked(run, list => list with { Lots = [list.Lots![0], list.Lots[0]] })),
        new("ledger.lot-does-not-add-up", run => Linked(run, list => list with
        {
            Lots = [list.Lots![0] with { Quantity = Parcels(9) }],
        })),
        new("ledger.lot-arrived-before", run => Again(run, list => list with { Lots = null })),
        new("ledger.lot-differs", run =>
            Again(run, list => list with { Lots = [list.Lots![0] with { Expiry = Day }] })),
        new("ledger.lot-of-other", LotOfOther),
        new("ledger.no-reason", run => new CorrectTransfer(new(run.Next()), " ", Day, []) { Intent = run.Next() }),
        new("ledger.unknown-transfer", run =>
            new CorrectTransfer(new(run.Next()), "Why.", Day, []) { Intent = run.Next() }),
        new("ledger.corrected-before", CorrectedBefore),
        new("ledger.cannot-correct", run => new CorrectTransfer(Open(run).Id, "Why.", Day, []) { Intent = run.Next() }),
        new("ledger.cannot-count", run => new CountStock(At("Exchange"), Parcels(1), Day) { Intent = run.Next() }),
        new("ledger.count-negative", run => new CountStock(At("Stock:0"), Parcels(-1), Day) { Intent = run.Next() }),
        new("ledger.empty-paper", run => new AttachPaper([], [1], null) { Intent = run.Next() }),
        new("ledger.unknown-discrepancy", run =>
            new ResolveDiscrepancy(new(run.Next()), "Why.") { Intent = run.Next() }),
        new("ledger.commodity-changed", run =>
            new DeclareCommodity(new("USD", 3), CommodityKind.Money) { Intent = run.Next() }),
        new("ledger.no-commodity-code", run =>
            new DeclareCommodity(new("7up", 0), CommodityKind.Goods) { Intent = run.Next() }),
        new("ledger.scale-out-of-range", run =>
            new DeclareCommodity(new("dust", 9), CommodityKind.Goods) { Intent = run.Next() }),
    ];

    static Transfer Money(BookRun run) => run.Move(TransferKind.Receive, "Donor:Third", "Bank:Main", Usd(500));

    static Transfer Goods(BookRun run) => run.Move(TransferKind.Load, "Stock:Empty", "Transit:Road", Parcels(5));

    static ReceiveLot Gift(BookRun run) => new(At("Stock:Gifts"), Parcels(8), Day)
    {
        Intent = run.Next(),
        Donor = At("Donor:In kind"),
    };

    static PostTransfers Linked(BookRun run, Func<LedgerPosted, LedgerPosted> spoil)
    {
        var list = spoil(Gift(run).Linked(run.Next()));
        return run.Asking([.. list.Transfers]) with { Lots = list.Lots ?? [] };
    }

    /// <summary>A gift that has come in, and the same lot again in a new transfer.</summary>
    static PostTransfers Again(BookRun run, Func<LedgerPosted, LedgerPosted> spoil)
    {
        var list = Gift(run).Linked(run.Next());
        Assert.Null(run.Ask(run.Asking([.. list.Transfers]) with { Lots = list.Lots! }));
        var again = spoil(list);
        return run.Asking(again.Transfers[0] with { Id = new(run.Next()) }) with { Lots = again.Lots ?? [] };
    }

    static PostTransfers LotOfOther(BookRun run)
    {
        var list = Gift(run).Linked(run.Next());
        Assert.Null(run.Ask(run.Asking([.. list.Transfers]) with { Lots = list.Lots! }));
        Assert.Null(run.Ask(new DeclareCommodity(new("blanket", 0), CommodityKind.Goods) { Intent = run.Next() }));
        return run.Asking(Goods(run) with { Amount = Of("5 blanket"), Lot = list.Lots![0].Id });
    }

    static PostTransfers AlmostTheSame(BookRun run)
    {
        Receive(run);
        return run.Asking(Money(run) with { To = At("Bank:MAIN") });
    }

    static CorrectTransfer MoreThanGiven(BookRun run)
    {
        var wrong = Receive(run);
        var back = Money(run) with { From = At("Bank:Main"), To = At("Donor:Nobody"), Kind = TransferKind.Correct };
        return new(wrong, "Another donor's.", Day, [Money(run), back]) { Intent = run.Next() };
    }

    static PostTransfers OtherContent(BookRun run)
    {
        var money = Money(run);
        return run.Asking(money, money with { Reference = "other" });
    }

    static Request Mixed(BookRun run)
    {
        Receive(run);
        return run.Asking(Money(run)) with { Synthetic = true };
    }

    /// <summary>Corrected into a handover of goods that are out of date by then.</summary>
    static CorrectTransfer Expired(BookRun run)
    {
        var gift = Gift(run) with { Received = Day.AddDays(-3), Expiry = Day.AddDays(-2) };
        var lot = gift.Linked(gift.Intent).Lots![0].Id;
        Assert.Null(run.Ask(gift));
        var given = run.Move(TransferKind.Give, "Stock:Gifts", "Given:Winter", Parcels(1)) with { Lot = lot };
        return new(Receive(run), "It was parcels.", Day, [given]) { Intent = run.Next() };
    }

    static PostTransfers TooEarly(BookRun run)
    {
        Receive(run);
        return run.Asking(run.Move(TransferKind.Support, "Bank:Main", "Support", Usd(1)) with
        {
            Date = Day.AddDays(-1),
        });
    }

    static CountStock CountedSince(BookRun run)
    {
        Assert.Null(run.Ask(new CountStock(At("Stock:Counted"), Parcels(0), Day) { Intent = run.Next() }));
        return new(At("Stock:Counted"), Parcels(1), Day.AddDays(-1)) { Intent = run.Next() };
    }

    static AssignDiscrepancy UnknownOfficer(BookRun run)
    {
        Assert.Null(run.Ask(new CountStock(At("Stock:Miscounted"), Parcels(3), Day) { Intent = run.Next() }));
        return new(run.Now.Ledger.Discrepancies.All[^1].Id, new(run.Next())) { Intent = run.Next() };
    }

    static Id<Transfer> Receive(BookRun run)
    {
        var money = Money(run);
        Assert.Null(run.Ask(run.Asking(money)));
        return money.Id;
    }

    static Transfer Open(BookRun run)
    {
        var pledge = run.Move(TransferKind.Pledge, "Pledges:Aster", "Committed:Aster", Usd(900), run.Aster) with
        {
            Phase = TransferPhase.Pending,
        };
        Assert.Null(run.Ask(run.Asking(pledge)));
        return pledge;
    }

    static Transfer Posting(BookRun run, Transfer open) => open with
    {
        Id = new(run.Next()),
        Kind = TransferKind.Commit,
        Phase = TransferPhase.PostPending,
        Pending = open.Id,
    };

    static PostTransfers Settling(BookRun run, Func<BookRun, Transfer, Transfer[]> transfers)
    {
        var open = Open(run);
        return run.Asking(transfers(run, open));
    }

    static CorrectTransfer CorrectedBefore(BookRun run)
    {
        var wrong = Receive(run);
        Assert.Null(run.Ask(new CorrectTransfer(wrong, "Counted twice.", Day, []) { Intent = run.Next() }));
        return new(wrong, "Counted twice.", Day, []) { Intent = run.Next() };
    }
}
