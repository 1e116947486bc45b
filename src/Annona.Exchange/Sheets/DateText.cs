using System.Globalization;

namespace Annona.Exchange.Sheets;

/// <summary>Whether 03/04/1956 is 3 April or 4 March. A column decides it, not a cell.</summary>
public enum DateOrder
{
    /// <summary>Not known: such a date gives its year only and is flagged.</summary>
    Unknown,
    DayFirst,
    MonthFirst,
}

/// <summary>A date as a list gives it; months and days may be unknown. The default value is no date.</summary>
/// <param name="Year">Four digits, 1800 to 2199.</param>
/// <param name="Month">1 to 12; null when unknown.</param>
/// <param name="Day">1 to 31; null when unknown.</param>
/// <param name="Estimated">The list says "about".</param>
/// <param name="Ambiguous">Day and month may be exchanged, so both are left unknown.</param>
public readonly record struct DateText(int Year, int? Month, int? Day, bool Estimated, bool Ambiguous = false)
{
    const int YearMin = 1800;
    const int YearMax = 2199;

    // Days as workbooks count them, from 18 May 1927 on: a number of four digits is a year.
    const int SerialMin = 10_000;
    const int MonthsPerYear = 12;
    const string NotUnderstood = "The text is not a date that is understood; write it as 1956-03-31.";

    static readonly string[] AboutWords =
    [
        "about", "approximately", "approx.", "approx", "around", "circa", "ca.", "ca", "c.", "est.", "est", "~", "≈",
        "около", "примерно", "ок.", "прибл.", "մոտավորապես", "մոտ", "շուրջ", "təxminən", "təqribən",
        "environ", "vers", "env.", "حوالي", "تقريبا", "نحو",
    ];

    /// <summary>
    /// Reads yyyy-MM-dd, yyyyMMdd, dd.MM.yyyy, dd/MM/yyyy or MM/dd/yyyy by <paramref name="order"/>, yyyy-MM,
    /// MM/yyyy, yyyy, a workbook's day number, each with a word like "about" in front. A time of day behind the
    /// date is left out.
    /// </summary>
    /// <param name="reason">What is wrong, as a sentence without the value; null when nothing is.</param>
    public static bool TryParse(string text, DateOrder order, out DateText date, out string? reason)
    {
        date = default;
        var rest = WithoutTime(AsciiDigits(text.Trim()));
        var estimated = TakeAbout(ref rest);
        if (!Split(rest, out var numbers, out var separator))
        {
            reason = NotUnderstood;
            return false;
        }
        // With points the day comes first wherever points are used.
        reason = Read(numbers, separator == '.' ? DateOrder.DayFirst : order, out date);
        date = reason is null ? date with { Estimated = estimated } : default;
        return reason is null;
    }

    /// <summary>The two first numbers when only the order of the column tells which is the month.</summary>
    internal static (int First, int Second)? Unordered(string text)
    {
        var rest = WithoutTime(AsciiDigits(text.Trim()));
        TakeAbout(ref rest);
        return Split(rest, out var numbers, out var separator)
            && separator is '/' or '-'
            && numbers is [{ Length: <= 2 }, { Length: <= 2 }, { Length: 4 }]
                ? (Value(numbers[0]), Value(numbers[1]))
                : null;
    }

    static string? Read(string[] numbers, DateOrder order, out DateText date)
    {
        date = default;
        return numbers switch
        {
            [{ Length: 4 } year] => Check(year, month: null, day: null, out date),
            [{ Length: 5 } serial] => Serial(Value(serial), out date),
            [{ Length: 8 } digits] => Check(digits[..4], digits[4..6], digits[6..], out date),
            [{ Length: 4 } year, { Length: <= 2 } month] => Check(year, month, day: null, out date),
            [{ Length: <= 2 } month, { Length: 4 } year] => Check(year, month, day: null, out date),
            [{ Length: 4 } year, { Length: <= 2 } month, { Length: <= 2 } day] => Check(year, month, day, out date),
            [{ Length: <= 2 } first, { Length: <= 2 } second, { Length: 4 } year] =>
                Ordered(first, second, year, order, out date),
            [{ Length: <= 2 }, { Length: <= 2 }, { Length: 2 }] => "The year has two digits; write four.",
            _ => NotUnderstood,
        };
    }

    static string? Ordered(string first, string second, string year, DateOrder order, out DateText date)
    {
        var (one, two) = (Value(first), Value(second));
        if (order == DateOrder.MonthFirst || (order == DateOrder.Unknown && two > MonthsPerYear))
            return Check(year, first, second, out date);
        if (order == DateOrder.DayFirst || one > MonthsPerYear || one == two)
            return Check(year, second, first, out date);
        var reason = Check(year, month: null, day: null, out date);
        date = date with { Ambiguous = true };
        return reason;
    }

    static string? Check(string year, string? month, string? day, out DateText date)
    {
        date = new(Value(year), month is null ? null : Value(month), day is null ? null : Value(day), Estimated: false);
        return date switch
        {
            { Year: < YearMin or > YearMax } => $"The year is not between {YearMin} and {YearMax}.",
            { Month: < 1 or > MonthsPerYear } => "There is no such month; check the order of day and month.",
            { Month: { } in12, Day: { } in31 } when in31 < 1 || in31 > DaysIn(date.Year, in12) =>
                "This month has no such day.",
            _ => null,
        };
    }

    static int DaysIn(int year, int month) => CultureInfo.InvariantCulture.Calendar.GetDaysInMonth(year, month);

    static string? Serial(int serial, out DateText date)
    {
        date = default;
        if (serial < SerialMin || SheetDate.DayOf(serial) is not { } day)
            return NotUnderstood;
        date = new(day.Year, day.Month, day.Day, Estimated: false);
        return null;
    }

    static bool TakeAbout(ref string text)
    {
        if (text is [>= '0' and <= '9', ..])
            return false;
        foreach (var word in AboutWords)
        {
            if (!text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;
            text = text[word.Length..].Trim();
            return true;
        }
        return false;
    }

    static string WithoutTime(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var gap = colon < 0 ? -1 : text.AsSpan(0, colon).LastIndexOfAny('T', ' ');
        return gap < 0 ? text : text[..gap].TrimEnd();
    }

    /// <summary>Digits of every script as 0 to 9; lists in Arabic and Persian use their own.</summary>
    static string AsciiDigits(string text) => string.Create(text.Length, text, static (made, from) =>
    {
        for (var index = 0; index < made.Length; index++)
            made[index] = char.IsDigit(from[index])
                ? (char)('0' + (int)char.GetNumericValue(from[index]))
                : from[index];
    });

    /// <summary>Two or three numbers between one kind of separator; one number alone.</summary>
    static bool Split(string text, out string[] numbers, out char separator)
    {
        var found = text.AsSpan().IndexOfAny('-', '.', '/');
        separator = found < 0 ? '\0' : text[found];
        numbers = found < 0 ? [text] : text.TrimEnd('.').Split(separator, StringSplitOptions.TrimEntries);
        return numbers.All(number => number.Length is > 0 and <= 8 && number.All(char.IsAsciiDigit));
    }

    static int Value(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
