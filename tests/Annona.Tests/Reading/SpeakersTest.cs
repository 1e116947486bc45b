using Annona.Reading;
using Annona.Reading.Attribution;

namespace Annona.Tests.Reading;

/// <summary>Words belong to whoever said them, with the office and every teller on the way.</summary>
public sealed class SpeakersTest
{
    static Annona.Reading.Reading Read(string text) => Reader.Read(text, new() { PublishedOn = new(2031, 5, 14) });

    static Statement Said(string text) =>
        Assert.Single(Read(text).Statements, one => one.Mode != StatementMode.Narrated);

    [Theory]
    [InlineData("“The shelling went on,” the local ombudsman, Gegham Stepanyan, said on X.", "Gegham Stepanyan",
        "local ombudsman")]
    [InlineData("Deputy Prime Minister Lena Harko said that the road was open.", "Lena Harko", "Deputy Prime Minister")]
    [InlineData("Armenian Health Minister Lena Harko said that the road was open.", "Lena Harko",
        "Armenian Health Minister")]
    [InlineData("EU foreign policy chief Lena Harko said that the road was open.", "Lena Harko",
        "EU foreign policy chief")]
    [InlineData("UNICEF's Regional Director Lena Harko said that it was open.", "Lena Harko",
        "UNICEF's Regional Director")]
    [InlineData("U.N. spokesman Lena Harko said that it was open.", "Lena Harko", "U.N. spokesman")]
    [InlineData("Former President Lena Harko said that the road was open.", "Lena Harko", "Former President")]
    public void An_office_is_kept_whole(string text, string name, string office)
    {
        var reading = Read(text);

        var speaker = Said(text).Speaker;

        Assert.Equal((name, office),
            (speaker.Name, reading.Parties.Single(party => party.Id == speaker.Party).Role));
    }

    [Theory]
    [InlineData("Russia's Defense Ministry said that the road was open.", "Russia's Defense Ministry")]
    [InlineData("United Nations Children's Fund (UNICEF) said that it was open.", "United Nations Children's Fund")]
    public void A_name_with_a_possessive_is_kept_whole(string text, string name) =>
        Assert.Equal(name, Said(text).Speaker.Name);

    [Fact]
    public void An_acronym_that_looks_like_a_pronoun_is_a_name() =>
        Assert.Equal("WHO", Said("WHO said 30 per cent of them are children.").Speaker.Name);

    [Fact]
    public void She_is_the_spokeswoman_and_not_the_man_before()
    {
        var reading = Read("Mayor Tom Hale said that it rained. The road is open, according to a spokeswoman for the "
            + "agency. “We need help,” she said.");

        Assert.Equal("a spokeswoman for the agency", reading.Statements[^1].Speaker.Name);
    }

    [Theory]
    [InlineData("The ministry knows the schools shall admit all pupils.")]
    [InlineData("IFRC launched an emergency appeal for 20 million francs.")]
    [InlineData("U.S. funding further supports partner efforts to restore family links.")]
    public void Things_and_duties_do_not_speak(string text) =>
        Assert.DoesNotContain(Read(text).Statements, one => one.Speaker.Name is "schools" or "the schools"
            or "an emergency" or "U.S. funding" or "U.S.");

    [Theory]
    [InlineData("Mirzoyan said Michel had told the council that the EU would double its aid.", "Mirzoyan > Michel",
        "that the EU would double its aid")]
    [InlineData("According to Mirzoyan, Aliyev told him that the corridor would be opened.", "Mirzoyan > Aliyev",
        "that the corridor would be opened")]
    [InlineData("Armenia's government has vowed to take in all refugees, Nazeli Baghdasaryan told reporters.",
        "Nazeli Baghdasaryan > Armenia's government", "to take in all refugees")]
    public void Every_teller_is_a_link_of_the_chain(string text, string chain, string words)
    {
        var said = Said(text);

        Assert.Equal((chain, words), (string.Join(" > ", said.Chain.Select(link => link.Name)), said.Exact));
    }

    [Fact]
    public void What_critics_say_is_not_the_promise()
    {
        var said = Read("Aliyev had earlier promised that residents could keep their property, but critics say the "
            + "pledge was never put in writing.").Statements;

        Assert.Equal(
            [
                ("Aliyev", StatementKind.Promise, false, "that residents could keep their property"),
                ("critics", StatementKind.Assertion, true, "the pledge was never put in writing"),
            ],
            said.Select(one => (one.Speaker.Name, one.Kind, one.Negated, one.Exact)));
    }

    [Fact]
    public void A_refusal_is_negated()
    {
        var said = Said("Aliyev refused to guarantee the rights of residents.");

        Assert.Equal((StatementKind.Position, true), (said.Kind, said.Negated));
    }

    [Fact]
    public void A_denial_does_not_reach_the_reason_behind_it()
    {
        var said = Read("Mayor Ada Orvel said that no shop was open, because the road was closed.").Statements;

        Assert.Equal([true, false], said.Select(one => one.Negated));
    }
}
