using Annona.Reading;

namespace Annona.Tests.Reading;

/// <summary>
/// The news report that the project began with, held against a table of what each sentence does. The report itself
/// is not ours to keep: the table names paragraphs, cues and the ends of passages only.
/// </summary>
public sealed class FoundingArticleTest
{
    static readonly string table =
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Annona.Tests", "Reading", "founding-article.md"));


    static Annona.Reading.Reading Article() =>
        Reader.Read(File.ReadAllText(Repository.Data("text/founding-article.txt")), new());

    [Fact]
    public void Every_sentence_is_told_as_the_table_says() =>
        Assert.Equal(TableOfReading.Rows(table, "Statements"), TableOfReading.Statements(Article()));

    [Fact]
    public void Every_figure_keeps_its_qualifier() =>
        Assert.Equal(TableOfReading.Rows(table, "Figures"), TableOfReading.Figures(Article()));

    [Fact]
    public void Last_Tuesday_is_the_day_of_the_offensive_and_plain_Tuesday_the_day_before() =>
        Assert.Equal(TableOfReading.Rows(table, "Dates"), TableOfReading.Dates(Article()));

    [Fact]
    public void Each_contested_term_has_an_owner() =>
        Assert.Equal(TableOfReading.Rows(table, "Terms"), TableOfReading.Terms(Article()));

    [Fact]
    public void The_agency_signs_at_the_end_and_the_publisher_stands_before_it()
    {
        var text = File.ReadAllText(Repository.Data("text/founding-article.txt"));

        var reading = Reader.Read(text, new() { Publisher = "A website" });

        Assert.All(reading.Statements, statement => Assert.Equal(
            ["A website", "EFE"], statement.Chain.Take(2).Select(link => link.Name)));
    }
}
