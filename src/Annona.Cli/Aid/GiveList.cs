using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;

namespace Annona.Cli.Aid;

/// <summary>Whether a list is recorded or only looked at.</summary>
enum ListRun
{
    Record,
    Dry,
}

/// <summary>
/// A list of handovers from paper. The whole list is read and decided before anything of it is recorded; it is then
/// recorded in chunks of whole handovers, and the same list again goes on where it stopped.
/// </summary>
sealed class GiveList(Desk desk, ListedDistribution at, string? number)
{
    /// <summary>So many bad rows are printed; all of them are counted.</summary>
    const int PrintedMax = 20;

    static readonly string[] Yes = ["yes", "y", "x", "1", "true", "signed", "да", "այո"];
    static readonly string[] No = ["", "no", "n", "0", "false", "-", "нет", "ոչ"];

    readonly Amounts amounts = new(desk);

    /// <summary>The columns of a printed sheet, which can be filled in and read again.</summary>
    public static IReadOnlyList<string> SheetColumns { get; } =
        ["household", "people", "item", "entitled", "amount", "date", "collector", "signed"];

    public int Run(string path, ListRun run)
    {
        using var sheet = SheetReader.Open(path);
        foreach (var needed in new[] { "household", "item", "amount" })
            if (sheet.Columns.IndexOf(needed) < 0)
                throw new InputException("aid.no-column", $"{sheet.File} has no column '{needed}'.",
                    "A list of handovers has the columns household, item, amount, and may have date, collector, "
                    + "signed, instead-of.");
        var errors = new List<RowError>();
        var lines = Lines(sheet, errors);
        var id = number ?? sheet.ContentHash;
        var read = lines.Count == 0 ? null : desk.Answer(new ReadHandovers(at.Id, lines) { Sheet = id });
        errors.AddRange((read?.Faults ?? []).Select(fault => new RowError(
            sheet.File, fault.Row, Column: null, fault.Reason, fault.Remedy)));
        if (errors.Count > 0)
            return Refuse(errors);
        if (read is null)
            throw new InputException("aid.empty-list", $"{sheet.File} says of no household that it got anything.",
                "Write what was given under 'amount'.");
        if (run == ListRun.Dry)
        {
            desk.Terminal.Line(
                $"{Handovers(read.Handovers)} would be recorded, {Terminal.Number(read.Known)} are recorded already.");
            return Exit.Ok;
        }
        return Record(read, id);
    }

    int Record(HandoverSheet read, string id)
    {
        var progress = new Progress(desk.Terminal, "Recording handovers", read.Handovers);
        var (recorded, doubtful) = (0, 0);
        foreach (var chunk in read.Chunks)
        {
            desk.Cancel.ThrowIfCancellationRequested();
            var made = desk.Record(new GiveMany(at.Id, chunk)
            {
                Intent = Desk.NewIntent(),
                Sheet = id,
                Synthetic = at.Synthetic,
            });
            recorded += made.Events.Count;
            progress.At(recorded);
        }
        progress.End(recorded);
        doubtful = desk.Answer(new ShowDistribution(at.Id))!.Discrepancies;
        desk.Terminal.Line(
            $"{Handovers(recorded)} recorded; {Terminal.Number(read.Known)} of this list were recorded before.");
        if (doubtful > 0)
            desk.Terminal.Line(
                $"What does not fit at {at.Code}: {Terminal.Number(doubtful)}. See: annona book discrepancies");
        return Exit.Ok;
    }

    int Refuse(List<RowError> errors)
    {
        foreach (var error in errors.OrderBy(error => error.Row).Take(PrintedMax))
            desk.Terminal.Say(
                $"{error.File}, row {error.Row}{(error.Column is null ? "" : $", column {error.Column}")}: "
                + $"{error.Reason} {error.Remedy}");
        desk.Terminal.Complain(
            errors.Count == 1
                ? "1 row cannot be recorded. Nothing is recorded."
                : $"{Terminal.Number(errors.Count)} rows cannot be recorded. Nothing is recorded.",
            "Correct them and give the list again.");
        return Exit.BadInput;
    }

    List<HandoverLine> Lines(Sheet sheet, List<RowError> errors)
    {
        var lines = new List<HandoverLine>();
        // On a sheet that we printed an empty amount means that the household did not come.
        var isPrinted = sheet.Columns.IndexOf("entitled") >= 0;
        foreach (var cells in sheet.Rows(errors.Add))
        {
            var row = new RowOfList(sheet, cells, errors);
            if (isPrinted && row.Cell("amount").Length == 0)
                continue;
            if (Line(row) is { } line)
                lines.Add(line);
        }
        return lines;
    }

    HandoverLine? Line(RowOfList row)
    {
        var amount = row.Read("amount", _ => amounts.Given($"{row.Cell("amount")} {row.Cell("item")}"));
        var instead = row.Cell("instead-of").Length == 0
            ? null
            : row.Read<Values.Amount?>("instead-of", typed => amounts.Given(typed));
        var on = row.Cell("date").Length == 0 ? null : row.Read<DateOnly?>("date", typed => Desk.Date(typed, "date"));
        var signed = row.Read("signed", IsSigned);
        return row.IsBad ? null : new(row.Number, row.Cell("household"), new(amount, Lot: null, instead))
        {
            On = on,
            Collector = row.Cell("collector") is { Length: > 0 } who ? who : null,
            Signed = signed,
        };
    }

    static bool IsSigned(string typed) =>
        Yes.Contains(typed, StringComparer.OrdinalIgnoreCase)
        || (No.Contains(typed, StringComparer.OrdinalIgnoreCase) ? false : throw new InputException(
            "aid.bad-signed", "It is not clear whether it is signed.", "Write yes or no."));

    static string Handovers(int count) => count == 1 ? "1 handover" : $"{Terminal.Number(count)} handovers";

    /// <summary>A row whose faults are collected with their columns instead of ending the reading.</summary>
    sealed class RowOfList(Sheet sheet, SheetRow cells, List<RowError> errors)
    {
        public int Number => cells.Number;

        public bool IsBad { get; private set; }

        public string Cell(string column) =>
            sheet.Columns.IndexOf(column) is >= 0 and var index ? cells[index].Trim() : "";

        public T? Read<T>(string column, Func<string, T> read)
        {
            try
            {
                return read(Cell(column));
            }
            catch (InputException bad)
            {
                IsBad = true;
                errors.Add(new(sheet.File, cells.Number, column, bad.Message, bad.Remedy));
                return default;
            }
        }
    }
}
