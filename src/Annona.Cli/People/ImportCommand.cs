using System.CommandLine;
using System.Globalization;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Journal;
using Annona.Parties;
using Annona.People;

namespace Annona.Cli.People;

/// <summary>
/// <c>annona people import FILE</c>: reads the words of the command; <see cref="ImportRun"/> does the work.
/// </summary>
sealed class ImportCommand
{
    /// <summary>More rows than a workbook can have.</summary>
    const int SheetRowMax = 10_000_000;

    readonly Argument<string> file = Words.Argument("FILE", "A CSV or XLSX file with one person a row.");
    readonly Option<string> owner = Words.Required<string>("--owner", "The party that owns the list.");
    readonly Option<string> asOf =
        Words.Required<string>("--as-of", "The day for which the owner vouches, yyyy-MM-dd.");

    readonly Option<string> basis = Words.Required<string>("--basis", "On what ground the owner shares it.");
    readonly Option<string> list =
        Words.Required<string>("--list", "What the list is called; the same name means a newer version.");

    readonly Option<string> purpose = Words.Option("--purpose", "What it may be used for.", "aid");
    readonly Option<string[]> map = Words.Option<string[]>(
        "--map", "Which column has a role, as role=column, by its name or number; may be repeated.");

    readonly Option<string?> encoding =
        Words.Option<string?>("--encoding", "The file's characters, such as windows-1251.");

    readonly Option<string?> delimiter =
        Words.Option<string?>("--delimiter", "What stands between cells: , ; | tab or another character.");

    readonly Option<string?> sheet = Words.Option<string?>("--sheet", "The sheet of a workbook that is the list.");
    readonly Option<int?> headerRow =
        Words.Option<int?>("--header-row", "The row with the names of the columns, if it is not the first.");

    readonly Option<string?> dates =
        Words.Option<string?>("--dates", "day-first or month-first, where 03/04/1986 may be either.");

    readonly Option<string?> errors = Words.File(
        "--errors", "Where rows that cannot be read are told; FILE.errors.csv in this folder unless named.");

    readonly Option<bool> dryRun = Words.Option<bool>("--dry-run", "Read and compare; record nothing.");
    readonly Option<bool> skip =
        Words.Option<bool>("--skip-bad-rows", "Take in the other rows although some cannot be read.");

    readonly Option<bool> lenient = Words.Option<bool>(
        "--lenient", "Take persons in with what cannot be read as not known, also without a name.");

    readonly Option<string?> accept =
        Words.Option<string?>("--accept", "What to accept of a newer version: new,changed,gone.");

    readonly Option<bool> all = Words.Option<bool>("--accept-all", "Accept all that is new, changed and gone.");
    readonly Option<string?> rows =
        Words.Option<string?>("--accept-rows", "Accept only these rows of the file, such as 17,40-42.");

    readonly Option<string?> gone =
        Words.Option<string?>("--accept-gone", "Accept only that these persons are gone, such as N3,N7.");

    readonly Option<bool> stable = Words.Option<bool>(
        "--ids-are-stable", "The record numbers mean the same persons in every version, although it does not look so.");

    readonly Option<bool> another =
        Words.Option<bool>("--another-list", "The same file may come in under another list too.");

    readonly Option<string?> changes = Words.File(
        "--changes", "Write old and new values of changed rows to this file; the disclosure is recorded first.");

    readonly Option<string?> recipient = Words.Option<string?>("--recipient", "Who judges the changes.");
    readonly Option<string?> legalBasis =
        Words.Option<string?>("--legal-basis", "On what legal basis data of these households are kept.");

    readonly Option<string?> noticeLanguage =
        Words.Option<string?>("--notice-language", "In which language they were told what is kept.");

    readonly Option<string?> noticeDate =
        Words.Option<string?>("--notice-date", "When they were told, yyyy-MM-dd; the day of the list unless named.");

    readonly Option<bool> synthetic = Words.Synthetic();

    ImportCommand()
    {
    }

    public static Command Make(CommandShell shell) => new ImportCommand().Command(shell);

    Command Command(CommandShell shell)
    {
        var command = new Command("import",
            "Take in a list of people, or what is new, changed and gone in its next version. Example: "
            + "annona people import arrivals.csv --owner A1 --as-of 2026-02-01 "
            + "--basis \"agreement of January\" --list Arrivals --dry-run")
        {
            file, owner, asOf, basis, list, purpose, map, encoding, delimiter, sheet, headerRow, dates, errors, dryRun,
            skip, lenient, accept, all, rows, gone, stable, another, changes, recipient, legalBasis, noticeLanguage,
            noticeDate, synthetic,
        };
        return shell.Writing(command, Run, Opening.PersonalParts);
    }

