using System.CommandLine;
using System.Globalization;
using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.People;
using Annona.PublicRecord;
using Annona.Values;

namespace Annona.Cli.Aid;

/// <summary>
/// <c>annona aid ...</c>: programmes, entitlements, distributions, handovers, cash lists and the help desk.
/// </summary>
static class AidCommands
{
    public static IReadOnlyList<Command> All(CommandShell shell) =>
    [
        new("aid", "Programmes, distributions, handovers and cash lists")
        {
            PlanCommand.Make(shell), GrantCommand.Make(shell), DayCommands.Day(shell), DayCommands.Sheet(shell),
            GiveCommand.Make(shell), HelpDeskCommands.TakeBack(shell), DayCommands.Close(shell),
            CashCommands.Make(shell), HelpDeskCommands.Show(shell), ListCommands.Programmes(shell),
            ListCommands.Days(shell), AidDiscrepancyCommands.List(shell), AidDiscrepancyCommands.Resolve(shell),
            AidDiscrepancyCommands.Assign(shell),
        },
    ];

    /// <summary>The programme with a code (<c>B3</c>) or a name.</summary>
    public static ListedProgramme Programme(Desk desk, string typed)
    {
        var known = Desk.Found(desk.Answer(new FindProgramme(typed)), "programme", typed, "aid list");
        return desk.Answer(new ListProgrammes()).Single(row => row.Id == known.Id);
    }

    /// <summary>The distribution with a code (<c>D3</c>).</summary>
    public static ListedDistribution Distribution(Desk desk, string typed)
    {
        var known = Desk.Found(desk.Answer(new FindDistribution(typed)), "distribution", typed, "aid days");
        return desk.Answer(new ListDistributions()).Single(row => row.Id == known.Id);
    }

    /// <summary>The cash list with a code (<c>CL3</c>).</summary>
    public static ListedCash CashList(Desk desk, string typed)
    {
        var known = Desk.Found(desk.Answer(new FindCashList(typed)), "cash list", typed, "aid cash lists");
        return desk.Answer(new ListCashLists()).Single(row => row.Id == known.Id);
    }

    /// <summary>The household with a code (<c>H3</c>).</summary>
    public static Known<Household> Household(Desk desk, string typed) =>
        Desk.Found(desk.Answer(new FindHousehold(typed)), "household", typed, "people list");

    /// <summary>The promise that is named, or null when none is.</summary>
    public static Id<Promise>? Promise(Desk desk, string? typed) => string.IsNullOrWhiteSpace(typed)
        ? null
        : Desk.Found(desk.Answer(new FindPromise(typed)), "promise", typed, "promises").Id;
}

/// <summary>Amounts as officers type and read them.</summary>
sealed class Amounts(Desk desk)
{
    readonly Dictionary<string, Commodity> known = desk.Answer(new ListCommoditiesGiven())
        .ToDictionary(commodity => commodity.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>An amount of a declared commodity, as <c>2 food-parcel</c>.</summary>
    /// <exception cref="InputException">It is not one.</exception>
    public Amount Declared(string typed)
    {
        var (number, code) = Split(typed);
        return known.TryGetValue(code, out var commodity) ? Read(number, commodity) : throw new InputException(
            "aid.not-in-the-books", $"There is no commodity '{code}' in the books.",
            $"Declare it with: annona book commodity {code} --scale 0 --kind goods");
    }

    /// <summary>
    /// An amount that was handed over. A commodity that nobody has declared is taken as it is written: it has left
    /// the store all the same.
    /// </summary>
    /// <exception cref="InputException">It is not an amount.</exception>
    public Amount Given(string typed)
    {
        var (number, code) = Split(typed);
        return known.TryGetValue(code, out var commodity) ? Read(number, commodity)
            : Amount.TryParse($"{number} {code}", out var amount) ? amount
            : throw NoAmount(typed);
    }

    /// <summary>For people: <c>12,500.00 USD</c>.</summary>
    public static string Text(Amount amount) => $"{Number(amount)} {amount.Commodity.Code}";

    /// <summary>For a column of one commodity: <c>12,500.00</c>.</summary>
    public static string Number(Amount amount) =>
        Whole(amount).ToString($"N{amount.Commodity.Scale}", CultureInfo.InvariantCulture);

    public static string Text(IEnumerable<Amount> amounts) => string.Join(", ", amounts.Select(Text));

    /// <summary>For programs: an exact number and a code.</summary>
    public static object Json(Amount amount) => new { amount = Whole(amount), commodity = amount.Commodity.Code };

    static decimal Whole(Amount amount) => amount.Units / (decimal)amount.Commodity.UnitsPerWhole;

    static (string Number, string Code) Split(string typed)
    {
        var text = typed.Trim();
        return text.LastIndexOf(' ') is > 0 and var at
            ? (text[..at].TrimEnd(), text[(at + 1)..])
            : throw NoAmount(typed);
    }

    static Amount Read(string number, Commodity commodity) =>
        Exchange.Sheets.AmountText.TryParse(number, commodity.Scale, out var units, out var reason)
            ? new(commodity, units)
            : throw new InputException("aid.bad-number", $"'{number}' is not an amount of {commodity.Code}: {reason}",
                $"Write a number with at most {commodity.Scale} decimal places.");

    static InputException NoAmount(string typed) => new(
        "aid.bad-amount", $"'{typed}' is not an amount.", "Write how much of what: 2 food-parcel.");
}
