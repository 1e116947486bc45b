using Annona.Reading;

namespace Annona.Tests.Reading;

/// <summary>
/// An invented report with the traps of a real one, held against a table made by hand beside it, sentence by
/// sentence.
/// </summary>
public sealed class BorderCrossingTest
{
    static readonly string folder = Path.Combine(Repository.Root, "examples", "reading");
    static readonly string table = File.ReadAllText(Path.Combine(folder, "border-crossing.md"));
    static readonly Annona.Reading.Reading reading =
        Reader.Read(File.ReadAllText(Path.Combine(folder, "border-crossing.txt")), new());

    [Fact]
    public void Every_sentence_is_told_as_the_table_says() =>
        Assert.Equal(TableOfReading.Rows(table, "Statements"), TableOfReading.Statements(reading));

    [Fact]
    public void Every_figure_keeps_its_qualifier() =>
        Assert.Equal(TableOfReading.Rows(table, "Figures"), TableOfReading.Figures(reading));

    [Fact]
    public void Two_different_Tuesdays_are_kept_apart_and_doubt_is_kept() =>
        Assert.Equal(TableOfReading.Rows(table, "Dates"), TableOfReading.Dates(reading));

    [Fact]
    public void A_contested_term_has_an_owner_and_a_term_not_used_is_no_use() =>
        Assert.Equal(TableOfReading.Rows(table, "Terms"), TableOfReading.Terms(reading));

    [Fact]
    public void A_caption_is_nobodys_statement()
    {
        var caption = Assert.Single(reading.Captions);

        Assert.DoesNotContain(reading.Statements, statement => statement.Span.Overlaps(caption));
    }

    [Fact]
    public void The_day_of_publication_and_the_wire_come_from_the_margins()
    {
        Assert.Equal(new DateOnly(2031, 5, 14), reading.PublishedOn);
        Assert.Equal("NWA", reading.Parties.Single(party => party.Id == reading.Wire).Name);
    }

    [Fact]
    public void Persons_have_their_offices() => Assert.Equal(
        [
            "Danil Orvek: Velmoran President",
            "Mira Tolland: director of the Continental Relief Agency (CRA)",
            "Joren Pell: deputy minister of foreign affairs of Karsia",
            "Ilse Brandt: Karsian Prime Minister",
        ],
        reading.Parties.Where(party => party.Role is not null).Select(party => $"{party.Name}: {party.Role}"));
}
