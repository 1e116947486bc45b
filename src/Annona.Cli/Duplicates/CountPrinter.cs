using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.People;

namespace Annona.Cli.Duplicates;

/// <summary>Prints counts of people.</summary>
static class CountPrinter
{
    public static void Print(Terminal terminal, PeopleCounts counts, CountBy by, bool json)
    {
        if (json)
        {
            terminal.AsJson(counts);
            return;
        }
        terminal.Table(["", "#People"],
        [
            ["different persons registered", Terminal.Number(counts.Registered)],
            ["in so many records", Terminal.Number(counts.Records)],
            ["of them sheltered", Terminal.Number(counts.Sheltered)],
            ["only counted, without names", Terminal.Number(counts.HeadCountOnly)],
            ["households", Terminal.Number(counts.Households)],
            ["pairs that nobody decided yet", Terminal.Number(counts.Undecided)],
        ]);
        if (by != CountBy.None)
            terminal.Table(
                [.. Columns(by), "#Registered", "#Sheltered", "#Only counted"],
                counts.Rows.Select(row => (IReadOnlyList<string>)
                [
                    .. Cells(row, by), Terminal.Number(row.Registered), Terminal.Number(row.Sheltered),
                    Terminal.Number(row.HeadCountOnly),
                ]));
    }

    static IEnumerable<string> Columns(CountBy by) => Enum.GetValues<CountBy>()
        .Where(each => each != CountBy.None && by.HasFlag(each))
        .Select(each => each == CountBy.AgeBand ? "Age" : $"{each}");

    static IEnumerable<string> Cells(CountRow row, CountBy by)
    {
        if (by.HasFlag(CountBy.Place))
            yield return row.Place ?? "not known";
        if (by.HasFlag(CountBy.Sex))
            yield return row.Sex is null or Sex.Unknown ? "not known" : $"{row.Sex}";
        if (by.HasFlag(CountBy.AgeBand))
            yield return AgeBands.Text(row.Band ?? AgeBand.Unknown);
        if (by.HasFlag(CountBy.List))
            yield return row.List ?? "desk";
        if (by.HasFlag(CountBy.Origin))
            yield return row.Origin ?? "not known";
    }
}
