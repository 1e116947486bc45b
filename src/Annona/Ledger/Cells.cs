using Annona.Values;

namespace Annona.Ledger;

/// <summary>Which book a cell belongs to. Each book balances by itself.</summary>
public enum Book
{
    /// <summary>Money, goods and entitlement units as they are.</summary>
    Real,

    /// <summary>Pledges and commitments.</summary>
    Memo,

    /// <summary>What the goods in a place have cost: money units that travel with the lots.</summary>
    Cost,
}

/// <summary>
/// The smallest thing with a balance: one commodity in one account, by earmark (money), by lot (goods), or by both
/// (cost).
/// </summary>
/// <param name="Book">Real, memo or cost.</param>
/// <param name="Account">Where.</param>
/// <param name="Commodity">Code of the commodity; the money for a cost cell.</param>
/// <param name="Lot">Empty for money, and for goods of which no lot is known.</param>
/// <param name="Earmark">The promise; empty for goods (their lot carries it) and for what is unrestricted.</param>
public readonly record struct CellKey(Book Book, AccountName Account, string Commodity, Guid Lot, Guid Earmark);

/// <summary>
/// The four counters of a cell, in smallest units. They only grow, but for pending ones that are settled.
/// </summary>
public readonly record struct Counters(long DebitsPending, long DebitsPosted, long CreditsPending, long CreditsPosted)
{
    /// <summary>Debits minus credits, posted.</summary>
    public long Balance => DebitsPosted - CreditsPosted;

    /// <summary>What may still leave a debit account: pending ones are counted as gone, never as arrived.</summary>
    public long Available => DebitsPosted - CreditsPosted - CreditsPending;

    /// <summary>What may still go back to a credit account.</summary>
    public long Refundable => CreditsPosted - DebitsPosted - DebitsPending;

    /// <summary>
    /// Whether so many units more still fit: what may move is bounded, so that no sum of counters ever overflows.
    /// </summary>
    internal bool HasRoomFor(long units) =>
        Math.Max(Math.Max(DebitsPending, DebitsPosted), Math.Max(CreditsPending, CreditsPosted)) <= Most - units;

    /// <summary>A thousand of the largest amounts; nine such counters still sum within 64 bits.</summary>
    const long Most = 1_000 * TransferChecks.UnitsMax;

    /// <summary>Never, in sound books.</summary>
    internal bool IsNegative => DebitsPending < 0 || DebitsPosted < 0 || CreditsPending < 0 || CreditsPosted < 0;

    /// <summary>After units arrived, were expected, or were released.</summary>
    internal Counters Debited(long units, LegEffect effect) => effect switch
    {
        LegEffect.Posted => this with { DebitsPosted = checked(DebitsPosted + units) },
        LegEffect.Pended => this with { DebitsPending = checked(DebitsPending + units) },
        _ => this with { DebitsPending = checked(DebitsPending - units) },
    };

    /// <summary>After units left, were reserved, or were released.</summary>
    internal Counters Credited(long units, LegEffect effect) => effect switch
    {
        LegEffect.Posted => this with { CreditsPosted = checked(CreditsPosted + units) },
        LegEffect.Pended => this with { CreditsPending = checked(CreditsPending + units) },
        _ => this with { CreditsPending = checked(CreditsPending - units) },
    };

    /// <summary>Sum of two cells' counters.</summary>
    public static Counters operator +(Counters left, Counters right) => new(
        checked(left.DebitsPending + right.DebitsPending), checked(left.DebitsPosted + right.DebitsPosted),
        checked(left.CreditsPending + right.CreditsPending), checked(left.CreditsPosted + right.CreditsPosted));
}

/// <summary>What a leg does to the counters of its two cells.</summary>
enum LegEffect : byte
{
    /// <summary>Adds to what is posted.</summary>
    Posted,

    /// <summary>Adds to what is pending.</summary>
    Pended,

    /// <summary>Takes off what is pending.</summary>
    Released,
}

/// <summary>
/// A movement between two cells. A transfer has one leg for each lot it takes from, and one for each cost that goes
/// along.
/// </summary>
readonly record struct Leg(CellKey From, CellKey To, long Units, LegEffect Effect, Basis Basis);

/// <summary>What becomes of an expected transfer.</summary>
enum PendingState : byte
{
    /// <summary>It is not an expected one.</summary>
    NotPending,

    /// <summary>Neither posted nor voided.</summary>
    Open,

    /// <summary>Posted, wholly or in part.</summary>
    Settled,

    /// <summary>Voided.</summary>
    Voided,
}

/// <summary>
/// Balances to plan the legs of a transfer on: the register's, or those of a list that is still being checked.
/// </summary>
interface IBalances
{
    /// <summary>The counters of a cell; zero when nothing was ever there.</summary>
    Counters Of(CellKey cell);

    /// <summary>
    /// The cells of an account and commodity in the order in which they first held or expected something.
    /// </summary>
    IEnumerable<CellKey> Pile(AccountName account, string commodity);

    /// <summary>The same without those in front that have nothing left to give.</summary>
    IEnumerable<CellKey> Live(AccountName account, string commodity);

    /// <summary>A lot with its cost by share, or null.</summary>
    LotRow? FindLot(Guid lot);

    /// <summary>Whether a commodity is money.</summary>
    bool IsMoney(string commodity);

    /// <summary>The legs by which an expected transfer reserved its units.</summary>
    IReadOnlyList<Leg> PendedLegs(Id<Transfer> pending);
}
