using Annona.Exchange.Sheets;

namespace Annona.Exchange.Tests.Sheets;

public sealed class ValueWordsTest
{
    [Theory]
    [InlineData("F", "F")]
    [InlineData("իգական", "F")]
    [InlineData("Женский", "F")]
    [InlineData("qadın", "F")]
    [InlineData("masculin", "M")]
    [InlineData("ذكر", "M")]
    [InlineData("Other", "X")]
    [InlineData("unknown", "")]
    [InlineData("не указано", "")]
    [InlineData("Y", null)]
    public void Sex_is_read_in_six_languages(string cell, string? value) => Assert.Equal(value, ValueWords.Sex(cell));

    [Theory]
    [InlineData("Head of  Household", "head")]
    [InlineData("ընտանիքի գլխավոր", "head")]
    [InlineData("жена", "spouse")]
    [InlineData("oğlu", "child")]
    [InlineData("belle-mère", "relative")]
    [InlineData("niece", "relative")]
    [InlineData("أخت", "sibling")]
    [InlineData("-", "")]
    [InlineData("godmother", null)]
    public void Relations_are_read_in_six_languages(string cell, string? value) =>
        Assert.Equal(value, ValueWords.Relation(cell));
}
