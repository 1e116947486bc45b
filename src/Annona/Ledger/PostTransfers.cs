using Annona.Access;
using Annona.Journal;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>
/// Asks to post a linked list of transfers: all of them or none. A transfer that is recorded already is left out.
/// </summary>
/// <param name="Transfers">In order; each is checked on what its predecessors leave.</param>
public sealed record PostTransfers(IReadOnlyList<Transfer> Transfers) : Request
{
    /// <summary>Lots that come in with these transfers.</summary>
    public IReadOnlyList<Lot> Lots { get; init; } = [];

    /// <summary>Papers to archive with them; the transfers name their hashes.</summary>
    public IReadOnlyList<byte[]> Documents { get; init; } = [];

    /// <summary>
    /// The row of its file for each transfer, so that a refusal can name it; null when they are from no file.
    /// </summary>
    public IReadOnlyList<int>? Rows { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Storekeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (RefusesList() is { } no)
            return no;
        var decided = Posting.Decide(now, moment, new(Transfers) { Lots = Lots }, Synthetic, Rows);
        return decided is Decision.Accepted { Events.Count: > 0 } accepted
            ? accepted with { Documents = Documents }
            : decided;
    }

    /// <summary>Why the list as such cannot be posted; null if it can.</summary>
    internal Refusal? RefusesList()
    {
        if (Rows is not null && Rows.Count != Transfers.Count)
            return LedgerRefusals.RowsDiffer();
        if (Transfers.Count is 0 or > Posting.ListMax)
            return LedgerRefusals.ListSize(Transfers.Count);
        if (Transfers.FirstOrDefault(transfer => transfer.Kind == TransferKind.Correct) is { } correction)
            return LedgerRefusals.CorrectionWithoutWrong(correction.Id);
        return Transfers.FirstOrDefault(transfer => transfer.Kind == TransferKind.Give) is { } handover
            ? LedgerRefusals.GivenToNobody(handover)
            : null;
    }
}

/// <summary>
/// Asks to post an expected transfer, wholly or in part. What is left of a pledge stays pledged; what is left of
/// anything else is released (see <see cref="Commitments"/>). It is made up if the expected one is.
/// </summary>
/// <param name="Pending">The expected transfer.</param>
/// <param name="Amount">Null: all of it.</param>
/// <param name="Date">The day it happened.</param>
public sealed record PostPending(Id<Transfer> Pending, Amount? Amount, DateOnly Date) : Request
{
    /// <summary>Number of the agreement or bank advice.</summary>
    public string? Reference { get; init; }

    /// <summary>The archived papers that show it.</summary>
    public IReadOnlyList<Hash>? Papers { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (now.Ledger.FindTransfer(Pending) is not { Transfer: var expected } row)
            return LedgerRefusals.UnknownPending(Pending);
        var posted = expected with
        {
            Id = new(Ids.From(Intent, "transfer")),
            Due = null,
            Kind = expected.Kind == TransferKind.Pledge ? TransferKind.Commit : expected.Kind,
            Phase = TransferPhase.PostPending,
            Pending = Pending,
            Amount = Amount ?? expected.Amount,
            Date = Date,
            Reference = Reference,
            Papers = Papers,
        };
        if (posted.Amount.Commodity != expected.Amount.Commodity)
            return LedgerRefusals.PendingDiffers(Pending);
        return Posting.Decide(
            now, moment, new([posted, .. Commitments.RestOf(expected, posted)]), row.Synthetic);
    }
}

/// <summary>Asks to void an expected transfer: it will not happen. It is made up if the expected one is.</summary>
public sealed record VoidPending(Id<Transfer> Pending, DateOnly Date, string Reason) : Request
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            return LedgerRefusals.NoReason();
        if (now.Ledger.FindTransfer(Pending) is not { Transfer: var expected } row)
            return LedgerRefusals.UnknownPending(Pending);
        var voided = expected with
        {
            Id = new(Ids.From(Intent, "transfer")),
            Due = null,
            Phase = TransferPhase.VoidPending,
            Pending = Pending,
            Date = Date,
            Reference = null,
        };
        return Posting.Decide(now, moment, new([voided]) { Reason = Reason }, row.Synthetic);
    }
}

