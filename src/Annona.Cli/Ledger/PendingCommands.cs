using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Ledger;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book pending</c>: what is expected, and what becomes of it.</summary>
static class PendingCommands
{
    public static Command Make(CommandShell shell)
    {
        var transfer = Words.Optional("TRANSFER", "The expected transfer, such as TR12.");
        var amount = Words.Option<string?>(
            "--amount", "How much of it happened; all of it unless given. The rest of a pledge stays pledged; the "
            + "rest of anything else is released.");
        var date = Words.Option<string?>("--date", "The day it happened; today unless given.");
        var reference = Words.Option<string?>("--reference", "Number of the agreement or bank advice.");
        var reason = Words.Option<string?>("--void", "It will not happen, with the reason.");
        var command = new Command("pending",
            "Say that what was expected happened, in part or whole, or will not. "
            + "Example: annona book pending TR12 --amount 4000")
        {
            transfer, amount, date, reference, reason, List(shell),
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            if (parsed.GetValue(transfer) is not { } typed)
                throw new InputException("book.no-transfer", "No expected transfer is named.",
                    "Find it with: annona book pending list");
            var expected = BookWords.Transfer(desk, typed);
            var day = BookWords.DateOrToday(parsed.GetValue(date), "--date");
            if (parsed.GetValue(reason) is { } why)
            {
                desk.Record(new VoidPending(expected.Id, day, why) { Intent = Desk.NewIntent() });
                desk.Terminal.Line($"{expected.Code} will not happen: {BookWords.Of(expected.Amount)} is released.");
                return Exit.Ok;
            }
            var part = parsed.GetValue(amount) is { } number
                ? BookCommands.Amount(desk, number.Split(' ')[0], expected.Amount.Commodity.Code)
                : expected.Amount;
            desk.Record(new PostPending(expected.Id, part, day)
            {
                Intent = Desk.NewIntent(),
                Reference = parsed.GetValue(reference),
            });
            var rest = expected.Amount - part;
            desk.Terminal.Line($"{BookWords.Of(part)} of {expected.Code} is posted."
                + (rest.Units == 0 ? ""
                    : expected.Kind == TransferKind.Pledge ? $" {BookWords.Of(rest)} stays pledged."
                    : $" {BookWords.Of(rest)} is released."));
            return Exit.Ok;
        });
    }

    static Command List(CommandShell shell)
    {
        var late = Words.Option<bool>("--late", "Only what was due and has not come.");
        var json = CommandShell.JsonOption();
        var command = new Command("list",
            "What is expected, and how late it is. Example: annona book pending list --late") { late, json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var expected = desk.Answer(new ListPending())
                .Where(row => !parsed.GetValue(late) || row.DaysLate is not null).ToList();
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(expected.Select(BalanceCommands.AsJson));
            else
                desk.Terminal.Table(
                    ["", "Kind", "From", "To", "#Amount", "Promise", "Since", "Due", "#Days late"],
                    expected.Select(row => (IReadOnlyList<string>)[
                        row.Code, TransferKinds.Word(row.Kind), $"{row.From}", $"{row.To}", BookWords.Of(row.Amount),
                        row.Promise ?? "", Terminal.Date(row.Date), Terminal.Date(row.Due), $"{row.DaysLate}"]));
            return Exit.Ok;
        });
    }
}
