using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Ledger;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary>
/// <c>annona book import FILE</c>: a transfer a row, the whole file or nothing. The same file twice adds nothing,
/// because the ids of its transfers follow from the file and the row.
/// </summary>
static class ImportBook
{
    /// <summary>So many bad rows are printed; the count tells of the others.</summary>
    const int PrintedMax = 20;

    public static Command Make(CommandShell shell)
    {
        var file =
            Words.Argument("FILE",
            "A CSV or XLSX file: date, from, to, amount, commodity, kind, promise, reference.");
        var dryRun = Words.Option<bool>("--dry-run", "Read and check; record nothing.");
        var synthetic = Words.Synthetic();
        var command = new Command("import",
            "Post a file of transfers, all of it or nothing. Goods that are bought or given have two columns more: "
            + "price and price-commodity. Example: annona book import transfers.csv --dry-run")
        {
            file, dryRun, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            using var sheet = SheetReader.Open(parsed.GetValue(file)!);
            var reading = new Reading(desk, sheet);
            reading.Read();
            if (reading.Errors.Count > 0)
                return Tell(desk.Terminal, reading.Errors);
            if (parsed.GetValue(dryRun))
            {
                desk.Terminal.Line(
                    $"{Terminal.Number(reading.Transfers.Count)} transfers can be read. Nothing is recorded.");
                return Exit.Ok;
            }
            var decided = desk.Record(new PostTransfers(reading.Transfers)
            {
                Intent = reading.File, Lots = reading.Lots, Rows = reading.Rows, Synthetic =
                    parsed.GetValue(synthetic),
            });
            desk.Terminal.Line(decided.Repeated || decided.Events.Count == 0
                ? "This file is in the books already. Nothing is posted twice."
                : $"{Terminal.Number(reading.Transfers.Count)} transfers posted.");
            return Exit.Ok;
        });
    }

    static int Tell(Terminal terminal, List<RowError> errors)
    {
        foreach (var error in errors.Take(PrintedMax))
            terminal.Say($"{error.File}, row {error.Row}, column {error.Column}: {error.Reason} {error.Remedy}");
        terminal.Complain($"{errors.Count} rows cannot be read. Nothing is recorded.",
            "Correct them and import the file again.");
        return Exit.BadInput;
    }

    /// <summary>One file on its way to transfers.</summary>
    sealed class Reading(Desk desk, Sheet sheet)
    {
        readonly ColumnMapping mapping = ColumnMapping.Of(sheet, ColumnRoles.Transfers);

        public Guid File { get; } = Ids.From(desk.Operation.Id, $"book-file/{sheet.ContentHash}");

        public List<Transfer> Transfers { get; } = [];

        public List<Lot> Lots { get; } = [];

        public List<int> Rows { get; } = [];

        public List<RowError> Errors { get; } = [];

        public void Read()
        {
            foreach (var needed in new[] { "date", "from", "to", "amount", "commodity", "kind" })
                if (!mapping.Has(needed))
                    throw new InputException("book.no-column", $"{sheet.File} has no column '{needed}'.",
                        "A transfer file has the columns date, from, to, amount, commodity, kind, promise, reference.");
            foreach (var row in sheet.Rows(Errors.Add))
            {
                try
                {
                    Take(row);
                }
                catch (InputException bad)
                {
                    Errors.Add(new(sheet.File, row.Number, ColumnOf(bad.Code), bad.Message, bad.Remedy));
                }
            }
        }

        void Take(SheetRow row)
        {
            var (kind, date) = (Kind(Cell(row, "kind")), Date(Cell(row, "date")));
            var (from, to) = (BookCommands.Account(Cell(row, "from")), BookCommands.Account(Cell(row, "to")));
            var amount = Positive(BookCommands.Amount(desk, Cell(row, "amount"), Cell(row, "commodity")));
            var root = Cell(row, "reference") is { Length: > 0 } reference
                ? Ids.From(desk.Operation.Id, $"book/{kind}/{reference}/{from}/{to}")
                : Ids.From(File, $"row/{row.Number}");
            if (kind is TransferKind.Buy or TransferKind.GiftInKind && from.Kind != AccountKind.Exchange)
                Receive(row, new(to, amount, date) { Intent = root }, kind, from);
            else
                Add(row, new Transfer(new(root), from, to, amount, date, kind)
                {
                    Earmark = BookCommands.Promise(desk, Cell(row, "promise")),
                    Lot = Cell(row, "lot") is { Length: > 0 } lot
                        ? Desk.Found(desk.Now.Ledger.FindLot(lot), "lot", lot, "book balance").Lot.Id
                        : null,
                    Reference = Blank(Cell(row, "reference")),
                    Phase = kind == TransferKind.Pledge ? TransferPhase.Pending : TransferPhase.Posted,
                });
        }

        /// <summary>
        /// Goods that are bought or given come in as a lot, with what they cost or are declared to be worth.
        /// </summary>
        void Receive(SheetRow row, ReceiveLot lot, TransferKind kind, AccountName from)
        {
            var promise = BookCommands.Promise(desk, Cell(row, "promise"));
            Amount? price = Extra(row, "price") is { Length: > 0 } typed
                ? Positive(BookCommands.Amount(desk, typed, Extra(row, "price-commodity")))
                : null;
            var expiry = Cell(row, "expiry") is { Length: > 0 } day ? Date(day) : (DateOnly?)null;
            if (kind == TransferKind.Buy && price is null)
                throw new InputException("book.price", "Goods that are bought need a price.",
                    "Fill price and price-commodity.");
            var filled = kind == TransferKind.Buy
                ? lot with { Payments = [new(from, price!.Value, promise)] }
                : lot with { Donor = from, GiftShares = [new(promise, 1)], GiftValue = price };
            var linked =
                (filled with { Expiry = expiry, Reference = Blank(Cell(row, "reference")) }).Linked(lot.Intent);
            Lots.AddRange(linked.Lots ?? []);
            foreach (var transfer in linked.Transfers)
                Add(row, transfer);
        }

        void Add(SheetRow row, Transfer transfer)
        {
            Transfers.Add(transfer);
            Rows.Add(row.Number);
        }

        string Cell(SheetRow row, string role) => mapping.Has(role) ? mapping.Cell(row, role).Trim() : "";

        string Extra(SheetRow row, string column) => sheet.Columns.IndexOf(column) is >= 0 and var at
            ? row[at].Trim() : "";

        /// <summary>The column that a fault is about.</summary>
        static string ColumnOf(string code) => code switch
        {
            "book.bad-account" => "from or to",
            "book.unknown-commodity" => "commodity",
            "book.bad-amount" => "amount",
            "cli.not-found" => "promise or lot",
            _ => code.Split('.')[1],
        };

        static string? Blank(string text) => text.Length == 0 ? null : text;

        static DateOnly Date(string typed) =>
            DateText.TryParse(typed, DateOrder.DayFirst, out var date, out var reason)
                && date is { Month: { } month, Day: { } day }
                ? new(date.Year, month, day)
                : throw new InputException("book.date", $"The date cannot be read: {reason ?? "it has no day."}",
                    "Write yyyy-MM-dd.");

        static TransferKind Kind(string typed) =>
            Enum.TryParse<TransferKind>(typed.Replace("-", "", StringComparison.Ordinal), ignoreCase: true,
                out var kind)
            && kind != TransferKind.None && !int.TryParse(typed, out _)
                ? kind
                : throw new InputException("book.kind", $"'{typed}' is not a kind of transfer.",
                    $"Write one of: {string.Join(", ", Enum.GetNames<TransferKind>().Skip(1))}.");

        static Amount Positive(Amount amount) => amount.Units > 0
            ? amount
            : throw new InputException("book.amount", $"The amount {amount} is not more than nothing.",
                "Write what moved as a positive number, and exchange from and to for the other way.");
    }
}
