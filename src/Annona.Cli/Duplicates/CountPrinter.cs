using Annona.Cli.People;
using Annona.Cli.Shell;
using Annona.Duplicates;
using Annona.Observations;
using Annona.People;

namespace Annona.Cli.Duplicates;

/// <summary>
/// Prints the three counts of people: crossed, as observers saw it; registered; sheltered. Real and made-up people
/// stand under headings of their own.
/// </summary>
/// <param name="desk">Where the crossings are asked for.</param>
/// <param name="by">By what the registered were counted.</param>
sealed class CountPrinter(Desk desk, CountBy by)
{
    /// <summary>Prints what there is.</summary>
    /// <param name="real">Real people; null when they were not asked for.</param>
    /// <param name="madeUp">Made-up people; their heading is printed only where there are any, or nobody else.</param>
    public void Print(PeopleCounts? real, PeopleCounts madeUp)
    {
        if (real is not null)
        {
            desk.Terminal.Heading("Real people");
            Print(real, desk.Answer(new CountPassage(Synthetic: false)));
        }
        if (real is not null && madeUp.Records + madeUp.HeadCountOnly == 0)
            return;
        desk.Terminal.Heading("Made-up people, for training");
        Print(madeUp, desk.Answer(new CountPassage(Synthetic: true)));
    }

    void Print(PeopleCounts counts, PassageTotal passage)
    {
        var terminal = desk.Terminal;
        terminal.Table(["", "#People"],
        [
            [
                passage.Crossed is null
                    ? "crossed: nobody said"
                    : $"crossed, as seen by {passage.AsOf:yyyy-MM-dd} ({string.Join(", ", passage.Observations)})",
                $"{passage.Crossed}",
            ],
            ["registered: different persons", Terminal.Number(counts.Registered)],
            ["  in so many records", Terminal.Number(counts.Records)],
            ["  only counted, without names", Terminal.Number(counts.HeadCountOnly)],
            ["sheltered, of the registered", Terminal.Number(counts.Sheltered)],
            ["households", Terminal.Number(counts.Households)],
            ["pairs that nobody decided yet", Terminal.Number(counts.Undecided)],
        ]);
        if (by != CountBy.None)
            terminal.Table(
                [.. Columns(), "#Registered", "#Sheltered", "#Only counted"],
                counts.Rows.Select(row => (IReadOnlyList<string>)
                [
                    .. Cells(row), Terminal.Number(row.Registered), Terminal.Number(row.Sheltered),
                    Terminal.Number(row.HeadCountOnly),
                ]));
    }

    IEnumerable<string> Columns() => Enum.GetValues<CountBy>()
        .Where(each => each != CountBy.None && by.HasFlag(each))
        .Select(each => each == CountBy.AgeBand ? "Age" : $"{each}");

    IEnumerable<string> Cells(CountLine row)
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
