using Annona.Journal;

namespace Annona.Tests.Exchange;

public sealed class EffectiveTests
{
    static readonly DateTimeOffset Seen = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Received = Seen.AddHours(5);

    [Theory]
    [InlineData(-1_000, 0)]
    [InlineData(0, 0)]
    [InlineData(60, 60)]
    [InlineData(300, 300)]
    [InlineData(9_000, 300)]
    public void A_clock_is_believed_between_what_the_device_had_seen_and_the_receipt(int minutes, int believed)
    {
        var clock = Effective.ClockAt(Seen.AddMinutes(minutes));

        var effective = Effective.Clamp(clock, Seen, Received);

        Assert.Equal(Seen.AddMinutes(believed).ToUnixTimeMilliseconds(), effective >> 16);
    }

    [Fact]
    public void Facts_of_one_moment_are_told_apart_by_device_then_number_then_id()
    {
        Guid low = new("00000000-0000-0000-0000-000000000001"), high = new("00000000-0000-0000-0000-000000000002");
        Effective[] ordered =
        [
            new(1, high, 9, high), new(2, Guid.Empty, 7, Guid.Empty), new(2, low, 1, high), new(2, low, 2, low),
            new(2, low, 2, high), new(2, high, 1, low),
        ];

        Assert.Equal(ordered, ordered.Reverse().Order());
        Assert.True(ordered[0] < ordered[1] && ordered[1] > ordered[0]);
    }

    [Fact]
    public void A_moment_before_there_were_clocks_is_the_first_of_them() =>
        Assert.Equal(0, Effective.ClockAt(new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)));
}
