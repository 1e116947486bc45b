using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Ledger;
using Annona.Cli.Shell;

namespace Annona.Cli.Aid;

/// <summary><c>annona aid cash send|reconcile</c>: a list to a provider, and what became of each payment.</summary>
static class CashCommands
{
    public static Command Make(CommandShell shell) =>
        new("cash", "Cash through a provider: send a list, and reconcile it") { Send(shell), Reconcile(shell) };

    static Command Send(CommandShell shell)
    {
        var programme = Words.Argument("PROGRAMME", "A code such as B2, or a name.");
        var cycle = Words.Option("--cycle", "Which cycle.", 1);
        var provider = Words.Required<string>("--provider", "The party that pays.");
        var from = Words.Required<string>("--from", "The account that the money leaves.");
        var promise = Words.Option<string?>("--promise", "The promise that the money carries.");
        var date = Words.Option<string?>("--date", "The day it was sent; today unless given.");
        var command = new Command("send",
            "Send a list of payments. Example: annona aid cash send B2 --provider \"Post Bank\" --from Bank:Main "
            + "--promise P2")
        {
            programme, cycle, provider, from, promise, date,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = AidCommands.Programme(desk, parsed.GetValue(programme)!);
            var pays = parsed.GetValue(provider)!;
            desk.Record(new SendCashList(
                row.Id, parsed.GetValue(cycle), Desk.Found(
                    desk.Now.Parties.Find(pays), "party", pays, "party list").Id,
                BookCommands.Account(parsed.GetValue(from)!))
            {
                Intent = Desk.NewIntent(),
                Earmark = BookCommands.Promise(desk, parsed.GetValue(promise)),
                SentOn = Desk.Date(parsed.GetValue(date), "--date"),
                Synthetic = row.Synthetic,
            });
            desk.Terminal.Line($"{desk.Now.Aid.CashLists[^1].Code} is sent.");
            return Exit.Ok;
        });
    }

    static Command Reconcile(CommandShell shell)
    {
        var list = Words.Argument("LIST", "A code such as CL1.");
        var outcome =
            new Argument<PaymentState>("OUTCOME") { Description = "Credited, collected, failed or returned." };
        var households = Words.Several("HOUSEHOLDS", "Codes such as H12.");
        var all = Words.Option<bool>("--all", "Every payment on the list.");
        var date = Words.Required<string>("--date", "The day, yyyy-MM-dd.");
        var command = new Command("reconcile",
            "Say what became of payments. Example: annona aid cash reconcile CL1 collected --all --date 2026-03-20")
        {
            list, outcome, households, all, date,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var typed = parsed.GetValue(list)!;
            var row = Desk.Found(desk.Now.Aid.FindCashList(typed), "cash list", typed, "aid list");
            var whom = parsed.GetValue(all)
                ? [.. desk.Now.Aid.PaymentsOn(row.Id).Select(payment => payment.Household)]
                : (parsed.GetValue(households) ?? []).Select(code => AidCommands.Household(desk, code)).ToList();
            foreach (var chunk in whom.Chunk(1_000))
                desk.Record(new ReconcileCash(
                    row.Id, parsed.GetValue(outcome), chunk, Desk.Date(parsed.GetValue(date), "--date")!.Value)
                {
                    Intent = Desk.NewIntent(),
                    Synthetic = row.Synthetic,
                });
            desk.Terminal.Line($"{Terminal.Number(whom.Count)} payments of {row.Code}: {parsed.GetValue(outcome)}.");
            return Exit.Ok;
        });
    }
}
