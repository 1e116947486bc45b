using Annona.Journal;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>Whether a transfer moves things now, reserves them, or settles an earlier reservation.</summary>
public enum TransferPhase
{
    /// <summary>It happened.</summary>
    Posted,

    /// <summary>It is expected: reserved until it is posted or voided, once.</summary>
    Pending,

    /// <summary>An expected one happened, wholly or in part; what is left of it is released.</summary>
    PostPending,

    /// <summary>An expected one will not happen.</summary>
    VoidPending,
}

/// <summary>
/// How well a link between a promise and a thing is founded. In order: the first two are called traced.
/// </summary>
public enum Basis
{
    /// <summary>This very batch, named by whoever moved it.</summary>
    Physical,

    /// <summary>Money that carries the promise.</summary>
    Earmarked,

    /// <summary>First in, first out over what stood in the same place.</summary>
    Convention,

    /// <summary>Somebody else's statement.</summary>
    Reported,

    /// <summary>No link.</summary>
    None,
}

/// <summary>
/// A movement of one commodity from one account to another: what leaves is credited, where it arrives is debited. It
/// is never edited: a correction is another transfer.
/// </summary>
/// <param name="Id">Made by whoever records it; sending it twice is harmless.</param>
/// <param name="From">The account that is credited.</param>
/// <param name="To">The account that is debited.</param>
/// <param name="Amount">More than nothing, in a declared commodity.</param>
/// <param name="Date">The day it happened, local.</param>
/// <param name="Kind">Why: says which accounts fit.</param>
public sealed record Transfer(
    Id<Transfer> Id, AccountName From, AccountName To, Amount Amount, DateOnly Date, TransferKind Kind)
{
    /// <summary>Now, expected, or the settling of an expected one.</summary>
    public TransferPhase Phase { get; init; }

    /// <summary>The expected transfer that this one posts or voids.</summary>
    public Id<Transfer>? Pending { get; init; }

    /// <summary>
    /// Of an expected transfer: the day by which it is due, such as the one a donor has pledged. Null when nobody said.
    /// When the day has passed it is listed as late until a person posts or voids it.
    /// </summary>
    public DateOnly? Due { get; init; }

    /// <summary>
    /// The promise that the money carries; null for unrestricted money and for goods, whose lot carries it.
    /// </summary>
    public Id<Promise>? Earmark { get; init; }

    /// <summary>
    /// The batch moved; null takes first in, first out over the lots at <see cref="From"/>. On money of kind
    /// <see cref="TransferKind.Buy"/>: the batch that it pays for.
    /// </summary>
    public Id<Lot>? Lot { get; init; }

    /// <summary>Number of a voucher, waybill or bank advice; never a person.</summary>
    public string? Reference { get; init; }

    /// <summary>Archived papers that show it, by the hash of their bytes; null for none.</summary>
    public IReadOnlyList<Hash>? Papers { get; init; }
}

/// <summary>What part of a lot a promise carries: <paramref name="Parts"/> of the sum of all shares of the
/// lot.</summary>
/// <param name="Promise">Null: unrestricted.</param>
/// <param name="Parts">More than 0. For a bought lot: the smallest units of money that the promise paid.</param>
public sealed record LotShare(Id<Promise>? Promise, long Parts);

/// <summary>A physical batch: what came in together, what it cost, and for whose promise.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Quantity">How much came in.</param>
/// <param name="Cost">What it cost, or the declared value of a gift; null for a gift without one.</param>
/// <param name="Shares">One for each promise, at least one.</param>
/// <param name="Received">The day it came in.</param>
public sealed record Lot(
    Id<Lot> Id, Amount Quantity, Amount? Cost, IReadOnlyList<LotShare> Shares, DateOnly Received)
{
    /// <summary>Not to be handed out after this day; null when it does not spoil.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>The supplier's or donor's own number for it.</summary>
    public string? SupplierReference { get; init; }
}

/// <summary>Transfers recorded at a desk, all or none of them.</summary>
/// <param name="Transfers">In order.</param>
public sealed record LedgerPosted(IReadOnlyList<Transfer> Transfers) : Event, IPosts
{
    /// <summary>Batches that come in with these transfers; null for none.</summary>
    public IReadOnlyList<Lot>? Lots { get; init; }

    /// <summary>The transfers that these correct; null for none. A purchase is corrected with its payments.</summary>
    public IReadOnlyList<Id<Transfer>>? Corrects { get; init; }

    /// <summary>Why it is corrected.</summary>
    public string? Reason { get; init; }

    IEnumerable<Transfer> IPosts.Transfers => Transfers;
}

/// <summary>
/// An event that moves something. The ledger folds its transfers by the same code whatever the event is, so no fact
/// is stored a second time as a transfer. The transfers are derived: pure, with ids derived from the event's.
/// </summary>
public interface IPosts
{
    /// <summary>In order. A later fold must derive the same again.</summary>
    IEnumerable<Transfer> Transfers { get; }

    /// <summary>Earlier transfers that these put right; none unless the fact says so.</summary>
    IEnumerable<Id<Transfer>> PutsRight => [];
}
