namespace Annona.Trace;

/// <summary>Who looks: officers see exact counts, everybody else only groups.</summary>
public enum Viewer
{
    /// <summary>An officer of the operation.</summary>
    Officer,

    /// <summary>A donor, a journalist, the public.</summary>
    Outsider,
}

/// <summary>
/// Counts of people as outsiders see them. Each step of the series stands for ten people or more, and steps happen
/// only on fixed days, so neither one answer nor the difference between any two reveals one person.
/// </summary>
/// <remarks>
/// The released count of a week is the last released one, unless at least <see cref="GroupMin"/> more were counted by
/// then; it never falls, because a fall of one would name somebody. Weeks end on Sunday, and a week is released when
/// the next one is over.
/// </remarks>
public static class Released
{
    /// <summary>The smallest group that is shown.</summary>
    public const int GroupMin = 10;

    /// <summary>Days between a week's end and its release: late papers come in, and nobody can watch a queue
    /// and the count.</summary>
    public const int LagDays = 7;

    /// <summary>The last Sunday whose figures are out on a day.</summary>
    public static DateOnly LastReleaseBefore(DateOnly day)
    {
        var released = day.AddDays(-LagDays);
        return released.AddDays(-(int)released.DayOfWeek);
    }

    /// <summary>The released count on a day.</summary>
    /// <param name="days">The day on which each counted person was first reached, in any order.</param>
    /// <param name="asOf">The day of the question.</param>
    /// <returns>Null while there are fewer than ten: not even that there is somebody is said.</returns>
    public static long? Count(IEnumerable<DateOnly> days, DateOnly asOf)
    {
        var last = LastReleaseBefore(asOf);
        var (released, counted) = (0L, 0L);
        foreach (var week in days.Where(day => day <= last).GroupBy(LastDayOfWeek).OrderBy(week => week.Key))
        {
            counted += week.Count();
            if (counted - released >= GroupMin)
                released = counted;
        }
        return released == 0 ? null : released;
    }

    /// <summary>The Sunday on which the week of a day ends.</summary>
    static DateOnly LastDayOfWeek(DateOnly day) => day.AddDays((7 - (int)day.DayOfWeek) % 7);
}
