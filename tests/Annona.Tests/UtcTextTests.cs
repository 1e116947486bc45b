using Annona.Values;

namespace Annona.Tests;

public sealed class UtcTextTests
{
    [Fact]
    public void A_moment_is_said_in_universal_time_to_the_minute_wherever_it_was_noted() => Assert.Equal(
        "2026-03-31 05:05 UTC", UtcText.Of(new(2026, 3, 31, 9, 5, 59, TimeSpan.FromHours(4))));
}
