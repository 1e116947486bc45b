using Annona.PublicRecord;
using Annona.Values;
using CsCheck;

namespace Annona.Tests.PublicRecord;

public sealed class StatedAmountTests
{
    [Theory]
    [InlineData("40", "40", 40L, 40L)]
    [InlineData("about 5,000", "about 5,000", 4_500L, 5_500L)]
    [InlineData("more than 11.5 million USD", "more than 11,500,000 USD", 1_150_000_001L, null)]
    [InlineData("nearly 28 million USD", "nearly 28,000,000 USD", 2_520_000_000L, 2_800_000_000L)]
    [InlineData("almost 40", "nearly 40", 36L, 40L)]
    [InlineData("at least 53000", "at least 53,000", 53_000L, null)]
    [InlineData("up to 60 food-parcel", "up to 60 food-parcel", 0L, 60L)]
    [InlineData("less than 10", "fewer than 10", 0L, 9L)]
    [InlineData("between 50 and 60", "50 to 60", 50L, 60L)]
    [InlineData("50 to 60 thousand JPY", "50,000 to 60,000 JPY", 50_000L, 60_000L)]
    [InlineData("2.5 rice-kg", "2.5 rice-kg", 25L, 25L)]
    [InlineData("1.5 KWD", "1.500 KWD", 1_500L, 1_500L)]
    public void Amounts_are_read_as_they_are_said(string typed, string said, long least, long? most)
    {
        Assert.True(StatedAmountText.TryParse(typed, out var amount));

        Assert.Equal(said, amount.ToString());
        Assert.Equal((least, most), amount.Interval);
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("-5")]
    [InlineData("60 to 50")]
    [InlineData("about 50 to 60")]
    [InlineData("between 50")]
    [InlineData("1.234 USD")]
    [InlineData("1.5")]
    [InlineData("99999999999999 billion USD")]
    public void What_is_no_amount_is_not_read(string typed) => Assert.False(StatedAmountText.TryParse(typed, out _));

    [Fact]
    public void Cents_and_dollars_are_compared_as_what_they_are()
    {
        var moreThanEleven = new StatedAmount(Qualifier.MoreThan, 11, null, new("USD", 0));
        var elevenFifty = StatedAmount.Exactly(new Amount(new("USD", 2), 11_50));
        var eleven = StatedAmount.Exactly(new Amount(new("USD", 2), 11_00));

        Assert.False(moreThanEleven.IsDisjointFrom(elevenFifty));
        Assert.True(moreThanEleven.IsDisjointFrom(eleven));
    }

    [Theory]
    [InlineData("more than 40", "more than 40", false)]
    [InlineData("more than 40", "at least 40", false)]
    [InlineData("more than 40", "more than 30", false)]
    [InlineData("more than 40", "40", true)]
    [InlineData("more than 40", "50", true)]
    [InlineData("about 40", "40", true)]
    [InlineData("nearly 40", "about 40", true)]
    [InlineData("up to 40", "at least 10", true)]
    [InlineData("40", "more than 39", true)]
    [InlineData("40", "up to 40", false)]
    [InlineData("40", "30", true)]
    [InlineData("11.5 million USD", "11500000.00 USD", false)]
    public void A_claim_is_never_more_than_was_said(string said, string claimed, bool more)
    {
        Assert.True(StatedAmountText.TryParse(said, out var words));
        Assert.True(StatedAmountText.TryParse(claimed, out var claim));

        Assert.Equal(more, claim.ClaimsMoreThan(words));
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Select(Gen.Enum<Qualifier>(), Gen.Long[1, 1_000_000_000], Gen.Long[1, 1_000], Gen.Bool).Sample(
            (qualifier, low, more, money) =>
            {
                Commodity? commodity = money ? new("USD", 2) : null;
                var amount = qualifier switch
                {
                    Qualifier.MoreThan or Qualifier.AtLeast => new StatedAmount(qualifier, low, null, commodity),
                    Qualifier.UpTo or Qualifier.LessThan => new StatedAmount(qualifier, null, low, commodity),
                    Qualifier.Between => new StatedAmount(qualifier, low, low + more, commodity),
                    _ => new StatedAmount(qualifier, low, low, commodity),
                };

                return StatedAmountText.TryParse(amount.ToString(), out var read) && read == amount;
            });
}
