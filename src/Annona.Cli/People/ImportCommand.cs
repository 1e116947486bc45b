using System.CommandLine;
using Annona.Cli.Shell;
using Annona.Exchange;
using Annona.Exchange.Sheets;
using Annona.Journal;

namespace Annona.Cli.People;

/// <summary>
/// <c>annona people import FILE</c>: reads the words of the command; <see cref="ImportRun"/> does the work.
/// </summary>
static class ImportCommand
{
    public static Command Make(CommandShell shell)
    {
        var file = Words.Argument("FILE", "A CSV or XLSX file with one person a row.");
        var owner = Words.Required<string>("--owner", "The party that owns the list.");
        var asOf = Words.Required<string>("--as-of", "The day for which the owner vouches, yyyy-MM-dd.");
        var basis = Words.Required<string>("--basis", "On what ground the owner shares it.");
        var list = Words.Required<string>("--list", "What the list is called; the same name means a newer version.");
        var purpose = Words.Option("--purpose", "What it may be used for.", "aid");
        var map = Words.Option<string[]>("--map", "Which column has a role, as role=column; may be repeated.");
        var encoding = Words.Option<string?>("--encoding", "The file's characters, such as windows-1251.");
        var errors = Words.File(
            "--errors", "Where rows that cannot be read are told; FILE.errors.csv in this folder unless named.");
        var dryRun = Words.Option<bool>("--dry-run", "Read and compare; record nothing.");
        var skip = Words.Option<bool>("--skip-bad-rows", "Take in the other rows although some cannot be read.");
        var accept = Words.Option<string?>("--accept", "What to accept of a newer version: new,changed,gone.");
        var all = Words.Option<bool>("--accept-all", "Accept all that is new, changed and gone.");
        var rows = Words.Option<string?>("--accept-rows", "Accept only these rows of the file, such as 17,40-42.");
        var synthetic = Words.Synthetic();
        var command = new Command("import",
            "Take in a list of people, or what is new, changed and gone in its next version. Example: "
            + "annona people import arrivals.csv --owner A1 --as-of 2026-02-01 "
            + "--basis \"agreement of January\" --list Arrivals --dry-run")
        {
            file, owner, asOf, basis, list, purpose, map, encoding, errors, dryRun, skip, accept, all, rows, synthetic,
        };
        return shell.Writing(command, (desk, parsed) =>
        {
            var path = parsed.GetValue(file)!;
            using var read = ListFile.Open(
                path, new SheetOptions { Encoding = parsed.GetValue(encoding) }, parsed.GetValue(map) ?? []);
            var typedOwner = parsed.GetValue(owner)!;
            return new ImportRun(desk, read, new()
            {
                Owner = Desk.Found(desk.Now.Parties.Find(typedOwner), "party", typedOwner, "party list").Id,
                AsOf = Desk.Date(parsed.GetValue(asOf), "--as-of")!.Value,
                Basis = parsed.GetValue(basis)!,
                List = parsed.GetValue(list)!,
                Purpose = parsed.GetValue(purpose)!,
                ErrorFile = parsed.GetValue(errors) ?? Path.GetFileName(path) + ".errors.csv",
                DryRun = parsed.GetValue(dryRun),
                SkipBadRows = parsed.GetValue(skip),
                Accept = parsed.GetValue(all) ? Accepted.All : Read(parsed.GetValue(accept)),
                AcceptRows = RowNumbers(parsed.GetValue(rows)),
                Synthetic = parsed.GetValue(synthetic),
            }).Run();
        }, Opening.PersonalParts);
    }

    static Accepted Read(string? typed)
    {
        var accepted = Accepted.Nothing;
        foreach (var word in (typed ?? "").Split(',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
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
        foreach (var part in (typed ?? "").Split(',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (!int.TryParse(ends[0], out var first) || !int.TryParse(ends[^1], out var last) || ends.Length > 2
                || first > last || first < 2 || last > SheetRowMax)
                throw new InputException("cli.bad-rows", $"'{part}' names no rows.",
                    "Write rows as 17 or 40-42, with commas.");
            rows.UnionWith(Enumerable.Range(first, last - first + 1));
        }
        return rows;
    }

    /// <summary>More rows than a workbook can have.</summary>
    const int SheetRowMax = 10_000_000;
}
