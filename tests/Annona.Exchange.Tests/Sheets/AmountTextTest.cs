using System.Globalization;
using Annona.Exchange.Sheets;
using CsCheck;

namespace Annona.Exchange.Tests.Sheets;

public sealed class AmountTextTest
{
    static readonly string[] Countries = ["en-US", "de-DE", "fr-FR"];

    [Theory]
    [InlineData("12500", 2, 1_250_000)]
    [InlineData("12,500", 2, 1_250_000)]
    [InlineData("12 500.50", 2, 1_250_050)]
    [InlineData("12\u00A0500,50", 2, 1_250_050)]
    [InlineData("12.500,50", 2, 1_250_050)]
    [InlineData("12,500.5", 2, 1_250_050)]
    [InlineData("1.234.567", 2, 123_456_700)]
    [InlineData("1,234,567.89", 2, 123_456_789)]
    [InlineData("12'500.00", 2, 1_250_000)]
    [InlineData("0,5", 2, 50)]
    [InlineData("-7.25", 2, -725)]
    [InlineData("−7", 0, -7)]
    [InlineData("12.500", 3, 12_500)]
    [InlineData("0.125", 3, 125)]
    [InlineData("0,125", 3, 125)]
    [InlineData("12.5", 3, 12_500)]
    [InlineData("١٢٬٥٠٠٫٥٠", 2, 1_250_050)]
    [InlineData("12,500", 0, 12_500)]
    public void An_amount_is_read_as_lists_write_it(string text, int scale, long units)
    {
        Assert.True(AmountText.TryParse(text, scale, out var read, out var reason), reason);
        Assert.Equal(units, read);
    }

    [Theory]
    [InlineData("12.500", 2, "It is not clear whether")]
    [InlineData("12,500", 3, "It is not clear whether")]
    [InlineData("1.005", 2, "It is not clear whether")]
    [InlineData("0.005", 2, "There are more decimals than the 2")]
    [InlineData("1.5", 0, "Only whole units")]
    [InlineData("1,23,456", 2, "The text is not an amount")]
    [InlineData("1,234.56,7", 2, "The text is not an amount")]
    [InlineData("12,50.5", 2, "The text is not an amount")]
    [InlineData("$5", 2, "The text is not an amount")]
    [InlineData("5 kg", 2, "The text is not an amount")]
    [InlineData("5-", 2, "The text is not an amount")]
    [InlineData(".5", 2, "The text is not an amount")]
    [InlineData("", 2, "The text is not an amount")]
    [InlineData("99999999999999999999", 0, "The amount is too large.")]
    public void What_is_unclear_or_too_fine_is_refused_with_a_reason(string text, int scale, string reason)
    {
        Assert.False(AmountText.TryParse(text, scale, out _, out var given));
        Assert.StartsWith(reason, given, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_are_read_back_in_the_writing_of_three_countries()
    {
        Gen.Select(Gen.Long[-999_999_999_999, 999_999_999_999], Gen.Int[0, 2].Select(index => Countries[index]))
            .Sample((cents, country) =>
            {
                var text = (cents / 100m).ToString("N2", CultureInfo.GetCultureInfo(country));

                Assert.True(AmountText.TryParse(text, 2, out var units, out _), text);
                Assert.Equal(cents, units);
            });
    }
}
