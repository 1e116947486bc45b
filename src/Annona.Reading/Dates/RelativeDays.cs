using System.Globalization;

namespace Annona.Reading.Dates;

/// <summary>Days with the reason for choosing them.</summary>
readonly record struct Days(DateOnly? From, DateOnly? To, string How, IReadOnlyList<OtherDate> Others)
{
    public static Days On(DateOnly day, string how) => new(day, day, how, []);

    public static Days Month(int year, int month) =>
        new(new(year, month, 1), new(year, month, DateTimeDays(year, month)), "The month and year are written out.",
            []);

    public static DateOnly? Valid(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTimeDays(year, month)
            ? new DateOnly(year, month, day) : null;

    static int DateTimeDays(int year, int month) => CultureInfo.InvariantCulture.Calendar.GetDaysInMonth(year, month);
}

/// <summary>Days named from the day of publication: "Tuesday", "yesterday", "September 19" without a year.</summary>
sealed class RelativeDays(DateOnly? publishedOn)
{
    const int HoursOfDay = 24;

    static readonly Days unknown = new(null, null, "The text has no day of publication to count from.", []);

    /// <summary>
    /// A weekday: the latest one up to the day of publication, the next one after it where the words look ahead.
    /// </summary>
    public Days Weekday(DayOfWeek weekday, string lead, bool looksAhead)
    {
        if (publishedOn is not { } published || published.DayNumber < 31)
            return unknown;
        var back = ((int)published.DayOfWeek - (int)weekday + 7) % 7;
        var latest = published.AddDays(-back);
        var weekBefore = latest.AddDays(-7);
        var next = latest.AddDays(7);
        return (lead, looksAhead) switch
        {
            ("next", _) or (not ("last" or "this" or "since"), true) => new(next, next,
                $"The {weekday} after publication.",
                lead == "next" ? [new(next.AddDays(7), next.AddDays(7), "\"Next\" may mean the week after.")]
                    : [new(latest, latest, "The words may look back.")]),
            ("last", _) => Last(weekday, back == 0 ? weekBefore : latest),
            ("this", _) => new(latest, latest, $"The latest {weekday} up to publication.",
                back == 0 ? [] : [new(next, next, "\"This\" may look ahead.")]),
            _ when back == 0 => new(latest, latest, "The day of publication itself has this name.",
                [new(weekBefore, weekBefore, "The week before.")]),
            _ => Days.On(latest, $"The latest {weekday} before publication."),
        };
    }

    // Said on a Wednesday, "last Tuesday" is yesterday for some and eight days ago for others.
    static Days Last(DayOfWeek weekday, DateOnly latest) =>
        new(latest, latest, $"The latest {weekday} before publication.",
        [new(latest.AddDays(-7), latest.AddDays(-7), "\"Last\" may mean the week before.")]);

    /// <summary>A day and month without a year: the year that puts it nearest to publication.</summary>
    public Days? NearestYear(int month, int day)
    {
        if (publishedOn is not { } published)
            return Days.Valid(2000, month, day) is null ? null : unknown;
        var nearest = new[] { published.Year - 1, published.Year, published.Year + 1 }
            .Select(year => Days.Valid(year, month, day)).OfType<DateOnly>()
            .OrderBy(date => Math.Abs(date.DayNumber - published.DayNumber)).FirstOrDefault();
        return nearest == default ? null
            : Days.On(nearest, "The year is the one that puts the day nearest to publication.");
    }

    /// <summary>A month without a year: the latest one up to publication.</summary>
    public Days Month(int month)
    {
        if (publishedOn is not { } published || published.Year < 2)
            return unknown;
        var year = month <= published.Month ? published.Year : published.Year - 1;
        return Days.Month(year, month) with { How = "The latest such month up to publication." };
    }

    /// <summary>"yesterday", "today", "tonight", "tomorrow".</summary>
    public Days Near(string word)
    {
        if (publishedOn is not { } published || published == DateOnly.MinValue || published == DateOnly.MaxValue)
            return unknown;
        var days = word switch { "yesterday" => -1, "tomorrow" => 1, _ => 0 };
        return Days.On(published.AddDays(days), "Counted from the day of publication.");
    }

    /// <summary>"two days ago".</summary>
    public Days? Ago(int count, string unit)
    {
        if (publishedOn is not { } published || published.Year < 200)
            return unknown;
        var singular = unit.TrimEnd('s');
        if (singular is not ("day" or "week" or "month" or "year"))
            return null;
        var from = Shift(published, -count, singular);
        return new(from, singular == "day" ? from : Shift(from, 1, singular).AddDays(-1),
            "Counted back from publication.", []);
    }

    /// <summary>"within two weeks": from publication on.</summary>
    public Days? Ahead(int count, string unit)
    {
        var singular = unit.TrimEnd('s');
        if (singular is not ("hour" or "day" or "week" or "month" or "year"))
            return null;
        if (publishedOn is not { } published || published.Year > 9800)
            return unknown;
        var last = singular == "hour" ? published.AddDays((count + HoursOfDay - 1) / HoursOfDay)
            : Shift(published, count, singular);
        return new(published, last, "Counted from publication.", []);
    }

    /// <summary>
    /// "last week", "this month", "next year": whole calendar weeks (from Monday), months and years.
    /// </summary>
    public Days Period(string lead, string unit)
    {
        if (publishedOn is not { } published || published.Year is < 3 or > 9997)
            return unknown;
        var start = unit switch
        {
            "week" => published.AddDays(-(((int)published.DayOfWeek + 6) % 7)),
            "month" => new DateOnly(published.Year, published.Month, 1),
            _ => new DateOnly(published.Year, 1, 1),
        };
        start = Shift(start, lead switch { "last" => -1, "next" => 1, _ => 0 }, unit);
        return new(start, Shift(start, 1, unit).AddDays(-1), $"The calendar {unit} beside publication.", []);
    }

    static DateOnly Shift(DateOnly from, int count, string unit) => unit switch
    {
        "day" => from.AddDays(count),
        "week" => from.AddDays(7 * count),
        "month" => from.AddMonths(count),
        _ => from.AddYears(count),
    };
}
