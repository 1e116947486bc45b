using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book balance|transfers</c>: what is where, and how it came there.</summary>
static class BalanceCommands
{
    public static Command Balance(CommandShell shell)
    {
        var account = Words.Optional("ACCOUNT", "One account with its promises and lots; all accounts unless given.");
        var promise = Words.Option<string?>("--promise", "Only what carries this promise.");
        var json = CommandShell.JsonOption();
        var command = new Command("balance", "What is where. Example: annona book balance \"Stock:Warehouse North\"")
        {
            account, promise, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var balances = BookCommands.Promise(desk, parsed.GetValue(promise)) is { } id
                ? desk.Now.Ledger.BalancesOf(id)
                : parsed.GetValue(account) is { } typed
                    ? desk.Now.Ledger.BalancesIn(BookCommands.Account(typed))
                    : desk.Now.Ledger.Balances();
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(balances.Select(balance => AsJson(desk, balance)));
            else
                desk.Terminal.Table(
                    ["Account", "#Balance", "Commodity", "Promise", "Lot", "#Expected in", "#Expected out"],
                    balances.Select(balance => (IReadOnlyList<string>)[
                        $"{balance.Account}", balance.Balance.Number, balance.Balance.Commodity.Code,
                        PromiseOf(desk, balance) ?? "", LotOf(desk, balance) ?? "",
                        Short(balance.PendingIn), Short(balance.PendingOut)]));
            return Exit.Ok;
        });
    }

    public static Command Transfers(CommandShell shell)
    {
        var account = Words.Optional("ACCOUNT", "Only what touches this account.");
        var json = CommandShell.JsonOption();
        var command = new Command("transfers", "Every movement, in order. Example: annona book transfers Bank:Main")
        {
            account, json,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            AccountName? only = parsed.GetValue(account) is { } typed ? BookCommands.Account(typed) : null;
            var transfers = desk.Now.Ledger.Transfers.Where(
                moved => only is null || moved.Transfer.From == only || moved.Transfer.To == only);
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(transfers.Select(moved => new
                {
                    id = moved.Transfer.Id.ToString(), position = moved.Position, date = moved.Transfer.Date,
                    kind = moved.Transfer.Kind, from = $"{moved.Transfer.From}", to = $"{moved.Transfer.To}",
                    amount =
                        decimal.Parse(moved.Transfer.Amount.Number,
                        System.Globalization.CultureInfo.InvariantCulture),
                    commodity = moved.Transfer.Amount.Commodity.Code, reference = moved.Transfer.Reference,
                    pending = moved.IsOpen, corrected = moved.Corrected,
                }));
            else
                Print(desk, transfers);
            return Exit.Ok;
        });
    }

    public static void Print(Desk desk, IEnumerable<RecordedTransfer> transfers) => desk.Terminal.Table(
        ["Date", "Kind", "From", "To", "#Amount", "Reference", "Entry", "Id"],
        transfers.Select(moved => (IReadOnlyList<string>)[
            Terminal.Date(moved.Transfer.Date), moved.IsOpen ? $"{moved.Transfer.Kind}, expected"
                : $"{moved.Transfer.Kind}",
            $"{moved.Transfer.From}", $"{moved.Transfer.To}", $"{moved.Transfer.Amount}", moved.Transfer.Reference
                ?? "",
            $"{moved.Position}", $"{moved.Transfer.Id}"]));

    static object AsJson(Desk desk, AccountBalance balance) => new
    {
        account = $"{balance.Account}",
        balance = decimal.Parse(balance.Balance.Number, System.Globalization.CultureInfo.InvariantCulture),
        commodity = balance.Balance.Commodity.Code,
        promise = PromiseOf(desk, balance),
        lot = LotOf(desk, balance),
    };

    static string? PromiseOf(Desk desk, AccountBalance balance) =>
        balance.Earmark is { } promise ? desk.Now.PublicRecord.Promises.Find(promise)?.Code : null;

    static string? LotOf(Desk desk, AccountBalance balance) =>
        balance.Lot is { } lot ? desk.Now.Ledger.FindLot(lot.Value)?.Code : null;

    static string Short(Amount amount) => amount.Units == 0 ? "" : amount.Number;
}
