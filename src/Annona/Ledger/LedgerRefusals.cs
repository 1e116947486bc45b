using System.Globalization;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>Why this room says no.</summary>
static class LedgerRefusals
{
    public static Refusal NoCommodityCode(string code) => new(
        "ledger.no-commodity-code", $"'{code}' cannot name a commodity.",
        "Use letters, digits and hyphens, beginning with a letter, such as USD or rice-kg.");

    public static Refusal ScaleOutOfRange(Commodity commodity) => new(
        "ledger.scale-out-of-range", $"{commodity.Code} cannot have {commodity.Scale} decimal places.",
        $"Use 0 to {Commodity.ScaleMax}: 2 for cents, 3 for grams of a kilogram, 0 for whole things.");

    public static Refusal CommodityChanged(CommodityRow known) => new(
        "ledger.commodity-changed",
        $"{known.Commodity.Code} is declared already as {known.Kind} with {known.Commodity.Scale} decimal places.",
        "That never changes. Declare another code, such as one with the size of the pack in it.");

    public static Refusal UnknownCommodity(Commodity asked, IEnumerable<string> known) => new(
        "ledger.unknown-commodity", $"There is no commodity '{asked.Code}'. Declared are: {Listed(known)}.",
        "Use one of these, or declare it with: annona book commodity " + (Currencies.IsCode(asked.Code)
            ? $"{asked.Code} --kind money --scale {Currencies.ScaleOf(asked.Code)}"
            : "CODE --kind goods --scale 0"));

    public static Refusal ScaleDiffers(Commodity asked, Commodity known) => new(
        "ledger.scale-differs", $"{known.Code} has {known.Scale} decimal places, not {asked.Scale}.",
        $"Write the amount as {new Amount(known, known.UnitsPerWhole)} is written.");

    public static Refusal NoAccount() => new(
        "ledger.no-account", "An account is missing.", "Write it as Kind:Name, such as Stock:Warehouse North.");

    public static Refusal AccountWithoutName(AccountKind kind) => new(
        "ledger.account-without-name", $"There may be several accounts of kind {kind}, and this one has no name.",
        $"Write {kind}:Name, with the place, organisation or programme.");

    public static Refusal AccountAlmostTheSame(AccountName asked, AccountName known) => new(
        "ledger.account-almost-the-same",
        $"There is an account '{known}', which differs from '{asked}' in capital letters only.",
        $"Write '{known}', or a name that tells the two apart.");

    public static Refusal ListSize(int count) => new(
        "ledger.list-size",
        $"A list of {count} transfers cannot be posted.", $"Post 1 to {Posting.ListMax} at a time.");

    public static Refusal NoId() => new(
        "ledger.no-id", "A transfer has no id.", "Make an id before sending, so that sending twice is harmless.");

    public static Refusal OtherContent(Id<Transfer> id) => new(
        "ledger.other-content", $"Transfer {id} is recorded already, with other content.",
        "Give the new transfer an id or reference of its own; correct the old one with: annona book correct");

    public static Refusal SameAccount(AccountName account) => new(
        "ledger.same-account", $"A transfer from '{account}' to itself moves nothing.", "Name two accounts.");

    public static Refusal AmountOutOfRange(Amount amount) => new(
        "ledger.amount-out-of-range", $"{amount} cannot be moved.",
        $"Give more than 0 and at most {Most(amount.Commodity)}; to go back, exchange from and to.");

    public static Refusal AccountIsFull(AccountName from, AccountName to, string commodity) => new(
        "ledger.account-is-full", $"More {commodity} has moved through '{from}' or '{to}' than can be counted.",
        "Check the amounts of the last transfers there; go on in an account of another name.");

    public static Refusal MemoMixed(AccountName from, AccountName to) => new(
        "ledger.memo-mixed",
        $"'{from}' and '{to}' are not of one book: pledges and commitments are kept apart from what is real.",
        "Move between Pledges and Committed, or between other accounts.");

    public static Refusal KindDoesNotFit(Transfer transfer) => new(
        "ledger.kind-does-not-fit",
        $"'{TransferKinds.Word(transfer.Kind)}' does not go from {transfer.From.Kind} to {transfer.To.Kind}. "
        + $"It goes {TransferKinds.Paths(transfer.Kind)}.",
        TransferKinds.Between(transfer.From.Kind, transfer.To.Kind) is { Length: > 0 } fitting
            ? $"From {transfer.From.Kind} to {transfer.To.Kind} go: {fitting}."
            : "All kinds and their accounts are listed in: annona book post --help");

    public static Refusal NotHeldThere(AccountName account, Commodity commodity) => new(
        "ledger.not-held-there", $"{commodity.Code} cannot stand in '{account}'.",
        $"Accounts of kind {account.Kind} hold {HeldIn(account.Kind)} only.");

    public static Refusal GivenToNobody(Transfer transfer) => new(
        "ledger.given-to-nobody", $"{Grouped(transfer.Amount)} cannot be given to people without saying to whom.",
        "Record handovers with annona aid give, and what partners gave out themselves with annona observe add.");

