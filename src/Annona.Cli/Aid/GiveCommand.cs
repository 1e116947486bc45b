using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Exchange;

namespace Annona.Cli.Aid;

/// <summary><c>annona aid give</c>: one handover at the desk, or a whole list from the field.</summary>
static class GiveCommand
{
    public static Command Make(CommandShell shell)
    {
        var distribution = Words.Argument("DISTRIBUTION", "A code such as D1.");
        var household = Words.Optional("HOUSEHOLD", "A code such as H12; or give a list with --list.");
        var items = Words.Several("ITEMS", "What was given, such as '1 food-parcel'.");
        var item = Words.Option<string[]>("--item", "The same as ITEMS, for use with --instead-of; may be repeated.");
        var insteadOf = Words.Option<string[]>(
            "--instead-of", "What of the entitlement an --item replaces: one for each --item, in the same order.");
        var list = Words.File("--list",
            "A list of handovers: household, item, amount, and date, collector, signed, instead-of if known.");
        var sheet = Words.Option<string?>(
            "--sheet", "The number of the paper sheet; the file's contents tell lists apart unless given.");
        var dryRun = Words.Option<bool>("--dry-run", "With --list: say what would be recorded; record nothing.");
        var field =
            Words.Option<bool>("--field", "It happened in the field: it is recorded even if it does not fit.");
        var signed = Words.Option<bool>("--signed", "The receiver signed.");
        var date = Words.Option<string?>("--date", "The day on the sheet; the distribution's day unless given.");
        var collector =
            Words.Option<string?>("--collector", "A person such as N3, or a name from outside the household.");
        var command = new Command("give",
            "Record what was handed over. Examples: annona aid give D1 H12 \"1 food-parcel\" --signed; "
            + "annona aid give D1 H12 --item \"2 blanket\" --instead-of \"1 food-parcel\"; "
            + "annona aid give D1 --list sheet.csv")
        {
            distribution, household, items, item, insteadOf, list, sheet, dryRun, field, signed, date, collector,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = AidCommands.Distribution(desk, parsed.GetValue(distribution)!);
            if (parsed.GetValue(list) is { } path)
                return new GiveList(desk, row, parsed.GetValue(sheet)).Run(
                    path, parsed.GetValue(dryRun) ? ListRun.Dry : ListRun.Record);
            var isField = parsed.GetValue(field);
            var amounts = new Amounts(desk);
            var given = Items(
                [.. parsed.GetValue(items) ?? [], .. parsed.GetValue(item) ?? []], parsed.GetValue(insteadOf) ?? [],
                isField ? amounts.Given : amounts.Declared);
            if (parsed.GetValue(household) is not { } typed || given.Count == 0)
                throw new InputException("aid.nothing-given", "Nobody or nothing was named.",
                    "Name a household and what it got: annona aid give D1 H12 \"1 food-parcel\"");
            var whom = AidCommands.Household(desk, typed);
            desk.Record(new GiveAid(row.Id, whom.Id, given)
            {
                Intent = Desk.NewIntent(),
                GivenOn = Desk.Date(parsed.GetValue(date), "--date"),
                Collector = parsed.GetValue(collector),
                Proof = parsed.GetValue(signed) ? Proof.Signature : Proof.None,
                Where = isField ? RecordedWhere.Field : RecordedWhere.Desk,
                Synthetic = row.Synthetic,
            });
            desk.Terminal.Line($"Handed over to {whom.Code}: {Amounts.Text(given.Select(part => part.Amount))}.");
            return Exit.Ok;
        });
    }

    /// <summary>Substitutes stand last: each --instead-of belongs to one of the last items.</summary>
    static List<HandedItem> Items(
        IReadOnlyList<string> typed, string[] insteadOf, Func<string, Values.Amount> read)
    {
        if (insteadOf.Length > typed.Count)
            throw new InputException("aid.instead-of-what", "There are more --instead-of than items.",
                "Write one --item for each, such as --item \"2 blanket\" --instead-of \"1 food-parcel\".");
        var asGranted = typed.Count - insteadOf.Length;
        return [.. typed.Select((item, at) => new HandedItem(
            read(item), Lot: null, at < asGranted ? null : read(insteadOf[at - asGranted])))];
    }
}
