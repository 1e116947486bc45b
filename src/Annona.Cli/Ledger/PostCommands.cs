using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Ledger;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book post</c>: one transfer.</summary>
static class PostCommands
{
    public static Command Post(CommandShell shell)
    {
        var date = Words.Required<string>("--date", "The day it happened, yyyy-MM-dd.");
        var from = Words.Required<string>("--from", "The account it leaves.");
        var to = Words.Required<string>("--to", "The account it reaches.");
        var amount = Words.Required<string>("--amount", "How much.");
        var commodity = Words.Required<string>("--commodity", "Of what.");
        var kind = Words.Required<string>("--kind", "Why it moves; see the kinds above.");
        var promise = Words.Option<string?>("--promise", "The promise that the money carries.");
        var lot = Words.Option<string?>("--lot", "The batch moved; first in, first out unless named.");
        var reference = Words.Option<string?>("--reference", "Number of a voucher, waybill or bank advice.");
        var pending = Words.Option<bool>("--pending", "Expected, not yet happened; a pledge always is.");
        var due = Words.Option<string?>("--due", "The day by which what is expected is due, yyyy-MM-dd.");
        var synthetic = Words.Synthetic();
        var command = new Command("post",
            "Post one transfer. Example: annona book post --date 2026-03-02 --from Donor:Aster --to Bank:Main "
            + "--amount 500 --commodity USD --kind receive --promise P1\n\n"
            + $"Kinds, and between which accounts they go:\n{BookWords.KindTable}")
        {
            date, from, to, amount, commodity, kind, promise, lot, reference, pending, due, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var why = BookWords.Kind(parsed.GetValue(kind)!);
            var transfer = new Transfer(
                new(Desk.NewIntent()), BookCommands.Account(parsed.GetValue(from)!),
                BookCommands.Account(parsed.GetValue(to)!),
                BookCommands.Amount(desk, parsed.GetValue(amount)!, parsed.GetValue(commodity)!),
                Desk.Date(parsed.GetValue(date), "--date")!.Value, why)
            {
                Earmark = BookCommands.Promise(desk, parsed.GetValue(promise)),
                Lot = BookWords.Lot(desk, parsed.GetValue(lot)),
                Reference = parsed.GetValue(reference),
                Due = Desk.Date(parsed.GetValue(due), "--due"),
                Phase = parsed.GetValue(pending) || why == TransferKind.Pledge
                    ? TransferPhase.Pending
                    : TransferPhase.Posted,
            };
            desk.Record(new PostTransfers([transfer])
            {
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{Sentence(transfer)}. Transfer {BookWords.Transfer(desk, $"{transfer.Id}").Code}");
            return Exit.Ok;
        });
    }

    static string Sentence(Transfer transfer) =>
        $"{BookWords.Of(transfer.Amount)} from {transfer.From} to {transfer.To}"
        + (transfer.Phase == TransferPhase.Pending ? ", expected" : "")
        + (transfer.Due is { } due ? $" by {Terminal.Date(due)}" : "");
}