/// <summary>Who pays how much for a lot, from where.</summary>
/// <param name="From">Bank, Advance or Site.</param>
/// <param name="Amount">All payments for a lot are in one currency.</param>
/// <param name="Earmark">The promise that the money carries; null: unrestricted.</param>
public sealed record Payment(AccountName From, Amount Amount, Id<Promise>? Earmark);

/// <summary>
/// Asks to record goods that come in, with their payment or as a gift, as one linked list: money leaves for Exchange
/// and the goods come out of it into a lot, or the donor gives the goods.
/// </summary>
/// <param name="Into">Stock, Site or Transit.</param>
/// <param name="Quantity">How much came in.</param>
/// <param name="Received">The day it came in, local.</param>
public sealed record ReceiveLot(AccountName Into, Amount Quantity, DateOnly Received) : Request
{
    /// <summary>Who pays. Empty for a gift.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Who gives the goods; null for a purchase.</summary>
    public AccountName? Donor { get; init; }

    /// <summary>A gift's shares. Empty: unrestricted. A purchase's follow from who pays.</summary>
    public IReadOnlyList<LotShare> GiftShares { get; init; } = [];

    /// <summary>A gift's declared value; null: none.</summary>
    public Amount? GiftValue { get; init; }

    /// <summary>Not to be handed out after this day.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>The supplier's or donor's own number for the lot.</summary>
    public string? SupplierReference { get; init; }

    /// <summary>Number of the invoice or waybill.</summary>
    public string? Reference { get; init; }

    /// <summary>The archived papers that show it.</summary>
    public IReadOnlyList<Hash>? Papers { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.Bookkeeper | Roles.Storekeeper | Roles.Coordinator;

    /// <inheritdoc/>
    public override Decision Decide(Registers now, Moment moment)
    {
        if ((Donor is null) == (Payments.Count == 0) || Payments.DistinctBy(payment =>
            payment.Amount.Commodity).Count() > 1)
            return LedgerRefusals.PaidOrGiven();
        return Posting.Decide(now, moment, Linked(Intent), Synthetic);
    }

    /// <summary>The linked list, with ids derived from <paramref name="root"/>. A file row uses its own root.</summary>
    public LedgerPosted Linked(Guid root)
    {
        var lot = new Lot(new(Ids.From(root, "lot")), Quantity, Cost(), SharesOf(), Received)
        {
            Expiry = Expiry,
            SupplierReference = SupplierReference,
        };
        var exchange = AccountRules.Single(AccountKind.Exchange, Synthetic);
        var payments = Payments.Select((payment, index) => new Transfer(
            new(Ids.From(root, "payment", index)), payment.From, exchange, payment.Amount, Received, TransferKind.Buy)
        {
            Earmark = payment.Earmark,
            Lot = lot.Id,
            Reference = Reference,
            Papers = Papers,
        });
        var goods = new Transfer(
            new(Ids.From(root, "goods")), Donor ?? exchange, Into, Quantity, Received,
            Donor is null ? TransferKind.Buy : TransferKind.GiftInKind)
        {
            Lot = lot.Id,
            Reference = Reference,
            Papers = Papers,
        };
        return new([.. payments, goods]) { Lots = [lot] };
    }

    Amount? Cost() => Payments.Count == 0
        ? GiftValue
        : Payments.Select(payment => payment.Amount).Aggregate((sum, more) => sum + more);

    IReadOnlyList<LotShare> SharesOf() => Payments.Count > 0
        ? [
            .. Payments.GroupBy(payment => payment.Earmark)
                .Select(group => new LotShare(group.Key, group.Sum(payment => payment.Amount.Units))),
        ]
        : GiftShares.Count > 0 ? GiftShares : [new(Promise: null, Parts: 1)];
}