    public static Refusal UnknownPromise(string promise) => new(
        "ledger.unknown-promise", $"There is no promise '{promise}' on record.",
        "Record the promise first; find promises with: annona promises");

    public static Refusal EarmarkOnGoods(Commodity commodity) => new(
        "ledger.earmark-on-goods", $"{commodity.Code} is goods, and goods carry promises through their lot.",
        "Name the lot instead of the promise, or neither.");

    public static Refusal LotOnMoney(Commodity commodity) => new(
        "ledger.lot-on-money", $"{commodity.Code} is money or a pledge, and is not kept in lots.",
        "Leave out the lot; name the promise if the money is for one.");

    public static Refusal LotMissing(TransferKind kind) => new(
        "ledger.lot-missing", $"A transfer of kind {kind} brings in a lot, and none is named.",
        "Record the goods and their payment together: annona book receive, or a file row with goods and quantity.");

    public static Refusal UnknownLot(string lot) => new(
        "ledger.unknown-lot", $"There is no lot '{lot}'.", "Find lots with: annona book lots");

    public static Refusal LotOfOther(LotRow lot, Commodity asked) => new(
        "ledger.lot-of-other", $"{lot.Code} is a lot of {lot.Lot.Quantity.Commodity.Code}, not of {asked.Code}.",
        "Find lots with: annona book lots");

    public static Refusal LotArrivedBefore(LotRow lot) => new(
        "ledger.lot-arrived-before", $"{lot.Code} came in on {lot.Lot.Received:yyyy-MM-dd}; a lot comes in once.",
        "Record what came later as a lot of its own.");

    public static Refusal LotTwice() => new(
        "ledger.lot-twice", "A lot has no id, or stands in the list twice.", "Give each lot an id of its own.");

    public static Refusal LotDiffers(LotRow known) => new(
        "ledger.lot-differs",
        $"{known.Code} is recorded already, with other content.", "Give the new lot an id of its own.");

    public static Refusal CostIsNotMoney(Amount cost) => new(
        "ledger.cost-is-not-money", $"{cost} is not a cost.", "Give an amount of a declared currency, 0 or more.");

    public static Refusal PaidOrGiven() => new(
        "ledger.paid-or-given", "Goods are either paid for, in one currency, or given by a donor.",
        "Name the payments or the donor; record goods paid in two currencies as two lots.");

    public static Refusal BadShares() => new(
        "ledger.bad-shares", "The shares of a lot must be whole parts above 0, each promise once, and at least one.",
        "For a gift: promise and parts such as 600 and 400; for a purchase they follow from who paid.");

    public static Refusal ExpiredOnArrival(DateOnly expiry, DateOnly received) => new(
        "ledger.expired-on-arrival", $"The lot expired on {expiry:yyyy-MM-dd} and came in on {received:yyyy-MM-dd}.",
        "Check the two dates. Goods that came in expired are recorded without expiry and then moved to Loss.");

    public static Refusal LotDoesNotAddUp(Lot lot) => new(
        "ledger.lot-does-not-add-up",
        $"What comes in and what is paid do not add up to a lot of {lot.Quantity} for {lot.Cost}.",
        "All of it comes in at once from one account, and what each promise pays sums to its share of the cost.");

    public static Refusal PendingNamed(TransferPhase phase) => new(
        "ledger.pending-named", $"A transfer of phase {phase} does not settle another one.",
        "Leave out the expected transfer, or post or void it.");

    public static Refusal UnknownPending(Id<Transfer>? id) => new(
        "ledger.unknown-pending", $"There is no expected transfer '{id}'.", "List them with: annona book pending list");

    public static Refusal NotOpen(string code, PendingState state) => new(
        "ledger.not-open", state switch
        {
            PendingState.Settled => $"Transfer {code} has been posted already.",
            PendingState.Voided => $"Transfer {code} has been voided.",
            _ => $"Transfer {code} was not an expected one.",
        },
        "An expected transfer is posted or voided once; list those open with: annona book pending list");

    public static Refusal PendingDiffers(Id<Transfer> id) => new(
        "ledger.pending-differs", $"Transfer {id} has other accounts, another commodity or another earmark.",
        "Post it with what it was recorded with, or void it and record another.");

    public static Refusal MoreThanPending(Amount asked, Amount expected) => new(
        "ledger.more-than-pending", $"{Grouped(asked)} cannot be posted: {Grouped(expected)} was expected.",
        "Post that much, and record the rest as a transfer of its own.");

    public static Refusal InTheFuture(DateOnly date) => new(
        "ledger.in-the-future",
        $"{date:yyyy-MM-dd} has not come yet.", "Record it as expected (pending), dated today, or wait.");

    public static Refusal Mixed(string what, bool synthetic) => new(
        "ledger.mixed",
        $"{what} is {(synthetic ? "made up" : "real")}; real and made-up ones never mix in a row.",
        synthetic
            ? "Use a real one, or mark what you record with --synthetic."
            : "Use a made-up one, or leave out --synthetic.");

