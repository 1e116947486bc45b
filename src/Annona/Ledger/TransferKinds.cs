using static Annona.Ledger.AccountKind;

namespace Annona.Ledger;

/// <summary>Why something moves. <see cref="TransferKinds.Fits"/> says between which accounts.</summary>
public enum TransferKind
{
    /// <summary>Not said; no desk may use it.</summary>
    None,

    /// <summary>A donor announces: Pledges to Committed, pending until it is committed.</summary>
    Pledge,

    /// <summary>A donor commits in writing: posts a pledge, or Pledges to Committed at once.</summary>
    Commit,

    /// <summary>Money arrives: Donor to Bank or Advance.</summary>
    Receive,

    /// <summary>Money to a partner: Bank to Advance.</summary>
    Advance,

    /// <summary>
    /// Goods are bought: Bank, Advance or Site to Exchange, and the goods Exchange to Stock, Site or Transit.
    /// </summary>
    Buy,

    /// <summary>Goods are given: Donor to Stock, Site or Transit.</summary>
    GiftInKind,

    /// <summary>One currency for another: Bank or Advance to Conversion and back in the other currency.</summary>
    Convert,

    /// <summary>Between our own places of one sort: Bank, Site, Stock.</summary>
    Move,

    /// <summary>Goods leave on a vehicle: Stock or Site to Transit.</summary>
    Load,

    /// <summary>Goods arrive: Transit to Stock or Site.</summary>
    Unload,

    /// <summary>Lost, stolen or spoiled: to Loss.</summary>
    Lose,

    /// <summary>Out of date: Stock, Site or Transit to Loss.</summary>
    Expire,

    /// <summary>Back: Given to Stock or Site; unspent money to Bank; to Returned when it leaves us.</summary>
    Return,

    /// <summary>Into people's hands: Stock, Site, Bank or Advance to Given.</summary>
    Give,

    /// <summary>Cash to a provider with a list: Bank or Advance to CashSent.</summary>
    SendCash,

    /// <summary>The provider credits people: CashSent to Credited.</summary>
    Credit,

    /// <summary>People collect: Credited or CashSent to Collected.</summary>
    Collect,

    /// <summary>Fees of a bank or provider: to Fees.</summary>
    Fee,

    /// <summary>Support costs: to Support.</summary>
    Support,

    /// <summary>Services: to Services.</summary>
    Service,

    /// <summary>Works: to Works.</summary>
    Work,

    /// <summary>A count found more or less: between Variance and the place counted.</summary>
    Recount,

    /// <summary>An earlier transfer is taken back or put right; any accounts.</summary>
    Correct,
}

/// <summary>The one table of which accounts a kind of transfer connects.</summary>
public static class TransferKinds
{
    /// <summary>Whether a transfer of this kind may go between these kinds of account.</summary>
    public static bool Fits(TransferKind kind, AccountKind from, AccountKind to) => kind switch
    {
        TransferKind.Pledge or TransferKind.Commit => (from, to) is (Pledges, Committed),
        TransferKind.Receive => from is Donor && IsPurse(to),
        TransferKind.Advance => (from, to) is (Bank, AccountKind.Advance),
        TransferKind.Buy => ((IsPurse(from) || from is Site) && to is Exchange) || (from is Exchange && IsShelf(to)),
        TransferKind.GiftInKind => from is Donor && IsShelf(to),
        TransferKind.Convert => (IsPurse(from) && to is Conversion) || (from is Conversion && IsPurse(to)),
        TransferKind.Move => from is Bank or Site or Stock && to is Bank or Site or Stock,
        TransferKind.Load => from is Stock or Site && to is Transit,
        TransferKind.Unload => from is Transit && to is Stock or Site,
        TransferKind.Lose => (IsPurse(from) || IsShelf(from) || from is CashSent) && to is Loss,
        TransferKind.Expire => IsShelf(from) && to is Loss,
        TransferKind.Return => FitsReturn(from, to),
        TransferKind.Give => (IsPurse(from) || from is Stock or Site) && to is Given,
        TransferKind.SendCash => IsPurse(from) && to is CashSent,
        TransferKind.Credit => (from, to) is (CashSent, Credited),
        TransferKind.Collect => from is Credited or CashSent && to is Collected,
        TransferKind.Fee => (IsPurse(from) || from is CashSent) && to is Fees,
        TransferKind.Support => IsPurse(from) && to is AccountKind.Support,
        TransferKind.Service => IsPurse(from) && to is Services,
        TransferKind.Work => IsPurse(from) && to is Works,
        TransferKind.Recount => IsCounted(from) ? to is Variance : from is Variance && IsCounted(to),
        TransferKind.Correct => true,
        _ => false,
    };

    /// <summary>What officers type for a kind: <c>gift-in-kind</c>.</summary>
    public static string Word(TransferKind kind) => string.Concat($"{kind}".Select((letter, at) =>
        char.IsAsciiLetterUpper(letter) ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>
    /// All kinds that an officer types, in order. Corrections, counts and handovers have requests of their own.
    /// </summary>
    public static IEnumerable<TransferKind> Desk { get; } = [.. Enum.GetValues<TransferKind>().Where(kind => kind
        is not (TransferKind.None or TransferKind.Correct or TransferKind.Recount or TransferKind.Give))];

    /// <summary>Between which accounts a kind goes, as a phrase: <c>from Donor to Bank or Advance</c>.</summary>
    public static string Paths(TransferKind kind) => kind == TransferKind.Correct
        ? "between any accounts"
        : string.Join("; ", Kinds
            .Select(from => (From: from, To: Either(Kinds.Where(to => Fits(kind, from, to)))))
            .Where(path => path.To.Length > 0).GroupBy(path => path.To)
            .Select(paths => $"from {Either(paths.Select(path => path.From))} to {paths.Key}"));

    /// <summary>The kinds that go between two sorts of account, as officers type them; empty when none does.</summary>
    public static string Between(AccountKind from, AccountKind to) =>
        string.Join(", ", Desk.Where(kind => Fits(kind, from, to)).Select(Word));

    static string Either(IEnumerable<AccountKind> kinds) => kinds.ToArray() switch
    {
        [] => "",
        [var only] => $"{only}",
        [.. var first, var last] => $"{string.Join(", ", first)} or {last}",
    };

    static IEnumerable<AccountKind> Kinds => Enum.GetValues<AccountKind>().Where(kind => kind != AccountKind.None);

    static bool FitsReturn(AccountKind from, AccountKind to) =>
        (from is Given && to is Stock or Site)
        || (from is AccountKind.Advance or CashSent or Credited or Given && to is Bank)
        || ((IsPurse(from) || IsShelf(from)) && to is Returned);

    static bool IsPurse(AccountKind kind) => kind is Bank or AccountKind.Advance;

    static bool IsShelf(AccountKind kind) => kind is Stock or Site or Transit;

    static bool IsCounted(AccountKind kind) => IsPurse(kind) || IsShelf(kind);
}
