using System.Globalization;
using Annona.Exchange.Sheets;
using CsCheck;

namespace Annona.Exchange.Tests.Sheets;

public sealed class DateTextTest
{
    [Theory]
    [InlineData("1956-03-31", 1956, 3, 31)]
    [InlineData("19560331", 1956, 3, 31)]
    [InlineData("31.03.1956", 1956, 3, 31)]
    [InlineData("1.3.1956", 1956, 3, 1)]
    [InlineData(" 31/03/1956 ", 1956, 3, 31)]
    [InlineData("03/31/1956", 1956, 3, 31)]
    [InlineData("03-03-1956", 1956, 3, 3)]
    [InlineData("1956/03/31", 1956, 3, 31)]
    [InlineData("1956-03-31 14:30:00", 1956, 3, 31)]
    [InlineData("1956-03-31T00:00:00", 1956, 3, 31)]
    [InlineData("1956-03", 1956, 3, null)]
    [InlineData("03.1956", 1956, 3, null)]
    [InlineData("1956", 1956, null, null)]
    [InlineData("٣١/٠٣/١٩٥٦", 1956, 3, 31)]
    [InlineData("29.02.2000", 2000, 2, 29)]
    [InlineData("44927", 2023, 1, 1)]
    [InlineData("20545", 1956, 3, 31)]
    public void A_date_is_read_as_lists_write_it(string text, int year, int? month, int? day)
    {
        Assert.True(DateText.TryParse(text, DateOrder.Unknown, out var date, out var reason), reason);
        Assert.Equal(new DateText(year, month, day, Estimated: false), date);
    }

    [Theory]
    [InlineData("about 1956")]
    [InlineData("ca. 1956")]
    [InlineData("~1956")]
    [InlineData("около 1956")]
    [InlineData("մոտ 1956")]
    [InlineData("təxminən 1956")]
    [InlineData("vers 1956")]
    [InlineData("حوالي 1956")]
    public void An_estimate_stays_an_estimate(string text)
    {
        Assert.True(DateText.TryParse(text, DateOrder.Unknown, out var date, out _));
        Assert.Equal(new DateText(1956, Month: null, Day: null, Estimated: true), date);
    }

    [Theory]
    [InlineData("31.02.2001", "This month has no such day.")]
    [InlineData("29.02.1900", "This month has no such day.")]
    [InlineData("1956-13-01", "There is no such month; check the order of day and month.")]
    [InlineData("31.03.56", "The year has two digits; write four.")]
    [InlineData("1056-03-31", "The year is not between 1800 and 2199.")]
    [InlineData("yesterday", "The text is not a date that is understood; write it as 1956-03-31.")]
    [InlineData("", "The text is not a date that is understood; write it as 1956-03-31.")]
    [InlineData("1956-03-31-02", "The text is not a date that is understood; write it as 1956-03-31.")]
    [InlineData("097366946", "The text is not a date that is understood; write it as 1956-03-31.")]
    public void A_date_that_cannot_be_is_refused_with_a_reason_that_does_not_repeat_it(string text, string reason)
    {
        Assert.False(DateText.TryParse(text, DateOrder.Unknown, out var date, out var given));
        Assert.Equal(reason, given);
        Assert.Equal(default, date);
    }

    [Fact]
    public void The_column_decides_which_of_two_numbers_is_the_month()
    {
        var column = new DateColumn();
        column.See("03/04/1956");
        Assert.True(column.IsAmbiguous);

        Assert.True(DateText.TryParse("03/04/1956", column.Order, out var before, out _));
        column.See("25/04/1956");
        Assert.True(DateText.TryParse("03/04/1956", column.Order, out var after, out _));

        Assert.Equal(new DateText(1956, Month: null, Day: null, Estimated: false, Ambiguous: true), before);
        Assert.Equal(new DateText(1956, 4, 3, Estimated: false), after);
        Assert.False(column.IsAmbiguous);
    }

    [Fact]
    public void A_column_with_the_month_first_reads_so()
    {
        var column = new DateColumn();
        foreach (var text in new[] { "03/04/1956", "04/25/1956", "1956", "5/5/1956" })
            column.See(text);

        Assert.Equal(DateOrder.MonthFirst, column.Order);
        Assert.Equal(1, column.AmbiguousCells);
        Assert.True(DateText.TryParse("03/04/1956", column.Order, out var date, out _));
        Assert.Equal(new DateText(1956, 3, 4, Estimated: false), date);
        Assert.False(DateText.TryParse("25/04/1956", column.Order, out _, out _));
    }

    [Fact]
    public void A_column_with_both_orders_settles_nothing()
    {
        var column = new DateColumn();
        foreach (var text in new[] { "25/04/1956", "04/25/1956", "03/04/1956" })
            column.See(text);

        Assert.True(column.IsMixed);
        Assert.True(column.IsAmbiguous);
        Assert.Equal(DateOrder.Unknown, column.Order);
    }

    [Fact]
    public void Every_day_is_read_back_in_every_form()
    {
        var first = new DateOnly(1927, 5, 18).DayNumber;
        var last = new DateOnly(2173, 10, 13).DayNumber;
        // 30 December 1899 is day 0 of workbooks for all days after their phantom leap day.
        var zero = new DateOnly(1899, 12, 30).DayNumber;
        Gen.Int[first, last].Select(DateOnly.FromDayNumber).Sample(day =>
        {
            string[] forms = ["yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "d/M/yyyy"];
            var texts = forms.Select(form => day.ToString(form, CultureInfo.InvariantCulture))
                .Append($"{day.DayNumber - zero}");
            foreach (var text in texts)
            {
                Assert.True(DateText.TryParse(text, DateOrder.DayFirst, out var date, out _));
                Assert.Equal(new DateText(day.Year, day.Month, day.Day, Estimated: false), date);
            }
        });
    }
}
