using Annona.Trace;
using CsCheck;

namespace Annona.Tests.Trace;

public sealed class ReleasedTests
{
    /// <summary>Monday, 2 March 2026.</summary>
    static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void A_week_is_released_when_the_next_one_is_over()
    {
        Assert.Equal(Monday.AddDays(-8), Released.LastReleaseBefore(Monday.AddDays(5)));
        Assert.Equal(Monday.AddDays(-1), Released.LastReleaseBefore(Monday.AddDays(6)));
    }

    [Fact]
    public void Fewer_than_ten_are_not_even_said_to_be_there() => Assert.Equal(0, Released.Next(default, 9).Shown);

    [Fact]
    public void Counts_are_shown_in_tens() => Assert.Equal(new(19, 10), Released.Next(default, 19));

    [Fact]
    public void One_more_person_changes_nothing_until_ten_more_came()
    {
        var ten = Released.Next(default, 10);

        Assert.Equal(ten, Released.Next(ten, 11));
        Assert.Equal(ten, Released.Next(ten, 19));
        Assert.Equal(20, Released.Next(ten, 20).Shown);
    }

    [Fact]
    public void It_never_falls_and_each_step_stands_for_ten_people_or_more() =>
        Gen.Int[0, 200].Array[0, 40].Sample(counts =>
        {
            var last = default(ReleasedCount);
            foreach (var count in counts)
            {
                var next = Released.Next(last, count);
                Assert.True(next == last || next.Shown - last.Shown >= Released.GroupMin);
                Assert.True(next == last || next.Counted - last.Counted >= Released.GroupMin);
                Assert.True(next.Shown <= next.Counted && next.Shown % Released.GroupMin == 0);
                last = next;
            }
        });
}
