using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary>
/// A file of transfers on its way to the books. A row with a reference is known again by kind, reference, accounts,
/// commodity and line; a row without by everything it says, and by how many rows before it say the same.
/// </summary>
sealed class BookFile(Desk desk, Sheet sheet, bool synthetic)
{
    readonly ColumnMapping mapping = ColumnMapping.Of(sheet, ColumnRoles.Transfers);
    readonly Dictionary<string, int> rowOf = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> repeats = new(StringComparer.Ordinal);
    readonly Dictionary<string, DateOrder> orders = new(StringComparer.Ordinal);
    readonly List<(Transfer Transfer, int Row)> transfers = [];
    readonly List<Lot> lots = [];
    string dateColumn = "date";

    /// <summary>Columns that a transfer cannot do without.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["date", "from", "to", "amount", "commodity", "kind"];

    /// <summary>Columns that it may have.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["promise", "reference", "line", "lot", "expiry", "due", "price", "price-commodity"];

    public List<RowError> Errors { get; } = [];

    /// <summary>The transfers in order of their days; those of one day as they stand in the file.</summary>
    public PostTransfers Ask()
    {
        var inOrder = transfers.OrderBy(read => read.Transfer.Date).ToList();
        return new([.. inOrder.Select(read => read.Transfer)])
        {
            Intent = Desk.NewIntent(),
            Lots = lots,
            Rows = [.. inOrder.Select(read => read.Row)],
            Synthetic = synthetic,
        };
    }

