using Annona.Access;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Ledger;

/// <summary>What stands somewhere, as it is told to officers.</summary>
/// <param name="Account">Where.</param>
/// <param name="Balance">On the account's normal side.</param>
/// <param name="PendingIn">Expected to arrive.</param>
/// <param name="PendingOut">Reserved to leave.</param>
/// <param name="Promise">Code of the promise; null for all of it, or for what no promise binds.</param>
/// <param name="Lot">Code of the lot; null for all of it, or for goods of no known lot.</param>
public sealed record BalanceListed(
    AccountName Account, Amount Balance, Amount PendingIn, Amount PendingOut, string? Promise, string? Lot)
{
    internal static BalanceListed Of(AccountBalance row, Registers now) => new(
        row.Account, row.Balance, row.PendingIn, row.PendingOut, TransferListed.CodeOf(row.Earmark, now),
        row.Lot is { } lot ? now.Ledger.FindLot(lot.Value)?.Code : null);
}

/// <summary>
/// Asks what is where: every account, or one with its promises and lots, or what carries one promise.
/// </summary>
public sealed record ListBalances : Question<IReadOnlyList<BalanceListed>>
{
    /// <summary>One account; null for all.</summary>
    public AccountName? Account { get; init; }

    /// <summary>Only what carries this promise; null for everything.</summary>
    public Id<Promise>? Promise { get; init; }

    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<BalanceListed> Answer(Registers now, Moment moment) =>
        [.. Rows(now.Ledger).Select(row => BalanceListed.Of(row, now))];

    IEnumerable<AccountBalance> Rows(LedgerRegister ledger) => (Promise, Account) switch
    {
        ({ } promise, null) => ledger.BalancesOf(promise),
        ({ } promise, { } account) => ledger.BalancesOf(promise).Where(row => row.Account == account),
        (null, { } account) => ledger.BalancesIn(account),
        _ => ledger.Balances(),
    };
}

/// <summary>An account as it is told to officers.</summary>
/// <param name="Account">Kind and name.</param>
/// <param name="Note">What was said at opening; may be null.</param>
/// <param name="Synthetic">Its transfers are made up.</param>
public sealed record AccountListed(AccountName Account, string? Note, bool Synthetic);

/// <summary>Asks which accounts are open, by kind and name.</summary>
public sealed record ListAccounts : Question<IReadOnlyList<AccountListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<AccountListed> Answer(Registers now, Moment moment) =>
        [.. now.Ledger.Accounts.Select(row => new AccountListed(row.Account, row.Note, row.Synthetic))];
}

/// <summary>Money missing in an account that no promise has been charged with, as it is told to officers.</summary>
/// <param name="Account">Where.</param>
/// <param name="Missing">How much.</param>
/// <param name="Promises">Codes of the promises whose money stands there.</param>
public sealed record ShortageListed(AccountName Account, Amount Missing, IReadOnlyList<string> Promises);

/// <summary>Asks where money is missing that stands against no promise.</summary>
public sealed record ListShortages : Question<IReadOnlyList<ShortageListed>>
{
    /// <inheritdoc/>
    public override Roles MayAsk => Roles.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ShortageListed> Answer(Registers now, Moment moment) =>
    [
        .. now.Ledger.Shortages().Select(shortage => new ShortageListed(
            shortage.Account, shortage.Missing,
            [.. shortage.Promises.Select(promise => TransferListed.CodeOf(promise, now)).OfType<string>()])),
    ];
}
