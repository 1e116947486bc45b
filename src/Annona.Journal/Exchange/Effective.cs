namespace Annona.Journal;

/// <summary>
/// Where a fact stands when facts compete: by its clock as far as the clock can be right, then by device, place in the
/// device's chain and event id, so that no two facts are equal and the order of arrival says nothing.
/// </summary>
/// <param name="Clock">The hybrid clock after <see cref="Clamp"/>.</param>
/// <param name="Device">Empty for the hub.</param>
/// <param name="Sequence">In the device's chain; the position for what the hub decided.</param>
/// <param name="Event">The first 16 bytes of the event's id; empty for the hub.</param>
public readonly record struct Effective(long Clock, Guid Device, long Sequence, Guid Event) : IComparable<Effective>
{
    const int CounterBits = 16;
    const long MillisecondsMax = (1L << 47) - 1;

    /// <summary>The place of something that the hub decided itself.</summary>
    public static Effective OfHub(DateTimeOffset recordedAt, long position) =>
        new(ClockAt(recordedAt), Guid.Empty, position, Guid.Empty);

    /// <summary>A hybrid clock at a moment: 48 bits of Unix milliseconds, 16 bits of counter.</summary>
    /// <remarks>Before 1970 and after 6429 there is no clock: it stays at the nearest one.</remarks>
    public static long ClockAt(DateTimeOffset moment) =>
        Math.Clamp(moment.ToUnixTimeMilliseconds(), 0, MillisecondsMax) << CounterBits;

    /// <summary>
    /// A device's clock, made believable. It cannot be earlier than the last checkpoint the device had seen, for it
    /// knew that; nor later than the hub's receipt. Whatever it says, the fact is taken.
    /// </summary>
    /// <param name="clock">The hybrid clock as signed.</param>
    /// <param name="seen">When the hub recorded the last entry under that checkpoint.</param>
    /// <param name="received">When the hub took the fact in.</param>
    public static long Clamp(long clock, DateTimeOffset seen, DateTimeOffset received) =>
        Math.Min(
            Math.Max(clock, ClockAt(seen)),
            // Of the same millisecond every counter is believed.
            ClockAt(received) | ((1L << CounterBits) - 1));

    /// <inheritdoc/>
    public int CompareTo(Effective other) =>
        Clock != other.Clock ? Clock.CompareTo(other.Clock)
        : Device != other.Device ? Device.CompareTo(other.Device)
        : Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence)
        : Event.CompareTo(other.Event);

    /// <summary>Earlier.</summary>
    public static bool operator <(Effective left, Effective right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(Effective left, Effective right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(Effective left, Effective right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(Effective left, Effective right) => left.CompareTo(right) >= 0;
}
