namespace Annona.Exchange.Sheets;

/// <summary>
/// Decides from all rows of a column whether the day or the month comes first in 03/04/1956: one 25/04 anywhere settles
/// it. A column that shows both is mixed and settles nothing.
/// </summary>
public sealed class DateColumn
{
    const int MonthsPerYear = 12;

    /// <summary>Cells that only the day-first order explains.</summary>
    public int DayFirstCells { get; private set; }

    /// <summary>Cells that only the month-first order explains.</summary>
    public int MonthFirstCells { get; private set; }

    /// <summary>Cells that read differently in the two orders.</summary>
    public int AmbiguousCells { get; private set; }

    public DateOrder Order => (DayFirstCells, MonthFirstCells) switch
    {
        ( > 0, 0) => DateOrder.DayFirst,
        (0, > 0) => DateOrder.MonthFirst,
        _ => DateOrder.Unknown,
    };

    /// <summary>Both orders occur: somebody must say for each part of the list which one it uses.</summary>
    public bool IsMixed => DayFirstCells > 0 && MonthFirstCells > 0;

    /// <summary>Some cells stay without day and month until a person says the order.</summary>
    public bool IsAmbiguous => AmbiguousCells > 0 && Order == DateOrder.Unknown;

    public void See(string text)
    {
        if (DateText.Unordered(text) is not var (first, second))
            return;
        if (first > MonthsPerYear && second <= MonthsPerYear)
            DayFirstCells++;
        else if (second > MonthsPerYear && first <= MonthsPerYear)
            MonthFirstCells++;
        else if (first != second)
            AmbiguousCells++;
    }
}
