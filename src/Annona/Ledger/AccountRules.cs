using Annona.Values;

namespace Annona.Ledger;

/// <summary>Debit accounts hold things (debits minus credits); credit accounts are where things come from.</summary>
public enum NormalSide
{
    /// <summary>The balance is debits minus credits.</summary>
    Debit,

    /// <summary>The balance is credits minus debits.</summary>
    Credit,
}

/// <summary>
/// What a desk transfer may not do to an account, counting what is pending. Field facts are flagged instead.
/// </summary>
public enum BalanceLimit
{
    /// <summary>Anything goes.</summary>
    None,

    /// <summary>Nobody gives out what they do not hold: credits stay within debits.</summary>
    CreditsWithinDebits,

    /// <summary>Nobody gets back more than they gave: debits stay within credits.</summary>
    DebitsWithinCredits,
}

/// <summary>What may stand in an account.</summary>
[Flags]
public enum Holds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Money.</summary>
    Money = 1,

    /// <summary>Goods and units of entitlement.</summary>
    Goods = 2,

    /// <summary>Either.</summary>
    Both = 3,
}

/// <summary>How a kind of account behaves.</summary>
/// <param name="Normal">On which side its balance is positive.</param>
/// <param name="Limit">What the desk may not do.</param>
/// <param name="Holds">What may stand there.</param>
/// <param name="Memo">It belongs to the memo book of pledges and commitments, apart from what is real.</param>
/// <param name="NeedsName">There may be several, so each has a name.</param>
public sealed record AccountRule(NormalSide Normal, BalanceLimit Limit, Holds Holds, bool Memo, bool NeedsName);

/// <summary>The one table of what each kind of account is.</summary>
public static class AccountRules
{
    /// <summary>The rule of a kind.</summary>
    public static AccountRule Of(AccountKind kind) => kind switch
    {
        AccountKind.Donor => new(
            NormalSide.Credit, BalanceLimit.DebitsWithinCredits, Holds.Both, Memo: false, NeedsName: true),
        AccountKind.Pledges => new(
            NormalSide.Credit, BalanceLimit.DebitsWithinCredits, Holds.Both, Memo: true, NeedsName: true),
        AccountKind.Committed => Holder(Holds.Both, needsName: true) with { Memo = true },
        AccountKind.Bank => Holder(Holds.Money, needsName: true),
        AccountKind.Advance => Holder(Holds.Money, needsName: true),
        AccountKind.Exchange => Unlimited(NormalSide.Debit, Holds.Both),
        AccountKind.Conversion => Unlimited(NormalSide.Debit, Holds.Money),
        AccountKind.Stock => Holder(Holds.Goods, needsName: true),
        AccountKind.Transit => Holder(Holds.Goods, needsName: true),
        AccountKind.Site => Holder(Holds.Both, needsName: true),
        AccountKind.Given => Holder(Holds.Both, needsName: true),
        AccountKind.CashSent => Holder(Holds.Money, needsName: true),
        AccountKind.Credited or AccountKind.Collected => Holder(Holds.Money, needsName: false),
        AccountKind.Support or AccountKind.Fees or AccountKind.Services or AccountKind.Works =>
            Holder(Holds.Money, needsName: false),
        AccountKind.Loss or AccountKind.Returned => Holder(Holds.Both, needsName: false),
        AccountKind.Variance => Unlimited(NormalSide.Debit, Holds.Both),
        _ => Unlimited(NormalSide.Debit, Holds.None),
    };

    /// <summary>Why an account cannot be used; null if it can.</summary>
    internal static Refusal? Refuses(AccountName account, LedgerRegister ledger)
    {
        if (account.Kind == AccountKind.None)
            return LedgerRefusals.NoAccount();
        if (Of(account.Kind).NeedsName && string.IsNullOrEmpty(account.Name))
            return LedgerRefusals.AccountWithoutName(account.Kind);
        if (ledger.FindAccount(account.ToString()) is { } known && known.Account != account)
            return LedgerRefusals.AccountAlmostTheSame(account, known.Account);
        return null;
    }

    /// <summary>
    /// The account of a kind of which there is only one; made-up transfers have one of their own, so that real and
    /// made-up never mix in it.
    /// </summary>
    internal static AccountName Single(AccountKind kind, bool synthetic) => new(kind, synthetic ? "Made up" : "");

    /// <summary>Why a commodity cannot stand in an account; null if it can.</summary>
    internal static Refusal? RefusesToHold(AccountName account, Commodity commodity, LedgerRegister ledger) =>
        Of(account.Kind).Holds.HasFlag(ledger.IsMoney(commodity.Code) ? Holds.Money : Holds.Goods)
            ? null
            : LedgerRefusals.NotHeldThere(account, commodity);

    static AccountRule Holder(Holds holds, bool needsName) =>
        new(NormalSide.Debit, BalanceLimit.CreditsWithinDebits, holds, Memo: false, needsName);

    static AccountRule Unlimited(NormalSide normal, Holds holds) =>
        new(normal, BalanceLimit.None, holds, Memo: false, NeedsName: false);
}
