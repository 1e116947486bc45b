using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Ledger;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Parties;
using Annona.People;
using Annona.Values;

namespace Annona.Cli.Aid;

/// <summary><c>annona aid cash send|reconcile</c>: a list to a provider, and what became of each payment.</summary>
static class CashCommands
{
    /// <summary>Payments in one request.</summary>
    const int ChunkMax = 1_000;

    public static Command Make(CommandShell shell) =>
        new("cash", "Cash through a provider: send a list, hand out its file, reconcile it")
        {
            Send(shell), CashLists.List(shell), CashLists.Show(shell), CashLists.WriteFile(shell), Reconcile(shell),
        };

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
            var typed = parsed.GetValue(provider)!;
            var pays = Desk.Found(desk.Answer(new FindParty(typed)), "party", typed, "party list");
            var ask = new SendCashList(
                row.Id, parsed.GetValue(cycle), pays.Id, BookCommands.Account(parsed.GetValue(from)!))
            {
                Intent = Desk.NewIntent(),
                Earmark = AidCommands.Promise(desk, parsed.GetValue(promise)),
                SentOn = Desk.Date(parsed.GetValue(date), "--date"),
                Synthetic = row.Synthetic,
            };
            desk.Record(ask);
            var sent = AidCommands.CashList(desk, new Id<CashList>(Ids.From(ask.Intent, "cash-list")).ToString());
            desk.Terminal.Line(
                $"{sent.Code} is sent: {CashLists.Text(sent)}. "
                + $"The provider's file: annona aid cash file {sent.Code} --out {sent.Code}.csv");
            return Exit.Ok;
        });
    }

    static Command Reconcile(CommandShell shell)
    {
        var list = Words.Argument("LIST", "A code such as CL1.");
        var outcome = new Argument<PaymentState?>("OUTCOME")
        {
            Description = "Sent, credited, collected, failed or returned; left out with --file.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var households = Words.Several("HOUSEHOLDS", "Codes such as H12.");
        var all = Words.Option<bool>("--all", "Every payment on the list.");
        var file = Words.File("--file",
            "The provider's report: columns reference (or household) and outcome, and date if it has one.");
        var date = Words.Option<string?>("--date", "The day, yyyy-MM-dd; needed where the file has none.");
        var command = new Command("reconcile",
            "Say what became of payments. Examples: annona aid cash reconcile CL1 collected --all --date 2026-03-20; "
            + "annona aid cash reconcile CL1 --file report.csv --date 2026-03-20")
        {
            list, outcome, households, all, file, date,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = AidCommands.CashList(desk, parsed.GetValue(list)!);
            var day = Desk.Date(parsed.GetValue(date), "--date");
            if (parsed.GetValue(file) is { } path)
                return Record(desk, row, CashReport.Read(desk, row, path, day));
            if (parsed.GetValue(outcome) is not { } became || day is not { } on)
                throw new InputException("aid.no-outcome", "The outcome or its day is missing.",
                    "Write it as: annona aid cash reconcile CL1 collected --all --date 2026-03-20");
            var whom = parsed.GetValue(all)
                ? desk.Answer(new ShowCashList(row.Id))!.Payments.Select(payment => payment.Id)
                : (parsed.GetValue(households) ?? []).Select(code => AidCommands.Household(desk, code).Id);
            return Record(desk, row, [.. whom.Select(household => new Reported(household, became, on))]);
        });
    }

    static int Record(Desk desk, ListedCash row, IReadOnlyList<Reported> reported)
    {
        if (reported.Count == 0)
            throw new InputException("aid.no-payments", "No payment was named.",
                "Name households, or take every payment on the list with --all.");
        // In order of progress, so that a report with two steps of one payment is taken step by step.
        foreach (var step in reported.GroupBy(payment => (payment.On, payment.Became))
            .OrderBy(step => step.Key.On).ThenBy(step => step.Key.Became))
        {
            foreach (var chunk in step.Select(payment => payment.Household).Chunk(ChunkMax))
                desk.Record(new ReconcileCash(row.Id, step.Key.Became, chunk, step.Key.On)
                {
                    Intent = Desk.NewIntent(),
                    Synthetic = row.Synthetic,
                });
        }
        var payments = reported.Count == 1 ? "1 payment" : $"{Terminal.Number(reported.Count)} payments";
        desk.Terminal.Line($"{payments} of {row.Code} reconciled.");
        desk.Terminal.Line($"{row.Code} now: {CashLists.Text(AidCommands.CashList(desk, row.Code))}.");
        return Exit.Ok;
    }
}

/// <summary>What a provider says became of a payment.</summary>
readonly record struct Reported(Id<Household> Household, PaymentState Became, DateOnly On);
