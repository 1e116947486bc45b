using System.CommandLine;
using Annona.Cli.Privacy;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Journal;
using Annona.People;
using Annona.Storage.Privacy;
using Annona.Values;

namespace Annona.Cli.People;

/// <summary>
/// <c>annona export persons FILE</c>: named fields of named persons for a recipient and a purpose, recorded before the
/// file is made. Who objected is not in it.
/// </summary>
static class ExportPersons
{
    const int PageRows = 10_000;

    public static Command Make(CommandShell shell)
    {
        var file = Words.Argument("FILE", "The file to make, .csv or .xlsx.");
        var list = Words.Option<string?>("--list", "Only from this list.");
        var place = Words.Option<string?>("--at", "Only those who are now in this place.");
        var fields = Words.Required<string>("--fields", $"Which fields, with commas: {FieldWords.All}.");
        var recipient = Words.Required<string>("--recipient", "Who gets the file.");
        var purpose = Words.Required<string>("--purpose", "What it is for.");
        var basis = Words.Required<string>("--basis", "On what legal basis.");
        var command = new Command("persons",
            "Write persons to a file; the disclosure is recorded first, and who objected is left out. "
            + "Example: annona export persons clinic.csv --list LST1 --fields name,born,phones --recipient Clinic "
            + "--purpose vaccination --basis consent")
        {
            file, list, place, fields, recipient, purpose, basis,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var path = parsed.GetValue(file)!;
            Check(path);
            if (!FieldWords.TryParse(parsed.GetValue(fields), out var asked) || asked == PersonFields.None)
                throw new InputException("cli.bad-fields", "--fields names a field that is not known.",
                    $"Write some of these with commas: {FieldWords.All}.");
            var filter = new PeopleFilter
            {
                List = PeopleCommands.ListOf(desk, parsed.GetValue(list)),
                Place = PeopleCommands.PlaceOf(desk, parsed.GetValue(place)),
            };
            var disclosure = DisclosureWords.Record(desk, new(
                parsed.GetValue(recipient)!, parsed.GetValue(purpose)!, parsed.GetValue(basis)!, asked, filter)
            {
                Intent = Desk.NewIntent(),
            });
            var each = FieldWords.Each(asked).ToList();
            int written, withheld;
            using (var sheet = new RegisteredSheet(
                desk, path, FileContent.Export, ["person", .. each.Select(FieldWords.Text)],
                parsed.GetValue(purpose)))
                (written, withheld) = Write(desk, disclosure, sheet, each);
            desk.Terminal.Line($"{Said.Count(written, "person")} written to {path}."
                + (withheld > 0 ? $" {Terminal.Number(withheld)} objected and are not in it." : ""));
            return Exit.Ok;
        }, Opening.PersonalParts);
    }

    /// <summary>A file that exists may be somebody's list.</summary>
    public static void Check(string path)
    {
        SheetWriter.CheckEnding(path);
        if (File.Exists(path) || Directory.Exists(path))
            throw new InputException("cli.export-exists", $"{path} is there already.", "Name another file.");
    }

    static (int Written, int Withheld) Write(
        Desk desk, Id<Disclosure> disclosure, RegisteredSheet sheet, IReadOnlyList<PersonFields> each)
    {
        var (written, page) = (0, desk.Answer(new ListDisclosed(disclosure, 0, PageRows)));
        while (page.Rows.Count > 0)
        {
            foreach (var row in page.Rows)
                sheet.AddOf(row.Person, [row.Code, .. each.Select(field => Text(row, field))]);
            written += page.Rows.Count;
            page = desk.Answer(new ListDisclosed(disclosure, written, PageRows));
        }
        return (written, page.Withheld);
    }

    /// <summary>One field as a file has it; empty when not known.</summary>
    public static string Text(PersonShown row, PersonFields field) => field switch
    {
        PersonFields.Name => row.Details?.FullName ?? "",
        PersonFields.Born => row.Details is { } details ? $"{details.Born}" : "",
        PersonFields.BirthYear => row.BirthYear is { } year ? $"{year}" : "",
        PersonFields.Sex => row.Sex == Sex.Unknown ? "" : Said.SexLetter(row.Sex),
        PersonFields.Relation => row.Relation == Relation.Unknown ? "" : Said.Relation(row.Relation),
        PersonFields.Needs => NeedsCodes.Text(row.Needs),
        PersonFields.Phones => string.Join("; ", row.Details?.Phones ?? []),
        PersonFields.Documents => string.Join("; ", (row.Details?.Documents ?? []).Select(Said.Document)),
        PersonFields.Address => row.Details?.Address ?? "",
        PersonFields.Payee => row.Details?.Payee ?? "",
        PersonFields.Note => row.Details?.Note ?? "",
        PersonFields.Origin => row.Origin ?? "",
        PersonFields.Present => row.Present ?? "",
        PersonFields.Arrived => row.Arrived is { } day ? Said.Day(day) : "",
        PersonFields.Household => row.Household ?? "",
        _ => "",
    };
}
