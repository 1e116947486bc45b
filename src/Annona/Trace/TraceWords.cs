using System.Globalization;
using Annona.Ledger;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Trace;

/// <summary>Amounts, counts and movements as people read them.</summary>
public static class TraceWords
{
    /// <summary>Grouped, with decimals only where there are any: <c>12,500 USD</c>, <c>10,649.50 USD</c>.</summary>
    public static string Of(Amount amount)
    {
        var number = amount.Units / (decimal)amount.Commodity.UnitsPerWhole;
        var format = number == Math.Truncate(number) ? "N0" : $"N{amount.Commodity.Scale}";
        return $"{number.ToString(format, CultureInfo.InvariantCulture)} {amount.Commodity.Code}";
    }

    /// <summary>As it was said: <c>more than 11,500,000 USD</c>.</summary>
    public static string Of(StatedAmount said) => said.Qualifier switch
    {
        Qualifier.About => $"about {Part(said, said.Low)}",
        Qualifier.MoreThan => $"more than {Part(said, said.Low)}",
        Qualifier.AtLeast => $"at least {Part(said, said.Low)}",
        Qualifier.UpTo => $"up to {Part(said, said.High)}",
        Qualifier.LessThan => $"fewer than {Part(said, said.High)}",
        Qualifier.Between => $"{Number(said, said.Low)} to {Part(said, said.High)}",
        _ => Part(said, said.Low),
    };

    /// <summary>A whole number in groups: <c>53,000</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 movement</c>, <c>2,000 movements</c>.</summary>
    public static string Count(long count, string one, string? many = null) =>
        $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>A word made of several, in small letters: <c>in progress</c>.</summary>
    public static string Of(Enum value) => string.Concat(
        value.ToString().Select((c, at) =>
            char.IsUpper(c) && at > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>A kind of movement in the past tense: the one table of them.</summary>
    public static string Past(TransferKind kind) => kind switch
    {
        TransferKind.Pledge => "pledged",
        TransferKind.Commit => "committed",
        TransferKind.Receive => "received",
        TransferKind.Advance => "advanced to a partner",
        TransferKind.Buy => "spent on goods",
        TransferKind.GiftInKind => "given in kind",
        TransferKind.Convert => "changed into another currency",
        TransferKind.Move => "moved between our own places",
        TransferKind.Load => "loaded",
        TransferKind.Unload => "unloaded",
        TransferKind.Lose => "lost",
        TransferKind.Expire => "expired",
        TransferKind.Return => "returned",
        TransferKind.Give => "handed over",
        TransferKind.SendCash => "sent to a provider",
        TransferKind.Credit => "credited",
        TransferKind.Collect => "collected",
        TransferKind.Fee => "paid in fees",
        TransferKind.Support => "spent on support costs",
        TransferKind.Service => "paid for services",
        TransferKind.Work => "paid for works",
        TransferKind.Recount => "found different at a count",
        TransferKind.Correct => "put right",
        _ => "moved",
    };

    /// <summary>A movement in a sentence: <c>250,000 USD committed by Aster Foundation.</c></summary>
    internal static string Sentence(LedgerRegister ledger, BookEvidence moved)
    {
        var amount = Of(moved.Amount with { Units = Math.Abs(moved.Amount.Units) });
        var from = ledger.FindTransfer(moved.Transfer)?.Transfer.From;
        var by = from is { Kind: AccountKind.Donor or AccountKind.Pledges, Name.Length: > 0 } donor
            ? $" {(moved.Kind is TransferKind.Receive ? "from" : "by")} {donor.Name}"
            : "";
        var what = moved.Kind == TransferKind.Buy && !ledger.IsMoney(moved.Amount.Commodity.Code)
            ? "bought"
            : Past(moved.Kind);
        return $"{amount} {what}{by}.";
    }

    static string Part(StatedAmount said, long? units) => said.Commodity is { } commodity
        ? Of(new Amount(commodity, units ?? 0))
        : Number(said, units);

    static string Number(StatedAmount said, long? units)
    {
        var number = (units ?? 0) / (decimal)(said.Commodity?.UnitsPerWhole ?? 1);
        var format = number == Math.Truncate(number) ? "N0" : $"N{said.Commodity?.Scale ?? 0}";
        return number.ToString(format, CultureInfo.InvariantCulture);
    }
}

/// <summary>Codes in the order of their numbers: O4 before O10.</summary>
sealed class CodeOrder : IComparer<string>
{
    public static CodeOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Split(x ?? ""), Split(y ?? ""));
        return string.CompareOrdinal(left.Letters, right.Letters) is not 0 and var letters ? letters
            : left.Number != right.Number ? left.Number.CompareTo(right.Number)
            : string.CompareOrdinal(x, y);
    }

    static (string Letters, long Number) Split(string code)
    {
        var letters = code.TrimEnd("0123456789".ToCharArray());
        return (letters, long.TryParse(
            code.AsSpan(letters.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0);
    }
}
