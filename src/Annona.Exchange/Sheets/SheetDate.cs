using System.Globalization;

namespace Annona.Exchange.Sheets;

/// <summary>
/// Days as workbooks count them: 1 is 1 January 1900, and 60 is a 29 February 1900 that never was (ECMA-376 part 1,
/// 18.17.4.1); books made on old Macs count from 1 January 1904 as 0.
/// </summary>
static class SheetDate
{
    const int PhantomDay = 60;

    static readonly int FirstDay1904 = new DateOnly(1904, 1, 1).DayNumber;
    static readonly int DayBefore1900 = new DateOnly(1899, 12, 31).DayNumber;
    static readonly int SerialMax = DateOnly.MaxValue.DayNumber - FirstDay1904;

    /// <summary>The day of a serial number; null when there is none.</summary>
    public static DateOnly? DayOf(long serial, bool countsFrom1904 = false) => serial switch
    {
        < 0 => null,
        _ when serial > SerialMax => null,
        _ when countsFrom1904 => DateOnly.FromDayNumber(FirstDay1904 + (int)serial),
        0 or PhantomDay => null,
        < PhantomDay => DateOnly.FromDayNumber(DayBefore1900 + (int)serial),
        _ => DateOnly.FromDayNumber(DayBefore1900 + (int)serial - 1),
    };

    /// <summary>yyyy-MM-dd, with HH:mm:ss behind it when there is a time too; the number itself when no day.</summary>
    public static string Text(string raw, bool hasDay, bool countsFrom1904)
    {
        if (!decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial)
            || serial is < 0 or >= int.MaxValue)
            return SheetNumber.Text(raw);
        const int secondsPerDay = 86_400;
        var seconds = (long)decimal.Round(serial * secondsPerDay, MidpointRounding.AwayFromZero);
        var (days, rest) = Math.DivRem(seconds, secondsPerDay);
        var time = TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(rest)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        if (!hasDay && days == 0)
            return time;
        if (DayOf(days, countsFrom1904) is not { } day)
            return SheetNumber.Text(raw);
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return rest == 0 ? text : $"{text} {time}";
    }
}
