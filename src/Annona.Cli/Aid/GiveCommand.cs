using System.CommandLine;
using Annona.Aid;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;

namespace Annona.Cli.Aid;

/// <summary><c>annona aid give</c>: one handover at the desk, or a whole list from the field.</summary>
static class GiveCommand
{
    public static Command Make(CommandShell shell)
    {
        var distribution = Words.Argument("DISTRIBUTION", "A code such as D1.");
        var household = Words.Optional("HOUSEHOLD", "A code such as H12; or give a list with --list.");
        var items = Words.Several("ITEMS", "What was given, such as '1 food-parcel'.");
        var list =
            Words.File("--list",
            "A list of handovers: household, item, amount, and date, collector, signed if known.");
        var field =
            Words.Option<bool>("--field", "It happened in the field: it is recorded even if it does not fit.");
        var signed = Words.Option<bool>("--signed", "The receiver signed.");
        var date = Words.Option<string?>("--date", "The day on the sheet; the distribution's day unless given.");
        var collector =
            Words.Option<string?>("--collector", "A person such as N3, or a name from outside the household.");
        var command = new Command("give",
            "Record what was handed over. Example: annona aid give D1 H12 \"1 food-parcel\" --signed")
        {
            distribution, household, items, list, field, signed, date, collector,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var row = AidCommands.Distribution(desk, parsed.GetValue(distribution)!);
            if (parsed.GetValue(list) is { } path)
                return GiveList(desk, row, path);
            var typed = parsed.GetValue(items) ?? [];
            if (parsed.GetValue(household) is not { } whom || typed.Length == 0)
                throw new InputException("aid.nothing-given", "Nobody or nothing was named.",
                    "Name a household and what it got: annona aid give D1 H12 \"1 food-parcel\"");
            var who = parsed.GetValue(collector);
            var person = who is null ? -1 : desk.Now.People.FindPerson(who);
            desk.Record(new GiveAid(row.Id, AidCommands.Household(desk, whom),
                [.. typed.Select(item => new HandedItem(AidCommands.Amount(desk, item)))])
            {
                Intent = Desk.NewIntent(),
                GivenOn = Desk.Date(parsed.GetValue(date), "--date"),
                CollectedBy = person >= 0 ? desk.Now.People.PersonId(person) : null,
                AlternateCollector = person >= 0 ? null : who,
                Proof = parsed.GetValue(signed) ? Proof.Signature : Proof.None,
                Where = parsed.GetValue(field) ? RecordedWhere.Field : RecordedWhere.Desk,
                Synthetic = row.Synthetic,
            });
            desk.Terminal.Line($"Handed over to {whom}: {string.Join(", ", typed)}.");
            return Exit.Ok;
        });
    }

    /// <summary>
    /// Reads the whole list before anything is recorded; chunks of it are then recorded one after another.
    /// </summary>
    static int GiveList(Desk desk, DistributionRow row, string path)
    {
        using var sheet = SheetReader.Open(path);
        foreach (var needed in new[] { "household", "item", "amount" })
            if (sheet.Columns.IndexOf(needed) < 0)
                throw new InputException("aid.no-column", $"{sheet.File} has no column '{needed}'.",
                    "A list of handovers has the columns household, item, amount, and may have date, collector, "
                    + "signed.");
        var (lines, errors) = (new List<HandoverLine>(), new List<RowError>());
        foreach (var cells in sheet.Rows(errors.Add))
        {
            try
            {
                lines.Add(Line(desk, sheet, cells));
            }
            catch (InputException bad)
            {
                errors.Add(new(sheet.File, cells.Number, bad.Code.Split('.')[1], bad.Message, bad.Remedy));
            }
        }
        foreach (var error in errors.Take(20))
            desk.Terminal.Say($"{error.File}, row {error.Row}: {error.Reason} {error.Remedy}");
        if (errors.Count > 0)
        {
            desk.Terminal.Complain($"{errors.Count} rows cannot be read. Nothing is recorded.",
                "Correct them and give the list again.");
            return Exit.BadInput;
        }
        var before = desk.Now.Aid.HandoverCount;
        foreach (var chunk in lines.Chunk(GiveMany.LinesMax))
            desk.Record(new GiveMany(row.Id, chunk) { Intent = Desk.NewIntent(), Synthetic = row.Synthetic });
        desk.Terminal.Line($"{Terminal.Number(desk.Now.Aid.HandoverCount - before)} handovers recorded; "
            + "those recorded before are not recorded twice.");
        return Exit.Ok;
    }

    static HandoverLine Line(Desk desk, Sheet sheet, SheetRow cells)
    {
        string Cell(string column) => sheet.Columns.IndexOf(column) is >= 0 and var at ? cells[at].Trim() : "";
        var household = Cell("household");
        AidCommands.Household(desk, household);
        return new(cells.Number, household, new(AidCommands.Amount(desk, $"{Cell("amount")} {Cell("item")}")))
        {
            On = Cell("date") is { Length: > 0 } day ? Desk.Date(day, "date") : null,
            Collector = Cell("collector") is { Length: > 0 } who ? who : null,
            Signed = Cell("signed") is "yes" or "x" or "1" or "true",
        };
    }
}