    public void Read()
    {
        foreach (var needed in Needed)
            if (!mapping.Has(needed))
                throw new InputException("book.no-column", $"{sheet.File} has no column '{needed}'.",
                    $"A transfer file has the columns {string.Join(", ", Needed)}; it may have "
                    + $"{string.Join(", ", Known)}.");
        FindOrders();
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

    /// <summary>Whether day or month comes first: a column decides it, not a cell.</summary>
    void FindOrders()
    {
        var columns = new[] { "date", "expiry", "due" }.ToDictionary(column => column, _ => new DateColumn());
        foreach (var row in sheet.Rows(_ => { }))
            foreach (var (column, seen) in columns)
                seen.See(Cell(row, column));
        foreach (var (column, seen) in columns)
            orders[column] = seen.Order;
    }

    void Take(SheetRow row)
    {
        var (kind, date) = (Kind(Cell(row, "kind")), Date(row, "date")!.Value);
        var (from, to) = (BookCommands.Account(Cell(row, "from")), BookCommands.Account(Cell(row, "to")));
        var amount = Positive(BookCommands.Amount(desk, Cell(row, "amount"), Cell(row, "commodity")));
        var promise = BookCommands.Promise(desk, Cell(row, "promise"));
        var root = Root(row, new(default, from, to, amount, date, kind) { Earmark = promise });
        if (kind is TransferKind.Buy or TransferKind.GiftInKind && from.Kind != AccountKind.Exchange)
            Receive(row, new(to, amount, date) { Intent = root, Synthetic = synthetic }, kind, new(from, promise));
        else
            transfers.Add((
                new Transfer(new(root), from, to, amount, date, kind)
                {
                    Earmark = promise,
                    Lot = BookWords.Lot(desk, Cell(row, "lot")),
                    Reference = Blank(Cell(row, "reference")),
                    Due = Date(row, "due"),
                    Phase = kind == TransferKind.Pledge ? TransferPhase.Pending : TransferPhase.Posted,
                },
                row.Number));
    }

    /// <summary>The root of the ids of what a row says.</summary>
    Guid Root(SheetRow row, Transfer said)
    {
        var place = $"{said.Kind}/{said.From}/{said.To}/{said.Amount.Commodity.Code}";
        if (Cell(row, "reference") is not { Length: > 0 } reference)
        {
            var content = $"book-row/{place}/{said.Amount.Units}/{said.Date:yyyy-MM-dd}/{said.Earmark}/"
                + string.Join('/', new[] { "lot", "expiry", "due", "price", "price-commodity", "line", "note" }
                    .Select(column => Cell(row, column)));
            repeats[content] = repeats.GetValueOrDefault(content) + 1;
            return Ids.From(desk.Operation.Id, content, repeats[content]);
        }
        var key = $"book/{place}/{reference}/{Cell(row, "line")}";
        if (rowOf.TryGetValue(key, out var before))
            throw new InputException("book.line",
                $"This row has the kind, accounts, commodity and reference of row {before}.",
                "Fill a column 'line' with the line of the paper, or give each row a reference of its own.");
        rowOf.Add(key, row.Number);
        return Ids.From(desk.Operation.Id, key);
    }

    /// <summary>
    /// Goods that are bought or given come in as a lot, with what they cost or are declared to be worth.
    /// </summary>
    void Receive(SheetRow row, ReceiveLot lot, TransferKind kind, (AccountName From, Id<Promise>? For) by)
    {
        Amount? price = Cell(row, "price") is { Length: > 0 } typed
            ? Positive(BookCommands.Amount(desk, typed, Cell(row, "price-commodity")))
            : null;
        if (kind == TransferKind.Buy && price is null)
            throw new InputException("book.price", "Goods that are bought need a price.",
                "Fill price and price-commodity.");
        var filled = kind == TransferKind.Buy
            ? lot with { Payments = [new(by.From, price!.Value, by.For)] }
            : lot with { Donor = by.From, GiftShares = [new(by.For, 1)], GiftValue = price };
        var papers = filled with { Expiry = Date(row, "expiry"), Reference = Blank(Cell(row, "reference")) };
        var linked = papers.Linked(lot.Intent);
        lots.AddRange(linked.Lots ?? []);
        transfers.AddRange(linked.Transfers.Select(transfer => (transfer, row.Number)));
    }

    /// <summary>A cell by role, or by the column's own name where no role is known.</summary>
    string Cell(SheetRow row, string name) =>
        mapping.Has(name) ? mapping.Cell(row, name).Trim()
        : sheet.Columns.IndexOf(name) is >= 0 and var at ? row[at].Trim()
        : "";

    DateOnly? Date(SheetRow row, string column)
    {
        var typed = Cell(row, dateColumn = column);
        if (typed.Length == 0 && column != "date")
            return null;
        if (!DateText.TryParse(typed, orders[column], out var date, out var reason))
            throw new InputException("book.date", $"The date cannot be read: {reason}", "Write yyyy-MM-dd.");
        return date is { Month: { } month, Day: { } day }
            ? new(date.Year, month, day)
            : throw new InputException("book.date-order",
                date.Ambiguous
                    ? "Day and month may be exchanged, and no other row tells which comes first."
                    : "The date has no day.",
                "Write yyyy-MM-dd.");
    }

    static TransferKind Kind(string typed) => BookWords.Kind(typed) is var kind && kind != TransferKind.Give
        ? kind
        : throw new InputException("book.give", "Nothing is given to people without saying to whom.",
            "Record handovers with annona aid give --list FILE.");

    /// <summary>The column that a fault is about.</summary>
    string? ColumnOf(string code) => code switch
    {
        "book.bad-account" => "from or to",
        "book.unknown-commodity" => "commodity",
        "book.bad-amount" => "amount",
        "book.date" or "book.date-order" => dateColumn,
        "book.give" => "kind",
        "cli.not-found" => "promise or lot",
        _ => code.Split('.')[1],
    };

    static string? Blank(string text) => text.Length == 0 ? null : text;

    static Amount Positive(Amount amount) => amount.Units > 0
        ? amount
        : throw new InputException("book.amount", $"The amount {BookWords.Of(amount)} is not more than nothing.",
            "Write what moved as a positive number, and exchange from and to for the other way.");
}
