using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Ledger;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book count</c>: what was found there.</summary>
static class CountCommand
{
    public static Command Make(CommandShell shell)
    {
        var account = Words.Argument("ACCOUNT", "What was counted, such as 'Stock:Warehouse North'.");
        var counted = Words.Argument("AMOUNT", "How many were found.");
        var commodity = Words.Argument("COMMODITY", "Of what.");
        var date = Words.Required<string>("--date", "The day of the count, yyyy-MM-dd.");
        var lot = Words.Option<string?>("--lot", "Only this batch was counted.");
        var promise = Words.Option<string?>("--promise", "Only the money of this promise was counted.");
        var reference = Words.Option<string?>("--reference", "Number of the count sheet.");
        var synthetic = Words.Synthetic();
        var command = new Command("count",
            "Assert the balance at the end of a day, as it was counted; a gap becomes a variance and a discrepancy. "
            + "Example: annona book count \"Stock:Warehouse North\" 118 food-parcel --date 2026-03-09")
        {
            account, counted, commodity, date, lot, promise, reference, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var decided = desk.Record(new CountStock(
                BookCommands.Account(parsed.GetValue(account)!),
                BookCommands.Amount(desk, parsed.GetValue(counted)!, parsed.GetValue(commodity)!),
                Desk.Date(parsed.GetValue(date), "--date")!.Value)
            {
                Intent = Desk.NewIntent(),
                Lot = BookWords.Lot(desk, parsed.GetValue(lot)),
                Earmark = BookCommands.Promise(desk, parsed.GetValue(promise)),
                Reference = parsed.GetValue(reference),
                Synthetic = parsed.GetValue(synthetic),
            });
            if (decided.Events is [StockCounted found])
                Tell(desk, found);
            return Exit.Ok;
        });
    }

    static void Tell(Desk desk, StockCounted found)
    {
        var counted = $"{found.Account}: counted {BookWords.Of(found.Counted)} on {Terminal.Date(found.Date)}";
        desk.Terminal.Line(found.Counted == found.Books
            ? $"{counted}, as the books say."
            : $"{counted}, the books said {BookWords.Of(found.Books)}. See: annona book discrepancies");
        foreach (var shortage in desk.Answer(new ListShortages()).Where(short_ => short_.Account == found.Account))
            desk.Terminal.Line(
                $"{BookWords.Of(shortage.Missing)} missing there stands against no promise, and all that is there "
                + $"carries one: {string.Join(", ", shortage.Promises)}. Say whose is missing with --promise.");
    }
}
