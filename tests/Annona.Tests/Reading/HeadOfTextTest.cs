using Annona.Reading;

namespace Annona.Tests.Reading;

public sealed class HeadOfTextTest
{
    const string Story = "\n\nThe council said on Monday that 1,200 refugees had arrived.";

    [Theory]
    [InlineData("26 September 2023", "2023-09-26", "2023-09-25")]
    [InlineData("Tuesday, September 26, 2023", "2023-09-26", "2023-09-25")]
    [InlineData("Published on 3 October 2023", "2023-10-03", "2023-10-02")]
    [InlineData("Updated: 2023-10-03 at 18:00 UTC", "2023-10-03", "2023-10-02")]
    [InlineData("Flash update (as of 18:00, 29 September 2023)", "2023-09-29", "2023-09-25")]
    [InlineData("Valley office | Situation report 3 | 29 September 2023", "2023-09-29", "2023-09-25")]
    [InlineData("GORIS, Armenia (AP) - Oct. 1, 2023", "2023-10-01", "2023-09-25")]
    public void A_date_line_of_any_common_form_dates_the_weekdays(string line, string day, string monday)
    {
        var reading = Reader.Read(line + Story, new());

        Assert.Equal(DateOnly.Parse(day, null), reading.PublishedOn);
        Assert.Equal(DateOnly.Parse(monday, null), Assert.Single(reading.Dates).From);
        Assert.Equal("that 1,200 refugees had arrived", Assert.Single(reading.Statements).Exact);
    }

    [Theory]
    [InlineData("The mayor met the envoy on 5 May 2023.")]
    [InlineData("Shelling of 19 September 2023 killed ten")]
    [InlineData("Mayor opened the school on 5 May 2023")]
    public void A_headline_about_a_day_is_no_date_line(string line) =>
        Assert.Null(Reader.Read(line + Story, new()).PublishedOn);

    [Fact]
    public void A_place_is_never_the_publisher()
    {
        var reading = Reader.Read("GORIS, Armenia (AP) - Oct. 1, 2023" + Story, new());

        Assert.Equal("AP", reading.Parties.Single(party => party.Id == reading.Wire).Name);
        Assert.DoesNotContain(reading.Parties, party => party.Name == "Armenia");
    }

    [Fact]
    public void An_agency_that_publishes_itself_is_one_link()
    {
        var reading = Reader.Read("Mayor Ada Orvel said that it rained.\n\nEFE", new() { Publisher = "EFE" });

        Assert.Equal(["EFE", "Ada Orvel"], Assert.Single(reading.Statements).Chain.Select(link => link.Name));
    }
}
