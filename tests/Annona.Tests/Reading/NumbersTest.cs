using System.Globalization;
using Annona.Reading;
using Annona.Reading.Figures;

namespace Annona.Tests.Reading;

/// <summary>A wrong figure does more harm than a missing one.</summary>
public sealed class NumbersTest
{
    static IReadOnlyList<Figure> Read(string text) =>
        Reader.Read(text, new() { PublishedOn = new(2031, 5, 14) }).Figures;

    static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "open";

    [Theory]
    [InlineData("US$ 11.5M", 11_500_000, "USD")]
    [InlineData("US$1.0m", 1_000_000, "USD")]
    [InlineData("USD11.5M", 11_500_000, "USD")]
    [InlineData("$5k", 5_000, "USD")]
    [InlineData("USD 3.2 mln", 3_200_000, "USD")]
    [InlineData("€4bn", 4_000_000_000, "EUR")]
    [InlineData("5m euros", 5_000_000, "EUR")]
    [InlineData("an $11.5-million", 11_500_000, "USD")]
    [InlineData("40,000 AMD", 40_000, "AMD")]
    [InlineData("C$2.5 million", 2_500_000, "CAD")]
    public void A_letter_behind_a_sum_says_how_much_it_is(string sum, long value, string currency)
    {
        var figure = Assert.Single(Read($"The office has {sum} for the valley."));

        Assert.Equal((value, currency), (figure.Value, figure.Currency));
    }

    [Theory]
    [InlineData("The well is 20m deep.")]
    [InlineData("It was the 300th lorry of the 1990s.")]
    [InlineData("Some 11,5 million came.")]
    [InlineData("In all 53.000 people came.")]
    [InlineData("Flight 500x landed.")]
    public void What_could_mean_two_things_is_no_figure(string text) => Assert.Empty(Read(text));

    [Theory]
    [InlineData("53 000 people came.", "people", "53000", "53000")]
    [InlineData("Nearly 300 people came.", "people", "270", "300")]
    [InlineData("About 35 families came.", "families", "31", "39")]
    [InlineData("Of them 13 are children.", "children", "13", "13")]
    [InlineData("They gave up 47 artillery pieces.", "artillery pieces", "47", "47")]
    [InlineData("In all 47 of the 120 houses were damaged.", "houses", "47", "47")]
    [InlineData("They gave up 21 trailers.", "trailers", "21", "21")]
    [InlineData("They gave up hundreds of heavy weapons, light weapons and ammunition.",
        "heavy weapons, light weapons and ammunition", "200", "999")]
    public void What_is_counted_is_told_whole_and_people_are_whole(string text, string unit, string low, string high)
    {
        var figure = Assert.Single(Read(text));

        Assert.Equal((unit, low, high), (figure.Unit, Text(figure.Low), Text(figure.High)));
    }

    [Theory]
    [InlineData("1 in 3 arrivals is a child.")]
    [InlineData("One in three arrivals is a child.")]
    [InlineData("7 out of 10 refugees are women.")]
    public void A_share_counts_nobody(string text) => Assert.Empty(Read(text));

    [Theory]
    [InlineData("It pays 40,000 AMD per person per month.", "per person per month")]
    [InlineData("It pays 100 euros a month per family.", "a month per family")]
    [InlineData("It pays $100 per forcibly displaced person.", "per forcibly displaced person")]
    [InlineData("It pays 10 euros monthly.", "monthly")]
    [InlineData("It pays 40,000 AMD (in cash) per person.", "per person")]
    public void For_whom_and_how_often_are_kept_together(string text, string per) =>
        Assert.Equal(per, Assert.Single(Read(text)).Per);

    [Theory]
    [InlineData("The state will build 1,000 houses.", FigureClass.Other)]
    [InlineData("Water goes to 40 schools.", FigureClass.Other)]
    [InlineData("The shelling destroyed 1,000 houses.", FigureClass.Damage)]
    public void Only_what_was_hurt_is_damage(string text, FigureClass counted) =>
        Assert.Equal(counted, Assert.Single(Read(text)).Class);
}
