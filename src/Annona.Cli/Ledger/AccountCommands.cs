using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Ledger;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book account|accounts</c>: where things are and where they come from.</summary>
static class AccountCommands
{
    public static Command Open(CommandShell shell)
    {
        var account = Words.Argument("ACCOUNT", "KIND:NAME, such as 'Stock:Warehouse North'.");
        var note = Words.Option<string?>("--note", "Such as the account's number at the bank; never a person.");
        var synthetic = Words.Synthetic();
        var command = new Command("account",
            "Open an account before anything moves there, or note something about it; a transfer opens its accounts "
            + "by itself. Example: annona book account \"Stock:Warehouse North\" --note \"Hall 2.\"")
        {
            account, note, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var name = BookCommands.Account(parsed.GetValue(account)!);
            desk.Record(new OpenAccount(name, parsed.GetValue(note))
            {
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{name} is open.");
            return Exit.Ok;
        });
    }

    public static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("accounts", "All accounts. Example: annona book accounts") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var accounts = desk.Answer(new ListAccounts());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(accounts.Select(known => new
                {
                    account = $"{known.Account}", kind = known.Account.Kind, name = known.Account.Name,
                    note = known.Note, synthetic = known.Synthetic,
                }));
            else
                desk.Terminal.Table(["Account", "Note", "Made up"], accounts.Select(known =>
                    (IReadOnlyList<string>)[$"{known.Account}", known.Note ?? "", known.Synthetic ? "yes" : ""]));
            return Exit.Ok;
        });
    }
}