    public static Refusal Expired(LotRow lot, DateOnly day) => new(
        "ledger.expired",
        $"{lot.Code} may not be handed out on {day:yyyy-MM-dd}: its goods expired on {lot.Lot.Expiry:yyyy-MM-dd}.",
        $"Move them to Loss with annona book post --kind expire --lot {lot.Code}; then the next lot is handed out.");

    public static Refusal NotEnough(Transfer transfer, Holdings held) => new(
        "ledger.not-enough",
        $"{Grouped(transfer.Amount)} was asked for, but '{transfer.From}' can give {Grouped(held.Asked)}{held.Which}"
        + string.Concat(held.Others.Select(other =>
            $"; {Grouped(other.Amount)} {(other.Promise is null ? "is unrestricted" : $"carries {other.Promise}")}"))
        + ".",
        held.Others is [{ Promise: { } promise }, ..]
            ? $"Name the promise whose money it is, such as --promise {promise}, or give less."
            : "Give less, or first record what came in. If the count differs from the books, use: annona book count");

    public static Refusal NotEnoughThen(Transfer transfer, long lowest) => new(
        "ledger.not-enough-then",
        $"{Grouped(transfer.Amount)} was asked for on {transfer.Date:yyyy-MM-dd}, but '{transfer.From}' could give "
        + $"{Grouped(AtLeastNothing(transfer, lowest))} from that day on; the rest came in later or has left.",
        "Check the day. If goods or money were there that the books do not have, first record how they came.");

    public static Refusal MoreThanGiven(Transfer transfer, long given) => new(
        "ledger.more-than-given",
        $"{Grouped(transfer.Amount)} cannot go back: '{transfer.To}' has given "
        + $"{Grouped(AtLeastNothing(transfer, given))} net.",
        "Check the amount and the promise.");

    public static Refusal UnknownTransfer(string id) => new(
        "ledger.unknown-transfer",
        $"There is no transfer '{id}'.", "Find transfers with: annona book transfers");

    public static Refusal CorrectedBefore(string code) => new(
        "ledger.corrected-before", $"Transfer {code} was corrected already.",
        "Correct the transfers that replaced it.");

    public static Refusal CorrectionWithoutWrong(Id<Transfer> id) => new(
        "ledger.correction-without-wrong", $"Transfer {id} is a correction and does not say of what.",
        "Name the wrong transfer and the reason with: annona book correct");

    public static Refusal RowsDiffer() => new(
        "ledger.rows-differ", "The list of rows is not as long as the list of transfers.",
        "Name one row for each transfer, or none.");

    public static Refusal CannotCorrect(string code) => new(
        "ledger.cannot-correct", $"Transfer {code} is expected, or settles an expected one.",
        "Void what is expected; correct what was posted.");

    public static Refusal NoReason() => new(
        "ledger.no-reason", "A reason is missing.", "Say in a sentence why; it is kept for ever.");

    public static Refusal CannotCount(AccountName account) => new(
        "ledger.cannot-count",
        $"'{account}' cannot be counted.", "Count a Stock, Site, Transit, Bank or Advance account.");

    public static Refusal CountNegative(Amount counted) => new(
        "ledger.count-negative", $"Nobody counts {counted}.", "Give what is there: 0 or more.");

    public static Refusal CountedSince(AccountName account, Commodity commodity, DateOnly last) => new(
        "ledger.counted-since", $"{commodity.Code} in '{account}' was counted again on {last:yyyy-MM-dd}.",
        "The later count stands; attach the older sheet to it with: annona book attach");

    public static Refusal UnknownOfficer() => new(
        "ledger.unknown-officer", "There is no such officer.", "See who there is with: annona officer list");

    public static Refusal EmptyPaper() => new(
        "ledger.empty-paper",
        "The paper is empty, or names no transfer.", "Attach a file that is not empty to at least one transfer.");

    public static Refusal UnknownDiscrepancy(string code) => new(
        "ledger.unknown-discrepancy",
        $"There is no open discrepancy '{code}'.", "List them with: annona book discrepancies");

    /// <summary>For people: <c>12,500.00 USD</c>.</summary>
    static string Grouped(Amount amount) =>
        (amount.Units / (decimal)amount.Commodity.UnitsPerWhole).ToString(
            $"N{amount.Commodity.Scale}", CultureInfo.InvariantCulture) + $" {amount.Commodity.Code}";

    static Amount AtLeastNothing(Transfer transfer, long units) => transfer.Amount with { Units = Math.Max(0, units) };

    static string Most(Commodity commodity) => commodity.Scale is >= 0 and <= Commodity.ScaleMax
        ? Grouped(new(commodity, TransferChecks.UnitsMax))
        : $"{TransferChecks.UnitsMax} smallest units";

    static string HeldIn(AccountKind kind) => AccountRules.Of(kind).Holds == Holds.Money ? "money" : "goods";

    static string Listed(IEnumerable<string> codes) =>
        string.Join(", ", codes) is { Length: > 0 } text ? text : "none yet";
}
