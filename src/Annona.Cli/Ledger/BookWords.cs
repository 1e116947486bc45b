using System.Globalization;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Ledger;

/// <summary>What officers type about the books, and how it is printed.</summary>
static class BookWords
{
    /// <summary>An amount with groups: <c>12,500.00 USD</c>.</summary>
    public static string Of(Amount amount) => $"{Number(amount)} {amount.Commodity.Code}";

    /// <summary>The number alone, with groups.</summary>
    public static string Number(Amount amount) =>
        Value(amount).ToString($"N{amount.Commodity.Scale}", CultureInfo.InvariantCulture);

    /// <summary>The number as JSON has it.</summary>
    public static decimal Value(Amount amount) => amount.Units / (decimal)amount.Commodity.UnitsPerWhole;

    /// <summary>A kind of transfer as officers type it: <c>gift-in-kind</c>.</summary>
    /// <exception cref="InputException">It is not one.</exception>
    public static TransferKind Kind(string typed)
    {
        var plain = typed.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        foreach (var kind in TransferKinds.Desk.Append(TransferKind.Give))
            if (string.Equals($"{kind}", plain, StringComparison.OrdinalIgnoreCase))
                return kind;
        throw new InputException("book.kind", $"'{typed}' is not a kind of transfer.",
            $"Write one of: {string.Join(", ", TransferKinds.Desk.Select(TransferKinds.Word))}.");
    }

    /// <summary>The kinds and the accounts between which each goes, a line each.</summary>
    public static string KindTable => string.Join('\n', TransferKinds.Desk.Select(kind =>
        $"  {TransferKinds.Word(kind)}: {TransferKinds.Paths(kind)}"));

    /// <summary>A lot as officers type it; null stays null.</summary>
    public static Id<Lot>? Lot(Desk desk, string? typed) => string.IsNullOrWhiteSpace(typed)
        ? null
        : Desk.Found(desk.Answer(new FindLot(typed)), "lot", typed, "book lots").Id;

    /// <summary>A transfer as officers type it.</summary>
    public static TransferListed Transfer(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindTransfer(typed)), "transfer", typed, "book transfers");

    /// <summary>A date as officers type it; today unless typed.</summary>
    public static DateOnly DateOrToday(string? typed, string option) =>
        Desk.Date(typed, option) ?? DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);

    /// <summary>An amount in one word group: <c>300 USD</c>.</summary>
    public static Amount Amount(Desk desk, string typed) =>
        typed.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, var code]
            ? BookCommands.Amount(desk, number, code)
            : throw new InputException("book.no-commodity", $"'{typed}' is not an amount with its commodity.",
                "Write it as '300 USD' or '40 food-parcel'.");

    /// <summary>A payment: <c>300 USD Bank:Main P1</c>, without a promise if the money carries none.</summary>
    public static Payment Payment(Desk desk, string typed)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3)
            throw new InputException("book.bad-payment", $"'{typed}' is not a payment.",
                "Write amount, commodity, account and promise, such as '300 USD Bank:Main P1'.");
        var promise = desk.Answer(new FindPromise(words[^1]));
        var account = string.Join(' ', promise is null ? words[2..] : words[2..^1]);
        return new(BookCommands.Account(account), BookCommands.Amount(desk, words[0], words[1]), promise?.Id);
    }

    /// <summary>A share of a gift: <c>P1</c>, or <c>P1 600</c> where several share it.</summary>
    public static LotShare Share(Desk desk, string typed)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parts = 1L;
        if (words.Length is 0 or > 2 || (words.Length == 2
            && !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out parts)))
            throw new InputException("book.bad-share", $"'{typed}' is not a promise's share.",
                "Write a promise, with its parts where several share the goods: 'P1 600'.");
        return new(BookCommands.Promise(desk, words[0]), parts);
    }

    /// <summary>A number of things in the right number: <c>1 transfer</c>, <c>12 transfers</c>.</summary>
    public static string Count(int number, string one) => $"{Terminal.Number(number)} {one}{(number == 1 ? "" : "s")}";

    /// <summary>Rows as people name them: <c>2-9, 11</c>.</summary>
    public static string Rows(IEnumerable<int> rows)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var row in rows.Distinct().Order())
        {
            if (ranges is [.., var last] && last.Last == row - 1)
                ranges[^1] = (last.First, row);
            else
                ranges.Add((row, row));
        }
        return string.Join(", ", ranges.Select(range =>
            range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }
}
