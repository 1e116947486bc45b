using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary><c>annona book ...</c>: money and goods, double entry.</summary>
static class BookCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("book", "Money and goods: transfers, balances, counts, and what others report")
        {
            Commodity(shell), Post(shell), ImportBook.Make(shell), BalanceCommands.Balance(shell),
            BalanceCommands.Transfers(shell), Pending(shell), Count(shell), DiscrepancyCommands.List(shell),
            DiscrepancyCommands.Resolve(shell), OutsideCommands.Make(shell),
        },
    ];

    /// <summary>An account as officers type it.</summary>
    /// <exception cref="InputException">It is not one.</exception>
    public static AccountName Account(string typed) => AccountName.TryParse(typed, out var account)
        ? account
        : throw new InputException("book.bad-account", $"'{typed}' is not an account.",
            "Write KIND:NAME, such as Bank:Main or Stock:Warehouse North. "
            + $"Kinds: {string.Join(", ", KindsOfAccount)}.");

    /// <summary>An amount in a declared commodity, as officers type it: <c>12,500.50 USD</c>.</summary>
    /// <exception cref="InputException">It is not one.</exception>
    public static Amount Amount(Desk desk, string number, string code)
    {
        if (desk.Now.Ledger.FindCommodity(code) is not { } known)
            throw new InputException("book.unknown-commodity", $"There is no commodity '{code}' in the books.",
                $"Known: {Known(desk)}. Add one with: annona book commodity {code} --scale 0 --kind goods");
        if (!Exchange.Sheets.AmountText.TryParse(number, known.Commodity.Scale, out var units, out var reason))
            throw new InputException("book.bad-amount", $"'{number}' is not an amount of {code}: {reason}",
                $"Write a number with at most {known.Commodity.Scale} decimal places.");
        return new(known.Commodity, units);
    }

    /// <summary>A promise as officers type it; null stays null.</summary>
    public static Id<Promise>? Promise(Desk desk, string? typed) => string.IsNullOrWhiteSpace(typed)
        ? null
        : Desk.Found(desk.Now.PublicRecord.Promises.Find(typed), "promise", typed, "promises").Id;

    static IEnumerable<AccountKind> KindsOfAccount =>
        Enum.GetValues<AccountKind>().Where(kind => kind != AccountKind.None);

    static string Known(Desk desk)
    {
        var codes = desk.Now.Ledger.Commodities.Select(row => row.Commodity.Code).ToList();
        return codes.Count == 0 ? "none yet" : string.Join(", ", codes);
    }

    static Command Commodity(CommandShell shell)
    {
        var code = Words.Argument("CODE", "Such as USD, food-parcel, rice-kg.");
        var scale = Words.Option("--scale", "Decimal places: 2 for USD, 0 for parcels, 3 for rice in kilograms.", 0);
        var kind = Words.Option("--kind", "Money or goods.", CommodityKind.Goods);
        var synthetic = Words.Synthetic();
        var command = new Command("commodity",
            "Declare what is counted. Example: annona book commodity USD --scale 2 --kind money")
        {
            code, scale, kind, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var declared = new Commodity(parsed.GetValue(code)!, parsed.GetValue(scale));
            desk.Record(new DeclareCommodity(declared, parsed.GetValue(kind))
            {
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{declared.Code} is counted with {declared.Scale} decimal places.");
            return Exit.Ok;
        });
    }

    static Command Post(CommandShell shell)
    {
        var date = Words.Required<string>("--date", "The day it happened, yyyy-MM-dd.");
        var from = Words.Required<string>("--from", "The account it leaves.");
        var to = Words.Required<string>("--to", "The account it reaches.");
        var amount = Words.Required<string>("--amount", "How much.");
        var commodity = Words.Required<string>("--commodity", "Of what.");
        var kind = Words.Required<TransferKind>("--kind", "Why it moves.");
        var promise = Words.Option<string?>("--promise", "The promise that the money carries.");
        var lot = Words.Option<string?>("--lot", "The batch moved; first in, first out unless named.");
        var reference = Words.Option<string?>("--reference", "Number of a voucher, waybill or bank advice.");
        var pending = Words.Option<bool>("--pending", "Expected, not yet happened.");
        var synthetic = Words.Synthetic();
        var command = new Command("post",
            "Post one transfer. Example: annona book post --date 2026-03-02 --from Donor:Aster --to Bank:Main "
            + "--amount 500 --commodity USD --kind receive --promise P1")
        {
            date, from, to, amount, commodity, kind, promise, lot, reference, pending, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var transfer = new Transfer(
                new(Desk.NewIntent()), Account(parsed.GetValue(from)!), Account(parsed.GetValue(to)!),
                Amount(desk, parsed.GetValue(amount)!, parsed.GetValue(commodity)!),
                Desk.Date(parsed.GetValue(date), "--date")!.Value, parsed.GetValue(kind))
            {
                Earmark = Promise(desk, parsed.GetValue(promise)),
                Lot = parsed.GetValue(lot) is { } typed
                    ? Desk.Found(desk.Now.Ledger.FindLot(typed), "lot", typed, "book balance").Lot.Id
                    : null,
                Reference = parsed.GetValue(reference),
                Phase = parsed.GetValue(pending) ? TransferPhase.Pending : TransferPhase.Posted,
            };
            desk.Record(new PostTransfers([transfer])
            {
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line($"{transfer.Amount} from {transfer.From} to {transfer.To}. Transfer {transfer.Id}");
            return Exit.Ok;
        });
    }

    static Command Pending(CommandShell shell)
    {
        var transfer = Words.Argument("TRANSFER", "The id of the expected transfer, or 'list'.");
        var date = Words.Option<string?>("--date", "The day it happened; today unless given.");
        var reason = Words.Option<string?>("--void", "It will not happen, with the reason.");
        var command = new Command("pending",
            "List what is expected, or say that it happened or will not. Example: annona book pending list")
        {
            transfer, date, reason,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            if (parsed.GetValue(transfer) == "list")
            {
                BalanceCommands.Print(desk, desk.Now.Ledger.PendingTransfers());
                return Exit.Ok;
            }
            if (!Id<Transfer>.TryParse(parsed.GetValue(transfer), out var id))
                throw new InputException("book.bad-transfer", $"'{parsed.GetValue(transfer)}' is not a transfer.",
                    "Find its id with: annona book pending list");
            var day = Desk.Date(parsed.GetValue(date), "--date")
                ?? DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);
            desk.Record(parsed.GetValue(reason) is { } why
                ? new VoidPending(id, day, why) { Intent = Desk.NewIntent() }
                : new PostPending(id, Amount: null, day) { Intent = Desk.NewIntent() });
            desk.Terminal.Line("Recorded.");
            return Exit.Ok;
        });
    }

    static Command Count(CommandShell shell)
    {
        var account = Words.Argument("ACCOUNT", "What was counted, such as 'Stock:Warehouse North'.");
        var counted = Words.Argument("AMOUNT", "How many were found.");
        var commodity = Words.Argument("COMMODITY", "Of what.");
        var date = Words.Required<string>("--date", "The day of the count, yyyy-MM-dd.");
        var synthetic = Words.Synthetic();
        var command = new Command("count",
            "Assert a counted balance; a gap becomes a variance and a discrepancy. "
            + "Example: annona book count \"Stock:Warehouse North\" 118 food-parcel --date 2026-03-09")
        {
            account, counted, commodity, date, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var where = Account(parsed.GetValue(account)!);
            var found = Amount(desk, parsed.GetValue(counted)!, parsed.GetValue(commodity)!);
            var books = desk.Now.Ledger.BalanceOf(where, found.Commodity);
            desk.Record(new CountStock(where, found, Desk.Date(parsed.GetValue(date), "--date")!.Value)
            {
                Intent = Desk.NewIntent(),
                Synthetic = parsed.GetValue(synthetic),
            });
            desk.Terminal.Line(found == books
                ? $"{where}: counted {found}, as the books say."
                : $"{where}: counted {found}, the books said {books}. See: annona book discrepancies");
            return Exit.Ok;
        });
    }
}
