using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Privacy;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Storage.Privacy;

namespace Annona.Cli.Aid;

/// <summary>
/// <c>annona aid cash lists|show|file</c>: payment lists, their payments, and the file for the provider.
/// </summary>
static class CashLists
{
    public static Command List(CommandShell shell)
    {
        var json = CommandShell.JsonOption();
        var command = new Command("lists", "Payment lists. Example: annona aid cash lists --json") { json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var lists = desk.Answer(new ListCashLists());
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(lists.Select(Json));
            else
                desk.Terminal.Table(["", "Programme", "#Cycle", "Provider", "Sent", "Payments"], lists.Select(
                    row => (IReadOnlyList<string>)[row.Code, row.Programme, $"{row.Cycle}", row.Provider,
                        Terminal.Date(row.SentOn), Text(row)]));
            return Exit.Ok;
        });
    }

    public static Command Show(CommandShell shell)
    {
        var list = Words.Argument("LIST", "A code such as CL1.");
        var json = CommandShell.JsonOption();
        var command = new Command("show", "The payments of a list. Example: annona aid cash show CL1") { list, json };
        return shell.Reading(command, (desk, parsed) =>
        {
            var row = AidCommands.CashList(desk, parsed.GetValue(list)!);
            var shown = desk.Answer(new ShowCashList(row.Id))!;
            if (parsed.GetValue(json))
                desk.Terminal.AsJson(new { list = Json(shown.List), payments = shown.Payments.Select(Json) });
            else
            {
                desk.Terminal.Heading($"{row.Code} to {row.Provider}: {Text(row)}");
                desk.Terminal.Table(["Reference", "Household", "#Amount", "State", "Since"], shown.Payments.Select(
                    payment => (IReadOnlyList<string>)[payment.Reference, payment.Household,
                        Amounts.Text(payment.Amount), AidWords.Of(payment.State), Terminal.Date(payment.On)]));
            }
            return Exit.Ok;
        });
    }

    public static Command WriteFile(CommandShell shell)
    {
        var list = Words.Argument("LIST", "A code such as CL1.");
        var file = new Option<string>("--out")
        {
            Description = "The file to write: .csv, .tsv or .xlsx.", HelpName = "FILE", Required = true,
        };
        var command = new Command("file",
            "Write a list for its provider: reference, household code, amount, currency; no names. "
            + "Example: annona aid cash file CL1 --out CL1.csv")
        {
            list, file,
        };
        return shell.Reading(command, (desk, parsed) =>
        {
            var row = AidCommands.CashList(desk, parsed.GetValue(list)!);
            var payments = desk.Answer(new ShowCashList(row.Id))!.Payments
                .Where(payment => payment.State is not (PaymentState.Failed or PaymentState.Returned)).ToList();
            using (var sheet = new RegisteredSheet(
                desk, parsed.GetValue(file)!, FileContent.CashList,
                ["reference", "household", "amount", "currency", "outcome", "date"]))
                foreach (var payment in payments)
                    sheet.Add(payment.Reference, payment.Household, payment.Amount.Number,
                        payment.Amount.Commodity.Code, "", "");
            desk.Terminal.Line(
                $"{Terminal.Number(payments.Count)} payments of {row.Code}: {parsed.GetValue(file)}. Filled in, it is "
                + $"read by: annona aid cash reconcile {row.Code} --file FILE");
            return Exit.Ok;
        });
    }

    /// <summary>Payments by state in words.</summary>
    public static string Text(ListedCash row) => string.Join("; ", row.States.Select(state =>
        $"{Terminal.Number(state.Payments)} {AidWords.Of(state.State)}, {Amounts.Text(state.Sum)}"));

    public static object Json(ListedPayment payment) => new
    {
        reference = payment.Reference,
        household = payment.Household,
        amount = Amounts.Json(payment.Amount),
        state = payment.State,
        since = payment.On,
        creditedOn = payment.CreditedOn,
        collectedOn = payment.CollectedOn,
    };

    static object Json(ListedCash row) => new
    {
        id = row.Code,
        programme = row.Programme,
        cycle = row.Cycle,
        provider = row.Provider,
        sentOn = row.SentOn,
        states = row.States.Select(state => new
        {
            state = state.State,
            payments = state.Payments,
            sum = Amounts.Json(state.Sum),
        }),
        synthetic = row.Synthetic,
    };
}

/// <summary>A provider's report on a list, as a file.</summary>
static class CashReport
{
    /// <summary>So many bad rows are printed; all of them are counted.</summary>
    const int PrintedMax = 20;

    /// <summary>All rows, or none: rows with an empty outcome say nothing and are left out.</summary>
    /// <exception cref="InputException">A column is missing, or a row cannot be read.</exception>
    public static IReadOnlyList<Reported> Read(Desk desk, ListedCash list, string path, DateOnly? day)
    {
        using var sheet = SheetReader.Open(path);
        var who = new[] { "reference", "household" }.FirstOrDefault(name => sheet.Columns.IndexOf(name) >= 0);
        if (who is null || sheet.Columns.IndexOf("outcome") < 0)
            throw new InputException("aid.no-report-column", $"{sheet.File} is no report of payments.",
                "It needs a column reference (or household) and a column outcome, and may have a date.");
        var payments = desk.Answer(new ShowCashList(list.Id))!.Payments.ToDictionary(
            payment => who == "reference" ? payment.Reference : payment.Household, StringComparer.OrdinalIgnoreCase);
        var (reported, errors) = (new List<Reported>(), new List<RowError>());
        foreach (var cells in sheet.Rows(errors.Add))
        {
            string Cell(string column) => sheet.Columns.IndexOf(column) is >= 0 and var at ? cells[at].Trim() : "";
            void Bad(string column, string reason, string remedy) =>
                errors.Add(new(sheet.File, cells.Number, column, reason, remedy));
            if (Cell("outcome").Length == 0)
                continue;
            if (!payments.TryGetValue(Cell(who), out var payment))
                Bad(who, $"It is no payment of {list.Code}.", $"See: annona aid cash show {list.Code}");
            else if (!Enum.TryParse<PaymentState>(Cell("outcome"), ignoreCase: true, out var became)
                || !Enum.IsDefined(became))
                Bad("outcome", "It is no outcome.", "Write sent, credited, collected, failed or returned.");
            else if (Cell("date").Length == 0 && day is null)
                Bad("date", "There is no day.", "Write it in the file, or give it with --date.");
            else if (Cell("date") is { Length: > 0 } typed
                && !DateOnly.TryParseExact(typed, "yyyy-MM-dd", out _))
                Bad("date", "It is not a date of the calendar.", "Write it as yyyy-MM-dd.");
            else
                reported.Add(new(payment.Id, became, Desk.Date(Cell("date") is { Length: > 0 } on ? on : null, "date")
                    ?? day!.Value));
        }
        if (errors.Count == 0)
            return reported;
        foreach (var error in errors.Take(PrintedMax))
            desk.Terminal.Say($"{error.File}, row {error.Row}, column {error.Column}: {error.Reason} {error.Remedy}");
        throw new InputException("aid.bad-report",
            $"{errors.Count} {(errors.Count == 1 ? "row" : "rows")} cannot be read. Nothing is recorded.",
            "Correct them and give the report again.");
    }
}
