using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.People;

namespace Annona.Cli.Duplicates;

/// <summary>Prints counts of people. Real and made-up people stand under headings of their own.</summary>
static class CountPrinter
{
    /// <summary>Prints what there is.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="real">Real people; null when they were not asked for.</param>
    /// <param name="madeUp">Made-up people; their heading is printed only where there are any, or nobody else.</param>
    /// <param name="by">By what they were counted.</param>
    public static void Print(Terminal terminal, PeopleCounts? real, PeopleCounts madeUp, CountBy by)
    {
        if (real is not null)
        {
            terminal.Heading("Real people");
            Print(terminal, real, by);
        }
        if (real is not null && madeUp.Records + madeUp.HeadCountOnly == 0)
            return;
        terminal.Heading("Made-up people, for training");
        Print(terminal, madeUp, by);
    }

    static void Print(Terminal terminal, PeopleCounts counts, CountBy by)
    {
        terminal.Table(["", "#People"],
        [
            ["crossed", "not counted here, see annona observe list"],
            ["registered: different persons", Terminal.Number(counts.Registered)],
            ["  in so many records", Terminal.Number(counts.Records)],
            ["  only counted, without names", Terminal.Number(counts.HeadCountOnly)],
            ["sheltered, of the registered", Terminal.Number(counts.Sheltered)],
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

    static IEnumerable<string> Cells(CountLine row, CountBy by)
    {
        if (by.HasFlag(CountBy.Place))
            yield return row.Place ?? "not known";
        if (by.HasFlag(CountBy.Sex))
            yield return Said.Sex(row.Sex);
        if (by.HasFlag(CountBy.AgeBand))
            yield return AgeBands.Text(row.Band ?? AgeBand.Unknown);
        if (by.HasFlag(CountBy.List))
            yield return row.List ?? "desk";
        if (by.HasFlag(CountBy.Origin))
            yield return row.Origin ?? "not known";
    }
}
