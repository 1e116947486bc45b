using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Ledger;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book correct|attach</c>: putting a transfer right, and the papers that show it.</summary>
static class CorrectCommands
{
    public static Command Correct(CommandShell shell)
    {
        var transfer = Words.Argument("TRANSFER", "What was recorded wrongly, such as TR12.");
        var reason = Words.Required<string>("--reason", "Why, in a sentence; it is kept for ever.");
        var date = Words.Option<string?>(
            "--date", "The day of the correction; the day of the wrong transfer unless given.");
        var changes = new Changes();
        var command = new Command("correct",
            "Take a transfer back and record what is right instead; nothing is edited. Without a change nothing is "
            + "recorded instead. Example: annona book correct TR12 --reason \"A zero too many.\" --amount 50")
        {
            transfer, reason, date,
        };
        changes.AddTo(command);
        return shell.Writing(command, (desk, parsed) =>
        {
            var wrong = BookWords.Transfer(desk, parsed.GetValue(transfer)!);
            // Both sides of a correction stand on one day, or days in between would have the wrong one and the right.
            var day = Desk.Date(parsed.GetValue(date), "--date") ?? wrong.Date;
            var instead = changes.Instead(desk, parsed, wrong);
            desk.Record(new CorrectTransfer(wrong.Id, parsed.GetValue(reason)!, day, instead is null ? [] : [instead])
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line(instead is null
                ? $"{wrong.Code} is taken back."
                    + (wrong.Kind is TransferKind.Buy or TransferKind.GiftInKind
                        ? " The lot and its payments are taken back with it; record what came with: "
                            + "annona book receive"
                        : "")
                : $"{wrong.Code} is taken back, and {BookWords.Of(instead.Amount)} from {instead.From} to "
                    + $"{instead.To} is recorded instead.");
            return Exit.Ok;
        });
    }

    public static Command Attach(CommandShell shell)
    {
        var transfers = Words.Several("TRANSFER", "The transfers that the paper shows, such as TR12.");
        var file = Words.Required<string>("--file", "The paper: a scan, a photo, a PDF.");
        var name = Words.Option<string?>("--name", "What sort of paper, such as 'waybill 118'; never a person.");
        var command = new Command("attach",
            "Archive a paper with the transfers that it shows. "
            + "Example: annona book attach TR12 TR13 --file waybill-118.pdf")
        {
            transfers, file, name,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var path = parsed.GetValue(file)!;
            var shown = (parsed.GetValue(transfers) ?? []).Select(typed => BookWords.Transfer(desk, typed)).ToList();
            var called = parsed.GetValue(name) ?? Path.GetFileName(path);
            desk.Record(new AttachPaper([.. shown.Select(row => row.Id)], File.ReadAllBytes(path), called)
            {
                Intent = Desk.NewIntent(),
            });
            desk.Terminal.Line($"{called} is archived with {string.Join(", ", shown.Select(row => row.Code))}.");
            return Exit.Ok;
        });
    }

    /// <summary>What was right instead; what is not said stays as it was.</summary>
    sealed class Changes
    {
        readonly Option<string?> amount = Words.Option<string?>("--amount", "The right amount.");
        readonly Option<string?> from = Words.Option<string?>("--from", "The account that it left.");
        readonly Option<string?> to = Words.Option<string?>("--to", "The account that it reached.");
        readonly Option<string?> kind = Words.Option<string?>("--kind", "Why it moved.");
        readonly Option<string?> promise = Words.Option<string?>("--promise", "The promise; 'none' for no promise.");
        readonly Option<string?> lot = Words.Option<string?>("--lot", "The batch.");
        readonly Option<string?> happened = Words.Option<string?>("--happened", "The day it happened.");
        readonly Option<string?> reference = Words.Option<string?>("--reference", "The number of its paper.");

        public void AddTo(Command command)
        {
            foreach (var option in new[] { amount, from, to, kind, promise, lot, happened, reference })
                command.Options.Add(option);
        }

        public Transfer? Instead(Desk desk, ParseResult parsed, TransferListed wrong)
        {
            var options = new[] { amount, from, to, kind, promise, lot, happened, reference };
            if (options.All(option => parsed.GetValue(option) is null))
                return null;
            if (wrong.Kind is TransferKind.Buy or TransferKind.GiftInKind)
                throw new InputException("book.correct-lot", "A lot is put right whole, with its payments.",
                    "Take it back without changes, then record what came with: annona book receive");
            var unit = wrong.Amount.Commodity.Code;
            return new(
                new(Desk.NewIntent()),
                parsed.GetValue(from) is { } left ? BookCommands.Account(left) : wrong.From,
                parsed.GetValue(to) is { } reached ? BookCommands.Account(reached) : wrong.To,
                parsed.GetValue(amount) is { } number
                    ? BookCommands.Amount(desk, number.Split(' ')[0], unit)
                    : wrong.Amount,
                Desk.Date(parsed.GetValue(happened), "--happened") ?? wrong.Date,
                parsed.GetValue(kind) is { } why ? BookWords.Kind(why) : wrong.Kind)
            {
                Earmark = parsed.GetValue(promise) is { } typed
                    ? typed == "none" ? null : BookCommands.Promise(desk, typed)
                    : BookCommands.Promise(desk, wrong.Promise),
                Lot = BookWords.Lot(desk, parsed.GetValue(lot) ?? wrong.Lot),
                Reference = parsed.GetValue(reference) ?? wrong.Reference,
            };
        }
    }
}
