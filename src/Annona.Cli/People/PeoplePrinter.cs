using Annona.Cli.Shell;
using Annona.People;

namespace Annona.Cli.People;

/// <summary>Prints listings of persons.</summary>
static class PeoplePrinter
{
    const string Masked = "•••";

    public static void Print(Terminal terminal, PeopleListing listing, bool json)
    {
        if (json)
        {
            terminal.AsJson(new
            {
                total = listing.Total, withheld = listing.Withheld, rows = listing.Rows.Select(AsJson),
            });
            return;
        }
        terminal.Table(["", "Household", "Form", "Name", "Born", "Sex", "Needs", "From", "Now", "List"],
            listing.Rows.Select(row => (IReadOnlyList<string>)
            [
                row.Code, row.Household ?? "", row.Form ?? "", row.Details?.FullName ?? Masked, BornOf(row),
                row.Sex == Sex.Unknown ? "–" : $"{row.Sex}"[..1], NeedsCodes.Text(row.Needs), row.Origin ?? "–",
                row.Present ?? "–", row.List is { } list ? $"{list} row {row.Row}" : "",
            ]));
        var more = listing.Withheld > 0 ? $" {Terminal.Number(listing.Withheld)} objected and are not shown." : "";
        terminal.Line($"{Terminal.Number(listing.Rows.Count)} of {Terminal.Number(listing.Total)} shown.{more}");
    }

    static string BornOf(ListedRow row) =>
        row.Details is { Born.IsNone: false } details ? $"{details.Born}" : row.BirthYear is { } year ? $"{year}" : "–";

    static object AsJson(ListedRow row) => new
    {
        id = row.Code, household = row.Household, form = row.Form, name = row.Details?.FullName,
        born = row.Details is { Born.IsNone: false } details ? $"{details.Born}" : null, birthYear = row.BirthYear,
        phones = row.Details?.Phones, sex = row.Sex, relation = row.Relation, needs = NeedsCodes.Text(row.Needs),
        origin = row.Origin, present = row.Present, arrived = row.Arrived, list = row.List, row = row.Row,
        left = row.Left,
        objected = row.Objected, synthetic = row.Synthetic,
    };
}