    int Run(Desk desk, ParseResult parsed)
    {
        var path = parsed.GetValue(file)!;
        var asked = Options(desk, parsed, path);
        Check(asked, path);
        var sheetOptions = new SheetOptions
        {
            Encoding = parsed.GetValue(encoding),
            Delimiter = DelimiterOf(parsed.GetValue(delimiter)),
            SheetName = parsed.GetValue(sheet),
            HeaderRow = parsed.GetValue(headerRow),
        };
        var words = new ReadingWords
        {
            Dates = DatesOf(parsed.GetValue(dates)),
            Strictness = parsed.GetValue(lenient) ? Strictness.Lenient : Strictness.Strict,
        };
        using var read = ListFile.Open(path, sheetOptions, parsed.GetValue(map) ?? [], words);
        return new ImportRun(desk, read, asked).Run();
    }

    ImportOptions Options(Desk desk, ParseResult parsed, string path)
    {
        var typedOwner = parsed.GetValue(owner)!;
        var day = Desk.Date(parsed.GetValue(asOf), "--as-of")!.Value;
        return new()
        {
            Owner = Desk.Found(desk.Answer(new FindParty(typedOwner)), "party", typedOwner, "party list").Id,
            AsOf = day,
            Basis = parsed.GetValue(basis)!,
            List = parsed.GetValue(list)!,
            Purpose = parsed.GetValue(purpose)!,
            ErrorFile = parsed.GetValue(errors) ?? Path.GetFileName(path) + ".errors.csv",
            DryRun = parsed.GetValue(dryRun),
            SkipBadRows = parsed.GetValue(skip),
            Accept = parsed.GetValue(all) ? Accepted.All : Read(parsed.GetValue(accept)),
            AcceptRows = RowNumbers(parsed.GetValue(rows)),
            AcceptGone = [.. Split(parsed.GetValue(gone))],
            IdsAreStable = parsed.GetValue(stable),
            AnotherList = parsed.GetValue(another),
            Changes = parsed.GetValue(changes),
            Recipient = parsed.GetValue(recipient),
            LegalBasis = parsed.GetValue(legalBasis) is { } ground
                ? new(parsed.GetValue(purpose)!, ground, day)
                : null,
            Notice = parsed.GetValue(noticeLanguage) is { } language
                ? new(language, Desk.Date(parsed.GetValue(noticeDate), "--notice-date") ?? day)
                : null,
            Synthetic = parsed.GetValue(synthetic),
        };
    }

    /// <summary>No file is written over but an error file of before, and never the list itself.</summary>
    static void Check(ImportOptions asked, string path)
    {
        if (!asked.DryRun && Path.GetFullPath(asked.ErrorFile) == Path.GetFullPath(path))
            throw new InputException("cli.errors-over-list", "--errors names the list itself.",
                "Name another file; it would be written over.");
        if (!asked.DryRun)
            RowErrorFile.Check(asked.ErrorFile);
        if (asked.Changes is { } changes)
        {
            ExportPersons.Check(changes);
            if (string.IsNullOrWhiteSpace(asked.Recipient))
                throw new InputException("cli.no-recipient", "Old and new values are written for a recipient only.",
                    "Add --recipient TEXT; it is recorded.");
        }
    }

    static char? DelimiterOf(string? typed) => typed switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        [var only] => only,
        _ => throw new InputException("cli.bad-delimiter", "--delimiter is not one character.",
            "Write , ; | or another character, or tab."),
    };

    static DateOrder DatesOf(string? typed) => typed?.ToLowerInvariant() switch
    {
        null => DateOrder.Unknown,
        "day-first" => DateOrder.DayFirst,
        "month-first" => DateOrder.MonthFirst,
        _ => throw new InputException("cli.bad-dates", "--dates is none of the known orders.",
            "Write --dates day-first or --dates month-first."),
    };

    static Accepted Read(string? typed)
    {
        var accepted = Accepted.Nothing;
        foreach (var word in Split(typed))
            accepted |= word.ToLowerInvariant() switch
            {
                "new" => Accepted.New,
                "changed" => Accepted.Changed,
                "gone" => Accepted.Gone,
                _ => throw new InputException("cli.bad-accept", $"'{word}' cannot be accepted.",
                    "Write --accept with new, changed, gone, or several of them with commas."),
            };
        return accepted;
    }

    static HashSet<int> RowNumbers(string? typed)
    {
        var rows = new HashSet<int>();
        foreach (var part in Split(typed))
        {
            var ends = part.Split('-');
            if (!TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last) || ends.Length > 2
                || first > last || first < 2 || last > SheetRowMax)
                throw new InputException("cli.bad-rows", $"'{part}' names no rows.",
                    "Write rows as 17 or 40-42, with commas.");
            rows.UnionWith(Enumerable.Range(first, last - first + 1));
        }
        return rows;
    }

    static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    static string[] Split(string? typed) => (typed ?? "").Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
