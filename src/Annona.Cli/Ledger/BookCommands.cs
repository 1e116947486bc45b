using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book ...</c>: money and goods, double entry.</summary>
static class BookCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("book", "Money and goods: transfers, balances, counts, and what others report")
        {
            UnitCommands.Declare(shell), UnitCommands.List(shell), AccountCommands.Open(shell),
            AccountCommands.List(shell), PostCommands.Post(shell), ReceiveCommand.Make(shell), ImportBook.Make(shell),
            PendingCommands.Make(shell), CorrectCommands.Correct(shell), CorrectCommands.Attach(shell),
            BalanceCommands.Balance(shell), BalanceCommands.Transfers(shell), LotCommands.List(shell),
            CountCommand.Make(shell), DiscrepancyCommands.List(shell), DiscrepancyCommands.Assign(shell),
            DiscrepancyCommands.Resolve(shell), OutsideCommands.Make(shell),
        },
    ];

    /// <summary>An account as officers type it.</summary>
    /// <exception cref="InputException">It is not one.</exception>
    public static AccountName Account(string typed) => AccountName.TryParse(typed, out var account)
        ? account
        : throw new InputException("book.bad-account", $"'{typed}' is not an account.",
            "Write KIND:NAME, such as Bank:Main or Stock:Warehouse North. "
            + $"Kinds: {string.Join(", ", KindsOfAccount)}.");

    /// <summary>An amount in a declared commodity, as officers type it: <c>12,500.50 USD</c>.</summary>
    /// <exception cref="InputException">It is not one.</exception>
    public static Amount Amount(Desk desk, string number, string code)
    {
        if (desk.Answer(new FindCommodity(code)) is not { } known)
            throw new InputException("book.unknown-commodity", $"There is no commodity '{code}' in the books.",
                $"Known: {Known(desk)}. Add one with: annona book commodity {UnitCommands.Suggested(code)}");
        var scale = known.Commodity.Scale;
        if (!Exchange.Sheets.AmountText.TryParse(number, scale, out var units, out var reason))
            throw new InputException("book.bad-amount", $"'{number}' is not an amount of {code}: {reason}",
                scale == 0 ? "Write a whole number." : $"Write a number with at most {scale} decimal places.");
        return new(known.Commodity, units);
    }

    /// <summary>A promise as officers type it; null stays null.</summary>
    public static Id<Promise>? Promise(Desk desk, string? typed) => string.IsNullOrWhiteSpace(typed)
        ? null
        : Desk.Found(desk.Answer(new FindPromise(typed)), "promise", typed, "promises").Id;

    static IEnumerable<AccountKind> KindsOfAccount =>
        Enum.GetValues<AccountKind>().Where(kind => kind != AccountKind.None);

    static string Known(Desk desk)
    {
        var codes = desk.Answer(new ListCommodities()).Select(known => known.Commodity.Code).ToList();
        return codes.Count == 0 ? "none yet" : string.Join(", ", codes);
    }
}
