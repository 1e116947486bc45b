namespace Annona.Linkage.Compare;

/// <summary>
/// Compares dates of birth. The weights are log2(m/u) with m from the error rates that registers of displaced
/// people show (year only written as 1 January about 15 %, wrong year 5 %, day and month swapped 3 %, a wrong
/// digit 4 %), u from the spread of days over some 60 years; against a brother or sister u is the chance of
/// twins, or of a birth within a few years.
/// </summary>
static class BirthComparison
{
    public static Finding Compare(in Birth left, in Birth right)
    {
        if (!left.IsKnown || !right.IsKnown)
        {
            return Finding.Missing("The date of birth is missing on one side.");
        }
        if (left.IsDay && right.IsDay)
        {
            return CompareDays(left, right);
        }
        return CompareYears(Math.Abs(left.Year - right.Year), left.IsDay || right.IsDay);
    }

    static Finding CompareDays(in Birth left, in Birth right)
    {
        if (left.Year == right.Year && left.Month == right.Month && left.Day == right.Day)
        {
            return new(Agreement.Exact, 13, 6.5, "The date of birth is the same day.");
        }
        if (left.Year == right.Year && left.Month == right.Day && left.Day == right.Month)
        {
            return new(Agreement.Near, 9.5, 8, "Day and month of birth look swapped.");
        }
        var digits = DigitsApart(left, right);
        if (digits == 1)
        {
            return new(Agreement.Near, 6, 3, "The dates of birth differ in one digit.");
        }
        if (left.Month == right.Month && left.Day == right.Day)
        {
            return new(Agreement.Near, 3, 2, "The day of birth is the same in another year.");
        }
        if (digits == 2)
        {
            return new(Agreement.Near, 0.5, -1, "The dates of birth differ in two digits.");
        }
        return left.Year == right.Year
            ? new(Agreement.Different, -2, -2.5, "The year of birth is the same, the day is not.")
            : new(Agreement.Different, -8, -7, "The dates of birth are different.");
    }

    static Finding CompareYears(int apart, bool oneIsDay) => apart switch
    {
        0 => new(
            oneIsDay ? Agreement.Near : Agreement.Exact, oneIsDay ? 3.5 : 4.5, oneIsDay ? 2.5 : 3.5,
            "The year of birth is the same; at least one side knows only the year."),
        <= 2 => new(Agreement.Near, 0, -0.5, "The years of birth are close; at least one side knows only the year."),
        <= 5 => new(Agreement.Different, -3, -3.5, "The years of birth are a few years apart."),
        _ => new(Agreement.Different, -9, -9, "The years of birth are far apart."),
    };

    /// <summary>How many digits differ in the dates written as YYYYMMDD, 0..8.</summary>
    static int DigitsApart(in Birth left, in Birth right)
    {
        var (one, other) = (Digits(left), Digits(right));
        var apart = 0;
        for (var digit = 0; digit < 8; digit++)
        {
            apart += one % 10 == other % 10 ? 0 : 1;
            one /= 10;
            other /= 10;
        }
        return apart;
    }

    static int Digits(in Birth birth) => (birth.Year * 10000) + (birth.Month * 100) + birth.Day;
}
