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
            var balances = desk.Answer(new ListBalances
            {
                Account = parsed.GetValue(account) is { } typed ? BookCommands.Account(typed) : null,
                Promise = BookCommands.Promise(desk, parsed.GetValue(promise)),
            });
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(balances.Select(AsJson));
            else
                desk.Terminal.Table(
                    ["Account", "#Balance", "Commodity", "Promise", "Lot", "#Expected in", "#Expected out"],
                    balances.Select(row => (IReadOnlyList<string>)[
                        $"{row.Account}", BookWords.Number(row.Balance), row.Balance.Commodity.Code,
                        row.Promise ?? "", row.Lot ?? "", Short(row.PendingIn), Short(row.PendingOut)]));
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
            var transfers = desk.Answer(new ListTransfers(
                parsed.GetValue(account) is { } typed ? BookCommands.Account(typed) : null));
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(transfers.Select(AsJson));
            else
                desk.Terminal.Table(
                    ["", "Date", "Kind", "From", "To", "#Amount", "Promise", "Reference", "#Papers"],
                    transfers.Select(row => (IReadOnlyList<string>)[
                        row.Code, Terminal.Date(row.Date), TransferKinds.Word(row.Kind) + State(row), $"{row.From}",
                        $"{row.To}", BookWords.Of(row.Amount), row.Promise ?? "", row.Reference ?? "",
                        row.Papers == 0 ? "" : $"{row.Papers}"]));
            return Exit.Ok;
        });
    }

    public static object AsJson(TransferListed row) => new
    {
        id = row.Code,
        transfer = row.Id.ToString(),
        position = row.Position,
        date = row.Date,
        kind = row.Kind,
        from = $"{row.From}",
        to = $"{row.To}",
        amount = BookWords.Value(row.Amount),
        commodity = row.Amount.Commodity.Code,
        promise = row.Promise,
        lot = row.Lot,
        reference = row.Reference,
        pending = row.Pending,
        due = row.Due,
        daysLate = row.DaysLate,
        corrected = row.Corrected,
        papers = row.Papers,
        synthetic = row.Synthetic,
    };

    static object AsJson(BalanceListed row) => new
    {
        account = $"{row.Account}",
        balance = BookWords.Value(row.Balance),
        commodity = row.Balance.Commodity.Code,
        promise = row.Promise,
        lot = row.Lot,
        pendingIn = BookWords.Value(row.PendingIn),
        pendingOut = BookWords.Value(row.PendingOut),
    };

    static string State(TransferListed row) => row.Pending ? ", expected" : row.Corrected ? ", corrected" : "";

    static string Short(Amount amount) => amount.Units == 0 ? "" : BookWords.Number(amount);
}
