using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// What the desk may not post. The checks come in a fixed order, and the first that fails is told: id, repetition,
/// accounts, amount, commodity, memo book, kind, what the accounts hold, earmark and lot, expected transfer, date,
/// made-up and real, balance.
/// </summary>
sealed class TransferChecks(Registers now, Trial trial, Moment moment, bool synthetic)
{
    /// <summary>More than any operation counts, and a million such amounts still sum within 64 bits.</summary>
    public const long UnitsMax = 1_000_000_000_000;

    readonly LedgerRegister ledger = now.Ledger;
    readonly Dictionary<string, AccountName> opening = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why a transfer cannot be posted. Without a reason and without legs it is recorded already.</summary>
    public Refusal? Refuses(Transfer transfer, out List<Leg>? legs)
    {
        legs = null;
        if (transfer.Id.IsNone)
            return LedgerRefusals.NoId();
        if (trial.Find(transfer.Id) is { } recorded)
            return recorded == transfer with { Papers = null } ? null : LedgerRefusals.OtherContent(transfer.Id);
        var refused = AccountsOf(transfer) ?? AmountOf(transfer) ?? KindOf(transfer) ?? TagsOf(transfer)
            ?? PendingOf(transfer) ?? DateOf(transfer) ?? MixtureOf(transfer);
        if (refused is not null)
            return refused;
        var plan = LegPlan.Of(transfer, trial);
        if (BalanceOf(transfer, plan) is { } uncovered)
            return uncovered;
        legs = plan;
        return null;
    }

    Refusal? AccountsOf(Transfer transfer) =>
        AccountOf(transfer.From) ?? AccountOf(transfer.To)
        ?? (transfer.From == transfer.To ? LedgerRefusals.SameAccount(transfer.From) : null);

    Refusal? AccountOf(AccountName account)
    {
        if (AccountRules.Refuses(account, ledger) is { } no)
            return no;
        var text = account.ToString();
        return opening.TryAdd(text, account) || opening[text] == account
            ? null
            : LedgerRefusals.AccountAlmostTheSame(account, opening[text]);
    }

    Refusal? AmountOf(Transfer transfer) =>
        transfer.Amount.Units is <= 0 or > UnitsMax
            ? LedgerRefusals.AmountOutOfRange(transfer.Amount)
            : ledger.RefusesCommodity(transfer.Amount.Commodity);

    Refusal? KindOf(Transfer transfer)
    {
        var (from, to) = (AccountRules.Of(transfer.From.Kind), AccountRules.Of(transfer.To.Kind));
        if (from.Memo != to.Memo)
            return LedgerRefusals.MemoMixed(transfer.From, transfer.To);
        if (!TransferKinds.Fits(transfer.Kind, transfer.From.Kind, transfer.To.Kind))
            return LedgerRefusals.KindDoesNotFit(transfer);
        var needed = ledger.IsMoney(transfer.Amount.Commodity.Code) ? Holds.Money : Holds.Goods;
        foreach (var account in new[] { transfer.From, transfer.To })
            if (!AccountRules.Of(account.Kind).Holds.HasFlag(needed))
                return LedgerRefusals.NotHeldThere(account, transfer.Amount.Commodity);
        return null;
    }

    Refusal? TagsOf(Transfer transfer)
    {
        var isMemo = AccountRules.Of(transfer.From.Kind).Memo;
        var isMoney = ledger.IsMoney(transfer.Amount.Commodity.Code);
        var arrivesByLot = transfer.Kind is TransferKind.Buy or TransferKind.GiftInKind;
        if (transfer.Earmark is { } promise && now.PublicRecord.Promises.Find(promise) is null)
            return LedgerRefusals.UnknownPromise(promise.ToString());
        if (!isMoney && !isMemo && transfer.Earmark is not null)
            return LedgerRefusals.EarmarkOnGoods(transfer.Amount.Commodity);
        if (transfer.Lot is null)
            return arrivesByLot ? LedgerRefusals.LotMissing(transfer.Kind) : null;
        if ((isMoney || isMemo) && !arrivesByLot)
            return LedgerRefusals.LotOnMoney(transfer.Amount.Commodity);
        if (trial.FindLot(transfer.Lot.Value.Value) is not { } row)
            return LedgerRefusals.UnknownLot(transfer.Lot.Value.ToString());
        if (arrivesByLot && row.Number > 0)
            return LedgerRefusals.LotArrivedBefore(row);
        return !isMoney && row.Lot.Quantity.Commodity != transfer.Amount.Commodity
            ? LedgerRefusals.LotOfOther(row, transfer.Amount.Commodity)
            : null;
    }

    Refusal? PendingOf(Transfer transfer)
    {
        if (transfer.Phase is TransferPhase.Posted or TransferPhase.Pending)
            return transfer.Pending is null ? null : LedgerRefusals.PendingNamed(transfer.Phase);
        if (transfer.Pending is not { } id || trial.Find(id) is not { } expected)
            return LedgerRefusals.UnknownPending(transfer.Pending);
        if (trial.StateOf(id) is var state && state != PendingState.Open)
            return LedgerRefusals.NotOpen(id, state);
        if ((expected.From, expected.To, expected.Earmark, expected.Lot, expected.Amount.Commodity)
            != (transfer.From, transfer.To, transfer.Earmark, transfer.Lot, transfer.Amount.Commodity))
            return LedgerRefusals.PendingDiffers(id);
        return transfer.Amount.Units > expected.Amount.Units
            ? LedgerRefusals.MoreThanPending(transfer.Amount, expected.Amount)
            : null;
    }

    /// <summary>A day is allowed on top of the hub's UTC: it may be tomorrow already where it happened.</summary>
    Refusal? DateOf(Transfer transfer) =>
        transfer.Date > moment.Today.AddDays(1) ? LedgerRefusals.InTheFuture(transfer.Date) : null;

    Refusal? MixtureOf(Transfer transfer)
    {
        foreach (var account in new[] { transfer.From, transfer.To })
            if (ledger.FindAccount(account.ToString()) is { } row && row.Synthetic != synthetic)
                return LedgerRefusals.Mixed(account, row.Synthetic);
        return null;
    }

    Refusal? BalanceOf(Transfer transfer, List<Leg> legs)
    {
        if (transfer.Phase is TransferPhase.PostPending or TransferPhase.VoidPending)
            return null;
        foreach (var leg in legs)
        {
            if (leg.From.Book == Book.Cost)
                continue;
            if (AccountRules.Of(transfer.From.Kind).Limit == BalanceLimit.CreditsWithinDebits
                && trial.Of(leg.From).Available < leg.Units)
                return LedgerRefusals.NotEnough(transfer, Held(transfer));
            if (AccountRules.Of(transfer.To.Kind).Limit == BalanceLimit.DebitsWithinCredits
                && trial.Of(leg.To).Refundable < leg.Units)
                return LedgerRefusals.MoreThanGiven(transfer, trial.Of(leg.To).Refundable);
        }
        return null;
    }

    /// <summary>What could leave: of the earmark or lot that is named, or of every lot in the place.</summary>
    long Held(Transfer transfer)
    {
        var cell = LegPlan.CellOf(transfer, transfer.From, trial);
        return ledger.IsMoney(cell.Commodity) || cell.Book == Book.Memo || cell.Lot != Guid.Empty
            ? trial.Of(cell).Available
            : trial.Pile(cell.Account, cell.Commodity).Sum(of => trial.Of(of).Available);
    }
}
