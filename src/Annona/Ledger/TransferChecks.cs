using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// What the desk may not post. The checks come in a fixed order, and the first that fails is told: id, repetition,
/// accounts, amount, commodity, memo book, kind, what the accounts hold, earmark and lot, expected transfer, date,
/// made-up and real, goods out of date, balance, balance on the day. The guide to the books shows the order, and a test
/// holds it.
/// </summary>
sealed class TransferChecks(Registers now, Trial trial, Moment moment, bool synthetic)
{
    /// <summary>
    /// More than any operation moves at once: 100,000 AMD, to the luma, for 100,000 people over eight years. Counters
    /// hold a thousand such amounts (see <see cref="Counters"/>), and sums over counters stay within 64 bits.
    /// </summary>
    public const long UnitsMax = 1_000_000_000_000_000;

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
        if ((ExpiryOf(transfer, plan) ?? BalanceOf(transfer, plan) ?? OrderOf(transfer)) is { } no)
            return no;
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

    Refusal? AmountOf(Transfer transfer)
    {
        var (units, code) = (transfer.Amount.Units, transfer.Amount.Commodity.Code);
        if (units is <= 0 or > UnitsMax)
            return LedgerRefusals.AmountOutOfRange(transfer.Amount);
        if (ledger.RefusesCommodity(transfer.Amount.Commodity) is { } unknown)
            return unknown;
        return ledger.HasRoomFor(transfer) ? null : LedgerRefusals.AccountIsFull(transfer.From, transfer.To, code);
    }

    Refusal? KindOf(Transfer transfer)
    {
        var (from, to) = (AccountRules.Of(transfer.From.Kind), AccountRules.Of(transfer.To.Kind));
        if (from.Memo != to.Memo)
            return LedgerRefusals.MemoMixed(transfer.From, transfer.To);
        if (!TransferKinds.Fits(transfer.Kind, transfer.From.Kind, transfer.To.Kind))
            return LedgerRefusals.KindDoesNotFit(transfer);
        return AccountRules.RefusesToHold(transfer.From, transfer.Amount.Commodity, ledger)
            ?? AccountRules.RefusesToHold(transfer.To, transfer.Amount.Commodity, ledger);
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
            return LedgerRefusals.NotOpen(ledger.CodeOf(id), state);
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
                return LedgerRefusals.Mixed($"Account '{account}'", row.Synthetic);
        return Mixtures.Refuses(now, transfer.Earmark, transfer.Lot, synthetic)
            ?? Mixtures.Refuses(now, transfer.Amount.Commodity, synthetic);
    }

    /// <summary>Goods out of date reach nobody's hands; they may move, so that they can be taken away.</summary>
    Refusal? ExpiryOf(Transfer transfer, List<Leg> legs)
    {
        if (transfer.To.Kind != AccountKind.Given || transfer.Phase == TransferPhase.VoidPending)
            return null;
        foreach (var leg in legs)
            if (leg.From.Book == Book.Real && trial.FindLot(leg.From.Lot) is { } row && row.Expired(transfer.Date))
                return LedgerRefusals.Expired(row, transfer.Date);
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
                return LedgerRefusals.NotEnough(transfer, new Holdings(now, trial, transfer));
            if (AccountRules.Of(transfer.To.Kind).Limit == BalanceLimit.DebitsWithinCredits
                && trial.Of(leg.To).Refundable < leg.Units)
                return LedgerRefusals.MoreThanGiven(transfer, trial.Of(leg.To).Refundable);
        }
        return null;
    }

    /// <summary>
    /// What came in later cannot have left before: on no day from the transfer's on may the place be below zero. Costs
    /// nothing when the transfer is the newest of its place, else a look at every movement of it.
    /// </summary>
    Refusal? OrderOf(Transfer transfer)
    {
        var isPosted = transfer.Phase is TransferPhase.Posted or TransferPhase.PostPending;
        if (!isPosted || AccountRules.Of(transfer.From.Kind).Limit != BalanceLimit.CreditsWithinDebits
            || trial.Newest(transfer.From, transfer.Amount.Commodity.Code) <= transfer.Date)
            return null;
        var cell = LegPlan.CellOf(transfer, transfer.From, trial);
        var isPile = cell.Book == Book.Real && cell.Lot == Guid.Empty && !ledger.IsMoney(cell.Commodity);
        var lowest = trial.LowestSince(
            transfer.Date, isPile ? trial.Pile(cell.Account, cell.Commodity) : [cell]);
        return lowest < transfer.Amount.Units ? LedgerRefusals.NotEnoughThen(transfer, lowest) : null;
    }
}
