using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange.Sheets;
using Annona.Ledger;

namespace Annona.Cli.Ledger;

/// <summary>
/// <c>annona book import FILE</c>: a transfer a row, the whole file or nothing. What was recorded before is left out,
/// because the ids of transfers follow from what their rows say (see <see cref="BookFile"/>).
/// </summary>
static class ImportBook
{
    /// <summary>So many bad rows are printed; the count tells of the others.</summary>
    const int PrintedMax = 20;

    public static Command Make(CommandShell shell)
    {
        var file = Words.Argument(
            "FILE", $"A CSV or XLSX file with the columns {string.Join(", ", BookFile.Needed)}, and if known "
            + $"{string.Join(", ", BookFile.Known)}.");
        var dryRun = Words.Option<bool>("--dry-run", "Say what would be recorded or refused, row by row; record "
            + "nothing.");
        var synthetic = Words.Synthetic();
        var command = new Command("import",
            "Post a file of transfers, all of it or nothing. A row with a reference is known again by kind, accounts, "
            + "commodity, reference and line, any other by all it says; so the same file adds nothing, and a longer "
            + "one what is new. Several lines of one paper with one commodity are told apart by the column line. "
            + "A commit settles what the same accounts have pledged for the same promise. "
            + "Example: annona book import transfers.csv --dry-run")
        {
            file, dryRun, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            using var sheet = SheetReader.Open(parsed.GetValue(file)!);
            var reading = new BookFile(desk, sheet, parsed.GetValue(synthetic));
            reading.Read();
            if (reading.Errors.Count > 0)
                return Tell(desk.Terminal, reading.Errors);
            var ask = reading.Ask();
            var check = desk.Answer(new CheckTransfers(ask));
            if (check.Refused.Count > 0)
                return Tell(desk.Terminal, sheet.File, check.Refused);
            if (parsed.GetValue(dryRun))
            {
                desk.Terminal.Line(check.New == 0
                    ? "This file is in the books already. Nothing would be posted."
                    : $"{BookWords.Count(check.New, "transfer")} would be posted. Nothing is recorded.");
                return Exit.Ok;
            }
            Tell(desk.Terminal, ask, desk.Record(ask));
            return Exit.Ok;
        });
    }

    static void Tell(Terminal terminal, PostTransfers ask, Decision.Accepted decided)
    {
        var posted = decided.Events.OfType<LedgerPosted>().SelectMany(fact => fact.Transfers)
            .Select(transfer => transfer.Id).ToHashSet();
        var rows = ask.Transfers.Zip(ask.Rows!).ToLookup(pair => posted.Contains(pair.First.Id), pair => pair.Second);
        var (fresh, known) = (rows[true].Distinct().ToList(), rows[false].Except(rows[true]).ToList());
        if (fresh.Count == 0)
        {
            terminal.Line("This file is in the books already. Nothing is posted twice.");
            return;
        }
        terminal.Line($"{BookWords.Count(posted.Count, "transfer")} posted, from {Rows(fresh)}.");
        if (known.Count > 0)
            terminal.Line($"In the books already: {Rows(known)}.");
    }

    static string Rows(List<int> rows) => $"{(rows.Count == 1 ? "row" : "rows")} {BookWords.Rows(rows)}";

    static int Tell(Terminal terminal, List<RowError> errors)
    {
        foreach (var error in errors.Take(PrintedMax))
            terminal.Say($"{error.File}, row {error.Row}"
                + $"{(error.Column is null ? "" : $", column {error.Column}")}: {error.Reason} {error.Remedy}");
        terminal.Complain($"{BookWords.Count(errors.Count, "row")} cannot be read. Nothing is recorded.",
            "Correct them and import the file again.");
        return Exit.BadInput;
    }

    static int Tell(Terminal terminal, string file, IReadOnlyList<RowRefusal> refused)
    {
        foreach (var bad in refused.Take(PrintedMax))
            terminal.Say($"{file}, row {bad.Row}: {bad.Why.Message} {bad.Why.Remedy}");
        terminal.Complain($"{BookWords.Count(refused.Count, "row")} would be refused. Nothing is recorded.",
            "Correct them and import the file again; rows that rest on a refused one may be right.");
        return Exit.Refused;
    }
}
