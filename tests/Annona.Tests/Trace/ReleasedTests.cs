using Annona.Trace;
using CsCheck;

namespace Annona.Tests.Trace;

public sealed class ReleasedTests
{
    /// <summary>Monday, 2 March 2026.</summary>
    static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Fewer_than_ten_are_not_even_said_to_be_there() =>
        Assert.Null(Released.Count(Enumerable.Repeat(Monday, 9), Monday.AddDays(60)));

    [Fact]
    public void Ten_are_shown_when_the_week_after_theirs_is_over()
    {
        var ten = Enumerable.Repeat(Monday, 10).ToList();

        Assert.Null(Released.Count(ten, Monday.AddDays(12)));
        Assert.Equal(10, Released.Count(ten, Monday.AddDays(13)));
    }

    [Fact]
    public void One_more_person_changes_nothing_until_ten_more_came()
    {
        var days = Enumerable.Repeat(Monday, 10).Append(Monday.AddDays(7)).ToList();
        Assert.Equal(10, Released.Count(days, Monday.AddDays(60)));

        days.AddRange(Enumerable.Repeat(Monday.AddDays(14), 9));
        Assert.Equal(20, Released.Count(days, Monday.AddDays(60)));
    }

    [Fact]
    public void No_two_answers_ever_differ_by_fewer_than_ten_people() =>
        Gen.Int[0, 100].Array[0, 80].Select(offsets => offsets.Select(Monday.AddDays).ToArray()).Sample(days =>
        {
            var released = Enumerable.Range(0, 130)
                .Select(day => Released.Count(days, Monday.AddDays(day)) ?? 0).Distinct().Order().ToList();
            for (var i = 1; i < released.Count; i++)
                Assert.True(released[i] - released[i - 1] >= Released.GroupMin);
            Assert.True(released[^1] <= days.Length);
        });

    [Fact]
    public void The_answer_does_not_depend_on_the_order_of_the_journal() =>
        Gen.Int[0, 40].Array[0, 50].Sample(offsets =>
        {
            var days = offsets.Select(Monday.AddDays).ToArray();

            Assert.Equal(
                Released.Count(days, Monday.AddDays(90)), Released.Count(days.Reverse(), Monday.AddDays(90)));
        });
}
